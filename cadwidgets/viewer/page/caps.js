/* The face of a section: where a plane cuts the triangles of a part, its outlines, and triangles between them. Outlines
   are followed from edge to edge of the triangles, whose ends are whole numbers: no tolerance, no gap. */

import { BufferAttribute, BufferGeometry, ShapeUtils, Vector2, Vector3 } from "three";

/**
 * @typedef {import("./unpack.js").Shape} Shape
 * @typedef {import("./materials.js").Cut} Cut
 * @typedef {{points: Vector2[], area: number}} Loop
 * @typedef {{geometry: BufferGeometry, area: number, open: number}} Cap its area, and how many outlines do not close
 */

/** @type {WeakMap<Shape, Float64Array>} */
const welded = new WeakMap();

/** For each point the number of its place: what is at the same place has the same one. @param {Shape} shape */
function weld(shape) {
  const known = welded.get(shape);
  if (known) return known;
  const [x, y, z] = shape.place;
  const numbers = new Map();
  const found = new Float64Array(x.length);
  for (let at = 0; at < x.length; at++) {
    const key = (x[at] * 65536 + y[at]) * 65536 + z[at];
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    found[at] = numbers.get(key);
  }
  welded.set(shape, found);
  return found;
}

/**
 * The face where `cut` goes through a part that stands in its place.
 * @param {Shape} shape @param {Cut} cut @returns {Cap}
 */
export function cap(shape, { normal, offset }) {
  const [across, up] = plane(new Vector3(...normal));
  const { outlines, open } = follow(shape, new Vector3(...normal), offset, across, up);
  const loops = outlines.map((points) => ({ points, area: ShapeUtils.area(points) })).filter(({ area }) => area !== 0);
  const total = loops.reduce((sum, { area }) => sum + area, 0);
  const sense = Math.sign(total) || 1; // of triangles that look inwards, outlines run the other way
  const outer = loops.filter(({ area }) => area * sense > 0);
  const holes = loops.filter(({ area }) => area * sense < 0);
  return { geometry: filled(outer, holes, new Vector3(...normal), offset, across, up), area: Math.abs(total), open };
}

/** Two unit vectors in the plane. @param {Vector3} normal */
function plane(normal) {
  const axis = Math.abs(normal.x) < 0.9 ? new Vector3(1, 0, 0) : new Vector3(0, 1, 0);
  const across = axis.cross(normal).normalize();
  return [across, new Vector3().crossVectors(normal, across)];
}

/**
 * The outlines, each around what is solid counter-clockwise as the plane's normal points at us.
 * @param {Shape} shape @param {Vector3} normal @param {number} offset @param {Vector3} across @param {Vector3} up
 */
function follow(shape, normal, offset, across, up) {
  const { position, triangle, middle } = shape;
  const place = weld(shape);
  const count = place.length;
  const moved = new Vector3(...middle);
  const away = offset - normal.dot(moved);
  const height = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    height[at] =
      normal.x * position[3 * at] + normal.y * position[3 * at + 1] + normal.z * position[3 * at + 2] - away;
  }
  /** @type {Map<number, Vector2>} */
  const points = new Map();
  const cross = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [a, b] = place[one] < place[other] ? [one, other] : [other, one];
    const key = place[a] * count + place[b];
    if (!points.has(key)) {
      const share = height[a] / (height[a] - height[b]);
      const at = new Vector3().fromArray(position, 3 * a).lerp(new Vector3().fromArray(position, 3 * b), share);
      at.add(moved);
      points.set(key, new Vector2(at.dot(across), at.dot(up)));
    }
    return key;
  };
  /** @type {Map<number, number[]>} */
  const next = new Map();
  for (let at = 0; at < triangle.length; at += 3) {
    const corners = [triangle[at], triangle[at + 1], triangle[at + 2]];
    const above = corners.map((corner) => height[corner] >= 0);
    if (above[0] === above[1] && above[1] === above[2]) continue;
    let [from, to] = [-1, -1];
    for (let side = 0; side < 3; side++) {
      const end = (side + 1) % 3;
      if (above[side] && !above[end]) from = cross(corners[side], corners[end]);
      if (!above[side] && above[end]) to = cross(corners[side], corners[end]);
    }
    if (from === to) continue; // a triangle without an area
    const more = next.get(from);
    if (more) more.push(to);
    else next.set(from, [to]);
  }
  return chained(next, points);
}

/** @param {Map<number, number[]>} next @param {Map<number, Vector2>} points */
function chained(next, points) {
  /** @type {Vector2[][]} */
  const outlines = [];
  let open = 0;
  for (const [start, ways] of next) {
    while (ways.length) {
      const outline = [];
      let here = start;
      for (let way = next.get(here)?.pop(); way !== undefined; way = here === start ? undefined : next.get(here)?.pop()) {
        outline.push(/** @type {Vector2} */ (points.get(here)));
        here = way;
      }
      if (here === start) outlines.push(outline);
      else open += 1;
    }
  }
  return { outlines, open };
}

/** Whether a point is within an outline. @param {Vector2} point @param {Vector2[]} outline */
function inside({ x, y }, outline) {
  let found = false;
  for (let at = 0, last = outline.length - 1; at < outline.length; last = at++) {
    const [a, b] = [outline[at], outline[last]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) found = !found;
  }
  return found;
}

/**
 * @param {Loop[]} outer @param {Loop[]} holes @param {Vector3} normal @param {number} offset @param {Vector3} across
 * @param {Vector3} up
 */
function filled(outer, holes, normal, offset, across, up) {
  const bySize = [...outer].sort((a, b) => Math.abs(a.area) - Math.abs(b.area));
  /** @type {Map<Loop, Vector2[][]>} */
  const owned = new Map(outer.map((loop) => [loop, []]));
  for (const hole of holes) {
    const owner = bySize.find(({ points, area }) => Math.abs(area) > Math.abs(hole.area) && inside(hole.points[0], points));
    if (owner) owned.get(owner)?.push(hole.points);
  }
  /** @type {number[]} */
  const places = [];
  /** @type {number[]} */
  const triangles = [];
  for (const [{ points }, within] of owned) {
    const first = places.length / 3;
    for (const { x, y } of [points, ...within].flat()) {
      const at = normal.clone().multiplyScalar(offset).addScaledVector(across, x).addScaledVector(up, y);
      places.push(at.x, at.y, at.z);
    }
    for (const corner of ShapeUtils.triangulateShape(points, within).flat()) triangles.push(first + corner);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(places), 3));
  const facing = new Float32Array(places.length);
  for (let at = 0; at < places.length; at += 3) facing.set([normal.x, normal.y, normal.z], at);
  geometry.setAttribute("normal", new BufferAttribute(facing, 3));
  geometry.setIndex(triangles);
  return geometry;
}
