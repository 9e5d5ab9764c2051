// Variants as lines across many axes; what is brushed on an axis filters them.
import { extentOf, wholeRows } from "./plot_data.js";
import { colorKey, colorValues, WORD_STEPS } from "./plot_scales.js";
import { base, flat } from "./plot_points.js";
import { tickText, titleOf } from "./plot_words.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_points.js").Picture} Picture
 * @typedef {import("./plot_points.js").Spots} Spots
 * @typedef {import("./plot_scales.js").Scene} Scene
 * @typedef {Map<string, [number, number][]>} Limits what is brushed, by the name of the axis' column
 */

/** @typedef {{left: number, right: number, top: number, bottom: number}} Margin */
/** @type {Margin} */
const AROUND = { left: 62, right: 62, top: 84, bottom: 22 };
/** In pixels: an axis and its labels. */
export const LEAST_AXIS = 92;
const NEAR_LINE = 8;

/** @param {Scene} scene @param {Limits} limits @returns {Picture} */
export function linesPicture(scene, limits) {
  const { axes, variants, look } = scene;
  const rows = wholeRows(variants, axes);
  const color = colorValues(scene);
  const opacity = Math.min(0.9, Math.max(0.12, 12 / Math.sqrt(rows.length)));
  const option = {
    ...base(scene),
    parallel: { ...AROUND, axisExpandable: false },
    parallelAxis: axes.map((column, dim) => lineAxis(scene, column, dim)),
    visualMap: colorKey(scene, axes.length),
    series: {
      type: "parallel",
      id: "variants",
      ...flat(
        rows.map((row) => [...axes.map((column) => column.values[row]), color(row)]),
        [...axes, "color"].map((_axis, dim) => `dim${dim}`), // the names that the library gives its axes
      ),
      lineStyle: { width: rows.length > 1000 ? 1 : 1.5, ...(scene.color ? {} : { color: look.accent }), opacity },
      activeOpacity: Math.max(opacity, 0.5),
      inactiveOpacity: 0.03,
      silent: true,
      progressive: 400,
    },
  };
  return { option, rows, place: () => across(scene, rows.filter((row) => isWithin(axes, limits, row))) };
}

/** Whether a row is in all that is brushed. @param {Column[]} axes @param {Limits} limits @param {number} row */
export function isWithin(axes, limits, row) {
  return axes.every((column) => {
    const parts = limits.get(column.name) ?? [];
    return !parts.length || parts.some(([low, high]) => column.values[row] >= low && column.values[row] <= high);
  });
}

/** @param {Scene} scene @param {Column} column @param {number} dim */
function lineAxis({ look, axes, width }, column, dim) {
  const [min, max] = extentOf(column);
  const room = Math.floor((width - AROUND.left - AROUND.right) / Math.max(axes.length - 1, 1)) - 10;
  const words = { color: look.ink, fontSize: 12, lineHeight: 14, width: Math.min(room, 118) };
  return {
    dim,
    id: column.name,
    type: "value",
    min,
    max,
    name: titleOf(column),
    nameGap: 12,
    nameTextStyle: { ...words, overflow: "break", height: 42, lineOverflow: "truncate", ellipsis: "…" },
    axisLine: { lineStyle: { color: look.quiet, width: 1.5 } },
    axisTick: { lineStyle: { color: look.quiet } },
    ...(column.choices.length ? WORD_STEPS : {}),
    axisLabel: {
      color: look.ink,
      fontSize: 11.5,
      width: Math.min(room, 76),
      overflow: "truncate",
      hideOverlap: true,
      textBorderColor: look.paper,
      textBorderWidth: 3,
      formatter: (/** @type {number} */ value) => tickText(column, value),
    },
    areaSelectStyle: { width: 18, borderWidth: 1, borderColor: look.accent, color: look.accent, opacity: 0.3 },
  };
}

/** @param {Scene} scene @param {number[]} rows @returns {Spots} */
function across({ axes, width, height }, rows) {
  const step = (width - AROUND.left - AROUND.right) / Math.max(axes.length - 1, 1);
  const [top, bottom] = [AROUND.top, height - AROUND.bottom];
  const shares = axes.map((column) => {
    const [least, most] = extentOf(column);
    return (/** @type {number} */ row) => bottom - ((bottom - top) * (column.values[row] - least)) / (most - least);
  });
  const shown = new Set(rows);
  return {
    spots: (row) => (shown.has(row) ? shares.map((up, at) => [AROUND.left + at * step, up(row)]) : []),
    at(x, y) {
      const before = Math.min(Math.max(Math.floor((x - AROUND.left) / step), 0), axes.length - 2);
      const share = Math.min(Math.max((x - AROUND.left) / step - before, 0), 1);
      let found = -1, least = NEAR_LINE; // prettier-ignore
      for (const row of rows) {
        const distance = Math.abs(shares[before](row) * (1 - share) + shares[before + 1](row) * share - y);
        if (distance < least) [found, least] = [row, distance];
      }
      return found;
    },
    within: () => [],
  };
}
