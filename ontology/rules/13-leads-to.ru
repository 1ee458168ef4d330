#+ rule leads-to
#+ infers lg:leadsTo
#+ description What affects a thing leads to it and to all that this leads to; nothing leads to itself.
#+ repeat
PREFIX lg: <https://w3id.org/levergraph/ontology#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?start lg:leadsTo ?end } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  {
    SELECT DISTINCT ?start ?end
    WHERE {
      { ?start lg:affects ?end }
      UNION
      { ?start lg:leadsTo ?between . ?between lg:leadsTo ?end }
      FILTER(?start != ?end)
    }
  }
  MINUS { ?start lg:leadsTo ?end }
}
