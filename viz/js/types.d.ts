// The types of what the parts of the page hand to one another; tsc reads them, the page does not.

// The data of the page, as page_data.py writes it

type Kind =
  | "region"
  | "challenge"
  | "domain"
  | "lever"
  | "intervention"
  | "determinant"
  | "outcome"
  | "indicator";

/** A literal of its property's usual kind, or one with its kind, a term, an address, or a thing that is not drawn. */
type Value = string | { v?: string; k?: string; c?: string; u?: string; o?: number };

/** What a name is given by: a property and a kind of literal; "iri" where the IRI stands in for a name. */
type Given = "iri" | [string, string];

interface Entry {
  id: string;
  label: string;
  given?: Given;
}

/** A thing, claim or requirement: what is said of it, and how far that can be trusted. */
interface Statement extends Entry {
  facts: [string, Value][];
  sources: number[];
  said: Record<string, string>;
  kinds: Record<string, string>;
  requirement?: number;
}

interface Source extends Entry {
  url?: string;
  kind?: string;
}

interface Gate {
  begun?: string;
  ended?: string;
  silent?: string;
  order?: number[];
  verdicts: string;
  runs: number[];
  states: string;
  claims: (number | number[])[];
}

interface PageData {
  home: string;
  vocabulary: { lg: string; borrowed: Record<string, string>; classes: Record<Kind, string> };
  edition: string;
  day: string;
  search: { steps: number; looks: number };
  start: Record<string, string>;
  things: Partial<Thing>[];
  headings: string[];
  claims: Partial<Claim>[];
  requirements: Partial<Requirement>[];
  sources: Source[];
  others: Entry[];
  terms: Record<string, string>;
  words: {
    states: Record<string, string>;
    needs: Record<string, string>;
    verdicts: { name: string; word: string; says: string }[];
    strengths: Record<number, string>;
  };
  literals: Record<string, string>;
  rules: Record<string, { id: string; label: string }>;
  gate: Record<string, Gate>;
  close: Record<string, [number, number, number][]>;
  network: {
    nodes: { id: number; label: string; group: Kind; x: number; y: number; parent?: number }[];
    edges: { from: number; to: number; claim?: number; link?: string; subject?: number }[];
    options: object;
  };
}

// The graph

/** A thing, or a heading over things: a node of the picture. */
interface Thing extends Statement {
  kind: Kind;
  index: number;
  heading: boolean;
  parent: number | null;
  children: number[];
  lines: Line[];
  claims: Claim[];
  links: [string, number][];
  classes: string[];
  worked: Record<string, number[]>;
  own?: string;
  verdict?: Mark;
  x: number;
  y: number;
}

/** What of a thing its sign in the picture and the legend tells. */
type Sign = Pick<Thing, "kind" | "facts" | "verdict">;

interface Claim extends Statement {
  kind: string;
  index: number;
  roles: [string, number][];
}

interface Requirement extends Statement {
  index: number;
  interventions: number[];
  options: Claim[];
}

/** A line from left to right: for a claim, or for a link that its subject itself states. */
interface Line {
  index: number;
  from: number;
  to: number;
  claim?: number;
  link?: string;
  subject?: number;
}

interface Step {
  from: number;
  to: number;
  claims: Claim[];
  rank: number;
}

interface Path {
  steps: Step[];
  weakest: number;
}

interface PathSearch {
  paths: Path[];
  stopped: boolean;
  looked: number;
  more: boolean;
}

interface Looks {
  looked: number;
  bound: number;
  stopped: boolean;
}

// Regions and what they may do

interface Mark {
  name: string;
  word: string;
  mark: string;
  square?: boolean;
  heading?: string;
  says?: string;
}

interface Judged {
  verdict: Mark;
  runs: boolean;
}

interface RegionMark {
  region: Thing;
  mark: Mark;
  judged?: Judged;
}

interface Holding {
  status: string;
  claims: Claim[];
  contradictory?: boolean;
  ended?: string;
}

interface Need {
  requirement: Requirement;
  helpful: boolean;
  state: string;
  claims: Claim[];
}

// What the reader has chosen

interface Filters {
  weakest: number;
  doubtful: boolean;
  health: string;
  sign: string;
  day: string;
  since: string;
  hidden: string[];
  without: string[];
}

type Selected = { node: number; link?: undefined } | { link: string; node?: undefined };
type End = "from" | "to";

interface State {
  view: string;
  open: Set<string>;
  focus: string;
  depth: number;
  direction: string;
  more: Record<string, number>;
  sort: { things: string; links: string };
  from: string;
  to: string;
  path: number;
  region: string;
  other: string;
  embed: boolean;
  lost: string[];
  selected: Selected | null;
  filters: Filters;
  /** The width of the picture's frame in pixels, and the font of its cards. */
  frame: number;
  font: string;
}

/** What the reader can do, as the parts of the page call it. */
interface Act {
  choose(what: Selected | null, options?: { focus?: boolean }): void;
  toggle(node: Thing): void;
  pick(node: Thing): boolean;
  region(node: Thing): void;
  takeUp(): void;
  towards(): void;
  around(node: Thing): void;
  more(column: string | number): void;
  setEnd(end: End, node: Thing | null): void;
  findPaths(ends: { from: string; to: string }): void;
  path(place: number): void;
  sort(table: "things" | "links", column: string): void;
  filter(filters: Filters): void;
  overview(): void;
  reset(): void;
}

// The picture

/** The measures of cards and columns, in pixels. */
interface Card {
  narrow: boolean;
  pad: number;
  gap: number;
  width: number;
  small: boolean;
  lines: number;
  text: number;
  height: number;
  row: number;
  indent: number;
  left: number;
  mark: number;
  glyph: number;
  wide: number;
}

/** A row of a column: a thing, a bend of a link that leaps over the column, or how many more there are. */
interface Row {
  node?: Thing;
  bend?: string;
  more: number;
  column?: string | number;
  depth?: number;
  open?: boolean;
}

interface Column {
  label: string;
  rows: Row[];
}

/** A row at its place on the plane, in column `number`. */
interface Place extends Row {
  x: number;
  y: number;
  indent: number;
  number: number;
}

interface Character {
  direction: string;
  polarity: string;
  rank: number;
}

/** One for each pair of nodes in the picture, with all the lines that it stands for. */
interface Link extends Character {
  key: string;
  from: number;
  to: number;
  lines: Line[];
  via?: string[];
}

/** A place in a column of the paths before it has its row: what is joined to it, and its height from 0 to 1. */
interface Entrant {
  key: number | string;
  node?: Thing;
  near: Entrant[];
  at?: number;
  pull?: number;
}

interface Scene {
  view: string;
  title: string;
  size: Card;
  places: Place[];
  links: Link[];
  columns: Head[];
  result?: PathSearch;
  hidden?: number;
}

interface Head {
  label: string;
  x: number;
}

type Colours = Record<string, string> & { kind: Record<Kind, string> };

/** What is needed to draw: the scene, the state, the measures and the colours. */
interface Look {
  scene: Scene;
  state: State;
  card: Card;
  colour: Colours;
  font: string;
}

interface Ink {
  fill?: string;
  stroke?: string;
  lineWidth?: number;
  dash?: number[];
  opacity?: number;
}

type Box = Ink & { kind: "box"; x: number; y: number; width: number; height: number; radius: number };
type Circle = Ink & { kind: "circle"; x: number; y: number; radius: number };
type Outline = Ink & { kind: "path"; d: string; x: number; y: number; scale: number };
type Words = Ink & {
  kind: "text";
  text: string;
  x: number;
  y: number;
  size: number;
  weight?: number;
  anchor?: "start" | "middle" | "end";
};
type Shape = Box | Circle | Outline | Words;

interface KeyItem {
  wide: number;
  words: string;
  sign?: (x: number, y: number) => Shape[];
}

/** The predicate and object of each statement in a Turtle file; null where one cannot be written. */
type Rows = (string | null)[][];

// The page

type Child = Element | string | number | null | undefined | false | Child[];
type Attributes = Record<string, unknown> | null;

/** A row of a table: a place or a link of the picture, with the state that it is shown in. */
type ThingRow = Place & { state: State; links: number; step?: number };
type LinkRow = Link & { step?: number };

interface TableColumn<T> {
  name: string;
  key: (row: T) => string | number;
  cell?: (row: T) => Child;
  head?: boolean;
  when?: (row: T) => boolean;
}

/** The elements of the page that are more than HTMLElement, by id. */
interface Controls {
  weakest: HTMLSelectElement;
  health: HTMLSelectElement;
  sign: HTMLSelectElement;
  day: HTMLSelectElement;
  since: HTMLSelectElement;
  depth: HTMLSelectElement;
  direction: HTMLSelectElement;
  region: HTMLSelectElement;
  other: HTMLSelectElement;
  doubtful: HTMLInputElement;
  search: HTMLInputElement;
  from: HTMLInputElement;
  to: HTMLInputElement;
  things: HTMLTableElement;
  links: HTMLTableElement;
}

// vis-network, as far as the page uses it

interface VisSet {
  getIds(): (string | number)[];
  remove(ids: (string | number)[]): void;
  update(items: object[]): void;
}

interface VisPoint {
  x: number;
  y: number;
}

interface VisClick {
  nodes: (string | number)[];
  edges: string[];
  pointer: { DOM: VisPoint };
}

interface VisNetwork {
  on(event: "afterDrawing", listener: (context: CanvasRenderingContext2D) => void): void;
  on(event: "click", listener: (event: VisClick) => void): void;
  on(event: "hoverNode", listener: (event: { node: string | number }) => void): void;
  on(event: "blurNode" | "dragEnd", listener: () => void): void;
  once(event: "afterDrawing", listener: () => void): void;
  redraw(): void;
  setSize(width: string, height: string): void;
  moveTo(view: { position?: VisPoint; scale?: number; animation: boolean }): void;
  getScale(): number;
  getViewPosition(): VisPoint;
  getNodeAt(point: VisPoint): string | number | undefined;
  getEdgeAt(point: VisPoint): string | undefined;
  canvasToDOM(point: VisPoint): VisPoint;
}

declare const vis: {
  DataSet: new () => VisSet;
  Network: new (host: HTMLElement, data: { nodes: VisSet; edges: VisSet }, options: object) => VisNetwork;
};
