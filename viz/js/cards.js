// One card of the picture: its box for vis-network, and what is drawn into it afterwards.

const INVISIBLE = { shape: "dot", size: 0.01, label: undefined, opacity: 0, chosen: false, borderWidth: 0 };

function nodeOptions(place, picture) {
  const { colour, card } = picture;
  const { width, height, text, left } = card;
  const selected = isSelected(place, picture.state);
  const dim = isDim(place, picture);
  const background = selected ? colour["accent-soft"] : colour.surface;
  const border = selected ? colour.accent : colour.line;
  return {
    id: nodeId(place),
    x: place.x,
    y: place.y,
    shape: "box",
    shapeProperties: { borderRadius: 6, borderDashes: place.node ? false : [4, 3] },
    label: cardText(place, picture) || " ",
    margin: { left, right: 4, top: 4, bottom: 4 },
    widthConstraint: { minimum: width - place.indent - left - 4, maximum: 4000 },
    heightConstraint: { minimum: height - 8, valign: "middle" },
    borderWidth: selected ? 2 : 1,
    color: plain(background, border),
    font: {
      face: picture.font,
      size: text,
      color: dim ? colour.muted : colour.ink,
      align: "left",
      multi: false,
    },
    opacity: dim ? 0.45 : 1,
    chosen: false,
  };
}

// What is written on a card, in lines.
function cardText(place, picture) {
  const { width, text, lines, left } = picture.card;
  const own = place.node ? place.node.label : `${place.more} more`;
  return wrap(own, width - place.indent - left - rightOf(place, picture), text, lines, picture.font);
}

function isCutShort(place, picture) {
  return cardText(place, picture).endsWith("…");
}

// The points at the sides of a card, or of a line that passes through its column, where lines begin and end.
function ports({ node, bend, x, y, indent }, { width }) {
  if (!bend && !node) return [];
  const name = bend || node.index;
  const half = (width - indent) / 2;
  return [
    { ...INVISIBLE, id: `in ${name}`, x: x - half, y },
    { ...INVISIBLE, id: `out ${name}`, x: x + half, y },
  ];
}

// The room that a card's count and marks need at its right.
function rightOf({ node, more }, { card, state, font }) {
  if (!node) return 12;
  const marks = regionMarks(node, state).length * (card.mark + 3);
  if (card.small) return marks ? marks + 4 : 6;
  ruler.font = `12px ${font}`;
  const count = more ? ruler.measureText(`${heldCount(node, state) || more} ▸`).width + 15 : 0;
  return Math.max(12, count, marks ? marks + 8 : 0);
}

function heldCount(node, state) {
  const regions = regionsOf(state);
  const levers = hardLevers(node);
  if (!regions.length || !levers.length) return "";
  const held = regions.map((region) => heldOf(region, levers, state));
  return held.length > 1 ? `${held.join("·")} ✓` : `${held[0]} ✓ of ${levers.length}`;
}

function plain(background, border) {
  return { background, border, highlight: { background, border }, hover: { background, border } };
}

function isSelected({ node }, { selected }) {
  return Boolean(node && selected && selected.node === node.index);
}

function isDim({ node }, { scene: view, state }) {
  return Boolean(node) && stepOf(chosenPath(view, state), { node }) === -1;
}

const ruler = document.createElement("canvas").getContext("2d");

// Text in lines of a given width; what finds no room ends in an ellipsis.
function wrap(label, room, size, most, face, weight = "") {
  ruler.font = `${weight} ${size}px ${face}`;
  const fits = (text) => ruler.measureText(text).width <= room;
  const lines = [];
  let line = "";
  for (let word of label.replace(/\s+/g, " ").trim().slice(0, 300).split(" ")) {
    if (line && fits(`${line} ${word}`)) {
      line = `${line} ${word}`;
      continue;
    }
    if (line) lines.push(line);
    while (!fits(word) && word.length > 1) {
      let end = word.length - 1;
      while (end > 1 && !fits(`${word.slice(0, end)}-`)) end -= 1;
      const syllable = syllableEnd(word, end);
      lines.push(syllable ? `${word.slice(0, syllable)}-` : word.slice(0, end));
      word = word.slice(syllable || end);
      if (lines.length > most) break;
    }
    line = word;
  }
  lines.push(line);
  if (lines.length > most) {
    lines.length = most;
    while (lines[most - 1] && !fits(`${lines[most - 1]}…`)) lines[most - 1] = lines[most - 1].slice(0, -1);
    lines[most - 1] = `${lines[most - 1].trimEnd()}…`;
  }
  return lines.join("\n");
}

// Where an English word may be broken, at most so far from its start: between two consonants, or before one that
// stands between vowels; 0 where nowhere, or where it is no word.
function syllableEnd(word, most) {
  if (!/^[a-z]+[,;:.]?$/i.test(word)) return 0;
  const vowel = (place) => /[aeiouy]/i.test(word[place] || "");
  for (let end = Math.min(most, word.length - 3); end >= 3; end -= 1) {
    if (vowel(end) || !/[aeiouy]/i.test(word.slice(end))) continue;
    if (!vowel(end - 1) || vowel(end + 1)) return end;
  }
  return 0;
}

// The name over a column, in lines.
function headLines({ label }, place, { scene: view, card, font }) {
  const size = card.narrow ? 11.5 : card.small ? 12 : 13;
  const last = place === view.columns.length - 1;
  const room = card.width + (card.narrow ? 0 : last ? card.pad - 6 : card.gap * 0.8);
  const text = wrap(label.replace(" of health", card.small ? "" : " of health"), room, size, 2, font, "600");
  return { lines: text.split("\n"), size };
}

function drawHeads(context, picture) {
  const { scene: view, card, colour, font } = picture;
  context.save();
  context.fillStyle = colour.muted;
  context.textBaseline = "bottom";
  view.columns.forEach((column, place) => {
    const { lines, size } = headLines(column, place, picture);
    context.font = `600 ${size}px ${font}`;
    lines.forEach((line, number) =>
      context.fillText(line, column.x, -card.height / 2 - 12 - (lines.length - 1 - number) * size * 1.2),
    );
  });
  context.restore();
}

function drawCard(context, place, picture) {
  if (place.bend) return;
  const { card, colour } = picture;
  const start = place.x - (card.width - place.indent) / 2;
  context.save();
  if (isDim(place, picture)) context.globalAlpha = 0.45;
  if (place.node) {
    drawGlyph(context, place, start, picture);
    drawRight(context, place, start + card.width - place.indent, picture);
  }
  if (picture.cursor === nodeId(place) && document.activeElement === picture.frame) {
    context.strokeStyle = colour.accent;
    context.lineWidth = 2.5;
    context.setLineDash([5, 3]);
    context.strokeRect(
      start - 4,
      place.y - card.height / 2 - 4,
      card.width - place.indent + 8,
      card.height + 8,
    );
  }
  context.restore();
}

function drawGlyph(context, { node, y }, start, picture) {
  const { card, colour } = picture;
  const size = card.glyph;
  if (node.verdict) return drawMark(context, node.verdict, start + card.left / 2, y, picture);
  context.save();
  context.translate(start + (card.left - size) / 2, y - size / 2);
  context.scale(size / 16, size / 16);
  const shape = new Path2D(GLYPHS[node.kind]);
  context.fillStyle = context.strokeStyle = colour.kind[node.kind];
  context.lineWidth = 2.2;
  if (isSoft(node)) context.stroke(shape);
  else context.fill(shape);
  return context.restore();
}

// What stands at the right end of a card: the marks of the chosen regions, and how many things stand under it.
function rightEnd(place, right, { card, state, scene: view }) {
  const found = regionMarks(place.node, state);
  const counted = place.more && !card.small;
  const turn = place.open ? "▾" : "▸";
  const words = [];
  if (counted) {
    const text = `${heldCount(place.node, state) || place.more} ${turn}`;
    const shift = found.length ? 10 : 0;
    words.push({ text, size: found.length ? 11 : 12, x: right - 9, y: place.y + shift });
  } else if (place.more && unfolds(view))
    words.push({ text: turn, size: 10, x: right - 4, y: place.y + card.height / 2 - 11 });
  const y = place.y - (counted ? card.height / 2 - card.mark / 2 - 3 : 0);
  const across = (number) => right - 7 - card.mark / 2 - (found.length - 1 - number) * (card.mark + 3);
  return { words, marks: found.map(({ mark }, number) => ({ mark, x: across(number), y })) };
}

function drawRight(context, place, right, picture) {
  const { words, marks } = rightEnd(place, right, picture);
  context.fillStyle = picture.colour.muted;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const { text, size, x, y } of words) {
    context.font = `${size}px ${picture.font}`;
    context.fillText(text, x, y);
  }
  for (const { mark, x, y } of marks) drawMark(context, mark, x, y, picture);
}

// A mark of a power is round, that of a verdict square; filled is yes, dashed is not stated.
function drawMark(context, mark, x, y, { card, colour, font }) {
  const half = card.mark / 2;
  context.beginPath();
  if (mark.square) context.roundRect(x - half, y - half, card.mark, card.mark, 3);
  else context.arc(x, y, half, 0, 2 * Math.PI);
  const filled = FILLED.has(mark.name);
  context.fillStyle = filled ? colour.ink : colour.surface;
  context.strokeStyle = colour.ink;
  context.lineWidth = 1.3;
  context.setLineDash(DASHED.has(mark.name) ? [2, 2] : []);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = filled ? colour.surface : colour.ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `600 ${Math.round(card.mark * 0.66)}px ${font}`;
  context.fillText(mark.mark, x, y + 0.5);
}

const FILLED = new Set(["Held", "ready", "runs"]);
const DASHED = new Set(["NotStated", "undecided"]);
