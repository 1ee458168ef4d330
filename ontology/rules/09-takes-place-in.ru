#+ rule takes-place-in
#+ infers lg:takesPlaceIn
#+ description An intervention takes place in the region it is recorded for and in every region that takes part.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?intervention lg:takesPlaceIn ?region } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  { ?intervention a lg:Intervention ; lg:region ?region }
  UNION
  { ?participation a lg:Participation ; lg:intervention ?intervention ; lg:region ?region }
  FILTER NOT EXISTS { ?intervention lg:takesPlaceIn ?region }
}
