/* What stands beside the picture: numbers, parameters and the bill of materials of the build that is shown. */

import { element, section, table } from "./elements.js";
import { length, number } from "./words.js";

/**
 * @typedef {import("./words.js").Units} Units
 * @typedef {{columns: [string, boolean][], rows: [number, string[]][], summary: string}} Bom
 * @typedef {{name: string, title: string, unit: string, text: string}} Parameter
 * @typedef {{volume: number | null, area: number, mass: number | null, exact: boolean,
 *   box: number[]}} Numbers
 */

/** @param {Numbers} numbers @param {Units} units */
export function numbersTable({ volume, area, mass, exact, box }, units) {
  const sides = [0, 1, 2].map((axis) => number((box[axis + 3] - box[axis]) * units.factor, 4));
  /** @type {[string, string][]} */
  const rows = [
    ["Area", length(area, units, 2)],
    ["Bounding box", `${sides.join(" \u00d7 ")}\u00a0${units.name}`],
  ];
  if (volume !== null) rows.unshift(["Volume", length(volume, units, 3)]);
  if (mass !== null) rows.push(["Mass", `${number(mass, 4)}\u00a0kg`]);
  const note = exact ? [] : [element("p", { class: "quiet" }, "Measured by the triangles")];
  return section("Measures", pairs("Measures", rows), ...note);
}

/** @param {Parameter[]} parameters */
export function parametersTable(parameters) {
  const rows = parameters.map(({ title, text, unit }) => /** @type {[string, string]} */ ([title, unit ? `${text} ${unit}` : text]));
  return section("Parameters", pairs("Parameters", rows));
}

/** @param {Bom} bom */
export function bomTable({ columns, rows, summary }) {
  return section("Bill of materials", table("Bill of materials", columns, rows), element("p", { class: "quiet" }, summary));
}

/** @param {string} name @param {[string, string][]} rows */
function pairs(name, rows) {
  const lines = rows.map(([title, text]) =>
    element("tr", {}, element("th", { scope: "row" }, element("bdi", {}, title)), element("td", {}, element("bdi", {}, text))),
  );
  return element("div", { class: "rows" }, element("table", { class: "pairs", "aria-label": name }, element("tbody", {}, ...lines)));
}
