// What to leave out: weak evidence, what is doubtful, kinds of thing and of claim. Nothing closes at a tick.

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
        "Evidence",
        [
          ["0", "of any strength"],
          ["2", "weak or better"],
          ["3", "moderate or better"],
          ["4", "strong only"],
        ],
        (event) => set({ weakest: Number(event.target.value) }),
      ),
      choice("health", "Effect", [["", "of any kind"], ...Object.entries(HEALTH)], (event) =>
        set({ health: event.target.value }),
      ),
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
  byId("health").value = filters.health;
  byId("doubtful").checked = filters.doubtful;
  for (const input of document.querySelectorAll("#filters fieldset input")) {
    const [list, name] = input.id.startsWith("kind-")
      ? ["hidden", input.id.slice(5)]
      : ["without", input.id.slice(6)];
    input.checked = !filters[list].includes(name);
  }
}
