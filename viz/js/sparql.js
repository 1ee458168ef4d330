// The question in SPARQL that gives the same facts, to copy.

function queryOfThing(node) {
  const iri = `<${iriOf(node)}>`;
  return `SELECT ?claim ?property ?value WHERE {\n  { BIND(${iri} AS ?claim) }\n  UNION { ?claim ?role ${iri} }\n  ?claim ?property ?value\n}\nORDER BY ?claim ?property ?value`;
}

function queryOfClaims(claims) {
  const names = [...new Set(claims)].map((claim) => `<${iriOf(claim)}>`);
  return `SELECT ?claim ?property ?value WHERE {\n  VALUES ?claim {\n    ${names.join("\n    ")}\n  }\n  ?claim ?property ?value\n}\nORDER BY ?claim ?property ?value`;
}

// What the rules say of a thing and of a region: the same rows as in the panel.
function queryOfRules(node) {
  return `SELECT ?property ?rule ?value WHERE {\n  ?property lg:inferredBy ?rule .\n  <${iriOf(node)}> ?property ?value\n}\nORDER BY ?property ?value`;
}

function queryText(text, heading = "The same in SPARQL") {
  const words = el("pre", { tabindex: "0", role: "region", "aria-label": "SPARQL" }, text);
  return el(
    "details",
    { class: "group query" },
    el("summary", {}, heading),
    words,
    button("Copy", (event) => copy(text, event.currentTarget), { class: "quiet" }),
  );
}
