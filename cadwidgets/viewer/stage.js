/* What pythreejs lacks around its picture: it follows the width of its place, shows how the model is turned, and obeys
   the keyboard. Traits: `camera`, the camera's model; `room`, the width in CSS pixels that is told to the kernel.
   Messages to the kernel: {type: "view", name} and {type: "key", key}. */

/**
 * The kernel's half of the widget.
 * @typedef {{get(trait: string): any, set(trait: string, value: any): void, save_changes(): void,
 *   send(message: any): void, widget_manager: {get_model(id: string): Promise<any>}}} Model
 * @typedef {{x: number, y: number, z: number, w: number}} Quaternion
 * @typedef {[number, number, number]} Vector
 * @typedef {{view: string, label: string, at: Vector, kind: string, title: string}} Side
 */

/** @type {Side[]} */
const SIDES = [
  { view: "right", label: "X", at: [1, 0, 0], kind: "x", title: "Look from the right" },
  { view: "left", label: "", at: [-1, 0, 0], kind: "x", title: "Look from the left" },
  { view: "back", label: "Y", at: [0, 1, 0], kind: "y", title: "Look from the back" },
  { view: "front", label: "", at: [0, -1, 0], kind: "y", title: "Look from the front" },
  { view: "top", label: "Z", at: [0, 0, 1], kind: "z", title: "Look from above" },
  { view: "bottom", label: "", at: [0, 0, -1], kind: "z", title: "Look from below" },
];
const SIZE = 76, REACH = 26, BALL = 9, LEAST_STEP = 2, REST_MS = 120;
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", ..."+-=fF0123456"];
const NAME =
  "3D view. Arrow keys turn, plus and minus zoom, F fits, 1 to 6 look from the sides, 0 from the corner";
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name @param {Record<string, string | number>} attributes @param {Element} [parent]
 * @returns {SVGElement}
 */
function svg(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent?.append(element);
  return element;
}

/**
 * A direction of the model as the camera with the quaternion `turn` sees it: x to the right, y up, z towards us.
 * @param {Vector} direction @param {Quaternion} turn
 * @returns {Vector}
 */
function seen([x, y, z], { x: a, y: b, z: c, w: d }) {
  const [qx, qy, qz, qw] = [-a, -b, -c, d];
  const [tx, ty, tz] = [2 * (qy * z - qz * y), 2 * (qz * x - qx * z), 2 * (qx * y - qy * x)];
  return [x + qw * tx + qy * tz - qz * ty, y + qw * ty + qz * tx - qx * tz, z + qw * tz + qx * ty - qy * tx];
}

/**
 * The six sides as buttons around a middle; `draw(quaternion)` turns them.
 * @param {(view: string) => void} act
 */
function marker(act) {
  const root = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, width: SIZE, height: SIZE, class: "cadwidgets-marker" });
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "How the model is turned");
  const sides = SIDES.map((side) => {
    const group = svg("g", { class: `cadwidgets-marker-${side.kind}`, role: "button", tabindex: 0 });
    group.setAttribute("aria-label", side.title);
    svg("title", {}, group).textContent = side.title;
    const line = side.label ? svg("line", { x1: SIZE / 2, y1: SIZE / 2 }, group) : null;
    const ball = svg("circle", { r: side.label ? BALL : BALL - 2 }, group);
    const text = svg("text", {}, group);
    text.textContent = side.label;
    group.addEventListener("click", () => act(side.view));
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act(side.view);
    });
    return { ...side, group, line, ball, text, depth: 0 };
  });
  /** @param {Quaternion} turn */
  const draw = (turn) => {
    for (const side of sides) {
      const [x, y, z] = seen(side.at, turn);
      const [px, py] = [SIZE / 2 + REACH * x, SIZE / 2 - REACH * y];
      side.depth = z;
      const [across, down] = [String(px), String(py)];
      side.ball.setAttribute("cx", across);
      side.ball.setAttribute("cy", down);
      side.text.setAttribute("x", across);
      side.text.setAttribute("y", down);
      side.line?.setAttribute("x2", across);
      side.line?.setAttribute("y2", down);
    }
    const order = [...sides].sort((a, b) => a.depth - b.depth);
    if (order.every((side, place) => root.children[place] === side.group)) return;
    root.append(...order.map(({ group }) => group));
  };
  return { root, draw };
}

/**
 * Calls `draw` whenever the camera has turned, as long as it is on the page; returns how to stop it.
 * @param {{quaternion: Quaternion}} camera @param {(turn: Quaternion) => void} draw
 */
function watch(camera, draw) {
  let last = "", frame = 0;
  const look = () => {
    const { x, y, z, w } = camera.quaternion;
    const now = `${x},${y},${z},${w}`;
    if (now !== last) draw({ x, y, z, w });
    last = now;
    frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}

/**
 * Tells the kernel how wide the place of the picture is, once it has come to rest.
 * @param {Model} model @param {Element} place
 */
function measure(model, place) {
  let timer = 0;
  const observer = new ResizeObserver(([{ contentRect }]) => {
    const room = Math.round(contentRect.width);
    if (room < LEAST_STEP || Math.abs(room - model.get("room")) < LEAST_STEP) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      model.set("room", room);
      model.save_changes();
    }, model.get("room") ? REST_MS : 0);
  });
  observer.observe(place);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}

/** @param {Model} model @param {HTMLElement} stage */
function listen(model, stage) {
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    if (event.target !== stage || event.altKey || event.ctrlKey || event.metaKey || !KEYS.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    model.send({ type: "key", key: event.key });
  };
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", NAME);
  stage.addEventListener("keydown", press);
  return () => stage.removeEventListener("keydown", press);
}

/**
 * What is around `el`, once `el` is on the page.
 * @param {Element} el @param {string} selector
 * @returns {Promise<HTMLElement>}
 */
function attached(el, selector) {
  return new Promise((found) => {
    const look = () => {
      const around = /** @type {HTMLElement | null} */ (el.closest(selector));
      if (around) found(around);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** @param {{model: Model, el: HTMLElement}} context */
async function render({ model, el }) {
  const { root, draw } = marker((view) => model.send({ type: "view", name: view }));
  el.append(root);
  const found = await model.widget_manager.get_model(model.get("camera").replace("IPY_MODEL_", ""));
  await found.initPromise;
  const viewer = await attached(el, ".cadwidgets-viewer");
  const stage = await attached(el, ".cadwidgets-viewer-stage");
  const ends = [watch(found.obj, draw), measure(model, viewer), listen(model, stage)];
  return () => ends.forEach((end) => end());
}

export default { render };
