// @ts-check
// The best paths from one node to another, in the order of the method (Path.order in causal_paths.py): by the weakest
// step, then by the number of steps, then by the identifiers of the nodes. The page holds its things in the order of
// their identifiers, so the places of two nodes compare as their identifiers do. The search goes the same way as
// k_best_paths.py and stops after as many looks.

const PATHS = { wanted: 10, steps: DATA.search.steps, bound: DATA.search.looks };

/**
 * At most `wanted` paths of at most `steps` steps, best first; `more` says that there is at least one more, `stopped`
 * that the search came to its bound before it had found them all.
 * @param {number} from
 * @param {number} to
 * @param {(line: Line) => boolean} allowed which lines count
 * @param {typeof PATHS} [limits]
 * @returns {PathSearch}
 */
function bestPaths(from, to, allowed, { wanted, steps, bound } = PATHS) {
  const count = { looked: 0, bound, stopped: false };
  const paths = [];
  for (const path of pathsInOrder(stepsByStart(allowed), from, to, steps, count)) {
    if (paths.length === wanted) return { paths, stopped: false, looked: count.looked, more: true };
    paths.push(path);
  }
  const stopped = count.stopped && paths.length < wanted;
  return { paths, stopped, looked: count.looked, more: count.stopped };
}

/**
 * One step for each pair of nodes that some claim with a strength joins, by where it starts, in the order of where it
 * ends. A step is as strong as the strongest of its claims, and carries all of them.
 * @param {(line: Line) => boolean} allowed
 * @returns {Map<number, Step[]>}
 */
function stepsByStart(allowed) {
  /** @type {Map<string, Step>} */
  const steps = new Map();
  for (const line of LINES) {
    const claim = lineClaim(line);
    if (!claim || !PATH_STEPS.has(claim.kind) || !strength(claim) || !allowed(line)) continue;
    const key = `${line.from} ${line.to}`;
    const step = steps.get(key) || { from: line.from, to: line.to, claims: [], rank: 0 };
    step.claims.push(claim);
    step.rank = Math.max(step.rank, strength(claim));
    steps.set(key, step);
  }
  for (const step of steps.values())
    step.claims.sort((a, b) => strength(b) - strength(a) || a.index - b.index);
  const onward = groupedBy([...steps.values()], (step) => step.from);
  for (const list of onward.values()) list.sort((a, b) => a.to - b.to);
  return onward;
}

/**
 * @template T, K
 * @param {T[]} list
 * @param {(each: T) => K} keyOf
 * @returns {Map<K, T[]>}
 */
function groupedBy(list, keyOf) {
  /** @type {Map<K, T[]>} */
  const groups = new Map();
  for (const each of list) {
    const members = groups.get(keyOf(each));
    if (members) members.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

/**
 * Every simple path, best first: for each strength of the weakest step in turn, and each length in turn, by places.
 * @param {Map<number, Step[]>} onward
 * @param {number} from
 * @param {number} to
 * @param {number} steps
 * @param {Looks} count
 * @returns {Generator<Path>}
 */
function* pathsInOrder(onward, from, to, steps, count) {
  if (from === to) return;
  const all = [...onward.values()].flat();
  const back = groupedBy(all, (step) => step.to);
  for (const rank of [...new Set(all.map((step) => step.rank))].sort((a, b) => b - a)) {
    const left = [new Set([to])];
    for (let length = 1; length <= steps; length += 1) {
      left.push(stepBack(left[length - 1], back, from, to, rank));
      if (!left[length].has(from)) continue;
      for (const walked of walks([], from, to, { onward, left, rank, length }, count)) {
        const weakest = Math.min(...walked.map((step) => step.rank));
        if (weakest === rank) yield { steps: walked, weakest }; // a stronger one was found at its own rank
      }
    }
  }
}

/**
 * The nodes from which one step no weaker than a rank leads to one of these; no way passes its start or end midway.
 * @param {Set<number>} nodes
 * @param {Map<number, Step[]>} back
 * @param {number} from
 * @param {number} to
 * @param {number} rank
 */
function stepBack(nodes, back, from, to, rank) {
  const before = new Set();
  for (const node of nodes) {
    if (node === from) continue;
    for (const step of back.get(node) || []) if (step.rank >= rank && step.from !== to) before.add(step.from);
  }
  return before;
}

/**
 * The ways of one length that pass no node twice, by the places of their nodes. `left[n]` holds the nodes from which
 * n steps can lead to the end.
 * @param {Step[]} walked
 * @param {number} here
 * @param {number} to
 * @param {{onward: Map<number, Step[]>, left: Set<number>[], rank: number, length: number}} ways
 * @param {Looks} count
 * @returns {Generator<Step[]>}
 */
function* walks(walked, here, to, ways, count) {
  const ahead = ways.left[ways.length - walked.length - 1];
  for (const step of ways.onward.get(here) || []) {
    if (step.rank < ways.rank || !ahead.has(step.to)) continue;
    if (count.looked === count.bound) count.stopped = true;
    if (count.stopped) return;
    count.looked += 1;
    if (step.to === to) yield [...walked, step];
    else if (!walked.some((taken) => taken.from === step.to))
      yield* walks([...walked, step], step.to, to, ways, count);
  }
}

/**
 * What the steps of a path come to, taken together, in the words of the method (net_effect in answers/paths.py).
 * @param {Path} path
 */
function netEffect(path) {
  /** @type {string[]} */
  const effects = [];
  let more = true;
  const from = NODES[path.steps[0].from].label;
  for (const step of path.steps) {
    const words = new Set(step.claims.map((claim) => fact(claim, "polarity")));
    const [word] = words;
    const target = smallStart(NODES[step.to].label);
    if (words.size !== 1 || !["Increases", "Decreases"].includes(word)) {
      const settled = effects.length ? `: ${effects.join(", ")}; after that` : ":";
      return `${from}${settled} the direction is not settled at ${target}.`;
    }
    if (word === "Decreases") more = !more;
    effects.push(`${more ? "more" : "less"} ${target}`);
  }
  return `${from}: ${effects.join(", ")}.`;
}

/**
 * What a path comes to at its end: more or less of it, whatever the last step does by itself.
 * @param {Path} path
 */
function lastEffect(path) {
  const signs = path.steps.map((step) => [...new Set(step.claims.map((claim) => fact(claim, "polarity")))]);
  if (signs.some((words) => words.length !== 1 || !["Increases", "Decreases"].includes(words[0])))
    return "direction not settled";
  const fewer = signs.filter(([word]) => word === "Decreases").length % 2 === 1;
  return `in all: ${fewer ? "less" : "more"}`;
}

/**
 * The words with a small first letter, unless a name such as TfL or Housing First stands there.
 * @param {string} words
 */
function smallStart(words) {
  const [first, ...rest] = words.split(" ");
  const tail = first.slice(1);
  const isName = tail !== tail.toLowerCase() || /^\p{Lu}/u.test(rest.join(" "));
  return isName ? words : words.slice(0, 1).toLowerCase() + words.slice(1);
}
