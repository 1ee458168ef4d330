// The data of the page, joined up: nodes (things, then the headings over them), lines, claims, sources.

const DATA = JSON.parse(byId("data").textContent);

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

const STRENGTH = { Strong: 4, Moderate: 3, Weak: 2, Insufficient: 1 };
const STRENGTH_WORD = { 4: "strong", 3: "moderate", 2: "weak", 1: "insufficient", 0: "strength not stated" };
const CAUSAL = new Set(["LeverEffect", "CausalLink", "DomainEffect"]);
const PATH_STEPS = new Set(["LeverEffect", "CausalLink"]);

const HEALTH = {
  ImprovesHealth: "better for health",
  WorsensHealth: "worse for health",
  MixedForHealth: "mixed for health",
};

const BLANK = { facts: [], sources: [], said: {}, kinds: {} };
const REQUIREMENTS = DATA.requirements.map((each, index) => ({
  ...BLANK,
  interventions: [],
  ...each,
  index,
  options: [],
}));
// What a claim says of its end, as a word in a sentence and as a choice.
const SIGNS = { Increases: "raises", Decreases: "lowers", MixedPolarity: "changes, either way," };

const CLAIMS = DATA.claims.map((claim, index) => ({ ...BLANK, roles: [], ...claim, index }));
const SOURCES = DATA.sources;
const NODES = DATA.network.nodes.map(({ label, group, x, y, parent = null }, index) => ({
  ...BLANK,
  links: [],
  classes: [],
  worked: {},
  ...(DATA.things[index] || { id: DATA.headings[index - DATA.things.length] }),
  label,
  kind: group,
  index,
  heading: index >= DATA.things.length,
  parent,
  children: [],
  lines: [],
  claims: [],
  x,
  y,
}));
const LINES = DATA.network.edges.map((edge, index) => ({ ...edge, index }));
const CLAIM_KINDS = [
  ...new Set(LINES.filter((line) => line.claim !== undefined).map((line) => CLAIMS[line.claim].kind)),
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

function term(name) {
  return Object.hasOwn(DATA.terms, name) ? DATA.terms[name] : name;
}

// The first value of a fact: a term by its short name, text as it is.
function fact(record, name) {
  const found = record.facts.find(([key]) => key === name);
  if (!found) return "";
  const [, value] = found;
  if (typeof value === "string") return value;
  return value.c ?? value.u ?? value.v ?? DATA.others[value.o].label;
}

// What is said of a claim: a requirement's words are said of each of its alternatives.
function factsOf(record) {
  return record.requirement === undefined
    ? record.facts
    : [...record.facts, ...REQUIREMENTS[record.requirement].facts];
}

// The whole IRI of a thing, claim or source of the page.
function iriOf({ id }) {
  return /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : DATA.home + id;
}

// The IRI of a property or term by its short name in the page.
function iriOfKey(key) {
  if (key.includes(":")) return key;
  return Object.hasOwn(DATA.vocabulary.borrowed, key)
    ? DATA.vocabulary.borrowed[key]
    : DATA.vocabulary.lg + key;
}

function role(claim, name) {
  const found = claim.roles.find(([key]) => key === name);
  return found ? found[1] : null;
}

function lineClaim(line) {
  return line.claim === undefined ? null : CLAIMS[line.claim];
}

function isCausal(line) {
  return line.claim !== undefined && CAUSAL.has(CLAIMS[line.claim].kind);
}

function strength(claim) {
  return STRENGTH[fact(claim, "strength")] || 0;
}

function root(node) {
  return node.parent === null ? node : root(NODES[node.parent]);
}

function descendants(node) {
  return node.children.flatMap((child) => [NODES[child], ...descendants(NODES[child])]);
}

function isSoft(node) {
  return node.kind === "lever" && fact(node, "type") === "SoftPower";
}

// What a page must never hide: that a statement was coded by us, recalled, or not verified.
function doubts(record) {
  const found = [];
  const { basis, verification } = record.said;
  if (basis && basis !== "StatedBySource") found.push(term(basis));
  if (verification && verification !== "Verified") found.push(term(verification));
  return found;
}
