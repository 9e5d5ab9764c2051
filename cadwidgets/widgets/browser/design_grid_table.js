// A design table as a grid of rows that have one height: only those on screen are in the page.
import { bounded, element, labelWithUnit } from "./elements.js";
import { cell, rowHead, statusOf } from "./design_grid_cells.js";
import { columnsOf, HEAD, HEADINGS, selectedOf, viewOf } from "./design_grid_desk.js";
import { cellKey } from "./design_grid_edits.js";
import { isNumber, STATUSES, statusText } from "./design_grid_rules.js";

/** @import {Column, Desk} from "./design_grid_desk.js" */

export const ROW_HEIGHT = 30;
const HEAD_WIDTH = 116;
const WIDTHS = { number: 84, int: 76, bool: 76, choice: 96, text: 180, tuple: 110, status: 108 };
const MOST_WIDTH = 200;
const CONDITIONS = "No condition: write <= 1.2, > 3, = 4, 10..20 or a number.";

/** @param {Column[]} columns */
export function columnWidths(columns) {
  const widths = columns.map((column) => {
    const label = 7.6 * labelWithUnit(column).length + 50;
    return Math.round(Math.min(Math.max(WIDTHS[column.kind], label), Math.max(MOST_WIDTH, WIDTHS[column.kind])));
  });
  const [last, ...others] = widths.reverse();
  return [`${HEAD_WIDTH}px`, ...others.reverse().map((width) => `${width}px`), `minmax(${last}px, 1fr)`].join(" ");
}

/**
 * The headings, and below them the filters where they are shown.
 * @param {Desk} desk
 */
export function headings(desk) {
  const columns = columnsOf(desk);
  const titles = element(
    "div",
    { role: "row", class: "cadw-line", "aria-rowindex": 1, "data-key": "titles" },
    element("div", { role: "columnheader", class: "cadw-cell cadw-row-head" }, "Variant"),
    ...columns.map((column, index) => heading(desk, column, index)),
  );
  const filters = element(
    "div",
    { role: "row", class: "cadw-line", "aria-rowindex": 2, "data-key": "filters" },
    element("div", { role: "gridcell", class: "cadw-cell cadw-row-head" }, "Filter"),
    ...columns.map((column) => filter(desk, column)),
  );
  const attributes = { role: "rowgroup", class: "cadw-heads", "data-key": "heads" };
  return element("div", attributes, titles, desk.conditions && filters);
}

/** @param {Desk} desk @param {Column} column @param {number} index */
function heading(desk, column, index) {
  const { sort } = viewOf(desk);
  const place = sort.findIndex(([name]) => name === column.name);
  const way = sort[place]?.[1];
  const first = desk.column === HEAD && index === 0;
  const button = element(
    "button",
    {
      type: "button",
      class: "cadw-heading",
      "data-sort": column.name,
      "data-cell": cellKey(HEADINGS, column.name),
      tabindex: first || desk.column === column.name ? 0 : -1,
      title: `${labelWithUnit(column)}: sort by it; with Shift, as a further key`,
    },
    bounded(labelWithUnit(column)),
    way && element("span", { class: "cadw-arrow", "aria-hidden": "true" }, way === "up" ? "▲" : "▼"),
    way && sort.length > 1 && element("sup", {}, String(place + 1)),
  );
  return element(
    "div",
    {
      role: "columnheader",
      class: `cadw-cell${isNumber(column) ? " cadw-number" : ""}`,
      "data-key": column.name,
      "aria-sort": way === "up" ? "ascending" : way === "down" ? "descending" : "none",
    },
    button,
  );
}

/** @param {Desk} desk @param {Column} column */
function filter(desk, column) {
  const wanted = viewOf(desk).filters[column.name] ?? "";
  const typed = desk.wrong.get(column.name);
  const attributes = {
    class: "cadw-field",
    "data-filter": column.name,
    "data-value": wanted,
    "aria-label": `Filter ${column.label}`,
    "aria-invalid": typed !== undefined && "true",
  };
  const values = valuesOf(column);
  const field =
    values === null
      ? element("input", { ...attributes, value: typed ?? wanted, placeholder: isNumber(column) ? "<= 1.2" : "text" })
      : element("select", attributes, ...["", ...values].map((value) => option(value, wanted)));
  const why = typed !== undefined && element("span", { class: "cadw-why", role: "alert" }, CONDITIONS);
  return element("div", { role: "gridcell", class: "cadw-cell", "data-key": column.name }, field, why);
}

/** @param {Column} column */
function valuesOf({ kind, choices }) {
  if (kind === "bool") return ["yes", "no"];
  if (kind === "status") return STATUSES.map(statusText);
  return kind === "choice" ? choices : null;
}

/** @param {string} value @param {string} wanted */
function option(value, wanted) {
  return element("option", { value, selected: value === wanted }, value || "all");
}

/**
 * A row at its place.
 * @param {Desk} desk
 * @param {number} id
 * @param {number} place
 */
export function line(desk, id, place) {
  const row = /** @type {number} */ (desk.store.rowOf.get(id));
  const refused = columnsOf(desk).some(({ name }) => desk.typed.get(cellKey(id, name))?.why);
  const selected = selectedOf(desk).has(id);
  const kinds = ["cadw-line", refused && "cadw-refused", statusOf(desk, row) === "failed" && "cadw-row-failed"];
  return element(
    "div",
    {
      role: "row",
      class: kinds.filter(Boolean).join(" "),
      style: `top: ${place * ROW_HEIGHT}px`,
      "data-key": id,
      "data-row": id,
      "aria-rowindex": place + (desk.conditions ? 3 : 2),
      "aria-selected": String(selected),
    },
    rowHead(desk, id, row),
    ...columnsOf(desk).map((column) => cell(desk, column, id, row)),
  );
}
