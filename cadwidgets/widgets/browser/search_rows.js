// The rows of the table of variants: chosen with the mouse or the arrow keys, marked for comparison.
import { element, icon, spoken } from "./elements.js";

/** @import {Column, Pane, Row, View} from "./search_pane.js" */

const MOST_COMPARED = 4;
/** Rows that a page key moves by. */
const PAGE_KEY = 10;
/** Milliseconds that a key has to rest. */
const HELD = 150;

/**
 * Parts of one family have one name, which says nothing in each row; unless nothing else says what they are.
 * @param {View} view
 */
export function showsNames({ rows, columns }) {
  const families = rows.some(({ family }) => family);
  return families || columns.length === 0 || new Set(rows.map(({ title }) => title)).size > 1;
}

/** @param {View} view */
export function canCompare({ rows }) {
  return rows.some(({ family }) => !family);
}

/** @param {Column} column */
export function styleOf({ kind }) {
  return kind === "number" ? "cadw-number" : "";
}

/** @param {Pane} pane */
export function variants(pane) {
  const { view } = pane;
  const active = activeRow(pane);
  const named = showsNames(view);
  const comparable = canCompare(view);
  const full = (view.comparison?.parts.length ?? 0) >= MOST_COMPARED;
  return view.rows.map((row) =>
    element(
      "tr",
      {
        "data-key": row.id,
        tabindex: row.id === active ? 0 : -1,
        "aria-selected": String(row.selected),
        onclick: (/** @type {Event} */ event) => clicked(pane, row, event),
      },
      comparable && comparing(pane, row, { full, reachable: row.id === active }),
      partNumber(row),
      named && element("td", { "data-key": "title", title: row.title }, row.title),
      ...view.columns.map((column) =>
        element("td", { class: styleOf(column), title: row.cells[column.name] }, row.cells[column.name] ?? ""),
      ),
    ),
  );
}

/**
 * The row that the tab key reaches: where the user was, else what is selected, else the first.
 * @param {Pane} pane
 */
function activeRow({ view, local }) {
  const { rows } = view;
  return (rows.find(({ id }) => id === local.active) ?? rows.find(({ selected }) => selected) ?? rows[0]).id;
}

/** @param {Row} row */
function partNumber({ part_number: number, family, selected }) {
  if (family) return element("td", { class: "cadw-part-number" }, icon("right"), "Open");
  return element("td", { class: "cadw-part-number", title: number }, selected && icon("tick"), number);
}

/** @param {Pane} pane @param {Row} row @param {{full: boolean, reachable: boolean}} state */
function comparing({ send }, row, { full, reachable }) {
  const stopped = full && !row.compared;
  const mark = element(
    "label",
    { class: "cadw-check", title: stopped && `At most ${MOST_COMPARED} parts can be compared: remove one first.` },
    element("input", {
      type: "checkbox",
      tabindex: reachable ? 0 : -1,
      checked: row.compared,
      disabled: stopped,
      onchange: () => send({ type: "compare", row: row.id }),
    }),
    spoken(`Compare ${row.part_number}`),
  );
  return element("td", { "data-key": "compare", class: "cadw-narrow" }, !row.family && mark);
}

/** @param {Pane} pane @param {Row} row @param {Event} event */
function clicked(pane, row, event) {
  if (event.target instanceof Element && event.target.closest("label")) return;
  choose(pane, row);
}

/**
 * The keyboard is at a row. More than that, only Enter or a click does with a family: opened, it would be gone.
 * @param {Pane} pane
 * @param {Row} row
 */
function reach({ local, draw }, row) {
  local.active = row.id;
  draw();
  clearTimeout(local.timer);
}

/**
 * Where a key is held down, only the row that it ends on is told.
 * @param {Pane} pane
 * @param {Row} row
 * @param {boolean} [held]
 */
function choose(pane, row, held = false) {
  const { local, send } = pane;
  reach(pane, row);
  const tell = () => send({ type: "select", row: row.id });
  if (held) local.timer = setTimeout(tell, HELD);
  else tell();
}

/** @param {Pane} pane @param {KeyboardEvent} event */
export function onKey(pane, event) {
  if (!(event.target instanceof HTMLTableRowElement)) return;
  const { view } = pane;
  const place = view.rows.findIndex(({ id }) => id === activeRow(pane));
  const to = placeAfter(event.key, place, view.rows.length - 1);
  if (event.key === " ") event.target.querySelector("input")?.click();
  else if (to !== undefined) goTo(pane, event, to);
  else return;
  event.preventDefault();
}

/** @param {string} key @param {number} place @param {number} last @returns {number|undefined} */
function placeAfter(key, place, last) {
  const places = {
    ArrowUp: place - 1,
    ArrowDown: place + 1,
    PageUp: place - PAGE_KEY,
    PageDown: place + PAGE_KEY,
    Home: 0,
    End: last,
    Enter: place,
  };
  const to = places[/** @type {keyof typeof places} */ (key)];
  return to === undefined ? undefined : Math.min(Math.max(to, 0), last);
}

/** @param {Pane} pane @param {KeyboardEvent} event @param {number} to */
function goTo(pane, event, to) {
  const row = pane.view.rows[to];
  if (row.family && event.key !== "Enter") reach(pane, row);
  else choose(pane, row, event.repeat);
  const body = /** @type {HTMLElement} */ (event.currentTarget);
  const target = /** @type {HTMLElement|undefined} */ (body.children[to]);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
