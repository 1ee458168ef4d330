// @ts-check
// The question in SPARQL that gives the same facts, to copy.

/** @param {Thing} node */
function queryOfThing(node) {
  const iri = `<${iriOf(node)}>`;
  return `SELECT ?claim ?property ?value WHERE {\n  { BIND(${iri} AS ?claim) }\n  UNION { ?claim ?role ${iri} }\n  ?claim ?property ?value\n}\nORDER BY ?claim ?property ?value`;
}

/** @param {Claim[]} claims */
function queryOfClaims(claims) {
  const names = [...new Set(claims)].map((claim) => `<${iriOf(claim)}>`);
  return `SELECT ?claim ?property ?value WHERE {\n  VALUES ?claim {\n    ${names.join("\n    ")}\n  }\n  ?claim ?property ?value\n}\nORDER BY ?claim ?property ?value`;
}

/**
 * The query for what rules say of a thing: the same rows as in the panel.
 * @param {Thing} node
 */
function queryOfRules(node) {
  return `SELECT ?property ?rule ?value WHERE {\n  ?property lg:inferredBy ?rule .\n  <${iriOf(node)}> ?property ?value\n}\nORDER BY ?property ?value`;
}

/**
 * @param {string} text
 * @param {string} [heading]
 */
function queryText(text, heading = "The same in SPARQL") {
  const words = el("pre", { tabindex: "0", role: "region", "aria-label": "SPARQL" }, text);
  return el(
    "details",
    { class: "group query" },
    el("summary", {}, heading),
    words,
    button("Copy", (event) => copy(text, /** @type {Element} */ (event.currentTarget)), { class: "quiet" }),
  );
}
