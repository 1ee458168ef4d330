// The same as the picture in two tables, of things and of links, that sort by any column.

class Table {
  constructor(root, caption, columns, act) {
    this.root = root;
    this.caption = caption;
    this.all = columns;
    this.act = act;
  }

  // `sort` names a column, with “-” before it where the last comes first; `rest` are buttons for what is not
  // listed yet.
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
            onclick: () => this.act.sort(this.root.id, sortName(name, place === column && up)),
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

  order(sort) {
    const up = !sort.startsWith("-");
    const place = this.columns.findIndex(({ name }) => sortName(name, !up) === sort);
    return place < 0 ? [0, true] : [place, up];
  }
}

// The name of a sort in the address.
function sortName(name, down) {
  return `${down ? "-" : ""}${name.toLowerCase().replaceAll(" ", "-")}`;
}

function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}

const ON_PATH = {
  name: "On the chosen path",
  when: ({ step }) => step !== undefined,
  key: ({ step }) => (step < 0 ? 99 : step),
  cell: ({ step }) => (step < 0 ? "" : step ? `step ${step}` : "start"),
};

function thingTable(act) {
  return new Table(byId("things"), "Things in the picture", [
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
  ], act);
}

function linkTable(act) {
  return new Table(byId("links"), "Links in the picture", [
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
  ], act);
}

function linkWords(link) {
  if (link.direction) return { Increases: "raises", Decreases: "lowers" }[link.polarity] || "acts on";
  return [...new Set(link.lines.map(ownVerb))].join("; ");
}

// What a line says that is not causal.
function ownVerb(line) {
  const claim = lineClaim(line);
  if (!claim) return VERBS[line.link] || term(line.link);
  const status = fact(claim, "status");
  return Object.hasOwn(STATUS, status) ? STATUS[status].word : claimVerb(claim) || term(claim.kind);
}

// The same of one line alone.
function lineWords(line) {
  return linkWords({ lines: [line], ...character([line]) });
}

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

function openButton(row, act) {
  const word = row.open ? "Close" : `Open ${row.more}`;
  return button(word, () => act.toggle(row.node), {
    class: "quiet",
    "data-key": `open ${row.node.id}`,
    "aria-label": `${word}: ${row.node.label}`,
  });
}
