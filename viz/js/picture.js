// The picture: cards in columns, drawn by vis-network at places that are given, with nothing moving by itself.

class Picture {
  constructor(frame, { choose, pick, toggle, more }) {
    this.frame = frame;
    this.host = frame.querySelector(".canvas");
    this.act = { choose, pick, toggle, more };
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.scene = null;
    this.scale = 1;
    this.hovered = null;
    this.cursor = null;
    this.tip = new Tip(byId("tip"), this);
    const options = { ...DATA.network.options, autoResize: false };
    this.network = new vis.Network(this.host, { nodes: this.nodes, edges: this.edges }, options);
    const canvas = this.host.querySelector("canvas");
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.touchAction = "pan-y"; // a finger that goes up or down moves the page, not the picture
    for (const inner of this.host.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
    this.listen();
    this.readColours();
  }

  listen() {
    const { frame, network } = this;
    network.on("beforeDrawing", (context) => this.scene && drawHeads(context, this));
    network.on("afterDrawing", (context) => {
      for (const place of this.scene ? this.scene.places : []) drawCard(context, place, this);
    });
    network.on("click", (event) => this.clicked(event));
    network.on("hoverNode", ({ node }) => this.hover(node));
    network.on("blurNode", () => this.hover(null));
    network.on("dragEnd", () => this.keepInside());
    frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    frame.addEventListener("keydown", (event) => this.key(event));
    frame.addEventListener("focus", () => this.showCursor());
    frame.addEventListener("blur", () => {
      this.tip.hide();
      network.redraw();
    });
    frame.addEventListener("mouseleave", () => this.tip.hide());
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    const names = "surface ink muted line edge accent accent-soft good bad paper".split(" ");
    this.colour = Object.fromEntries(names.map((name) => [name, read(name)]));
    this.colour.kind = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, read(`kind-${kind}`)]));
    this.font = getComputedStyle(document.body).fontFamily;
  }

  show(next, state) {
    const before = this.scene;
    this.tip.hide();
    const again = before && sameList(before.places.map(placeKey), next.places.map(placeKey));
    this.state = state;
    this.card = next.size;
    this.scene = next;
    this.places = new Map(next.places.map((place) => [nodeId(place), place]));
    if (!this.places.has(this.cursor)) this.cursor = null;
    sync(
      this.nodes,
      next.places.flatMap((place) => [
        ...(place.bend ? [] : [nodeOptions(place, this)]),
        ...ports(place, this.card),
      ]),
    );
    this.showEdges();
    if (!again || this.width !== this.frame.clientWidth) this.settle();
    else this.network.redraw();
  }

  showEdges() {
    sync(
      this.edges,
      this.scene.links.flatMap((link) => strands(link, this)),
    );
  }

  // Width decides the scale, the scale decides the height: cards stay readable and the page scrolls.
  settle() {
    const { wide, pad, height, narrow } = this.card;
    const deep = Math.max(0, ...this.scene.places.map((place) => place.y)) + height;
    this.width = this.frame.clientWidth;
    this.scale = Math.min(1, Math.max(narrow ? 0.76 : 0.6, this.width / (wide + 2 * pad)));
    const tall = deep + 66;
    const pixels = Math.round(Math.min(1600, Math.max(narrow ? 240 : 340, tall * this.scale)));
    this.host.style.height = `${pixels}px`;
    this.network.setSize("100%", `${pixels}px`);
    this.network.redraw();
    const room = { x: this.width / this.scale, y: pixels / this.scale };
    const x = wide + 2 * pad <= room.x + 2 ? wide / 2 : room.x / 2 - pad;
    const y = tall <= room.y ? (deep - height) / 2 - 17 : room.y / 2 - height / 2 - 50;
    this.network.moveTo({ position: { x, y }, scale: this.scale, animation: false });
  }

  keepInside() {
    const { x, y } = this.network.getViewPosition();
    const right = this.scene.columns.length * (this.card.width + this.card.gap);
    const bottom = Math.max(60, ...this.scene.places.map((place) => place.y));
    const inside = {
      x: Math.min(right, Math.max(-200, x)),
      y: Math.min(bottom, Math.max(-200, y)),
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

  hover(id) {
    const next = typeof id === "number" && id >= 0 ? id : null;
    if (next === this.hovered) return;
    this.hovered = next;
    this.tip.show(this.places.get(next));
    this.host.style.cursor = id === null || id === undefined ? "" : "pointer";
    this.showEdges();
  }

  clicked({ nodes, edges, pointer }) {
    const id = this.network.getNodeAt(pointer.DOM);
    if (this.places.has(id)) {
      this.cursor = id;
      return this.enter(this.places.get(id));
    }
    const edge = this.network.getEdgeAt(pointer.DOM);
    if (edge !== undefined) this.act.choose({ link: edge.split(" ").slice(0, 2).join(" ") });
    else if (nodes.length || edges.length || this.state.selected) this.act.choose(null);
    return undefined;
  }

  enter(place) {
    if (!place.node) return this.act.more(place.column);
    if (this.act.pick(place.node)) return undefined;
    if (place.node.children.length && unfolds(this.scene)) return this.act.toggle(place.node);
    return this.act.choose({ node: place.node.index });
  }

  // Arrow keys go from card to card, Enter shows, Space opens.
  key(event) {
    const places = this.scene ? this.scene.places.filter(({ bend }) => !bend) : [];
    if (!places.length) return;
    const here = this.places.get(this.cursor) || null;
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    const zoom = { "+": 1.2, "-": 1 / 1.2, 0: null }[event.key];
    if (zoom !== undefined) return this.zoom(zoom);
    if (step) this.cursor = nodeId(here ? beside(places, here, step) : places[0]);
    else if (event.key === "Home") this.cursor = nodeId(places[0]);
    else if (event.key === "End") this.cursor = nodeId(places[places.length - 1]);
    else if (here && (event.key === "Enter" || event.key === " ")) this.press(event, here);
    else return;
    if (event.key === "Enter" || event.key === " ") return;
    event.preventDefault();
    this.showCursor();
  }

  press(event, { node, column }) {
    event.preventDefault();
    if (!node) this.act.more(column);
    else if (event.key === " " && node.children.length && unfolds(this.scene)) this.act.toggle(node);
    else if (!this.act.pick(node)) this.act.choose({ node: node.index }, { focus: event.key === "Enter" });
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
    this.tip.show(place);
    announce(spoken(place, this));
  }
}

function nodeId(place) {
  return place.node ? place.node.index : place.bend || `more ${place.column}`;
}

function placeKey(place) {
  return `${nodeId(place)} ${place.x} ${place.y} ${place.more} ${place.open}`;
}

function sameList(a, b) {
  return a.length === b.length && a.every((each, place) => each === b[place]);
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

// A card in words, for people who listen.
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
