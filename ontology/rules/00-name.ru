#+ rule name
#+ infers lg:name
#+ description A thing is shown under its English label, or else under one without a language, or else under any.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?thing lg:name ?name } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  VALUES (?naming ?second) { (skos:prefLabel "a") (rdfs:label "b") }
  ?thing ?naming ?name .
  FILTER(ISLITERAL(?name))
  BIND(LANG(?name) AS ?tongue)
  BIND(IF(?tongue = "en", "a", IF(LANGMATCHES(?tongue, "en"), "b", IF(?tongue = "", "c", "d"))) AS ?first)
  BIND(CONCAT(?first, ?second, ?tongue, " ", STR(?name)) AS ?place)
  FILTER NOT EXISTS {
    VALUES (?otherNaming ?otherSecond) { (skos:prefLabel "a") (rdfs:label "b") }
    ?thing ?otherNaming ?other .
    FILTER(ISLITERAL(?other))
    BIND(LANG(?other) AS ?otherTongue)
    BIND(IF(?otherTongue = "en", "a", IF(LANGMATCHES(?otherTongue, "en"), "b", IF(?otherTongue = "", "c", "d"))) AS ?otherFirst)
    FILTER(CONCAT(?otherFirst, ?otherSecond, ?otherTongue, " ", STR(?other)) < ?place)
  }
  FILTER NOT EXISTS { ?thing lg:name ?name }
}
