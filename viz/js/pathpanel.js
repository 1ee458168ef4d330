// @ts-check
// The best paths in sentences: each step with its strength, its assumption and its sources, the weakest step marked.

/**
 * @param {State} state
 * @param {Scene} options
 * @param {Act} act
 */
function pathPanel(state, { result }, act) {
  const from = NODE_BY_ID.get(state.from);
  const to = NODE_BY_ID.get(state.to);
  const head = [
    el("p", { class: "kind-line" }, "Paths"),
    el(
      "h2",
      { id: "panel-title", tabindex: "-1" },
      from.label,
      el("span", { class: "arrow" }, " → "),
      to.label,
    ),
  ];
  if (!result.paths.length) return [...head, noPath(result, state)];
  return [
    ...head,
    el("p", { class: "muted" }, pathCount(result)),
    canRegion(from, state, act),
    el(
      "ol",
      { class: "paths" },
      result.paths.map((path, place) => pathItem(path, place, state, act)),
    ),
    queryText(queryOfClaims(result.paths.flatMap((path) => path.steps.flatMap((step) => step.claims)))),
  ];
}

/**
 * @param {PathSearch} given
 * @param {State} state
 */
function noPath({ stopped, looked }, state) {
  return [
    el(
      "p",
      {},
      `No path of up to ${PATHS.steps} steps is stated in this edition${isFiltered(state) ? ", with the filters that are set" : ""}. That is not a “no”: nobody may have looked.`,
    ),
    stopped ? el("p", { class: "muted" }, `The search stopped after ${plural(looked, "look")}.`) : null,
  ];
}

/** @param {PathSearch} given */
function pathCount({ paths, stopped, looked, more }) {
  const limits = stopped
    ? `The search stopped after ${plural(looked, "look")}; there may be more paths.`
    : more
      ? `These are the best ${paths.length}; there are more of up to ${PATHS.steps} steps.`
      : `These are all that this edition states, of up to ${PATHS.steps} steps.`;
  return `${plural(paths.length, "path")}, the one with the strongest weakest step first. A path is as strong as its weakest step. ${limits}`;
}

/**
 * @param {Thing} lever
 * @param {State} state
 * @param {Act} act
 */
function canRegion(lever, state, act) {
  const regions = regionsOf(state);
  if (!regions.length)
    return el("p", { class: "muted" }, "Choose a region above to see whether it holds this lever.");
  return [
    el("h3", {}, `Can ${regions.map(({ label }) => label).join(" or ")} do it?`),
    regions.map((region) => inRegion(lever, region, state, act)),
  ];
}

/**
 * @param {Path} path
 * @param {number} place
 * @param {State} state
 * @param {Act} act
 */
function pathItem(path, place, state, act) {
  const chosen = state.path === place;
  const via = path.steps.slice(0, -1).map((step) => NODES[step.to].label);
  return el(
    "li",
    { class: chosen ? "path chosen" : "path" },
    el(
      "button",
      {
        type: "button",
        class: "path-head",
        "aria-pressed": String(chosen),
        "data-key": `path ${place}`,
        onclick: () => act.path(chosen ? -1 : place),
      },
      el("span", { class: "path-name" }, via.length ? `Through ${via.join(", then ")}` : "Directly"),
      el(
        "span",
        { class: "path-sum" },
        bars(path.weakest),
        `${plural(path.steps.length, "step")}, weakest: ${STRENGTH_WORD[path.weakest]}`,
      ),
    ),
    chosen ? wholePath(path, state, act) : el("p", { class: "chain" }, chain(path)),
  );
}

/**
 * A path as one sentence.
 * @param {Path} path
 */
function chain(path) {
  return path.steps.flatMap((step, place) => {
    const end = el("b", {}, NODES[step.to].label);
    const before = place ? [", which"] : [el("b", {}, NODES[step.from].label)];
    return [...before, ` ${verbOf(step)} `, end, place === path.steps.length - 1 ? "." : ""];
  });
}

/** @param {Step} step */
function verbOf(step) {
  const words = new Set(step.claims.map((claim) => fact(claim, "polarity")));
  return (words.size === 1 && SIGNS[[...words][0]]) || "acts on";
}

/**
 * @param {Path} path
 * @param {State} state
 * @param {Act} act
 */
function wholePath(path, state, act) {
  return [
    el(
      "ol",
      { class: "steps" },
      path.steps.map((step) => pathStep(step, path)),
    ),
    el("p", { class: "muted small" }, `Taken together: ${netEffect(path)} Worked out by us.`),
    doneBefore(path, state, act),
  ];
}

/**
 * @param {Step} step
 * @param {Path} path
 */
function pathStep(step, path) {
  const weakest = step.rank === path.weakest;
  return el(
    "li",
    { class: weakest ? "step weakest" : "step" },
    step.claims.map((claim, place) => [
      el("p", { class: "sentence" }, place ? "Also: " : "", sentence(step.from, step.to, claim)),
      fact(claim, "mechanism")
        ? el("p", { class: "prose" }, el("span", { class: "muted" }, "Assumes: "), fact(claim, "mechanism"))
        : null,
      el(
        "p",
        { class: "claim-head" },
        claimTags(claim),
        weakest && !place ? tag(path.steps.length > 1 ? "weakest step" : "only step", "weak-tag") : null,
      ),
      doubtMarks(claim),
      sourceLine(claim),
    ]),
  );
}

/**
 * The cases of a path: interventions that used the lever and act on a step of the path, with what the
 * chosen regions could do of them.
 * @param {Path} path
 * @param {State} state
 * @param {Act} act
 */
function doneBefore(path, state, act) {
  const on = new Set(path.steps.map((step) => step.to));
  const rows = NODES[path.steps[0].from].claims
    .filter((claim) => claim.kind === "LeverUse")
    .map((claim) => ({ claim, node: NODES[role(claim, "intervention")] }))
    .filter(({ node }) => node && node.links.some(([name, place]) => name === "actsOn" && on.has(place)));
  if (!rows.length)
    return el(
      "p",
      { class: "muted small" },
      "No intervention in this edition is recorded as having used the lever on a step of this path.",
    );
  return group("Where this has been done", rows, ({ claim, node }) =>
    el(
      "li",
      { class: "row" },
      nameButton(node, act),
      el("span", { class: "muted" }, ` ${placesOf(node).join(", ")}`),
      marksOf(regionsOf(state), node, state).map((each) =>
        el(
          "p",
          { class: "verdict-row small" },
          markTag(each.mark),
          `${each.region.label}: ${verdictWords(each.judged)}`,
        ),
      ),
      doubtMarks(claim),
      sourceLine(claim),
    ),
  );
}

/** @param {Thing} node */
function placesOf(node) {
  const regions = node.lines.map((line) => NODES[line.from]).filter(({ kind }) => kind === "region");
  return [...new Set(regions)].map(({ label }) => label);
}
