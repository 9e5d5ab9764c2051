// What is pointed at, picked and selected, over the picture: it is drawn anew without the picture below.

/**
 * @typedef {import("./plot_library.js").Charts} Charts
 * @typedef {import("./plot_library.js").Surface} Surface
 * @typedef {import("./plot_points.js").Spot} Spot
 * @typedef {import("./plot_points.js").Spots} Spots
 * @typedef {import("./plot_theme.js").Look} Look
 * @typedef {{selected: number[], picked: number, pointed: number}} Marked rows; -1 for none
 */

/** Above the picture, on a layer of its own. */
const LEVEL = 10;

/**
 * @param {Charts} charts @param {Surface} surface @param {Spots} spots @param {Marked} marked @param {Look} look
 * @returns {() => void} takes them away
 */
export function drawMarks(charts, surface, spots, marked, look) {
  const mark = (/** @type {number} */ row, /** @type {Style} */ style) => shapes(charts, spots.spots(row), style);
  const all = [
    ...marked.selected.flatMap((row) => mark(row, { color: look.ink, ground: look.paper, radius: 7, width: 2 })),
    ...mark(marked.picked, { color: look.accent, ground: look.paper, fill: look.accent, radius: 9, width: 3 }),
    ...mark(marked.pointed, { color: look.ink, ground: look.paper, radius: 11, width: 2 }),
  ];
  for (const shape of all) surface.add(shape);
  return () => {
    for (const shape of all) surface.remove(shape);
  };
}

/**
 * @typedef {{color: string, ground: string, fill?: string, radius: number, width: number}} Style
 * @param {Charts} charts @param {Spot[]} spots @param {Style} style
 */
function shapes({ Circle, Polyline }, spots, { color, ground, fill, radius, width }) {
  if (!spots.length) return [];
  const common = { zlevel: LEVEL, silent: true };
  const strokes = [{ stroke: ground, lineWidth: width + 2.5 }, { stroke: color, lineWidth: width }];
  if (spots.length > 1) {
    return strokes.map((style) => new Polyline({ ...common, shape: { points: spots }, style: { ...style, fill: null } }));
  }
  const [[cx, cy]] = spots;
  const middle = fill ? [new Circle({ ...common, shape: { cx, cy, r: radius - 4 }, style: { fill } })] : [];
  return [...strokes.map((style) => new Circle({ ...common, shape: { cx, cy, r: radius }, style: { ...style, fill: null } })), ...middle];
}
