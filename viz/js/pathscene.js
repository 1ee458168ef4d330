// @ts-check
// The scene of the best paths: the columns of their steps, untangled so that few lines cross.

/**
 * The best paths: each node in the column of its latest place on any of them.
 * @param {State} state
 */
function pathScene(state) {
  const from = NODE_BY_ID.get(state.from);
  const to = NODE_BY_ID.get(state.to);
  const result = pathsOf(state);
  const column = new Map([[from.index, 0]]);
  const steps = new Map();
  for (const path of result.paths) {
    path.steps.forEach((step, place) => {
      column.set(step.to, Math.max(column.get(step.to) || 0, place + 1));
      steps.set(`${step.from} ${step.to}`, step);
    });
  }
  const last = Math.max(1, ...column.values());
  column.set(to.index, last);
  const lines = LINES.filter((line) => {
    const step = steps.get(`${line.from} ${line.to}`);
    return step && line.claim !== undefined && step.claims.includes(CLAIMS[line.claim]);
  });
  const links = joined(lines, (index) => index);
  const columns = untangled(column, links, last);
  const size = fitted(columns, state);
  const title = `Paths from “${from.label}” to “${to.label}”`;
  return {
    view: "paths",
    title,
    size,
    places: stack(columns, size),
    links,
    columns: heads(columns, size),
    result,
  };
}

/**
 * Columns in which a link that leaps over a column has a row of its own there, ordered so that few links cross.
 * @param {Map<number, number>} column
 * @param {Link[]} links
 * @param {number} last
 */
function untangled(column, links, last) {
  /** @type {Entrant[][]} */
  const layers = Array.from({ length: last + 1 }, () => /** @type {Entrant[]} */ ([]));
  for (const [index, number] of column) layers[number].push({ key: index, node: NODES[index], near: [] });
  const row = new Map(layers.flat().map((entry) => [entry.key, entry]));
  for (const link of links) {
    const [start, end] = [column.get(link.from), column.get(link.to)];
    let before = row.get(link.from);
    link.via = [];
    for (let number = start + 1; number < end; number += 1) {
      /** @type {Entrant} */
      const bend = { key: `bend ${link.key} ${number}`, near: [] };
      layers[number].push(bend);
      link.via.push(String(bend.key));
      before.near.push(bend);
      bend.near.push(before);
      before = bend;
    }
    before.near.push(row.get(link.to));
    row.get(link.to).near.push(before);
  }
  /** @param {Entrant[]} layer */
  const level = (layer) => layer.forEach((entry, place) => (entry.at = (place + 0.5) / layer.length));
  for (const layer of layers) {
    layer.sort(
      (a, b) =>
        (a.node ? a.node.y : 1e9) - (b.node ? b.node.y : 1e9) || (String(a.key) < String(b.key) ? -1 : 1),
    );
    level(layer);
  }
  /** @param {Entrant} entry */
  const pull = (entry) => entry.near.reduce((sum, { at }) => sum + at, 0) / (entry.near.length || 1);
  for (let sweep = 0; sweep < 12; sweep += 1) {
    for (const layer of sweep % 2 ? layers : [...layers].reverse()) {
      for (const entry of layer) entry.pull = pull(entry);
      layer.sort((a, b) => a.pull - b.pull);
      level(layer);
    }
  }
  return layers.map((layer, number) => ({
    label: number === 0 ? "Lever" : number === last ? "Outcome" : `Step ${number}`,
    rows: layer.map(({ key, node }) =>
      node ? { node, depth: 0, open: true, more: 0 } : { bend: String(key), more: 0 },
    ),
  }));
}

/**
 * @param {Scene} view
 * @param {State} state
 */
function chosenPath(view, state) {
  return (view && view.result && view.result.paths[state.path]) || null;
}

/**
 * The place of a thing or a link on the chosen path: 0 is its start, -1 is not on it; nothing without such a path.
 * @param {Path | null} path
 * @param {{node?: Thing, from?: number, to?: number}} options
 */
function stepOf(path, { node, from, to }) {
  if (!path) return undefined;
  if (node && path.steps[0].from === node.index) return 0;
  const place = path.steps.findIndex((step) => (node ? step.to === node.index : step.from === from && step.to === to));
  return place < 0 ? -1 : place + 1;
}

/** @type {Map<string, PathSearch>} */
const PATH_CACHE = new Map();

/**
 * The best paths for a state: ten, or as many tens as the path that an address chooses asks for.
 * @param {State} state
 */
function pathsOf(state) {
  const from = NODE_BY_ID.get(state.from);
  const to = NODE_BY_ID.get(state.to);
  const key = JSON.stringify([state.from, state.to, state.filters]);
  const known = PATH_CACHE.get(key);
  if (known && (state.path < known.paths.length || !known.more)) return known;
  const tens = Math.min(MOST_TENS, Math.floor(Math.max(0, state.path) / PATHS.wanted) + 1);
  const limits = { ...PATHS, wanted: tens * PATHS.wanted };
  const search = bestPaths(from.index, to.index, (line) => passesFilters(line, state), limits);
  PATH_CACHE.set(key, search);
  return search;
}

const MOST_TENS = 10;
