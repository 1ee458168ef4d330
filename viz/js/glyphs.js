// @ts-check
// The shape of each kind of thing, on a square of 16 by 16, and the sign of a thing in the page's text.

/** @type {Record<Kind, string>} */
const GLYPHS = {
  region: "M8 .8 15.4 6.3 12.6 15H3.4L.6 6.3Z",
  challenge: "M1 2.5H15L8 15Z",
  domain: "M1.8 1.8H14.2V14.2H1.8Z",
  lever: "M8 1.2 15.2 14.4H.8Z",
  intervention: "M8 .3 15.7 8 8 15.7.3 8Z",
  determinant: "M8 1A7 7 0 1 1 7.99 1Z",
  outcome: "M8 .4 10.2 5.4 15.6 5.9 11.5 9.5 12.8 14.9 8 12 3.2 14.9 4.5 9.5.4 5.9 5.8 5.4Z",
  indicator: "M1.5 9H5V15H1.5ZM6.3 5H9.7V15H6.3ZM11 1H14.5V15H11Z",
};

/** @param {Sign} node */
function glyph(node) {
  if (node.verdict) return markTag(node.verdict);
  const path = svg("path", { d: GLYPHS[node.kind], class: isSoft(node) ? "hollow" : "solid" });
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `glyph kind-${node.kind}`, "aria-hidden": "true", focusable: "false" },
    path,
  );
}
