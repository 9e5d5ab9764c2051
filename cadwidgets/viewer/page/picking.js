/* What is at a place of the picture: a part's face or edge, or the part. */

import { BufferAttribute, BufferGeometry, Mesh, Raycaster, Vector2, Vector3 } from "three";
import { LineSegments2 } from "three/examples/jsm/lines/LineSegments2.js";
import { LineSegmentsGeometry } from "three/examples/jsm/lines/LineSegmentsGeometry.js";

/**
 * @typedef {import("./model.js").Drawn} Drawn
 * @typedef {import("./unpack.js").Said} Said
 * @typedef {{kind: "face" | "edge" | "part", part: Drawn, number: number, said?: Said}} Pick
 * @typedef {{parts: Drawn[], camera: import("./lens.js").Camera, planes: import("three").Plane[],
 *   covers: import("three").Object3D[], width: number, height: number}} View `covers` are the faces of sections
 */

const NEAR = 5; // pixels between the mouse and an edge
const COVERED = 2e-3; // what is so much farther than a face, as a share of its distance, lies behind it
const ON_PLANE = 1e-6; // as far from a plane, in radii of the model, is its face
const TRIED = 12; // edges near the mouse that may be behind something

/**
 * @param {View} view @param {Vector2} at in the picture, -1 to 1 @param {string} want any, face, edge or part
 * @returns {Pick | null}
 */
export function pick(view, at, want) {
  const found = want === "any" || want === "edge" ? edge(view, at) : null;
  if (found || want === "edge") return found;
  const { part, triangle } = surface(view, at) ?? {};
  if (!part || triangle === undefined) return null; // the background, or the face of a section
  if (want === "part") return { kind: "part", part, number: 0, said: part.shape.part };
  const number = part.shape.face[triangle];
  return { kind: "face", part, number, said: part.shape.faces[number] };
}

/** The triangle in front. @param {View} view @param {Vector2} at */
function surface({ parts, camera, planes, covers }, at) {
  const ray = new Raycaster();
  ray.setFromCamera(at, camera);
  const meshes = new Map(parts.map((part) => [/** @type {import("three").Object3D} */ (part.mesh), part]));
  const seen = ray
    .intersectObjects([...meshes.keys(), ...covers], false)
    .find(({ point }) => planes.every((plane) => plane.distanceToPoint(point) >= -ON_PLANE));
  return seen && { part: meshes.get(seen.object), triangle: seen.faceIndex ?? 0, distance: seen.distance };
}

/** The nearest edge that nothing covers. @param {View} view @param {Vector2} at */
function edge(view, at) {
  const near = view.parts.flatMap((part) => (part.edges.visible ? edgesNear(view, part, at) : []));
  const uncovered = near
    .sort((one, other) => one.away - other.away)
    .slice(0, TRIED)
    .find(({ point }) => isSeen(view, point));
  if (!uncovered) return null;
  const { part, number } = uncovered;
  return { kind: /** @type {const} */ ("edge"), part, number, said: part.shape.edges[number] };
}

/** @param {View} view @param {Vector3} point */
function isSeen(view, point) {
  if (view.planes.some((plane) => plane.distanceToPoint(point) < 0)) return false;
  const { x, y, z } = point.clone().project(view.camera);
  if (Math.abs(z) > 1) return false;
  const hit = surface(view, new Vector2(x, y));
  const ray = new Raycaster();
  ray.setFromCamera(new Vector2(x, y), view.camera);
  const distance = ray.ray.origin.distanceTo(point);
  return !hit || distance - hit.distance < COVERED * Math.min(1, distance);
}

/** Of each edge of a part that is near enough the nearest segment. @param {View} view @param {Drawn} part @param {Vector2} at */
function edgesNear({ camera, width, height }, part, at) {
  const { shape, edges } = part;
  const scale = new Vector2(width / 2, height / 2);
  const [pointer, flat] = [at.clone().multiply(scale), projected(part, camera, scale)];
  /** @type {Map<number, {part: Drawn, number: number, away: number, point: Vector3}>} */
  const found = new Map();
  for (let row = 0; row < shape.edge.length; row++) {
    const [one, two] = [shape.segment[2 * row], shape.segment[2 * row + 1]];
    const { away, share } = distance(pointer, flat, one, two);
    const number = shape.edge[row];
    if (!(away <= NEAR) || away >= (found.get(number)?.away ?? Infinity)) continue;
    const point = new Vector3().fromArray(shape.position, 3 * one);
    point.lerp(new Vector3().fromArray(shape.position, 3 * two), share).applyMatrix4(edges.matrixWorld);
    found.set(number, { part, number, away, point });
  }
  return [...found.values()];
}

/**
 * All points as pixels from the middle; those behind the eye are nowhere.
 * @param {Drawn} part @param {import("./lens.js").Camera} camera @param {Vector2} scale
 */
function projected({ shape, edges }, camera, scale) {
  const flat = new Float32Array((2 * shape.position.length) / 3);
  const point = new Vector3();
  for (let at = 0, to = 0; at < shape.position.length; at += 3, to += 2) {
    point.fromArray(shape.position, at).applyMatrix4(edges.matrixWorld).project(camera);
    flat.set(Math.abs(point.z) > 1 ? [NaN, NaN] : [point.x * scale.x, point.y * scale.y], to);
  }
  return flat;
}

/** From a place to a segment of `flat`. @param {Vector2} at @param {Float32Array} flat @param {number} one @param {number} two */
function distance(at, flat, one, two) {
  const [x, y] = [flat[2 * one], flat[2 * one + 1]];
  const [dx, dy] = [flat[2 * two] - x, flat[2 * two + 1] - y];
  const long = dx * dx + dy * dy;
  const share = long ? Math.max(0, Math.min(1, ((at.x - x) * dx + (at.y - y) * dy) / long)) : 0;
  return { share, away: Math.hypot(at.x - x - share * dx, at.y - y - share * dy) };
}

/**
 * What shows a pick: to be put into its part's group.
 * @param {Pick} found @param {import("./materials.js").Materials} materials
 */
export function mark({ kind, part, number }, materials) {
  const { shape } = part;
  const made = kind === "edge" ? line(shape, number) : faces(shape, kind === "part" ? null : number);
  made.material = kind === "edge" ? materials.pickedEdge : materials.picked;
  made.position.set(...shape.middle);
  made.frustumCulled = false;
  made.renderOrder = 2;
  return made;
}

/** @param {import("./unpack.js").Shape} shape @param {number | null} number of the face, or null for all */
function faces(shape, number) {
  const corners = [];
  for (let at = 0; at < shape.face.length; at++) {
    if (number === null || shape.face[at] === number) corners.push(...shape.triangle.subarray(3 * at, 3 * at + 3));
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(shape.position, 3));
  geometry.setIndex(corners);
  return new Mesh(geometry);
}

/** @param {import("./unpack.js").Shape} shape @param {number} number */
function line(shape, number) {
  const ends = [];
  for (let row = 0; row < shape.edge.length; row++) {
    if (shape.edge[row] !== number) continue;
    for (const end of shape.segment.subarray(2 * row, 2 * row + 2)) {
      ends.push(...shape.position.subarray(3 * end, 3 * end + 3));
    }
  }
  return new LineSegments2(new LineSegmentsGeometry().setPositions(ends));
}
