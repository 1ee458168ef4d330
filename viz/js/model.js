// @ts-check
// The data of the page, joined up: nodes (things, then the headings over them), lines, claims, sources.

/** @type {PageData} */
const DATA = JSON.parse(byId("data").textContent || "");

/** @type {Record<Kind, {one: string, many: string, column: string}>} */
const KINDS = {
  region: { one: "Region", many: "Regions", column: "Regions" },
  challenge: { one: "Challenge", many: "Challenges", column: "Challenges" },
  domain: { one: "Power domain", many: "Power domains", column: "Levers" },
  lever: { one: "Lever", many: "Levers", column: "Levers" },
  intervention: { one: "Intervention", many: "Interventions", column: "Interventions" },
  determinant: { one: "Determinant", many: "Determinants", column: "Determinants of health" },
  outcome: { one: "Outcome", many: "Outcomes", column: "Outcomes" },
  indicator: { one: "Indicator", many: "Indicators", column: "Indicators" },
};

const KIND_NAMES = /** @type {Kind[]} */ (Object.keys(KINDS));

/** @type {Record<string, number>} */
const STRENGTH = { Strong: 4, Moderate: 3, Weak: 2, Insufficient: 1 };
/** @type {Record<number, string>} */
const STRENGTH_WORD = { ...DATA.words.strengths, 0: "strength not stated" };
const CAUSAL = new Set(["LeverEffect", "CausalLink", "DomainEffect"]);
const PATH_STEPS = new Set(["LeverEffect", "CausalLink"]);

/** @type {Record<string, string>} */
const HEALTH = {
  ImprovesHealth: "better for health",
  WorsensHealth: "worse for health",
  MixedForHealth: "mixed for health",
};

/** @type {Pick<Statement, "id" | "label" | "facts" | "sources" | "said" | "kinds">} */
const BLANK = { id: "", label: "", facts: [], sources: [], said: {}, kinds: {} };
/** @type {number[]} */
const NONE = [];
/** @type {Requirement[]} */
const REQUIREMENTS = DATA.requirements.map((requirement, index) => ({
  ...BLANK,
  interventions: NONE,
  ...requirement,
  index,
  options: /** @type {Claim[]} */ ([]),
}));
// The polarity of a claim as a verb.
/** @type {Record<string, string>} */
const SIGNS = { Increases: "raises", Decreases: "lowers", MixedPolarity: "changes, either way," };

/** @type {Claim[]} */
const CLAIMS = DATA.claims.map((claim, index) => ({
  ...BLANK,
  kind: "",
  roles: /** @type {[string, number][]} */ ([]),
  ...claim,
  index,
}));
const SOURCES = DATA.sources;
/** @type {Thing[]} */
const NODES = DATA.network.nodes.map(({ id: index, label, group, x, y, parent = null }) => ({
  ...BLANK,
  links: /** @type {[string, number][]} */ ([]),
  classes: /** @type {string[]} */ ([]),
  worked: {},
  ...(DATA.things[index] || { id: DATA.headings[index - DATA.things.length] }),
  label,
  kind: group,
  index,
  heading: index >= DATA.things.length,
  parent,
  children: /** @type {number[]} */ ([]),
  lines: /** @type {Line[]} */ ([]),
  claims: /** @type {Claim[]} */ ([]),
  x,
  y,
}));
/** @type {Line[]} */
const LINES = DATA.network.edges.map((edge, index) => ({ ...edge, index }));
const CLAIM_KINDS = [
  ...new Set(LINES.flatMap((line) => (line.claim === undefined ? [] : [CLAIMS[line.claim].kind]))),
].sort();
const NODE_BY_ID = new Map(NODES.map((node) => [node.id, node]));

for (const node of [...NODES].sort((a, b) => a.y - b.y || a.index - b.index)) {
  if (node.parent !== null) NODES[node.parent].children.push(node.index);
}
for (const line of LINES) {
  NODES[line.from].lines.push(line);
  if (line.to !== line.from) NODES[line.to].lines.push(line);
}
for (const claim of CLAIMS) {
  for (const index of new Set(claim.roles.map(([, place]) => place))) NODES[index].claims.push(claim);
  if (claim.requirement !== undefined) REQUIREMENTS[claim.requirement].options.push(claim);
}

/** @param {string} name */
function term(name) {
  return Object.hasOwn(DATA.terms, name) ? DATA.terms[name] : name;
}

/**
 * The first value of a fact: a term by its short name, text as it is.
 * @param {{facts: [string, Value][]}} record
 * @param {string} name
 */
function fact(record, name) {
  const [, value] = record.facts.find(([key]) => key === name) || [name, ""];
  if (typeof value === "string") return value;
  return value.c ?? value.u ?? value.v ?? (value.o === undefined ? "" : DATA.others[value.o].label);
}

/**
 * The facts of a claim: a requirement's words are said of each of its alternatives.
 * @param {Statement} record
 */
function factsOf(record) {
  return record.requirement === undefined
    ? record.facts
    : [...record.facts, ...REQUIREMENTS[record.requirement].facts];
}

/**
 * The whole IRI of a thing, claim or source of the page.
 * @param {{id: string}} given
 */
function iriOf({ id }) {
  return /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : DATA.home + id;
}

/**
 * The IRI of a property or term by its short name in the page.
 * @param {string} key
 */
function iriOfKey(key) {
  if (key.includes(":")) return key;
  return Object.hasOwn(DATA.vocabulary.borrowed, key)
    ? DATA.vocabulary.borrowed[key]
    : DATA.vocabulary.lg + key;
}

/**
 * @param {Claim} claim
 * @param {string} name
 */
function role(claim, name) {
  const found = claim.roles.find(([key]) => key === name);
  return found ? found[1] : null;
}

/** @param {Line} line */
function lineClaim(line) {
  return line.claim === undefined ? null : CLAIMS[line.claim];
}

/** @param {Line} line */
function isCausal(line) {
  return line.claim !== undefined && CAUSAL.has(CLAIMS[line.claim].kind);
}

/** @param {Claim} claim */
function strength(claim) {
  return STRENGTH[fact(claim, "strength")] || 0;
}

/**
 * @param {Thing} node
 * @returns {Thing}
 */
function root(node) {
  return node.parent === null ? node : root(NODES[node.parent]);
}

/**
 * @param {Thing} node
 * @returns {Thing[]}
 */
function descendants(node) {
  return node.children.flatMap((child) => [NODES[child], ...descendants(NODES[child])]);
}

/** @param {Sign} node */
function isSoft(node) {
  return node.kind === "lever" && fact(node, "type") === "SoftPower";
}

/**
 * The doubts about a statement, which a page must never hide: coded by us, recalled, not verified.
 * @param {Statement} record
 */
function doubts(record) {
  const found = [];
  const { basis, verification } = record.said;
  if (basis && basis !== "StatedBySource") found.push(term(basis));
  if (verification && verification !== "Verified") found.push(term(verification));
  return found;
}
