// The keyboard in a design table: from cell to cell or card to card, select, edit, adopt, delete.
import { columnsOf, HEAD, HEADINGS, select, selectedOf, selectTo, viewOf } from "./design_grid_desk.js";
import { beginEdit, cellAt, cellKey, isEditable, send } from "./design_grid_edits.js";

/** @import {Desk} from "./design_grid_desk.js" */
/**
 * @typedef {import("./design_grid_fields.js").Screen & {perLine: () => number, perPage: () => number,
 *   adopt: (id: number) => void, ask: () => void}} Keyed
 */

/** @param {Desk} desk @param {KeyboardEvent} event @param {Keyed} screen */
export function gridKey(desk, event, screen) {
  if (event.altKey) return;
  const control = event.ctrlKey || event.metaKey;
  const done =
    moves(desk, event, screen) ||
    chooses(desk, event, control, screen) ||
    (!control && edits(desk, event, screen));
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {Desk} desk @param {KeyboardEvent} event @param {Keyed} screen */
function moves(desk, event, screen) {
  const film = viewOf(desk).show === "film";
  const at = desk.row === HEADINGS ? -1 : desk.places.get(desk.row) ?? 0;
  const names = [HEAD, ...columnsOf(desk).map(({ name }) => name)];
  const column = names.indexOf(desk.column);
  const to = film ? cardAfter(event, at, screen) : cellAfter(event, at, column, names.length - 1, screen);
  if (to === undefined || desk.shown.length === 0) return false;
  const place = Math.min(Math.max(to[0], film ? 0 : -1), desk.shown.length - 1);
  const id = place < 0 ? HEADINGS : desk.shown[place];
  const name = names[Math.min(Math.max(to[1], place < 0 ? 1 : 0), names.length - 1)];
  if (place >= 0 && place !== at && (event.shiftKey || !(event.ctrlKey || event.metaKey)))
    selectTo(desk, id, { shiftKey: event.shiftKey, ctrlKey: false, metaKey: false });
  screen.focus(cellKey(id, name));
  return true;
}

/**
 * @param {KeyboardEvent} event
 * @param {number} row
 * @param {number} column
 * @param {number} end
 * @param {Keyed} screen
 * @returns {[number, number]|undefined}
 */
function cellAfter({ key, ctrlKey, metaKey }, row, column, end, screen) {
  const far = ctrlKey || metaKey;
  /** @type {Record<string, [number, number]>} */
  const places = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    PageUp: [Math.max(0, row - screen.perPage()), column],
    PageDown: [row + screen.perPage(), column],
    Home: [far ? 0 : row, 0],
    End: [far ? Infinity : row, end],
  };
  return places[key];
}

/** @param {KeyboardEvent} event @param {number} place @param {Keyed} screen @returns {[number, number]|undefined} */
function cardAfter({ key }, place, screen) {
  /** @type {Record<string, number>} */
  const places = {
    ArrowUp: place - screen.perLine(),
    ArrowDown: place + screen.perLine(),
    ArrowLeft: place - 1,
    ArrowRight: place + 1,
    PageUp: place - screen.perPage(),
    PageDown: place + screen.perPage(),
    Home: 0,
    End: Infinity,
  };
  return key in places ? [places[key], 0] : undefined;
}

/** @param {Desk} desk @param {KeyboardEvent} event @param {boolean} control @param {Keyed} screen */
function chooses(desk, { key, shiftKey }, control, screen) {
  if (desk.row === HEADINGS) return false;
  if (control && key.toLowerCase() === "a") select(desk, desk.shown);
  else if (key === "Delete" && selectedOf(desk).size > 0) screen.ask();
  else if (key === " " && (control || shiftKey || !isBox(desk)))
    selectTo(desk, desk.row, { shiftKey: false, ctrlKey: true, metaKey: false });
  else return false;
  return true;
}

/** @param {Desk} desk */
function isBox(desk) {
  const cell = cellAt(desk, cellKey(desk.row, desk.column));
  return cell !== null && cell.column.kind === "bool" && isEditable(cell.column);
}

/** @param {Desk} desk @param {KeyboardEvent} event @param {Keyed} screen */
function edits(desk, { key }, screen) {
  if (desk.row === HEADINGS) return false; // its buttons do what they say
  const at = cellKey(desk.row, desk.column);
  const opens = key === "Enter" || key === "F2";
  if (isBox(desk) && (opens || key === " ")) {
    toggle(desk, at);
    screen.draw();
  } else if (desk.column === HEAD && key === "Enter") screen.adopt(desk.row);
  else if ((opens || key.length === 1) && beginEdit(desk, at, opens ? undefined : typedOver(desk, at, key))) {
    screen.draw();
    screen.focus(at);
  } else return false;
  return true;
}

/**
 * What a letter begins: a menu stays as it is.
 * @param {Desk} desk
 * @param {string} key
 * @param {string} letter
 */
function typedOver(desk, key, letter) {
  return cellAt(desk, key)?.column.kind === "choice" ? undefined : letter;
}

/** @param {Desk} desk @param {string} key */
export function toggle(desk, key) {
  send(desk, key, cellAt(desk, key)?.text === "yes" ? "false" : "true");
}
