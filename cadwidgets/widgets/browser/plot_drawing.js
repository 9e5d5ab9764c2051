// Which picture there is to draw, or why there is none; and what it shows, in words.
import { countText } from "./elements.js";
import { isWords } from "./plot_data.js";
import { cellsPicture } from "./plot_cells.js";
import { linesPicture } from "./plot_lines.js";
import { pointsPicture } from "./plot_points.js";
import { rangeText, titleOf, variantCount } from "./plot_words.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_data.js").Variants} Variants
 * @typedef {import("./plot_library.js").PlotModel} PlotModel
 * @typedef {import("./plot_lines.js").Limits} Limits
 * @typedef {import("./plot_points.js").Picture} Picture
 * @typedef {import("./plot_scales.js").Scene} Scene
 * @typedef {{picture: Picture|null, note: string}} Drawing note: why there is no picture
 */

const MOST_AXES = 12;

/**
 * All that the traits say, for a place of this size.
 * @param {PlotModel} model @param {Variants} variants @param {import("./plot_theme.js").Look} look
 * @param {{width: number, height: number}} size
 * @returns {Scene}
 */
export function sceneOf(model, variants, look, { width, height }) {
  const column = (/** @type {string} */ trait) => variants.columns.get(model.get(trait));
  const [x, y, color] = ["x", "y", "color"].map(column);
  const senses = model.get("senses");
  const axes = axesOf(variants, model.get("axes"));
  return { variants, kind: model.get("kind"), x, y, color, axes, senses, front: frontOf(model, x, y), look, width, height };
}

/** The columns of parallel axes: the chosen ones, or all that vary. @param {Variants} variants @param {string[]} chosen */
export function axesOf({ columns }, chosen) {
  const known = chosen.filter((name) => columns.has(name)).map((name) => /** @type {Column} */ (columns.get(name)));
  const varying = [...columns.values()].filter(({ different }) => different.length > 1);
  return known.length ? known : varying.slice(0, MOST_AXES);
}

/** The rows of the front, if it is that of the axes as they are. @param {PlotModel} model @param {Column|undefined} x @param {Column|undefined} y */
function frontOf(model, x, y) {
  const front = model.get("_drawn_front");
  const senses = [x, y].map((column) => column && (model.get("senses")[column.name] ?? "min"));
  if (!front.rows || front.x !== x?.name || front.y !== y?.name || String(front.senses) !== String(senses)) return null;
  const bytes = front.rows.buffer.slice(front.rows.byteOffset, front.rows.byteOffset + front.rows.byteLength);
  return new Int32Array(bytes);
}

/** @param {Scene} scene @param {Limits} limits @returns {Drawing} */
export function drawingOf(scene, limits) {
  const { variants, kind, x, y, axes } = scene;
  if (!variants.ids.length) return { picture: null, note: "No variants yet." };
  if (kind === "parallel") {
    return axes.length > 1
      ? known(linesPicture(scene, limits), "No variant has a value on each axis yet.")
      : { picture: null, note: "Parallel axes need two columns or more that vary." };
  }
  if (!x || !y) return { picture: null, note: "Choose what is drawn along X and along Y." };
  if (kind === "pareto" && (isWords(x) || isWords(y))) {
    return { picture: null, note: "A Pareto front is that of two numbers: choose others for X and Y." };
  }
  const picture = (kind === "map" && cellsPicture(scene, x, y)) || pointsPicture(scene, x, y);
  return known(picture, `No variant has ${titleOf(x)} and ${titleOf(y)} yet.`);
}

/** @param {Picture} picture @param {string} note @returns {Drawing} */
function known(picture, note) {
  return picture.rows.length ? { picture, note: "" } : { picture: null, note };
}

/** What is shown, for those who do not see it. @param {Scene} scene @param {Drawing} drawing */
export function summaryOf({ kind, x, y, color, axes, front, variants }, { picture, note }) {
  if (!picture) return note;
  const count = variantCount(picture.rows.length);
  const failed = variants.failed.size ? `; ${countText(variants.failed.size)} failed` : "";
  const colored = color ? `, coloured by ${titleOf(color)}` : "";
  if (kind === "parallel") return `${count} as lines across ${axes.map(({ label }) => label).join(", ")}${colored}${failed}`;
  const drawn = [x, y].map((column) => (column ? rangeText(column) : "")).join(", ");
  const best = front ? `; ${countText(front.length)} on the Pareto front` : "";
  const name = kind === "map" ? "Map" : kind === "pareto" ? "Pareto front" : "Scatter plot";
  return `${name} of ${count}: ${drawn}${colored}${best}${failed}`;
}

/** Which variants the picture shows, and why it does not show the others. @param {Scene} scene @param {Drawing} drawing */
export function countsText({ variants, kind, front }, { picture }) {
  const all = variants.ids.length, shown = picture ? picture.rows.length : 0; // prettier-ignore
  if (!all) return "";
  const drawn = new Set(picture?.rows);
  const without = variants.ids.reduce((sum, id, row) => sum + Number(!drawn.has(row) && !variants.failed.has(id)), 0);
  const parts = [`${countText(shown)} of ${variantCount(all)} shown`];
  if (without) parts.push(`${countText(without)} without a value here`);
  if (front) parts.push(`${countText(front.length)} on the Pareto front`);
  if (kind === "pareto" && !front && picture) parts.push("the front is found once a kernel runs");
  return `${parts.join(", ")}.`;
}
