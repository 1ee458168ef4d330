// @ts-check
// The scene of a state: which nodes where, which links between them, and how much is left out.

const AT_ONCE = 14;
const OPENED_AT_ONCE = 40;

/**
 * The measures of cards and columns, from the room there is: text stays readable whatever the number of columns.
 * @param {number} columns
 * @param {number} frame
 * @param {number} [extra]
 * @param {boolean} [reading] larger letters, where a few cards are to be read one by one
 */
function measures(columns, frame, extra = 0, reading = false) {
  const narrow = frame < 560;
  const pad = narrow ? 4 : 18;
  const room = frame - 2 * pad;
  const gap = narrow ? 14 : Math.max(26, Math.min(110, (room / columns) * 0.28));
  const width = Math.round(
    Math.max(narrow ? 104 : 108, Math.min(240, (room - (columns - 1) * gap) / columns)),
  );
  const small = width < 170;
  const lines = (small ? (narrow ? 3 : 4) : 2) + extra;
  const text = (small ? (narrow ? 11 : 11.5) : 13) + (reading ? 1.8 : 0);
  const height = Math.round(lines * text * 1.2 + 7);
  return {
    narrow,
    pad,
    gap,
    width,
    small,
    lines,
    text,
    height,
    row: height + (small ? 9 : 7),
    indent: small ? 0 : 14,
    left: small ? 20 : 32,
    mark: small ? 14 : 16,
    glyph: small ? 10 : 14,
    wide: columns * width + (columns - 1) * gap,
  };
}

const TIGHT = 200;

/**
 * The measures for these columns: one line more where a card that is narrow or carries marks would cut its name.
 * @param {Column[]} columns
 * @param {State} state
 */
function fitted(columns, state) {
  const reading = ["paths", "towards"].includes(state.view);
  const size = measures(columns.length, state.frame, 0, reading);
  const picture = { card: size, state, font: state.font };
  /** @param {Row} row */
  const isCut = (row) => {
    if (!row.node || (size.width >= TIGHT && !regionMarks(row.node, state).length)) return false;
    return isCutShort({ ...row, indent: (row.depth || 0) * size.indent }, picture);
  };
  return columns.some(({ rows }) => rows.some(isCut)) ? measures(columns.length, state.frame, 1, reading) : size;
}

/**
 * @param {State} state
 * @returns {Scene}
 */
function scene(state) {
  if (state.view === "paths") return pathScene(state);
  if (state.view === "towards") return towardsScene(state);
  if (state.view === "around") return aroundScene(state);
  if (state.view === "takeup") return takeUpScene(state);
  return {
    ...foldingScene(state, ["lever", "determinant", "outcome"], isCausal),
    title: "Overview: from levers to outcomes",
  };
}

const TAKE_UP = new Set(["RequirementOption", "LeverUse"]);

/**
 * The scene of what a region could take up: the levers needed, the interventions under their verdicts, what they act on.
 * @param {State} state
 * @returns {Scene}
 */
function takeUpScene(state) {
  /** @param {Line} line */
  const joins = (line) => (line.claim === undefined ? line.link === "actsOn" : TAKE_UP.has(lineClaim(line).kind));
  return {
    ...foldingScene(state, ["lever", "intervention", "determinant"], joins),
    title: `What ${NODE_BY_ID.get(state.region).label} could take up`,
  };
}

/**
 * Headings in columns, the open ones with what stands under them.
 * @param {State} state
 * @param {Kind[]} kinds
 * @param {(line: Line) => boolean} joins
 */
function foldingScene(state, kinds, joins) {
  const columns = [];
  for (const kind of kinds) {
    const nodes = NODES.filter(
      (node) =>
        node.parent === null &&
        columnKind(node) === kind &&
        (kind !== "intervention" || (node.heading && node.children.length)),
    );
    nodes.sort((a, b) => a.y - b.y || a.index - b.index);
    const rows = nodes.flatMap((node) => opened(node, state, 0));
    if (rows.length) columns.push({ label: KINDS[kind].column, rows });
  }
  const size = fitted(columns, state);
  const placed = stack(columns, size);
  const shown = new Map(placed.filter(({ node }) => node).map((place) => [place.node.index, place]));
  /** @param {number} index */
  const standIn = (index) => {
    let node = NODES[index];
    while (!shown.has(node.index)) {
      if (node.parent === null) return null;
      node = NODES[node.parent];
    }
    return node.index;
  };
  const links = joined(
    LINES.filter((line) => joins(line) && passesFilters(line, state)),
    standIn,
  );
  return {
    view: state.view,
    hidden: behind(columns),
    size,
    places: placed,
    links,
    columns: heads(columns, size),
  };
}

/** @param {Thing} node */
function columnKind(node) {
  return node.kind === "domain" ? "lever" : node.kind;
}

/**
 * @param {Thing} node
 * @param {State} state
 * @param {number} depth
 * @returns {Row[]}
 */
function opened(node, state, depth) {
  if (!passesThing(node, state)) return [];
  const open = node.children.length > 0 && state.open.has(node.id);
  const children = open ? node.children.filter((child) => passesThing(NODES[child], state)) : [];
  const kept = children.slice(0, OPENED_AT_ONCE * (state.more[node.id] || 1));
  const below = kept.flatMap((child) => opened(NODES[child], state, depth + 1));
  if (kept.length < children.length)
    below.push({ more: children.length - kept.length, column: node.id, depth: depth + 1 });
  return [{ node, depth, open, more: descendants(node).length }, ...below];
}

/**
 * One thing and what it is joined to: what acts on it to the left, what it acts on to the right.
 * @param {State} state
 * @returns {Scene}
 */
function aroundScene(state) {
  const focus = NODE_BY_ID.get(state.focus);
  const column = new Map([[focus.index, 0]]);
  /** @param {boolean} forward */
  const reach = (forward) => {
    let layer = [focus.index];
    for (let distance = 1; distance <= state.depth && layer.length; distance += 1) {
      const next = [];
      for (const index of layer) {
        for (const other of neighbours(NODES[index], forward, state)) {
          if (column.has(other)) continue;
          column.set(other, forward ? distance : -distance);
          next.push(other);
        }
      }
      layer = next;
    }
  };
  if (state.direction !== "up") reach(true);
  if (state.direction !== "down") reach(false);
  const numbers = [...new Set(column.values())].sort((a, b) => a - b);
  const columns = numbers.map((number) => {
    const nodes = [...column].filter(([, place]) => place === number).map(([index]) => NODES[index]);
    nodes.sort((a, b) => weight(b) - weight(a) || a.y - b.y || a.label.localeCompare(b.label));
    const kept = nodes.slice(0, AT_ONCE * (state.more[number] || 1));
    kept.sort((a, b) => kindOrder(a) - kindOrder(b) || a.y - b.y || a.index - b.index);
    /** @type {Row[]} */
    const rows = kept.map((node) => ({ node, depth: 0, open: true, more: 0 }));
    if (kept.length < nodes.length) rows.push({ more: nodes.length - kept.length, column: number });
    return { label: columnLabel(number, kept), rows };
  });
  const size = fitted(columns, state);
  const placed = stack(columns, size);
  const shown = new Set(placed.filter((place) => place.node).map((place) => place.node.index));
  const lines = LINES.filter(
    (line) => shown.has(line.from) && shown.has(line.to) && passesFilters(line, state),
  );
  const links = joined(lines, (index) => index);
  return {
    view: "around",
    title: `Around “${focus.label}”`,
    size,
    places: placed,
    links,
    columns: heads(columns, size),
    hidden: behind(columns),
  };
}

/**
 * How many things wait behind the cards that say “more”.
 * @param {Column[]} columns
 */
function behind(columns) {
  return columns
    .flatMap(({ rows }) => rows.filter((row) => !row.node))
    .reduce((sum, row) => sum + row.more, 0);
}

/**
 * @param {Thing} node
 * @param {boolean} forward
 * @param {State} state
 */
function neighbours(node, forward, state) {
  const found = node.lines
    .filter((line) => (forward ? line.from : line.to) === node.index && passesFilters(line, state))
    .map((line) => (forward ? line.to : line.from));
  if (node.kind === "domain" || node.heading) found.push(...(forward ? node.children : []));
  if (node.parent !== null && !forward && NODES[node.parent].kind === "domain") found.push(node.parent);
  return found.filter((index) => passesThing(NODES[index], state));
}

/** @type {Kind[]} */
const KIND_ORDER = [
  "domain",
  "lever",
  "determinant",
  "outcome",
  "intervention",
  "region",
  "challenge",
  "indicator",
];

/** @param {Thing} node */
function kindOrder(node) {
  return KIND_ORDER.indexOf(node.kind);
}

/**
 * Which neighbours are shown first where there are too many: the causal ones, then the better joined.
 * @param {Thing} node
 */
function weight(node) {
  return (node.lines.some(isCausal) ? 1000 : 0) + node.lines.length;
}

/**
 * @param {number} number
 * @param {Thing[]} nodes
 */
function columnLabel(number, nodes) {
  const names = [...new Set(nodes.map((node) => KINDS[node.kind].many))];
  if (number === 0) return names[0];
  if (names.length > 2) return number < 0 ? "What leads here" : "What follows";
  return names.map((name, place) => (place ? name.toLowerCase() : name)).join(" and ");
}

// As many rows as a screen shows: further down nobody would see that a column begins.
const ON_A_SCREEN = 14;

/**
 * Columns of rows to places on the plane; each is centred on the tallest, or on as much of it as a screen shows.
 * @param {Column[]} columns
 * @param {Card} size
 */
function stack(columns, size) {
  const tallest = Math.min(ON_A_SCREEN, Math.max(0, ...columns.map(({ rows }) => rows.length)));
  /** @type {Place[]} */
  const places = [];
  columns.forEach(({ rows }, number) => {
    const x = number * (size.width + size.gap);
    const whole = (tallest - 1) * size.row;
    const step =
      rows.length > 1 ? Math.min(size.row * 1.6, Math.max(size.row, whole / (rows.length - 1))) : 0;
    const top = Math.max(0, (whole - (rows.length - 1) * step) / 2);
    rows.forEach((row, place) => {
      const indent = (row.depth || 0) * size.indent;
      places.push({ ...row, x: x + size.width / 2 + indent / 2, y: top + place * step, indent, number });
    });
  });
  return places;
}

/**
 * @param {Column[]} columns
 * @param {Card} size
 */
function heads(columns, size) {
  return columns.map(({ label }, number) => ({ label, x: number * (size.width + size.gap) }));
}

/**
 * Lines to links: one for each pair of shown nodes, with all the lines that it stands for.
 * @param {Line[]} lines
 * @param {(index: number) => number | null} standIn
 */
function joined(lines, standIn) {
  const links = new Map();
  for (const line of lines) {
    const from = standIn(line.from);
    const to = standIn(line.to);
    if (from === null || to === null || from === to) continue;
    const key = `${from} ${to}`;
    if (!links.has(key)) links.set(key, { key, from, to, lines: [] });
    links.get(key).lines.push(line);
  }
  return [...links.values()].map((link) => ({ ...link, ...character(link.lines) }));
}

/**
 * The direction, polarity and strength of a link, where its claims agree.
 * @param {Line[]} lines
 */
function character(lines) {
  const claims = lines.map(lineClaim).filter((claim) => claim && CAUSAL.has(claim.kind));
  const directions = new Set(claims.map((claim) => fact(claim, "healthDirection") || "MixedForHealth"));
  const signs = new Set(claims.map((claim) => fact(claim, "polarity")));
  const ranks = claims.map(strength);
  return {
    direction: !claims.length ? "" : directions.size === 1 ? [...directions][0] : "MixedForHealth",
    polarity: signs.size === 1 ? [...signs][0] : "",
    rank: Math.max(0, ...ranks),
  };
}
