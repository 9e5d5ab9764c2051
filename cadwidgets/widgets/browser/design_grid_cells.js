// The cells of a design table, and what a row says of its state.
import { bounded, element, icon, labelWithUnit, spoken } from "./elements.js";
import { HEAD } from "./design_grid_desk.js";
import { cellKey, isEditable } from "./design_grid_edits.js";
import { field } from "./design_grid_fields.js";
import { cellText, isNumber, STATUSES, statusText } from "./design_grid_rules.js";

/** @import {Column, Desk} from "./design_grid_desk.js" */

const STATUS_ICONS = /** @type {const} */ ({
  ready: "tick",
  building: "building",
  waiting: "waiting",
  cancelled: "cancelled",
  failed: "failed",
});

/**
 * @param {Desk} desk
 * @param {number} row
 * @returns {typeof STATUSES[number]|""} empty where no column tells it
 */
export function statusOf({ model, store }, row) {
  /** @type {Column|undefined} */
  const column = model.get("columns").find((/** @type {Column} */ one) => one.kind === "status");
  return (column && STATUSES[store.cells.get(column.name)?.[row] ?? NaN]) ?? "";
}

/**
 * Why a row failed, or what of it could not be measured.
 * @param {Desk} desk
 * @param {number} row
 */
export function reasonOf({ model, store }, row) {
  /** @type {Column|undefined} */
  const column = model.get("columns").find(
    (/** @type {Column} */ one) => one.group === "build" && one.kind === "text",
  );
  return column ? cellText(store, column, row) : "";
}

/** @param {typeof STATUSES[number]} status */
export function statusMark(status) {
  const classes = `cadw-status-mark cadw-is-${status}`;
  return element("span", { class: classes }, icon(STATUS_ICONS[status]), statusText(status));
}

/**
 * A cell. Its stop for the keyboard has its key as `data-cell`.
 * @param {Desk} desk
 * @param {Column} column
 * @param {number} id
 * @param {number} row
 */
export function cell(desk, column, id, row) {
  const key = cellKey(id, column.name);
  const typed = desk.typed.get(key);
  const text = cellText(desk.store, column, row);
  const kinds = ["cadw-cell", isNumber(column) && "cadw-number", isEditable(column) && "cadw-edit"];
  if (typed?.sent) kinds.push("cadw-pending");
  const inField = typed && !typed.sent;
  return element(
    "div",
    {
      role: "gridcell",
      class: kinds.filter(Boolean).join(" "),
      "data-key": column.name,
      "data-cell": key,
      "aria-readonly": String(!isEditable(column)),
      tabindex: desk.row === id && desk.column === column.name ? 0 : -1,
      title: inField ? null : titleOf(desk, column, row, text),
    },
    ...(inField ? field(key, typed, column, id) : content(desk, column, id, row, typed?.text ?? text)),
  );
}

/** @param {Desk} desk @param {Column} column @param {number} row @param {string} text */
function titleOf(desk, column, row, text) {
  if (column.kind === "status") return reasonOf(desk, row) || text;
  const exact = String(desk.store.cells.get(column.name)?.[row]);
  if (!isNumber(column)) return text;
  return text === "" || text === exact ? null : labelWithUnit({ label: exact, unit: column.unit });
}

/** @param {Desk} desk @param {Column} column @param {number} id @param {number} row @param {string} text */
function content(desk, column, id, row, text) {
  const status = column.kind === "status" && statusOf(desk, row);
  if (status) return [statusMark(status)];
  if (column.kind !== "bool" || text === "") return [text];
  const attributes = { type: "checkbox", tabindex: -1, "aria-label": `${column.label} of #${id}` };
  const checked = text === "yes" || text === "true";
  const box = { checked, disabled: !isEditable(column), "data-box": cellKey(id, column.name) };
  return [element("input", { ...attributes, ...box })];
}

/** @param {Desk} desk @param {number} id @param {number} row */
export function rowHead(desk, id, row) {
  const status = statusOf(desk, row);
  const adopt = element(
    "button",
    {
      type: "button",
      class: "cadw-adopt",
      "data-cell": cellKey(id, HEAD),
      "data-adopt": id,
      tabindex: desk.row === id && desk.column === HEAD ? 0 : -1,
      title: `Adopt #${id}: its values become the model's`,
    },
    icon("adopt"),
    spoken(`Adopt #${id}`),
  );
  return element(
    "div",
    { role: "rowheader", class: "cadw-cell cadw-row-head", "data-key": HEAD },
    bounded(`#${id}`),
    status === "failed" && element("span", { class: "cadw-is-failed", title: reasonOf(desk, row) }, icon("failed")),
    adopt,
  );
}
