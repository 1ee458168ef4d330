#+ rule affects
#+ infers lg:affects
#+ description A determinant or outcome affects what a causal link from it names.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?cause lg:affects ?target } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  ?link a lg:CausalLink ;
    lg:cause ?cause ;
    lg:target ?target .
  FILTER(?cause != ?target)
  FILTER NOT EXISTS { ?cause lg:affects ?target }
}
