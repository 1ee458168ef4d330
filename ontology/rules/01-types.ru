#+ rule types
#+ infers rdf:type
#+ description A thing of a class is also of every named class above it.
#+ repeat
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?thing a ?above } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  {
    SELECT DISTINCT ?thing ?above
    WHERE {
      ?class rdfs:subClassOf ?above .
      ?thing a ?class .
    }
  }
  FILTER(isIRI(?above))
  FILTER NOT EXISTS { ?thing a ?above }
}
