/* The picture: camera, light, renderer, and a frame that scales the fitted model's sphere to radius 1 around the origin,
   as scene.py does it. It is drawn when something has changed, once for each frame of the screen. */

import { Group, LinearSRGBColorSpace, Mesh, Scene, Vector2, Vector3, WebGLRenderer } from "three";
import { cap } from "./caps.js";
import { drawn } from "./ground.js";
import { Lens, VIEWS } from "./lens.js";
import { Materials, sky } from "./materials.js";
import { Model } from "./model.js";
import { mark, pick } from "./picking.js";

/**
 * @typedef {import("./unpack.js").Vector} Vector
 * @typedef {import("./unpack.js").Shape} Shape
 * @typedef {{center: Vector, radius: number, target: Vector, direction: Vector, distance: number, aspect: number,
 *   parallel: boolean}} Stand where the camera stands: `target` and `distance` in the frame's units
 * @typedef {import("./picking.js").Pick} Pick
 */

const SHARPEST = 2; // pixels of the picture for each of CSS, however fine the screen

export class View {
  /** @param {HTMLElement} stage @param {import("./materials.js").Style} style @param {Stand} stand */
  constructor(stage, style, stand) {
    this.stage = stage;
    this.renderer = new WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.outputColorSpace = LinearSRGBColorSpace;
    this.renderer.localClippingEnabled = true;
    this.renderer.setClearColor(0, 0);
    this.canvas = this.renderer.domElement;
    stage.prepend(this.canvas);
    this.materials = new Materials(style);
    this.model = new Model(this.materials);
    this.ground = new Group();
    this.caps = new Group();
    this.frame = new Group().add(this.ground, this.model.group, this.caps);
    this.lens = new Lens(this.canvas, () => this.draw());
    this.scene = new Scene().add(...Object.values(this.lens.cameras), sky(), this.frame);
    /** @type {import("./materials.js").Cut[]} */
    this.cuts = [];
    /** @type {Mesh | null} */
    this.marked = null;
    this.waiting = false;
    this.start(stand);
    new ResizeObserver(() => this.resize()).observe(stage);
    this.canvas.addEventListener("webglcontextrestored", () => this.draw());
  }

  /** @param {Stand} stand */
  start({ center, radius, target, direction, distance, aspect, parallel }) {
    this.lens.aspect = aspect;
    this.lens.parallel = parallel;
    this.lens.stand(new Vector3(...target), new Vector3(...direction), distance);
    this.frameSphere(new Vector3(...center), radius);
    this.resize();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (!width || !height) return;
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, SHARPEST));
    this.renderer.setSize(width, height);
    this.materials.pickedEdge.resolution.set(width, height);
    this.lens.resize(width / height);
    this.drawNow(); // a canvas of another size is empty: nobody is to see that
  }

  /** Draw with the screen's next frame. */
  draw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawNow();
    });
  }

  drawNow() {
    this.renderer.render(this.scene, this.lens.camera);
  }

  /** @param {Vector3} center @param {number} radius */
  frameSphere(center, radius) {
    this.frame.scale.setScalar(1 / radius);
    this.frame.position.copy(center).multiplyScalar(-1 / radius);
    this.cut(this.cuts);
  }

  /** Another build. @param {import("./model.js").Part[]} parts @param {Shape[]} shapes */
  show(parts, shapes) {
    this.mark(null);
    this.model.show(parts, shapes);
    this.seeAll();
    this.cut(this.cuts);
  }

  /** Nothing that is drawn may be farther than the camera sees. */
  seeAll() {
    const sphere = this.model.sphere();
    if (!sphere) return;
    const [scale, { position }] = [this.frame.scale.x, this.frame];
    this.lens.reach = sphere[0].multiplyScalar(scale).add(position).length() + sphere[1] * scale;
    this.lens.see();
  }

  /** @param {import("./ground.js").Ground | null} ground @param {import("./ground.js").Triad} triad */
  lay(ground, triad) {
    this.ground.clear();
    if (ground) this.ground.add(...drawn(ground, triad, this.materials));
    this.draw();
  }

  /** See what is shown from a side, or from where the camera is; or only parts. @param {string} [side] @param {string[]} [paths] */
  fit(side, paths) {
    const sphere = this.model.sphere(paths);
    if (!sphere) return;
    this.frameSphere(...sphere);
    this.lens.reach = 1;
    this.lens.fit(side ? VIEWS[side] : undefined);
    this.draw();
  }

  /**
   * Draw nothing beyond any of the planes, and the faces where they cut; parts that stand apart have none.
   * @param {import("./materials.js").Cut[]} cuts
   * @returns {{area: number, open: number}[]} of each plane
   */
  cut(cuts) {
    this.cuts = cuts;
    this.materials.cut(cuts, this.frame.scale.x, this.frame.position);
    for (const face of this.caps.children) /** @type {Mesh} */ (face).geometry.dispose();
    this.caps.clear();
    const told = cuts.map((one, plane) => this.capped(one, plane));
    this.draw();
    return told;
  }

  /** @param {import("./materials.js").Cut} cut @param {number} plane */
  capped(cut, plane) {
    let [area, open] = [0, 0];
    for (const { path, shape, colors } of this.model.parts) {
      const found = cap(shape, cut);
      area += found.area;
      open += found.open;
      if (this.model.look.apart || this.model.hidden.has(path)) continue;
      const face = new Mesh(found.geometry, this.materials.cap(plane, colors.length ? colors[0][1] : ""));
      face.frustumCulled = false;
      this.caps.add(face);
    }
    return { area, open };
  }

  /** What is at a place of the picture, 0 to 1 from its upper left. @param {number} x @param {number} y @param {string} want */
  pick(x, y, want) {
    this.scene.updateMatrixWorld();
    this.lens.camera.updateMatrixWorld();
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { planes } = this.materials;
    const covers = this.caps.children;
    const view = { parts: this.model.shown, camera: this.lens.camera, planes, covers, width, height };
    return pick(view, new Vector2(2 * x - 1, 1 - 2 * y), want);
  }

  /** Show what was picked. @param {Pick | null} found */
  mark(found) {
    this.marked?.removeFromParent();
    this.marked?.geometry.dispose();
    this.marked = found && mark(found, this.materials);
    if (found && this.marked) found.part.group.add(this.marked);
    this.draw();
  }
}
