// @ts-check
// The whole scene as a drawing (SVG), whatever part of it the window shows, and the key under what is saved.

const KEY_ROW = 20;
const LEAST_WIDE = 420;

/** @param {Picture} picture */
function drawing(picture) {
  const { scene: view, card: size, colour } = picture;
  const low = Math.max(0, ...view.places.map((place) => place.y)) + size.height;
  const wide = Math.max(LEAST_WIDE, size.wide);
  const under = foot(picture, wide);
  const box = {
    x: -size.pad,
    y: -size.height / 2 - 50,
    width: wide + 2 * size.pad,
    height: low + size.height / 2 + 60 + under.height,
  };
  const tips = new Map();
  const lines = view.links.flatMap((link) => drawnLink(link, picture, tips));
  const cards = view.places.filter(({ bend }) => !bend);
  return sheet(picture, box, [
    svg("title", {}, plainText(caption(view))),
    svg("defs", {}, ...[...tips].map(([paint, id]) => tip(paint, id))),
    svg("rect", { ...box, fill: colour.paper }),
    ...lines,
    ...svgOf(headShapes(picture)),
    ...cards.map((place) => svg("g", {}, ...svgOf(cardShapes(place, picture)))),
    svg("g", { transform: `translate(0 ${box.y + box.height - under.height - 8})` }, ...svgOf(under.shapes)),
  ]);
}

/**
 * @param {Look} picture
 * @param {{x: number, y: number, width: number, height: number}} options
 * @param {Element[]} parts
 */
function sheet(picture, { x, y, width, height }, parts) {
  return svg(
    "svg",
    {
      xmlns: SVG,
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      "font-family": picture.font,
      "font-size": picture.card.text,
    },
    ...parts,
  );
}

/**
 * A head for the arrows of one colour: not every program takes the colour from the line.
 * @param {string} paint
 * @param {string} id
 */
function tip(paint, id) {
  const shape = svg("path", { d: "M0 0 9 4 0 8Z", fill: paint });
  const size = { markerWidth: 9, markerHeight: 8, refX: 9, refY: 4 };
  return svg("marker", { id, ...size, orient: "auto", markerUnits: "userSpaceOnUse" }, shape);
}

/**
 * @param {Link} link
 * @param {Picture} picture
 * @param {Map<string, string>} tips
 */
function drawnLink(link, picture, tips) {
  const { card: size, places, colour } = picture;
  const { color, width, dashes, hidden, arrows, label } = edgeOptions(link, picture);
  if (hidden) return [];
  const [start, end] = [places.get(link.from), places.get(link.to)];
  const same = start.number === end.number;
  const x1 = start.x + (size.width - start.indent) / 2;
  const x2 = end.x + ((same ? 1 : -1) * (size.width - end.indent)) / 2;
  const bends = (link.via || []).map((key) => places.get(key));
  /** @param {Place} place */
  const across = ({ x, y }) => [
    [x - size.width / 2, y],
    [x + size.width / 2, y],
  ];
  const line = [[x1, start.y], ...bends.flatMap(across), [x2, end.y]];
  /** @param {number} place */
  const curve = (place) => {
    const [[ax, ay], [bx, by]] = line.slice(place, place + 2);
    const [out, back] = same ? [60, 60] : [(bx - ax) / 2, (ax - bx) / 2];
    return `C${ax + out} ${ay} ${bx + back} ${by} ${bx} ${by}`;
  };
  const curves = line.slice(1).map((_, place) => curve(place));
  if (!tips.has(color.color)) tips.set(color.color, `tip-${tips.size}`);
  const path = svg("path", {
    d: `M${x1} ${start.y}${curves.join("")}`,
    fill: "none",
    stroke: color.color,
    "stroke-width": width,
    opacity: color.opacity,
    ...(Array.isArray(dashes) ? { "stroke-dasharray": dashes.join(" ") } : {}),
    ...(arrows.to.enabled ? { "marker-end": `url(#${tips.get(color.color)})` } : {}),
  });
  if (!label) return [path];
  const [x, y] = [(line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2 + 4];
  const halo = { stroke: colour.paper, "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" };
  return [path, written({ x, y, "text-anchor": "middle", "font-size": 11.5, fill: colour.ink, ...halo }, label)];
}

/**
 * The foot of a picture that leaves the page: the key to its signs, its title and its edition.
 * @param {Look} picture
 * @param {number} width
 */
function foot(picture, width) {
  const { colour, font } = picture;
  /** @type {Shape[]} */
  const shapes = [];
  /**
   * @param {string} text
   * @param {{x: number, y: number}} at
   * @param {string} fill
   */
  const write = (text, at, fill) => shapes.push({ kind: "text", text, size: 12, fill, ...at });
  let [x, y] = [0, KEY_ROW / 2];
  for (const { sign, wide, words } of keyItems(picture)) {
    ruler.font = `12px ${font}`;
    const room = wide + 6 + ruler.measureText(words).width;
    if (x && x + room > width) [x, y] = [0, y + KEY_ROW];
    if (sign) shapes.push(...sign(x, y));
    write(words, { x: x + wide + (sign ? 6 : 0), y }, colour.ink);
    x += room + 18;
  }
  const lines = wrap(`${marksFor(picture)}${caption(picture.scene)}`, width, 12, 6, font).split("\n");
  lines.forEach((line, number) => write(line, { x: 0, y: y + 24 + number * 16 }, colour.muted));
  return { shapes, height: y + 28 + lines.length * 16 };
}

/**
 * Whose marks the cards carry, from left to right.
 * @param {{state: State}} given
 */
function marksFor({ state }) {
  const names = regionsOf(state).map(({ label }) => label);
  return names.length ? `Seen by ${names.join(", then ")}. ` : "";
}

/**
 * The key: only what this picture has.
 * @param {Look} picture
 * @returns {KeyItem[]}
 */
function keyItems(picture) {
  const { scene: view, state, colour } = picture;
  const cards = view.places.filter(({ node }) => node);
  const nodes = cards.map(({ node }) => node).filter(({ verdict }) => !verdict);
  /**
   * @param {Sign} node
   * @param {string} words
   * @returns {KeyItem}
   */
  const shape = (node, words) => ({
    wide: 14,
    words,
    sign: (x, y) => signShapes(node, x + 7, y, 13, picture),
  });
  const kinds = KIND_NAMES.filter((kind) => nodes.some((node) => node.kind === kind && !isSoft(node)));
  const soft = nodes.find(isSoft);
  /**
   * @param {string} stroke
   * @param {number[]} dash
   * @param {string} words
   * @returns {KeyItem}
   */
  const line = (stroke, dash, words) => ({
    wide: 28,
    words,
    sign: (x, y) => [{ kind: "path", d: "M0 0h28", x, y, scale: 1, stroke, lineWidth: 2, dash }],
  });
  const says = new Set(view.links.map(({ direction }) => direction));
  const shown = new Set(cards.flatMap(({ node }) => [node.verdict, ...regionMarks(node, state).map(({ mark }) => mark)]));
  const counts = nodes.map((node) => heldCount(node, state)).find(Boolean);
  return [
    ...kinds.map((kind) => shape({ kind, facts: [] }, KINDS[kind].one)),
    ...(soft ? [shape(soft, "Soft power")] : []),
    ...(says.has("ImprovesHealth") ? [line(colour.good, [], "Better for health")] : []),
    ...(says.has("WorsensHealth") ? [line(colour.bad, [7, 4], "Worse for health")] : []),
    ...(says.has("MixedForHealth") ? [line(colour.edge, [2, 4], "Mixed")] : []),
    ...[...Object.values(STATUS), ...VERDICTS]
      .filter((mark) => shown.has(mark))
      .map((mark) => ({
        wide: 16,
        words: capital(mark.word),
        sign: (/** @type {number} */ x, /** @type {number} */ y) => markShapes(mark, x + 8, y, picture),
      })),
    ...(counts ? [{ wide: 0, words: `${counts}: hard levers held` }] : []),
    ...(isCrowded(view) ? [{ wide: 0, words: "Lines act from left to right" }] : []),
  ];
}
