/* Through what one sees the model: a camera in perspective, or one in parallel projection. The model's sphere has the
   radius 1 around the origin. A distance is always that of the camera in perspective. The same numbers as in lens.py and
   camera.py, so that a saved page shows what the notebook showed. */

import { DirectionalLight, OrthographicCamera, PerspectiveCamera, Vector3 } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";

/**
 * @typedef {import("./unpack.js").Vector} Vector
 * @typedef {PerspectiveCamera | OrthographicCamera} Camera
 */

const FIELD_OF_VIEW = 30;
const [NEAR, FAR, AWAY, MARGIN] = [0.005, 100, 100, 1.12];
const HALF = Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
const OFF_POLE = 1e-4;
const STEEPEST = Math.PI / 2 - OFF_POLE;

/** @type {Record<string, Vector>} */
export const VIEWS = {
  iso: [1, -1, 1],
  front: [0, -1, 0],
  back: [0, 1, 0],
  left: [-1, 0, 0],
  right: [1, 0, 0],
  top: [0, -OFF_POLE, 1],
  bottom: [0, -OFF_POLE, -1],
};

/** What a camera carries: what one looks at is lit from the upper left. */
function lamp() {
  const light = new DirectionalLight("#ffffff", 0.46 * Math.PI);
  light.position.set(-0.3e6, 0.4e6, 1e6);
  return light;
}

/** The distance from which the unit sphere fills the picture. @param {number} aspect */
function fitDistance(aspect) {
  return MARGIN / Math.sin(Math.atan(HALF * Math.min(1, aspect)));
}

export class Lens {
  /** @param {HTMLElement} canvas @param {() => void} moved */
  constructor(canvas, moved) {
    this.cameras = { perspective: new PerspectiveCamera(FIELD_OF_VIEW), parallel: new OrthographicCamera() };
    this.aspect = 1;
    this.reach = 1;
    this.controls = Object.values(this.cameras).map((camera) => {
      camera.up.set(0, 0, 1);
      camera.add(lamp());
      const controls = new OrbitControls(camera, canvas);
      controls.addEventListener("change", moved);
      return controls;
    });
    this.parallel = false;
    this.target = new Vector3();
  }

  /** @returns {Camera} */
  get camera() {
    return this.parallel ? this.cameras.parallel : this.cameras.perspective;
  }

  get controller() {
    return this.controls[this.parallel ? 1 : 0];
  }

  get distance() {
    if (this.parallel) return 1 / (HALF * this.cameras.parallel.zoom);
    return this.cameras.perspective.position.distanceTo(this.controller.target);
  }

  get direction() {
    return this.camera.position.clone().sub(this.controller.target).normalize();
  }

  get fitting() {
    return fitDistance(this.aspect);
  }

  /** @param {boolean} parallel */
  project(parallel) {
    const { target } = this.controller;
    const [direction, distance] = [this.direction, this.distance];
    this.parallel = parallel;
    this.stand(target.clone(), direction, distance);
  }

  /** Look at `target` from `direction`. @param {Vector3} target @param {Vector3} direction @param {number} distance */
  stand(target, direction, distance) {
    const { fitting, camera, controller } = this;
    this.controls.forEach((controls, place) => (controls.enabled = place === (this.parallel ? 1 : 0)));
    for (const one of Object.values(this.cameras)) one.visible = one === camera;
    const [nearest, farthest] = [2 * NEAR * fitting, (FAR * fitting) / 2];
    controller.target.copy(target);
    if (camera instanceof PerspectiveCamera) {
      camera.near = NEAR * fitting;
      [controller.minDistance, controller.maxDistance] = [nearest, farthest];
      camera.position.copy(target).addScaledVector(direction, distance);
    } else {
      camera.zoom = 1 / (HALF * distance);
      [controller.maxZoom, controller.minZoom] = [1 / (HALF * nearest), 1 / (HALF * farthest)];
      camera.position.copy(target).addScaledVector(direction, AWAY);
    }
    this.see();
    controller.update();
  }

  /** Put the far plane behind everything that is within `reach` of the origin. */
  see() {
    const { camera, fitting } = this;
    if (camera instanceof PerspectiveCamera) {
      camera.far = Math.max(FAR * fitting, camera.position.length() + this.reach);
    } else {
      camera.far = camera.position.length() + Math.max(FAR, this.reach);
      camera.near = -camera.far;
    }
    camera.updateProjectionMatrix();
  }

  /** See the unit sphere whole from `direction`, or from where the camera is. @param {Vector} [direction] */
  fit(direction) {
    const from = direction ? new Vector3(...direction).normalize() : this.direction;
    this.stand(new Vector3(), from, this.fitting);
  }

  /** Go round the target by so many degrees. @param {number} around @param {number} up */
  turn(around, up) {
    const { x, y, z } = this.direction;
    const heading = Math.atan2(y, x) + (around * Math.PI) / 180;
    const height = Math.atan2(z, Math.hypot(x, y)) + (up * Math.PI) / 180;
    const steep = Math.max(-STEEPEST, Math.min(STEEPEST, height));
    const flat = Math.cos(steep);
    const direction = new Vector3(flat * Math.cos(heading), flat * Math.sin(heading), Math.sin(steep));
    this.stand(this.controller.target.clone(), direction, this.distance);
  }

  /** Go nearer (below 1) or away. @param {number} factor */
  zoom(factor) {
    const [nearest, farthest] = [2 * NEAR * this.fitting, (FAR * this.fitting) / 2];
    const distance = Math.max(nearest, Math.min(farthest, this.distance * factor));
    this.stand(this.controller.target.clone(), this.direction, distance);
  }

  /** What was seen whole still is. @param {number} aspect */
  resize(aspect) {
    const before = this.fitting;
    this.aspect = this.cameras.perspective.aspect = aspect;
    const { parallel } = this.cameras;
    [parallel.left, parallel.right, parallel.top, parallel.bottom] = [-aspect, aspect, 1, -1];
    for (const camera of Object.values(this.cameras)) camera.updateProjectionMatrix();
    this.stand(this.controller.target.clone(), this.direction, (this.distance * this.fitting) / before);
  }
}
