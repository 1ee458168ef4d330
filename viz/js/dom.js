// Builds elements. Text becomes text nodes and nothing else; no string is ever read as markup.

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""),
  );
  return element;
}

function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

function button(text, action, attributes) {
  return el("button", { type: "button", onclick: action, ...attributes }, text);
}

// A link to the web, or plain text where the address is anything else than http or https.
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

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

function plural(count, one, many) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many || `${one}s`}`;
}

// Says something to people who listen to the page.
function announce(text) {
  byId("announcer").textContent = text;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
