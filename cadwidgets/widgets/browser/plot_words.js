// Numbers, names and whole variants in words: on axes, beside the pointer, and for those who listen.
import { countText, labelWithUnit } from "./elements.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_data.js").Variants} Variants
 */

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const PLAIN = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });
const SHORT = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const MOST_VALUES = 14;
export const SENSES = { min: "smaller is better", max: "larger is better" };

/**
 * 12,500 or 1.25×10⁷, with the minus of a typesetter.
 * @param {number} value @param {Intl.NumberFormat} [digits]
 */
export function numberText(value, digits = PLAIN) {
  return isFar(value) ? timesTen(value, powerOf(value)) : signed(digits.format(value));
}

/**
 * A place of an axis: nothing between two words, and one power of ten for all numbers.
 * @param {Column} column @param {number} value
 */
export function tickText(column, value) {
  if (column.choices.length) return column.choices[value] ?? "";
  const most = Math.max(Math.abs(column.least), Math.abs(column.most));
  const near = Math.abs(value) > most / 1000;
  return isFar(most) && near ? timesTen(value, powerOf(most)) : numberText(value, SHORT);
}

/** Whether a number is too large or too small to be written out. @param {number} value */
function isFar(value) {
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e7 || size < 1e-4);
}

/** @param {number} value */
function powerOf(value) {
  return Number(value.toExponential(5).split("e")[1]); // as it is read: 9.999999e-6 is 10⁻⁵
}

/** @param {number} value @param {number} power */
function timesTen(value, power) {
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPT[Number(digit)]).join("");
  return signed(`${SHORT.format(value / 10 ** power)}×10${power < 0 ? "⁻" : ""}${digits}`);
}

/** @param {string} text */
function signed(text) {
  return text.replace("-", "−");
}

/** @param {Column} column @param {number} value */
export function valueText(column, value) {
  if (Number.isNaN(value)) return "no value";
  if (column.choices.length) return column.choices[value];
  return column.unit ? `${numberText(value)} ${column.unit}` : numberText(value);
}

/**
 * Name and value of each column, those that are drawn first.
 * @param {Variants} variants @param {number} row @param {Column[]} first
 * @returns {[string, string][]}
 */
export function valuesOf(variants, row, first) {
  const columns = [...new Set([...first, ...variants.columns.values()])].slice(0, MOST_VALUES);
  return columns.map((column) => [column.label, valueText(column, column.values[row])]);
}

/** @param {Variants} variants @param {number} row @param {Column[]} first */
export function variantText(variants, row, first) {
  const id = variants.ids[row];
  const failed = variants.failed.has(id) ? `failed: ${variants.failed.get(id)}; ` : "";
  const values = valuesOf(variants, row, first).map(([label, value]) => `${label} ${value}`);
  return `Variant ${id}: ${failed}${values.join(", ")}`;
}

/**
 * "12 variants", "1 variant".
 * @param {number} count
 */
export function variantCount(count) {
  return `${countText(count)} ${count === 1 ? "variant" : "variants"}`;
}

/** "Mass from 1 kg to 3 kg". @param {Column} column */
export function rangeText(column) {
  if (column.choices.length) return `${column.label}: ${column.choices.slice(0, 8).join(", ")}`;
  if (!column.different.length) return `${column.label} without a value`;
  if (column.different.length === 1) return `${column.label} ${valueText(column, column.least)}`;
  return `${column.label} from ${valueText(column, column.least)} to ${valueText(column, column.most)}`;
}

/**
 * The title of an axis, with what is better.
 * @param {Column} column
 * @param {"min"|"max"|undefined} [sense]
 */
export function titleOf(column, sense) {
  return sense ? `${labelWithUnit(column)}, ${SENSES[sense]}` : labelWithUnit(column);
}
