// What of a design table is on screen: drawn as a whole, or its rows alone while it is scrolled.
import { element } from "./elements.js";
import { columnsOf, HEAD, HEADINGS, later, viewOf } from "./design_grid_desk.js";
import { askForPictures, card, CARD } from "./design_grid_film.js";
import { columnWidths, headings, line, ROW_HEIGHT } from "./design_grid_table.js";
import { countWords, details, empty, tools } from "./design_grid_tools.js";
import { redraw } from "./redraw.js";

/** @import {Desk} from "./design_grid_desk.js" */

/** Lines above and below those on screen; a line of cards is as high as eight rows. */
const SPARE = { table: 4, film: 1 };
const FIRST_HEIGHT = 420;
/** Milliseconds that a count has to rest before it is spoken. */
const QUIET = 1000;

/** @param {Desk} desk */
export function regionOf({ root }) {
  return /** @type {HTMLElement|null} */ (root.querySelector(".cadw-region"));
}

/** @param {Desk} desk */
export function isFilm(desk) {
  return viewOf(desk).show === "film";
}

/**
 * The lines of the region: how many rows are in one, how high it is, how many of them fit.
 * @param {Desk} desk
 */
export function linesOf(desk) {
  const region = regionOf(desk);
  const [width, height] = [region?.clientWidth || CARD.width, region?.clientHeight || FIRST_HEIGHT];
  const heads = region?.querySelector(".cadw-heads")?.clientHeight ?? 0;
  if (!isFilm(desk)) return { perLine: 1, lineHeight: ROW_HEIGHT, room: height - heads };
  return { perLine: Math.max(1, Math.floor(width / CARD.width)), lineHeight: CARD.height, room: height };
}

/**
 * The rows on screen, some around them, and the one where the keyboard is: it would lose the focus.
 * @param {Desk} desk
 */
function placesOnScreen(desk) {
  const { perLine, lineHeight, room } = linesOf(desk);
  const top = (regionOf(desk)?.scrollTop ?? 0) / lineHeight;
  const spare = SPARE[viewOf(desk).show];
  const first = Math.max(0, Math.floor(top) - spare) * perLine;
  const last = Math.min(desk.shown.length, Math.ceil(top + room / lineHeight + spare) * perLine);
  const places = [];
  for (let place = first; place < last; place += 1) places.push(place);
  const current = desk.places.get(desk.row);
  if (current !== undefined && current < first) places.unshift(current);
  else if (current !== undefined && current >= last) places.push(current);
  const there = places.filter((place) => desk.store.rowOf.has(desk.shown[place])); // while typing, gone ones are listed
  return { places: there, perLine, lineHeight };
}

/** @param {Desk} desk */
function body(desk) {
  const { places, perLine, lineHeight } = placesOnScreen(desk);
  const height = Math.ceil(desk.shown.length / perLine) * lineHeight;
  const rows = places.map((place) => rowAt(desk, place, perLine));
  const attributes = { class: "cadw-rows", "data-key": "rows", style: `height: ${height}px` };
  return element("div", { role: isFilm(desk) ? "presentation" : "rowgroup", ...attributes }, ...rows);
}

/** @param {Desk} desk @param {number} place @param {number} perLine */
function rowAt(desk, place, perLine) {
  return isFilm(desk) ? card(desk, desk.shown[place], place, perLine) : line(desk, desk.shown[place], place);
}

/** @param {Desk} desk */
function region(desk) {
  const label = { "aria-label": "Variants", "aria-multiselectable": "true" };
  const film = { role: "listbox", class: "cadw-region cadw-film", "data-key": "film", ...label };
  if (isFilm(desk)) return element("div", film, body(desk));
  const counts = { "aria-rowcount": desk.shown.length + (desk.conditions ? 2 : 1) };
  const style = `--cadw-columns: ${columnWidths(columnsOf(desk))}`;
  const attributes = { role: "grid", class: "cadw-region cadw-table", "data-key": "table", style, ...label, ...counts };
  return element("div", attributes, headings(desk), body(desk));
}

/** @param {Desk} desk @param {() => void} draw */
function pageOf(desk, draw) {
  const problem = desk.model.get("problem");
  const { store } = desk;
  const part = store.saved > store.size;
  const words = `The first ${store.size} of ${store.saved} variants are saved here; a kernel has the others.`;
  return [
    tools(desk, draw),
    element("div", { role: "alert", "data-key": "error" }, problem && errorLine(problem)),
    element("div", { class: "cadw-count", "data-key": "count" }, store.size > 0 && countWords(desk)),
    part && element("div", { class: "cadw-hint", "data-key": "saved" }, words),
    store.size > 0 && (desk.shown.length > 0 || desk.conditions) && region(desk),
    desk.shown.length === 0 && empty(desk),
    details(desk),
  ].filter((one) => one !== false);
}

/** @param {{headline: string, text: string, allowed: string}} problem */
function errorLine({ headline, text, allowed }) {
  const right = allowed !== "" && element("div", {}, `Allowed: ${allowed}`);
  return element("div", { class: "cadw-alert" }, element("b", {}, headline), element("div", {}, text), right);
}

/** @param {Desk} desk */
export function draw(desk) {
  const page = element("div", { class: desk.root.className });
  const spoken = desk.root.querySelector(".cadw-spoken-count")?.textContent ?? "";
  const attributes = { class: "cadw-spoken cadw-spoken-count", role: "status", "data-key": "spoken" };
  const count = element("span", attributes, spoken);
  page.append(...pageOf(desk, () => draw(desk)), count);
  redraw(desk.root, page);
  setFields(desk);
  drawRows(desk); // now that the region's size is known
  later(desk, "count", QUIET, () => {
    const told = desk.root.querySelector(".cadw-spoken-count");
    if (told && desk.store.size > 0 && told.textContent !== countWords(desk)) told.textContent = countWords(desk);
  });
}

/**
 * The rows for what is on screen now. Those that are there already have not changed: nothing but the scrolling has.
 * @param {Desk} desk
 */
export function drawRows(desk) {
  const rows = /** @type {HTMLElement|null} */ (desk.root.querySelector(".cadw-rows"));
  if (!rows) return;
  const { places, perLine } = placesOnScreen(desk);
  const wanted = new Set(places.map((place) => String(desk.shown[place])));
  const known = new Map();
  for (const row of /** @type {HTMLElement[]} */ ([...rows.children]))
    if (wanted.has(row.dataset.row ?? "")) known.set(row.dataset.row, row);
    else row.remove();
  let next = rows.firstElementChild;
  for (const place of places) {
    const row = known.get(String(desk.shown[place]));
    if (row) next = row.nextElementSibling;
    else rows.insertBefore(rowAt(desk, place, perLine), next);
  }
  if (isFilm(desk)) askForPictures(desk, places.map((place) => desk.shown[place]));
}

/**
 * Menus and the search box show what the view says, unless somebody is typing there.
 * @param {Desk} desk
 */
function setFields({ root }) {
  for (const menu of root.querySelectorAll("select")) menu.value = menu.dataset.value ?? "";
  const box = /** @type {HTMLInputElement|null} */ (root.querySelector("[data-text]"));
  if (box && box !== document.activeElement) box.value = box.dataset.text ?? "";
}

/**
 * Bring a row on screen, draw it, and give the focus to a stop in it.
 * @param {Desk} desk
 * @param {string} key
 */
export function focusOn(desk, key) {
  const at = key.indexOf("|");
  [desk.row, desk.column] = [Number(key.slice(0, at)), key.slice(at + 1)];
  reveal(desk);
  drawRows(desk);
  const cell = desk.root.querySelector(`[data-cell="${CSS.escape(key)}"]`);
  const stop = cell?.querySelector("[data-field]") ?? cell;
  if (!(stop instanceof HTMLElement)) return;
  stop.focus({ preventScroll: true });
  if (stop instanceof HTMLInputElement) stop.setSelectionRange(stop.value.length, stop.value.length);
  if (!isFilm(desk)) revealColumn(desk, /** @type {HTMLElement} */ (stop.closest(".cadw-cell")));
}

/** @param {Desk} desk */
export function reveal(desk) {
  const [region, place] = [regionOf(desk), desk.places.get(desk.row)];
  if (!region || place === undefined || desk.row === HEADINGS) return;
  const { perLine, lineHeight, room } = linesOf(desk);
  const top = Math.floor(place / perLine) * lineHeight;
  if (top < region.scrollTop) region.scrollTop = top;
  else if (top + lineHeight > region.scrollTop + room) region.scrollTop = top + lineHeight - room;
}

/** @param {Desk} desk @param {HTMLElement} cell */
function revealColumn(desk, cell) {
  const region = regionOf(desk);
  const head = /** @type {HTMLElement|null} */ (region?.querySelector(".cadw-row-head"));
  if (!region || !head || desk.column === HEAD) return;
  const [left, right] = [cell.offsetLeft - head.offsetWidth, cell.offsetLeft + cell.offsetWidth];
  if (left < region.scrollLeft) region.scrollLeft = left;
  else if (right > region.scrollLeft + region.clientWidth) region.scrollLeft = right - region.clientWidth;
}
