#+ rule soft-only
#+ infers rdf:type
#+ description An intervention is soft only when it uses levers and every lever recorded for it is a soft power.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?intervention a lg:SoftOnlyIntervention } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  { SELECT DISTINCT ?intervention WHERE { ?intervention lg:usesLever ?lever . ?lever a lg:SoftPower } }
  FILTER NOT EXISTS {
    ?intervention lg:usesLever ?other .
    FILTER NOT EXISTS { ?other a lg:SoftPower }
  }
  FILTER NOT EXISTS { ?intervention a lg:SoftOnlyIntervention }
}
