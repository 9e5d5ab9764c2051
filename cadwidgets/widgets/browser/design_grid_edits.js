// What is typed into a cell: checked here as far as the column tells, and by the kernel again.
import { columnsOf, tell } from "./design_grid_desk.js";
import { cellText, readNumber } from "./design_grid_rules.js";

/** @import {Column, Desk} from "./design_grid_desk.js" */

const MOST_CHARACTERS = 1000;

/** @param {number} id @param {string} name */
export function cellKey(id, name) {
  return `${id}|${name}`;
}

/**
 * The row and the column of a cell's key; none where there is no such column.
 * @param {Desk} desk
 * @param {string} key
 */
export function cellAt(desk, key) {
  const [id, name] = [Number(key.slice(0, key.indexOf("|"))), key.slice(key.indexOf("|") + 1)];
  const column = columnsOf(desk).find((one) => one.name === name);
  const row = desk.store.rowOf.get(id);
  return column && row !== undefined ? { id, row, column, text: cellText(desk.store, column, row) } : null;
}

/** @param {Column|undefined} column */
export function isEditable(column) {
  return column?.group === "parameter";
}

/**
 * Why a text cannot stand in a column; empty if it can.
 * @param {Column} column
 * @param {string} text
 * @param {string} now what stands there
 */
export function refusal(column, text, now) {
  const { kind, choices } = column;
  if (kind === "choice") return choices.includes(text) ? "" : `One of ${choices.join(", ")}.`;
  if (kind === "text") {
    const most = Math.max(MOST_CHARACTERS, column.maximum ?? 0);
    return text.length > most ? `At most ${most} characters.` : "";
  }
  if (kind === "bool") return "";
  const parts = kind === "tuple" ? text.replace(/^ *[([]|[)\]] *$/g, "").split(",") : [text];
  const wanted = kind === "tuple" ? now.split(",").length : 1;
  const fits = parts.length === wanted && parts.every((part) => contains(column, readNumber(part)));
  return fits ? "" : `${text.trim() || "Nothing"} is not ${allowed(column, wanted)}.`;
}

/** @param {Column} column @param {number} number */
function contains({ kind, minimum, maximum }, number) {
  if (Number.isNaN(number) || (kind === "int" && !Number.isInteger(number))) return false;
  return number >= (minimum ?? -Infinity) && number <= (maximum ?? Infinity) && Number.isFinite(number);
}

/** @param {Column} column @param {number} count */
function allowed({ kind, minimum, maximum }, count) {
  const noun = kind === "tuple" ? `${count} numbers` : kind === "int" ? "a whole number" : "a number";
  if (minimum !== null && maximum !== null) return `${noun} from ${minimum} to ${maximum}`;
  if (minimum !== null) return `${noun} of at least ${minimum}`;
  return maximum === null ? noun : `${noun} of at most ${maximum}`;
}

/**
 * Open the field of a cell, with what stands in it or with what is typed.
 * @param {Desk} desk
 * @param {string} key
 * @param {string} [text]
 */
export function beginEdit(desk, key, text) {
  const cell = cellAt(desk, key);
  if (!cell || !isEditable(cell.column) || cell.column.kind === "bool") return false;
  const before = desk.typed.get(key);
  const why = text === undefined ? before?.why ?? "" : "";
  desk.typed.set(key, { text: text ?? before?.text ?? cell.text, why, sent: false });
  desk.open = key;
  return true;
}

/**
 * Take what is typed: to the kernel, or back to the field with the reason. True if the field is done with.
 * @param {Desk} desk
 * @param {string} key
 */
export function commit(desk, key) {
  const [typed, cell] = [desk.typed.get(key), cellAt(desk, key)];
  if (!typed || !cell || typed.sent) return true;
  typed.why = typed.text === cell.text ? "" : refusal(cell.column, typed.text, cell.text);
  if (typed.why) return false;
  if (typed.text === cell.text) desk.typed.delete(key);
  else send(desk, key, typed.text);
  return true;
}

/** @param {Desk} desk @param {string} key @param {string} text */
export function send(desk, key, text) {
  const cell = cellAt(desk, key);
  if (!cell) return;
  desk.typed.set(key, { text, why: "", sent: true });
  tell(desk, { type: "edit", row: cell.id, name: cell.column.name, text });
}

/**
 * The kernel has taken what was typed, or says why not.
 * @param {Desk} desk
 * @param {{row: number, name: string, why: string}} answer
 */
export function answered(desk, { row, name, why }) {
  const key = cellKey(row, name);
  const typed = desk.typed.get(key);
  if (!typed?.sent) return;
  if (why) desk.typed.set(key, { ...typed, why, sent: false });
  else desk.typed.delete(key);
}
