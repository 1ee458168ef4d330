#+ rule departs-from
#+ infers lg:departsFrom
#+ description A region's own claim departs from a rule about its class when both speak of one time and differ.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?own lg:departsFrom ?power } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  ?own a lg:LeverHolding ;
    lg:region ?region ;
    lg:lever ?lever ;
    lg:status ?ownStatus .
  FILTER(?ownStatus != lg:NotStated)
  FILTER NOT EXISTS { ?own lg:followsFrom ?any }
  ?membership a lg:ClassMembership ;
    lg:region ?region ;
    lg:authorityClass ?class .
  ?power a lg:ClassPower ;
    lg:authorityClass ?class ;
    lg:lever ?lever ;
    lg:status ?stated ;
    lg:legalForce ?force ;
    lg:confidence ?powerConfidence .
  # A rule that decides nothing leaves nothing to depart from.
  FILTER(?stated != ?ownStatus && ?force != lg:CommencementNotVerified && ?powerConfidence != lg:LowConfidence)
  FILTER NOT EXISTS { ?power lg:exceptRegion ?region }
  OPTIONAL { ?own lg:startDay ?ownStart }
  OPTIONAL { ?own lg:endDay ?ownEnd }
  OPTIONAL { ?membership lg:startDay ?memberStart }
  OPTIONAL { ?membership lg:endDay ?memberEnd }
  OPTIONAL { ?power lg:startDay ?powerStart }
  OPTIONAL { ?power lg:endDay ?powerEnd }
  FILTER(COALESCE(?ownStart <= ?memberEnd, true) && COALESCE(?memberStart <= ?ownEnd, true))
  FILTER(COALESCE(?ownStart <= ?powerEnd, true) && COALESCE(?powerStart <= ?ownEnd, true))
  FILTER(COALESCE(?memberStart <= ?powerEnd, true) && COALESCE(?powerStart <= ?memberEnd, true))
  FILTER NOT EXISTS { ?own lg:departsFrom ?power }
}
