// What is above a plot: which picture, which columns, which is better, files.
import { bounded, element, labelWithUnit } from "./elements.js";
import { isWords } from "./plot_data.js";
import { SENSES } from "./plot_words.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_lines.js").Limits} Limits
 * @typedef {import("./plot_scales.js").Scene} Scene
 * @typedef {{set(trait: string, value: any): void, save(format: "png"|"svg"): void,
 *   limit(name: string, parts: [number, number][]): void, limits: Limits}} Desk
 */

const KINDS = { scatter: "Scatter plot", map: "Map", parallel: "Parallel axes", pareto: "Pareto front" };
const GROUPS = /** @type {const} */ ([["parameter", "Parameters"], ["result", "Results"]]);

/** @param {Scene} scene @param {Desk} desk */
export function plotTools(scene, desk) {
  const { kind, x, y, color, variants } = scene;
  const columns = [...variants.columns.values()];
  const numbers = columns.filter((column) => kind !== "pareto" || !isWords(column));
  const parallel = kind === "parallel";
  return [
    choice("Picture", kind, Object.entries(KINDS), (value) => desk.set("kind", value)),
    !parallel && axisChoice("X", x, numbers, scene, desk),
    !parallel && axisChoice("Y", y, numbers, scene, desk),
    columnChoice("Colour", color, columns, (name) => desk.set("color", name), kind === "map" ? "" : "one for all"),
    parallel && axesMenu(scene, desk),
    saveMenu(desk),
  ].filter((part) => part !== false && part !== undefined);
}

/**
 * @param {string} label @param {string} value @param {[string, string][]} options @param {(value: string) => void} chosen
 */
function choice(label, value, options, chosen) {
  return menu(label, value, options.map(([name, words]) => option(name, words)), chosen);
}

/**
 * @param {string} label @param {Column|undefined} value @param {Column[]} columns @param {(name: string) => void} chosen
 * @param {string} [none] what no column is called, if it can be chosen
 */
function columnChoice(label, value, columns, chosen, none = "") {
  const groups = GROUPS.map(([group, words]) => {
    const options = columns.filter((column) => column.group === group);
    return options.length > 0 && element("optgroup", { label: words }, ...options.map((one) => option(one.name, labelWithUnit(one))));
  });
  const empty = (none !== "" || !value) && option("", none || "–");
  return menu(label, value?.name ?? "", [empty, ...groups], chosen);
}

/**
 * What is along an axis, and which is better of it where that counts.
 * @param {"X"|"Y"} label @param {Column|undefined} column @param {Column[]} columns @param {Scene} scene @param {Desk} desk
 */
function axisChoice(label, column, columns, scene, desk) {
  const chosen = (/** @type {string} */ name) => desk.set(label.toLowerCase(), name);
  const sense = scene.kind === "pareto" && column && senseChoice(label, scene, column, desk);
  return element("span", { class: "cadw-plot-choice", "data-key": label }, columnChoice(label, column, columns, chosen), sense);
}

/** @param {string} label @param {Scene} scene @param {Column} column @param {Desk} desk */
function senseChoice(label, { senses }, column, desk) {
  const chosen = (/** @type {string} */ sense) => desk.set("senses", { ...senses, [column.name]: sense });
  return menu(`${label} is better`, senses[column.name] ?? "min", Object.entries(SENSES).map(([name, words]) => option(name, words)), chosen, true);
}

/** @param {string} value @param {string} words */
function option(value, words) {
  return element("option", { value, "data-key": value }, words);
}

/**
 * @param {string} label @param {string} value @param {(Node|false)[]} options @param {(value: string) => void} chosen
 * @param {boolean} [silent] whether the label is only spoken
 */
function menu(label, value, options, chosen, silent = false) {
  const onchange = (/** @type {Event} */ event) => chosen(/** @type {HTMLSelectElement} */ (event.target).value);
  // JupyterLab looks at what has the focus: without this the letter x in a menu cuts the cell
  const attributes = { class: "cadw-plot-select", "aria-label": label, "data-value": value, "data-lm-suppress-shortcuts": "true", onchange };
  const words = element("span", { class: silent ? "cadw-spoken" : "" }, label);
  return element("label", { class: "cadw-plot-choice", "data-key": label }, words, element("select", attributes, ...options));
}

/** Menus show what was chosen elsewhere, too. @param {Element} tools */
export function settleMenus(tools) {
  for (const select of tools.querySelectorAll("select")) select.value = select.dataset.value ?? "";
}

/** @param {Scene} scene @param {Desk} desk */
function axesMenu({ variants, axes }, desk) {
  const names = axes.map(({ name }) => name);
  const rows = [...variants.columns.values()].map((column) => {
    const checked = names.includes(column.name);
    const others = [...variants.columns.keys()].filter((name) => (name === column.name ? !checked : names.includes(name)));
    const tick = element("input", { type: "checkbox", checked, onchange: () => desk.set("axes", others) });
    const name = element("label", { class: "cadw-tick" }, tick, bounded(labelWithUnit(column)));
    return element("div", { class: "cadw-plot-axis", "data-key": column.name }, name, ...(checked ? ends(column, desk) : []));
  });
  const list = element("div", { class: "cadw-plot-axes", role: "group", "aria-label": "Axes" }, ...rows);
  return element("details", { class: "cadw-menu", "data-key": "axes" }, element("summary", {}, "Axes and limits"), list);
}

/** Fields for what is otherwise brushed on an axis. @param {Column} column @param {Desk} desk */
function ends(column, desk) {
  if (isWords(column)) return [];
  const brushed = desk.limits.get(column.name) ?? [];
  const [low, high] = brushed.length ? [brushed[0][0], brushed[brushed.length - 1][1]] : [NaN, NaN];
  return ["from", "to"].map((word, end) => {
    const onchange = (/** @type {Event} */ event) => {
      const typed = parseFloat(/** @type {HTMLInputElement} */ (event.target).value);
      const [from, to] = end ? [low, typed] : [typed, high];
      const none = Number.isNaN(from) && Number.isNaN(to);
      desk.limit(column.name, none ? [] : [[Number.isNaN(from) ? column.least : from, Number.isNaN(to) ? column.most : to]]);
    };
    const value = [low, high][end];
    const text = Number.isNaN(value) ? "" : String(Number(value.toPrecision(6)));
    const label = `${column.label}, ${word}`;
    return element("input", { type: "number", step: "any", class: "cadw-plot-end", "aria-label": label, placeholder: word, value: text, onchange });
  });
}

/** @param {Desk} desk */
function saveMenu(desk) {
  const buttons = (/** @type {const} */ (["png", "svg"])).map((format) => {
    const onclick = () => desk.save(format);
    return element("button", { type: "button", class: "cadw-button", title: `Save as ${format.toUpperCase()}`, onclick }, format.toUpperCase());
  });
  return element("div", { class: "cadw-plot-save", role: "group", "aria-label": "Save the picture", "data-key": "save" }, "Save", ...buttons);
}
