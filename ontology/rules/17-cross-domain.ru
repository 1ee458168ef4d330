#+ rule cross-domain
#+ infers rdf:type
#+ description An intervention is cross-domain when it is recorded in two or more power domains.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?intervention a lg:CrossDomainIntervention } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  {
    SELECT DISTINCT ?intervention
    WHERE {
      ?intervention a lg:Intervention ;
        lg:domain ?one, ?other .
      FILTER(?one != ?other)
    }
  }
  FILTER NOT EXISTS { ?intervention a lg:CrossDomainIntervention }
}
