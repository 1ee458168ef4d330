// @ts-check
// The region lens in words: how a region stands to a lever or an intervention, and two regions side by side.

const LAWFUL =
  "Ready means lawful, not affordable: money, staff and will are for people to judge. Transferability is anticipated, not measured.";

/**
 * @param {Thing} node
 * @param {Thing} region
 * @param {State} state
 * @param {Act} act
 */
function inRegion(node, region, state, act) {
  if (node.kind === "lever") return holdingNote(node, region, state);
  return node.kind === "intervention" ? verdictNote(node, region, act) : null;
}

/**
 * @param {Thing} lever
 * @param {Thing} region
 * @param {State} state
 */
function holdingNote(lever, region, state) {
  const { status, claims, ended, contradictory } = holding(region, lever, state);
  const words = ended ? `ended ${ended}` : STATUS[status].word;
  const day = state.filters.day;
  return el(
    "div",
    { class: "callout" },
    el(
      "p",
      {},
      markTag(STATUS[status]),
      el("strong", {}, ` ${region.label}: ${words}${day ? ` on ${dayWords(day)}` : ""}. `),
      contradictory ? "Sources disagree. " : "",
      status === "Open" ? "A soft power needs no law." : "",
      status === "NotStated" ? "No source that we found says whether it holds this; that is not “no”." : "",
    ),
    claims.map((claim) => [factList(claim, ["status"]), doubtMarks(claim), sourceLine(claim)]),
  );
}

/**
 * @param {Thing} node
 * @param {Thing} region
 * @param {Act} act
 */
function verdictNote(node, region, act) {
  const judged = verdictOf(region, node);
  if (!judged) return silentNote(region);
  const needs = needsOf(region, node);
  const decisive = needs.filter(({ helpful }) => !helpful);
  const helpful = needs.filter((need) => need.helpful);
  return el(
    "div",
    { class: "callout" },
    el(
      "p",
      {},
      markTag(verdictMark(judged)),
      el("strong", {}, ` ${region.label}: ${judged.verdict.word}. `),
      judged.runs ? "It runs here already. " : "",
      decisive.length ? "" : "No source says what it needs. ",
    ),
    decisive.length ? el("ul", { class: "needs" }, decisive.map((need) => needRow(need, act))) : null,
    helpful.length
      ? [
          el("p", { class: "small muted" }, "Helpful; never decides:"),
          el("ul", { class: "needs" }, helpful.map((need) => needRow(need, act))),
        ]
      : null,
    el("p", { class: "small muted" }, `As of ${dayWords(DATA.day)}. ${LAWFUL}`),
  );
}

/**
 * One need: the levers of which one is enough, its state, and the law and source that decide it.
 * @param {Need} given
 * @param {Act} act
 */
function needRow({ requirement, state, claims }, act) {
  const levers = [...new Set(requirement.options.map((option) => role(option, "lever")))].filter(
    (place) => place !== null,
  );
  const soft = state === "h" && !claims.length;
  return el(
    "li",
    { class: "need" },
    el(
      "p",
      {},
      levers.flatMap((place, number) => [number ? " or " : "", nameButton(NODES[place], act)]),
      " ",
      tag(soft ? "open to all" : DATA.words.needs[state]),
    ),
    claims.map((claim) => [
      fact(claim, "legalBasis") ? el("p", { class: "small" }, fact(claim, "legalBasis")) : null,
      fact(claim, "validUntil") ? el("p", { class: "small" }, `Until ${fact(claim, "validUntil")}`) : null,
      doubtMarks(claim),
      sourceLine(claim),
    ]),
  );
}

/** @param {Thing} region */
function silentNote(region) {
  const gate = DATA.gate[region.index];
  return el("div", { class: "callout" }, el("p", {}, (gate && gate.silent) || `${region.label} was not judged.`));
}

/**
 * All regions that were judged, by their verdict on one intervention.
 * @param {Thing} node
 * @param {State} state
 * @param {Act} act
 */
function regionsByVerdict(node, state, act) {
  const rows = marksOf([...JUDGED.keys()].map((index) => NODES[index]), node, state).sort(
    (a, b) => VERDICTS.indexOf(a.mark) - VERDICTS.indexOf(b.mark) || a.region.label.localeCompare(b.region.label),
  );
  if (!rows.length) return null;
  return group("Regions by verdict", rows, ({ region, judged, mark }) =>
    el(
      "li",
      { class: "row verdict-row" },
      markTag(mark),
      el("button", { type: "button", class: "name", onclick: () => act.region(region) }, region.label),
      el("span", { class: "muted" }, verdictWords(judged)),
    ),
  );
}

/**
 * One region, or two side by side: what they hold, what they could take up, and where they differ.
 * @param {State} state
 * @param {Act} act
 */
function lensPanel(state, act) {
  const regions = regionsOf(state);
  const judged = regions.filter(isJudged);
  return [
    el("p", { class: "kind-line" }, regions.length > 1 ? "Two regions" : "Seen by region"),
    el(
      "h2",
      { id: "panel-title", tabindex: "-1" },
      regions.map((region, place) => [
        place ? el("span", { class: "arrow" }, " beside ") : "",
        region.label,
      ]),
    ),
    el(
      "p",
      { class: "actions" },
      judged.includes(regions[0]) && state.view !== "takeup"
        ? button(`What ${regions[0].label} could take up`, act.takeUp, { class: "main" })
        : null,
      regions.map((region) => button(`Facts of ${region.label}`, () => act.around(region))),
    ),
    regions.filter((region) => !isJudged(region)).map(silentNote),
    countTable(
      `Hard levers${state.filters.day ? `, on ${dayWords(state.filters.day)}` : ""}`,
      regions,
      [STATUS.Held, STATUS.Shared, STATUS.NotHeld, STATUS.NotStated],
      (region) => leverCounts(region, state),
    ),
    judged.length ? countTable("Interventions", judged, VERDICTS, tally) : null,
    judged.length
      ? el("p", { class: "small muted" }, `Verdicts as of ${dayWords(DATA.day)}. ${LAWFUL}`)
      : null,
    regions.length > 1 ? differences(regions, state, act) : null,
    el(
      "p",
      { class: "muted small" },
      "“Not stated” is not “no”: it means that no source was found that says so.",
    ),
  ];
}

/**
 * @param {Thing} region
 * @param {State} state
 */
function leverCounts(region, state) {
  const counts = [0, 0, 0, 0];
  const order = ["Held", "Shared", "NotHeld", "NotStated"];
  for (const lever of HARD_LEVERS) counts[order.indexOf(holding(region, lever, state).status)] += 1;
  return counts;
}

const HARD_LEVERS = NODES.filter((node) => node.kind === "lever" && !node.heading && !isSoft(node));

/**
 * @param {string} caption
 * @param {Thing[]} regions
 * @param {Mark[]} marks
 * @param {(region: Thing) => number[]} count
 */
function countTable(caption, regions, marks, count) {
  const counts = regions.map(count);
  return el(
    "table",
    { class: "counts" },
    el(
      "thead",
      {},
      el("tr", {}, el("th", { scope: "col" }, caption), regions.map(({ label }) => el("th", { scope: "col" }, label))),
    ),
    el(
      "tbody",
      {},
      marks.map((mark, place) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, markTag(mark), " ", capital(mark.word)),
          counts.map((each) => el("td", {}, each[place].toLocaleString("en-GB"))),
        ),
      ),
    ),
  );
}

/**
 * @param {Thing[]} regions
 * @param {State} state
 * @param {Act} act
 */
function differences(regions, state, act) {
  /**
   * @typedef {{node: Thing, marks: RegionMark[]}} Difference
   * @param {Thing[]} nodes
   * @returns {Difference[]}
   */
  const differ = (nodes) =>
    nodes
      .map((node) => ({ node, marks: marksOf(regions, node, state) }))
      .filter(({ marks }) => marks.length === 2 && marks[0].mark !== marks[1].mark)
      .sort((a, b) => a.node.label.localeCompare(b.node.label));
  /** @param {Difference} difference */
  const row = ({ node, marks }) =>
    el(
      "li",
      { class: "row" },
      nameButton(node, act),
      el("p", { class: "source" }, marks.map((each) => `${each.region.label}: ${markWords(each)}`).join("; ")),
    );
  const levers = differ(HARD_LEVERS);
  const interventions = differ(NODES.filter((node) => node.kind === "intervention" && !node.heading));
  return [
    levers.length ? group("Levers in which they differ", levers, row) : null,
    interventions.length ? group("Interventions in which they differ", interventions, row) : null,
    levers.length || interventions.length ? null : el("p", {}, "The claims of this edition tell them not apart."),
  ];
}
