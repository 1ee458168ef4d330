// @ts-check
// Builds elements. Text becomes text nodes and nothing else; no string is ever read as markup.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...flattened(children));
  return element;
}

/**
 * @param {Element} element
 * @param {...Child} children
 */
function fill(element, ...children) {
  element.replaceChildren(...flattened(children));
}

/**
 * The parts to append: nothing that is empty, and numbers as text.
 * @param {Child[]} children
 * @returns {(Element | string)[]}
 */
function flattened(children) {
  return children.flatMap((child) => {
    if (Array.isArray(child)) return flattened(child);
    if (child === null || child === undefined || child === false || child === "") return [];
    return [typeof child === "number" ? String(child) : child];
  });
}

/**
 * @param {string} text
 * @param {(event: MouseEvent) => void} action
 * @param {Attributes} [attributes]
 */
function button(text, action, attributes) {
  return el("button", { type: "button", onclick: action, ...attributes }, text);
}

/**
 * A link to the web, or plain text where the address is anything else than http or https.
 * @param {string} address
 * @param {string} text
 */
function webLink(address, text) {
  let parsed = null;
  try {
    parsed = new URL(address);
  } catch {
    parsed = null;
  }
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) return el("span", {}, text);
  return el("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Element | string)} children
 */
function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * An element that the page has from the start.
 * @template {string} K
 * @param {K} id
 * @returns {K extends keyof Controls ? Controls[K] : HTMLElement}
 */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return /** @type {any} */ (element);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
function plural(count, one, many) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many || `${one}s`}`;
}

/**
 * Says something to people who listen to the page.
 * @param {string} text
 */
function announce(text) {
  byId("announcer").textContent = text;
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
