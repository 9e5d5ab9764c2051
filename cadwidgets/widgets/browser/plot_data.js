// The variants as arrays: a row each, a column for each parameter and result; NaN where there is no value.

/**
 * @typedef {{name: string, label: string, unit: string, group: "parameter"|"result", choices: string[],
 *   values: Float32Array, least: number, most: number, different: number[]}} Column
 *   choices: the words for 0, 1, ...; different: all values, sorted, each once
 * @typedef {{ids: Int32Array, rowOf: Map<number, number>, columns: Map<string, Column>,
 *   failed: Map<number, string>}} Variants
 */

/**
 * @param {{ids: DataView, failed: [number, string][], columns: any[]}} shown as the kernel's `to_browser` made it
 * @returns {Variants}
 */
export function readVariants(shown) {
  const ids = new Int32Array(copyOf(shown.ids));
  const columns = shown.columns.map((told) => [told.name, readColumn(told)]);
  return {
    ids,
    rowOf: new Map(Array.from(ids, (id, row) => [id, row])),
    columns: new Map(/** @type {[string, Column][]} */ (columns)),
    failed: new Map(shown.failed),
  };
}

/** @param {any} told @returns {Column} */
function readColumn(told) {
  const values = new Float32Array(copyOf(told.values));
  const different = [...new Set(values)].filter((value) => !Number.isNaN(value)).sort((one, other) => one - other);
  return { ...told, values, different, least: different[0] ?? NaN, most: different[different.length - 1] ?? NaN };
}

/** @param {DataView} view its bytes may begin anywhere */
function copyOf(view) {
  return /** @type {ArrayBuffer} */ (view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/**
 * The rows that have a value in all of these columns.
 * @param {Variants} variants
 * @param {(Column|undefined)[]} columns
 */
export function wholeRows(variants, columns) {
  const rows = [];
  for (let row = 0; row < variants.ids.length; row += 1) {
    if (columns.every((column) => column && !Number.isNaN(column.values[row]))) rows.push(row);
  }
  return rows;
}

/** Whether it consists of words rather than of numbers. @param {Column} column */
export function isWords(column) {
  return column.choices.length > 0;
}

/**
 * Where an axis begins and ends: words have half a place at both ends, one single value is in the middle.
 * @param {Column} column
 * @returns {[number, number]}
 */
export function extentOf(column) {
  if (isWords(column)) return [-0.5, column.choices.length - 0.5];
  if (column.least < column.most) return [column.least, column.most];
  const around = Math.abs(column.least || 1) / 2;
  return [(column.least || 0) - around, (column.least || 0) + around];
}
