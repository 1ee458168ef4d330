// @ts-check
// How facts, sources and doubts are written in the page.

const SHOWN_APART = new Set(["definition", "description", "mechanism", "powerLabel", "type"]);

// Facts that the head of a claim already tells.
const QUICK = ["strength", "polarity", "healthDirection", "status", "direction"];

/** @param {Thing} node */
function kindWords(node) {
  if (node.heading) return `${KINDS[node.kind].many}: heading`;
  const type = fact(node, "type");
  return type ? `${KINDS[node.kind].one}: ${term(type)}` : KINDS[node.kind].one;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {Claim} claim
 */
function sentence(from, to, claim) {
  const verb = SIGNS[fact(claim, "polarity")] || (CAUSAL.has(claim.kind) ? "acts on" : claimVerb(claim) || "→");
  return [el("b", {}, NODES[from].label), ` ${verb} `, el("b", {}, NODES[to].label), "."];
}

// The verbs of claims that are not causal, and of links that a thing itself states.
/** @type {Record<string, string>} */
const VERBS = {
  LeverUse: "was used by",
  Participation: "takes part in",
  SpecificPower: "has a particular power in",
  actsOn: "acts on",
  addresses: "is addressed by",
  measures: "is measured by",
  region: "is the place of",
  domain: "is the domain of",
};

/** @param {Claim} claim */
function claimVerb(claim) {
  if (claim.kind !== "RequirementOption") return VERBS[claim.kind] || "";
  const requirement = REQUIREMENTS[claim.requirement];
  if (!requirement) return "is needed by";
  const helpful = fact(requirement, "necessity") === "Helpful";
  if (requirement.options.length > 1) return helpful ? "is one that would help" : "is one way to meet a need of";
  return helpful ? "would help" : "is needed by";
}

/**
 * @param {string} text
 * @param {string} [name]
 * @param {Child} [before]
 */
function tag(text, name = "", before = null) {
  return el("span", { class: `tag ${name}`.trim() }, before, text);
}

/**
 * The tags of a claim: a status, a strength, an effect on health, a direction.
 * @param {Claim} claim
 */
function claimTags(claim) {
  const parts = [];
  const status = fact(claim, "status");
  const known = STATUS[status];
  if (status)
    parts.push(
      tag(
        `${known ? known.mark : "?"} ${known ? known.word : term(status)}`,
        `status-${known ? status : "NotStated"}`,
      ),
    );
  const rank = strength(claim);
  if (rank) parts.push(tag(STRENGTH_WORD[rank], "strength", bars(rank)));
  else if (CAUSAL.has(claim.kind)) parts.push(tag("strength not stated"));
  const health = fact(claim, "healthDirection");
  if (HEALTH[health]) parts.push(tag(HEALTH[health], `health-${health}`));
  if (fact(claim, "direction")) parts.push(tag(term(fact(claim, "direction"))));
  return parts;
}

/** @param {number} rank */
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

/** @param {Statement} record */
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

/**
 * @param {Statement} record
 * @param {string[]} [without]
 */
function factList(record, without = []) {
  const rows = factsOf(record).filter(([name]) => !SHOWN_APART.has(name) && !without.includes(name));
  if (!rows.length) return null;
  const names = [...new Set(rows.map(([name]) => name))];
  return el(
    "dl",
    {},
    names.map((name) => {
      const values = rows.filter(([other]) => other === name).map(([, value]) => shownValue(name, value));
      return el(
        "div",
        {},
        el("dt", {}, capital(term(name))),
        el(
          "dd",
          {},
          values.flatMap((value, place) => (place ? ["; ", value] : [value])),
        ),
      );
    }),
  );
}

/**
 * @param {string} name
 * @param {Value} value
 */
function shownValue(name, value) {
  if (typeof value === "string")
    return DATA.literals[name] === "boolean" ? { true: "yes", false: "no" }[value] || value : value;
  if (value.u !== undefined) return webLink(value.u, value.u);
  if (value.o !== undefined) return DATA.others[value.o].label;
  return value.v !== undefined ? value.v : term(value.c);
}

/** @param {Statement} record */
function sourceLine(record) {
  const { said } = record;
  const parts = record.sources.map((place) => {
    const source = SOURCES[place];
    const title = said.citedAs || source.label;
    /** @type {Child[]} */
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

const MANY = 8;

/**
 * A heading that folds, with its rows; only the first are made until the rest are asked for.
 * @template T
 * @param {string} heading
 * @param {T[]} rows
 * @param {(row: T) => HTMLElement} draw
 * @param {{open?: boolean, note?: Child, count?: string | number}} [options]
 */
function group(heading, rows, draw, { open = true, note = null, count = rows.length } = {}) {
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
    { class: "group", open },
    el("summary", {}, heading, el("span", { class: "count" }, ` ${count}`)),
    note,
    list,
    more,
  );
}
