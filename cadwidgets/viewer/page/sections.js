/* The planes that cut the model: an axis, a place along it, and which side stays. */

import { MOST_CUTS } from "./materials.js";
import { button, choice, element, toggle } from "./elements.js";

/**
 * @typedef {import("./unpack.js").Vector} Vector
 * @typedef {import("./materials.js").Cut} Cut
 * @typedef {{normal: Vector, offset: number, flip: boolean}} Plane `normal` and `offset` before it is flipped
 * @typedef {[Vector, Vector]} Box
 */

/** @type {Record<string, Vector>} */
const AXES = { X: [1, 0, 0], Y: [0, 1, 0], Z: [0, 0, 1] };
const OBLIQUE = "Oblique";
const PLACES = 200;

/** How far a box reaches along a direction. @param {Box} box @param {Vector} normal @returns {[number, number]} */
function reach([low, high], normal) {
  const ends = normal.map((part, axis) => [part * low[axis], part * high[axis]]);
  const sum = (/** @type {(...values: number[]) => number} */ which) => ends.reduce((all, pair) => all + which(...pair), 0);
  return [sum(Math.min), sum(Math.max)];
}

/** @param {Plane} plane @returns {string} */
function axisOf({ normal }) {
  return Object.keys(AXES).find((name) => AXES[name].every((part, axis) => part === normal[axis])) ?? OBLIQUE;
}

export class Sections {
  /** @param {Cut[]} cuts @param {(value: number) => string} shown @param {() => void} changed */
  constructor(cuts, shown, changed) {
    this.shown = shown;
    this.changed = changed;
    /** @type {Box} */
    this.box = [[0, 0, 0], [1, 1, 1]];
    /** @type {Plane[]} */
    this.planes = cuts.map(({ normal, offset }) => {
      const flip = Math.min(...normal) < -Math.max(...normal);
      const sense = flip ? -1 : 1;
      return { normal: /** @type {Vector} */ (normal.map((part) => sense * part + 0)), offset: sense * offset, flip };
    });
    this.rows = element("div");
    this.more = button("Another plane", "Cut with one more plane", () => this.add());
    this.element = element("div", { class: "sections", role: "group", "aria-label": "Section" }, this.rows, this.more);
    /** @type {HTMLElement[]} */
    this.told = [];
  }

  /** @returns {Cut[]} */
  get cuts() {
    return this.planes.map(({ normal, offset, flip }) => {
      const sense = flip ? -1 : 1;
      return { normal: /** @type {Vector} */ (normal.map((part) => sense * part)), offset: sense * offset };
    });
  }

  add() {
    const used = this.planes.map(axisOf);
    const name = Object.keys(AXES).find((axis) => !used.includes(axis)) ?? "X";
    const [low, high] = reach(this.box, AXES[name]);
    this.planes.push({ normal: AXES[name], offset: (low + high) / 2, flip: false });
    this.show(this.box);
    this.changed();
  }

  /** Controls for the planes through a model in this box. @param {Box} box */
  show(box) {
    this.box = box;
    this.told = this.planes.map(() => element("span", { role: "status", class: "quiet" }));
    this.rows.replaceChildren(...this.planes.map((plane, place) => this.row(plane, place)));
    this.more.hidden = this.planes.length >= MOST_CUTS;
  }

  /** @param {Plane} plane @param {number} place */
  row(plane, place) {
    const name = axisOf(plane);
    const names = [...Object.keys(AXES), ...(name === OBLIQUE ? [OBLIQUE] : [])];
    const axis = choice("Across", "The direction in which the plane faces", names.map((one) => [one, one]), (chosen) => {
      plane.normal = AXES[chosen];
      const [low, high] = reach(this.box, plane.normal);
      plane.offset = (low + high) / 2;
      this.show(this.box);
      this.changed();
    });
    axis.select.value = name;
    const remove = button("Remove", "Remove this plane", () => {
      this.planes.splice(place, 1);
      this.show(this.box);
      this.changed();
    });
    const flip = toggle("Flip", "Keep the other side", plane.flip, (on) => {
      plane.flip = on;
      this.changed();
    });
    return element("div", { class: "row" }, axis.row, this.slider(plane), flip, this.told[place], remove);
  }

  /** @param {Plane} plane */
  slider(plane) {
    const [low, high] = reach(this.box, plane.normal);
    const [min, max] = [Math.min(low, plane.offset), Math.max(high, plane.offset)];
    const range = element("input", { type: "range", min, max, step: (max - min) / PLACES || 1, value: plane.offset });
    const out = element("output", {}, this.shown(plane.offset));
    range.addEventListener("input", () => {
      plane.offset = Number(range.value);
      out.textContent = this.shown(plane.offset);
      this.changed();
    });
    return element("label", { class: "at" }, "at", range, out);
  }

  /** What stands behind each plane. @param {string[]} texts */
  tell(texts) {
    texts.forEach((text, place) => (this.told[place].textContent = text));
  }
}
