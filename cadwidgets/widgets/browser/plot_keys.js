// Pointing, picking and selecting, by keys and by the pointer.

/**
 * @typedef {import("./plot_points.js").Area} Area
 * @typedef {import("./plot_points.js").Spots} Spots
 * @typedef {{spots(): Spots|null, ordered(side: "x"|"y"): number[], pointed(): number, point(row: number): void,
 *   say(row: number): void, pick(row: number): void, toggle(row: number): void,
 *   select(rows: number[], more: boolean): void, draws(): boolean}} Hand
 *   ordered: the rows that can be reached, along an axis; draws: whether a frame can be drawn around variants
 */

const STEPS = new Map([
  ["ArrowRight", { side: "x", by: 1 }],
  ["ArrowLeft", { side: "x", by: -1 }],
  ["ArrowUp", { side: "y", by: 1 }],
  ["ArrowDown", { side: "y", by: -1 }],
]);
/** In pixels: a press that moves farther is no click. */
const FARTHER = 5;
export const KEYS_HELP = "Arrow keys go from variant to variant, Enter picks one, Space selects it, Escape leaves it";

/** @param {HTMLElement} figure @param {Hand} hand */
export function listenToKeys(figure, hand) {
  figure.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !act(event.key, hand)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  figure.addEventListener("blur", () => hand.point(-1));
}

/** Whether the key means something. @param {string} key @param {Hand} hand */
function act(key, hand) {
  const row = hand.pointed();
  const step = STEPS.get(key);
  if (step) go(hand.ordered(/** @type {"x"|"y"} */ (step.side)), row, step.by, hand);
  else if (key === "Home" || key === "End") go(hand.ordered("x"), -1, key === "Home" ? 1 : -1, hand);
  else if (key === "Escape" && row >= 0) hand.point(-1);
  else if (key === "Enter" && row >= 0) hand.pick(row);
  else if (key === " " && row >= 0) hand.toggle(row);
  else return false;
  return true;
}

/** @param {number[]} rows @param {number} row @param {number} by @param {Hand} hand */
function go(rows, row, by, hand) {
  if (!rows.length) return;
  const place = rows.indexOf(row);
  const next = place < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(place + by, 0), rows.length - 1);
  hand.point(rows[next]);
  hand.say(rows[next]);
}

/**
 * A click picks, with Ctrl or Shift it selects; a frame that is drawn selects what is in it.
 * @param {HTMLElement} canvas where the picture is @param {HTMLElement} frame @param {Hand} hand
 */
export function listenToPointer(canvas, frame, hand) {
  /** @type {[number, number]|null} */
  let pressed = null;
  const at = (/** @type {PointerEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    return /** @type {[number, number]} */ ([event.clientX - box.left, event.clientY - box.top]);
  };
  canvas.addEventListener("pointerdown", (event) => {
    pressed = event.button === 0 ? at(event) : null;
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    const area = pressed && hand.draws() ? areaOf(pressed, [x, y]) : null;
    show(frame, area);
    if (area) canvas.setPointerCapture(event.pointerId);
    else if (!pressed) hand.point(hand.spots()?.at(x, y) ?? -1);
  });
  canvas.addEventListener("pointerup", (event) => {
    const [spots, start, [x, y]] = [hand.spots(), pressed, at(event)];
    pressed = null;
    show(frame, null);
    if (!start || !spots) return;
    const [area, more] = [areaOf(start, [x, y]), event.ctrlKey || event.metaKey || event.shiftKey];
    if (area && hand.draws()) return hand.select(spots.within(area), more);
    const row = area ? -1 : spots.at(x, y);
    if (row >= 0) return more ? hand.toggle(row) : hand.pick(row);
  });
  canvas.addEventListener("pointerleave", () => {
    if (!pressed) hand.point(-1);
  });
  canvas.addEventListener("pointercancel", () => {
    pressed = null;
    show(frame, null);
  });
}

/** @param {[number, number]} one @param {[number, number]} other @returns {Area|null} null for one that is no more than a click */
function areaOf([left, top], [right, bottom]) {
  if (Math.hypot(right - left, bottom - top) < FARTHER) return null;
  const [x, y] = [[left, right].sort((one, other) => one - other), [top, bottom].sort((one, other) => one - other)];
  return { left: x[0], right: x[1], top: y[0], bottom: y[1] };
}

/** @param {HTMLElement} frame @param {Area|null} area */
function show(frame, area) {
  frame.hidden = !area;
  if (!area) return;
  const { left, right, top, bottom } = area;
  const inset = { left, top, width: right - left, height: bottom - top };
  for (const [side, pixels] of Object.entries(inset)) frame.style.setProperty(side, `${pixels}px`);
}
