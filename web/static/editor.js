// @ts-check
// The editor made more comfortable: completion from our own graph, answers in place, cancel, go to the mistake.
// Without it the page is a plain form that answers all the same.
"use strict";

(() => {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("editor"));
  const area = /** @type {HTMLTextAreaElement} */ (document.getElementById("query"));
  const cancel = /** @type {HTMLButtonElement} */ (document.getElementById("cancel"));
  const progress = document.getElementById("progress");
  const MOST = 8;
  /** The characters of an address beyond which the query is sent as a form: servers take 16,384 bytes. */
  const LONGEST = 8000;

  document.documentElement.classList.add("js");
  reveal(document);
  cancel.hidden = false;

  /** @param {ParentNode} place */
  function reveal(place) {
    const parts = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".with"));
    for (const part of parts) part.hidden = false;
  }

  /** @param {Event} event */
  function targetOf(event) {
    return /** @type {HTMLElement} */ (event.target);
  }

  // ---- Answers in place -------------------------------------------------------------------------

  /** @type {AbortController | null} */
  let running = null;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = `${form.getAttribute("action")}?${new URLSearchParams({ query: area.value })}`;
    show(address, true);
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  cancel.addEventListener("click", () => running?.abort());
  window.addEventListener("popstate", (event) => {
    if (event.state?.query === undefined) location.reload();
    else area.value = event.state.query;
  });
  if (history.state?.query !== undefined) area.value = history.state.query;
  document.addEventListener("click", (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = targetOf(event).closest(".examples a, #result thead a, #result .turn a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const query = new URL(link.href).searchParams.get("query");
    if (query !== null) area.value = query;
    show(link.href, true, Boolean(link.closest(".examples")));
  });

  /**
   * @param {string} address
   * @param {boolean} remember
   * @param {boolean} [scroll]
   */
  async function show(address, remember, scroll = false) {
    running?.abort();
    const long = address.length > LONGEST;
    if (remember && long) {
      // before the answer comes: who goes back while it is awaited finds the query, too
      history.replaceState({ query: area.value }, "");
      history.pushState({ query: area.value }, "", form.action);
    }
    const mine = (running = new AbortController());
    busy(true);
    try {
      const response = await fetch(long ? form.action : address, { ...asked(address, long), signal: mine.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.getElementById("result");
      if (!found) {
        if (long) progress.textContent = page.body.textContent.trim().slice(0, 300);
        else location.assign(address);
        return;
      }
      document.getElementById("result").replaceWith(document.adoptNode(found));
      reveal(found);
      if (remember && !long) history.pushState(null, "", address);
      progress.textContent = found.querySelector("h2")?.textContent ?? "Answered.";
      if (scroll) area.scrollIntoView({ block: "start" });
      /** @type {HTMLElement | null} */
      const mistake = found.querySelector(".mistake");
      if (mistake && Number(mistake.dataset.line)) toPlace(mistake);
    } catch (error) {
      progress.textContent = error instanceof Error && error.name === "AbortError" ? "Cancelled." : "The server cannot be reached.";
    } finally {
      if (running === mine) {
        running = null;
        busy(false);
      }
    }
  }

  /**
   * What to ask an address with: one that is too long for a server is sent as a form.
   * @param {string} address
   * @param {boolean} long
   * @returns {RequestInit}
   */
  function asked(address, long) {
    const headers = { accept: "text/html" };
    return long ? { headers, method: "POST", body: new URL(address, location.href).searchParams } : { headers };
  }

  /** @param {boolean} is */
  function busy(is) {
    cancel.disabled = !is;
    form.setAttribute("aria-busy", String(is));
    if (is) progress.textContent = "Running …";
  }

  /** @param {HTMLElement | null} mistake what tells the line and column of a mistake */
  function toPlace(mistake) {
    const lines = area.value.split("\n");
    const line = Number(mistake.dataset.line) - 1;
    const start = lines.slice(0, line).join("\n").length + (line ? 1 : 0) + Number(mistake.dataset.column) - 1;
    const word = /^\S*/.exec(area.value.slice(start))[0].length;
    area.focus();
    area.setSelectionRange(start, start + Math.max(word, 1));
  }

  document.addEventListener("click", async (event) => {
    const target = targetOf(event);
    if (target.id === "goto") toPlace(target.closest(".mistake"));
    if (target instanceof HTMLAnchorElement && target.id === "share" && navigator.clipboard) {
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(target.href);
        document.getElementById("copied").textContent = "The link is copied.";
      } catch {
        location.assign(target.href);
      }
    }
  });

  // ---- Completion -------------------------------------------------------------------------------

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  area.parentElement.append(list);
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("role", "status");
  area.parentElement.append(said);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-haspopup", "listbox");
  area.setAttribute("aria-controls", list.id);

  const KEYWORDS = ("SELECT DISTINCT WHERE OPTIONAL FILTER UNION BIND VALUES PREFIX CONSTRUCT DESCRIBE ASK GROUP BY " +
    "ORDER BY DESC ASC LIMIT OFFSET COUNT MINUS EXISTS HAVING SAMPLE GROUP_CONCAT COALESCE CONTAINS LCASE STR LANG").split(" ");
  /**
   * What the graph has to offer: terms as short name, label and definition, and prefixes.
   * @typedef {{terms: string[][], prefixes: Record<string, string>}} Terms
   * @type {Promise<Terms | null> | null}
   */
  let known = null;
  /** @type {string[][]} */
  let offered = [];
  let active = -1;
  let word = { start: 0, end: 0 };

  async function terms() {
    known ??= fetch(form.dataset.terms).then((response) => response.json()).catch(() => /** @type {null} */ (null));
    return known;
  }
  area.addEventListener("focus", terms, { once: true });

  area.addEventListener("input", (event) => {
    if (event.inputType === "insertFromPaste") close();
    else suggest(false);
  });
  area.addEventListener("blur", () => setTimeout(close, 150));
  area.addEventListener("click", close);
  area.addEventListener("scroll", close);
  area.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      suggest(true);
    } else if (list.hidden) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") {
      if (active < 0) close();
      else {
        event.preventDefault();
        take(offered[active]);
      }
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      close();
    }
  });
  list.addEventListener("mousedown", (event) => {
    /** @type {HTMLElement | null} */
    const option = targetOf(event).closest("[role=option]");
    if (option) {
      event.preventDefault();
      take(offered[Number(option.dataset.index)]);
    }
  });

  /** @param {boolean} asked */
  async function suggest(asked) {
    const place = area.selectionStart;
    const before = /[\w?$:.-]*$/.exec(area.value.slice(0, place))[0];
    if (!asked && before.length < 2) return close();
    const found = await terms();
    if (area.selectionStart !== place) return;
    word = { start: place - before.length, end: place };
    offered = options(before, found).slice(0, MOST);
    render();
  }

  /**
   * @param {string} before
   * @param {Terms | null} found
   * @returns {string[][]}
   */
  function options(before, found) {
    const small = before.toLowerCase();
    if (before.startsWith("?") || before.startsWith("$")) {
      const names = new Set(area.value.match(/[?$]\w+/g));
      names.delete(before);
      return [...names].filter((each) => each.startsWith(before)).map((each) => [each, "variable", ""]);
    }
    const terms = found?.terms ?? [];
    const [, , name] = /^([\w-]*:)?([\w.-]*)$/.exec(small) ?? [null, "", small];
    const wanted = before.slice(before.indexOf(":") + 1);
    const linking = linksHere();
    /** @type {[number, boolean, boolean, string[]][]} */
    const ranked = [];
    /**
     * @param {number} first
     * @param {string[]} term
     */
    const rank = (first, term) => {
      const own = term[0].slice(term[0].indexOf(":") + 1);
      ranked.push([first, !own.startsWith(wanted), linking && !isProperty(term[0]), term]);
    };
    for (const term of terms) {
      const curie = term[0].toLowerCase();
      const label = term[1].toLowerCase();
      const local = curie.slice(curie.indexOf(":") + 1);
      if (curie.startsWith(small)) rank(0, term);
      else if (!small.includes(":") && (local.startsWith(name) || label.startsWith(name))) rank(1, term);
      else if (!small.includes(":") && name.length > 2 && label.includes(name)) rank(2, term);
      else if (small.includes(":") && curie.startsWith(small.slice(0, small.indexOf(":") + 1)) && label.includes(name)) rank(3, term);
    }
    ranked.sort((a, b) => a[0] - b[0] || Number(a[1]) - Number(b[1]) || Number(a[2]) - Number(b[2]));
    const prefixes = Object.entries(found?.prefixes ?? {})
      .filter(([prefix]) => small && prefix.startsWith(small))
      .map(([prefix, space]) => [`${prefix}:`, "prefix", space]);
    const keywords = KEYWORDS.filter((each) => small.length > 1 && each.toLowerCase().startsWith(small) && each !== before)
      .map((each) => [each, "keyword", ""]);
    const likely = linking ? ranked.filter(([place, , other]) => place < 2 && !other) : [];
    const others = ranked.filter((each) => !likely.includes(each));
    /** @param {typeof ranked} some */
    const texts = (some) => some.map((each) => each[3]);
    return [...keywords.slice(0, 3), ...texts(likely), ...prefixes.slice(0, 4), ...texts(others)];
  }

  /** @param {string} curie */
  function isProperty(curie) {
    return /^lg:[a-z]/.test(curie);
  }

  // Whether a property comes next: after a subject, after a semicolon, or within a path of properties.
  function linksHere() {
    const text = area.value.slice(0, word.start);
    if (/[/|^]$/.test(text)) return true;
    const parts = text.split(/([;{}]|\.(?=\s|$))/);
    const words = parts.at(-1).trim().split(/\s+/).filter(Boolean).length;
    return words === (parts.at(-2) === ";" ? 0 : 1);
  }

  function render() {
    active = -1;
    list.replaceChildren(
      ...offered.map(([text, label, words], index) => {
        const option = document.createElement("li");
        option.id = `suggestion-${index}`;
        option.dataset.index = String(index);
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const code = document.createElement("code");
        code.textContent = text;
        option.append(code, ` ${label}`);
        if (words) {
          const more = document.createElement("span");
          more.textContent = words;
          option.append(more);
        }
        return option;
      }),
    );
    list.hidden = !offered.length;
    area.removeAttribute("aria-activedescendant");
    said.textContent = offered.length ? `${offered.length} suggestions. Down arrow to choose.` : "";
    if (offered.length) put();
  }

  // The list stands below the line of the caret: the font is even, so place follows from line and column.
  function put() {
    const lines = area.value.slice(0, word.start).split("\n");
    const style = getComputedStyle(area);
    const measure = document.createElement("canvas").getContext("2d");
    measure.font = style.font;
    const wide = measure.measureText("0").width;
    const x = parseFloat(style.paddingLeft) + lines.at(-1).length * wide - area.scrollLeft;
    const y = parseFloat(style.paddingTop) + lines.length * parseFloat(style.lineHeight) - area.scrollTop + 4;
    const room = area.parentElement.clientWidth - Math.min(list.offsetWidth, area.parentElement.clientWidth);
    list.style.setProperty("left", `${Math.max(0, Math.min(x, room))}px`);
    list.style.setProperty("top", `${Math.max(0, y)}px`);
  }

  /** @param {number} step */
  function move(step) {
    active = (active + step + offered.length + (active < 0 && step < 0 ? 1 : 0)) % offered.length;
    [...list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === active)));
    const option = list.children[active];
    area.setAttribute("aria-activedescendant", option.id);
  }

  /** @param {string[]} option */
  function take([text]) {
    area.setRangeText(text, word.start, word.end, "end");
    close();
    area.focus();
    if (text.endsWith(":")) suggest(true);
  }

  function close() {
    list.hidden = true;
    active = -1;
    area.removeAttribute("aria-activedescendant");
  }
})();
