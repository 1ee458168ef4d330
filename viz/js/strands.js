// @ts-check
// One link of the picture: a hair until it matters; then its colour and dash say what it does to health, its width
// how strongly.

const CROWD = 40;

/** @param {Scene} view */
function isCrowded(view) {
  return view.links.length > CROWD;
}

/**
 * In a crowded picture the lines within a column, and those that go back, wait until one of their ends is chosen.
 * @param {Link} link
 * @param {Picture} options
 */
function isAside(link, { scene: view, places }) {
  return isCrowded(view) && places.get(link.from).number >= places.get(link.to).number;
}

/**
 * Whether a link is to stand out: on the chosen path, or at the card that is chosen or under the pointer.
 * @param {Link} link
 * @param {Picture} options
 */
function attention(link, { state, scene: view, hovered }) {
  const { selected } = state;
  const path = chosenPath(view, state);
  const near = hovered ?? (selected && selected.node);
  const anyNear = near !== null && near !== undefined;
  const onPath = Boolean(path) && stepOf(path, link) > 0;
  const isNear = anyNear && (link.from === near || link.to === near);
  const lit = path ? onPath : isNear || Boolean(selected && selected.link === link.key);
  return { lit, onPath, quiet: !lit && Boolean(path || isCrowded(view) || anyNear) };
}

/**
 * @param {Link} link
 * @param {Picture} picture
 */
function edgeOptions(link, picture) {
  const { colour, places, scene: view } = picture;
  const { lit, onPath, quiet } = attention(link, picture);
  const [start, end] = [places.get(link.from), places.get(link.to)];
  const same = start.number === end.number;
  const meaning = { ImprovesHealth: colour.good, WorsensHealth: colour.bad }[link.direction];
  const strong = lit ? meaning || colour.ink : colour.edge;
  const rank = unfolds(view) && !lit ? 0 : link.rank;
  return {
    id: link.key,
    from: `out ${link.from}`,
    to: `${same ? "out" : "in"} ${link.to}`,
    hidden: isAside(link, picture) && !lit,
    width: (lit ? 1.2 : 0.8) + rank * (lit ? 0.55 : 0.3),
    dashes: dashOf(link),
    color: { color: strong, highlight: strong, hover: strong, opacity: quiet ? 0.38 : lit ? 1 : 0.75 },
    arrows: { to: { enabled: !quiet || !isCrowded(view), scaleFactor: 0.5 } },
    smooth: same
      ? { enabled: true, type: start.y < end.y ? "curvedCW" : "curvedCCW", roundness: 0.35 }
      : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 },
    label: edgeLabel(link, onPath, picture),
    font: {
      face: picture.font,
      size: 12.5,
      color: colour.ink,
      strokeWidth: 4,
      strokeColor: colour.paper,
      align: "horizontal",
    },
    chosen: false,
  };
}

/** @param {Link} link */
function dashOf(link) {
  if (link.direction === "WorsensHealth") return [7, 4];
  return link.direction === "MixedForHealth" && link.lines.length === 1 ? [2, 4] : false;
}

/**
 * @param {Link} link
 * @param {boolean} lit
 * @param {Look} options
 */
function edgeLabel(link, lit, { scene: view, card, state }) {
  if (!view.result || card.narrow || !lit) return undefined;
  const path = chosenPath(view, state);
  const last = path.steps[path.steps.length - 1];
  if (link.to === last.to) return lastEffect(path);
  if (card.small) return undefined;
  const sign = { Increases: "raises", Decreases: "lowers" }[link.polarity] || "affects";
  return `${sign}, ${STRENGTH_WORD[link.rank]}`;
}

/**
 * The pieces of a link: one, or one between each two of the bends that lead it past other cards.
 * @param {Link} link
 * @param {Picture} picture
 */
function strands(link, picture) {
  const whole = edgeOptions(link, picture);
  if (!link.via || !link.via.length) return [whole];
  const stops = [whole.from, ...link.via.flatMap((bend) => [`in ${bend}`, `out ${bend}`]), whole.to];
  return stops.slice(1).map((to, place) => ({
    ...whole,
    id: `${link.key} ${place}`,
    from: stops[place],
    to,
    arrows: place === stops.length - 2 ? whole.arrows : { to: { enabled: false } },
    label: place ? undefined : whole.label,
  }));
}
