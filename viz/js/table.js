// @ts-check
// The same as the picture in two tables, of things and of links, that sort by any column.

/** @template T */
class Table {
  /**
   * @param {HTMLTableElement} root
   * @param {"things" | "links"} name
   * @param {string} caption
   * @param {TableColumn<T>[]} columns
   * @param {Act} act
   */
  constructor(root, name, caption, columns, act) {
    this.root = root;
    this.name = name;
    this.caption = caption;
    this.all = columns;
    this.columns = columns;
    this.act = act;
  }

  /**
   * @param {T[]} given
   * @param {string} sort names a column, with “-” before it where the last comes first
   * @param {Element[]} [rest] buttons for what is not listed yet
   */
  show(given, sort, rest = []) {
    this.columns = this.all.filter(({ when }) => !when || given.some(when));
    const [column, up] = this.order(sort);
    const key = this.columns[column].key;
    const rows = [...given].sort((a, b) => compare(key(a), key(b)) * (up ? 1 : -1));
    const head = this.columns.map(({ name }, place) => {
      const order = place === column ? (up ? "ascending" : "descending") : null;
      const arrow = order ? (up ? " ▲" : " ▼") : "";
      return el(
        "th",
        { scope: "col", "aria-sort": order },
        el(
          "button",
          {
            type: "button",
            "data-key": `sort ${this.root.id} ${place}`,
            onclick: () => this.act.sort(this.name, sortName(name, place === column && up)),
          },
          name,
          el("span", { "aria-hidden": "true" }, arrow),
        ),
      );
    });
    const body = rows.slice(0, 1000).map((row) =>
      el(
        "tr",
        {},
        this.columns.map(({ cell, key: text, head: isHead }) =>
          el(isHead ? "th" : "td", isHead ? { scope: "row" } : {}, cell ? cell(row) : String(text(row))),
        ),
      ),
    );
    fill(
      this.root,
      el(
        "caption",
        {},
        `${this.caption} (${rows.length})`,
        rows.length > 1000 ? ": the first 1,000 are listed" : "",
      ),
      el("thead", {}, el("tr", {}, head)),
      el("tbody", {}, body),
      rest.length ? el("tfoot", {}, el("tr", {}, el("td", { colspan: this.columns.length }, rest))) : null,
    );
  }

  /**
   * @param {string} sort
   * @returns {[number, boolean]}
   */
  order(sort) {
    const up = !sort.startsWith("-");
    const place = this.columns.findIndex(({ name }) => sortName(name, !up) === sort);
    return place < 0 ? [0, true] : [place, up];
  }
}

/**
 * The name of a sort in the address.
 * @param {string} name
 * @param {boolean} down
 */
function sortName(name, down) {
  return `${down ? "-" : ""}${name.toLowerCase().replaceAll(" ", "-")}`;
}

/**
 * @param {string | number} a
 * @param {string | number} b
 */
function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}

/** @type {{name: string, when: (row: {step?: number}) => boolean, key: (row: {step?: number}) => number, cell: (row: {step?: number}) => string}} */
const ON_PATH = {
  name: "On the chosen path",
  when: ({ step }) => step !== undefined,
  key: ({ step }) => (step < 0 ? 99 : step),
  cell: ({ step }) => (step < 0 ? "" : step ? `step ${step}` : "start"),
};

/**
 * @param {Act} act
 * @returns {Table<ThingRow>}
 */
function thingTable(act) {
  /** @type {TableColumn<ThingRow>[]} */
  const columns = [
    { name: "Name", head: true, key: (row) => row.node.label, cell: (row) => nameButton(row.node, act) },
    { name: "Kind", key: (row) => kindWords(row.node) },
    { name: "Under", key: (row) => (row.node.parent === null ? "" : NODES[row.node.parent].label) },
    {
      name: "Holds more",
      key: (row) => row.more || 0,
      cell: (row) => (row.more ? openButton(row, act) : ""),
    },
    { name: "Links", key: (row) => row.links },
    ON_PATH,
    { name: "Region", key: (row) => regionWords(row.node, row.state) },
  ];
  return new Table(byId("things"), "things", "Things in the picture", columns, act);
}

/**
 * @param {Act} act
 * @returns {Table<LinkRow>}
 */
function linkTable(act) {
  /** @type {TableColumn<LinkRow>[]} */
  const columns = [
    { name: "From", head: true, key: (row) => NODES[row.from].label },
    { name: "To", key: (row) => NODES[row.to].label },
    {
      name: "Says",
      key: linkWords,
      cell: (row) =>
        el(
          "button",
          { type: "button", class: "name", onclick: () => act.choose({ link: row.key }, { focus: true }) },
          linkWords(row),
        ),
    },
    { name: "Claims", key: (row) => row.lines.length },
    {
      name: "Strongest",
      key: (row) => row.rank,
      cell: (row) => (row.direction ? STRENGTH_WORD[row.rank] : ""),
    },
    ON_PATH,
    { name: "For health", key: (row) => HEALTH[row.direction] || "" },
  ];
  return new Table(byId("links"), "links", "Links in the picture", columns, act);
}

/** @param {Pick<Link, "lines" | keyof Character>} link */
function linkWords(link) {
  if (link.direction) return { Increases: "raises", Decreases: "lowers" }[link.polarity] || "acts on";
  return [...new Set(link.lines.map(ownVerb))].join("; ");
}

/**
 * The words for a line that is not causal.
 * @param {Line} line
 */
function ownVerb(line) {
  const claim = lineClaim(line);
  if (!claim) return VERBS[line.link] || term(line.link);
  const status = fact(claim, "status");
  return Object.hasOwn(STATUS, status) ? STATUS[status].word : claimVerb(claim) || term(claim.kind);
}

/**
 * The same of one line alone.
 * @param {Line} line
 */
function lineWords(line) {
  return linkWords({ lines: [line], ...character([line]) });
}

/**
 * @param {Thing} node
 * @param {Act} act
 */
function nameButton(node, act) {
  return el(
    "button",
    {
      type: "button",
      class: "name",
      onclick: () => act.pick(node) || act.choose({ node: node.index }, { focus: true }),
    },
    glyph(node),
    node.label,
  );
}

/**
 * @param {ThingRow} row
 * @param {Act} act
 */
function openButton(row, act) {
  const word = row.open ? "Close" : `Open ${row.more}`;
  return button(word, () => act.toggle(row.node), {
    class: "quiet",
    "data-key": `open ${row.node.id}`,
    "aria-label": `${word}: ${row.node.label}`,
  });
}
