// @ts-check
// A drawing as a list of shapes, which a canvas paints and an SVG file holds: what is saved is what is seen.
// The y of a text is the middle of its line.

function paint(context, shapes, font) {
  context.save();
  for (const shape of shapes) {
    context.globalAlpha = shape.opacity ?? 1;
    context.beginPath();
    PAINTERS[shape.kind](context, shape, font);
  }
  context.restore();
}

const PAINTERS = {
  box(context, shape) {
    context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
    fillAndStroke(context, shape);
  },
  circle(context, shape) {
    context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
    fillAndStroke(context, shape);
  },
  path(context, shape) {
    context.save();
    context.translate(shape.x, shape.y);
    context.scale(shape.scale, shape.scale);
    fillAndStroke(context, shape, new Path2D(shape.d));
    context.restore();
  },
  text(context, { text, x, y, size, weight = 400, anchor = "start", fill }, font) {
    context.font = `${weight} ${size}px ${font}`;
    context.textAlign = CANVAS_ANCHOR[anchor];
    context.textBaseline = "alphabetic";
    context.fillStyle = fill;
    context.fillText(text, x, y + size * TO_BASELINE);
  },
};

const CANVAS_ANCHOR = { start: "left", middle: "center", end: "right" };

// How far below the middle of a line its letters stand, in sizes of the font.
const TO_BASELINE = 0.35;

function fillAndStroke(context, { fill, stroke, lineWidth = 1, dash = [] }, path = null) {
  const over = path ? [path] : [];
  if (fill) {
    context.fillStyle = fill;
    context.fill(...over);
  }
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = lineWidth;
  context.setLineDash(dash);
  context.stroke(...over);
  context.setLineDash([]);
}

// The same shapes as elements of SVG.
function svgOf(shapes) {
  return shapes.map((shape) => SVG_MAKERS[shape.kind](shape));
}

const SVG_MAKERS = {
  box: ({ x, y, width, height, radius, ...look }) =>
    svg("rect", { x, y, width, height, rx: radius, ...svgLook(look) }),
  circle: ({ x, y, radius, ...look }) => svg("circle", { cx: x, cy: y, r: radius, ...svgLook(look) }),
  path: ({ d, x, y, scale, ...look }) =>
    svg("path", { d, transform: `translate(${x} ${y}) scale(${scale})`, ...svgLook(look) }),
  text: ({ text, x, y, size, weight, anchor, ...look }) =>
    written(
      {
        x,
        y: y + size * TO_BASELINE,
        "font-size": size,
        ...svgLook(look),
        ...(weight ? { "font-weight": weight } : {}),
        ...(anchor ? { "text-anchor": anchor } : {}),
      },
      text,
    ),
};

function svgLook({ fill, stroke, lineWidth = 1, dash = [], opacity = 1 }) {
  return {
    fill: fill || "none",
    ...(opacity < 1 ? { opacity } : {}),
    ...(stroke ? { stroke, "stroke-width": lineWidth } : {}),
    ...(dash.length ? { "stroke-dasharray": dash.join(" ") } : {}),
  };
}

function written(attributes, text) {
  return svg("text", attributes, plainText(text));
}

// Text for a drawing: XML cannot hold control characters.
function plainText(text) {
  return text.replace(/[\u0000-\u001f\ufffe\uffff]/g, " ");
}
