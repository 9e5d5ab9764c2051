// Variants as a map: a cell for every pair of values of two parameters, coloured by a result.
import { isWords, wholeRows } from "./plot_data.js";
import { base, failedSeries, isFailed, ruler } from "./plot_points.js";
import { colorKey, placeAxis } from "./plot_scales.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_points.js").Picture} Picture
 * @typedef {import("./plot_points.js").Spots} Spots
 * @typedef {import("./plot_scales.js").Scene} Scene
 * @typedef {{at: [number, number], rows: number[]}} Cell at: the places of its two values
 */

const MOST_PLACES = 60;
/** So many of the cells are filled, or they are no grid. */
const LEAST_FILLED = 0.5;

/**
 * The picture, or null where the values form no grid.
 * @param {Scene} scene @param {Column} x @param {Column} y
 * @returns {Picture|null}
 */
export function cellsPicture(scene, x, y) {
  const { color, variants } = scene;
  if (!color || isWords(color)) return null;
  const all = wholeRows(variants, [x, y]).filter((row) => !Number.isNaN(color.values[row]) || isFailed(scene, row));
  const cells = cellsOf(all, x, y);
  const places = x.different.length * y.different.length;
  if (Math.max(x.different.length, y.different.length) > MOST_PLACES || cells.length < LEAST_FILLED * places) return null;
  const built = cells.map(({ at, rows }) => [...at, mean(rows.map((row) => color.values[row]))]);
  const option = {
    ...base(scene),
    xAxis: placeAxis(scene, x, "x"),
    yAxis: placeAxis(scene, y, "y"),
    visualMap: colorKey(scene),
    series: [
      {
        type: "heatmap",
        id: "variants",
        data: built.filter(([, , value]) => !Number.isNaN(value)),
        itemStyle: { borderColor: scene.look.paper, borderWidth: 1 },
        silent: true,
      },
      failedSeries(scene, "failed", cells.filter((cell) => cell.rows.some((row) => isFailed(scene, row))).map(({ at }) => at), 0),
    ],
  };
  return { option, rows: all, place: (chart) => spotsOf(cells, ruler(chart, 0, 0), ruler(chart, 1, 0)) };
}

/** @param {number[]} rows @param {Column} x @param {Column} y @returns {Cell[]} */
function cellsOf(rows, x, y) {
  const [across, up] = [x, y].map(({ different }) => new Map(different.map((value, place) => [value, place])));
  /** @type {Map<string, Cell>} */
  const cells = new Map();
  for (const row of rows) {
    const at = /** @type {[number, number]} */ ([across.get(x.values[row]), up.get(y.values[row])]);
    const cell = cells.get(at.join());
    if (cell) cell.rows.push(row);
    else cells.set(at.join(), { at, rows: [row] });
  }
  return [...cells.values()];
}

/** Of those that are known. @param {number[]} values */
function mean(values) {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/**
 * @param {Cell[]} cells @param {(place: number) => number} across @param {(place: number) => number} up
 * @returns {Spots}
 */
function spotsOf(cells, across, up) {
  const [wide, high] = [across(1) - across(0), up(0) - up(1)];
  const byRow = new Map(cells.flatMap((cell) => cell.rows.map((row) => [row, cell])));
  const middle = (/** @type {Cell} */ { at }) => /** @type {[number, number]} */ ([across(at[0]), up(at[1])]);
  /** @param {(x: number, y: number) => boolean} holds */
  const those = (holds) => cells.filter((cell) => holds(...middle(cell)));
  return {
    spots: (row) => (byRow.has(row) ? [middle(/** @type {Cell} */ (byRow.get(row)))] : []),
    at: (x, y) => those((left, top) => Math.abs(left - x) <= wide / 2 && Math.abs(top - y) <= high / 2)[0]?.rows[0] ?? -1,
    within: ({ left, right, top, bottom }) =>
      those((x, y) => x >= left && x <= right && y >= top && y <= bottom).flatMap(({ rows }) => rows),
  };
}
