// Takes what is to be seen out of the page: a link, a picture, a drawing, a table, the graph itself.

// Copies a text; where the browser does not allow it, shows the text selected, ready for the reader to copy.
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

// Says what a press did where it was pressed, until the next press.
function tell(pressed, words, ...parts) {
  for (const before of document.querySelectorAll(".said")) before.remove();
  pressed.parentElement.append(el("div", { class: "said" }, words, parts));
  announce(words);
}

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  tell(byId("print"), `Saved as ${name}.`);
}

function caption(view) {
  return `${view.title}. Levergraph${DATA.edition ? `, edition of ${DATA.edition}` : ""}. What is not stated is not “no”.`;
}

function savePicture(picture) {
  const drawn = picture.host.querySelector("canvas");
  const ratio = drawn.width / picture.host.clientWidth;
  const sheet = el("canvas", { width: drawn.width, height: drawn.height + 34 * ratio });
  const context = sheet.getContext("2d");
  context.fillStyle = picture.colour.paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(drawn, 0, 0);
  context.fillStyle = picture.colour.muted;
  context.font = `${12 * ratio}px ${picture.font}`;
  context.fillText(caption(picture.scene), 18 * ratio, drawn.height + 18 * ratio, sheet.width - 36 * ratio);
  sheet.toBlob((blob) => save("levergraph.png", blob));
}

// The whole scene as a drawing, whatever part of it the window shows.
function drawing(picture) {
  const { scene: view, card: size, colour } = picture;
  const low = Math.max(0, ...view.places.map((place) => place.y)) + size.height;
  const box = {
    x: -size.pad,
    y: -size.height / 2 - 40,
    width: size.wide + 2 * size.pad,
    height: low + size.height / 2 + 70,
  };
  const style = { "font-family": picture.font, "font-size": size.text };
  const sheet = svg("svg", {
    xmlns: SVG,
    viewBox: Object.values(box).join(" "),
    width: box.width,
    height: box.height,
    ...style,
  });
  sheet.append(
    svg("title", {}, caption(view).replace(/[\u0000-\u001f\ufffe\uffff]/g, " ")),
    svg("rect", { ...box, fill: colour.paper }),
  );
  for (const link of view.links) sheet.append(drawnLink(link, picture));
  for (const { label, x } of view.columns) {
    sheet.append(written({ x, y: -size.height / 2 - 18, fill: colour.muted, "font-weight": 600 }, label));
  }
  for (const place of view.places) if (!place.bend) sheet.append(drawnCard(place, picture));
  sheet.append(
    written({ x: 0, y: box.y + box.height - 12, fill: colour.muted, "font-size": 12 }, caption(view)),
  );
  return sheet;
}

// Text for a drawing: XML cannot hold control characters.
function written(attributes, text) {
  return svg("text", attributes, text.replace(/[\u0000-\u001f\ufffe\uffff]/g, " "));
}

function drawnLink(link, picture) {
  const { card: size, places } = picture;
  const { color, width, dashes, hidden } = edgeOptions(link, picture);
  const [start, end] = [places.get(link.from), places.get(link.to)];
  const same = start.number === end.number;
  const x1 = start.x + (size.width - start.indent) / 2;
  const x2 = end.x + ((same ? 1 : -1) * (size.width - end.indent)) / 2;
  const bends = (link.via || []).map((key) => places.get(key));
  const across = ({ x, y }) => [
    [x - size.width / 2, y],
    [x + size.width / 2, y],
  ];
  const line = [[x1, start.y], ...bends.flatMap(across), [x2, end.y]];
  const curve = (place) => {
    const [[ax, ay], [bx, by]] = line.slice(place, place + 2);
    const [out, back] = same ? [60, 60] : [(bx - ax) / 2, (ax - bx) / 2];
    return `C${ax + out} ${ay} ${bx + back} ${by} ${bx} ${by}`;
  };
  const shape = {
    d: `M${x1} ${start.y}${line
      .slice(1)
      .map((_, place) => curve(place))
      .join("")}`,
    fill: "none",
  };
  const look = { stroke: color.color, "stroke-opacity": hidden ? 0 : color.opacity, "stroke-width": width };
  return svg("path", { ...shape, ...look, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) });
}

function drawnCard(place, picture) {
  const { card: size, colour } = picture;
  const { label, color, font, opacity } = nodeOptions(place, picture);
  const width = size.width - place.indent;
  const [x, y] = [place.x - width / 2, place.y - size.height / 2];
  const group = svg("g", { opacity });
  group.append(
    svg("rect", { x, y, width, height: size.height, rx: 5, fill: color.background, stroke: color.border }),
  );
  if (place.node) {
    const shift = `translate(${x + (size.left - size.glyph) / 2} ${place.y - size.glyph / 2}) scale(${size.glyph / 16})`;
    const paint = colour.kind[place.node.kind];
    group.append(
      svg("path", {
        d: GLYPHS[place.node.kind],
        transform: shift,
        ...(isSoft(place.node) ? { fill: "none", stroke: paint, "stroke-width": 2.2 } : { fill: paint }),
      }),
    );
    const words = regionWords(place.node, picture.state);
    if (words)
      group.append(
        written(
          { x: x + width, y: y - 2, "text-anchor": "end", fill: colour.muted, "font-size": 9.5 },
          words,
        ),
      );
  }
  const lines = label.split("\n");
  const step = size.text * 1.15;
  lines.forEach((line, number) =>
    group.append(
      written(
        {
          x: x + size.left,
          y: place.y + size.text * 0.35 + (number - (lines.length - 1) / 2) * step,
          fill: font.color,
        },
        line,
      ),
    ),
  );
  return group;
}

function saveDrawing(picture) {
  const text = new XMLSerializer().serializeToString(drawing(picture));
  save("levergraph.svg", new Blob([text], { type: "image/svg+xml" }));
}

// One table of what is to be seen: things first, then links with each claim that they stand for.
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

// How the chosen regions stand to the end of a line that they can hold, or else take up.
function endWords(line, state) {
  return regionWords(NODES[line.from], state) || regionWords(NODES[line.to], state);
}

function sourceCells(record) {
  const sources = record.sources.map((place) => SOURCES[place]);
  return [
    sources.map(({ label }) => label).join("; "),
    sources.map(({ url }) => url || "").join(" "),
    doubts(record).join("; "),
  ];
}

// A cell that a spreadsheet takes for text, never for a formula.
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : String(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function saveTable(view, state) {
  save("levergraph.csv", new Blob(["\ufeff", tableText(view, state)], { type: "text/csv" }));
}

function saveTurtle(view) {
  save("levergraph.ttl", new Blob([turtleText(view)], { type: "text/turtle" }));
}
