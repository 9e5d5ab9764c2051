// The variants of a model as a table or a filmstrip. The rows come in messages and are sorted and filtered here.
import { element } from "./elements.js";
import { arrange, HEAD, later, openDesk, soon, viewOf } from "./design_grid_desk.js";
import { answered } from "./design_grid_edits.js";
import { listenInPage } from "./design_grid_inputs.js";
import { draw, drawRows, linesOf, regionOf, reveal } from "./design_grid_page.js";
import { clearStore, emptyStore, forgetPictures, numbersIn } from "./design_grid_store.js";
import { putPicture, putRows, putSaved, removeRows } from "./design_grid_store.js";

/** @import {Desk, Model} from "./design_grid_desk.js" */

/** Milliseconds after which a table that was cleared is empty: else its rows come anew, and nothing flickers. */
const CLEARED = 500;

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
    else if (told.type === "clear") later(desk, "cleared", CLEARED, rows);
    else soon(desk, rows);
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
  listenInPage(desk, rows);
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
