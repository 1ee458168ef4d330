// The picture: cards in columns, drawn by vis-network at places that are given, with nothing moving by itself.

class Picture {
  constructor(frame, { choose, toggle, more }) {
    this.frame = frame;
    this.host = frame.querySelector(".canvas");
    this.act = { choose, toggle, more };
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.scene = null;
    this.scale = 1;
    this.hovered = null;
    this.cursor = null;
    const options = { ...DATA.network.options, autoResize: false };
    options.interaction = { ...options.interaction, zoomView: false, selectable: false };
    this.network = new vis.Network(this.host, { nodes: this.nodes, edges: this.edges }, options);
    const canvas = this.host.querySelector("canvas");
    canvas.setAttribute("aria-hidden", "true");
    for (const inner of this.host.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
    this.network.on("beforeDrawing", (context) => this.drawHeads(context));
    this.network.on("afterDrawing", (context) => this.drawCards(context));
    this.network.on("click", (event) => this.clicked(event));
    this.network.on("hoverNode", ({ node }) => this.hover(node));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("dragEnd", () => this.keepInside());
    frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    frame.addEventListener("keydown", (event) => this.key(event));
    frame.addEventListener("focus", () => this.showCursor());
    frame.addEventListener("blur", () => this.network.redraw());
    this.readColours();
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    this.colour = { kind: {} };
    for (const name of [
      "surface",
      "ink",
      "muted",
      "line",
      "edge",
      "accent",
      "accent-soft",
      "good",
      "bad",
      "paper",
    ])
      this.colour[name] = read(name);
    for (const kind of Object.keys(KINDS)) this.colour.kind[kind] = read(`kind-${kind}`);
    this.font = getComputedStyle(document.body).fontFamily;
  }

  show(next, state) {
    this.state = state;
    this.card = next.size;
    const again =
      this.scene &&
      JSON.stringify(this.scene.places.map(placeKey)) === JSON.stringify(next.places.map(placeKey));
    this.scene = next;
    this.places = new Map(next.places.map((place) => [nodeId(place), place]));
    if (!this.places.has(this.cursor)) this.cursor = null;
    const nodes = next.places.flatMap((place) => [
      ...(place.bend ? [] : [this.nodeOptions(place)]),
      ...this.ports(place),
    ]);
    const edges = next.links.flatMap((link) => this.strands(link));
    sync(this.nodes, nodes);
    sync(this.edges, edges);
    if (!again || this.width !== this.frame.clientWidth) this.settle();
    else this.network.redraw();
  }

  // Width decides the scale, the scale decides the height: cards stay readable and the page scrolls.
  settle() {
    const { wide, pad, height, narrow } = this.card;
    const deep = Math.max(0, ...this.scene.places.map((place) => place.y)) + height;
    this.width = this.frame.clientWidth;
    this.scale = Math.min(1, Math.max(narrow ? 0.76 : 0.6, this.width / (wide + 2 * pad)));
    const tall = deep + 60;
    const pixels = Math.round(Math.min(1600, Math.max(narrow ? 240 : 340, tall * this.scale)));
    this.host.style.height = `${pixels}px`;
    this.network.setSize("100%", `${pixels}px`);
    this.network.redraw();
    const room = { x: this.width / this.scale, y: pixels / this.scale };
    const x = wide + 2 * pad <= room.x + 2 ? wide / 2 : room.x / 2 - pad;
    const y = tall <= room.y ? (deep - height) / 2 - 14 : room.y / 2 - height / 2 - 44;
    this.network.moveTo({ position: { x, y }, scale: this.scale, animation: false });
  }

  keepInside() {
    const { x, y } = this.network.getViewPosition();
    const box = {
      left: -200,
      right: this.scene.columns.length * (this.card.width + this.card.gap),
      top: -200,
      bottom: 60,
    };
    for (const place of this.scene.places) box.bottom = Math.max(box.bottom, place.y);
    const inside = {
      x: Math.min(box.right, Math.max(box.left, x)),
      y: Math.min(box.bottom, Math.max(box.top, y)),
    };
    if (inside.x !== x || inside.y !== y) this.network.moveTo({ position: inside, animation: false });
  }

  zoom(factor) {
    this.scale = factor ? Math.min(3, Math.max(0.2, this.network.getScale() * factor)) : 0;
    if (factor) this.network.moveTo({ scale: this.scale, animation: false });
    else this.settle();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12);
  }

  nodeOptions(place) {
    const { width, height, text, lines, left, right } = this.card;
    const selected = this.isSelected(place);
    const dim = this.isDim(place);
    const own = place.node ? place.node.label : `${place.more} more`;
    const room = width - place.indent - left - this.rightOf(place);
    const { colour } = this;
    return {
      id: nodeId(place),
      x: place.x,
      y: place.y,
      shape: "box",
      shapeProperties: { borderRadius: 5, borderDashes: place.node ? false : [4, 3] },
      label: this.wrap(own, room, text, lines) || " ",
      margin: { left, right: 4, top: 4, bottom: 4 },
      widthConstraint: { minimum: width - place.indent - left - 4, maximum: 4000 },
      heightConstraint: { minimum: height - 8, valign: "middle" },
      borderWidth: selected ? 2 : 1,
      color: this.plain(
        selected ? colour["accent-soft"] : colour.surface,
        selected ? colour.accent : colour.line,
      ),
      font: {
        face: this.font,
        size: text,
        color: dim ? colour.muted : colour.ink,
        align: "left",
        multi: false,
      },
      opacity: dim ? 0.45 : 1,
      chosen: false,
    };
  }

  // The points at a card's sides where lines begin and end.
  ports({ node, bend, x, y, indent }) {
    if (bend)
      return [
        {
          id: bend,
          x,
          y,
          shape: "dot",
          size: 0.01,
          label: undefined,
          opacity: 0,
          chosen: false,
          borderWidth: 0,
        },
      ];
    if (!node) return [];
    const half = (this.card.width - indent) / 2;
    const port = (id, place) => ({
      id,
      x: place,
      y,
      shape: "dot",
      size: 0.01,
      label: undefined,
      opacity: 0,
      chosen: false,
      borderWidth: 0,
    });
    return [port(`in ${node.index}`, x - half), port(`out ${node.index}`, x + half)];
  }

  // The room that a card's count and marks need at its right.
  rightOf({ node, more }) {
    const { right, small } = this.card;
    if (!node || small) return Math.min(right, 12);
    if (more) return right + (this.heldWords(node) ? 36 : 0);
    return Math.max(12, 21 * regionMarks(node, this.state).length);
  }

  heldWords(node) {
    const regions = regionsOf(this.state);
    const levers = hardLevers(node);
    return regions.length === 1 && levers.length ? `${heldOf(regions[0], levers)}✓ of ${levers.length}` : "";
  }

  plain(background, border) {
    return { background, border, highlight: { background, border }, hover: { background, border } };
  }

  isSelected({ node }) {
    return Boolean(node && this.state.selected && this.state.selected.node === node.index);
  }

  pathNodes() {
    const path = this.scene.result && this.scene.result.paths[this.state.path];
    return path ? new Set([path.steps[0].from, ...path.steps.map((step) => step.to)]) : null;
  }

  isDim({ node }) {
    const kept = this.scene && this.pathNodes();
    return Boolean(kept && node && !kept.has(node.index));
  }

  // An edge is a hair until it matters: then its colour and dash say what it does to health, its width how strongly.
  edgeOptions(link) {
    const { colour, state } = this;
    const chosen = state.selected;
    const near = this.hovered ?? (chosen && chosen.node);
    const path = this.scene.result && this.scene.result.paths[state.path];
    const onPath = path && path.steps.some((step) => step.from === link.from && step.to === link.to);
    const lit = path
      ? onPath
      : (near !== null && near !== undefined && (link.from === near || link.to === near)) ||
        (chosen && chosen.link === link.key);
    const crowded = isCrowded(this.scene);
    const quiet = !lit && (path || crowded || (near !== null && near !== undefined));
    const [start, end] = [this.places.get(link.from), this.places.get(link.to)];
    const same = start.number === end.number;
    const bend = start.y < end.y ? "curvedCW" : "curvedCCW";
    const worse = link.direction === "WorsensHealth";
    const strong = lit
      ? { ImprovesHealth: colour.good, WorsensHealth: colour.bad }[link.direction] || colour.ink
      : colour.edge;
    return {
      id: link.key,
      from: `out ${link.from}`,
      to: `${same ? "out" : "in"} ${link.to}`,
      hidden: isAside(link, this) && !lit,
      width:
        (lit ? 1.2 : 0.8) + (this.scene.view === "overview" && !lit ? 0 : link.rank * (lit ? 0.55 : 0.3)),
      dashes: worse
        ? [7, 4]
        : link.direction === "MixedForHealth" && link.lines.length === 1
          ? [2, 4]
          : false,
      color: { color: strong, highlight: strong, hover: strong, opacity: quiet ? 0.38 : lit ? 1 : 0.75 },
      arrows: { to: { enabled: !quiet || !crowded, scaleFactor: 0.5 } },
      smooth: same
        ? { enabled: true, type: bend, roundness: 0.35 }
        : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 },
      label: this.edgeLabel(link, onPath || (!path && lit)),
      font: {
        face: this.font,
        size: 11.5,
        color: colour.ink,
        strokeWidth: 4,
        strokeColor: colour.paper,
        align: "horizontal",
      },
      chosen: false,
    };
  }

  // The pieces of a link: one, or one between each two of the bends that lead it past other cards.
  strands(link) {
    const whole = this.edgeOptions(link);
    if (!link.via || !link.via.length) return [whole];
    const stops = [whole.from, ...link.via, whole.to];
    return stops.slice(1).map((to, place) => {
      const end = place === stops.length - 2;
      const arrows = end ? whole.arrows : { to: { enabled: false } };
      return {
        ...whole,
        id: `${link.key} ${place}`,
        from: stops[place],
        to,
        arrows,
        label: place ? undefined : whole.label,
      };
    });
  }

  edgeLabel(link, lit) {
    if (this.scene.view !== "paths" || this.card.small || !lit) return undefined;
    const sign = { Increases: "raises", Decreases: "lowers" }[link.polarity] || "affects";
    return `${sign}, ${STRENGTH_WORD[link.rank]}`;
  }

  hover(id) {
    const next = typeof id === "number" && id >= 0 ? id : null;
    if (next === this.hovered) return;
    this.hovered = next;
    this.host.style.cursor = id === null || id === undefined ? "" : "pointer";
    sync(
      this.edges,
      this.scene.links.flatMap((link) => this.strands(link)),
    );
  }

  clicked({ nodes, edges, pointer }) {
    const id = this.network.getNodeAt(pointer.DOM);
    if (this.places.has(id)) {
      this.cursor = id;
      const place = this.places.get(id);
      if (!place.node) return this.act.more(place.column);
      if (place.node.children.length && this.scene.view === "overview") this.act.toggle(place.node);
      else this.act.choose({ node: place.node.index });
      return;
    }
    const edge = this.network.getEdgeAt(pointer.DOM);
    if (edge !== undefined) this.act.choose({ link: edge.split(" ").slice(0, 2).join(" ") });
    else if (nodes.length || edges.length || this.state.selected) this.act.choose(null);
  }

  wrap(label, room, size, most) {
    const context = (this.ruler ||= document.createElement("canvas").getContext("2d"));
    context.font = `${size}px ${this.font}`;
    const fits = (text) => context.measureText(text).width <= room;
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
        while (end > 1 && !fits(word.slice(0, end))) end -= 1;
        lines.push(word.slice(0, end));
        word = word.slice(end);
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

  drawHeads(context) {
    if (!this.scene) return;
    const { colour } = this;
    const { narrow } = this.card;
    context.save();
    context.fillStyle = colour.muted;
    context.font = `600 ${narrow ? 11.5 : 13}px ${this.font}`;
    context.textBaseline = "bottom";
    for (const { label, x } of this.scene.columns) {
      const text = narrow ? this.wrap(label.replace(" of health", ""), this.card.width, 11.5, 1) : label;
      context.fillText(text, x, -this.card.height / 2 - 14);
    }
    context.restore();
  }

  drawCards(context) {
    if (!this.scene) return;
    for (const place of this.scene.places) this.drawCard(context, place);
  }

  drawCard(context, place) {
    if (place.bend) return;
    const { colour } = this;
    const { width, left } = this.card;
    const start = place.x - (width - place.indent) / 2;
    const { node } = place;
    context.save();
    if (this.isDim(place)) context.globalAlpha = 0.45;
    if (node) {
      const size = this.card.glyph;
      context.save();
      context.translate(start + (left - size) / 2, place.y - size / 2);
      context.scale(size / 16, size / 16);
      const shape = new Path2D(GLYPHS[node.kind]);
      context.fillStyle = context.strokeStyle = colour.kind[node.kind];
      context.lineWidth = 2.2;
      if (isSoft(node)) context.stroke(shape);
      else context.fill(shape);
      context.restore();
      if (!this.card.small) this.drawMarks(context, place, start);
    }
    if (this.cursor === nodeId(place) && document.activeElement === this.frame) {
      context.strokeStyle = colour.accent;
      context.lineWidth = 2.5;
      context.setLineDash([5, 3]);
      context.strokeRect(
        start - 4,
        place.y - this.card.height / 2 - 4,
        width - place.indent + 8,
        this.card.height + 8,
      );
    }
    context.restore();
  }

  // At the right end of a card: how many things stand under it, and the mark of the chosen region.
  drawMarks(context, place, start) {
    const { colour } = this;
    const right = start + this.card.width - place.indent;
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.font = `12px ${this.font}`;
    if (place.more) {
      context.fillStyle = colour.muted;
      const low = regionMarks(place.node, this.state).length ? 7 : 0;
      context.fillText(
        `${this.heldWords(place.node) || place.more} ${place.open ? "▾" : "▸"}`,
        right - 9,
        place.y + low,
      );
    }
    regionMarks(place.node, this.state).forEach(({ mark }, number, { length }) =>
      drawMark(
        context,
        mark,
        right + 2 - (length - 1 - number) * 21,
        place.y - this.card.height / 2 - 1,
        colour,
      ),
    );
  }

  // Arrow keys go from card to card, Enter shows, Space opens.
  key(event) {
    const places = this.scene ? this.scene.places.filter(({ bend }) => !bend) : [];
    if (!places.length) return;
    const here = this.places.get(this.cursor) || null;
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (step) this.cursor = nodeId(here ? beside(places, here, step) : places[0]);
    else if (event.key === "Home") this.cursor = nodeId(places[0]);
    else if (event.key === "End") this.cursor = nodeId(places[places.length - 1]);
    else if ((event.key === "Enter" || event.key === " ") && here) {
      event.preventDefault();
      if (!here.node) return this.act.more(here.column);
      if (event.key === " " && here.node.children.length && this.scene.view === "overview")
        return this.act.toggle(here.node);
      return this.act.choose({ node: here.node.index }, { focus: event.key === "Enter" });
    } else if (event.key === "+" || event.key === "-" || event.key === "0") {
      return this.zoom({ "+": 1.2, "-": 1 / 1.2, 0: null }[event.key]);
    } else return;
    event.preventDefault();
    this.showCursor();
  }

  showCursor() {
    if (this.cursor === null && this.scene && this.scene.places.length)
      this.cursor = nodeId(this.scene.places.find(({ bend }) => !bend));
    const place = this.places && this.places.get(this.cursor);
    if (!place) return;
    const dom = this.network.canvasToDOM({ x: place.x, y: place.y });
    if (dom.x < 0 || dom.x > this.frame.clientWidth || dom.y < 0 || dom.y > this.host.clientHeight) {
      this.network.moveTo({ position: { x: place.x, y: place.y }, animation: false });
    }
    this.network.redraw();
    announce(spoken(place, this));
  }
}

function nodeId(place) {
  return place.node ? place.node.index : place.bend || `more ${place.column}`;
}

const CROWD = 40;

function isCrowded(view) {
  return view.links.length > CROWD;
}

// In a crowded picture the lines within a column, and those that go back, wait until one of their ends is chosen.
function isAside(link, { scene: view, places }) {
  return isCrowded(view) && places.get(link.from).number >= places.get(link.to).number;
}

function placeKey(place) {
  return [nodeId(place), place.x, place.y, place.more, place.open];
}

// Bring a vis data set to a wanted list: what is new in, what is gone out, what changed changed.
function sync(set, wanted) {
  const ids = new Set(wanted.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(wanted);
}

function beside(places, here, [across, down]) {
  const column = places.filter((place) => place.number === here.number + across);
  if (!column.length) return here;
  if (down) return column[Math.min(column.length - 1, Math.max(0, column.indexOf(here) + down))];
  return column.reduce((best, place) =>
    Math.abs(place.y - here.y) < Math.abs(best.y - here.y) ? place : best,
  );
}

function spoken(place, picture) {
  if (!place.node) return `${place.more} more. Press Enter to show them.`;
  const { node } = place;
  const links = picture.scene.links.filter(
    (link) => link.from === node.index || link.to === node.index,
  ).length;
  const words = regionWords(node, picture.state);
  const parts = [node.label, KINDS[node.kind].one, plural(links, "link")];
  if (words) parts.push(words);
  if (place.more)
    parts.push(
      `${place.more} under it, ${place.open ? "open" : "closed"}; press Space to ${place.open ? "close" : "open"}`,
    );
  return `${parts.join(", ")}.`;
}

function drawMark(context, mark, x, y, colour) {
  context.beginPath();
  context.arc(x - 8, y + 2, 9, 0, 2 * Math.PI);
  const filled = mark === STATUS.Held;
  context.fillStyle = filled ? colour.ink : colour.surface;
  context.strokeStyle = colour.ink;
  context.lineWidth = 1.4;
  context.setLineDash(mark === STATUS.NotStated ? [2, 2] : []);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = filled ? colour.surface : colour.ink;
  context.textAlign = "center";
  context.font = "600 11px sans-serif";
  context.fillText(mark.mark, x - 8, y + 2.5);
}
