#+ rule summary
#+ infers lg:summary
#+ description A thing is explained by its English definition or description, or else one without a language, or else any.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?thing lg:summary ?words } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  VALUES (?naming ?second) { (skos:definition "a") (dcterms:description "b") }
  ?thing ?naming ?words .
  FILTER(ISLITERAL(?words))
  BIND(LANG(?words) AS ?tongue)
  BIND(IF(?tongue = "en", "a", IF(LANGMATCHES(?tongue, "en"), "b", IF(?tongue = "", "c", "d"))) AS ?first)
  BIND(CONCAT(?first, ?second, ?tongue, " ", STR(?words)) AS ?place)
  FILTER NOT EXISTS {
    VALUES (?otherNaming ?otherSecond) { (skos:definition "a") (dcterms:description "b") }
    ?thing ?otherNaming ?other .
    FILTER(ISLITERAL(?other))
    BIND(LANG(?other) AS ?otherTongue)
    BIND(IF(?otherTongue = "en", "a", IF(LANGMATCHES(?otherTongue, "en"), "b", IF(?otherTongue = "", "c", "d"))) AS ?otherFirst)
    FILTER(CONCAT(?otherFirst, ?otherSecond, ?otherTongue, " ", STR(?other)) < ?place)
  }
  FILTER NOT EXISTS { ?thing lg:summary ?words }
}
