// @ts-check
// A drawing as a list of shapes, which a canvas paints and an SVG file holds: what is saved is what is seen.
// The y of a text is the middle of its line.

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Shape[]} shapes
 * @param {string} font
 */
function paint(context, shapes, font) {
  context.save();
  for (const shape of shapes) {
    context.globalAlpha = shape.opacity ?? 1;
    context.beginPath();
    paintShape(context, shape, font);
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape
 * @param {string} font
 */
function paintShape(context, shape, font) {
  if (shape.kind === "text") return paintText(context, shape, font);
  if (shape.kind === "path") return paintPath(context, shape);
  if (shape.kind === "circle") context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
  else context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
  return fillAndStroke(context, shape);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Outline} shape
 */
function paintPath(context, shape) {
  context.save();
  context.translate(shape.x, shape.y);
  context.scale(shape.scale, shape.scale);
  fillAndStroke(context, shape, new Path2D(shape.d));
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Words} shape
 * @param {string} font
 */
function paintText(context, { text, x, y, size, weight = 400, anchor = "start", fill }, font) {
  context.font = `${weight} ${size}px ${font}`;
  context.textAlign = anchor === "middle" ? "center" : anchor;
  context.textBaseline = "alphabetic";
  context.fillStyle = fill;
  context.fillText(text, x, y + size * TO_BASELINE);
}

// How far below the middle of a line its letters stand, in sizes of the font.
const TO_BASELINE = 0.35;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Ink} ink
 * @param {Path2D} [path] else the path that the context is at
 */
function fillAndStroke(context, { fill, stroke, lineWidth = 1, dash = [] }, path) {
  if (fill) {
    context.fillStyle = fill;
    if (path) context.fill(path);
    else context.fill();
  }
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = lineWidth;
  context.setLineDash(dash);
  if (path) context.stroke(path);
  else context.stroke();
  context.setLineDash([]);
}

/**
 * The same shapes as elements of SVG.
 * @param {Shape[]} shapes
 */
function svgOf(shapes) {
  return shapes.map(svgShape);
}

/** @param {Shape} shape */
function svgShape(shape) {
  const look = svgLook(shape);
  const { x, y } = shape;
  switch (shape.kind) {
    case "box":
      return svg("rect", { x, y, width: shape.width, height: shape.height, rx: shape.radius, ...look });
    case "circle":
      return svg("circle", { cx: x, cy: y, r: shape.radius, ...look });
    case "path":
      return svg("path", { d: shape.d, transform: `translate(${x} ${y}) scale(${shape.scale})`, ...look });
    default:
      return written({ x, y: y + shape.size * TO_BASELINE, ...svgFont(shape), ...look }, shape.text);
  }
}

/**
 * @param {Words} shape
 * @returns {Record<string, string | number>}
 */
function svgFont({ size, weight, anchor }) {
  return {
    "font-size": size,
    ...(weight ? { "font-weight": weight } : {}),
    ...(anchor ? { "text-anchor": anchor } : {}),
  };
}

/**
 * @param {Ink} ink
 * @returns {Record<string, string | number>}
 */
function svgLook({ fill, stroke, lineWidth = 1, dash = [], opacity = 1 }) {
  return {
    fill: fill || "none",
    ...(opacity < 1 ? { opacity } : {}),
    ...(stroke ? { stroke, "stroke-width": lineWidth } : {}),
    ...(dash.length ? { "stroke-dasharray": dash.join(" ") } : {}),
  };
}

/**
 * @param {Record<string, string | number>} attributes
 * @param {string} text
 */
function written(attributes, text) {
  return svg("text", attributes, plainText(text));
}

/**
 * Text for a drawing: XML cannot hold control characters.
 * @param {string} text
 */
function plainText(text) {
  return text.replace(/[\u0000-\u001f\ufffe\uffff]/g, " ");
}
