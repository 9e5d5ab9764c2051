// One place where a design table is shown: what of it is on screen, where the keyboard is, what is being typed.
import { shownIds, STATUSES } from "./design_grid_rules.js";

/**
 * @typedef {import("./design_grid_rules.js").Column} Column
 * @typedef {import("./design_grid_rules.js").View} View
 * @typedef {import("./design_grid_store.js").Store} Store
 * @typedef {import("./bom_table.js").Model} Model
 * @typedef {{type: "ready"} | {type: "edit", row: number, name: string, text: string} | {type: "adopt", row: number}
 *   | {type: "delete"|"pictures", rows: number[]}} Action
 * @typedef {{text: string, why: string, sent: boolean}} Typed  sent: it waits for the kernel's answer
 * @typedef {{model: Model, store: Store, root: HTMLElement, shown: number[], places: Map<number, number>,
 *   differing: Column[], row: number, column: string, anchor: number, typed: Map<string, Typed>, open: string,
 *   conditions: boolean, wrong: Map<string, string>, asking: boolean, stale: boolean, arranged: number,
 *   timers: Record<string, number>, asked: string, counts: {failed: number, open: number}}} Desk
 *   shown: ids in their order, places: their indices; differing: the parameters that are not the same in all rows;
 *   row and column: where the keyboard is; anchor: where a range begins; open: the cell with the field, as in typed;
 *   conditions: whether columns show their filters, wrong: those that are no condition; asking: whether to delete;
 *   counts: rows that failed, and those that are yet to be built; stale: the order is old, as a field is open;
 *   asked: the pictures that were asked for
 */

/** The column that names the row, ahead of all others. */
export const HEAD = "#";
/** The row of the headings, for the keyboard. */
export const HEADINGS = -1;
const BATCH = 250;

/** @param {Model} model @param {Store} store @param {HTMLElement} root @returns {Desk} */
export function openDesk(model, store, root) {
  const keyboard = { row: NaN, column: HEAD, anchor: NaN, open: "", typed: new Map() };
  const counts = { failed: 0, open: 0 };
  const order = { shown: [], places: new Map(), differing: [], counts, stale: false, arranged: 0 };
  const conditions = Object.values(viewOf({ model }).filters).some(Boolean);
  const filters = { conditions, wrong: new Map() };
  return { model, store, root, ...keyboard, ...order, ...filters, asking: false, timers: {}, asked: "" };
}

/** @param {{model: Model}} desk @returns {View} */
export function viewOf({ model }) {
  return model.get("view");
}

/** @param {{model: Model}} desk @returns {Column[]} */
export function columnsOf({ model }) {
  return model.get("columns");
}

/** @param {Desk} desk @param {Action} action */
export function tell({ model }, action) {
  model.send(action);
}

/** @param {Desk} desk @param {Partial<View>} changes */
export function changeView(desk, changes) {
  desk.model.set("view", { ...viewOf(desk), ...changes });
  desk.model.save_changes();
}

/** @param {Desk} desk */
export function isFiltered(desk) {
  const { text, filters } = viewOf(desk);
  return text.trim() !== "" || Object.values(filters).some(Boolean);
}

/**
 * Sort and filter; while a field is open the rows stay where they are.
 * @param {Desk} desk
 */
export function arrange(desk) {
  desk.stale = desk.open !== "";
  if (desk.stale) return;
  const { store } = desk;
  desk.shown = shownIds(store, columnsOf(desk), viewOf(desk));
  desk.places = new Map(desk.shown.map((id, place) => [id, place]));
  desk.differing = columnsOf(desk).filter(({ name, group }) => {
    const cells = store.cells.get(name)?.subarray(0, store.size);
    return group === "parameter" && cells?.some((cell) => !Object.is(cell, cells[0]));
  });
  desk.counts = countsOf(desk);
  desk.arranged = performance.now();
  if (!store.rowOf.has(desk.row) && desk.row !== HEADINGS) desk.row = desk.shown[0] ?? NaN;
}

/** @param {Desk} desk */
function countsOf({ model, store }) {
  const counts = { failed: 0, open: 0 };
  const cells = store.cells.get(columnsOf({ model }).find(({ kind }) => kind === "status")?.name ?? "");
  for (const cell of cells?.subarray(0, store.size) ?? []) {
    if (STATUSES[cell] === "failed") counts.failed += 1;
    else if (STATUSES[cell] === "waiting" || STATUSES[cell] === "building") counts.open += 1;
  }
  return counts;
}

/**
 * Do something once, a while after it was asked for last.
 * @param {Desk} desk
 * @param {string} name
 * @param {number} milliseconds
 * @param {() => void} action
 */
export function later(desk, name, milliseconds, action) {
  clearTimeout(desk.timers[name]);
  desk.timers[name] = setTimeout(action, milliseconds);
}

/**
 * Rows came: have them arranged with the others that come soon.
 * @param {Desk} desk
 * @param {() => void} action
 */
export function soon(desk, action) {
  if (desk.timers.soon) return;
  const rest = desk.arranged + BATCH - performance.now();
  desk.timers.soon = setTimeout(() => {
    desk.timers.soon = 0;
    action();
  }, Math.max(0, rest));
}

const sets = new WeakMap();

/**
 * The ids of the selected rows.
 * @param {Desk} desk
 * @returns {Set<number>}
 */
export function selectedOf({ model }) {
  const ids = model.get("selected");
  if (!sets.has(ids)) sets.set(ids, new Set(ids));
  return sets.get(ids);
}

/** @param {Desk} desk @param {Iterable<number>} ids */
export function select({ model }, ids) {
  model.set("selected", [...ids]);
  model.save_changes();
}

/**
 * Select as a click or a key does: a row alone, as one more, or all from the anchor to it.
 * @param {Desk} desk
 * @param {number} id
 * @param {{shiftKey: boolean, ctrlKey: boolean, metaKey: boolean}} keys
 */
export function selectTo(desk, id, { shiftKey, ctrlKey, metaKey }) {
  const [from, to] = [desk.places.get(desk.anchor) ?? 0, desk.places.get(id) ?? 0];
  if (shiftKey) return select(desk, desk.shown.slice(Math.min(from, to), Math.max(from, to) + 1));
  desk.anchor = id;
  const before = selectedOf(desk);
  if (!ctrlKey && !metaKey) return select(desk, [id]);
  select(desk, before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]);
}
