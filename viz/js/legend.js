// @ts-check
// The legend of the shapes, lines and marks that the graph has.

function legend() {
  const kinds = KIND_NAMES.filter((kind) => NODES.some((node) => node.kind === kind));
  const rows = kinds.map((kind) => el("li", {}, glyph({ kind, facts: [] }), KINDS[kind].one));
  const soft = NODES.find(isSoft);
  if (soft) {
    const place = kinds.indexOf("lever");
    fill(rows[place], glyph({ kind: "lever", facts: [] }), "Lever: hard power");
    rows.splice(place + 1, 0, el("li", {}, glyph(soft), "Lever: soft power"));
  }
  return [
    el("ul", { class: "legend-list" }, rows),
    el(
      "ul",
      { class: "legend-list" },
      el("li", {}, stroke("good", ""), "Better for health"),
      el("li", {}, stroke("bad", "6 3"), "Worse for health"),
      el("li", {}, stroke("plain", "2 3"), "Mixed, or several claims that differ"),
      el("li", {}, stroke("plain thick", ""), "Thicker: stronger evidence"),
    ),
    el(
      "ul",
      { class: "legend-list" },
      Object.values(STATUS).map((mark) => el("li", {}, markTag(mark), capital(mark.word))),
      el("li", {}, "9 ✓ of 19, 9·7 ✓: hard levers held by one region, by two"),
      CLAIM_KINDS.includes("DomainHolding")
        ? el("li", {}, "On a power domain: what a source says of the whole domain")
        : null,
    ),
    JUDGED.size
      ? el(
          "ul",
          { class: "legend-list" },
          VERDICTS.map((mark) => el("li", {}, markTag(mark), capital(mark.word))),
        )
      : null,
    el(
      "ul",
      { class: "legend-list" },
      el("li", {}, tag("!", "doubt"), "Coded by us, recalled or not verified"),
    ),
  ];
}

/**
 * @param {string} name
 * @param {string} dash
 */
function stroke(name, dash) {
  const line = svg("line", { x1: "1", y1: "6", x2: "31", y2: "6", class: `stroke ${name}` });
  if (dash) line.setAttribute("stroke-dasharray", dash);
  return svg(
    "svg",
    { viewBox: "0 0 32 12", class: "stroke-sample", "aria-hidden": "true", focusable: "false" },
    line,
  );
}
