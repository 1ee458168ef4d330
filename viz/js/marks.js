// @ts-check
// The marks of a power's state, which are round, and of a verdict, which are square; filled is yes, dashed unknown.

const STATUS = {
  Held: { name: "Held", word: "held", mark: "✓" },
  Shared: { name: "Shared", word: "shared", mark: "◐" },
  NotHeld: { name: "NotHeld", word: "not held", mark: "✕" },
  NotStated: { name: "NotStated", word: "not stated", mark: "?" },
  Open: { name: "Open", word: "open to all", mark: "○" },
};

// In the method's order, as the digits of the gate count them; an intervention that runs here stands apart.
const VERDICTS = [
  { name: "ready", square: true, word: "ready", mark: "✓", heading: "Ready", says: "Every lever that it needs is held, or open to all." },
  { name: "with-partners", square: true, word: "with partners", mark: "+", heading: "With partners", says: "A lever that it needs is shared, or in the hands of a partner." },
  { name: "contradictory", square: true, word: "sources disagree", mark: "≠", heading: "Sources disagree", says: "Sources disagree on a lever that it needs, or say that it runs here and cannot." },
  { name: "undecided", square: true, word: "undecided", mark: "?", heading: "Undecided", says: "No source says whether the region holds a lever that it needs; that is not “no”." },
  { name: "blocked", square: true, word: "blocked", mark: "✕", heading: "Blocked", says: "A lever that it needs is not held." },
  { name: "runs", square: true, word: "runs here", mark: "▸", heading: "Runs here already", says: "The region takes part in it today." },
];

const RUNS = VERDICTS[5];

const FILLED = new Set(["Held", "ready", "runs"]);
const DASHED = new Set(["NotStated", "undecided"]);

// A mark in the page's text: round for a power, square for a verdict.
function markTag(mark) {
  return el(
    "span",
    { class: `mark mark-${mark.name}${mark.square ? " square" : ""}`, "aria-hidden": "true" },
    mark.mark,
  );
}

// A mark around a point of a drawing.
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
  const ground = mark.square
    ? { kind: "box", x: x - half, y: y - half, width: card.mark, height: card.mark, radius: 3, ...look }
    : { kind: "circle", x, y, radius: half, ...look };
  const sign = { kind: "text", text: mark.mark, x, y, size, weight: 600, anchor: "middle" };
  return [ground, { ...sign, fill: filled ? colour.surface : colour.ink }];
}
