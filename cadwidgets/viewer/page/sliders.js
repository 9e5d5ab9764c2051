/* The parameters that can be moved: every place of a slider is a build that the page has. */

import { element } from "./elements.js";

/**
 * @typedef {{name: string, title: string, unit: string, at: number, texts: string[], values: number[] | null}} Slider
 */

const ALONE =
  "One slider moves at a time: the others go back to where they were when the page was made. " +
  "Between the values that the page has there are none.";
const SINGLE = "The page has these values; between them there are none.";
const TOGETHER = "All combinations of these values are in the page. Between them there are none.";

export class Sliders {
  /** @param {Slider[]} sliders @param {boolean} grid whether every combination is there @param {() => void} changed */
  constructor(sliders, grid, changed) {
    this.sliders = sliders;
    this.grid = grid;
    this.changed = changed;
    this.places = sliders.map(({ at }) => at);
    const rows = sliders.map((slider, place) => this.row(slider, place));
    this.controls = rows.map(({ control }) => control);
    const note = element("p", { class: "quiet" }, sliders.length < 2 ? SINGLE : grid ? TOGETHER : ALONE);
    this.element = element("div", { class: "sliders" }, ...rows.map(({ row }) => row), note);
  }

  /** Of the build that belongs to where the sliders are. */
  get key() {
    return this.places.join(",");
  }

  /** @param {number} place @param {number} to */
  move(place, to) {
    if (!this.grid) this.places = this.sliders.map(({ at }) => at);
    this.places[place] = to;
    this.controls.forEach((control, one) => control(this.places[one]));
    this.changed();
  }

  /** @param {Slider} slider @param {number} place */
  row({ title, unit, texts, values }, place) {
    const name = unit ? `${title} (${unit})` : title;
    const range = element("input", { type: "range", min: 0, max: texts.length - 1, step: 1, "aria-label": name });
    const typed = values
      ? element("input", { type: "number", step: "any", "aria-label": `${name}, the nearest value there is` })
      : element("output");
    const control = (/** @type {number} */ at) => {
      range.value = String(at);
      range.setAttribute("aria-valuetext", texts[at]);
      if (typed instanceof HTMLInputElement) typed.value = texts[at];
      else typed.textContent = texts[at];
    };
    range.addEventListener("input", () => this.move(place, Number(range.value)));
    typed.addEventListener("change", () => {
      if (values && typed instanceof HTMLInputElement) this.move(place, nearest(values, Number(typed.value)));
    });
    control(this.places[place]);
    return { row: element("div", { class: "slider" }, element("span", {}, name), range, typed), control };
  }
}

/** The place of the value that is nearest to a number. @param {number[]} values @param {number} wanted */
export function nearest(values, wanted) {
  const away = values.map((value) => Math.abs(value - wanted));
  return away.indexOf(Math.min(...away));
}
