// The rows of a design table in the page: a block of numbers for each column, and the words that some stand for.

/**
 * @typedef {{size: number, ids: Float64Array, rowOf: Map<number, number>, cells: Map<string, Float64Array>,
 *   words: string[], texts: (string|undefined)[], pictures: Map<number, string>, saved: number}} Store
 *   cells: NaN for none; texts: all that a row shows, once somebody looked for a text in it; pictures: addresses;
 *   saved: how many rows there were when the notebook was saved, 0 as soon as a kernel answers
 * @typedef {{columns: string[], words_from: number, words: string[]}} Batch
 */

const MOST_PICTURES = 300;

/** @returns {Store} */
export function emptyStore() {
  return {
    size: 0,
    ids: new Float64Array(64),
    rowOf: new Map(),
    cells: new Map(),
    words: [],
    texts: [],
    pictures: new Map(),
    saved: 0,
  };
}

/** @param {Store} store */
export function clearStore(store) {
  const { pictures } = store;
  Object.assign(store, emptyStore(), { pictures });
}

/**
 * Put rows: `numbers` are their ids, then the cells of each column of the batch.
 * @param {Store} store
 * @param {Batch} batch
 * @param {Float64Array} numbers
 */
export function putRows(store, { columns, words_from, words }, numbers) {
  const count = numbers.length / (columns.length + 1);
  words.forEach((word, place) => (store.words[words_from + place] = word));
  const rows = [...numbers.subarray(0, count)].map((id) => rowFor(store, id));
  columns.forEach((name, at) => {
    const cells = cellsOf(store, name);
    const first = (at + 1) * count;
    rows.forEach((row, place) => (cells[row] = numbers[first + place]));
  });
  for (const row of rows) store.texts[row] = undefined;
}

/** @param {Store} store @param {number} id */
function rowFor(store, id) {
  const known = store.rowOf.get(id);
  if (known !== undefined) return known;
  const row = store.size;
  if (row === store.ids.length) store.ids = grown(store.ids, 2 * row);
  store.ids[row] = id;
  store.rowOf.set(id, row);
  store.size += 1;
  return row;
}

/** @param {Store} store @param {string} name */
function cellsOf(store, name) {
  const known = store.cells.get(name);
  const cells = known?.length === store.ids.length ? known : grown(known, store.ids.length);
  store.cells.set(name, cells);
  return cells;
}

/** @param {Float64Array|undefined} numbers @param {number} length */
function grown(numbers, length) {
  const longer = new Float64Array(length).fill(NaN);
  if (numbers) longer.set(numbers);
  return longer;
}

/** @param {Store} store @param {number[]} ids */
export function removeRows(store, ids) {
  const gone = new Set(ids);
  const kept = [];
  for (let row = 0; row < store.size; row += 1) if (!gone.has(store.ids[row])) kept.push(row);
  for (const numbers of [store.ids, ...store.cells.values()]) kept.forEach((row, to) => (numbers[to] = numbers[row]));
  store.texts = kept.map((row) => store.texts[row]);
  store.size = kept.length;
  store.rowOf = new Map(kept.map((_, row) => [store.ids[row], row]));
  forgetPictures(store, ids);
}

/** @param {Store} store @param {Iterable<number>} ids */
export function forgetPictures({ pictures }, ids) {
  for (const id of ids) {
    URL.revokeObjectURL(pictures.get(id) ?? "");
    pictures.delete(id);
  }
}

/**
 * Keep a picture; of too many, those that came first are forgotten.
 * @param {Store} store
 * @param {number} id
 * @param {DataView} png
 */
export function putPicture(store, id, png) {
  forgetPictures(store, [id]);
  store.pictures.set(id, URL.createObjectURL(new Blob([/** @type {BlobPart} */ (png)], { type: "image/png" })));
  const surplus = store.pictures.size - MOST_PICTURES;
  if (surplus > 0) forgetPictures(store, [...store.pictures.keys()].slice(0, surplus));
}

/**
 * The rows that a notebook was saved with.
 * @param {Store} store
 * @param {Batch & {numbers?: (number|null)[][], count: number}} saved
 */
export function putSaved(store, saved) {
  if (!saved.numbers?.[0].length) return;
  putRows(store, saved, Float64Array.from(saved.numbers.flat().map((number) => number ?? NaN)));
  store.saved = saved.count;
}

/**
 * The numbers in a buffer of a message.
 * @param {DataView} view
 */
export function numbersIn(view) {
  return new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}
