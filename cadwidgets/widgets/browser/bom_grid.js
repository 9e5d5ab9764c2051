// The rows of a BOM table as a tree grid: one stop for the Tab key, arrows go from cell to cell.
import { beginEdit, cellContent, cellKey } from "./bom_cells.js";
import { gridKey } from "./bom_keys.js";
import { bounded, element } from "./elements.js";

/**
 * @typedef {import("./bom_cells.js").Cell} Cell
 * @typedef {import("./bom_cells.js").Column} Column
 * @typedef {import("./bom_cells.js").Desk} Desk
 * @typedef {import("./bom_cells.js").Row} Row
 * @typedef {{columns: Column[], rows: Row[], sort: string, first: number, count: number}} Grid
 *   first: the number of the first row among all; rows have a cell for each column that is shown
 */

/**
 * The table. A cell's `data-cell` is its key in the whole of it.
 * @param {Grid} view
 * @param {string} selected
 * @param {Desk} desk
 */
export function grid(view, selected, desk) {
  const columns = view.columns.filter((column) => column.shown);
  const names = { role: "treegrid", class: "cadw-grid", "aria-label": "Bill of materials" };
  const table = element(
    "table",
    { ...names, "aria-rowcount": view.count + 1, onkeydown: gridKey },
    element("thead", {}, element("tr", {}, ...columns.map((column) => heading(column, view, desk)))),
    element("tbody", {}, ...view.rows.map((row, index) => line(row, columns, view.first + index, selected, desk))),
  );
  const cells = [...table.querySelectorAll("[data-cell]")];
  const stop = cells.find((cell) => cell.getAttribute("data-cell") === desk.current) ?? table.querySelector("tbody td");
  stop?.setAttribute("tabindex", "0");
  return element("div", { class: "cadw-region" }, table);
}

/** @param {Column} column @param {Grid} view @param {Desk} desk */
function heading(column, view, desk) {
  const [up, down] = [view.sort === column.name, view.sort === `-${column.name}`];
  const sort = up ? `-${column.name}` : down ? "" : column.name;
  const attributes = {
    type: "button",
    class: "cadw-heading",
    tabindex: -1,
    "data-cell": `head|${column.name}`,
    title: down ? "Back to the BOM's own order" : `Sort ${up ? "the other way round" : "by this column"}`,
    onclick: () => desk.send({ type: "choose", choices: { sort } }),
  };
  const arrow = element("span", { class: "cadw-arrow", "aria-hidden": "true" }, up ? "\u25b2" : down ? "\u25bc" : "");
  return element(
    "th",
    {
      scope: "col",
      class: column.kind === "number" && "cadw-number",
      "aria-sort": up ? "ascending" : down ? "descending" : "none",
      "data-key": column.name,
    },
    element("button", attributes, bounded(column.label), arrow),
  );
}

/** @param {Row} row @param {Column[]} columns @param {number} number @param {string} selected @param {Desk} desk */
function line(row, columns, number, selected, desk) {
  return element(
    "tr",
    {
      class: row.change && `cadw-${row.change}`,
      "data-key": row.id,
      "data-item": row.item,
      "aria-level": row.level,
      "aria-rowindex": number + 1,
      "aria-expanded": row.assembly && String(!row.folded),
      "aria-selected": row.item !== "" && String(row.item === selected),
    },
    ...columns.map((column, index) => place(row, column, row.cells[index], desk)),
  );
}

/** @param {Row} row @param {Column} column @param {Cell} cell @param {Desk} desk */
function place(row, column, cell, desk) {
  const isItem = column.name === "item";
  const key = cellKey(row, column);
  const kinds = [
    isItem && "cadw-item",
    column.kind === "number" && "cadw-number",
    cell.missing && "cadw-missing",
    cell.edit !== null && "cadw-edit",
  ];
  return element(
    "td",
    {
      class: kinds.filter(Boolean).join(" ") || null,
      style: isItem && `--cadw-level: ${row.level}`,
      tabindex: -1,
      "data-key": column.name,
      "data-cell": key,
      "aria-readonly": String(cell.edit === null),
      onclick: () => beginEdit(key, cell, desk),
    },
    isItem && foldMark(row, desk),
    ...cellContent(row, column, cell, desk),
  );
}

/**
 * What the mouse folds by; the keyboard uses the arrows, and the row says the state.
 * @param {Row} row
 * @param {Desk} desk
 */
function foldMark(row, desk) {
  const onclick = (/** @type {Event} */ event) => {
    event.stopPropagation();
    if (row.assembly) desk.send({ type: "fold", item: row.item });
  };
  const mark = row.assembly ? (row.folded ? "\u25b8" : "\u25be") : "";
  return element("span", { class: "cadw-fold", "aria-hidden": "true", onclick }, mark);
}
