#+ rule start-day
#+ infers lg:startDay
#+ description The first day of what starts, is set up or happens in a given year, month or day.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?thing lg:startDay ?day } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  VALUES ?property { lg:validFrom lg:established lg:date }
  ?thing ?property ?when .
  BIND(STR(?when) AS ?text)
  BIND(DATATYPE(?when) AS ?precision)
  BIND(IF(?precision = xsd:gYear, CONCAT(SUBSTR(?text, 1, 4), "-01-01"),
       IF(?precision = xsd:gYearMonth, CONCAT(SUBSTR(?text, 1, 7), "-01"),
       IF(?precision = xsd:date, SUBSTR(?text, 1, 10), ?unknown))) AS ?first)
  BIND(STRDT(?first, xsd:date) AS ?day)
  FILTER(BOUND(?day))
  FILTER NOT EXISTS { ?thing lg:startDay ?day }
}
