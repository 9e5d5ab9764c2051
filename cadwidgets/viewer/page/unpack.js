/* From the page's text to arrays: what saved/packing.py and saved/shapes.py have written. */

/**
 * @typedef {[number, number, number]} Vector
 * @typedef {{type: string, center: Vector, area?: number, length?: number, volume?: number, radius?: number,
 *   direction?: Vector}} Said what is known of a face, an edge or a part
 * @typedef {{position: Float32Array, middle: Vector, place: Uint32Array[], normal: Float32Array, triangle: Uint32Array,
 *   face: Uint32Array, segment: Uint32Array, edge: Uint32Array, faces: Said[], edges: Said[], part: Said,
 *   corners: number}} Shape
 *   `position` is relative to `middle`; `place` are the axes of the same places in whole steps; the first `corners`
 *   places have normals
 */

const STEPS = 65535;
const HALF = 511;
const MISSING = "This browser cannot unpack the model: it is older than 2023. Please open the page in a newer one.";

/**
 * @param {string} text base64
 * @returns {Promise<Shape>}
 */
export async function unpack(text) {
  if (!("DecompressionStream" in globalThis)) throw new Error(MISSING);
  const deflated = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream("deflate"));
  return shape(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** @param {Uint8Array} bytes @returns {Shape} */
function shape(bytes) {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  /** @type {Record<string, Uint32Array[]>} */
  const columns = {};
  for (const [name, [rows, planes]] of Object.entries(head.arrays)) {
    columns[name] = planes.map((/** @type {number} */ count) => {
      const found = column(bytes, at, rows, count);
      at += rows * count;
      return found;
    });
  }
  const middle = /** @type {Vector} */ ([0, 1, 2].map((axis) => head.low[axis] + (head.step[axis] * STEPS) / 2));
  return {
    position: positions(columns.position, head.step),
    middle,
    place: columns.position,
    normal: normals(columns.normal),
    triangle: rowwise(columns.triangle),
    face: columns.face[0],
    segment: rowwise(columns.segment),
    edge: columns.edge[0],
    faces: head.faces,
    edges: head.edges,
    part: head.part,
    corners: columns.normal[0].length,
  };
}

/** @param {Uint8Array} bytes @param {number} at @param {number} rows @param {number} planes */
function column(bytes, at, rows, planes) {
  const values = new Uint32Array(rows);
  for (let plane = 0; plane < planes; plane++) {
    const from = at + plane * rows;
    for (let row = 0; row < rows; row++) values[row] |= bytes[from + row] << (8 * plane);
  }
  for (let row = 0, last = 0; row < rows; row++) values[row] = last += (values[row] >>> 1) ^ -(values[row] & 1);
  return values;
}

/** @param {Uint32Array[]} columns */
function rowwise(columns) {
  const [width, rows] = [columns.length, columns[0].length];
  const values = new Uint32Array(rows * width);
  columns.forEach((one, place) => one.forEach((value, row) => (values[row * width + place] = value)));
  return values;
}

/** @param {Uint32Array[]} places @param {Vector} step */
function positions(places, step) {
  const values = new Float32Array(places[0].length * 3);
  places.forEach((one, axis) =>
    one.forEach((value, row) => (values[3 * row + axis] = (value - STEPS / 2) * step[axis])),
  );
  return values;
}

/** @param {Uint32Array[]} columns */
function normals([across, up]) {
  const values = new Float32Array(across.length * 3);
  for (let row = 0; row < across.length; row++) {
    let [x, y] = [across[row] / HALF - 1, up[row] / HALF - 1];
    const z = 1 - Math.abs(x) - Math.abs(y);
    if (z < 0) [x, y] = [(1 - Math.abs(y)) * (x >= 0 ? 1 : -1), (1 - Math.abs(x)) * (y >= 0 ? 1 : -1)];
    const size = Math.hypot(x, y, z) || 1;
    values.set([x / size, y / size, z / size], 3 * row);
  }
  return values;
}
