// What the chosen regions hold: one mark for each region on a lever, a count on a heading of levers.

function regionsOf(state) {
  return [state.region, state.other].map((id) => NODE_BY_ID.get(id)).filter(Boolean);
}

// The marks of a card: of the chosen regions on a lever, or of each region around the lever in focus.
function regionMarks(node, state) {
  const focus = state.view === "around" ? NODE_BY_ID.get(state.focus) : null;
  const marked = (region, lever) => ({ region, mark: STATUS[holding(region, lever).status] });
  if (node.heading) return [];
  if (node.kind === "region" && focus && focus.kind === "lever" && !focus.heading)
    return [marked(node, focus)];
  if (node.kind !== "lever") return [];
  const regions = regionsOf(state);
  if (!regions.length && focus && focus.kind === "region") regions.push(focus);
  return regions.map((region) => marked(region, node));
}

function regionWords(node, state) {
  const marks = regionMarks(node, state);
  if (marks.length === 1) return `${marks[0].mark.mark} ${marks[0].mark.word}`;
  if (marks.length)
    return marks.map(({ region, mark }) => `${region.label}: ${mark.mark} ${mark.word}`).join("; ");
  const levers = hardLevers(node);
  const regions = regionsOf(state);
  if (!levers.length || !regions.length) return "";
  return regions
    .map(
      (region) =>
        `${regions.length > 1 ? `${region.label}: ` : ""}${heldOf(region, levers)} of ${levers.length} hard levers held`,
    )
    .join("; ");
}

// The levers under a heading that a region may or may not hold: soft powers are open to all.
function hardLevers(node) {
  if (node.kind !== "domain" && !(node.kind === "lever" && node.heading)) return [];
  return descendants(node).filter((lever) => !isSoft(lever));
}

function heldOf(region, levers) {
  return levers.filter((lever) => holding(region, lever).status === "Held").length;
}
