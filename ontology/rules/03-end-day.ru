#+ rule end-day
#+ infers lg:endDay
#+ description The last day, counted in, of what ends or is abolished in a given year, month or day.
PREFIX lg: <https://w3id.org/levergraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { GRAPH <https://w3id.org/levergraph/graph/inferred> { ?thing lg:endDay ?day } }
USING <https://w3id.org/levergraph/graph/ontology>
USING <https://w3id.org/levergraph/graph/facts>
USING <https://w3id.org/levergraph/graph/yours>
USING <https://w3id.org/levergraph/graph/inferred>
WHERE {
  VALUES ?property { lg:validUntil lg:abolished }
  ?thing ?property ?when .
  BIND(STR(?when) AS ?text)
  BIND(DATATYPE(?when) AS ?precision)
  BIND(xsd:integer(SUBSTR(?text, 1, 4)) AS ?year)
  BIND(IF(?precision = xsd:gYearMonth, SUBSTR(?text, 6, 2), "12") AS ?month)
  BIND(?year / 4 = FLOOR(?year / 4) && (?year / 100 != FLOOR(?year / 100) || ?year / 400 = FLOOR(?year / 400)) AS ?leap)
  BIND(IF(?month = "02", IF(?leap, "29", "28"), IF(?month IN ("04", "06", "09", "11"), "30", "31")) AS ?days)
  BIND(IF(?precision = xsd:date, SUBSTR(?text, 1, 10),
       IF(?precision IN (xsd:gYear, xsd:gYearMonth), CONCAT(SUBSTR(?text, 1, 4), "-", ?month, "-", ?days), ?unknown)) AS ?last)
  BIND(STRDT(?last, xsd:date) AS ?day)
  FILTER(BOUND(?day))
  FILTER NOT EXISTS { ?thing lg:endDay ?day }
}
