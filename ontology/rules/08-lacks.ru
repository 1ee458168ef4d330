#+ rule lacks
#+ infers lg:lacks
#+ description A region lacks a lever when a claim valid on the edition's day says so and its authority stands.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?region lg:lacks ?lever } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  OPTIONAL { <https://w3id.org/levergraph/dataset> dcterms:issued ?issued }
  BIND(COALESCE(?issued, STRDT(SUBSTR(STR(NOW()), 1, 10), xsd:date)) AS ?today)
  ?claim a lg:LeverHolding ;
    lg:status lg:NotHeld ;
    lg:region ?region ;
    lg:lever ?lever .
  OPTIONAL { ?claim lg:startDay ?start }
  FILTER(!BOUND(?start) || ?start <= ?today)
  OPTIONAL { ?claim lg:endDay ?end }
  FILTER(!BOUND(?end) || ?end >= ?today)
  FILTER NOT EXISTS {
    ?region lg:governedBy ?authority .
    ?authority lg:endDay ?abolition .
    FILTER(?abolition < ?today)
  }
  FILTER NOT EXISTS { ?region lg:lacks ?lever }
}
