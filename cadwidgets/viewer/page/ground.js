/* The ground under the model and the axes: the lines of grid.py and axes.py. */

import { Box3, BufferAttribute, BufferGeometry, LineSegments, Vector3 } from "three";

/**
 * @typedef {import("./unpack.js").Vector} Vector
 * @typedef {{step: number, left: number, right: number, front: number, back: number, z: number, shown: number}} Ground
 * @typedef {Record<string, {color: Vector, arm: [Vector, Vector][]}>} Triad of each axis its segments in steps of the
 *   grid
 * @typedef {import("./materials.js").Materials} Materials
 */

/** @param {number} from @param {number} to */
function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

/** @param {Vector[]} points @param {import("three").Material} material @param {Vector[]} [colors] */
function lines(points, material, colors) {
  const geometry = new BufferGeometry();
  const middle = new Box3().setFromArray(points.flat()).getCenter(new Vector3());
  const near = points.flatMap(([x, y, z]) => [x - middle.x, y - middle.y, z - middle.z]);
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(near), 3));
  if (colors) geometry.setAttribute("color", new BufferAttribute(new Uint8Array(colors.flat()), 3, true));
  const made = new LineSegments(geometry, material);
  made.position.copy(middle); // by which what one sees through is put in order
  made.frustumCulled = false;
  return made;
}

/** @param {Ground} ground @param {Triad} triad @param {Materials} materials */
export function drawn(ground, triad, materials) {
  const { step, left, right, front, back, z } = ground;
  const [x0, x1, y0, y1] = [left, right, front, back].map((place) => place * step);
  /** @type {Vector[]} */
  const grid = [
    ...range(left, right).flatMap((at) => /** @type {Vector[]} */ ([[at * step, y0, z], [at * step, y1, z]])),
    ...range(front, back).flatMap((at) => /** @type {Vector[]} */ ([[x0, at * step, z], [x1, at * step, z]])),
  ];
  /** @type {Vector[]} */
  const points = [];
  /** @type {Vector[]} */
  const colors = [];
  for (const [name, { color, arm }] of Object.entries(triad)) {
    const ends = arm.flat().map(([x, y, up]) => /** @type {Vector} */ ([x0 + x * step, y0 + y * step, z + up * step]));
    if (name === "X" && front <= 0 && back >= 0) ends.push([x0, 0, z], [x1, 0, z]);
    if (name === "Y" && left <= 0 && right >= 0) ends.push([0, y0, z], [0, y1, z]);
    points.push(...ends);
    colors.push(...ends.map(() => color));
  }
  const axes = lines(points, materials.axis, colors);
  axes.renderOrder = 1;
  return [lines(grid, materials.grid), axes];
}
