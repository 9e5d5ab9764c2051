// A set of variants as a picture: its menus, the picture itself, what is pointed at, what is below it.
import { element } from "./elements.js";
import { redraw } from "./redraw.js";
import { readVariants } from "./plot_data.js";
import { drawingOf, sceneOf, summaryOf } from "./plot_drawing.js";
import { fileOf, saveFile } from "./plot_files.js";
import { KEYS_HELP, listenToKeys, listenToPointer } from "./plot_keys.js";
import { isWithin, LEAST_AXIS } from "./plot_lines.js";
import { plotLists, tipOf, drawnColumns } from "./plot_lists.js";
import { drawMarks } from "./plot_marks.js";
import { lookOf, printedLook, themeProbe } from "./plot_theme.js";
import { plotTools, settleMenus } from "./plot_tools.js";
import { variantText } from "./plot_words.js";

/**
 * @typedef {import("./plot_drawing.js").Drawing} Drawing
 * @typedef {import("./plot_library.js").Charts} Charts
 * @typedef {import("./plot_library.js").PlotModel} PlotModel
 * @typedef {import("./plot_lines.js").Limits} Limits
 * @typedef {import("./plot_points.js").Spots} Spots
 * @typedef {import("./plot_scales.js").Scene} Scene
 */

const DRAWN = ["shown", "kind", "x", "y", "color", "axes", "senses", "_drawn_front"];
const MARKED = ["picked", "selected", "_keeps_picture"];
const HEIGHT = 400;
/** For a saved notebook, as wide as most pages have room. */
const KEPT = { width: 640, height: 400 };
const KEPT_AFTER_MS = 1500;

/** One plot in a page. */
class Plot {
  /** @param {PlotModel} model @param {HTMLElement} el @param {Charts} charts */
  constructor(model, el, charts) {
    this.model = model;
    this.charts = charts;
    this.probe = themeProbe();
    this.tools = element("div", { class: "cadw-plot-tools" });
    this.canvas = element("div", { class: "cadw-plot-canvas" });
    this.frame = element("div", { class: "cadw-plot-frame", hidden: true });
    this.note = element("p", { class: "cadw-plot-note" });
    this.tip = element("div", { class: "cadw-plot-tip", hidden: true, "aria-hidden": "true" });
    this.figure = element("div", { class: "cadw-plot-figure", role: "application", tabindex: 0 }, this.canvas, this.frame, this.note);
    this.stage = element("div", { class: "cadw-plot-stage" }, this.figure, this.tip);
    this.told = element("div", { class: "cadw-spoken", role: "status" });
    this.lists = element("div", { class: "cadw-plot-lists" });
    this.root = element("div", { class: "cadw cadw-plot" }, this.probe, this.tools, this.stage, this.told, this.lists);
    el.append(this.root);
    this.chart = charts.init(this.canvas, null, { devicePixelRatio: Math.min(2, devicePixelRatio), width: 300, height: HEIGHT });
    /** @type {Limits} */
    this.limits = new Map();
    this.variants = readVariants(model.get("shown"));
    this.pointed = -1; // a row
    /** @type {Scene|null} */
    this.scene = null;
    /** @type {Drawing} */
    this.drawing = { picture: null, note: "" };
    /** @type {Spots|null} */
    this.spots = null;
    this.clearMarks = () => {};
    this.waiting = 0;
    this.keeping = 0;
    this.listen();
  }

  listen() {
    const hand = {
      spots: () => this.spots,
      ordered: (/** @type {"x"|"y"} */ side) => this.ordered(side),
      pointed: () => this.pointed,
      point: (/** @type {number} */ row) => this.point(row),
      say: (/** @type {number} */ row) => this.say(row),
      pick: (/** @type {number} */ row) => this.set("picked", this.variants.ids[row]),
      toggle: (/** @type {number} */ row) => this.toggle(this.variants.ids[row]),
      select: (/** @type {number[]} */ rows, /** @type {boolean} */ more) => {
        const ids = rows.map((row) => this.variants.ids[row]);
        this.set("selected", more ? [...new Set([...this.model.get("selected"), ...ids])] : ids);
      },
      draws: () => this.scene?.kind !== "parallel",
    };
    listenToKeys(this.figure, hand);
    listenToPointer(this.canvas, this.frame, hand);
    this.chart.on("axisareaselected", (event) => {
      const column = this.scene?.axes.find(({ name }) => name === event.parallelAxisId);
      if (column && this.scene) this.limited(column.name, event.intervals);
    });
    // the theme has changed; a transition that another one overtakes, or a long frame, ends with a cancel
    for (const end of ["transitionend", "transitioncancel"]) this.probe.addEventListener(end, () => this.later());
    this.observer = new ResizeObserver(() => this.later());
    this.observer.observe(this.stage);
    const [drawn, marked] = [() => this.later(), () => this.mark()];
    const shown = () => {
      this.variants = readVariants(this.model.get("shown"));
    };
    this.model.on("change:shown", shown);
    for (const trait of DRAWN) this.model.on(`change:${trait}`, drawn);
    for (const trait of MARKED) this.model.on(`change:${trait}`, marked);
    this.close = () => {
      this.model.off("change:shown", shown);
      for (const trait of DRAWN) this.model.off(`change:${trait}`, drawn);
      for (const trait of MARKED) this.model.off(`change:${trait}`, marked);
      this.observer?.disconnect();
      cancelAnimationFrame(this.waiting);
      clearTimeout(this.keeping);
      this.chart.dispose();
    };
  }

  /** Draw once, whatever number of changes comes at once. */
  later() {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.draw());
  }

  draw() {
    const room = Math.floor(this.stage.clientWidth);
    if (!room) return; // in a tab that is not shown: its size will change
    const id = this.pointed < 0 ? -1 : this.scene?.variants.ids[this.pointed];
    const scene = this.sized(room);
    this.scene = scene;
    this.pointed = this.variants.rowOf.get(id ?? -1) ?? -1;
    this.drawing = drawingOf(scene, this.limits);
    const { picture, note } = this.drawing;
    this.chart.resize({ width: scene.width, height: scene.height });
    this.canvas.style.width = `${scene.width}px`;
    this.chart.setOption(picture ? picture.option : { backgroundColor: scene.look.paper }, { notMerge: true });
    if (picture && scene.kind === "parallel") {
      for (const { name } of scene.axes) if (this.limits.has(name)) this.brush(name);
    }
    this.note.textContent = note;
    this.note.hidden = !note;
    this.figure.setAttribute("aria-label", `${summaryOf(scene, this.drawing)}. ${picture ? KEYS_HELP : ""}`);
    this.describe();
    this.mark();
  }

  /** The scene for a place as wide as this; many axes are wider, and scrolled. @param {number} room */
  sized(room) {
    const scene = sceneOf(this.model, this.variants, lookOf(this.probe), { width: room, height: HEIGHT });
    const width = scene.kind === "parallel" ? Math.max(room, (scene.axes.length - 1) * LEAST_AXIS + 124) : room;
    return { ...scene, width };
  }

  describe() {
    if (!this.scene) return;
    const tools = element("div", { class: this.tools.className }, ...plotTools(this.scene, this.desk()));
    redraw(this.tools, tools);
    settleMenus(this.tools);
  }

  desk() {
    return {
      set: (/** @type {string} */ trait, /** @type {any} */ value) => this.set(trait, value),
      save: (/** @type {"png"|"svg"} */ format) => void this.save(format),
      limits: this.limits,
      limit: (/** @type {string} */ name, /** @type {[number, number][]} */ parts) => {
        this.limited(name, parts);
        this.brush(name);
      },
    };
  }

  /** What is brushed on an axis has changed. @param {string} name @param {[number, number][]} parts */
  limited(name, parts) {
    if (parts.length) this.limits.set(name, parts);
    else this.limits.delete(name);
    this.describe();
    this.mark();
  }

  /** An axis shows what it is limited to. @param {string} name */
  brush(name) {
    this.chart.dispatchAction({ type: "axisAreaSelect", parallelAxisId: name, intervals: this.limits.get(name) ?? [] });
    if (this.scene) this.chart.resize({ width: this.scene.width, height: HEIGHT }); // draws the brushed parts, too
  }

  /** Draw what is picked, selected and pointed at, and say it below. */
  mark() {
    const { scene, drawing } = this;
    if (!scene) return;
    this.clearMarks();
    this.spots = drawing.picture ? drawing.picture.place(this.chart) : null;
    this.drawMarks();
    redraw(this.lists, element("div", { class: this.lists.className }, ...plotLists(scene, drawing, this.choices(scene))));
    this.keep();
  }

  drawMarks() {
    this.clearMarks();
    const { scene, spots } = this;
    this.clearMarks = scene && spots ? drawMarks(this.charts, this.chart.getZr(), spots, this.marked(), scene.look) : () => {};
  }

  /** @returns {import("./plot_marks.js").Marked} */
  marked() {
    const row = (/** @type {number} */ id) => this.variants.rowOf.get(id) ?? -1;
    const { model } = this;
    return { selected: model.get("selected").map(row), picked: row(model.get("picked")), pointed: this.pointed };
  }

  /** @param {Scene} scene @returns {import("./plot_lists.js").Choices} */
  choices({ kind, axes }) {
    const { model, variants, limits, drawing } = this;
    const brushed = kind === "parallel" && axes.some(({ name }) => limits.has(name));
    const within = () => drawing.picture?.rows.filter((row) => isWithin(axes, limits, row)).map((row) => variants.ids[row]) ?? [];
    return {
      picked: model.get("picked"),
      selected: model.get("selected"),
      filtered: brushed ? within() : null,
      pick: (id) => this.set("picked", id),
      select: (ids) => this.set("selected", ids),
    };
  }

  /** The rows that can be seen, from one end of an axis to the other. @param {"x"|"y"} side */
  ordered(side) {
    const { spots, drawing } = this;
    if (!spots || !drawing.picture) return [];
    const placed = drawing.picture.rows.flatMap((row) => {
      const line = spots.spots(row);
      // lines are in the order of their first axis, and of their last
      return line.length ? [{ row, x: line.length > 1 ? -line[0][1] : line[0][0], y: -line[line.length - 1][1] }] : [];
    });
    const other = side === "x" ? "y" : "x";
    placed.sort((one, next) => one[side] - next[side] || one[other] - next[other]);
    return placed.map(({ row }) => row);
  }

  /** @param {number} row */
  point(row) {
    if (row === this.pointed) return;
    this.pointed = row;
    this.canvas.style.cursor = row < 0 ? "" : "pointer";
    this.drawMarks();
    this.showTip();
  }

  /** @param {number} row */
  say(row) {
    if (this.scene) this.told.textContent = variantText(this.variants, row, drawnColumns(this.scene));
  }

  showTip() {
    const { scene, spots, tip, pointed } = this;
    const places = spots?.spots(pointed) ?? [];
    tip.hidden = !places.length || !scene;
    if (!scene || !places.length) return;
    tip.replaceChildren(...tipOf(scene, pointed));
    const [x, y] = places[Math.floor((places.length - 1) / 2)];
    const left = x - this.figure.scrollLeft, room = this.stage.clientWidth; // prettier-ignore
    const beside = left + 16 + tip.offsetWidth > room ? left - 16 - tip.offsetWidth : left + 16;
    tip.style.left = `${Math.max(Math.min(beside, room - tip.offsetWidth), 0)}px`;
    tip.style.top = `${Math.max(Math.min(y - tip.offsetHeight / 2, HEIGHT - tip.offsetHeight), 0)}px`;
  }

  /** @param {number} id */
  toggle(id) {
    const ids = this.model.get("selected");
    this.set("selected", ids.includes(id) ? ids.filter((/** @type {number} */ one) => one !== id) : [...ids, id]);
  }

  /** @param {string} trait @param {any} value */
  set(trait, value) {
    this.model.set(trait, value);
    this.model.save_changes();
  }

  /** @param {"png"|"svg"} format */
  async save(format) {
    const { scene, drawing, charts } = this;
    if (!scene || !drawing.picture) return;
    const marked = { ...this.marked(), pointed: -1 };
    saveFile(await fileOf(charts, scene, drawing.picture, marked, format), `variants-${scene.kind}.${format}`);
  }

  /** Once nothing has changed for a while, the kernel gets the picture that a saved notebook keeps. */
  keep() {
    clearTimeout(this.keeping);
    if (!this.model.get("_keeps_picture")) return;
    this.keeping = setTimeout(async () => {
      const scene = sceneOf(this.model, this.variants, printedLook(), KEPT);
      const { picture } = drawingOf(scene, this.limits);
      if (!picture) return;
      const file = await fileOf(this.charts, scene, picture, { ...this.marked(), pointed: -1 }, "png", 1);
      this.model.send({ type: "picture" }, undefined, [await file.arrayBuffer()]);
    }, KEPT_AFTER_MS);
  }
}

/**
 * @param {PlotModel} model @param {HTMLElement} el @param {Charts} charts
 * @returns {() => void} ends it
 */
export function showPlot(model, el, charts) {
  const plot = new Plot(model, el, charts);
  plot.later();
  return () => plot.close?.();
}
