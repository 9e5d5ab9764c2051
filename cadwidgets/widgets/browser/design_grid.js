// The variants of a model as a table or a filmstrip. The rows come in messages and are sorted and filtered here.
import { element } from "./elements.js";
import { cellAt, answered, beginEdit, isEditable } from "./design_grid_edits.js";
import { arrange, changeView, columnsOf, HEAD, later, openDesk, selectedOf, selectTo, soon, viewOf } from "./design_grid_desk.js";
import { fieldKey, fieldLeft, typedInto } from "./design_grid_fields.js";
import { gridKey, toggle } from "./design_grid_keys.js";
import { draw, drawRows, focusOn, linesOf, regionOf, reveal } from "./design_grid_page.js";
import { condition, isNumber } from "./design_grid_rules.js";
import { clearStore, emptyStore, forgetPictures, numbersIn, putPicture, putRows, putSaved, removeRows } from "./design_grid_store.js";
import { adopt } from "./design_grid_tools.js";

/** @import {Desk, Model} from "./design_grid_desk.js" */

const TYPED = 250;

/** What a message of the kernel does with the rows: one store for all places where the widget is shown. */
const RECEIVED = {
  rows: (/** @type {any} */ store, /** @type {any} */ told, /** @type {DataView[]} */ data) =>
    putRows(store, told, numbersIn(data[0])),
  clear: (/** @type {any} */ store) => clearStore(store),
  removed: (/** @type {any} */ store, /** @type {any} */ told) => removeRows(store, told.rows),
  anew: (/** @type {any} */ store, /** @type {any} */ told) => forgetPictures(store, told.rows),
  picture: (/** @type {any} */ store, /** @type {any} */ told, /** @type {DataView[]} */ data) =>
    putPicture(store, told.row, data[0]),
  edited: () => {},
};

export default () => {
  const store = emptyStore();
  /** @type {Set<(told: any) => void>} */
  const listeners = new Set();

  /** @param {{model: Model}} widget */
  function initialize({ model }) {
    /** @param {any} told @param {DataView[]} buffers */
    const received = (told, buffers) => {
      RECEIVED[/** @type {keyof typeof RECEIVED} */ (told.type)](store, told, buffers);
      for (const listener of listeners) listener(told);
    };
    putSaved(store, model.get("saved"));
    model.on("msg:custom", received);
    model.send({ type: "ready" });
    return () => {
      model.off("msg:custom", received);
      forgetPictures(store, [...store.pictures.keys()]);
    };
  }

  /** @param {{model: Model, el: HTMLElement}} widget */
  function render({ model, el }) {
    const desk = openDesk(model, store, element("div", { class: "cadw cadw-design" }));
    const stop = listen(desk, listeners);
    arrange(desk);
    draw(desk);
    el.append(desk.root);
    return stop;
  }
  return { initialize, render };
};

/**
 * @param {Desk} desk
 * @param {Set<(told: any) => void>} listeners
 */
function listen(desk, listeners) {
  const { model, root } = desk;
  const rows = () => rowsCame(desk);
  /** @param {any} told */
  const told = (told) => {
    if (told.type === "edited") answered(desk, told);
    if (told.type === "picture") later(desk, "draw", 0, () => draw(desk));
    else if (told.type === "edited") draw(desk);
    else if (told.type !== "clear") soon(desk, rows); // what is cleared comes anew
  };
  let before = viewOf(desk);
  const viewed = () => {
    viewChanged(desk, before);
    before = viewOf(desk);
  };
  const changed = () => draw(desk);
  const resized = new ResizeObserver(() => draw(desk));
  resized.observe(root);
  listeners.add(told);
  model.on("change:view", viewed);
  model.on("change:columns", rows);
  for (const trait of ["selected", "problem"]) model.on(`change:${trait}`, changed);
  listenInPage(desk);
  return () => {
    resized.disconnect();
    listeners.delete(told);
    for (const timer of Object.values(desk.timers)) clearTimeout(timer);
    model.off("change:view", viewed);
    model.off("change:columns", rows);
    for (const trait of ["selected", "problem"]) model.off(`change:${trait}`, changed);
  };
}

/**
 * Rows came or went: the row where the keyboard is stays where it is on screen, or else the one at the top.
 * @param {Desk} desk
 */
function rowsCame(desk) {
  const region = regionOf(desk);
  const { perLine, lineHeight, room } = linesOf(desk);
  const lineOf = (/** @type {number} */ id) => Math.floor((desk.places.get(id) ?? NaN) / perLine);
  const top = (region?.scrollTop ?? 0) / lineHeight;
  const inSight = lineOf(desk.row) >= top - 1 && lineOf(desk.row) < top + room / lineHeight;
  const kept = inSight ? desk.row : desk.shown[Math.floor(top) * perLine];
  const before = lineOf(kept);
  arrange(desk);
  draw(desk);
  const moved = lineOf(kept) - before;
  if (!region || top === 0 || !moved) return;
  region.scrollTop += moved * lineHeight;
  drawRows(desk);
}

/** @param {Desk} desk @param {import("./design_grid_desk.js").View} before */
function viewChanged(desk, before) {
  const { sort, filters, text, show } = viewOf(desk);
  const other = JSON.stringify([sort, filters, text]) !== JSON.stringify([before.sort, before.filters, before.text]);
  arrange(desk);
  if (show !== before.show) desk.column = HEAD;
  if (other) regionOf(desk)?.scrollTo(0, 0);
  draw(desk);
  if (!other) reveal(desk);
  drawRows(desk);
}

/** @param {Desk} desk */
function listenInPage(desk) {
  const { root } = desk;
  const screen = {
    draw: () => draw(desk),
    arrange: () => rowsCame(desk),
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
  for (const stop of desk.root.querySelectorAll('.cadw-rows [data-cell][tabindex="0"]')) stop.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  if (selectedOf(desk).size === 0 && desk.row >= 0) desk.anchor = desk.row;
}
