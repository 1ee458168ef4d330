// The best paths from one node to another: first by the weakest step, then by the number of steps, then by the
// strength of all steps. The search takes up the most promising beginning first, so paths come out in order;
// it is bounded, and says when it stopped at its bound.

const PATHS = { wanted: 10, steps: DATA.steps, bound: 20000 };

function bestPaths(from, to, allowed, { wanted, steps, bound } = PATHS) {
  const onward = stepsByStart(allowed);
  const promise = promises(onward, to);
  const found = [];
  if (!promise.has(from)) return { paths: found, stopped: false, looked: 0 };
  const heap = new Heap(better);
  let sequence = 0;
  const offer = (node, previous, step) => {
    const hope = promise.get(node);
    if (!hope) return;
    const length = previous ? previous.length + 1 : 0;
    if (length + hope.distance > steps) return;
    const weakest = Math.min(previous ? previous.weakest : 4, step ? step.rank : 4);
    const lost = (previous ? previous.lost : 0) + (step ? 4 - step.rank : 0);
    heap.push({
      node,
      previous,
      step,
      length,
      weakest,
      best: Math.min(weakest, hope.widest),
      least: length + hope.distance,
      lost,
      atLeastLost: lost + hope.lost,
      sequence: sequence++,
    });
  };
  offer(from, null, null);
  let looked = 0;
  while (heap.size && found.length < wanted) {
    if (looked >= bound) return { paths: found, stopped: true, looked };
    looked += 1;
    const here = heap.pop();
    if (here.node === to) {
      found.push(unwound(here));
      continue;
    }
    for (const step of onward.get(here.node) || []) {
      if (!passes(here, step.to)) offer(step.to, here, step);
    }
  }
  return { paths: found, stopped: false, looked, more: heap.size > 0 };
}

// One step for each pair that some claim joins; it is as strong as the strongest of its claims, and carries all.
function stepsByStart(allowed) {
  const steps = new Map();
  for (const line of LINES) {
    const claim = lineClaim(line);
    if (!claim || !PATH_STEPS.has(claim.kind) || !allowed(line)) continue;
    const key = `${line.from} ${line.to}`;
    const step = steps.get(key) || { from: line.from, to: line.to, claims: [], rank: 0 };
    step.claims.push(claim);
    step.rank = Math.max(step.rank, strength(claim));
    steps.set(key, step);
  }
  const onward = new Map();
  for (const step of steps.values()) {
    step.claims.sort((a, b) => strength(b) - strength(a) || a.index - b.index);
    onward.set(step.from, [...(onward.get(step.from) || []), step]);
  }
  for (const list of onward.values()) list.sort((a, b) => b.rank - a.rank || a.to - b.to);
  return onward;
}

// For each node from which the goal can be reached, what the rest of the way can be at best: the fewest steps, the
// strongest weakest step, and the least strength lost. The search is guided by it and never misled.
function promises(onward, goal) {
  const back = new Map();
  for (const steps of onward.values()) {
    for (const step of steps) back.set(step.to, [...(back.get(step.to) || []), step]);
  }
  const distance = spread(
    back,
    goal,
    0,
    (far) => far + 1,
    (a, b) => a - b,
  );
  const widest = spread(
    back,
    goal,
    4,
    (width, step) => Math.min(width, step.rank),
    (a, b) => b - a,
  );
  const lost = spread(
    back,
    goal,
    0,
    (sum, step) => sum + 4 - step.rank,
    (a, b) => a - b,
  );
  return new Map(
    [...distance].map(([node, far]) => [
      node,
      { distance: far, widest: widest.get(node), lost: lost.get(node) },
    ]),
  );
}

// From the goal backwards, the best value of each node: Dijkstra's way, for any value that steps only make worse.
function spread(back, goal, best, along, order) {
  const settled = new Map();
  const heap = new Heap((a, b) => order(a.value, b.value));
  heap.push({ node: goal, value: best });
  while (heap.size) {
    const { node, value } = heap.pop();
    if (settled.has(node)) continue;
    settled.set(node, value);
    for (const step of back.get(node) || []) {
      if (!settled.has(step.from)) heap.push({ node: step.from, value: along(value, step) });
    }
  }
  return settled;
}

function passes(end, node) {
  for (let part = end; part; part = part.previous) if (part.node === node) return true;
  return false;
}

function unwound(end) {
  const steps = [];
  for (let part = end; part.step; part = part.previous) steps.unshift(part.step);
  return { steps, weakest: end.weakest };
}

function better(a, b) {
  return (
    b.best - a.best ||
    a.least - b.least ||
    a.atLeastLost - b.atLeastLost ||
    b.length - a.length ||
    a.sequence - b.sequence
  );
}

class Heap {
  constructor(order) {
    this.order = order;
    this.items = [];
  }

  get size() {
    return this.items.length;
  }

  push(item) {
    const { items, order } = this;
    let place = items.push(item) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (order(items[above], items[place]) <= 0) break;
      [items[above], items[place]] = [items[place], items[above]];
      place = above;
    }
  }

  pop() {
    const { items, order } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length) {
      items[0] = last;
      let place = 0;
      for (;;) {
        let least = place;
        for (const below of [2 * place + 1, 2 * place + 2]) {
          if (below < items.length && order(items[below], items[least]) < 0) least = below;
        }
        if (least === place) break;
        [items[least], items[place]] = [items[place], items[least]];
        place = least;
      }
    }
    return top;
  }
}

// Whether the steps, taken together, raise or lower their end: the product of their signs. Worked out by us.
function netPolarity(path) {
  let sign = 1;
  for (const step of path.steps) {
    const words = new Set(step.claims.map((claim) => fact(claim, "polarity")));
    const [word] = words;
    if (words.size !== 1 || !["Increases", "Decreases"].includes(word)) return "";
    if (word === "Decreases") sign = -sign;
  }
  return sign > 0 ? "raises" : "lowers";
}
