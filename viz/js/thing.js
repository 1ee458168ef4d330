// @ts-check
// The facts of one thing: what it is, what is claimed of it, what rules work out, and who says so.

// The headings of claims in the panel of a thing, by kind of claim and the end at which the thing stands.
/** @type {Record<string, string>} */
const HEADINGS = {
  "LeverEffect cause": "What it acts on",
  "LeverEffect target": "Levers that act on it",
  "LeverEffect supportedByIntervention": "Effects of levers that it is evidence for",
  "DomainEffect cause": "What the whole domain acts on",
  "DomainEffect target": "Power domains that act on it",
  "CausalLink cause": "What it leads to",
  "CausalLink target": "What leads to it",
  "LeverHolding lever": "Who holds it",
  "LeverHolding region": "Levers of the region",
  "DomainHolding region": "Powers by domain",
  "DomainHolding domain": "Regions, as of the report",
  "SpecificPower region": "Particular powers",
  "SpecificPower domain": "Particular powers in this domain",
  "LeverUse lever": "Interventions that used it",
  "LeverUse intervention": "Levers used",
  "RequirementOption lever": "Interventions that need it, or an alternative",
  "RequirementOption intervention": "Levers needed (one of each group)",
  "Participation region": "Takes part in",
  "Participation intervention": "Where it takes place",
  "Finding intervention": "What evaluations found",
  "Lesson region": "Lessons",
  "Lesson fromIntervention": "Lessons",
  "Lesson about": "Lessons",
};

/** @type {Record<string, {subject: string, object: string}>} */
const LINK_HEADINGS = {
  actsOn: { subject: "Acts on", object: "Interventions that act on it" },
  addresses: { subject: "Challenges addressed", object: "Interventions that address it" },
  measures: { subject: "Measures", object: "Indicators that measure it" },
  region: { subject: "Where", object: "Interventions here" },
  domain: { subject: "Power domain", object: "Interventions in this domain" },
  broader: { subject: "Part of", object: "Its parts" },
};

/**
 * @param {Thing} node
 * @param {State} state
 * @param {Act} act
 */
function thingPanel(node, state, act) {
  const prose = fact(node, "definition") || fact(node, "description");
  return [
    el("p", { class: "kind-line" }, glyph(node), kindWords(node)),
    el("h2", { id: "panel-title", tabindex: "-1" }, node.label),
    doubtMarks(node),
    prose ? el("p", { class: "prose" }, prose) : null,
    thingActions(node, state, act),
    node.heading ? null : regionsOf(state).map((region) => inRegion(node, region, state, act)),
    factList(node),
    node.heading
      ? el("p", { class: "muted" }, "A heading made by the explorer; it is not a thing in the graph.")
      : sourceLine(node),
    node.kind === "intervention" && !node.heading ? regionsByVerdict(node, state, act) : null,
    node.kind === "outcome" && !node.heading ? closeGroup(node, state, act) : null,
    node.children.length ? memberGroup(node, act) : null,
    linkGroups(node, act),
    claimGroups(node, act),
    workedGroups(node, act),
    node.heading ? null : queryText(queryOfThing(node)),
  ];
}

/**
 * @param {Thing} node
 * @param {State} state
 * @param {Act} act
 */
function thingActions(node, state, act) {
  /** @type {Element[]} */
  const parts = [];
  /**
   * @param {string} text
   * @param {() => void} action
   * @param {string} [key]
   */
  const offer = (text, action, key) => parts.push(button(text, action, { "data-key": key }));
  if (node.children.length && unfolds(state)) {
    const open = state.open.has(node.id);
    const text = open ? `Close ${node.label}` : `Open ${node.label} (${node.children.length})`;
    offer(text, () => act.toggle(node), `toggle ${node.id}`);
  }
  if (node.heading) return parts.length ? el("p", { class: "actions" }, parts) : null;
  if (node.kind === "region" && state.region !== node.id && isJudged(node))
    offer("See by this region", () => act.region(node));
  if (!(state.view === "around" && state.focus === node.id))
    offer("Show only its neighbours", () => act.around(node));
  if (node.kind === "lever") offer("Paths from here", () => act.setEnd("from", node));
  if (node.kind === "outcome") offer("Paths to here", () => act.setEnd("to", node));
  return parts.length ? el("p", { class: "actions" }, parts) : null;
}

/**
 * What could be done about an outcome: the options that act on it directly or nearly, in the method's order for the
 * region that is chosen.
 * @param {Thing} node
 * @param {State} state
 * @param {Act} act
 */
function closeGroup(node, state, act) {
  const rows = closeTo(node, regionsOf(state)[0]);
  if (!rows.length) return null;
  return group("What could be done about it", rows, (row) =>
    el(
      "li",
      { class: "row" },
      row.judged ? markTag(verdictMark(row.judged)) : null,
      nameButton(row.node, act),
      tag(row.tier),
      row.judged ? el("span", { class: "muted" }, verdictWords(row.judged)) : null,
    ),
  );
}

/**
 * @param {Thing} node
 * @param {Act} act
 */
function memberGroup(node, act) {
  const named = node.kind === "domain" || node.kind === "lever" ? "Levers" : KINDS[node.kind].many;
  const [direct, all] = [node.children.length, descendants(node).length];
  return group(
    `${named} under it`,
    node.children,
    (child) => el("li", { class: "row" }, nameButton(NODES[child], act)),
    { count: all > direct ? `${direct} directly, ${all} in all` : direct },
  );
}

/**
 * @param {Thing} node
 * @param {Act} act
 */
function linkGroups(node, act) {
  /** @type {Map<string, {other: Thing, subject: Thing}[]>} */
  const groups = new Map();
  /**
   * @param {string} heading
   * @param {Thing} other
   * @param {Thing} subject
   */
  const put = (heading, other, subject) =>
    groups.set(heading, [...(groups.get(heading) || []), { other, subject }]);
  for (const [name, other] of node.links) {
    if (name in LINK_HEADINGS) put(LINK_HEADINGS[name].subject, NODES[other], node);
    else put(capital(term(name)), NODES[other], node);
  }
  for (const line of node.lines) {
    if (line.link && line.subject !== node.index)
      put(LINK_HEADINGS[line.link].object, NODES[line.subject], NODES[line.subject]);
  }
  return [...groups].map(([heading, rows]) =>
    group(heading, rows, ({ other, subject }) =>
      el("li", { class: "row" }, nameButton(other, act), subject === node ? null : sourceLine(subject)),
    ),
  );
}

/**
 * @param {Thing} node
 * @param {Act} act
 */
function claimGroups(node, act) {
  /** @type {Map<string, Claim[]>} */
  const groups = new Map();
  for (const claim of node.claims) {
    const own = claim.roles.find(([, place]) => place === node.index)[0];
    const key = `${claim.kind} ${own}`;
    groups.set(key, [...(groups.get(key) || []), claim]);
  }
  const order = Object.keys(HEADINGS);
  const keys = [...groups.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return keys.map((key) => {
    const heading = HEADINGS[key] || `${term(key.split(" ")[0])}: ${term(key.split(" ")[1])}`;
    const claims = groups.get(key).sort((a, b) => strength(b) - strength(a) || a.index - b.index);
    return group(heading, claims, (claim) => claimRow(claim, node, act));
  });
}

/**
 * @param {Claim} claim
 * @param {Thing} node
 * @param {Act} act
 */
function claimRow(claim, node, act) {
  const others = [
    ...new Set(claim.roles.filter(([, place]) => place !== node.index).map(([, place]) => place)),
  ];
  const prose = fact(claim, "description") || fact(claim, "mechanism") || fact(claim, "powerLabel");
  return el(
    "li",
    { class: "claim" },
    el(
      "p",
      { class: "claim-head" },
      others.map((place) => nameButton(NODES[place], act)),
      claimTags(claim),
    ),
    prose ? el("p", { class: "prose" }, prose) : null,
    doubtMarks(claim),
    factList(claim, QUICK),
    sourceLine(claim),
  );
}

/**
 * The classes and links that rules infer from what sources assert, each with its rule.
 * @param {Thing} node
 * @param {Act} act
 */
function workedGroups(node, act) {
  /** @param {string} key */
  const rule = (key) =>
    el("p", { class: "source" }, `Inferred by the rule “${DATA.rules[key].label}” (${DATA.rules[key].id})`);
  const classes = node.classes.map((key) => el("li", { class: "row" }, capital(term(key)), rule(key)));
  const groups = Object.entries(node.worked).map(([key, places]) =>
    group(
      capital(term(key)),
      [...places].sort((a, b) => NODES[a].label.localeCompare(NODES[b].label)),
      (place) => el("li", { class: "row" }, nameButton(NODES[place], act)),
      { open: false, note: rule(key) },
    ),
  );
  if (!classes.length && !groups.length) return null;
  return el(
    "details",
    { class: "group" },
    el("summary", {}, "Worked out by rules", el("span", { class: "count" }, ` ${classes.length + groups.length}`)),
    el(
      "p",
      { class: "muted small" },
      "Everything above is asserted by the sources named beside it. What follows is inferred from it.",
    ),
    classes.length ? el("ul", { class: "claims" }, classes) : null,
    groups,
    queryText(queryOfRules(node), "The rules in SPARQL"),
  );
}
