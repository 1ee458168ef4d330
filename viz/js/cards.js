// @ts-check
// One card of the picture: where vis-network feels it, and what is drawn there, on the canvas and in a saved drawing.

const INVISIBLE = { shape: "dot", size: 0.01 };

/**
 * The box that vis-network keeps for a card: it draws nothing (the options say so for all), and tells what is under
 * the pointer.
 * @param {Place} place
 * @param {{card: Card}} options
 */
function nodeOptions(place, { card }) {
  return {
    id: nodeId(place),
    x: place.x,
    y: place.y,
    label: " ",
    margin: { left: 0, right: 0, top: 0, bottom: 0 },
    widthConstraint: { minimum: card.width - place.indent, maximum: card.width },
    heightConstraint: { minimum: card.height },
  };
}

/**
 * The name on a card, in lines; or how many more there are.
 * @param {Row & {indent: number}} place
 * @param {Pick<Look, "card" | "state" | "font">} picture
 */
function cardText(place, picture) {
  const { width, text, lines, left } = picture.card;
  const own = place.node ? place.node.label : `${place.more} more`;
  return wrap(own, width - place.indent - left - rightOf(place, picture), text, lines, picture.font);
}

/**
 * @param {Row & {indent: number}} place
 * @param {Pick<Look, "card" | "state" | "font">} picture
 */
function isCutShort(place, picture) {
  return cardText(place, picture).endsWith("…");
}

/**
 * The points at the sides of a card, or of a line that passes through its column, where lines begin and end.
 * @param {Place} given
 * @param {Card} options
 */
function ports({ node, bend, x, y, indent }, { width }) {
  if (!bend && !node) return [];
  const name = bend || node.index;
  const half = (width - indent) / 2;
  return [
    { ...INVISIBLE, id: `in ${name}`, x: x - half, y },
    { ...INVISIBLE, id: `out ${name}`, x: x + half, y },
  ];
}

/**
 * The room that a card's count and marks need at its right.
 * @param {Row} given
 * @param {Pick<Look, "card" | "state" | "font">} options
 */
function rightOf({ node, more }, { card, state, font }) {
  if (!node) return 12;
  const marks = regionMarks(node, state).length * (card.mark + 3);
  if (card.small) return marks ? marks + 4 : 6;
  ruler.font = `12px ${font}`;
  const count = more ? ruler.measureText(`${heldCount(node, state) || more} ▸`).width + 15 : 0;
  return Math.max(12, count, marks ? marks + 8 : 0);
}

/**
 * @param {Thing} node
 * @param {State} state
 */
function heldCount(node, state) {
  const regions = regionsOf(state);
  const levers = hardLevers(node);
  if (!regions.length || !levers.length) return "";
  const held = regions.map((region) => heldOf(region, levers, state));
  return held.length > 1 ? `${held.join("·")} ✓` : `${held[0]} ✓ of ${levers.length}`;
}

/**
 * @param {Row} given
 * @param {State} options
 */
function isSelected({ node }, { selected }) {
  return Boolean(node && selected && selected.node === node.index);
}

/**
 * @param {Row} given
 * @param {Pick<Look, "scene" | "state">} options
 */
function isDim({ node }, { scene: view, state }) {
  return Boolean(node) && stepOf(chosenPath(view, state), { node }) === -1;
}

/**
 * All that is drawn of a card. On a card that is not on the chosen path all but its name is faint.
 * @param {Place} place
 * @param {Look} picture
 * @returns {Shape[]}
 */
function cardShapes(place, picture) {
  const { card, colour } = picture;
  const width = card.width - place.indent;
  const x = place.x - width / 2;
  const selected = isSelected(place, picture.state);
  /** @type {Box} */
  const box = {
    kind: "box",
    x,
    y: place.y - card.height / 2,
    width,
    height: card.height,
    radius: 6,
    fill: selected ? colour["accent-soft"] : colour.surface,
    stroke: selected ? colour.accent : colour.line,
    lineWidth: selected ? 2 : 1,
    dash: place.node ? [] : [4, 3],
  };
  const name = nameShapes(place, x + card.left, picture);
  if (!place.node) return [box, ...name];
  const sign = signShapes(place.node, x + card.left / 2, place.y, card.glyph, picture);
  const rest = [box, ...sign, ...rightShapes(place, x + width, picture)];
  const opacity = isDim(place, picture) ? 0.45 : 1;
  return [...rest.map((shape) => ({ ...shape, opacity })), ...name];
}

/**
 * @param {Place} place
 * @param {number} x
 * @param {Look} picture
 * @returns {Shape[]}
 */
function nameShapes(place, x, picture) {
  const { card, colour } = picture;
  const lines = cardText(place, picture).split("\n");
  const fill = isDim(place, picture) ? colour.muted : colour.ink;
  return lines.map((text, number) => {
    const y = place.y + (number - (lines.length - 1) / 2) * card.text * 1.15;
    return { kind: "text", text, x, y, size: card.text, fill };
  });
}

/**
 * The shape of a thing's kind, or the mark of a verdict, around a point.
 * @param {Sign} node
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {Look} picture
 * @returns {Shape[]}
 */
function signShapes(node, x, y, size, picture) {
  if (node.verdict) return markShapes(node.verdict, x, y, picture);
  const paint = picture.colour.kind[node.kind];
  const look = isSoft(node) ? { stroke: paint, lineWidth: 2.2 } : { fill: paint };
  return [{ kind: "path", d: GLYPHS[node.kind], x: x - size / 2, y: y - size / 2, scale: size / 16, ...look }];
}

/**
 * The right end of a card: the marks of the chosen regions, and how many things stand under it.
 * @param {Place} place
 * @param {number} right
 * @param {Look} picture
 * @returns {Shape[]}
 */
function rightShapes(place, right, picture) {
  const { card, state, colour, scene: view } = picture;
  const found = regionMarks(place.node, state);
  const counted = place.more && !card.small;
  const turn = place.open ? "▾" : "▸";
  /** @type {Omit<Words, "text" | "size" | "x" | "y">} */
  const count = { kind: "text", anchor: "end", fill: colour.muted };
  /** @type {Words[]} */
  const words = [];
  if (counted) {
    const text = `${heldCount(place.node, state) || place.more} ${turn}`;
    const shift = found.length ? 10 : 0;
    words.push({ ...count, text, size: found.length ? 11 : 12, x: right - 9, y: place.y + shift });
  } else if (place.more && unfolds(view))
    words.push({ ...count, text: turn, size: 10, x: right - 4, y: place.y + card.height / 2 - 11 });
  const y = place.y - (counted ? card.height / 2 - card.mark / 2 - 3 : 0);
  /** @param {number} number */
  const across = (number) => right - 7 - card.mark / 2 - (found.length - 1 - number) * (card.mark + 3);
  return [...words, ...found.flatMap(({ mark }, number) => markShapes(mark, across(number), y, picture))];
}

/**
 * The dashed line around the card at which the keyboard is.
 * @param {Place} place
 * @param {Look} options
 * @returns {Shape[]}
 */
function cursorShapes(place, { card, colour }) {
  const width = card.width - place.indent + 8;
  const [x, y] = [place.x - width / 2, place.y - card.height / 2 - 4];
  const look = { stroke: colour.accent, lineWidth: 2.5, dash: [5, 3] };
  return [{ kind: "box", x, y, width, height: card.height + 8, radius: 0, ...look }];
}

/**
 * The name over a column, in lines.
 * @param {Head} given
 * @param {number} place
 * @param {Look} options
 */
function headLines({ label }, place, { scene: view, card, font }) {
  const size = card.narrow ? 11.5 : card.small ? 12 : 13;
  const last = place === view.columns.length - 1;
  const room = card.width + (card.narrow ? 0 : last ? card.pad - 6 : card.gap * 0.8);
  const text = wrap(label.replace(" of health", card.small ? "" : " of health"), room, size, 2, font, "600");
  return { lines: text.split("\n"), size };
}

/** @param {Look} picture * @returns {Shape[]}
 */
function headShapes(picture) {
  const { scene: view, card, colour } = picture;
  return view.columns.flatMap((column, place) => {
    const { lines, size } = headLines(column, place, picture);
    const low = -card.height / 2 - 12 - size / 2;
    return lines.map((text, number) => {
      const y = low - (lines.length - 1 - number) * size * 1.2;
      return { kind: "text", text, x: column.x, y, size, weight: 600, fill: colour.muted };
    });
  });
}
