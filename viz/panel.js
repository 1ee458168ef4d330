// The panel beside the picture: the facts of what is chosen, each with its source, and the paths in sentences.

const MANY = 8;

// What a claim is called in the panel of a thing that stands at one end of it.
const HEADINGS = {
  "LeverEffect cause": "What it acts on",
  "LeverEffect target": "Levers that act on it",
  "DomainEffect cause": "What the whole domain acts on",
  "DomainEffect target": "Power domains that act on it",
  "CausalLink cause": "What it leads to",
  "CausalLink target": "What leads to it",
  "LeverHolding lever": "Who holds it",
  "LeverHolding region": "Levers of the region",
  "DomainHolding region": "Powers by domain",
  "DomainHolding domain": "Regions, as of the report",
  "SpecificPower region": "Particular powers",
  "SpecificPower domain": "Particular powers in this domain",
  "LeverUse lever": "Interventions that used it",
  "LeverUse intervention": "Levers used",
  "RequirementOption lever": "Interventions that need it, or an alternative",
  "RequirementOption intervention": "Levers needed (one of each group)",
  "Participation region": "Takes part in",
  "Participation intervention": "Where it takes place",
  "Finding intervention": "What evaluations found",
  "Lesson region": "Lessons",
  "Lesson fromIntervention": "Lessons",
  "Lesson about": "Lessons",
};

const LINK_HEADINGS = {
  actsOn: { subject: "Acts on", object: "Interventions that act on it" },
  addresses: { subject: "Challenges addressed", object: "Interventions that address it" },
  measures: { subject: "Measures", object: "Indicators that measure it" },
  region: { subject: "Where", object: "Interventions here" },
  domain: { subject: "Power domain", object: "Interventions in this domain" },
  broader: { subject: "Part of", object: "Its parts" },
};

const SHOWN_APART = new Set(["definition", "description", "mechanism", "powerLabel", "type"]);

class Panel {
  constructor(root, act) {
    this.root = root;
    this.act = act;
  }

  show(state, next) {
    const { selected } = state;
    const link = selected && selected.link && next.links.find((other) => other.key === selected.link);
    const node = selected && selected.node !== undefined ? NODES[selected.node] : null;
    let parts = null;
    if (node) parts = this.node(node, state, next);
    else if (link) parts = this.link(link);
    if (state.view === "paths" && !parts) parts = this.paths(state, next);
    else if (state.view === "paths")
      parts = [button("← Back to the paths", () => this.act.choose(null), { class: "quiet" }), parts];
    fill(this.root, parts || this.welcome());
  }

  welcome() {
    return [
      el("h2", { id: "panel-title", tabindex: "-1" }, "How to read this"),
      el(
        "p",
        {},
        "On the left are the levers that regions can act with, in the middle what shapes health, on the right the outcomes. A line is a sourced claim, or several, that one acts on the other.",
      ),
      el(
        "ul",
        { class: "hints" },
        el("li", {}, "Choose a card to see its facts and their sources; a heading also opens."),
        el("li", {}, "Choose a lever and an outcome above to see the best evidenced paths between them."),
        el("li", {}, "The tables below the picture hold the same content."),
        el(
          "li",
          {},
          "In the picture the arrow keys move, Enter shows the facts, Space opens, Escape goes back.",
        ),
      ),
      el(
        "p",
        { class: "muted" },
        "What is not stated here is not “no”: it means that no source was found that says so.",
      ),
    ];
  }

  node(node, state, next) {
    const prose = fact(node, "definition") || fact(node, "description");
    return [
      el("p", { class: "kind-line" }, glyph(node), kindWords(node)),
      el("h2", { id: "panel-title", tabindex: "-1" }, node.label),
      doubtMarks(node),
      prose ? el("p", { class: "prose" }, prose) : null,
      this.actions(node, state),
      node.kind === "lever" ? this.inRegions(node, state) : null,
      factList(node),
      node.heading
        ? el("p", { class: "muted" }, "A heading made by the explorer; it is not a thing in the graph.")
        : sourceLine(node),
      node.children.length ? this.members(node) : null,
      this.linkGroups(node),
      this.claimGroups(node),
      node.heading ? null : queryText(queryOfThing(node)),
    ];
  }

  actions(node, state) {
    const parts = [];
    if (node.children.length && state.view === "overview") {
      const open = state.open.has(node.id);
      parts.push(
        button(open ? `Close ${node.label}` : `Open ${node.label} (${node.children.length})`, () =>
          this.act.toggle(node),
        ),
      );
    }
    if (!(state.view === "around" && state.focus === node.id)) {
      parts.push(button("Show only its neighbours", () => this.act.around(node)));
    }
    if (node.kind === "lever" && !node.heading)
      parts.push(button("Paths from here", () => this.act.setEnd("from", node)));
    if (node.kind === "outcome" && !node.heading)
      parts.push(button("Paths to here", () => this.act.setEnd("to", node)));
    return parts.length ? el("p", { class: "actions" }, parts) : null;
  }

  inRegions(node, state) {
    return node.heading ? null : regionsOf(state).map((region) => this.inRegion(node, region));
  }

  inRegion(node, region) {
    const { status, claims, ended, contradictory } = holding(region, node);
    const words = ended ? `ended ${ended}` : STATUS[status].word;
    return el(
      "div",
      { class: "callout" },
      el(
        "p",
        {},
        el("strong", {}, `${region.label}: ${words}. `),
        contradictory ? "Sources disagree. " : "",
        status === "Open" ? "A soft power needs no law." : "",
        status === "NotStated" ? "No source that we found says whether it holds this; that is not “no”." : "",
      ),
      claims.map((claim) => [factList(claim, ["status"]), sourceLine(claim)]),
    );
  }

  members(node) {
    return group(
      `${node.kind === "domain" || node.kind === "lever" ? "Levers" : KINDS[node.kind].many} under it`,
      node.children,
      (child) => el("li", { class: "row" }, this.name(NODES[child])),
    );
  }

  linkGroups(node) {
    const groups = new Map();
    const put = (heading, other, subject) =>
      groups.set(heading, [...(groups.get(heading) || []), { other, subject }]);
    for (const [name, other] of node.links) {
      if (name in LINK_HEADINGS) put(LINK_HEADINGS[name].subject, NODES[other], node);
      else put(term(name), NODES[other], node);
    }
    for (const line of node.lines) {
      if (line.link && line.subject !== node.index)
        put(LINK_HEADINGS[line.link].object, NODES[line.subject], NODES[line.subject]);
    }
    return [...groups].map(([heading, rows]) =>
      group(heading, rows, ({ other, subject }) =>
        el("li", { class: "row" }, this.name(other), subject === node ? null : sourceLine(subject)),
      ),
    );
  }

  claimGroups(node) {
    const groups = new Map();
    for (const claim of node.claims) {
      const own = claim.roles.find(([, place]) => place === node.index)[0];
      const key = `${claim.kind} ${own}`;
      groups.set(key, [...(groups.get(key) || []), claim]);
    }
    const order = Object.keys(HEADINGS);
    const keys = [...groups.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    return keys.map((key) => {
      const heading = HEADINGS[key] || `${term(key.split(" ")[0])}: ${term(key.split(" ")[1])}`;
      const claims = groups.get(key).sort((a, b) => strength(b) - strength(a) || a.index - b.index);
      return group(heading, claims, (claim) => this.claim(claim, node));
    });
  }

  claim(claim, node) {
    const others = [
      ...new Set(claim.roles.filter(([, place]) => place !== node.index).map(([, place]) => place)),
    ];
    const prose = fact(claim, "description") || fact(claim, "mechanism") || fact(claim, "powerLabel");
    return el(
      "li",
      { class: "claim" },
      el(
        "p",
        { class: "claim-head" },
        others.length ? others.map((place) => this.name(NODES[place])) : null,
        verdict(claim),
      ),
      prose ? el("p", { class: "prose" }, prose) : null,
      doubtMarks(claim),
      factList(claim, QUICK),
      sourceLine(claim),
    );
  }

  name(node) {
    return el(
      "button",
      {
        type: "button",
        class: "name",
        onclick: () => this.act.choose({ node: node.index }, { focus: true }),
      },
      glyph(node),
      node.label,
    );
  }

  link(link) {
    const from = NODES[link.from];
    const to = NODES[link.to];
    return [
      el("p", { class: "kind-line" }, plural(link.lines.length, "claim")),
      el(
        "h2",
        { id: "panel-title", tabindex: "-1" },
        from.label,
        el("span", { class: "arrow" }, " → "),
        to.label,
      ),
      el("p", { class: "actions" }, this.name(from), this.name(to)),
      group("What the line stands for", link.lines, (line) => this.line(line)),
      queryText(queryOfClaims(link.lines.map(lineClaim).filter(Boolean))),
    ];
  }

  line(line) {
    const claim = lineClaim(line);
    if (!claim) {
      return el(
        "li",
        { class: "claim" },
        el("p", { class: "claim-head" }, this.name(NODES[line.from]), this.name(NODES[line.to])),
        sourceLine(NODES[line.subject]),
      );
    }
    const prose = fact(claim, "mechanism") || fact(claim, "description") || fact(claim, "powerLabel");
    return el(
      "li",
      { class: "claim" },
      el("p", { class: "sentence" }, sentence(line.from, line.to, claim)),
      el("p", { class: "claim-head" }, verdict(claim)),
      prose ? el("p", { class: "prose" }, prose) : null,
      doubtMarks(claim),
      factList(claim, QUICK),
      sourceLine(claim),
    );
  }

  paths(state, next) {
    const { result } = next;
    const from = NODE_BY_ID.get(state.from);
    const to = NODE_BY_ID.get(state.to);
    const head = [
      el("p", { class: "kind-line" }, "Paths"),
      el(
        "h2",
        { id: "panel-title", tabindex: "-1" },
        from.label,
        el("span", { class: "arrow" }, " → "),
        to.label,
      ),
    ];
    if (!result.paths.length) {
      return [
        ...head,
        el(
          "p",
          {},
          `No path of up to ${PATHS.steps} steps is stated in this edition${isFiltered(state) ? ", with the filters that are set" : ""}. That is not a “no”: nobody may have looked.`,
        ),
        result.stopped
          ? el("p", { class: "muted" }, `The search stopped after ${plural(result.looked, "beginning")}.`)
          : null,
      ];
    }
    const limits = result.stopped
      ? `The search stopped after ${plural(result.looked, "beginning")}; there may be better paths.`
      : result.paths.length >= PATHS.wanted && result.more
        ? `These are the best ${PATHS.wanted}; there may be more of up to ${PATHS.steps} steps.`
        : `These are all that this edition states, of up to ${PATHS.steps} steps.`;
    return [
      ...head,
      el(
        "p",
        { class: "muted" },
        `${plural(result.paths.length, "path")}, the one with the strongest weakest step first. A path is as strong as its weakest step. ${limits}`,
      ),
      this.canRegion(from, state),
      el(
        "ol",
        { class: "paths" },
        result.paths.map((path, place) => this.path(path, place, state)),
      ),
      queryText(queryOfClaims(result.paths.flatMap((path) => path.steps.flatMap((step) => step.claims)))),
    ];
  }

  canRegion(lever, state) {
    return state.region
      ? this.inRegions(lever, state)
      : el("p", { class: "muted" }, "Choose a region above to see whether it holds this lever.");
  }

  path(path, place, state) {
    const chosen = state.path === place;
    const net = netPolarity(path);
    const end = NODES[path.steps[path.steps.length - 1].to];
    const via = path.steps.slice(0, -1).map((step) => NODES[step.to].label);
    return el(
      "li",
      { class: chosen ? "path chosen" : "path" },
      el(
        "button",
        {
          type: "button",
          class: "path-head",
          "aria-pressed": String(chosen),
          onclick: () => this.act.path(chosen ? -1 : place),
        },
        el("span", { class: "path-name" }, via.length ? `Through ${via.join(", then ")}` : "Directly"),
        el(
          "span",
          { class: "path-sum" },
          `${plural(path.steps.length, "step")}, weakest: ${STRENGTH_WORD[path.weakest]}`,
        ),
      ),
      el(
        "ol",
        { class: "steps" },
        path.steps.map((step) => this.step(step, path)),
      ),
      chosen ? this.done(path) : null,
      net
        ? el(
            "p",
            { class: "muted small" },
            `Taken together, the signs of the steps say that the lever ${net} “${end.label}” (worked out by us).`,
          )
        : null,
    );
  }

  // Where somebody has gone this way: interventions that used the lever and act on a step of the path.
  done(path) {
    const on = new Set(path.steps.map((step) => step.to));
    const rows = NODES[path.steps[0].from].claims
      .filter((claim) => claim.kind === "LeverUse")
      .map((claim) => ({ claim, node: NODES[role(claim, "intervention")] }))
      .filter(({ node }) => node && node.links.some(([name, place]) => name === "actsOn" && on.has(place)));
    if (!rows.length)
      return el(
        "p",
        { class: "muted small" },
        "No intervention in this edition is recorded as having used the lever on a step of this path.",
      );
    const where = (node) => [
      ...new Set(node.lines.map((line) => NODES[line.from]).filter((other) => other.kind === "region")),
    ];
    return group("Where this has been done", rows, ({ claim, node }) =>
      el(
        "li",
        { class: "row" },
        this.name(node),
        el(
          "span",
          { class: "muted" },
          ` ${where(node)
            .map((region) => region.label)
            .join(", ")}`,
        ),
        doubtMarks(claim),
        sourceLine(claim),
      ),
    );
  }

  step(step, path) {
    const weakest = step.rank === path.weakest;
    return el(
      "li",
      { class: weakest ? "step weakest" : "step" },
      step.claims.map((claim, place) => [
        el("p", { class: "sentence" }, place ? "Also: " : "", sentence(step.from, step.to, claim)),
        fact(claim, "mechanism") ? el("p", { class: "prose" }, fact(claim, "mechanism")) : null,
        el(
          "p",
          { class: "claim-head" },
          verdict(claim),
          weakest && !place
            ? el("span", { class: "tag weak-tag" }, path.steps.length > 1 ? "weakest step" : "only step")
            : null,
        ),
        doubtMarks(claim),
        sourceLine(claim),
      ]),
    );
  }
}

function kindWords(node) {
  if (node.heading) return `${KINDS[node.kind].many}: heading`;
  const type = fact(node, "type");
  return type ? `${KINDS[node.kind].one}: ${term(type)}` : KINDS[node.kind].one;
}

const VERBS = { Increases: "raises", Decreases: "lowers", MixedPolarity: "changes, either way," };

function sentence(from, to, claim) {
  const verb = VERBS[fact(claim, "polarity")] || (CAUSAL.has(claim.kind) ? "acts on" : "→");
  return [el("b", {}, NODES[from].label), ` ${verb} `, el("b", {}, NODES[to].label), "."];
}

// Facts that the head of a claim already tells.
const QUICK = ["strength", "polarity", "healthDirection", "status", "direction"];

function verdict(claim) {
  const parts = [];
  const status = fact(claim, "status");
  if (status)
    parts.push(
      el(
        "span",
        { class: `tag status-${STATUS[status] ? status : "NotStated"}` },
        `${STATUS[status] ? STATUS[status].mark : "?"} ${STATUS[status] ? STATUS[status].word : term(status)}`,
      ),
    );
  if (CAUSAL.has(claim.kind) && !fact(claim, "strength"))
    parts.push(el("span", { class: "tag" }, "strength not stated"));
  const rank = strength(claim);
  if (rank) parts.push(el("span", { class: "tag strength" }, bars(rank), STRENGTH_WORD[rank]));
  const health = HEALTH[fact(claim, "healthDirection")];
  if (health) parts.push(el("span", { class: `tag health-${fact(claim, "healthDirection")}` }, health));
  if (fact(claim, "direction")) parts.push(el("span", { class: "tag" }, term(fact(claim, "direction"))));
  return parts;
}

function bars(rank) {
  const drawing = svg("svg", {
    viewBox: "0 0 18 12",
    class: "bars",
    "aria-hidden": "true",
    focusable: "false",
  });
  for (let bar = 0; bar < 4; bar += 1) {
    drawing.append(
      svg("rect", {
        x: String(bar * 4.6),
        y: String(9 - bar * 3),
        width: "3.4",
        height: String(3 + bar * 3),
        class: bar < rank ? "on" : "off",
      }),
    );
  }
  return drawing;
}

function doubtMarks(record) {
  const found = doubts(record);
  if (!found.length) return null;
  const notes = [
    record.said.basisNote && `Basis: ${record.said.basisNote}`,
    record.said.verificationNote,
  ].filter(Boolean);
  return el(
    "p",
    { class: "doubts" },
    found.map((word) => el("span", { class: "tag doubt" }, `! ${word}`)),
    notes.length ? el("span", { class: "small muted" }, notes.join("; ")) : null,
  );
}

function factList(record, without = []) {
  const rows = record.facts.filter(([name]) => !SHOWN_APART.has(name) && !without.includes(name));
  if (!rows.length) return null;
  const names = [...new Set(rows.map(([name]) => name))];
  const values = (name) =>
    rows.filter(([other]) => other === name).map(([, value]) => el("dd", {}, shownValue(value)));
  return el(
    "dl",
    {},
    names.map((name) =>
      el(
        "div",
        {},
        el("dt", {}, capital(term(name))),
        el(
          "dd",
          {},
          values(name).flatMap(({ childNodes }, place) => (place ? ["; ", ...childNodes] : [...childNodes])),
        ),
      ),
    ),
  );
}

function shownValue(value) {
  if (typeof value === "string") return value;
  if (value.u !== undefined) return webLink(value.u, value.u);
  return term(value.c);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sourceLine(record) {
  const { said } = record;
  const parts = record.sources.map((place) => {
    const source = SOURCES[place];
    const title = said.citedAs || source.label;
    const bits = [source.url ? webLink(source.url, title) : el("span", {}, title)];
    if (source.kind) bits.push(`, ${term(source.kind).toLowerCase()}`);
    return el("span", {}, bits);
  });
  const rest = [];
  if (said.date) rest.push(said.date);
  if (said.locator) rest.push(said.locator);
  if (said.confidence) rest.push(term(said.confidence).toLowerCase());
  if (said.basis === "StatedBySource") rest.push(term(said.basis).toLowerCase());
  if (said.verification === "Verified") rest.push(term(said.verification).toLowerCase());
  if (!parts.length)
    return el("p", { class: "source" }, "Source: none given", rest.length ? ` (${rest.join(", ")})` : "");
  return el(
    "p",
    { class: "source" },
    parts.length > 1 ? "Sources: " : "Source: ",
    parts.flatMap((part, place) => (place ? ["; ", part] : [part])),
    rest.length ? ` (${rest.join("; ")})` : "",
  );
}

// A heading that folds, with its rows; only the first are made until the rest are asked for.
function group(heading, rows, draw) {
  const list = el("ul", { class: "claims" }, rows.slice(0, MANY).map(draw));
  const rest = rows.length - MANY;
  const more =
    rest > 0
      ? button(
          `Show ${rest} more`,
          () => {
            const first = draw(rows[MANY]);
            first.setAttribute("tabindex", "-1");
            list.append(first, ...rows.slice(MANY + 1).map(draw));
            more.remove();
            first.focus();
          },
          { class: "quiet" },
        )
      : null;
  return el(
    "details",
    { class: "group", open: true },
    el("summary", {}, heading, el("span", { class: "count" }, ` ${rows.length}`)),
    list,
    more,
  );
}

// The question in SPARQL that gives the same facts, to copy.
function queryOfThing(node) {
  return `SELECT ?claim ?property ?value WHERE {\n  { BIND(<${node.iri}> AS ?claim) }\n  UNION { ?claim ?role <${node.iri}> }\n  ?claim ?property ?value\n}\nORDER BY ?claim ?property ?value`;
}

function queryOfClaims(claims) {
  const names = [...new Set(claims)].map(
    ({ id }) => `<${/^[a-z][a-z0-9+.-]*:/i.test(id) ? id : DATA.home + id}>`,
  );
  return `SELECT ?claim ?property ?value WHERE {\n  VALUES ?claim {\n    ${names.join("\n    ")}\n  }\n  ?claim ?property ?value\n}\nORDER BY ?claim ?property ?value`;
}

function queryText(text) {
  const words = el("pre", { tabindex: "0", role: "region", "aria-label": "SPARQL" }, text);
  return el(
    "details",
    { class: "group query" },
    el("summary", {}, "The same in SPARQL"),
    words,
    button("Copy", () => copy(text), { class: "quiet" }),
  );
}
