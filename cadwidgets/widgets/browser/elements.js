// What our widgets build their pages with. Text only ever becomes a text node: nothing in it can become a tag.

/**
 * The kernel's half of a widget, as anywidget hands it to the page.
 * @typedef {{get(trait: string): any, send(message: any): void,
 *   on(event: string, listener: () => void): void, off(event: string, listener: () => void): void}} Model
 */

const SVG = "http://www.w3.org/2000/svg";
/** Strokes on a field of 16 by 16. */
const ICONS = {
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6",
  redo: "M10 3l3.5 3.5L10 10M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10",
  close: "M4 4l8 8M12 4l-8 8",
  tick: "M3 8.5 6.5 12 13 4.5",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  left: "M10 4 6 8l4 4",
  right: "M6 4l4 4-4 4",
  waiting: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3.2l2.2 1.4",
  building: "M13.5 8A5.5 5.5 0 1 1 8 2.5",
  failed: "M8 2.2 14.3 13.5H1.7ZM8 6.3v3.4M8 11.4v.5",
  cancelled: "M3.5 8h9",
  adopt: "M8 2.5v7M4.8 6.5 8 9.7l3.2-3.2M3 13.2h10",
};
const FOCUSABLE = new Set(["button", "input", "select", "summary"]);
const COUNT = new Intl.NumberFormat("en");

/** Elements that listen or are operated, or that hold such ones: there is more to them than their markup. */
const operated = new WeakSet();

/**
 * An element with attributes, listeners (`onclick`) and children. `data-key` tells it from its neighbours in a redraw.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) Object.assign(made, { [name]: value });
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child != null && child !== false).map((child) => child || ""));
  // JupyterLab looks at what has the focus, nowhere above it: without this the letter x on a button cuts the cell
  if (FOCUSABLE.has(tag) || "tabindex" in attributes) made.setAttribute("data-lm-suppress-shortcuts", "true");
  const listens = tag === "input" || Object.keys(attributes).some((name) => name.startsWith("on"));
  if (listens || children.some((child) => child instanceof Node && operated.has(child))) operated.add(made);
  return made;
}

/**
 * Whether an element is no more than its markup.
 * @param {Node} made
 */
export function isStill(made) {
  return !operated.has(made);
}

/**
 * A small drawing beside words, which say the same: it is silent.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", "cadw-icon");
  drawing.setAttribute("aria-hidden", "true");
  const strokes = document.createElementNS(SVG, "path");
  strokes.setAttribute("d", ICONS[name]);
  drawing.append(strokes);
  return drawing;
}

/**
 * A button of a drawing and a word.
 * @param {keyof typeof ICONS} drawing
 * @param {string} word
 * @param {Record<string, any>} attributes
 */
export function iconButton(drawing, word, attributes) {
  return element("button", { type: "button", class: "cadw-button", ...attributes }, icon(drawing), word);
}

/**
 * Words for those who listen only.
 * @param {string} words
 */
export function spoken(words) {
  return element("span", { class: "cadw-spoken" }, words);
}

/**
 * Text of any length and script that stays in its place: cut where it is too long, with all of it as the tooltip.
 * @param {string} words
 * @param {string} [more] further classes
 */
export function bounded(words, more = "") {
  return element("span", { class: `cadw-bounded ${more}`.trim(), title: words }, words);
}

/**
 * A count as people read it: 1,234.
 * @param {number} count
 */
export function countText(count) {
  return COUNT.format(count);
}

/**
 * "Length (mm)".
 * @param {{label: string, unit: string}} named
 */
export function labelWithUnit({ label, unit }) {
  return unit ? `${label} (${unit})` : label;
}
