// The search of the part picker: box, chips, categories, facets, the table of variants and the comparison.
import { element, iconButton } from "./elements.js";
import { redraw } from "./redraw.js";
import { SearchBox } from "./search_box.js";
import { chips, failure, history, statusText } from "./search_chips.js";
import { comparison } from "./search_compare.js";
import { facets } from "./search_facets.js";
import { results } from "./search_results.js";

/** @import {Model} from "./elements.js" */

/**
 * @typedef {{id: string, label: string, kind: "understood"|"filter"}} Chip
 * @typedef {{value: string, label: string, count: number|null, chosen: boolean}} FacetValue
 * @typedef {{name: string, label: string, kind: "text"|"number"|"tree", unit: string, values: FacetValue[],
 *   minimum: number|null, maximum: number|null, low: number|null, high: number|null}} Facet
 *   low and high are the ends of the range that is chosen
 * @typedef {{name: string, label: string, kind: string, unit: string}} Column
 * @typedef {{id: string, part_number: string, title: string, cells: Record<string, string>,
 *   family: boolean, selected: boolean, compared: boolean}} Row
 *   a family is opened to its parts instead of being chosen
 * @typedef {{parts: {id: string, title: string, picture: string}[],
 *   rows: {label: string, values: string[], differs: boolean}[]}} Comparison
 * @typedef {{
 *   seq: number, text: string, searchable: boolean, placeholder: string, note: string,
 *   status: "starting"|"searching"|"ready"|"failed", message: string,
 *   error: {headline: string, text: string, allowed: string}|null,
 *   chips: Chip[], facets: Facet[], columns: Column[], rows: Row[],
 *   total: number, about: boolean, page: number, pages: number, sort: string,
 *   can_undo: boolean, can_redo: boolean, comparison: Comparison|null}} View
 *   searchable: whether words find parts; else they narrow what the filters list
 *   seq: the number of the last text that this answers; sort: a column's name, with "-" before it when descending;
 *   message: what else the status line says, instead of its own words unless the search is ready
 * @typedef {{type: "text", text: string, seq: number}
 *   | {type: "toggle", facet: string, value: string}
 *   | {type: "range", facet: string, low: number|null, high: number|null}
 *   | {type: "remove", chip: string}
 *   | {type: "sort", sort: string}
 *   | {type: "page", page: number}
 *   | {type: "select", row: string}
 *   | {type: "compare", row: string}
 *   | {type: "undo"|"redo"|"clear"|"retry"}} Action
 */

/**
 * What all that is drawn is drawn from. `local` is what only this page knows: the categories and facets that were
 * opened or shut, what is being dragged, the row that the keyboard is at and the timer that tells of it.
 * @typedef {{turned: Set<string>, ranges: Map<string, {over: number[], ends: [number, number]}>, active: string,
 *   onlyDifferences: boolean, filtersOpen: boolean|null, timer: number}} Local
 *   filtersOpen: null until the user has opened or shut them
 * @typedef {{view: View, local: Local, send: (action: Action) => void, draw: () => void}} Pane
 */

/** The whole of it. The box stays as it is made; all the rest is drawn anew with each view. */
class SearchPane {
  /** @param {Model} model */
  constructor(model) {
    this.local = freshLocal();
    this.model = model;
    this.send = (/** @type {Action} */ action) => model.send(action);
    this.draw = () => this.show();
    this.box = new SearchBox(this.send, () => this.focusOn("tr[tabindex='0']"));
    this.history = element("div");
    this.rest = element("div");
    this.root = element(
      "div",
      { class: "cadw cadw-pane" },
      element("div", { class: "cadw-top-line" }, this.box.page, this.history),
      this.rest,
    );
    this.root.onkeydown = (event) => this.key(event);
    model.on("change:view", this.draw);
    this.show();
  }

  /** @returns {View} */
  get view() {
    return this.model.get("view");
  }

  show() {
    if (!("status" in this.view)) return; // the kernel has not told anything yet
    const focused = this.focused();
    this.box.tell(this.view);
    redraw(this.history, history(this));
    redraw(this.rest, rest(this));
    if (focused) this.keepFocus(focused);
  }

  /** @returns {HTMLElement|null} */
  focused() {
    const { activeElement } = /** @type {Document|ShadowRoot} */ (this.root.getRootNode());
    return activeElement instanceof HTMLElement && this.root.contains(activeElement) ? activeElement : null;
  }

  /**
   * Whoever works with the keyboard is never thrown out: what is gone hands the focus to the box.
   * @param {HTMLElement} focused
   */
  keepFocus(focused) {
    const stays = this.root.contains(focused) && !focused.matches(":disabled");
    if (stays && this.focused() === focused) return;
    if (stays) focused.focus({ preventScroll: true });
    else this.focusOn("input[type=search]");
  }

  /** @param {string} selector */
  focusOn(selector) {
    /** @type {HTMLElement|null} */ (this.root.querySelector(selector))?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.target === this.box.input || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    const type = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!type) return;
    event.preventDefault();
    event.stopPropagation();
    if (type === "undo" ? this.view.can_undo : this.view.can_redo) this.send({ type });
  }

  close() {
    this.model.off("change:view", this.draw);
    clearTimeout(this.local.timer);
    this.box.close();
  }
}

/** @returns {Local} */
function freshLocal() {
  return { turned: new Set(), ranges: new Map(), active: "", onlyDifferences: false, filtersOpen: null, timer: 0 };
}

/** @param {Pane} pane */
function rest(pane) {
  const { view } = pane;
  return element(
    "div",
    { class: `cadw-rest cadw-${view.status}` },
    chips(pane, "Filters"),
    element("div", { class: "cadw-status", role: "status", "data-key": "status" }, statusText(view)),
    view.note && element("p", { class: "cadw-hint", "data-key": "note" }, view.note),
    failure(pane),
    element(
      "div",
      { class: "cadw-columns", "data-key": "columns" },
      view.facets.length > 0 && filters(pane),
      element("div", { class: "cadw-right", "data-key": "right" }, results(pane), comparison(pane)),
    ),
  );
}

/**
 * Categories and facets: beside the table, or behind a button above it where there is no room. Where words find
 * nothing they are the way in, and stand open.
 * @param {Pane} pane
 */
function filters(pane) {
  const { view, local, draw } = pane;
  const open = local.filtersOpen ?? !view.searchable;
  const turn = () => {
    local.filtersOpen = !open;
    draw();
  };
  const words = view.chips.length ? `Filters (${view.chips.length} chosen)` : "Filters";
  const opener = iconButton(open ? "down" : "right", words, {
    class: "cadw-button cadw-filters-opener",
    "aria-expanded": String(open),
    onclick: turn,
  });
  const style = open ? "cadw-facets" : "cadw-facets cadw-shut";
  const inside = element("div", { class: style }, ...facets(pane));
  return element("div", { class: "cadw-filters", "data-key": "filters" }, opener, inside);
}

/** @param {{model: Model, el: HTMLElement}} place */
function render({ model, el }) {
  const pane = new SearchPane(model);
  el.append(pane.root);
  return () => pane.close();
}

export default { render };
