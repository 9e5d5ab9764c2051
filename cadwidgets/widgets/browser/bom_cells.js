// The cells of a BOM table: a text, what it was before, or a field while somebody types into it.
import { bounded, element } from "./elements.js";

/**
 * @typedef {{text: string, missing: boolean, was: string, edit: string|null, rejected: boolean}} Cell
 *   edit: what a field begins with, null where nothing can be typed; rejected: that is what could not be taken
 * @typedef {{name: string, label: string, kind: "text"|"number",
 *   shown: boolean, always: boolean, empty: boolean}} Column
 * @typedef {{id: string, item: string, level: number, assembly: boolean, folded: boolean,
 *   change: ""|"added"|"removed"|"changed", cells: Cell[]}} Row
 *   item: empty for a line that only the baseline has
 * @typedef {{type: "choose", choices: {mode?: string, sort?: string, page?: number, measure?: string,
 *     only_changes?: boolean}}
 *   | {type: "column", column: string, shown: boolean}
 *   | {type: "fold"|"remove", item: string}
 *   | {type: "edit", item: string, column: string, text: string}
 *   | {type: "dismiss", item: string, column: string}
 *   | {type: "save"|"copy", format: string}
 *   | {type: "undo"|"redo"}} Action
 * @typedef {{send: (action: Action) => void, draw: () => void, focusOn: (key: string) => void,
 *   editing: {key: string, text: string}|null, pending: Map<string, string>, current: string}} Desk
 *   what is going on in the page alone: editing, the field that is open; pending, texts that wait for their answer;
 *   current, the cell that the Tab key comes to
 */

/** @param {Row} row @param {Column} column */
export function cellKey(row, column) {
  return `${row.id}|${column.name}`;
}

/**
 * What stands in a cell.
 * @param {Row} row
 * @param {Column} column
 * @param {Cell} cell
 * @param {Desk} desk
 * @returns {(Node|string|false)[]}
 */
export function cellContent(row, column, cell, desk) {
  const key = cellKey(row, column);
  if (desk.editing?.key === key || cell.rejected) return [field(row, column, cell, desk)];
  const text = desk.pending.get(key) ?? cell.text;
  return [
    bounded(text),
    cell.was !== "" && bounded(cell.was, "cadw-was"),
  ];
}

/**
 * Open the field of a cell.
 * @param {string} key
 * @param {Cell} cell
 * @param {Desk} desk
 */
export function beginEdit(key, cell, desk) {
  if (cell.edit === null || desk.editing?.key === key) return;
  desk.editing = { key, text: desk.pending.get(key) ?? cell.edit };
  desk.draw();
  desk.focusOn(key);
}

/** @param {Row} row @param {Column} column @param {Cell} cell @param {Desk} desk */
function field(row, column, cell, desk) {
  const key = cellKey(row, column);
  const typed = desk.editing?.key === key ? desk.editing.text : cell.edit;
  /** @param {Event} event */
  const text = (event) => /** @type {HTMLInputElement} */ (event.target).value;
  return element("input", {
    class: "cadw-field",
    tabindex: -1,
    "aria-label": `${column.label} of ${row.item}`,
    "aria-invalid": cell.rejected && "true",
    inputmode: column.kind === "number" ? "decimal" : "text",
    value: typed ?? "",
    oninput: (/** @type {Event} */ event) => void (desk.editing = { key, text: text(event) }),
    onchange: (/** @type {Event} */ event) => desk.editing?.key === key && commit(row, column, cell, text(event), desk),
    onkeydown: (/** @type {KeyboardEvent} */ event) => fieldKey(event, row, column, cell, desk),
  });
}

/** @param {KeyboardEvent} event @param {Row} row @param {Column} column @param {Cell} cell @param {Desk} desk */
function fieldKey(event, row, column, cell, desk) {
  event.stopPropagation(); // arrows move the caret here, not from cell to cell
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (event.key === "Enter" || event.key === "Tab") {
    event.preventDefault();
    const next = event.key === "Tab" ? neighbour(field, event.shiftKey ? -1 : 1) : cellKey(row, column);
    commit(row, column, cell, field.value, desk);
    desk.focusOn(next);
  } else if (event.key === "Escape") {
    desk.editing = null;
    if (cell.rejected) desk.send({ type: "dismiss", item: row.item, column: column.name });
    desk.draw();
    desk.focusOn(cellKey(row, column));
  }
}

/** @param {Row} row @param {Column} column @param {Cell} cell @param {string} text @param {Desk} desk */
function commit(row, column, cell, text, desk) {
  desk.editing = null;
  if (text !== cell.edit) {
    desk.pending.set(cellKey(row, column), text);
    desk.send({ type: "edit", item: row.item, column: column.name, text });
  }
  desk.draw();
}

/**
 * The key of the cell beside that of a field, or its own at the end.
 * @param {HTMLElement} field
 * @param {number} by
 */
function neighbour(field, by) {
  const cell = /** @type {HTMLTableCellElement} */ (field.closest("td, th"));
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  return (row.cells[cell.cellIndex + by] ?? cell).dataset.key ?? "";
}
