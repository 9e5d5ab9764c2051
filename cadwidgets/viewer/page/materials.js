/* How things look: the materials and the light of materials.py. Colours are drawn as they are given (no colour space is
   managed), as three.js of the notebook's view does it; its lights have no factor pi, which ours have to make up for. */

import {
  ColorManagement,
  DoubleSide,
  HemisphereLight,
  LineBasicMaterial,
  MeshBasicMaterial,
  MeshStandardMaterial,
  Plane,
  Vector3,
} from "three";
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";

/**
 * @typedef {import("./unpack.js").Vector} Vector
 * @typedef {{color: string, edge: string, grid: string, pick: string, cap: number, clear: number, picked: number}} Style
 * @typedef {{normal: Vector, offset: number}} Cut what lies beyond it, normal·p > offset, is not drawn
 */

ColorManagement.enabled = false;
export const MOST_CUTS = 3;

/** Even light, brighter from above. */
export function sky() {
  const light = new HemisphereLight("#ffffff", "#a4abb6", 0.64 * Math.PI);
  light.position.set(0, 0, 1);
  return light;
}

/** @param {string} color */
function surface(color) {
  return new MeshStandardMaterial({
    color,
    roughness: 0.55,
    metalness: 0.05,
    side: DoubleSide,
    polygonOffset: true, // pushes faces behind the edges drawn on them
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
  });
}

/** @param {string} color @param {number} shade */
function darker(color, shade) {
  const parts = [1, 3, 5].map((at) => Math.round(shade * parseInt(color.slice(at, at + 2), 16)));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

export class Materials {
  /** @param {Style} style */
  constructor(style) {
    this.style = style;
    this.edge = new LineBasicMaterial({ color: style.edge });
    this.grid = new LineBasicMaterial({ color: style.grid, transparent: true, opacity: 0.38, depthWrite: false });
    this.axis = new LineBasicMaterial({ vertexColors: true, transparent: true, opacity: 0.9 });
    this.picked = new MeshBasicMaterial({
      color: style.pick,
      transparent: true,
      opacity: style.picked,
      side: DoubleSide,
      depthWrite: false,
      polygonOffset: true, // before the face that it marks
      polygonOffsetFactor: -1,
      polygonOffsetUnits: -1,
    });
    this.pickedEdge = new LineMaterial({ color: style.pick, linewidth: 4, depthTest: false, transparent: true });
    /** @type {Map<string, MeshStandardMaterial>} */
    this.surfaces = new Map();
    /** @type {Map<string, MeshStandardMaterial>[]} */
    this.caps = Array.from({ length: MOST_CUTS }, () => new Map());
    /** @type {Plane[]} */
    this.planes = [];
    this.look = { clear: false, wires: false, flat: false };
  }

  /** For the triangles of a colour; empty is the model's own. @param {string} color */
  of(color) {
    return this.made(this.surfaces, color || this.style.color, (made) => {
      made.clippingPlanes = this.planes;
      this.shade(made);
    });
  }

  /** For the face of a section in what has a colour. @param {number} plane @param {string} color */
  cap(plane, color) {
    return this.made(this.caps[plane], darker(color || this.style.color, this.style.cap), (made) => {
      made.clippingPlanes = this.planes.filter((_, own) => own !== plane);
    });
  }

  /**
   * @param {Map<string, MeshStandardMaterial>} known @param {string} color
   * @param {(made: MeshStandardMaterial) => void} finish
   */
  made(known, color, finish) {
    const found = known.get(color) ?? surface(color);
    if (!known.has(color)) {
      known.set(color, found);
      finish(found);
    }
    return found;
  }

  /** @param {Partial<{clear: boolean, wires: boolean, flat: boolean}>} change */
  draw(change) {
    Object.assign(this.look, change);
    for (const material of this.surfaces.values()) this.shade(material);
  }

  /** @param {MeshStandardMaterial} material */
  shade(material) {
    const { clear, wires, flat } = this.look;
    Object.assign(material, { transparent: clear, opacity: clear ? this.style.clear : 1, depthWrite: !clear });
    Object.assign(material, { wireframe: wires, flatShading: flat, needsUpdate: true });
  }

  /** Leave out what lies beyond any of the planes. @param {Cut[]} cuts @param {number} scale @param {Vector3} moved */
  cut(cuts, scale, moved) {
    this.planes = cuts.map(({ normal, offset }) => {
      const along = new Vector3(...normal);
      return new Plane(along.clone().negate(), scale * offset + along.dot(moved));
    });
    const drawn = [...this.surfaces.values(), this.edge, this.picked, this.pickedEdge];
    for (const material of drawn) material.clippingPlanes = this.planes;
    this.caps.forEach((caps, plane) => {
      for (const material of caps.values()) {
        material.clippingPlanes = this.planes.filter((_, own) => own !== plane);
      }
    });
  }
}
