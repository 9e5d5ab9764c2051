// Variants as points: one column against another, with the Pareto front of the two.
import { wholeRows } from "./plot_data.js";
import { colorKey, colorValues, MARGIN, valueAxis } from "./plot_scales.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_library.js").Chart} Chart
 * @typedef {import("./plot_scales.js").Scene} Scene
 * @typedef {[number, number]} Spot in pixels
 * @typedef {{option: any, rows: number[], place(chart: Chart): Spots}} Picture
 *   rows: those that are drawn
 * @typedef {{spots(row: number): Spot[], at(x: number, y: number): number, within(area: Area): number[]}} Spots
 *   spots: where a row is, one place or a line through several; at: the row at a place, or -1
 * @typedef {{left: number, right: number, top: number, bottom: number}} Area
 */

const CROSS = "path://M0,0L8,8M8,0L0,8";
/** In pixels: the pointer need not be exactly on a point. */
const NEAR_POINT = 14;

/** @param {Scene} scene @param {Column} x @param {Column} y @returns {Picture} */
export function pointsPicture(scene, x, y) {
  const { variants, front, kind, senses } = scene;
  const known = wholeRows(variants, [x, y]);
  const whole = known.filter((row) => !isFailed(scene, row));
  const [along, inside] = [failedAlong(scene, x, y), known.filter((row) => isFailed(scene, row))];
  const pareto = kind === "pareto";
  const sense = (/** @type {Column} */ column) => (pareto ? (senses[column.name] ?? "min") : undefined);
  /** @type {any[]} */
  const series = [...mainSeries(scene, x, y, whole), failedSeries(scene, "along", along.map((row) => [x.values[row], 0]), 1)];
  series.push(failedSeries(scene, "inside", inside.map((row) => [x.values[row], y.values[row]]), 0));
  if (pareto && front) series.push(...frontSeries(scene, x, y, front));
  const option = {
    ...base(scene),
    xAxis: valueAxis(scene, x, "x", sense(x)),
    yAxis: [valueAxis(scene, y, "y", sense(y)), { type: "value", show: false, min: -0.02, max: 1 }],
    visualMap: colorKey(scene),
    series,
  };
  /** @param {Chart} chart */
  const place = (chart) => {
    const [across, up] = [ruler(chart, 0, 0), ruler(chart, 1, 0)];
    const bottom = ruler(chart, 1, 1)(0);
    const spots = new Map(known.map((row) => [row, spot(across(x.values[row]), up(y.values[row]))]));
    for (const row of along) spots.set(row, spot(across(x.values[row]), bottom));
    return nearest(spots);
  };
  return { option, rows: [...known, ...along], place };
}

/** @param {number} x @param {number} y @returns {Spot} */
function spot(x, y) {
  return [x, y];
}

/** What all pictures with two axes have. @param {Scene} scene */
export function base({ look }) {
  const grid = { ...MARGIN, outerBoundsMode: "none" };
  return { animation: false, backgroundColor: look.paper, grid, textStyle: { fontFamily: "system-ui, sans-serif" } };
}

/**
 * Failed variants have no result: they stand along the axis, where their parameter is.
 * @param {Scene} scene @param {Column} x @param {Column} y
 */
function failedAlong(scene, x, y) {
  return wholeRows(scene.variants, [x]).filter((row) => Number.isNaN(y.values[row]) && isFailed(scene, row));
}

/** @param {Scene} scene @param {number} row */
export function isFailed({ variants }, row) {
  return variants.failed.has(variants.ids[row]);
}

/** @param {Scene} scene @param {string} id @param {number[][]} data @param {number} yAxisIndex */
export function failedSeries({ look }, id, data, yAxisIndex) {
  const itemStyle = { color: "transparent", borderColor: look.failed, borderWidth: 1.6 };
  return { type: "scatter", id, symbol: CROSS, symbolSize: 8, data, yAxisIndex, itemStyle, silent: true, clip: false };
}

/**
 * The points; those without a value for their colour are grey.
 * @param {Scene} scene @param {Column} x @param {Column} y @param {number[]} rows
 */
function mainSeries(scene, x, y, rows) {
  const { color, look, kind } = scene;
  const many = rows.length > 2000;
  const hollow = kind === "pareto" && !color;
  const border = hollow ? look.quiet : color ? look.ink : look.paper;
  const itemStyle = { borderColor: border, borderWidth: hollow ? 1.2 : many ? 0 : 0.6, opacity: many ? 0.6 : 0.9 };
  const common = {
    type: "scatter",
    symbolSize: many ? 5 : rows.length > 200 ? 7 : 10,
    silent: true,
    clip: false, // a point at the end of an axis is whole
    progressive: 1000,
    progressiveThreshold: 4000,
  };
  const third = colorValues(scene);
  const known = rows.filter((row) => !Number.isNaN(third(row)));
  const unknown = rows.filter((row) => Number.isNaN(third(row)));
  const values = (/** @type {number[]} */ some) => flat(some.map((row) => [x.values[row], y.values[row], third(row)]), ["x", "y", "color"]);
  const plain = { ...itemStyle, color: hollow ? "transparent" : look.accent };
  return [
    { ...common, id: "variants", ...values(known), itemStyle: color ? itemStyle : plain },
    { ...common, id: "unknown", ...values(unknown), itemStyle: { ...itemStyle, color: look.none } },
  ];
}

/**
 * Values as one array, which the library takes in at once.
 * @param {number[][]} rows @param {string[]} dimensions
 */
export function flat(rows, dimensions) {
  return { data: Float32Array.from(rows.flat()), dimensions };
}

/** The front as the border of what is possible: steps that go with the better of x. @param {Scene} scene @param {Column} x @param {Column} y @param {Int32Array} front */
function frontSeries({ look, senses, color }, x, y, front) {
  const data = Array.from(front, (row) => [x.values[row], y.values[row]]);
  const step = senses[x.name] === "max" ? "start" : "end";
  const line = { color: look.accent, width: 2 };
  const filled = { color: look.accent, borderColor: look.paper, borderWidth: 1 };
  const itemStyle = color ? { color: "transparent", borderColor: look.accent, borderWidth: 2.5 } : filled;
  const common = { data, silent: true, clip: false };
  return [
    { ...common, type: "line", id: "front", step, showSymbol: false, lineStyle: line },
    { ...common, type: "scatter", id: "best", symbol: "diamond", symbolSize: color ? 20 : 14, itemStyle },
  ];
}

/** From a value to pixels: axes are even. @param {Chart} chart @param {0|1} side @param {number} yAxisIndex */
export function ruler(chart, side, yAxisIndex) {
  const at = (/** @type {number} */ value) => chart.convertToPixel({ xAxisIndex: 0, yAxisIndex }, [value, value])[side];
  const start = at(0), step = at(1) - start; // prettier-ignore
  return (/** @type {number} */ value) => start + step * value;
}

/** @param {Map<number, Spot>} places @returns {Spots} */
export function nearest(places) {
  return {
    spots: (row) => (places.has(row) ? [/** @type {Spot} */ (places.get(row))] : []),
    at(x, y) {
      let found = -1, least = NEAR_POINT * NEAR_POINT; // prettier-ignore
      for (const [row, [left, top]] of places) {
        const distance = (left - x) ** 2 + (top - y) ** 2;
        if (distance < least) [found, least] = [row, distance];
      }
      return found;
    },
    within: ({ left, right, top, bottom }) =>
      [...places].filter(([, [x, y]]) => x >= left && x <= right && y >= top && y <= bottom).map(([row]) => row),
  };
}
