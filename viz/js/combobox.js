// @ts-check
// A box to type into that lists what fits, for mouse and keyboard, after the ARIA pattern.

/** @param {string} text */
const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
const FOLDED = NODES.map((node) => folded(node.label));

/**
 * The things whose names fit a typed text: those that begin with it, then those with a word that does, then those
 * that contain it.
 * @param {string} text
 * @param {Thing[]} nodes
 */
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

/**
 * `chosen(node)` is called with the chosen node, or with null where the box was emptied.
 * @param {HTMLInputElement} input
 * @param {Thing[]} nodes
 * @param {(node: Thing | null) => void} chosen
 * @param {{keep?: boolean}} [options]
 */
function combobox(input, nodes, chosen, { keep = true } = {}) {
  const list = byId(input.getAttribute("aria-controls"));
  const choices = [...nodes].sort((a, b) => a.label.localeCompare(b.label) || a.index - b.index);
  /** @type {Thing[]} */
  let shown = [];
  let active = -1;
  /** @type {Thing | null} */
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
          onmousedown: (/** @type {Event} */ event) => pick(event, node),
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

  /** @param {number} place */
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

  /**
   * @param {Event | null} event
   * @param {Thing | null} node
   */
  function pick(event, node) {
    if (event) event.preventDefault();
    show(node);
    close();
    chosen(node);
  }

  /** @param {Thing | null} node */
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
