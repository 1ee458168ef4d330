#+ rule uses-lever
#+ infers lg:usesLever
#+ description An intervention uses every lever that a claim of use records for it.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?intervention lg:usesLever ?lever } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  ?use a lg:LeverUse ;
    lg:intervention ?intervention ;
    lg:lever ?lever .
  FILTER NOT EXISTS { ?intervention lg:usesLever ?lever }
}
