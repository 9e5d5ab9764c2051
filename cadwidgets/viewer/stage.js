/* What pythreejs lacks around its picture: it follows the width of its place, shows how the model is turned, obeys the
   keyboard, tells of clicks and has labels. Traits: `camera`, the camera's model; `room`, the width in CSS pixels that is
   told to the kernel; `tags`, texts at places in the camera's coordinates.
   Messages to the kernel: {type: "view", name}, {type: "key", key} and {type: "pick", at, add, eye}. */

/**
 * The kernel's half of the widget.
 * @typedef {{get(trait: string): any, set(trait: string, value: any): void, save_changes(): void,
 *   on(event: string, act: () => void): void, off(event: string, act: () => void): void,
 *   send(message: any): void, widget_manager: {get_model(id: string): Promise<any>}}} Model
 * @typedef {{x: number, y: number, z: number, w: number}} Quaternion
 * @typedef {[number, number, number]} Vector
 * @typedef {{clone(): Point, set(x: number, y: number, z: number): Point, project(camera: Camera): Point,
 *   x: number, y: number, z: number}} Point
 * @typedef {{quaternion: Quaternion, position: Point, zoom: number, fov?: number, right?: number}} Camera
 * @typedef {{camera: Camera}} Sight what is looked through, which can be another one at any time
 * @typedef {{at: Vector, text: string}} Tag
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
const SIZE = 76, REACH = 26, BALL = 9, LEAST_STEP = 2, REST_MS = 120, STILL = 4;
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Escape", ..."+-=fF0123456"];
const NAME =
  "3D view. Arrow keys turn, plus and minus zoom, F fits, 1 to 6 look from the sides, 0 from the corner, " +
  "P picks what is in the middle, Shift and P one more, Escape picks nothing";
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
export function marker(act) {
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
 * Calls `draw` in every frame in which what `now` tells is another one; returns how to stop it.
 * @param {() => string} now @param {() => void} draw
 */
export function watch(now, draw) {
  let last = "", frame = 0;
  const look = () => {
    const found = now();
    if (found !== last) draw();
    last = found;
    frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}

/** @param {Camera} camera */
function turn({ quaternion: { x, y, z, w } }) {
  return { x, y, z, w };
}

/** A camera without a field of view sees in parallel. @param {Camera} camera */
function eye(camera) {
  const { position: { x, y, z }, fov = 0, zoom } = camera;
  return { position: [x, y, z], quaternion: Object.values(turn(camera)), fov, zoom };
}

/**
 * Keeps the labels on `stage` where they belong.
 * @param {Model} model @param {HTMLElement} stage @param {Sight} sight
 */
function tags(model, stage, sight) {
  const layer = document.createElement("div");
  layer.className = "cadwidgets-viewer-tags";
  layer.setAttribute("aria-hidden", "true"); // what they tell is told below the picture, too
  stage.append(layer);
  const place = () => {
    const found = /** @type {Tag[]} */ (model.get("tags"));
    const children = found.map(({ at, text }) => {
      const label = document.createElement("span");
      const { x, y, z } = sight.camera.position.clone().set(...at).project(sight.camera);
      label.textContent = text;
      // one that would reach over the border stands before it
      label.style.left = Math.abs(x) > 1 ? `${50 + 50 * x}%` : `clamp(40px, ${50 + 50 * x}%, 100% - 40px)`;
      label.style.top = `${50 - 50 * y}%`;
      label.hidden = Math.abs(z) > 1; // behind the eye
      return label;
    });
    layer.replaceChildren(...children);
  };
  const end = watch(() => JSON.stringify([model.get("tags"), model.get("tags").length ? eye(sight.camera) : 0]), place);
  return () => {
    end();
    layer.remove();
  };
}

/**
 * Tells the kernel where the picture was clicked, or pointed at with P, and how it was seen then.
 * @param {Model} model @param {HTMLElement} stage @param {Sight} sight
 */
function clicks(model, stage, sight) {
  /** @type {PointerEvent | null} */
  let begun = null;
  /** @param {HTMLElement} canvas @param {[number, number]} at @param {boolean} add */
  const tell = (canvas, at, add) => {
    const { width, height } = canvas.getBoundingClientRect();
    model.send({ type: "pick", at, add, eye: { ...eye(sight.camera), width, height } });
  };
  /** @param {PointerEvent} event */
  const down = (event) => {
    const alone = event.isPrimary && event.button === 0;
    begun = alone && event.target instanceof HTMLCanvasElement ? event : null;
  };
  /** @param {PointerEvent} event */
  const up = (event) => {
    const [from, canvas] = [begun, event.target];
    begun = null;
    if (!from || !(canvas instanceof HTMLCanvasElement)) return;
    if (Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL) return; // the model was turned
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = /** @type {[number, number]} */ ([(event.clientX - left) / width, (event.clientY - top) / height]);
    tell(canvas, at, event.shiftKey || event.ctrlKey || event.metaKey);
  };
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    const canvas = stage.querySelector("canvas");
    if (event.target !== stage || event.altKey || event.ctrlKey || event.metaKey || !canvas) return;
    if (event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    event.stopPropagation();
    tell(canvas, [0.5, 0.5], event.shiftKey);
  };
  stage.addEventListener("pointerdown", down, true);
  stage.addEventListener("pointerup", up, true);
  stage.addEventListener("keydown", press);
  return () => {
    stage.removeEventListener("pointerdown", down, true);
    stage.removeEventListener("pointerup", up, true);
    stage.removeEventListener("keydown", press);
  };
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

/**
 * What is looked through.
 * @param {Model} model
 * @returns {Promise<Camera>}
 */
async function camera(model) {
  const found = await model.widget_manager.get_model(model.get("camera").replace("IPY_MODEL_", ""));
  await found.initPromise;
  return found.obj;
}

/** @param {{model: Model, el: HTMLElement}} context */
async function render({ model, el }) {
  const { root, draw } = marker((view) => model.send({ type: "view", name: view }));
  el.append(root);
  const sight = { camera: await camera(model) };
  const follow = async () => {
    sight.camera = await camera(model);
  };
  model.on("change:camera", follow);
  const viewer = await attached(el, ".cadwidgets-viewer");
  const stage = await attached(el, ".cadwidgets-viewer-stage");
  const ends = [
    watch(() => JSON.stringify(turn(sight.camera)), () => draw(turn(sight.camera))),
    measure(model, viewer),
    listen(model, stage),
    clicks(model, stage, sight),
    tags(model, stage, sight),
    () => model.off("change:camera", follow),
  ];
  return () => ends.forEach((end) => end());
}

export default { render };
