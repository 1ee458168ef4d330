#+ rule can-influence
#+ infers lg:canInfluence
#+ description A region can influence what the levers it holds, and the soft powers open to all, influence and lead to.
#+ repeat
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?region lg:canInfluence ?thing } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  {
    SELECT DISTINCT ?region ?thing
    WHERE {
      { ?region lg:holds ?lever . ?lever lg:influences ?thing }
      UNION
      {
        OPTIONAL { <https://w3id.org/levergraph/dataset> dcterms:issued ?issued }
        BIND(COALESCE(?issued, STRDT(SUBSTR(STR(NOW()), 1, 10), xsd:date)) AS ?today)
        ?region a lg:Region ;
          lg:governedBy ?authority .
        ?authority lg:startDay ?start .
        FILTER(?start <= ?today)
        OPTIONAL { ?authority lg:endDay ?end }
        FILTER(!BOUND(?end) || ?end >= ?today)
        ?lever a lg:SoftPower ;
          lg:influences ?thing .
      }
      UNION
      { ?region lg:canInfluence ?near . ?near lg:leadsTo ?thing }
    }
  }
  MINUS { ?region lg:canInfluence ?thing }
}
