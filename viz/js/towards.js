// @ts-check
// The scene of a region and a problem: from the levers that the region holds, the best path of each to the outcome.

const LEVERS_AT_ONCE = 9;
// Longer paths would make more columns than can be read side by side.
const STEPS_TOWARDS = 3;

/** @type {Map<string, PathSearch>} */
const TOWARDS_CACHE = new Map();

/**
 * The best path of each lever that the region holds, shares or may use freely: hard levers before soft ones, then the
 * strongest weakest step first, then the shortest. Paths of at most STEPS_TOWARDS steps count.
 * @param {State} state
 * @returns {PathSearch}
 */
function pathsTowards(state) {
  const key = JSON.stringify([state.region, state.to, state.filters]);
  const known = TOWARDS_CACHE.get(key);
  if (known) return known;
  const region = NODE_BY_ID.get(state.region);
  const to = NODE_BY_ID.get(state.to);
  const onward = stepsByStart((line) => passesFilters(line, state));
  const count = { looked: 0, bound: PATHS.bound, stopped: false };
  /** @type {Path[]} */
  const paths = [];
  for (const lever of NODES) {
    if (lever.kind !== "lever" || lever.heading || !onward.has(lever.index)) continue;
    if (!["Held", "Shared", "Open"].includes(holding(region, lever, state).status)) continue;
    for (const path of pathsInOrder(onward, lever.index, to.index, STEPS_TOWARDS, count)) {
      paths.push(path);
      break;
    }
  }
  /** @param {Path} path */
  const start = (path) => NODES[path.steps[0].from];
  paths.sort(
    (a, b) =>
      Number(isSoft(start(a))) - Number(isSoft(start(b))) ||
      b.weakest - a.weakest ||
      a.steps.length - b.steps.length ||
      a.steps[0].from - b.steps[0].from,
  );
  const search = { paths, stopped: count.stopped, looked: count.looked, more: false };
  TOWARDS_CACHE.set(key, search);
  return search;
}

/**
 * The levers in the first column, the outcome in the last, and what lies between as near to the outcome as it comes.
 * @param {State} state
 * @returns {Scene}
 */
function towardsScene(state) {
  const region = NODE_BY_ID.get(state.region);
  const to = NODE_BY_ID.get(state.to);
  const result = pathsTowards(state);
  const wanted = Math.max(LEVERS_AT_ONCE * (state.more[0] || 1), state.path + 1);
  const shown = result.paths.slice(0, wanted);
  const last = Math.max(1, ...shown.map(({ steps }) => steps.length));
  const column = new Map([[to.index, last]]);
  for (const { steps } of shown) {
    column.set(steps[0].from, 0);
    steps.slice(0, -1).forEach((step, place) => {
      const number = last - (steps.length - 1 - place);
      column.set(step.to, Math.max(column.get(step.to) || 0, number));
    });
  }
  const steps = new Map(shown.flatMap((path) => path.steps).map((step) => [`${step.from} ${step.to}`, step]));
  const lines = LINES.filter((line) => {
    const step = steps.get(`${line.from} ${line.to}`);
    return step && line.claim !== undefined && step.claims.includes(CLAIMS[line.claim]);
  });
  const links = joined(lines, (index) => index);
  /** @type {Column[]} */
  const columns = untangled(column, links, last);
  columns.forEach((each, number) => {
    if (number && number < last) each.label = number === last - 1 ? "Acts on it directly" : "Leads there";
  });
  columns[0].label = `Powers that ${region.label} has`;
  const hidden = result.paths.length - shown.length;
  if (hidden) columns[0].rows.push({ more: hidden, column: 0 });
  const size = fitted(columns, state);
  return {
    view: "towards",
    title: `What ${region.label} could move to change “${to.label}”`,
    size,
    places: stack(columns, size),
    links,
    columns: heads(columns, size),
    hidden,
    result,
  };
}

/**
 * The paths in sentences, one for each lever of the region, the chosen one whole.
 * @param {State} state
 * @param {Scene} options
 * @param {Act} act
 */
function towardsPanel(state, { result }, act) {
  const [region, to] = [NODE_BY_ID.get(state.region), NODE_BY_ID.get(state.to)];
  const head = [
    el("p", { class: "kind-line" }, "From what the region has to the outcome"),
    el("h2", { id: "panel-title", tabindex: "-1" }, region.label, el("span", { class: "arrow" }, " → "), to.label),
  ];
  if (!result.paths.length)
    return [
      ...head,
      el(
        "p",
        {},
        `No path of up to ${STEPS_TOWARDS} steps from a power that ${region.label} is known to have is stated in this edition. That is not a “no”: nobody may have looked.`,
      ),
    ];
  const hard = result.paths.filter((path) => !isSoft(NODES[path.steps[0].from])).length;
  return [
    ...head,
    el(
      "p",
      {},
      `${plural(hard, "power")} held or shared here, and ${plural(result.paths.length - hard, "soft power")} open to all, lead to it by up to ${STEPS_TOWARDS} steps on record. For each its best path, the one with the strongest weakest step first.`,
    ),
    el(
      "ol",
      { class: "paths" },
      result.paths.map((path, place) => towardsItem(path, place, state, act)),
    ),
  ];
}

/**
 * @param {Path} path
 * @param {number} place
 * @param {State} state
 * @param {Act} act
 */
function towardsItem(path, place, state, act) {
  const lever = NODES[path.steps[0].from];
  const chosen = state.path === place;
  const head = el(
    "button",
    {
      type: "button",
      class: "path-head",
      "aria-pressed": String(chosen),
      "data-key": `path ${place}`,
      onclick: () => act.path(chosen ? -1 : place),
    },
    el("span", { class: "path-name" }, lever.label),
    el("span", { class: "path-sum" }, bars(path.weakest), `weakest step: ${STRENGTH_WORD[path.weakest]}`),
  );
  return el(
    "li",
    { class: chosen ? "path chosen" : "path" },
    head,
    el("p", { class: "chain" }, netEffect(path)),
    chosen
      ? [
          inRegion(lever, NODE_BY_ID.get(state.region), state, act),
          wholePath(path, state, act),
          el(
            "p",
            {},
            el("button", { type: "button", class: "quiet", onclick: () => act.setEnd("from", lever) }, "All paths from this power"),
          ),
        ]
      : null,
  );
}
