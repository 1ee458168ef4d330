// A box to type into that lists what fits, for mouse and keyboard, after the ARIA pattern.

const GLYPHS = {
  region: "M8 .8 15.4 6.3 12.6 15H3.4L.6 6.3Z",
  challenge: "M1 2.5H15L8 15Z",
  domain: "M1.8 1.8H14.2V14.2H1.8Z",
  lever: "M8 1.2 15.2 14.4H.8Z",
  intervention: "M8 .3 15.7 8 8 15.7.3 8Z",
  determinant: "M8 1A7 7 0 1 1 7.99 1Z",
  outcome: "M8 .4 10.2 5.4 15.6 5.9 11.5 9.5 12.8 14.9 8 12 3.2 14.9 4.5 9.5.4 5.9 5.8 5.4Z",
  indicator: "M1.5 9H5V15H1.5ZM6.3 5H9.7V15H6.3ZM11 1H14.5V15H11Z",
};

function glyph(node) {
  if (node.verdict) return markTag(node.verdict);
  const path = svg("path", { d: GLYPHS[node.kind], class: isSoft(node) ? "hollow" : "solid" });
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `glyph kind-${node.kind}`, "aria-hidden": "true", focusable: "false" },
    path,
  );
}

const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
const FOLDED = NODES.map((node) => folded(node.label));

// What fits a typed text: names that begin with it, then those with a word that does, then those that contain it.
function matches(text, nodes) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const rated = [];
  for (const node of nodes) {
    const name = FOLDED[node.index];
    if (!words.every((word) => name.includes(word))) continue;
    const wholes = words.filter((word) => ` ${name}`.includes(` ${word}`)).length;
    rated.push({ node, rate: (name.startsWith(words.join(" ")) ? -100 : 0) - wholes });
  }
  rated.sort(
    (a, b) => a.rate - b.rate || a.node.label.localeCompare(b.node.label) || a.node.index - b.node.index,
  );
  return rated.map(({ node }) => node);
}

const LISTED = 60;

// `chosen(node)` is called with the chosen node, or with null where the box was emptied.
function combobox(input, nodes, chosen, { keep = true } = {}) {
  const list = byId(input.getAttribute("aria-controls"));
  const choices = [...nodes].sort((a, b) => a.label.localeCompare(b.label) || a.index - b.index);
  let shown = [];
  let active = -1;
  let value = null;

  function open() {
    const text = value && input.value === value.label ? "" : input.value;
    const found = text ? matches(text, choices) : keep ? choices : [];
    shown = found.slice(0, LISTED);
    active = -1;
    const options = shown.map((node, place) =>
      el(
        "li",
        {
          role: "option",
          id: `${list.id}-${place}`,
          "aria-selected": "false",
          onmousedown: (event) => pick(event, node),
        },
        glyph(node),
        el("span", { class: "option-name" }, node.label),
        keep ? null : el("span", { class: "option-kind" }, KINDS[node.kind].one),
      ),
    );
    if (!shown.length && text)
      options.push(
        el(
          "li",
          { class: "option-none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          "Nothing by that name",
        ),
      );
    if (found.length > shown.length) {
      const rest = `${found.length - shown.length} more: type on to narrow`;
      options.push(
        el(
          "li",
          { class: "option-none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          rest,
        ),
      );
    }
    fill(list, options);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    fill(list);
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(place) {
    if (list.hidden) open();
    if (!shown.length) return;
    if (active >= 0) list.children[active].setAttribute("aria-selected", "false");
    active = (place + shown.length) % shown.length;
    const option = list.children[active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function pick(event, node) {
    if (event) event.preventDefault();
    show(node);
    close();
    chosen(node);
  }

  function show(node) {
    value = node;
    input.value = keep && node ? node.label : "";
  }

  input.addEventListener("input", open);
  input.addEventListener("click", () => (list.hidden ? open() : null));
  input.addEventListener("blur", () => {
    close();
    if (!keep) return;
    if (input.value.trim() === "" && value) pick(null, null);
    else show(value);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && !list.hidden && shown.length)
      return pick(event, shown[Math.max(0, active)]);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Escape") input.value = value && keep ? value.label : "";
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { show };
}
