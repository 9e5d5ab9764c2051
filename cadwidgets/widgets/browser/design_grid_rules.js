// What a text in a filter means, how a cell reads, and in which order rows stand: the rules of _design_rules.py.
// A test gives both the same tables.

/**
 * @typedef {{name: string, label: string, unit: string,
 *   kind: "number"|"int"|"bool"|"choice"|"text"|"tuple"|"status", group: "parameter"|"result"|"build",
 *   choices: string[], minimum: number|null, maximum: number|null, step: number|null}} Column
 * @typedef {{sort: [string, "up"|"down"][], filters: Record<string, string>, text: string,
 *   show: "table"|"film", card: string}} View
 * @typedef {import("./design_grid_store.js").Store} Store
 */

export const STATUSES = /** @type {const} */ (["ready", "building", "waiting", "cancelled", "failed"]);
/** @type {Record<string, number>} */
const DIGITS = { parameter: 0, result: 6, build: 3 };
const NUMBER = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?";
const ONE_NUMBER = new RegExp(`^ *${NUMBER} *$`, "i");
const COMPARED = new RegExp(`^ *(<=|>=|!=|<|>|=|) *(${NUMBER}) *$`, "i");
const RANGE = new RegExp(`^ *(${NUMBER})? *\\.\\. *(${NUMBER})? *$`, "i");

/** @param {Column} column */
export function isNumber({ kind }) {
  return kind === "number" || kind === "int";
}

/**
 * The number that a text is; NaN if it is none.
 * @param {string} text
 */
export function readNumber(text) {
  return ONE_NUMBER.test(text) ? Number(text) : NaN;
}

/**
 * What `<= 1.2` or `10..20` asks of a number as it is shown; null for what is no condition.
 * @param {string} text
 * @returns {((number: number) => boolean)|null}
 */
export function condition(text) {
  const range = RANGE.exec(text);
  if (range) {
    const [low, high] = [Number(range[1] ?? -Infinity), Number(range[2] ?? Infinity)];
    return (number) => low <= number && number <= high;
  }
  const compared = COMPARED.exec(text);
  if (!compared) return null;
  const bound = Number(compared[2]);
  /** @type {Record<string, (number: number) => boolean>} */
  const holds = {
    "<=": (number) => number <= bound,
    ">=": (number) => number >= bound,
    "!=": (number) => !Number.isNaN(number) && number !== bound,
    "<": (number) => number < bound,
    ">": (number) => number > bound,
    "=": (number) => number === bound,
  };
  return holds[compared[1] || "="];
}

/** @param {number} number @param {Column} column */
function rounded(number, { kind, group }) {
  const digits = kind === "int" ? 0 : DIGITS[group];
  return digits ? Number(number.toPrecision(digits)) : number;
}

/**
 * What a cell shows, without its unit.
 * @param {Store} store
 * @param {Column} column
 * @param {number} row
 */
export function cellText(store, column, row) {
  const cell = store.cells.get(column.name)?.[row] ?? NaN;
  if (Number.isNaN(cell)) return "";
  if (isNumber(column)) return String(rounded(cell, column));
  if (column.kind === "bool") return cell ? "yes" : "no";
  return column.kind === "status" ? statusText(STATUSES[cell]) : store.words[cell] ?? "";
}

/** @param {string} status */
export function statusText(status) {
  return status.charAt(0).toUpperCase() + status.slice(1);
}

/**
 * The ids of the rows that pass the filters, sorted; rows without a value are last, then their ids count.
 * @param {Store} store
 * @param {Column[]} columns
 * @param {View} view
 */
export function shownIds(store, columns, view) {
  const tests = filtersOf(store, columns, view);
  const keys = view.sort.flatMap(([name, way]) => {
    const column = columns.find((one) => one.name === name);
    return column ? [{ ranks: ranksOf(store, column), sign: way === "down" ? -1 : 1 }] : [];
  });
  const rows = [];
  for (let row = 0; row < store.size; row += 1) if (tests.every((test) => test(row))) rows.push(row);
  rows.sort((one, other) => {
    for (const { ranks, sign } of keys) {
      const [a, b] = [ranks[one], ranks[other]];
      if (a !== b && !(Number.isNaN(a) && Number.isNaN(b)))
        return Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : sign * (a - b);
    }
    return store.ids[one] - store.ids[other];
  });
  return rows.map((row) => store.ids[row]);
}

/** @param {Store} store @param {Column[]} columns @param {View} view @returns {((row: number) => boolean)[]} */
function filtersOf(store, columns, { filters, text }) {
  const wanted = columns.filter(({ name }) => filters[name]).map((column) => test(store, column, filters[column.name]));
  const words = text.toLowerCase().split(" ").filter(Boolean);
  if (words.length === 0) return wanted;
  return [...wanted, (row) => words.every((word) => allText(store, columns, row).includes(word))];
}

/** @param {Store} store @param {Column} column @param {string} wanted @returns {(row: number) => boolean} */
function test(store, column, wanted) {
  const cells = store.cells.get(column.name);
  if (isNumber(column)) {
    const holds = condition(wanted);
    return (row) => holds === null || holds(rounded(cells?.[row] ?? NaN, column));
  }
  if (column.kind !== "text" && column.kind !== "tuple") return (row) => cellText(store, column, row) === wanted;
  const part = wanted.toLowerCase();
  return (row) => cellText(store, column, row).toLowerCase().includes(part);
}

/** @param {Store} store @param {Column[]} columns @param {number} row */
function allText(store, columns, row) {
  store.texts[row] ??= [`#${store.ids[row]}`, ...columns.map((column) => cellText(store, column, row))]
    .join("\n")
    .toLowerCase();
  return store.texts[row];
}

/**
 * What the rows are sorted by: a choice by its place in the list, a text without regard to case.
 * @param {Store} store
 * @param {Column} column
 */
function ranksOf(store, { name, kind, choices }) {
  const cells = store.cells.get(name) ?? new Float64Array(store.size).fill(NaN);
  if (!["choice", "text", "tuple"].includes(kind)) return cells;
  const used = [...new Set(cells.subarray(0, store.size))].filter((code) => !Number.isNaN(code));
  const words = used.map((code) => {
    const [word, place] = [store.words[code] ?? "", choices.indexOf(store.words[code])];
    return { code, word, lower: word.toLowerCase(), place: place < 0 ? choices.length : place };
  });
  words.sort((a, b) => a.place - b.place || compare(a.lower, b.lower) || compare(a.word, b.word));
  const ranks = new Map(words.map(({ code }, place) => [code, place]));
  return cells.subarray(0, store.size).map((code) => ranks.get(code) ?? NaN);
}

/** @param {string} one @param {string} other */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
