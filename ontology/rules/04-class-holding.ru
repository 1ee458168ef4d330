#+ rule class-holding
#+ infers lg:followsFrom
#+ description What general law gives or denies to a class of authority, its members hold, share or lack while both last.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> {
  ?claim a lg:LeverHolding , lg:PowerHolding , lg:Claim ;
    skos:prefLabel ?label ;
    lg:name ?label ;
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
  # Grouped, because a claim that covers the day must shut the class out and the next one must cut it short.
  { SELECT ?membership ?region ?class ?memberConfidence ?memberStart ?memberEnd ?power ?lever ?stated ?force ?powerConfidence
      ?powerEnd ?never ?ever ?piece ?first ?last ?from (MIN(?later) AS ?startNext)
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
      OPTIONAL {
        ?own a lg:LeverHolding ;
          lg:region ?region ;
          lg:lever ?lever ;
          lg:status ?ownStatus .
        FILTER(?ownStatus != lg:NotStated)
        FILTER NOT EXISTS { ?own lg:followsFrom ?anything }
        OPTIONAL { ?own lg:startDay ?ownStart }
        OPTIONAL { ?own lg:endDay ?ownEnd }
      }
      BIND(BOUND(?own) && COALESCE(?ownStart <= ?from, true) && COALESCE(?ownEnd >= ?from, true) AS ?covers)
      BIND(IF(COALESCE(?ownStart > ?from, false), ?ownStart, ?ever) AS ?later)
    }
    GROUP BY ?membership ?region ?class ?memberConfidence ?memberStart ?memberEnd ?power ?lever ?stated ?force ?powerConfidence
      ?powerEnd ?never ?ever ?piece ?first ?last ?from
    HAVING (MAX(IF(?covers, 1, 0)) = 0)
  }
  BIND(?startNext <= ?last && ?startNext < ?ever AS ?cut)
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
  OPTIONAL { ?stated lg:name ?statedLabel }
  OPTIONAL { ?lever lg:name ?leverLabel }
  OPTIONAL { ?region lg:name ?regionLabel }
  OPTIONAL { ?class lg:name ?classLabel }
  BIND(STRLANG(CONCAT(STR(?leverLabel), " in ", STR(?regionLabel), ", as ", STR(?classLabel)), "en") AS ?label)
  BIND(IF(?doubtful, STRLANG(CONCAT("Not verified; would be ", STR(?statedLabel), COALESCE(CONCAT(". ", STR(?remark)), "")), "en"), ?remark) AS ?note)
  BIND(IRI(CONCAT("https://w3id.org/levergraph/id/holding/", STRAFTER(STR(?membership), "/id/class-membership/"), "--",
    STRAFTER(STRAFTER(STR(?power), "/id/class-power/"), "--"), IF(?piece = "first", "", CONCAT("--from-", STR(?from))))) AS ?claim)
}
