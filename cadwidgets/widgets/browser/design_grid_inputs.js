// What the mouse and the keyboard do in a design table: sort, filter, select, adopt, edit.
import { changeView, columnsOf, later, selectedOf, selectTo, viewOf } from "./design_grid_desk.js";
import { beginEdit, cellAt, isEditable } from "./design_grid_edits.js";
import { fieldKey, fieldLeft, typedInto } from "./design_grid_fields.js";
import { gridKey, toggle } from "./design_grid_keys.js";
import { draw, drawRows, focusOn, linesOf, regionOf } from "./design_grid_page.js";
import { condition, isNumber } from "./design_grid_rules.js";
import { adopt } from "./design_grid_tools.js";

/** @import {Desk} from "./design_grid_desk.js" */

/** Milliseconds that a filter has to rest before it is applied. */
const TYPED = 250;

/**
 * @param {Desk} desk
 * @param {() => void} arrange
 */
export function listenInPage(desk, arrange) {
  const { root } = desk;
  const screen = {
    draw: () => draw(desk),
    arrange,
    focus: (/** @type {string} */ key) => focusOn(desk, key),
    perLine: () => linesOf(desk).perLine,
    perPage: () => perPage(desk),
    adopt: (/** @type {number} */ id) => adopt(desk, id),
    ask: () => askToDelete(desk),
  };
  root.addEventListener("scroll", (event) => event.target === regionOf(desk) && drawRows(desk), true);
  root.addEventListener("click", (event) => clicked(desk, event));
  root.addEventListener("dblclick", (event) => doubleClicked(desk, event));
  root.addEventListener("keydown", (event) => {
    const { dataset } = /** @type {HTMLElement} */ (event.target);
    if (dataset.field) fieldKey(desk, event, screen);
    else if (event.key === "Escape" && desk.asking) keepThem(desk, event);
    else if (dataset.cell || dataset.box) gridKey(desk, event, screen);
  });
  root.addEventListener("input", (event) => typedInto(desk, event));
  root.addEventListener("input", (event) => filterTyped(desk, event));
  root.addEventListener("focusin", (event) => stopAt(desk, event));
  root.addEventListener("focusout", (event) => {
    const { dataset } = /** @type {HTMLElement} */ (event.target);
    if (dataset.field && document.hasFocus()) fieldLeft(desk, dataset.field, screen);
  });
}

/** @param {Desk} desk */
function perPage(desk) {
  const { perLine, lineHeight, room } = linesOf(desk);
  return perLine * Math.max(1, Math.floor(room / lineHeight) - 1);
}

/** @param {Desk} desk */
function askToDelete(desk) {
  desk.asking = true;
  draw(desk);
  const sure = desk.root.querySelector('[data-key="sure"]');
  if (sure instanceof HTMLElement) sure.focus();
}

/** @param {Desk} desk @param {KeyboardEvent} event */
function keepThem(desk, event) {
  event.stopPropagation();
  desk.asking = false;
  draw(desk);
  focusOn(desk, `${desk.row}|${desk.column}`);
}

/** @param {Desk} desk @param {MouseEvent} event */
function clicked(desk, event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const { sort, adopt: adopted } = /** @type {HTMLElement} */ (target.closest("button"))?.dataset ?? {};
  if (sort !== undefined) return sortBy(desk, sort, event.shiftKey);
  if (adopted !== undefined) return adopt(desk, Number(adopted));
  if (target.dataset.box) {
    toggle(desk, target.dataset.box);
    return draw(desk);
  }
  const row = /** @type {HTMLElement|null} */ (target.closest("[data-row]"))?.dataset.row;
  if (row !== undefined && !target.dataset.field) selectTo(desk, Number(row), event);
}

/** @param {Desk} desk @param {MouseEvent} event */
function doubleClicked(desk, event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const row = /** @type {HTMLElement|null} */ (target.closest("[data-row]"))?.dataset.row;
  const key = /** @type {HTMLElement|null} */ (target.closest("[data-cell]"))?.dataset.cell ?? "";
  if (row === undefined || target.closest("button, input, select")) return;
  if (!isEditable(cellAt(desk, key)?.column)) adopt(desk, Number(row));
  else if (beginEdit(desk, key)) {
    draw(desk);
    focusOn(desk, key);
  }
}

/**
 * Sort by a column: up, then down, then not; with Shift it becomes, or is changed as, one key of several.
 * @param {Desk} desk
 * @param {string} name
 * @param {boolean} further
 */
function sortBy(desk, name, further) {
  const { sort } = viewOf(desk);
  const way = sort.find(([one]) => one === name)?.[1];
  /** @type {[string, "up"|"down"][]} */
  const key = way === "down" ? [] : [[name, way === "up" ? "down" : "up"]];
  const others = further ? sort.filter(([one]) => one !== name) : [];
  const at = further ? sort.findIndex(([one]) => one === name) : 0;
  changeView(desk, { sort: at < 0 ? [...others, ...key] : [...others.slice(0, at), ...key, ...others.slice(at)] });
}

/** @param {Desk} desk @param {Event} event */
function filterTyped(desk, event) {
  const { dataset, value } = /** @type {HTMLInputElement} */ (event.target);
  const name = dataset.filter;
  const column = columnsOf(desk).find((one) => one.name === name);
  if (!column || name === undefined) return;
  const readable = value.trim() === "" || !isNumber(column) || condition(value) !== null;
  if (!readable) desk.wrong.set(name, value);
  else desk.wrong.delete(name);
  later(desk, `filter ${name}`, TYPED, () => {
    if (readable) changeView(desk, { filters: { ...viewOf(desk).filters, [name]: value.trim() && value } });
    draw(desk);
  });
}

/**
 * The cell that has the focus is where the Tab key comes back to.
 * @param {Desk} desk
 * @param {FocusEvent} event
 */
function stopAt(desk, event) {
  const cell = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest("[data-cell]"));
  if (!cell) return;
  const key = cell.dataset.cell ?? "";
  const at = key.indexOf("|");
  [desk.row, desk.column] = [Number(key.slice(0, at)), key.slice(at + 1)];
  const stops = desk.root.querySelectorAll('.cadw-rows [data-cell][tabindex="0"]');
  for (const stop of stops) stop.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  if (selectedOf(desk).size === 0 && desk.row >= 0) desk.anchor = desk.row;
}
