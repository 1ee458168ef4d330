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

const CLAIMS = DATA.claims.map((claim, index) => ({
  roles: [],
  facts: [],
  sources: [],
  said: {},
  ...claim,
  index,
}));
const SOURCES = DATA.sources;
const NODES = [...DATA.things, ...DATA.groups].map((node, index) => ({
  facts: [],
  links: [],
  sources: [],
  said: {},
  ...node,
  index,
  heading: index >= DATA.things.length,
  parent: DATA.parents[index],
  children: [],
  lines: [],
  claims: [],
  x: DATA.network.nodes[index].x,
  y: DATA.network.nodes[index].y,
}));
const LINES = DATA.lines.map((line, index) => ({
  ...line,
  index,
  from: DATA.network.edges[index].from,
  to: DATA.network.edges[index].to,
}));
const CLAIM_KINDS = [
  ...new Set(DATA.lines.filter((line) => line.claim !== undefined).map((line) => CLAIMS[line.claim].kind)),
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
}

function term(name) {
  return Object.hasOwn(DATA.terms, name) ? DATA.terms[name] : name;
}

// The first value of a fact: a term by its short name, text as it is.
function fact(record, name) {
  const found = record.facts.find(([key]) => key === name);
  if (!found) return "";
  return typeof found[1] === "string" ? found[1] : found[1].c || found[1].u || "";
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

const STATUS = {
  Held: { word: "held", mark: "✓" },
  Shared: { word: "shared", mark: "◐" },
  NotHeld: { word: "not held", mark: "✕" },
  NotStated: { word: "not stated", mark: "?" },
  Open: { word: "open to all", mark: "○" },
};

const HOLDINGS = new Map();
for (const claim of CLAIMS) {
  if (claim.kind !== "LeverHolding") continue;
  const key = `${role(claim, "region")} ${role(claim, "lever")}`;
  HOLDINGS.set(key, [...(HOLDINGS.get(key) || []), claim]);
}

// A year or a month as a date: its first day as a start, its last day as an end.
function startDay(text) {
  return text && text.length === 4 ? `${text}-01-01` : text && text.length === 7 ? `${text}-01` : text;
}

function endDay(text) {
  return text && text.length === 4 ? `${text}-12-31` : text && text.length === 7 ? `${text}-31` : text;
}

// What the sources say on the day of the edition of a region and a lever. No claim means "not stated", never "no";
// a soft power of which nothing is said is open to every region.
function holding(region, lever) {
  const claims = HOLDINGS.get(`${region.index} ${lever.index}`) || [];
  const today = DATA.edition || "9999";
  const begun = claims.filter((claim) => (startDay(fact(claim, "validFrom")) || "") <= today);
  const valid = begun.filter((claim) => (endDay(fact(claim, "validUntil")) || "9999") >= today);
  if (valid.length) {
    const latest = valid.sort((a, b) => (fact(a, "validFrom") < fact(b, "validFrom") ? 1 : -1))[0];
    const words = new Set(valid.map((claim) => fact(claim, "status")));
    return { status: fact(latest, "status") || "NotStated", claims: valid, contradictory: words.size > 1 };
  }
  const ended = begun.filter((claim) => ["Held", "Shared"].includes(fact(claim, "status")));
  if (ended.length) return { status: "NotHeld", claims: ended, ended: fact(ended[0], "validUntil") };
  return { status: isSoft(lever) ? "Open" : "NotStated", claims };
}
