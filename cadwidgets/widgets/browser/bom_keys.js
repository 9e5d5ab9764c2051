// The keyboard in a BOM table: from cell to cell, open and close, edit.

const ROWS_OF_A_PAGE_KEY = 10;

/** @param {KeyboardEvent} event */
export function gridKey(event) {
  const cell = /** @type {HTMLElement} */ (event.target).closest("td, th");
  if (!(cell instanceof HTMLTableCellElement) || event.altKey || event.metaKey) return;
  const done = folds(event.key, cell) || opens(event.key, cell) || moves(event, cell);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Right and left in the column of items open and close an assembly, as Enter does where nothing can be typed.
 * @param {string} key
 * @param {HTMLTableCellElement} cell
 */
function folds(key, cell) {
  const expanded = cell.parentElement?.getAttribute("aria-expanded");
  const inItem = cell.classList.contains("cadw-item");
  const wanted =
    (inItem && key === "ArrowRight" && expanded === "false") ||
    (inItem && key === "ArrowLeft" && expanded === "true") ||
    (key === "Enter" && expanded != null && cell.ariaReadOnly === "true");
  const mark = cell.parentElement?.querySelector(".cadw-fold");
  if (wanted && mark instanceof HTMLElement) mark.click();
  return wanted;
}

/** @param {string} key @param {HTMLTableCellElement} cell */
function opens(key, cell) {
  const wanted = (key === "Enter" || key === "F2") && cell.ariaReadOnly === "false";
  if (wanted) cell.click();
  return wanted;
}

/** @param {KeyboardEvent} event @param {HTMLTableCellElement} cell */
function moves({ key, ctrlKey }, cell) {
  const rows = [...(cell.closest("table")?.rows ?? [])];
  const [row, column] = [rows.indexOf(/** @type {HTMLTableRowElement} */ (cell.parentElement)), cell.cellIndex];
  const [bottom, end] = [rows.length - 1, rows[row].cells.length - 1];
  /** @type {Record<string, [number, number]>} */
  const places = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    PageUp: [row - ROWS_OF_A_PAGE_KEY, column],
    PageDown: [row + ROWS_OF_A_PAGE_KEY, column],
    Home: [ctrlKey ? 0 : row, 0],
    End: [ctrlKey ? bottom : row, end],
  };
  if (!(key in places)) return false;
  const [down, right] = places[key];
  const next = rows[clamped(down, bottom)].cells[clamped(right, end)];
  const stop = next.matches("[data-cell]") ? next : next.querySelector("[data-cell]");
  if (stop instanceof HTMLElement) stop.focus();
  return true;
}

/** @param {number} place @param {number} last */
function clamped(place, last) {
  return Math.min(Math.max(place, 0), last);
}
