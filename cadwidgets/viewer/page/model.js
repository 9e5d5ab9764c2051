/* What is drawn of one build: each part by itself, so that it can be hidden and moved apart. */

import { BufferAttribute, BufferGeometry, Group, LineSegments, Mesh, Vector3 } from "three";

/**
 * @typedef {import("./unpack.js").Shape} Shape
 * @typedef {import("./unpack.js").Vector} Vector
 * @typedef {import("./materials.js").Materials} Materials
 * @typedef {[string, number, [number, string][]]} Part its path, its shape, and how many triangles have which colour
 * @typedef {{path: string, shape: Shape, colors: [number, string][], group: Group, mesh: Mesh, edges: LineSegments}} Drawn
 */

/** @param {Shape} shape @param {[number, string][]} colors */
function triangles(shape, colors) {
  const geometry = new BufferGeometry();
  const normal = new Float32Array(shape.position.length);
  normal.set(shape.normal);
  geometry.setAttribute("position", new BufferAttribute(shape.position, 3));
  geometry.setAttribute("normal", new BufferAttribute(normal, 3));
  geometry.setIndex(new BufferAttribute(shape.triangle, 1));
  let first = 0;
  colors.forEach(([count], place) => {
    geometry.addGroup(3 * first, 3 * count, place);
    first += count;
  });
  return geometry;
}

/** @param {Shape} shape */
function segments(shape) {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(shape.position, 3));
  geometry.setIndex(new BufferAttribute(shape.segment, 1));
  return geometry;
}

/** The corners of the box around places. @param {Shape} shape @returns {[Vector3, Vector3]} */
function box({ position, middle }) {
  const [low, high] = [new Vector3(Infinity, Infinity, Infinity), new Vector3(-Infinity, -Infinity, -Infinity)];
  const point = new Vector3();
  for (let at = 0; at < position.length; at += 3) {
    point.fromArray(position, at);
    low.min(point);
    high.max(point);
  }
  const moved = new Vector3(...middle);
  return [low.add(moved), high.add(moved)];
}

export class Model {
  /** @param {Materials} materials */
  constructor(materials) {
    this.materials = materials;
    this.group = new Group();
    /** @type {Drawn[]} */
    this.parts = [];
    this.look = { edges: true, apart: 0 };
    /** @type {Set<string>} */
    this.hidden = new Set();
  }

  /** Draw these instead of the last ones. @param {Part[]} parts @param {Shape[]} shapes */
  show(parts, shapes) {
    for (const { mesh, edges } of this.parts) {
      mesh.geometry.dispose();
      edges.geometry.dispose();
    }
    this.parts = parts.map(([path, , colors], place) => this.drawn(path, shapes[place], colors));
    this.group.clear();
    if (this.parts.length) this.group.add(...this.parts.map(({ group }) => group));
    this.arrange();
  }

  /** @param {string} path @param {Shape} shape @param {[number, string][]} colors @returns {Drawn} */
  drawn(path, shape, colors) {
    const mesh = new Mesh(triangles(shape, colors), colors.map(([, color]) => this.materials.of(color)));
    const edges = new LineSegments(segments(shape), this.materials.edge);
    for (const one of [mesh, edges]) {
      one.position.set(...shape.middle);
      one.frustumCulled = false;
    }
    const group = new Group();
    group.add(mesh, edges);
    return { path, shape, colors, group, mesh, edges };
  }

  /** @param {Set<string>} hidden */
  hide(hidden) {
    this.hidden = hidden;
    this.arrange();
  }

  /** @param {Partial<{edges: boolean, apart: number}>} change */
  draw(change) {
    Object.assign(this.look, change);
    this.arrange();
  }

  arrange() {
    const middles = this.parts.map(({ shape }) => new Vector3(...shape.middle));
    const middle = this.look.apart ? this.middle : new Vector3();
    this.parts.forEach(({ path, group, edges }, place) => {
      group.visible = !this.hidden.has(path);
      edges.visible = this.look.edges;
      group.position.copy(middles[place]).sub(middle).multiplyScalar(this.parts.length > 1 ? this.look.apart : 0);
    });
  }

  /** Those that are seen. */
  get shown() {
    return this.parts.filter(({ group }) => group.visible);
  }

  get middle() {
    const boxes = this.parts.map(({ shape }) => box(shape));
    const [low, high] = around(boxes);
    return low.add(high).multiplyScalar(0.5);
  }

  /**
   * A sphere about the middle of the box of what is seen, or of the parts with these paths.
   * @param {string[]} [paths] @returns {[Vector3, number] | null}
   */
  sphere(paths) {
    const parts = paths ? this.parts.filter(({ path }) => paths.includes(path)) : this.shown;
    if (!parts.length) return null;
    const [low, high] = around(
      parts.map(({ shape, group }) => {
        const [least, most] = box(shape);
        return [least.add(group.position), most.add(group.position)];
      }),
    );
    const middle = low.add(high).multiplyScalar(0.5);
    const point = new Vector3();
    let radius = 0;
    for (const { shape, group } of parts) {
      const from = middle.clone().sub(group.position).sub(new Vector3(...shape.middle));
      for (let at = 0; at < 3 * shape.corners; at += 3) {
        radius = Math.max(radius, point.fromArray(shape.position, at).distanceToSquared(from));
      }
    }
    return [middle, Math.sqrt(radius) || 1];
  }
}

/** @param {[Vector3, Vector3][]} boxes @returns {[Vector3, Vector3]} */
function around(boxes) {
  const [low, high] = [new Vector3(Infinity, Infinity, Infinity), new Vector3(-Infinity, -Infinity, -Infinity)];
  for (const [least, most] of boxes) {
    low.min(least);
    high.max(most);
  }
  return [low, high];
}
