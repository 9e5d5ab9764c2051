// Axes and colours of a picture, as the chart library wants them.
import { isWords, extentOf } from "./plot_data.js";
import { tickText, titleOf } from "./plot_words.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_data.js").Variants} Variants
 * @typedef {import("./plot_theme.js").Look} Look
 * @typedef {{variants: Variants, kind: string, x: Column|undefined, y: Column|undefined, color: Column|undefined,
 *   axes: Column[], senses: Record<string, "min"|"max">, front: Int32Array|null, look: Look,
 *   width: number, height: number}} Scene all that is drawn
 * @typedef {(column: Column, value: number) => string} Paint
 */

/** In pixels; what is written beside an axis has this room. */
/** What a letter takes of a line, in pixels. */
const LETTER = 6.5;
export const MARGIN = { left: 92, right: 22, top: 40, bottom: 58 };
const MOST_WORDS = 7;
/** Words are at whole places, and nothing is at those between them. */
export const WORD_STEPS = { interval: 0.5, axisTick: { show: false } };

/**
 * @param {Scene} scene @param {Column} column @param {"x"|"y"} side @param {"min"|"max"} [sense]
 */
export function valueAxis(scene, column, side, sense) {
  const words = isWords(column);
  const [min, max] = extentOf(column);
  return {
    ...axisLook(scene, titleOf(column, sense), side),
    type: "value",
    scale: true,
    ...(words ? { min, max, ...WORD_STEPS } : {}),
    splitLine: { show: !words, lineStyle: { color: scene.look.hairline } },
    axisLabel: axisLabel(scene, side, (value) => tickText(column, value)),
  };
}

/**
 * An axis with a place for each different value, as a map has it.
 * @param {Scene} scene @param {Column} column @param {"x"|"y"} side
 */
export function placeAxis(scene, column, side) {
  const data = column.different.map((value) => tickText(column, value));
  return {
    ...axisLook(scene, titleOf(column), side),
    type: "category",
    data,
    splitArea: { show: false },
    axisLabel: axisLabel(scene, side),
  };
}

/** @param {Scene} scene @param {string} name @param {"x"|"y"} side */
function axisLook({ look, width, height }, name, side) {
  const room = side === "x" ? width - MARGIN.left - MARGIN.right : height - MARGIN.top - MARGIN.bottom;
  return {
    name,
    nameLocation: "middle",
    nameGap: side === "x" ? 32 : MARGIN.left - 20,
    nameTextStyle: { color: look.ink, fontSize: 12.5 },
    nameTruncate: { maxWidth: room },
    axisLine: { show: true, onZero: false, lineStyle: { color: look.line } },
    axisTick: { show: true, lineStyle: { color: look.line } },
  };
}

/** @param {Scene} scene @param {"x"|"y"} side @param {(value: number) => string} [formatter] */
function axisLabel({ look }, side, formatter) {
  const width = side === "y" ? MARGIN.left - 30 : 90;
  return { color: look.quiet, fontSize: 12, hideOverlap: true, width, overflow: "truncate", formatter };
}

/**
 * The place of a word's colour: the most frequent words have their own, the others one for all.
 * @param {Column} column
 * @returns {number[]} by choice; MOST_WORDS for the others
 */
export function wordPlaces(column) {
  const counts = column.choices.map(() => 0);
  for (const value of column.values) if (value < counts.length) counts[value] += 1;
  const often = [...counts.keys()].sort((one, other) => counts[other] - counts[one]).slice(0, MOST_WORDS);
  const kept = often.sort((one, other) => one - other);
  return column.choices.map((_word, choice) => (kept.includes(choice) ? kept.indexOf(choice) : MOST_WORDS));
}

/** What `colorKey` makes a colour of, by row; NaN without a value. @param {Scene} scene @returns {(row: number) => number} */
export function colorValues({ color }) {
  if (!color) return () => 0;
  if (!isWords(color)) return (row) => color.values[row];
  const places = wordPlaces(color);
  return (row) => places[color.values[row]] ?? NaN;
}

/**
 * What the colours mean, above the picture. It colours the series with this id, by the values of a dimension.
 * @param {Scene} scene @param {number} [dimension]
 */
export function colorKey(scene, dimension = 2) {
  const { color, look } = scene;
  if (!color || !color.different.length) return [];
  const left = scene.kind === "parallel" ? "left" : "right"; // where it is seen before many axes are scrolled
  const place = { orient: "horizontal", left, top: 0, padding: [4, MARGIN.right, 4, 12], seriesId: "variants", dimension };
  const textStyle = { color: look.ink, fontSize: 12 };
  const letters = Math.floor((scene.width - 260) / LETTER);
  return [{ ...place, ...(isWords(color) ? wordKey(color, look) : rampKey(color, look, letters)), textStyle }];
}

/** @param {Column} column @param {Look} look @param {number} letters there is room for so many */
function rampKey(column, look, letters) {
  const [min, max] = extentOf(column);
  const text = [tickText(column, column.most), `${cut(titleOf(column), letters)}   ${tickText(column, column.least)}`];
  const range = { inRange: { color: look.ramp }, outOfRange: { color: look.none } };
  return { type: "continuous", min, max, ...range, text, itemWidth: 12, itemHeight: 90, hoverLink: false };
}

/** @param {Column} column @param {Look} look */
function wordKey(column, look) {
  const places = wordPlaces(column);
  const pieces = column.choices
    .map((label, choice) => ({ value: places[choice], label: cut(label, 24), symbol: look.symbols[places[choice]] }))
    .filter(({ value }) => value < MOST_WORDS);
  const others = { value: MOST_WORDS, label: "others", symbol: "circle" };
  const all = places.includes(MOST_WORDS) ? [...pieces, others] : pieces;
  if (all.length) all[0] = { ...all[0], label: `${cut(column.label, 24)}:  ${all[0].label}` };
  const colors = all.map(({ value }) => look.words[value] ?? look.none);
  const range = { inRange: { color: colors }, outOfRange: { color: look.none } };
  return { type: "piecewise", pieces: all, ...range, selectedMode: false, hoverLink: false, itemWidth: 12, itemHeight: 12, itemGap: 10 };
}

/** @param {string} words @param {number} letters */
function cut(words, letters) {
  const most = Math.max(letters, 8);
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
