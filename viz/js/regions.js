// @ts-check
// How the chosen regions stand: one mark for each region on a lever or an intervention, counts on a heading.

/** @param {State} state */
function regionsOf(state) {
  return [state.region, state.other].map((id) => NODE_BY_ID.get(id)).filter(Boolean);
}

/**
 * The marks of a card: of the chosen regions, or of each region around the lever or intervention in focus.
 * @param {Thing} node
 * @param {State} state
 * @returns {RegionMark[]}
 */
function regionMarks(node, state) {
  const focus = state.view === "around" ? NODE_BY_ID.get(state.focus) : null;
  if (node.heading) return [];
  if (node.kind === "region" && focus && !focus.heading) return marksOf([node], focus, state);
  const regions = regionsOf(state);
  if (!regions.length && focus && focus.kind === "region") regions.push(focus);
  return marksOf(regions, node, state);
}

/**
 * @param {Thing[]} regions
 * @param {Thing} node
 * @param {State} state
 * @returns {RegionMark[]}
 */
function marksOf(regions, node, state) {
  if (node.kind === "lever")
    return regions.map((region) => ({ region, mark: STATUS[holding(region, node, state).status] }));
  if (node.kind === "domain" && state.view === "around") return domainMarks(regions, node, state);
  if (node.kind !== "intervention") return [];
  return regions
    .map((region) => ({ region, judged: verdictOf(region, node) }))
    .filter(({ judged }) => judged)
    .map(({ region, judged }) => ({ region, judged, mark: verdictMark(judged) }));
}

/**
 * The marks of claims about a whole domain, beside the region; where its levers are counted, the count says more.
 * @param {Thing[]} regions
 * @param {Thing} domain
 * @param {State} state
 * @returns {RegionMark[]}
 */
function domainMarks(regions, domain, state) {
  return regions
    .map((region) => ({ region, said: holding(region, domain, state) }))
    .filter(({ said }) => said.claims.length)
    .map(({ region, said }) => ({ region, mark: STATUS[said.status] }));
}

/** @param {RegionMark} given */
function markWords({ mark, judged }) {
  return `${mark.mark} ${judged ? verdictWords(judged) : mark.word}`;
}

/**
 * @param {Thing} node
 * @param {State} state
 */
function regionWords(node, state) {
  const marks = regionMarks(node, state);
  if (marks.length === 1) return markWords(marks[0]);
  if (marks.length) return marks.map((each) => `${each.region.label}: ${markWords(each)}`).join("; ");
  const levers = hardLevers(node);
  const regions = regionsOf(state);
  if (!levers.length || !regions.length) return "";
  return regions
    .map(
      (region) =>
        `${regions.length > 1 ? `${region.label}: ` : ""}${heldOf(region, levers, state)} of ${levers.length} hard levers held`,
    )
    .join("; ");
}

/**
 * The levers under a heading that a region may or may not hold: soft powers are open to all.
 * @param {Thing} node
 */
function hardLevers(node) {
  if (node.kind !== "domain" && !(node.kind === "lever" && node.heading)) return [];
  return descendants(node).filter((lever) => !isSoft(lever));
}

/**
 * @param {Thing} region
 * @param {Thing[]} levers
 * @param {State} state
 */
function heldOf(region, levers, state) {
  return levers.filter((lever) => holding(region, lever, state).status === "Held").length;
}
