// What is below and beside the picture: counts, the picked variant, those that failed, the values at the pointer.
import { bounded, countText, element } from "./elements.js";
import { countsText } from "./plot_drawing.js";
import { valuesOf, variantText } from "./plot_words.js";

/**
 * @typedef {import("./plot_data.js").Column} Column
 * @typedef {import("./plot_drawing.js").Drawing} Drawing
 * @typedef {import("./plot_scales.js").Scene} Scene
 * @typedef {{picked: number, selected: number[], filtered: number[]|null,
 *   pick(id: number): void, select(ids: number[]): void}} Choices ids; filtered: what is left by brushing, if anything is brushed
 */

const MOST_FAILED = 100;

/** The columns that a picture shows. @param {Scene} scene */
export function drawnColumns({ kind, x, y, color, axes }) {
  const columns = kind === "parallel" ? axes : [x, y, color];
  return /** @type {Column[]} */ (columns.filter((column) => column !== undefined));
}

/** @param {Scene} scene @param {Drawing} drawing @param {Choices} choices */
export function plotLists(scene, drawing, choices) {
  const { variants } = scene;
  const row = variants.rowOf.get(choices.picked);
  const { filtered, selected } = choices;
  const button = (/** @type {string} */ words, /** @type {number[]} */ ids) =>
    element("button", { type: "button", class: "cadw-button", onclick: () => choices.select(ids) }, words);
  return [
    element(
      "div",
      { class: "cadw-plot-counts", "data-key": "counts" },
      element("span", {}, countsText(scene, drawing)),
      filtered !== null && button(`Select the ${countText(filtered.length)} within the limits`, filtered),
      selected.length > 0 && element("span", {}, `${countText(selected.length)} selected`),
      selected.length > 0 && button("Select none", []),
    ),
    row !== undefined &&
      element("div", { "data-key": "picked" }, element("b", {}, "Picked: "), variantText(variants, row, drawnColumns(scene))),
    variants.failed.size > 0 && failedList(scene, choices),
  ].filter((part) => part !== false);
}

/** @param {Scene} scene @param {Choices} choices */
function failedList({ variants }, { pick }) {
  const rows = [...variants.failed].slice(0, MOST_FAILED).map(([id, why]) => {
    const onclick = () => pick(id);
    const name = element("button", { type: "button", class: "cadw-button", onclick }, `Variant ${id}`);
    return element("li", { "data-key": String(id) }, name, bounded(why));
  });
  const more = variants.failed.size - rows.length;
  return element(
    "details",
    { class: "cadw-menu", "data-key": "failed" },
    element("summary", {}, `${countText(variants.failed.size)} failed`),
    element("ul", { class: "cadw-plot-failed" }, ...rows, more > 0 && element("li", {}, `${countText(more)} more`)),
  );
}

/** What is seen beside the pointer. @param {Scene} scene @param {number} row */
export function tipOf(scene, row) {
  const { variants } = scene;
  const id = variants.ids[row];
  const values = valuesOf(variants, row, drawnColumns(scene)).flatMap(([label, value]) => [
    element("dt", {}, label),
    element("dd", {}, value),
  ]);
  const why = variants.failed.get(id);
  return [
    element("b", {}, `Variant ${id}`),
    why !== undefined && element("div", { class: "cadw-plot-why" }, `Failed: ${why}`),
    element("dl", {}, ...values),
  ].filter((part) => part !== false);
}
