// What to leave out: by evidence, effect, time, doubt, kind of thing and of claim. Nothing closes at a tick.

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

const SIGN_CHOICES = { Increases: "raises", Decreases: "lowers", MixedPolarity: "either way" };

function filterForm(act) {
  const kinds = Object.keys(KINDS).filter((kind) => NODES.some((node) => node.kind === kind));
  const set = (patch) => act.filter({ ...STATE.filters, ...patch });
  const tick = (list, name) => (event) =>
    set({
      [list]: event.target.checked
        ? STATE.filters[list].filter((other) => other !== name)
        : [...STATE.filters[list], name].sort(),
    });
  const box = (id, text, onchange) =>
    el("label", { class: "tick" }, el("input", { type: "checkbox", id, onchange }), text);
  const choice = (id, text, options, onchange) =>
    el(
      "div",
      { class: "field" },
      el("label", { for: id }, text),
      el(
        "select",
        { id, onchange },
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
        (event) => set({ weakest: Number(event.target.value) }),
      ),
      choice("sign", "Polarity", [["", ANY], ...Object.entries(SIGN_CHOICES)], (event) =>
        set({ sign: event.target.value }),
      ),
      choice("health", "For health", [["", ANY], ...Object.entries(HEALTH)], (event) =>
        set({ health: event.target.value }),
      ),
      choice(
        "day",
        "In force",
        [["", "at any time"], ...(DATA.edition ? [[DATA.edition, `on ${dayWords(DATA.edition)}`]] : []), ...daysToChoose()],
        (event) => set({ day: event.target.value }),
      ),
      choice("since", "Source from", [["", "any year"], ...yearsOfSources()], (event) =>
        set({ since: event.target.value }),
      ),
    ),
    el(
      "p",
      { class: "muted small" },
      "A claim without a date, and a thing without years, stays: that no date is stated does not make it old.",
    ),
    box("doubtful", "Show what we coded ourselves, recalled, or did not verify", (event) =>
      set({ doubtful: event.target.checked }),
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

// Make the form say what the state says.
function showFilters({ filters }) {
  byId("weakest").value = String(filters.weakest);
  for (const name of ["health", "sign", "day", "since"]) choose(byId(name), filters[name]);
  byId("doubtful").checked = filters.doubtful;
  for (const input of document.querySelectorAll("#filters fieldset input")) {
    const [list, name] = input.id.startsWith("kind-")
      ? ["hidden", input.id.slice(5)]
      : ["without", input.id.slice(6)];
    input.checked = !filters[list].includes(name);
  }
}

// A link may hold a value that the form does not list: it is added, so that the form never says otherwise.
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value))
    select.append(el("option", { value }, value));
  select.value = value;
}
