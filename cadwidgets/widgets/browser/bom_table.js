// A bill of materials: its tools, the table, its totals and its bars.
import { barChart } from "./bom_chart.js";
import { grid } from "./bom_grid.js";
import { pager, tools } from "./bom_tools.js";
import { bounded, element } from "./elements.js";
import { redraw } from "./redraw.js";

/**
 * @typedef {import("./bom_cells.js").Action} Action
 * @typedef {import("./bom_cells.js").Desk} Desk
 * @typedef {import("./bom_grid.js").Grid & {
 *   title: string, mode: "multi-level"|"flat", page: number, pages: number,
 *   totals: {label: string, text: string, was: string}[], chart: import("./bom_chart.js").Chart|null,
 *   compared: boolean, only_changes: boolean, can_undo: boolean, can_redo: boolean, formats: string[],
 *   error: {headline: string, text: string, allowed: string}|null}} View
 * @typedef {{get(trait: string): any, set(trait: string, value: any): void, save_changes(): void,
 *   send(message: any): void, on(event: string, listener: (...told: any[]) => void): void,
 *   off(event: string, listener: (...told: any[]) => void): void}} Model
 */

const EMPTY = "No lines yet: add parts with PartPicker or bom.add(...).";

/** @param {{model: Model, el: HTMLElement}} widget */
function render({ model, el }) {
  const root = element("div", { class: "cadw cadw-bom" });
  let status = "";
  /** @param {string} words */
  const tell = (words) => {
    status = words;
    draw();
  };
  /** @type {Desk} */
  const desk = {
    editing: null,
    pending: new Map(),
    current: "",
    send: (action) => model.send(action),
    draw: () => draw(),
    focusOn: (key) => focusIn(root, key),
  };
  const draw = () => {
    const page = element("div", { class: root.className });
    page.append(...pageOf(model.get("view"), model.get("selected"), status, desk));
    redraw(root, page);
  };
  const answered = () => {
    desk.pending.clear();
    draw();
    const refused = root.querySelector("td:focus .cadw-field");
    if (refused instanceof HTMLElement) refused.focus(); // to go on typing where it was wrong
  };
  /** @param {{type: "save"|"copy", name: string}} message @param {DataView[]} buffers */
  const received = (message, buffers) => void deliver(message, buffers[0]).then(tell);

  root.addEventListener("focusin", (event) => stopAt(event, model, desk));
  root.addEventListener("keydown", (event) => stepKey(event, desk));
  model.on("change:view", answered);
  model.on("change:selected", draw);
  model.on("msg:custom", received);
  draw();
  el.append(root);
  return () => {
    model.off("change:view", answered);
    model.off("change:selected", draw);
    model.off("msg:custom", received);
  };
}

/** @param {View} view @param {string} selected @param {string} status @param {Desk} desk */
function pageOf(view, selected, status, desk) {
  const nothing = view.count === 0;
  const words = view.only_changes ? "No line differs." : EMPTY;
  return [
    view.title !== "" && element("div", { class: "cadw-bom-title", "data-key": "title" }, bounded(view.title)),
    tools(view, selected, desk),
    element("div", { role: "alert", "data-key": "error" }, view.error !== null && errorBox(view.error)),
    nothing && element("p", { class: "cadw-quieter", "data-key": "empty" }, words),
    !nothing && grid(view, selected, desk),
    view.pages > 1 && pager(view, desk),
    !nothing && totals(view),
    element("div", { class: "cadw-quieter", role: "status", "data-key": "status" }, status),
    view.chart !== null && barChart(view.chart, desk.send),
  ].filter((part) => part !== false);
}

/** @param {NonNullable<View["error"]>} error */
function errorBox({ headline, text, allowed }) {
  const right = allowed !== "" && element("div", {}, `Allowed: ${allowed}`);
  return element("div", { class: "cadw-alert" }, element("b", {}, headline), element("div", {}, text), right);
}

/** @param {View} view */
function totals(view) {
  const parts = view.totals.map(({ label, text, was }) => {
    const before = was !== "" && element("span", { class: "cadw-was" }, was);
    return element("div", {}, element("dt", {}, label), element("dd", {}, text, before));
  });
  return element("dl", { class: "cadw-totals", "aria-label": "Totals", "data-key": "totals" }, ...parts);
}

/**
 * The cell that has the focus is where the Tab key comes back to, and its row is the selected one.
 * @param {FocusEvent} event
 * @param {Model} model
 * @param {Desk} desk
 */
function stopAt(event, model, desk) {
  const cell = /** @type {HTMLElement} */ (event.target).closest("[data-cell]");
  if (!(cell instanceof HTMLElement) || desk.editing) return;
  const before = cell.closest("table")?.querySelector('[data-cell][tabindex="0"]');
  before?.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  desk.current = cell.dataset.cell ?? "";
  const item = cell.closest("tr")?.dataset.item;
  if (!item || item === model.get("selected")) return;
  model.set("selected", item);
  model.save_changes();
}

/** @param {KeyboardEvent} event @param {Desk} desk */
function stepKey(event, desk) {
  const key = event.key.toLowerCase();
  const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
  if (!(event.ctrlKey || event.metaKey) || typing || (key !== "z" && key !== "y")) return;
  event.preventDefault();
  event.stopPropagation();
  desk.send({ type: key === "y" || event.shiftKey ? "redo" : "undo" });
}

/** @param {HTMLElement} root @param {string} key */
function focusIn(root, key) {
  const cell = root.querySelector(`[data-cell="${CSS.escape(key)}"]`);
  const field = cell?.querySelector("input");
  if (field) field.select();
  const stop = field ?? cell;
  if (stop instanceof HTMLElement) stop.focus();
}

/**
 * What became of a file, in words.
 * @param {{type: "save"|"copy", name: string}} message
 * @param {DataView} data
 */
async function deliver({ type, name }, data) {
  if (type === "save") {
    const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (data)]));
    element("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser reads it after the click
    return `Saved ${name}.`;
  }
  try {
    await navigator.clipboard.writeText(new TextDecoder().decode(data));
    return "Copied as Markdown.";
  } catch (refusal) {
    return `The browser did not let it be copied: ${refusal}. Save it as Markdown instead.`;
  }
}

export default { render };
