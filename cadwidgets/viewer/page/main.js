/* The page: what Python has put into it (see saved/pages.py) as a picture with its controls. */

import partsPane from "../parts_pane.js";
import { marker, watch } from "../stage.js";
import { button, choice, element, toggle } from "./elements.js";
import { listen } from "./keys.js";
import { Sections } from "./sections.js";
import { Sliders } from "./sliders.js";
import { bomTable, numbersTable, parametersTable } from "./tables.js";
import { unpack } from "./unpack.js";
import { View } from "./view.js";
import { Visibility } from "./visibility.js";
import { length, said } from "./words.js";

/**
 * @typedef {import("./tables.js").Numbers & {parts: import("./model.js").Part[], bom: number | null,
 *   grounds: {own: import("./ground.js").Ground, inches?: import("./ground.js").Ground}, error?: undefined}} Build
 * @typedef {{caption: string, edges: boolean, grid: boolean, clear: boolean, wires: boolean, flat: boolean, inches: boolean, tree: boolean,
 *   cut: boolean, planes: import("./materials.js").Cut[], hidden: string[], spread: number}} Look
 * @typedef {{title: string, unit: string, inch: number, look: Look, stand: import("./view.js").Stand,
 *   style: import("./materials.js").Style, triad: import("./ground.js").Triad, sliders: import("./sliders.js").Slider[],
 *   grid: boolean, parameters: import("./tables.js").Parameter[], shapes: string[], boms: import("./tables.js").Bom[],
 *   builds: Record<string, Build | {error: string}>}} Data
 */

const HINT = "Drag to turn, scroll to zoom, right-drag to move, click to pick";
const STILL = 4; // pixels that a click may move
/** @type {[string, string][]} */
const SIDES = [
  ["iso", "Look from the front right, from above"],
  ["front", "Look from the front, along Y"],
  ["back", "Look from the back, against Y"],
  ["left", "Look from the left, along X"],
  ["right", "Look from the right, against X"],
  ["top", "Look from above, against Z"],
  ["bottom", "Look from below, along Z"],
];

class Page {
  /** @param {HTMLElement} place @param {Data} data */
  constructor(place, data) {
    this.data = data;
    this.look = data.look;
    this.visibility = new Visibility(data.look.hidden, () => this.hide());
    this.sliders = new Sliders(data.sliders, data.grid, () => void this.build());
    this.sections = new Sections(data.look.planes, (value) => length(value, this.units), () => this.cut());
    this.picked = /** @type {import("./picking.js").Pick | null} */ (null);
    this.want = "any";
    this.note = element("div", { class: "cadwidgets-viewer-note" });
    this.told = element("div", { class: "picks", role: "status", hidden: "" });
    this.caption = element("p", { class: "caption" });
    this.tables = element("div");
    this.bill = element("div");
    this.stage = element("div", { class: "cadwidgets-viewer-stage stage" }, this.note);
    this.tree = element("div", {});
    this.stored = /** @type {Map<number, Promise<import("./unpack.js").Shape>>} */ (new Map());
    this.heard = /** @type {Map<string, Set<() => void>>} */ (new Map());
    this.shown = /** @type {Build | null} */ (null);
    this.layOut(place);
    this.view = new View(this.stage, data.style, data.stand);
    this.start();
  }

  /** @param {HTMLElement} place */
  layOut(place) {
    const { title, sliders } = this.data;
    const left = element("div", { class: "picture" }, this.bar(), this.stage, this.caption, this.told);
    left.append(this.sections.element, this.tree);
    const aside = element("aside", {}, ...(sliders.length ? [this.sliders.element] : []), this.tables);
    place.append(element("header", {}, element("h1", {}, element("bdi", {}, title)), themeButton()));
    place.append(element("div", { class: "columns" }, left, aside), this.bill);
  }

  bar() {
    const { look } = this;
    const views = SIDES.map(([side, tip]) => button(`${side[0].toUpperCase()}${side.slice(1)}`, tip, () => this.view.fit(side)));
    const fit = button("Fit", "See the whole model", () => this.view.fit());
    const shades = /** @type {const} */ ([
      ["clear", "See through the model"],
      ["wires", "Draw the triangles' edges instead of faces"],
      ["flat", "Shade each triangle by itself"],
    ]);
    const toggles = [
      toggle("Edges", "Draw the model's edges", look.edges, (edges) => this.draw(() => this.view.model.draw({ edges }))),
      toggle("Grid", "Draw the ground grid and the axes", look.grid, (grid) => this.change({ grid })),
      toggle("Parallel", "Parallel projection instead of perspective", this.data.stand.parallel, (on) =>
        this.draw(() => this.view.lens.project(on)),
      ),
      ...shades.map(([name, tip]) =>
        toggle(`${name[0].toUpperCase()}${name.slice(1)}`, tip, look[name], (on) =>
          this.draw(() => this.view.materials.draw({ [name]: on })),
        ),
      ),
    ];
    if (this.data.inch) toggles.push(toggle("Inches", "Lengths in inches", look.inches, (inches) => this.change({ inches })));
    const panes = [
      toggle("Parts", "The tree of the model's parts", look.tree, (on) => (this.tree.hidden = !on)),
      toggle("Section", "Cut the model with planes", look.cut, (on) => this.open(on)),
    ];
    /** @type {[string, string][]} */
    const kinds = [["any", "anything"], ["face", "faces"], ["edge", "edges"], ["part", "parts"]];
    const pick = choice("Pick", "What a click selects", kinds, (kind) => (this.want = kind));
    const groups = [[fit, ...views], toggles, [...panes, pick.row]];
    return element("div", { class: "bar", role: "toolbar", "aria-label": "View" }, ...groups.map((group) => element("div", {}, ...group)));
  }

  start() {
    const { look, view } = this;
    view.materials.draw(look);
    view.model.draw({ edges: look.edges, apart: look.spread });
    this.tree.hidden = !look.tree;
    this.sections.element.hidden = !look.cut;
    partsPane.render({ model: this.parts(), el: this.tree });
    const turned = marker((side) => view.fit(side));
    this.stage.append(element("div", { class: "cadwidgets-viewer-beside" }, turned.root));
    const turn = () => {
      const { x, y, z, w } = view.lens.camera.quaternion;
      return { x, y, z, w };
    };
    watch(() => JSON.stringify(turn()), () => turned.draw(turn()));
    listen(this.stage, {
      turn: (around, up) => this.draw(() => view.lens.turn(around, up)),
      zoom: (factor) => this.draw(() => view.lens.zoom(factor)),
      view: (side) => view.fit(side),
      fit: () => view.fit(),
      pick: () => this.pick(0.5, 0.5),
      clear: () => this.tell(null),
    });
    this.clicks();
    void this.build();
  }

  /** What the tree of parts takes for its kernel. */
  parts() {
    const { visibility: seen, heard, view } = this;
    const traits = {
      parts: () => seen.paths,
      hidden: () => seen.paths.filter((path) => seen.hidden.has(path)),
      undo: () => seen.before.length > 0,
      spread: () => view.model.look.apart,
    };
    /** @type {Record<string, (message: any) => void>} */
    const acts = {
      hide: ({ path }) => seen.hide(path),
      show: ({ path }) => seen.show(path),
      only: ({ path }) => seen.only(path),
      fit: ({ path }) => view.fit(undefined, seen.below(path)),
      all: () => seen.change([]),
      undo: () => seen.undo(),
      redo: () => seen.redo(),
      spread: ({ factor }) => this.spread(factor),
    };
    return {
      get: (/** @type {string} */ name) => traits[/** @type {keyof typeof traits} */ (name)](),
      send: (/** @type {any} */ message) => acts[message.type](message),
      on: (/** @type {string} */ event, /** @type {() => void} */ act) =>
        void heard.set(event, (heard.get(event) ?? new Set()).add(act)),
      off: (/** @type {string} */ event, /** @type {() => void} */ act) => void heard.get(event)?.delete(act),
    };
  }

  /** @param {...string} traits */
  changed(...traits) {
    for (const trait of traits) this.heard.get(`change:${trait}`)?.forEach((act) => act());
  }

  /** @param {number} factor */
  spread(factor) {
    this.view.model.draw({ apart: factor });
    this.view.seeAll();
    this.cut();
    this.changed("spread");
  }

  hide() {
    this.view.model.hide(this.visibility.hidden);
    if (this.picked && !this.picked.part.group.visible) this.tell(null);
    this.cut();
    this.changed("hidden", "undo");
    this.say();
  }

  /** @param {() => void} act */
  draw(act) {
    act();
    this.view.draw();
  }

  /** @param {Partial<Look>} change */
  change(change) {
    Object.assign(this.look, change);
    this.write();
  }

  /** @param {boolean} on */
  open(on) {
    this.look.cut = on;
    this.sections.element.hidden = !on;
    if (on && !this.sections.planes.length) this.sections.add();
    else this.cut();
  }

  cut() {
    const told = this.view.cut(this.look.cut ? this.sections.cuts : []);
    if (!this.look.cut) return;
    this.sections.tell(
      told.map(({ area, open }) => `${length(area, this.units, 2)}${open ? `, ${open} open outlines` : ""}`),
    );
  }

  clicks() {
    let begun = /** @type {PointerEvent | null} */ (null);
    const { canvas } = this.view;
    canvas.addEventListener("pointerdown", (event) => (begun = event.isPrimary && event.button === 0 ? event : null));
    canvas.addEventListener("pointerup", (event) => {
      const from = begun;
      begun = null;
      if (!from || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL) return;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      this.pick((event.clientX - left) / width, (event.clientY - top) / height);
    });
  }

  /** @param {number} x @param {number} y */
  pick(x, y) {
    this.tell(this.view.pick(x, y, this.want));
  }

  /** @param {import("./picking.js").Pick | null} found */
  tell(found) {
    this.picked = found;
    this.view.mark(found);
    this.writePick();
  }

  writePick() {
    this.told.hidden = !this.picked;
    if (!this.picked) return this.told.replaceChildren();
    const [title, text] = said(this.picked, this.units);
    const clear = button("Clear", "Pick nothing", () => this.tell(null));
    const words = element("p", {}, element("b", {}, title), ` ${text} `, element("i", {}, "Measured by the triangles"));
    this.told.replaceChildren(words, clear);
  }

  get units() {
    return this.look.inches ? { name: "in", factor: this.data.inch } : { name: this.data.unit, factor: 1 };
  }

  /** @param {number} number */
  shape(number) {
    const known = this.stored.get(number) ?? unpack(this.data.shapes[number]);
    this.stored.set(number, known);
    return known;
  }

  /** Show the build that belongs to the sliders. */
  async build() {
    const { key } = this.sliders;
    const build = this.data.builds[key];
    if (build.error !== undefined) {
      this.write(); // the parameters are others, the model and its numbers stay
      return this.say(`There is no model here: ${build.error}`, "alert");
    }
    const shapes = await Promise.all(build.parts.map(([, shape]) => this.shape(shape)));
    if (key !== this.sliders.key) return; // it has been moved on meanwhile
    this.shown = build;
    this.picked = null;
    this.view.show(build.parts, shapes);
    this.sections.show([/** @type {any} */ (build.box.slice(0, 3)), /** @type {any} */ (build.box.slice(3))]);
    this.visibility.follow(build.parts.map(([path]) => path).filter(Boolean));
    this.changed("parts");
    this.write();
    this.stage.dataset.build = key;
  }

  /** @param {string} [text] @param {string} [role] */
  say(text = "", role = "status") {
    const hidden = this.view.model.parts.length && !this.view.model.shown.length ? "All parts are hidden" : "";
    const words = text || hidden;
    this.stage.classList.toggle("cadwidgets-viewer-stale", role === "alert");
    this.note.replaceChildren(...(words ? [element("span", { role }, words)] : []));
  }

  /** All numbers and words, in the unit that is chosen. */
  write() {
    const { data, look, shown, sliders } = this;
    const moved = new Map(data.sliders.map(({ name, texts }, place) => [name, texts[sliders.places[place]]]));
    const parameters = data.parameters.map((one) => ({ ...one, text: moved.get(one.name) ?? one.text }));
    const ground = shown && (look.inches ? shown.grounds.inches : shown.grounds.own);
    this.view.lay((look.grid && ground) || null, data.triad);
    this.cut();
    this.writePick();
    const scale = look.grid && ground ? `Grid ${ground.shown} ${this.units.name}` : "";
    this.caption.replaceChildren(element("span", {}, look.caption || HINT), element("span", {}, scale));
    this.tables.replaceChildren(
      ...(shown ? [numbersTable(shown, this.units)] : []),
      ...(parameters.length ? [parametersTable(parameters)] : []),
    );
    this.bill.replaceChildren(...(shown && shown.bom !== null ? [bomTable(data.boms[shown.bom])] : []));
  }
}

/** Light or dark as the system is, until the button says otherwise. */
function themeButton() {
  const { dataset } = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => (dataset.theme = system.matches ? "dark" : "light");
  system.addEventListener("change", follow);
  follow();
  return button("Light / dark", "Change between light and dark", () => {
    system.removeEventListener("change", follow);
    dataset.theme = dataset.theme === "dark" ? "light" : "dark";
  });
}

/** @param {unknown} error */
function fail(error) {
  const why = error instanceof Error ? error.message : String(error);
  document.querySelector("#page")?.append(element("p", { role: "alert", class: "failed" }, `The model cannot be shown. ${why}`));
}

addEventListener("unhandledrejection", ({ reason }) => fail(reason));
try {
  const data = JSON.parse(/** @type {HTMLElement} */ (document.querySelector("#data")).textContent ?? "");
  new Page(/** @type {HTMLElement} */ (document.querySelector("#page")), data);
} catch (error) {
  fail(error);
}
