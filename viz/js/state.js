// @ts-check
// The state of the page, kept in the address of the page so that a link opens the same view.

/** @type {("health" | "sign" | "day" | "since")[]} */
const TEXT_FILTERS = ["health", "sign", "day", "since"];
/** @type {("from" | "to" | "region" | "other")[]} */
const NAMES = ["from", "to", "region", "other"];
/** @type {("things" | "links")[]} */
const TABLES = ["things", "links"];

/** @type {() => Filters} */
const EMPTY_FILTERS = () => ({
  weakest: 0,
  doubtful: true,
  health: "",
  sign: "",
  day: "",
  since: "",
  hidden: [],
  without: [],
});

/** @type {() => State} */
const FIRST_STATE = () => ({
  view: "overview",
  open: new Set(),
  focus: "",
  depth: 1,
  direction: "both",
  more: {},
  sort: { things: "", links: "" },
  from: "",
  to: "",
  path: -1,
  region: "",
  other: "",
  embed: false,
  lost: [],
  selected: null,
  frame: 0,
  font: "",
  filters: EMPTY_FILTERS(),
});

let STATE = FIRST_STATE();
/** @type {(state: State) => void} */
let RENDER = () => {};

/**
 * @param {Partial<State>} patch
 * @param {{push?: boolean}} [options]
 */
function change(patch, { push = false } = {}) {
  const before = STATE;
  STATE = settled({ ...STATE, lost: [], ...patch });
  const address = `#${fragment(STATE)}`;
  try {
    if (push && address !== `#${fragment(before)}`) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch {
    // An embedded page may not be allowed to; the view works all the same.
  }
  RENDER(STATE);
}

/**
 * A state that can be shown: a view whose things are there, or else the overview.
 * @param {State} state
 */
function settled(state) {
  const next = { ...state };
  /**
   * @param {string} id
   * @param {Kind[]} [kinds]
   */
  const known = (id, kinds) => NODE_BY_ID.has(id) && (!kinds || kinds.includes(NODE_BY_ID.get(id).kind));
  if (!known(next.from, ["lever"])) next.from = "";
  if (!known(next.to, ["outcome"])) next.to = "";
  if (!known(next.region, ["region"])) next.region = "";
  if (!next.region || next.other === next.region || !known(next.other, ["region"])) next.other = "";
  if (!known(next.focus)) next.focus = "";
  if (next.view === "paths" && !(next.from && next.to)) next.view = "overview";
  if (next.view === "towards" && !(next.region && next.to)) next.view = "overview";
  if (next.view === "towards") next.from = "";
  if (next.view === "around" && !next.focus) next.view = "overview";
  if (next.view === "takeup" && !isJudged(NODE_BY_ID.get(next.region))) next.view = "overview";
  return next;
}

/** @param {State} state */
function fragment(state) {
  const words = new URLSearchParams();
  if (state.view !== "overview") words.set("view", state.view);
  if (state.view === "around") {
    words.set("focus", state.focus);
    if (state.depth !== 1) words.set("depth", String(state.depth));
    if (state.direction !== "both") words.set("direction", state.direction);
  }
  for (const name of NAMES) if (state[name]) words.set(name, state[name]);
  if (["paths", "towards"].includes(state.view) && state.path >= 0) words.set("path", String(state.path + 1));
  if (unfolds(state)) for (const id of [...state.open].sort()) words.append("open", id);
  for (const [column, times] of Object.entries(state.more)) words.append("more", `${times} ${column}`);
  for (const [table, column] of Object.entries(state.sort)) if (column) words.set(`sort-${table}`, column);
  if (state.selected && state.selected.node !== undefined) words.set("show", NODES[state.selected.node].id);
  if (state.selected && state.selected.link)
    for (const index of state.selected.link.split(" ")) words.append("line", NODES[Number(index)].id);
  if (state.filters.weakest) words.set("weakest", String(state.filters.weakest));
  if (!state.filters.doubtful) words.set("doubtful", "no");
  for (const name of TEXT_FILTERS)
    if (state.filters[name]) words.set(name, state.filters[name]);
  for (const kind of state.filters.hidden) words.append("hide", kind);
  for (const kind of state.filters.without) words.append("without", kind);
  if (state.embed) words.set("embed", "yes");
  return words.toString();
}

/**
 * What the page opens on: the paths between two ends, those from what a region has to an outcome, or the overview.
 * @param {Record<string, string>} given
 */
function opening(given) {
  const state = { ...FIRST_STATE(), ...given };
  if (state.to && state.from) return settled({ ...state, view: "paths", path: 0 });
  if (state.to && state.region) return settled({ ...state, view: "towards", path: 0 });
  return settled(state);
}

/**
 * The region and the ends that the address of a page asks for by slug, such as ?region=cumbria&outcome=obesity.
 * @param {string} text
 */
function askedIn(text) {
  const words = new URLSearchParams(text);
  /** @type {Record<string, string>} */
  const given = {};
  /** @type {[string, string, Kind][]} */
  const names = [["region", "region", "region"], ["outcome", "to", "outcome"], ["lever", "from", "lever"]];
  for (const [name, end, kind] of names) {
    const word = words.get(name);
    if (word) given[end] = word.includes("/") ? word : `${kind}/${word}`;
  }
  return given;
}

/** @param {string} text */
function stateOf(text) {
  const words = new URLSearchParams(text.replace(/^#/, ""));
  const state = FIRST_STATE();
  const view = words.get("view");
  if (["around", "paths", "takeup", "towards"].includes(view)) state.view = view;
  state.focus = words.get("focus") || "";
  state.depth = Math.min(3, Math.max(1, Number(words.get("depth")) || 1));
  if (["up", "down"].includes(words.get("direction"))) state.direction = words.get("direction");
  for (const name of NAMES) state[name] = words.get(name) || "";
  state.path = (Number(words.get("path")) || 0) - 1;
  state.open = new Set(words.getAll("open").filter((id) => NODE_BY_ID.has(id)));
  for (const text of words.getAll("more")) {
    const [, times, column] = /^([2-9]|[1-9]\d{1,2}) (.+)$/.exec(text) || [];
    if (NODE_BY_ID.has(column) || /^-?[0-3]$/.test(column)) state.more[column] = Number(times);
  }
  for (const table of TABLES) state.sort[table] = words.get(`sort-${table}`) || "";
  const shown = NODE_BY_ID.get(words.get("show"));
  if (shown) state.selected = { node: shown.index };
  const ends = words.getAll("line").map((id) => NODE_BY_ID.get(id));
  if (ends.length === 2 && ends.every(Boolean))
    state.selected = { link: ends.map(({ index }) => index).join(" ") };
  state.filters.weakest = Math.min(4, Math.max(0, Number(words.get("weakest")) || 0));
  state.filters.doubtful = words.get("doubtful") !== "no";
  state.filters.hidden = words.getAll("hide").filter((kind) => Object.hasOwn(KINDS, kind));
  if (Object.hasOwn(HEALTH, words.get("health"))) state.filters.health = words.get("health");
  if (Object.hasOwn(SIGNS, words.get("sign"))) state.filters.sign = words.get("sign");
  if (/^\d{4}-\d{2}-\d{2}$/.test(words.get("day"))) state.filters.day = words.get("day");
  if (/^\d{4}$/.test(words.get("since"))) state.filters.since = words.get("since");
  state.filters.without = words.getAll("without").filter((kind) => CLAIM_KINDS.includes(kind));
  state.embed = words.get("embed") === "yes";
  state.lost = lostIn(words);
  return settled(state);
}

/** @type {Record<string, string>} */
const NAMING = { from: "lever", to: "outcome", region: "region", other: "region" };

/**
 * The names in an address that this edition does not have, or has as another kind of thing.
 * @param {URLSearchParams} words
 */
function lostIn(words) {
  const lost = ["focus", "show", "line", "open", ...Object.keys(NAMING)].flatMap((name) =>
    words.getAll(name).filter((id) => {
      const node = NODE_BY_ID.get(id);
      return id && (!node || (NAMING[name] && node.kind !== NAMING[name]));
    }),
  );
  return [...new Set(lost)];
}

/** @param {State} given */
function isFiltered({ filters }) {
  return JSON.stringify(filters) !== JSON.stringify(EMPTY_FILTERS());
}

/**
 * In these views a heading opens in place.
 * @param {{view: string}} given
 */
function unfolds({ view }) {
  return view === "overview" || view === "takeup";
}

/**
 * An intervention that did not run on the chosen day is left out; one whose years are not stated stays.
 * @param {Thing} node
 * @param {State} options
 */
function passesThing(node, { filters }) {
  if (filters.hidden.includes(node.kind)) return false;
  if (!filters.day || node.kind !== "intervention") return true;
  const [year, from, to] = [filters.day.slice(0, 4), fact(node, "startYear"), fact(node, "endYear")];
  return !(from && from > year) && !(to && to < year);
}

/**
 * @param {Line} line
 * @param {State} state
 */
function passesFilters(line, state) {
  const { weakest, doubtful, health, sign, without } = state.filters;
  const claim = lineClaim(line);
  if (claim && CAUSAL.has(claim.kind)) {
    if (strength(claim) < weakest) return false;
    if (health && fact(claim, "healthDirection") !== health) return false;
    if (sign && fact(claim, "polarity") !== sign) return false;
  }
  if (claim && without.includes(claim.kind)) return false;
  if (!doubtful && claim && doubts(claim).length) return false;
  if (claim && !passesTime(claim, state.filters)) return false;
  return passesThing(NODES[line.from], state) && passesThing(NODES[line.to], state);
}

/**
 * Undated claims stay: that no date is stated does not make them old.
 * @param {Claim} claim
 * @param {Filters} options
 */
function passesTime(claim, { day, since }) {
  if (since && claim.said.date && claim.said.date.slice(0, 4) < since) return false;
  if (!day) return true;
  const { start, end } = lifeOf(claim);
  return start <= day && day <= end;
}
