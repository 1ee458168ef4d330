// @ts-check
// The part of the graph that is to be seen, as Turtle: nothing in it that the graph does not say.

/** @type {Record<string, string>} */
const PREFIXES = {
  lg: DATA.vocabulary.lg,
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  dcterms: "http://purl.org/dc/terms/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

// The provenance of a statement: names in the page to properties of the ontology.
/** @type {Record<string, string>} */
const TRUST = {
  date: "sourceDate",
  ...Object.fromEntries(
    ["locator", "citedAs", "confidence", "basis", "basisNote", "verification", "verificationNote"].map((name) => [
      name,
      name,
    ]),
  ),
};

/** @param {Scene} view */
function turtleText(view) {
  const shown = view.places.map(({ node }) => node).filter((node) => node && !node.heading);
  const there = new Set(shown.map(({ index }) => index));
  const lines = view.links.flatMap((link) => link.lines);
  const claims = [...new Set(lines.map(lineClaim).filter(Boolean))];
  const subjects = [...new Set(lines.filter((line) => line.link).map((line) => NODES[line.subject]))];
  for (const { index } of subjects) there.add(index);
  const needed = [...new Set(claims.map(({ requirement }) => requirement).filter((place) => place !== undefined))];
  const requirements = needed.map((place) => REQUIREMENTS[place]);
  const things = [...new Set([...shown, ...subjects])];
  const sources = new Set([...things, ...claims, ...requirements].flatMap((record) => record.sources));
  const blocks = [
    ...things.map((node) => block(node, thingRows(node, there))),
    ...claims.map((claim) => block(claim, claimRows(claim))),
    ...requirements.map((each) => block(each, requirementRows(each))),
    ...[...sources].map((place) => block(SOURCES[place], sourceRows(SOURCES[place]))),
  ].filter(Boolean);
  const body = blocks.sort().join("\n");
  const used = Object.entries({ ...PREFIXES, ...kindPrefixes() }).filter(([name]) =>
    new RegExp(`(^|[\\s^])${name}:`, "m").test(body),
  );
  const head = used.map(([name, iri]) => `@prefix ${name}: <${iri}> .`).sort();
  const title = caption(view).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
  return `# ${title}\n${head.join("\n")}\n\n${body}`;
}

/**
 * @param {{id: string}} record
 * @param {Rows} rows
 */
function block(record, rows) {
  const subject = resource(iriOf(record));
  const written = [...new Set(rows.filter(([verb, value]) => verb && value).map((row) => row.join(" ")))];
  return subject && written.length ? `${subject} ${written.join(" ;\n    ")} .\n` : "";
}

/**
 * @param {Thing} node
 * @param {Set<number>} there
 */
function thingRows(node, there) {
  const own = node.own || DATA.vocabulary.classes[node.kind];
  const kind = own === "type" ? [] : ["a", resource(iriOfKey(own))];
  const links = node.links.filter(([, place]) => there.has(place));
  return [kind, ...nameRows(node), ...factRows(node), ...linkRows(links), ...trustRows(node)];
}

/** @param {Claim} claim */
function claimRows(claim) {
  const own = claim.requirement === undefined;
  const roles = claim.roles.filter(([name]) => own || name !== "intervention");
  const needs = own ? [] : [[verb("requirement"), resource(iriOf(REQUIREMENTS[claim.requirement]))]];
  return [
    ["a", resource(iriOfKey(claim.kind))],
    ...nameRows(claim),
    ...linkRows(roles),
    ...needs,
    ...factRows(claim),
    ...trustRows(claim),
  ];
}

/** @param {Requirement} each */
function requirementRows(each) {
  return [
    ["a", resource(iriOfKey("Requirement"))],
    ...nameRows(each),
    ...linkRows(each.interventions.map((place) => ["intervention", place])),
    ...factRows(each),
    ...trustRows(each),
  ];
}

/** @param {Source} source */
function sourceRows(source) {
  return [
    ["a", resource(iriOfKey("Source"))],
    ...nameRows(source),
    [verb("url"), source.url ? literal(source.url, "anyURI") : null],
    [verb("sourceKind"), source.kind ? resource(iriOfKey(source.kind)) : null],
  ];
}

/** @param {Entry} given */
function nameRows({ label, given }) {
  if (given === "iri") return [];
  const [property, kind] = given || ["prefLabel", "@en"];
  return [[verb(property), literal(label, kind)]];
}

/** @param {[string, number][]} links */
function linkRows(links) {
  return links.map(([name, place]) => [verb(name), resource(iriOf(NODES[place]))]);
}

/** @param {Statement} given */
function factRows({ facts }) {
  return facts.map(([name, value]) => [name === "type" ? "a" : verb(name), object(name, value)]);
}

/**
 * @param {string} name
 * @param {Value} value
 */
function object(name, value) {
  if (typeof value === "string") return literal(value, DATA.literals[name]);
  if (value.c !== undefined) return resource(iriOfKey(value.c));
  if (value.o !== undefined) return resource(iriOf(DATA.others[value.o]));
  return value.u !== undefined ? literal(value.u, "anyURI") : literal(value.v, value.k);
}

/** @param {Statement} given */
function trustRows({ sources, said, kinds }) {
  const rows = sources.map((place) => [verb("source"), resource(iriOf(SOURCES[place]))]);
  for (const [name, property] of Object.entries(TRUST)) {
    if (said[name] === undefined) continue;
    const kind = kinds[name] || DATA.literals[property];
    rows.push([verb(property), kind ? literal(said[name], kind) : resource(iriOfKey(said[name]))]);
  }
  return rows;
}

/** @param {string} name */
function verb(name) {
  return resource(iriOfKey(name));
}

function kindPrefixes() {
  const kinds = new Set([...NODES, ...CLAIMS, ...REQUIREMENTS, ...SOURCES, ...DATA.others].map(({ id }) => id));
  /** @type {Record<string, string>} */
  const prefixes = {};
  for (const id of kinds) {
    const name = /^([a-z]+(?:-[a-z]+)*)\/[a-z0-9]/.exec(id);
    if (name && !Object.hasOwn(PREFIXES, name[1])) prefixes[name[1]] = `${DATA.home}${name[1]}/`;
  }
  return prefixes;
}

/**
 * An IRI, short where a prefix fits; nothing where it is none, so that the file can always be read.
 * @param {string} iri
 */
function resource(iri) {
  if (!/^[a-z][a-z0-9+.-]*:[^\u0000-\u0020<>"{}|^`\\]*$/i.test(iri)) return null;
  const own = iri.startsWith(DATA.home) && /^([a-z]+(?:-[a-z]+)*)\/([a-z0-9](?:[a-z0-9_-]*[a-z0-9])?)$/.exec(iri.slice(DATA.home.length));
  if (own && !Object.hasOwn(PREFIXES, own[1])) return `${own[1]}:${own[2]}`;
  for (const [name, start] of Object.entries(PREFIXES)) {
    if (iri.startsWith(start) && /^[A-Za-z][A-Za-z0-9]*$/.test(iri.slice(start.length)))
      return `${name}:${iri.slice(start.length)}`;
  }
  return `<${iri}>`;
}

/** @type {Record<string, string>} */
const ESCAPED = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * @param {string} text
 * @param {string | undefined} kind
 */
function literal(text, kind) {
  const inside = String(text).replace(
    /[\\"\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (letter) => ESCAPED[letter] || `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (!kind || kind === "string") return `"${inside}"`;
  if (kind.startsWith("@")) return `"${inside}"${kind}`;
  const datatype = kind === "when" ? WHEN[text.length] : kind;
  const iri = resource(datatype.includes(":") ? datatype : PREFIXES.xsd + datatype);
  return iri ? `"${inside}"^^${iri}` : null;
}

// A date is as precise as its source: the length of the text tells.
/** @type {Record<number, string>} */
const WHEN = { 4: "gYear", 7: "gYearMonth", 10: "date" };
