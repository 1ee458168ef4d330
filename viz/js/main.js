// @ts-check
// Joins the parts: what the reader does becomes a change of state, and a state becomes picture, panel and tables.

/** @type {Act} */
const act = {
  choose(what, { focus = false } = {}) {
    change({ selected: what });
    if (focus) focusPanel();
  },
  toggle(node) {
    const open = new Set(STATE.open);
    const opening = !open.has(node.id);
    if (opening) open.add(node.id);
    else open.delete(node.id);
    change({ open, selected: { node: node.index } });
    announce(`${node.label} ${opening ? "opened" : "closed"}.`);
  },
  // With one end of a path chosen, a click on the other kind of card chooses the other end.
  pick(node) {
    const end = wantedEnd(STATE);
    if (!end || node.heading || node.kind !== END_KINDS[end]) return false;
    act.setEnd(end, node);
    return true;
  },
  region(node) {
    change({ region: node.id }, { push: true });
    announce(`Seen by ${node.label}.`);
  },
  takeUp() {
    change({ view: "takeup", selected: null, open: new Set(["verdict/ready"]), more: {} }, { push: true });
    focusPanel();
  },
  around(node) {
    change({ view: "around", focus: node.id, more: {}, selected: { node: node.index } }, { push: true });
    focusPanel();
  },
  more(column) {
    change({ more: { ...STATE.more, [column]: (STATE.more[column] || 1) + 1 } });
  },
  setEnd(end, node) {
    const next = { ...STATE, [end]: node ? node.id : "" };
    boxes[end].show(node);
    if (next.from && next.to) return act.findPaths(next);
    change({ [end]: next[end], view: ["paths", "towards"].includes(STATE.view) ? "overview" : STATE.view });
    const other = end === "from" ? "to" : "from";
    if (node) {
      announce(end === "from" ? "Now choose an outcome." : "Now choose a lever.");
      byId(other).focus();
    }
    return undefined;
  },
  findPaths({ from, to }) {
    change({ view: "paths", from, to, path: 0, selected: null }, { push: true });
    const { result } = SCENE;
    announce(`${plural(result.paths.length, "path")} found.`);
  },
  towards() {
    change({ view: "towards", path: 0, selected: null, more: {} }, { push: true });
    const { result } = SCENE;
    announce(`${plural(result.paths.length, "path")} found.`);
  },
  path(place) {
    change({ path: place, selected: null });
  },
  // The first column upwards is how a table stands by itself.
  sort(table, column) {
    change({ sort: { ...STATE.sort, [table]: ["name", "from"].includes(column) ? "" : column } });
  },
  filter(filters) {
    change({ filters });
  },
  overview() {
    change({ view: "overview", selected: null }, { push: true });
    byId("picture").focus({ preventScroll: true });
  },
  reset() {
    change(FIRST_STATE(), { push: true });
    for (const box of Object.values(boxes)) box.show(null);
  },
};

/** @type {End[]} */
const ENDS = ["from", "to"];
/** @type {Record<End, Kind>} */
const END_KINDS = { from: "lever", to: "outcome" };

/**
 * The end of a path that is still to be chosen, where the other one is.
 * @param {Pick<State, "view" | "from" | "to">} given
 */
function wantedEnd({ view, from, to }) {
  if (["paths", "towards"].includes(view) || Boolean(from) === Boolean(to)) return "";
  return from ? "to" : "from";
}

function focusPanel() {
  const title = byId("panel-title");
  if (title) title.focus({ preventScroll: false });
}

const PAGE_TITLE = document.title;
/** @type {Scene} */
let SCENE;
const picture = new Picture(byId("picture"), act);
const panel = new Panel(byId("panel-body"), act);
const things = thingTable(act);
const links = linkTable(act);

const boxes = {
  search: combobox(
    byId("search"),
    NODES.filter((node) => !node.heading),
    found,
    { keep: false },
  ),
  from: combobox(
    byId("from"),
    NODES.filter((node) => node.kind === "lever" && !node.heading),
    (node) => act.setEnd("from", node),
  ),
  to: combobox(
    byId("to"),
    NODES.filter((node) => node.kind === "outcome" && !node.heading),
    (node) => act.setEnd("to", node),
  ),
};

/**
 * A thing that was searched for is shown where it stands, or with its neighbours where the picture has no place for it.
 * @param {Thing | null} node
 */
function found(node) {
  if (!node) return;
  if (!["determinant", "outcome", "lever", "domain"].includes(node.kind) || STATE.view !== "overview")
    return act.around(node);
  const open = new Set(STATE.open);
  for (let above = node; above.parent !== null; above = NODES[above.parent]) open.add(NODES[above.parent].id);
  change({ open, selected: { node: node.index } });
  if (!SCENE.places.some((place) => place.node === node)) return act.around(node);
  focusPanel();
  return undefined;
}

/** @param {State} given */
function render(given) {
  const state = { ...given, frame: byId("picture").clientWidth, font: picture.font };
  const focused = focusedPlace();
  standByVerdict(NODE_BY_ID.get(state.region));
  SCENE = scene(state);
  document.body.classList.toggle("embed", state.embed);
  picture.show(SCENE, state);
  panel.show(state, SCENE);
  const path = chosenPath(SCENE, state);
  const count = new Map();
  for (const link of SCENE.links)
    for (const end of [link.from, link.to]) count.set(end, (count.get(end) || 0) + 1);
  things.show(
    SCENE.places
      .filter(({ node }) => node)
      .map((place) => ({
        ...place,
        state,
        links: count.get(place.node.index) || 0,
        step: stepOf(path, place),
      })),
    state.sort.things,
    SCENE.places.filter(({ node, bend }) => !node && !bend).map(moreButton),
  );
  links.show(
    SCENE.links.map((link) => ({ ...link, step: stepOf(path, link) })),
    state.sort.links,
  );
  byId("scene-title").textContent = SCENE.title;
  document.title = `${SCENE.title} – ${PAGE_TITLE}`;
  byId("counts").textContent = countWords(SCENE);
  byId("back").hidden = state.view === "overview";
  byId("take-up").hidden = state.view === "takeup" || !isJudged(NODE_BY_ID.get(state.region));
  byId("nothing").hidden = SCENE.places.length > 0 || !isFiltered(state);
  showHint(state);
  showLost(state);
  byId("depth-choice").hidden = state.view !== "around";
  byId("depth").value = String(state.depth);
  byId("direction").value = state.direction;
  byId("region").value = state.region;
  byId("other").value = state.other;
  byId("other-field").hidden = !state.region;
  showFilters(state);
  byId("filter-note").textContent = isFiltered(state) ? " (some are set)" : "";
  returnFocus(focused);
}

/** @param {State} state */
function showHint(state) {
  const [from, to] = [NODE_BY_ID.get(state.from), NODE_BY_ID.get(state.to)];
  const region = NODE_BY_ID.get(state.region);
  const away = Boolean(to && (from || region) && !["paths", "towards"].includes(state.view));
  byId("hint").hidden = !away && !wantedEnd(state);
  byId("show-paths").hidden = !away;
  if (away)
    byId("hint-text").textContent = from
      ? `Paths from “${from.label}” to “${to.label}” are chosen.`
      : `Paths to “${to.label}”: choose a lever, or see those from all that ${region.label} has.`;
  else if (from)
    byId("hint-text").textContent =
      `Paths from “${from.label}”: now choose an outcome, in the picture, in the tables or above.`;
  else if (to)
    byId("hint-text").textContent =
      `Paths to “${to.label}”: now choose a lever, in the picture, in the tables or above.`;
}

/** @param {State} given */
function showLost({ lost }) {
  byId("lost").hidden = !lost.length;
  byId("lost").textContent = lost.length
    ? `The address names what this edition does not have: ${lost.map((id) => `“${id}”`).join(", ")}. What is shown is what remains without it.`
    : "";
}

/** @param {Row} given */
function moreButton({ more, column }) {
  const heading = NODE_BY_ID.get(String(column));
  return button(`${more} more${heading ? ` under ${heading.label}` : ""}`, () => {
    act.more(column);
    const next = document.querySelector("#things tfoot button") || document.querySelector("#things thead button");
    /** @type {HTMLElement} */ (next).focus();
  });
}

/**
 * How much of the graph is to be seen, and how much is not.
 * @param {Scene} given
 */
function countWords({ places, links: joins, hidden, view }) {
  const total = DATA.things.length;
  const shown = places.filter(({ node }) => node && !node.heading).length;
  const claims = new Set(
    joins.flatMap((link) => link.lines.filter((line) => line.claim !== undefined).map((line) => line.claim)),
  ).size;
  const words = [
    `In the picture: ${shown} of ${plural(total, "thing")}; ${plural(joins.length, "line")}, standing for ${claims.toLocaleString("en-GB")} of ${plural(CLAIMS.length, "claim")}.`,
  ];
  if (isFiltered(STATE)) words.push("Filters leave some out.");
  if (hidden) words.push(`${hidden.toLocaleString("en-GB")} behind “more”.`);
  const aside = joins.filter((link) => isAside(link, picture)).length;
  if (aside)
    words.push(
      `${plural(aside, "line")} within a column, or going back, ${aside === 1 ? "is" : "are"} drawn when you choose an end.`,
    );
  if (unfolds({ view })) words.push("The rest is under the headings.");
  return words.join(" ");
}

function listen() {
  byId("back").addEventListener("click", act.overview);
  document.querySelector("a.skip").addEventListener("click", (event) => {
    event.preventDefault(); // in a srcdoc the link leads out of the frame: an address is resolved on the outer page
    byId("tables").focus();
    byId("tables").scrollIntoView();
  });
  byId("take-up").addEventListener("click", act.takeUp);
  byId("show-paths").addEventListener("click", () => {
    if (STATE.from) act.findPaths(STATE);
    else act.towards();
    focusPanel();
  });
  byId("no-path").addEventListener("click", () => {
    change({ from: "", to: "" });
    showEnds();
    byId("picture").focus({ preventScroll: true });
  });
  byId("clear-filters").addEventListener("click", () => {
    act.filter(EMPTY_FILTERS());
    byId("picture").focus({ preventScroll: true });
  });
  byId("reset").addEventListener("click", act.reset);
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.25));
  byId("zoom-fit").addEventListener("click", () => picture.zoom(null));
  byId("region").addEventListener("change", () => change({ region: byId("region").value }, { push: true }));
  byId("other").addEventListener("change", () => change({ other: byId("other").value }, { push: true }));
  byId("copy-link").addEventListener("click", () => copy(location.href, byId("copy-link")));
  byId("save-png").addEventListener("click", () => savePicture(picture));
  byId("save-svg").addEventListener("click", () => saveDrawing(picture));
  byId("save-csv").addEventListener("click", () => saveTable(SCENE, picture.state));
  byId("save-turtle").addEventListener("click", () => saveTurtle(SCENE, picture.state));
  byId("print").addEventListener("click", () => window.print());
  byId("depth").addEventListener("change", () =>
    change({ depth: Number(byId("depth").value), more: {} }),
  );
  byId("direction").addEventListener("change", () =>
    change({ direction: byId("direction").value, more: {} }),
  );
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || picture.tip.hide()) return;
    if (STATE.selected) act.choose(null);
    else if (STATE.view !== "overview") act.overview();
    byId("picture").focus({ preventScroll: true });
  });
  window.addEventListener("popstate", reopen);
  window.addEventListener("hashchange", reopen);
  let waiting = 0;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => RENDER(STATE), 80);
  });
  for (const query of ["(prefers-color-scheme: dark)", "print"]) {
    window.matchMedia(query).addEventListener("change", () => {
      picture.readColours();
      RENDER(STATE);
    });
  }
}

function reopen() {
  if (`#${fragment(STATE)}` === location.hash || (!location.hash && !fragment(STATE))) return;
  STATE = stateOf(location.hash);
  showEnds();
  RENDER(STATE);
}

function showEnds() {
  for (const end of ENDS) boxes[end].show(NODE_BY_ID.get(STATE[end]) || null);
}

function start() {
  fill(byId("legend"), legend());
  const regions = NODES.filter((node) => node.kind === "region").sort((a, b) =>
    a.label.localeCompare(b.label),
  );
  for (const name of ["region", "other"])
    byId(name).append(...regions.map((node) => el("option", { value: node.id }, node.label)));
  fill(byId("filters"), filterForm(act));
  if (location.hash.length > 1) STATE = stateOf(location.hash);
  else STATE = opening({ ...DATA.start, ...askedIn(location.search) });
  RENDER = render;
  showEnds();
  listen();
  RENDER(STATE);
  picture.network.once("afterDrawing", () => performance.mark("first-picture"));
  picture.network.redraw();
}

start();
