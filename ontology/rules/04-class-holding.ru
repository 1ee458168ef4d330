#+ rule class-holding
#+ infers lg:followsFrom
#+ description What general law gives or denies to a class of authority, its members hold, share or lack while both last.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> {
  ?claim a lg:LeverHolding , lg:PowerHolding , lg:Claim ;
    skos:prefLabel ?label ;
    skos:note ?note ;
    lg:followsFrom ?membership , ?power ;
    lg:region ?region ;
    lg:lever ?lever ;
    lg:status ?status ;
    lg:unverifiedStatus ?unverified ;
    lg:basis lg:InferredByUs ;
    lg:confidence ?confidence ;
    lg:legalBasis ?legalBasis ;
    lg:provision ?provision ;
    lg:withoutStatute ?withoutStatute ;
    lg:locator ?locator ;
    lg:source ?source ;
    lg:vestedIn ?vestedIn ;
    lg:exercisedBy ?exercisedBy ;
    lg:validFrom ?validFrom ;
    lg:validUntil ?validUntil ;
    lg:startDay ?startDay ;
    lg:endDay ?endDay .
} }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  VALUES (?never ?ever) { ("0001-01-01"^^xsd:date "9999-12-31"^^xsd:date) }
  ?membership a lg:ClassMembership ;
    lg:region ?region ;
    lg:authorityClass ?class ;
    lg:confidence ?memberConfidence .
  ?power a lg:ClassPower ;
    lg:authorityClass ?class ;
    lg:lever ?lever ;
    lg:status ?stated ;
    lg:legalForce ?force ;
    lg:confidence ?powerConfidence .
  FILTER NOT EXISTS { ?power lg:exceptRegion ?region }
  OPTIONAL { ?membership lg:startDay ?memberStart }
  OPTIONAL { ?membership lg:endDay ?memberEnd }
  OPTIONAL { ?power lg:startDay ?powerStart }
  OPTIONAL { ?power lg:endDay ?powerEnd }
  BIND(IF(COALESCE(?powerStart, ?never) > COALESCE(?memberStart, ?never), ?powerStart, COALESCE(?memberStart, ?never)) AS ?first)
  BIND(IF(COALESCE(?powerEnd, ?ever) < COALESCE(?memberEnd, ?ever), ?powerEnd, COALESCE(?memberEnd, ?ever)) AS ?last)
  # What a region's own claim says stands; the class fills the days before the first, between and after.
  VALUES ?piece { "first" "after" }
  OPTIONAL {
    ?before a lg:LeverHolding ;
      lg:region ?region ;
      lg:lever ?lever ;
      lg:status ?statusBefore ;
      lg:endDay ?endBefore .
    FILTER(?piece = "after" && ?statusBefore != lg:NotStated && ?endBefore >= ?first)
    FILTER NOT EXISTS { ?before lg:followsFrom ?any }
  }
  # Minus a negative day: the engine adds no duration to a date.
  BIND(IF(?piece = "first", ?first, ?endBefore - "-P1D"^^xsd:dayTimeDuration) AS ?from)
  FILTER(BOUND(?from) && ?from <= ?last)
  FILTER NOT EXISTS {
    ?own a lg:LeverHolding ;
      lg:region ?region ;
      lg:lever ?lever ;
      lg:status ?ownStatus .
    FILTER(?ownStatus != lg:NotStated)
    FILTER NOT EXISTS { ?own lg:followsFrom ?anything }
    OPTIONAL { ?own lg:startDay ?ownStart }
    OPTIONAL { ?own lg:endDay ?ownEnd }
    FILTER(COALESCE(?ownStart <= ?from, true) && COALESCE(?ownEnd >= ?from, true))
  }
  OPTIONAL {
    ?next a lg:LeverHolding ;
      lg:region ?region ;
      lg:lever ?lever ;
      lg:status ?statusNext ;
      lg:startDay ?startNext .
    FILTER(?statusNext != lg:NotStated && ?startNext > ?from)
    FILTER NOT EXISTS { ?next lg:followsFrom ?something }
  }
  FILTER NOT EXISTS {
    ?sooner a lg:LeverHolding ;
      lg:region ?region ;
      lg:lever ?lever ;
      lg:status ?statusSooner ;
      lg:startDay ?startSooner .
    FILTER(?statusSooner != lg:NotStated && ?startSooner > ?from && ?startSooner < ?startNext)
    FILTER NOT EXISTS { ?sooner lg:followsFrom ?whatever }
  }
  BIND(COALESCE(?startNext <= ?last, false) AS ?cut)
  BIND(IF(?cut, ?startNext - "P1D"^^xsd:dayTimeDuration, ?last) AS ?to)
  BIND(IF(?from > ?never, ?from, ?unknown) AS ?startDay)
  BIND(IF(?to < ?ever, ?to, ?unknown) AS ?endDay)
  # A start that the law's own claim does not state stays unknown: the membership only bounds it.
  OPTIONAL { ?membership lg:validFrom ?memberFrom }
  OPTIONAL { ?membership lg:validUntil ?memberUntil }
  OPTIONAL { ?power lg:validFrom ?powerFrom }
  OPTIONAL { ?power lg:validUntil ?powerUntil }
  BIND(IF(?piece = "after", ?from, IF(BOUND(?powerFrom), IF(COALESCE(?memberStart = ?first, false), ?memberFrom, ?powerFrom), ?unknown)) AS ?validFrom)
  BIND(IF(?cut, ?to, IF(COALESCE(?memberEnd = ?last, false), ?memberUntil, ?powerUntil)) AS ?validUntil)
  # A rule not seen to begin, or known from a poor source only, decides nothing: not stated, with what it would be.
  BIND(?force = lg:CommencementNotVerified || lg:LowConfidence IN (?memberConfidence, ?powerConfidence) AS ?doubtful)
  BIND(IF(?doubtful, lg:NotStated, ?stated) AS ?status)
  BIND(IF(?doubtful, ?stated, ?unknown) AS ?unverified)
  BIND(IF(?doubtful, lg:LowConfidence, IF(lg:MediumConfidence IN (?memberConfidence, ?powerConfidence), lg:MediumConfidence, lg:HighConfidence)) AS ?confidence)
  OPTIONAL { ?power lg:legalBasis ?legalBasis }
  OPTIONAL { ?power lg:provision ?provision }
  OPTIONAL { ?power lg:withoutStatute ?withoutStatute }
  OPTIONAL { ?power lg:locator ?locator }
  OPTIONAL { ?power lg:source ?source }
  OPTIONAL { ?power lg:vestedIn ?vestedIn }
  OPTIONAL { ?power lg:exercisedBy ?exercisedBy }
  OPTIONAL { ?power skos:note ?remark }
  OPTIONAL { ?stated skos:prefLabel ?statedLabel }
  OPTIONAL { ?lever skos:prefLabel ?leverLabel }
  OPTIONAL { ?region skos:prefLabel ?regionLabel }
  OPTIONAL { ?class skos:prefLabel ?classLabel }
  BIND(STRLANG(CONCAT(STR(?leverLabel), " in ", STR(?regionLabel), ", as ", STR(?classLabel)), "en") AS ?label)
  BIND(IF(?doubtful, STRLANG(CONCAT("Not verified; would be ", STR(?statedLabel), COALESCE(CONCAT(". ", STR(?remark)), "")), "en"), ?remark) AS ?note)
  BIND(IRI(CONCAT("https://w3id.org/levergraph/id/holding/", STRAFTER(STR(?membership), "/id/class-membership/"), "--",
    STRAFTER(STRAFTER(STR(?power), "/id/class-power/"), "--"), IF(?piece = "first", "", CONCAT("--from-", STR(?from))))) AS ?claim)
}
