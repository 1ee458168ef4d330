// @ts-check
// The verdicts of each region on the day of the page: worked out when it was written, by the method of
// transfer, and read here. In the picture each intervention stands under its verdict.

/** @type {Thing[]} */
const VERDICT_HEADINGS = VERDICTS.map((verdict, place) => ({
  ...BLANK,
  verdict,
  id: `verdict/${verdict.name}`,
  kind: "intervention",
  label: verdict.heading,
  facts: [["description", verdict.says]],
  links: /** @type {[string, number][]} */ ([]),
  classes: /** @type {string[]} */ ([]),
  worked: {},
  index: NODES.length + place,
  heading: true,
  parent: /** @type {number | null} */ (null),
  children: /** @type {number[]} */ ([]),
  lines: /** @type {Line[]} */ ([]),
  claims: /** @type {Claim[]} */ ([]),
  x: 0,
  y: place,
}));
for (const node of VERDICT_HEADINGS) {
  NODES.push(node);
  NODE_BY_ID.set(node.id, node);
}

/** @type {Map<number, Map<number, Judged>>} */
const JUDGED = new Map();
for (const [region, gate] of Object.entries(DATA.gate)) {
  if (!gate.order) continue;
  const runs = new Set(gate.runs);
  const by = new Map();
  gate.order.forEach((index, rank) =>
    by.set(index, { verdict: VERDICTS[Number(gate.verdicts[rank])], runs: runs.has(index) }),
  );
  JUDGED.set(Number(region), by);
}

/** @param {Thing | null | undefined} region */
function isJudged(region) {
  return Boolean(region && JUDGED.has(region.index));
}

/**
 * The judgement of an intervention for a region, { verdict, runs }; null where the region was not judged.
 * @param {Thing} region
 * @param {Thing} node
 */
function verdictOf(region, node) {
  return JUDGED.get(region.index)?.get(node.index) || null;
}

/**
 * One mark for a judgement: that an intervention runs here says more than that it could.
 * @param {Judged} given
 */
function verdictMark({ verdict, runs }) {
  return runs ? RUNS : verdict;
}

/** @param {Judged} given */
function verdictWords({ verdict, runs }) {
  return runs ? `${RUNS.word}; ${verdict.word}` : verdict.word;
}

/**
 * How many interventions have each verdict, those that run here apart.
 * @param {Thing} region
 */
function tally(region) {
  const counts = VERDICTS.map(() => 0);
  for (const judged of JUDGED.get(region.index).values()) counts[VERDICTS.indexOf(verdictMark(judged))] += 1;
  return counts;
}

/**
 * The needs of an intervention, with the state of each need for a region and the claims that decide it.
 * @param {Thing} region
 * @param {Thing} node
 */
function needsOf(region, node) {
  const gate = DATA.gate[region.index];
  return REQUIREMENTS.filter(({ interventions }) => interventions.includes(node.index)).map((each) => {
    const behind = gate.claims[each.index];
    return {
      requirement: each,
      helpful: fact(each, "necessity") === "Helpful",
      state: gate.states[each.index],
      claims: (Array.isArray(behind) ? behind : behind < 0 ? [] : [behind]).map((place) => CLAIMS[place]),
    };
  });
}

/** @type {Thing | undefined | null} */
let stoodFor = null;

/**
 * Put every intervention under its verdict for a region, in the method's order; under nothing without a region.
 * @param {Thing | undefined} region
 */
function standByVerdict(region) {
  if (stoodFor === region) return;
  stoodFor = region;
  for (const heading of VERDICT_HEADINGS) heading.children = [];
  for (const node of NODES) if (node.kind === "intervention" && !node.heading) node.parent = null;
  if (!isJudged(region)) return;
  for (const [index, judged] of JUDGED.get(region.index)) {
    const heading = VERDICT_HEADINGS[VERDICTS.indexOf(verdictMark(judged))];
    heading.children.push(index);
    NODES[index].parent = heading.index;
  }
}

// The first step of the method's order: what is possible before what is undecided before what is blocked.
/** @type {Record<string, number>} */
const POSSIBLE = { ready: 0, "with-partners": 0, contradictory: 1, undecided: 1, blocked: 2 };

/**
 * The interventions that are direct or near to an outcome, in the method's order: for a region by what it may do and
 * by the likeness of places (in which the gate's order ends), without one by tier, evidence and name alone.
 * @param {Thing} outcome
 * @param {Thing | null | undefined} region
 * @returns {{node: Thing, tier: string, judged: Judged | null}[]}
 */
function closeTo(outcome, region) {
  const judged = region && isJudged(region) ? region : null;
  const place = new Map(judged ? DATA.gate[judged.index].order.map((index, rank) => [index, rank]) : []);
  return (DATA.close[outcome.index] || [])
    .map(([index, tier, group]) => {
      const verdict = judged ? verdictOf(judged, NODES[index]) : null;
      const may = verdict ? [POSSIBLE[verdict.verdict.name], VERDICTS.indexOf(verdict.verdict)] : [0, 0];
      const key = [may[0], tier, group, may[1], place.get(index) ?? 0];
      return { node: NODES[index], tier: tier ? "near" : "direct", judged: verdict, key };
    })
    .sort((a, b) => {
      const first = a.key.findIndex((value, number) => value !== b.key[number]);
      return first < 0 ? a.node.label.localeCompare(b.node.label) : a.key[first] - b.key[first];
    });
}
