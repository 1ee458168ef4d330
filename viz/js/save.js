// @ts-check
// Takes what is to be seen out of the page: a link, a picture, a drawing, a table, the graph itself.

/**
 * Copies a text; where the browser does not allow it, shows the text selected, ready for the reader to copy.
 * @param {string} text
 * @param {Element} pressed
 */
async function copy(text, pressed) {
  try {
    await navigator.clipboard.writeText(text);
    tell(pressed, "Copied.");
  } catch {
    const field = el("textarea", { readonly: true, rows: 2, "aria-label": "What to copy" }, text);
    tell(pressed, "The browser does not allow copying. Copy it from here:", field);
    field.focus();
    field.select();
  }
}

/**
 * Says what a press did where it was pressed, until the next press.
 * @param {Element} pressed
 * @param {string} words
 * @param {...Child} parts
 */
function tell(pressed, words, ...parts) {
  for (const before of document.querySelectorAll(".said")) before.remove();
  pressed.parentElement.append(el("div", { class: "said" }, words, parts));
  announce(words);
}

/**
 * @param {string} name
 * @param {Blob | null} blob
 */
function save(name, blob) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  tell(byId("print"), `Saved as ${name}.`);
}

/**
 * The name of a file after what is to be seen: levergraph-bus-franchising-respiratory-disease.svg.
 * @param {State} state
 * @param {string} ending
 */
function fileName(state, ending) {
  const named = {
    paths: [state.from, state.to],
    around: ["around", state.focus],
    takeup: ["take-up"],
    overview: ["overview"],
  }[state.view];
  const regions = [state.region, state.other].filter((id) => id && !named.includes(id));
  return `${["levergraph", ...[...named, ...regions].map(plainWord)].filter(Boolean).join("-")}.${ending}`;
}

/**
 * The last word of an identifier, in letters that every file system takes.
 * @param {string} id
 */
function plainWord(id) {
  const last = id.split(/[/#]/).filter(Boolean).pop() || "";
  return folded(last).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 48);
}

/** @param {Scene} view */
function caption(view) {
  return `${view.title}. Levergraph${DATA.edition ? `, edition of ${dayWords(DATA.edition)}` : ""}. What is not stated is not “no”.`;
}

/** @param {Picture} picture */
function savePicture(picture) {
  const drawn = picture.host.querySelector("canvas");
  const ratio = drawn.width / picture.host.clientWidth;
  const { pad } = picture.card;
  const under = foot(picture, picture.host.clientWidth - 2 * pad);
  const height = drawn.height + Math.ceil((under.height + 14) * ratio);
  const whole = el("canvas", { width: drawn.width, height });
  const context = pen(whole);
  context.fillStyle = picture.colour.paper;
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(drawn, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, pad * ratio, drawn.height + 6 * ratio);
  paint(context, under.shapes, picture.font);
  whole.toBlob((blob) => save(fileName(picture.state, "png"), blob));
}

/** @param {Picture} picture */
function saveDrawing(picture) {
  const text = new XMLSerializer().serializeToString(drawing(picture));
  save(fileName(picture.state, "svg"), new Blob([text], { type: "image/svg+xml" }));
}

/**
 * One table of what is to be seen: things first, then links with each claim that they stand for.
 * @param {Scene} view
 * @param {State} state
 */
function tableText(view, state) {
  const rows = [
    [
      "row",
      "name or from",
      "to",
      "kind",
      "says",
      "strength",
      "for health",
      "region",
      "source",
      "address",
      "doubt",
      "identifier",
    ],
  ];
  for (const { node } of view.places) {
    if (!node) continue;
    rows.push([
      "thing",
      node.label,
      "",
      kindWords(node),
      "",
      "",
      "",
      regionWords(node, state),
      ...sourceCells(node),
      node.heading ? "" : iriOf(node),
    ]);
  }
  for (const link of view.links) {
    for (const line of link.lines) {
      const claim = lineClaim(line);
      const said = claim || NODES[line.subject];
      const graded = claim && CAUSAL.has(claim.kind);
      rows.push([
        "link",
        NODES[line.from].label,
        NODES[line.to].label,
        claim ? term(claim.kind) : term(line.link),
        lineWords(line),
        graded ? STRENGTH_WORD[strength(claim)] : "",
        graded ? HEALTH[fact(claim, "healthDirection")] || "" : "",
        endWords(line, state),
        ...sourceCells(said),
        iriOf(claim || NODES[line.subject]),
      ]);
    }
  }
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/**
 * How the chosen regions stand to the end of a line that they can hold, or else take up.
 * @param {Line} line
 * @param {State} state
 */
function endWords(line, state) {
  return regionWords(NODES[line.from], state) || regionWords(NODES[line.to], state);
}

/** @param {Statement} record */
function sourceCells(record) {
  const sources = record.sources.map((place) => SOURCES[place]);
  return [
    sources.map(({ label }) => label).join("; "),
    sources.map(({ url }) => url || "").join(" "),
    doubts(record).join("; "),
  ];
}

/**
 * A cell that a spreadsheet takes for text, never for a formula.
 * @param {string} text
 */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : String(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {Scene} view
 * @param {State} state
 */
function saveTable(view, state) {
  save(fileName(state, "csv"), new Blob(["\ufeff", tableText(view, state)], { type: "text/csv" }));
}

/**
 * @param {Scene} view
 * @param {State} state
 */
function saveTurtle(view, state) {
  save(fileName(state, "ttl"), new Blob([turtleText(view)], { type: "text/turtle" }));
}
