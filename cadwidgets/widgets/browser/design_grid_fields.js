// The field of a cell while somebody types into it, with the reason beside it if that was refused.
import { element } from "./elements.js";
import { columnsOf } from "./design_grid_desk.js";
import { cellKey, commit } from "./design_grid_edits.js";

/** @import {Column, Desk, Typed} from "./design_grid_desk.js" */
/** @typedef {{draw: () => void, arrange: () => void, focus: (key: string) => void}} Screen */

/** @param {string} key @param {Typed} typed @param {Column} column @param {number} id */
export function field(key, typed, column, id) {
  const attributes = {
    class: "cadw-field",
    tabindex: -1,
    "data-field": key,
    "data-value": typed.text,
    "aria-label": `${column.label} of #${id}`,
    "aria-invalid": typed.why !== "" && "true",
  };
  const options = column.choices.map((choice) =>
    element("option", { value: choice, selected: choice === typed.text }, choice),
  );
  const number = column.kind === "number" || column.kind === "int";
  const input =
    column.kind === "choice"
      ? element("select", attributes, ...options)
      : element("input", { ...attributes, value: typed.text, inputmode: number ? "decimal" : "text" });
  return [input, typed.why !== "" && element("span", { class: "cadw-why", role: "alert" }, typed.why)];
}

/**
 * What is typed is kept as it is typed: nothing that is drawn meanwhile loses it.
 * @param {Desk} desk
 * @param {Event} event
 */
export function typedInto(desk, event) {
  const { dataset, value } = /** @type {HTMLInputElement} */ (event.target);
  const typed = desk.typed.get(dataset.field ?? "");
  if (!typed) return;
  typed.text = value;
  desk.open = dataset.field ?? "";
}

/**
 * Keys in a field: nothing else hears of them.
 * @param {Desk} desk
 * @param {KeyboardEvent} event
 * @param {Screen} screen
 */
export function fieldKey(desk, event, screen) {
  event.stopPropagation();
  const key = /** @type {HTMLElement} */ (event.target).dataset.field ?? "";
  if (event.key === "Escape") {
    desk.typed.delete(key);
    leave(desk, key, screen);
  } else if (event.key === "Enter" || event.key === "Tab") {
    const next = event.key === "Tab" ? beside(desk, key, event.shiftKey ? -1 : 1) : key;
    if (commit(desk, key)) leave(desk, next, screen);
    else screen.draw();
  } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    if (!stepped(desk, key, event.key === "ArrowUp" ? 1 : -1)) return;
    screen.draw();
  } else return;
  event.preventDefault();
}

/** @param {Desk} desk @param {string} next @param {Screen} screen */
function leave(desk, next, screen) {
  closeField(desk, screen);
  screen.focus(next);
}

/**
 * The field is done with: the rows may move again.
 * @param {Desk} desk
 * @param {Screen} screen
 */
function closeField(desk, screen) {
  desk.open = "";
  if (desk.stale) screen.arrange();
  else screen.draw();
}

/**
 * The field lost the focus: what was right is taken, what was wrong stays with its reason.
 * @param {Desk} desk
 * @param {string} key
 * @param {Screen} screen
 */
export function fieldLeft(desk, key, screen) {
  if (desk.open !== key) return;
  commit(desk, key);
  closeField(desk, screen);
}

/**
 * The cell beside one in its row, or that one at the end.
 * @param {Desk} desk
 * @param {string} key
 * @param {number} by
 */
function beside(desk, key, by) {
  const names = columnsOf(desk).map(({ name }) => name);
  const [id, name] = [key.slice(0, key.indexOf("|")), key.slice(key.indexOf("|") + 1)];
  return cellKey(Number(id), names[names.indexOf(name) + by] ?? name);
}

/**
 * Add a column's step to the number in a field.
 * @param {Desk} desk
 * @param {string} key
 * @param {number} by
 */
function stepped(desk, key, by) {
  const [typed, name] = [desk.typed.get(key), key.slice(key.indexOf("|") + 1)];
  const step = columnsOf(desk).find((column) => column.name === name)?.step;
  if (!typed || !step || !Number.isFinite(Number(typed.text))) return false;
  typed.text = String(Number((Number(typed.text) + by * step).toPrecision(12)));
  return true;
}
