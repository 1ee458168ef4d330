#+ rule broader-transitive
#+ infers skos:broaderTransitive
#+ description A thing lies under what is broader than it and under all that this lies under.
#+ repeat
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?narrow skos:broaderTransitive ?broad } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  {
    SELECT DISTINCT ?narrow ?broad
    WHERE {
      { ?narrow skos:broader ?broad }
      UNION
      { ?narrow skos:broaderTransitive ?between . ?between skos:broader ?broad }
      FILTER(?narrow != ?broad)
    }
  }
  FILTER NOT EXISTS { ?narrow skos:broaderTransitive ?broad }
}
