// @ts-check
// The marks of a power's state, which are round, and of a verdict, which are square; filled is yes, dashed unknown.

/** @type {Record<string, Mark>} */
const STATUS = {
  Held: { name: "Held", word: DATA.words.states.Held, mark: "✓" },
  Shared: { name: "Shared", word: DATA.words.states.Shared, mark: "◐" },
  NotHeld: { name: "NotHeld", word: DATA.words.states.NotHeld, mark: "✕" },
  NotStated: { name: "NotStated", word: DATA.words.states.NotStated, mark: "?" },
  Open: { name: "Open", word: "open to all", mark: "○" },
};

/** @type {Record<string, string>} */
const VERDICT_SIGNS = { ready: "✓", "with-partners": "+", contradictory: "≠", undecided: "?", blocked: "✕" };

// In the method's order, as the digits of the gate count them; an intervention that runs here stands apart.
/** @type {Mark[]} */
const VERDICTS = DATA.words.verdicts.map(({ name, word, says }) => ({
  name,
  word,
  mark: VERDICT_SIGNS[name],
  square: true,
  heading: capital(word),
  says: `The region ${says}.`,
}));
/** @type {Mark} */
const RUNS = {
  name: "runs",
  word: "runs here",
  mark: "▸",
  square: true,
  heading: "Runs here already",
  says: "The region takes part in it today.",
};
VERDICTS.push(RUNS);

const FILLED = new Set(["Held", "ready", "runs"]);
const DASHED = new Set(["NotStated", "undecided"]);

/**
 * A mark in the page's text: round for a power, square for a verdict.
 * @param {Mark} mark
 */
function markTag(mark) {
  return el(
    "span",
    { class: `mark mark-${mark.name}${mark.square ? " square" : ""}`, "aria-hidden": "true" },
    mark.mark,
  );
}

/**
 * A mark around a point of a drawing.
 * @param {Mark} mark
 * @param {number} x
 * @param {number} y
 * @param {Look} options
 * @returns {Shape[]}
 */
function markShapes(mark, x, y, { card, colour }) {
  const half = card.mark / 2;
  const filled = FILLED.has(mark.name);
  const look = {
    fill: filled ? colour.ink : colour.surface,
    stroke: colour.ink,
    lineWidth: 1.3,
    dash: DASHED.has(mark.name) ? [2, 2] : [],
  };
  const size = Math.round(card.mark * 0.66);
  /** @type {Box | Circle} */
  const ground = mark.square
    ? { kind: "box", x: x - half, y: y - half, width: card.mark, height: card.mark, radius: 3, ...look }
    : { kind: "circle", x, y, radius: half, ...look };
  /** @type {Omit<Words, "fill">} */
  const sign = { kind: "text", text: mark.mark, x, y, size, weight: 600, anchor: "middle" };
  return [ground, { ...sign, fill: filled ? colour.surface : colour.ink }];
}
