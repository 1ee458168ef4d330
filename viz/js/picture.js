// @ts-check
// The picture: cards in columns, drawn by vis-network at places that are given, with nothing moving by itself.

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
/** @type {Record<string, number | null>} */
const ZOOMS = { "+": 1.2, "-": 1 / 1.2, 0: null };

class Picture {
  /**
   * @param {HTMLElement} frame
   * @param {Pick<Act, "choose" | "pick" | "toggle" | "more">} act
   */
  constructor(frame, { choose, pick, toggle, more }) {
    this.frame = frame;
    this.host = /** @type {HTMLElement} */ (frame.querySelector(".canvas"));
    this.act = { choose, pick, toggle, more };
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    /** @type {Scene | null} */
    this.scene = null;
    this.scale = 1;
    /** @type {number | null} */
    this.hovered = null;
    /** @type {string | number | null} */
    this.cursor = null;
    /** @type {State} */
    this.state = FIRST_STATE();
    this.card = measures(1, 0);
    /** @type {Map<string | number, Place>} */
    this.places = new Map();
    this.width = 0;
    /** @type {Shape[]} */
    this.heads = [];
    /** @type {{place: Place, shapes: Shape[]}[]} */
    this.cards = [];
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
    network.on("afterDrawing", (context) => this.scene && this.drawOn(context));
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

  /**
   * vis-network has drawn the lines; the heads and cards over them are ours.
   * @param {CanvasRenderingContext2D} context
   */
  drawOn(context) {
    paint(context, this.heads, this.font);
    for (const { place, shapes } of this.cards) {
      paint(context, shapes, this.font);
      if (this.cursor === nodeId(place) && document.activeElement === this.frame)
        paint(context, cursorShapes(place, this), this.font);
    }
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    /** @param {string} name */
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    const names = "surface ink muted line edge accent accent-soft good bad paper".split(" ");
    const kind = Object.fromEntries(KIND_NAMES.map((name) => [name, read(`kind-${name}`)]));
    const plain = Object.fromEntries(names.map((name) => [name, read(name)]));
    this.colour = /** @type {Colours} */ (/** @type {unknown} */ ({ ...plain, kind }));
    this.font = getComputedStyle(document.body).fontFamily;
  }

  /**
   * @param {Scene} next
   * @param {State} state
   */
  show(next, state) {
    const before = this.scene;
    this.tip.hide();
    const again = before && sameList(before.places.map(placeKey), next.places.map(placeKey));
    this.state = state;
    this.card = next.size;
    this.scene = next;
    this.places = new Map(next.places.map((place) => [nodeId(place), place]));
    if (!this.places.has(this.cursor)) this.cursor = null;
    this.heads = headShapes(this);
    this.cards = next.places
      .filter(({ bend }) => !bend)
      .map((place) => ({ place, shapes: cardShapes(place, this) }));
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

  /** @param {number | null} factor null: as large as the frame allows */
  zoom(factor) {
    this.scale = factor ? Math.min(3, Math.max(0.2, this.network.getScale() * factor)) : 0;
    if (factor) this.network.moveTo({ scale: this.scale, animation: false });
    else this.settle();
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12);
  }

  /** @param {string | number | null} id */
  hover(id) {
    const next = typeof id === "number" && id >= 0 ? id : null;
    if (next === this.hovered) return;
    this.hovered = next;
    this.tip.show(this.places.get(next));
    this.host.style.cursor = id === null || id === undefined ? "" : "pointer";
    this.showEdges();
  }

  /** @param {VisClick} event */
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

  /** @param {Place} place */
  enter(place) {
    if (!place.node) return this.act.more(place.column);
    if (this.act.pick(place.node)) return undefined;
    if (place.node.children.length && unfolds(this.scene)) return this.act.toggle(place.node);
    return this.act.choose({ node: place.node.index });
  }

  /**
   * Arrow keys go from card to card, Enter shows, Space opens.
   * @param {KeyboardEvent} event
   */
  key(event) {
    const places = this.scene ? this.scene.places.filter(({ bend }) => !bend) : [];
    if (!places.length) return;
    const here = this.places.get(this.cursor) || null;
    const step = ARROWS[event.key];
    const zoom = ZOOMS[event.key];
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

  /**
   * @param {KeyboardEvent} event
   * @param {Place} place
   */
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

/** @param {Place} place */
function nodeId(place) {
  return place.node ? place.node.index : place.bend || `more ${place.column}`;
}

/** @param {Place} place */
function placeKey(place) {
  return `${nodeId(place)} ${place.x} ${place.y} ${place.more} ${place.open}`;
}

/**
 * @param {string[]} a
 * @param {string[]} b
 */
function sameList(a, b) {
  return a.length === b.length && a.every((each, place) => each === b[place]);
}

/**
 * Bring a vis data set to a wanted list: what is new in, what is gone out, what changed changed.
 * @param {VisSet} set
 * @param {{id: string | number}[]} wanted
 */
function sync(set, wanted) {
  const ids = new Set(wanted.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(wanted);
}

/**
 * @param {Place[]} places
 * @param {Place} here
 * @param {number[]} options
 */
function beside(places, here, [across, down]) {
  const column = places.filter((place) => place.number === here.number + across);
  if (!column.length) return here;
  if (down) return column[Math.min(column.length - 1, Math.max(0, column.indexOf(here) + down))];
  return column.reduce((best, place) =>
    Math.abs(place.y - here.y) < Math.abs(best.y - here.y) ? place : best,
  );
}

/**
 * A card in words, for people who listen.
 * @param {Place} place
 * @param {Picture} picture
 */
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
