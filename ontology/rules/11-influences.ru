#+ rule influences
#+ infers lg:influences
#+ description A lever influences every determinant that an effect of that lever names.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?lever lg:influences ?determinant } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  ?effect a lg:LeverEffect ;
    lg:cause ?lever ;
    lg:target ?determinant .
  FILTER NOT EXISTS { ?lever lg:influences ?determinant }
}
