// @ts-check
// Suggestions while typing, in every field with `data-suggest`: what the search itself would find.
// Without it the fields are plain ones.
"use strict";

(() => {
  const FEWEST = 2;
  const MOST = 8;
  /** Milliseconds without a key before the server is asked. */
  const PAUSE = 150;

  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = document.querySelectorAll("input[data-suggest]");
  for (const field of fields) {
    const list = document.createElement("datalist");
    list.id = `${field.id}-suggestions`;
    field.after(list);
    field.setAttribute("list", list.id);
    let timer = 0;
    let asked = "";
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => suggest(field, list), PAUSE);
    });

    /**
     * @param {HTMLInputElement} field
     * @param {HTMLDataListElement} list
     */
    async function suggest(field, list) {
      const text = field.value.trim();
      if (text.length < FEWEST || text === asked) return;
      asked = text;
      const address = `${field.dataset.suggest}?${new URLSearchParams({ q: text, limit: String(MOST) })}`;
      /** @type {{label: string, kind: string}[]} */
      let found = [];
      try {
        const response = await fetch(address);
        if (response.ok) found = await response.json();
      } catch {
        // the server is gone: the field stays a plain one
      }
      if (field.value.trim() !== text) return; // typed on meanwhile
      list.replaceChildren(
        ...found.map(({ label, kind }) => {
          const option = document.createElement("option");
          option.value = label;
          option.label = kind === "queries" ? "question" : kind.replaceAll("-", " ");
          return option;
        }),
      );
    }
  }
})();
