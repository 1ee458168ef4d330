// @ts-check
// The form of the filters: evidence, effect, time, doubt, kinds of things and of claims. No tick closes it.

const ANY = "of any kind";

// The days that can be chosen: that of the edition, and the last of each year in which a power changed.
function daysToChoose() {
  const years = new Set();
  for (const claim of CLAIMS) {
    if (claim.kind !== "LeverHolding") continue;
    for (const name of ["validFrom", "validUntil"]) years.add(fact(claim, name).slice(0, 4));
  }
  const edition = DATA.edition.slice(0, 4);
  return [...years]
    .filter((year) => /^\d{4}$/.test(year) && year < edition)
    .sort()
    .reverse()
    .map((year) => [`${year}-12-31`, `on 31 December ${year}`]);
}

function yearsOfSources() {
  const years = CLAIMS.map((claim) => (claim.said.date || "").slice(0, 4)).filter((year) => /^\d{4}$/.test(year));
  const least = years.reduce((a, b) => (a < b ? a : b), "9999");
  const last = Number((DATA.edition || "2026").slice(0, 4));
  return [2000, 2005, 2010, 2015, 2020, last - 3, last - 1]
    .filter((year) => String(year) > least)
    .map((year) => [String(year), `${year} or later`]);
}

/** @type {Record<string, string>} */
const SIGN_CHOICES = { Increases: "raises", Decreases: "lowers", MixedPolarity: "either way" };

/** @param {Act} act */
function filterForm(act) {
  const kinds = KIND_NAMES.filter((kind) => NODES.some((node) => node.kind === kind));
  /** @param {Partial<Filters>} patch */
  const set = (patch) => act.filter({ ...STATE.filters, ...patch });
  /**
   * @param {"hidden" | "without"} list
   * @param {string} name
   */
  const tick = (list, name) => (/** @type {Event} */ event) =>
    set({
      [list]: isTicked(event)
        ? STATE.filters[list].filter((other) => other !== name)
        : [...STATE.filters[list], name].sort(),
    });
  /**
   * @param {string} id
   * @param {string} text
   * @param {(event: Event) => void} onchange
   */
  const box = (id, text, onchange) =>
    el("label", { class: "tick" }, el("input", { type: "checkbox", id, onchange }), text);
  /**
   * @param {string} id
   * @param {string} text
   * @param {string[][]} options
   * @param {(value: string) => void} chosen
   */
  const choice = (id, text, options, chosen) =>
    el(
      "div",
      { class: "field" },
      el("label", { for: id }, text),
      el(
        "select",
        { id, onchange: () => chosen(/** @type {HTMLSelectElement} */ (byId(id)).value) },
        options.map(([value, word]) => el("option", { value }, word)),
      ),
    );
  return [
    el(
      "div",
      { class: "filter-row" },
      choice(
        "weakest",
        "Evidence at least",
        [
          ["0", "of any strength"],
          ["2", "weak or better"],
          ["3", "moderate or better"],
          ["4", "strong only"],
        ],
        (value) => set({ weakest: Number(value) }),
      ),
      choice("sign", "Polarity", [["", ANY], ...Object.entries(SIGN_CHOICES)], (value) =>
        set({ sign: value }),
      ),
      choice("health", "For health", [["", ANY], ...Object.entries(HEALTH)], (value) =>
        set({ health: value }),
      ),
      choice(
        "day",
        "In force",
        [["", "at any time"], ...(DATA.edition ? [[DATA.edition, `on ${dayWords(DATA.edition)}`]] : []), ...daysToChoose()],
        (value) => set({ day: value }),
      ),
      choice("since", "Source from", [["", "any year"], ...yearsOfSources()], (value) =>
        set({ since: value }),
      ),
    ),
    el(
      "p",
      { class: "muted small" },
      "A claim without a date, and a thing without years, stays: that no date is stated does not make it old.",
    ),
    box("doubtful", "Show what we coded ourselves, recalled, or did not verify", (event) =>
      set({ doubtful: isTicked(event) }),
    ),
    el(
      "fieldset",
      {},
      el("legend", {}, "Things"),
      kinds.map((kind) => box(`kind-${kind}`, KINDS[kind].many, tick("hidden", kind))),
    ),
    el(
      "fieldset",
      {},
      el("legend", {}, "Claims"),
      CLAIM_KINDS.map((kind) => box(`claim-${kind}`, capital(term(kind)), tick("without", kind))),
    ),
    button("Clear the filters", () => act.filter(EMPTY_FILTERS()), { class: "quiet" }),
  ];
}

/**
 * @param {boolean} isOut
 * @param {string} id of a box that the form has where the graph has the kind
 */
function tickUnless(isOut, id) {
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
  if (box) box.checked = !isOut;
}

/** @param {Event} event */
function isTicked(event) {
  return /** @type {HTMLInputElement} */ (event.target).checked;
}

/**
 * Make the form say what the state says.
 * @param {State} given
 */
function showFilters({ filters }) {
  byId("weakest").value = String(filters.weakest);
  for (const name of TEXT_FILTERS) choose(byId(name), filters[name]);
  byId("doubtful").checked = filters.doubtful;
  for (const kind of KIND_NAMES) tickUnless(filters.hidden.includes(kind), `kind-${kind}`);
  for (const kind of CLAIM_KINDS) tickUnless(filters.without.includes(kind), `claim-${kind}`);
}

/**
 * A link may hold a value that the form does not list: it is added, so that the form never says otherwise.
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value))
    select.append(el("option", { value }, value));
  select.value = value;
}
