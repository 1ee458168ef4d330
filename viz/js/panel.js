// @ts-check
// The panel beside the picture: the facts of what is chosen, each with its source, or the paths, or the regions.

class Panel {
  /**
   * @param {HTMLElement} root
   * @param {Act} act
   */
  constructor(root, act) {
    this.root = root;
    this.act = act;
  }

  /**
   * @param {State} state
   * @param {Scene} next
   */
  show(state, next) {
    fill(this.root, this.parts(state, next));
  }

  /**
   * @param {State} state
   * @param {Scene} next
   * @returns {Child[]}
   */
  parts(state, next) {
    const { act } = this;
    const { selected } = state;
    const link = selected && selected.link && next.links.find((other) => other.key === selected.link);
    const node = selected && selected.node !== undefined ? NODES[selected.node] : null;
    const chosen = node ? thingPanel(node, state, act) : link ? linkPanel(link, act) : null;
    if (state.view === "towards" && !chosen) return towardsPanel(state, next, act);
    if (state.view !== "paths") return chosen || (state.region ? lensPanel(state, act) : welcome());
    if (!chosen) return pathPanel(state, next, act);
    return [button("← Back to the paths", () => act.choose(null), { class: "quiet" }), chosen];
  }
}

function welcome() {
  return [
    el("h2", { id: "panel-title", tabindex: "-1" }, "How to read this"),
    el(
      "p",
      {},
      "On the left are the levers that regions can act with, in the middle what shapes health, on the right the outcomes. A line is a sourced claim, or several, that one acts on the other.",
    ),
    el(
      "ul",
      { class: "hints" },
      el("li", {}, "Choose a card to see its facts and their sources; a heading also opens."),
      el("li", {}, "Choose a lever and an outcome, above or in the picture, to see the best evidenced paths between them."),
      el("li", {}, "Choose a region to see what it holds and what it could take up."),
      el("li", {}, "The tables below the picture hold the same content."),
      el(
        "li",
        {},
        "In the picture the arrow keys move, Enter shows the facts, Space opens, Escape goes back.",
      ),
    ),
    el(
      "p",
      { class: "muted" },
      "What is not stated here is not “no”: it means that no source was found that says so.",
    ),
  ];
}

/**
 * @param {Link} link
 * @param {Act} act
 */
function linkPanel(link, act) {
  const from = NODES[link.from];
  const to = NODES[link.to];
  const claims = link.lines.map(lineClaim).filter(Boolean);
  return [
    el("p", { class: "kind-line" }, plural(link.lines.length, "claim")),
    el(
      "h2",
      { id: "panel-title", tabindex: "-1" },
      from.label,
      el("span", { class: "arrow" }, " → "),
      to.label,
    ),
    el("p", { class: "actions" }, nameButton(from, act), nameButton(to, act)),
    group("What the line stands for", link.lines, (line) => lineRow(line, act)),
    claims.length ? queryText(queryOfClaims(claims)) : null,
  ];
}

/**
 * @param {Line} line
 * @param {Act} act
 */
function lineRow(line, act) {
  const claim = lineClaim(line);
  if (!claim) {
    return el(
      "li",
      { class: "claim" },
      el("p", { class: "claim-head" }, nameButton(NODES[line.from], act), nameButton(NODES[line.to], act)),
      sourceLine(NODES[line.subject]),
    );
  }
  const prose = fact(claim, "mechanism") || fact(claim, "description") || fact(claim, "powerLabel");
  return el(
    "li",
    { class: "claim" },
    el("p", { class: "sentence" }, sentence(line.from, line.to, claim)),
    el("p", { class: "claim-head" }, claimTags(claim)),
    prose ? el("p", { class: "prose" }, prose) : null,
    doubtMarks(claim),
    factList(claim, QUICK),
    sourceLine(claim),
  );
}
