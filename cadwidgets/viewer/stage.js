/* What pythreejs lacks around its picture: it follows the width of its place, shows how the model is turned, and obeys
   the keyboard. Traits: `camera`, the camera's model; `room`, the width in CSS pixels that is told to the kernel.
   Messages to the kernel: {type: "view", name} and {type: "key", key}. */

const SIDES = [
  { view: "right", label: "X", at: [1, 0, 0], kind: "x", title: "Look from the right" },
  { view: "left", label: "", at: [-1, 0, 0], kind: "x", title: "Look from the left" },
  { view: "back", label: "Y", at: [0, 1, 0], kind: "y", title: "Look from the back" },
  { view: "front", label: "", at: [0, -1, 0], kind: "y", title: "Look from the front" },
  { view: "top", label: "Z", at: [0, 0, 1], kind: "z", title: "Look from above" },
  { view: "bottom", label: "", at: [0, 0, -1], kind: "z", title: "Look from below" },
];
const SIZE = 76, REACH = 26, BALL = 9, LEAST_STEP = 2, REST_MS = 120;
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-", "=", "f", "F", "0", "1", "2", "3", "4", "5", "6"];
const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

/** A direction of the model as the camera with the quaternion `turn` sees it: x to the right, y up, z towards us. */
function seen([x, y, z], { x: a, y: b, z: c, w: d }) {
  const [qx, qy, qz, qw] = [-a, -b, -c, d];
  const [tx, ty, tz] = [2 * (qy * z - qz * y), 2 * (qz * x - qx * z), 2 * (qx * y - qy * x)];
  return [x + qw * tx + qy * tz - qz * ty, y + qw * ty + qz * tx - qx * tz, z + qw * tz + qx * ty - qy * tx];
}

/** The six sides as buttons around a middle; `draw(quaternion)` turns them. */
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
    const label = svg("text", {}, group);
    label.textContent = side.label;
    group.addEventListener("click", () => act(side.view));
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act(side.view);
    });
    return { ...side, group, line, ball, label };
  });
  const draw = (turn) => {
    for (const side of sides) {
      const [x, y, z] = seen(side.at, turn);
      const [px, py] = [SIZE / 2 + REACH * x, SIZE / 2 - REACH * y];
      side.depth = z;
      side.ball.setAttribute("cx", px);
      side.ball.setAttribute("cy", py);
      side.label.setAttribute("x", px);
      side.label.setAttribute("y", py);
      side.line?.setAttribute("x2", px);
      side.line?.setAttribute("y2", py);
    }
    const order = [...sides].sort((a, b) => a.depth - b.depth);
    if (order.some((side, place) => root.children[place] !== side.group)) root.append(...order.map(({ group }) => group));
  };
  return { root, draw };
}

/** Calls `draw` whenever the camera has turned, as long as it is on the page; returns how to stop it. */
function watch(camera, element, draw) {
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

/** Tells the kernel how wide the place of the picture is, once it has come to rest. */
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

function listen(model, stage) {
  const press = (event) => {
    if (event.target !== stage || event.altKey || event.ctrlKey || event.metaKey || !KEYS.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    model.send({ type: "key", key: event.key });
  };
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "3D view. Arrow keys turn, plus and minus zoom, F fits, 1 to 6 look from the sides, 0 from the corner");
  stage.addEventListener("keydown", press);
  return () => stage.removeEventListener("keydown", press);
}

async function render({ model, el }) {
  const { root, draw } = marker((view) => model.send({ type: "view", name: view }));
  el.append(root);
  const found = await model.widget_manager.get_model(model.get("camera").replace("IPY_MODEL_", ""));
  await found.initPromise;
  await new Promise((attached) => {
    const wait = () => (el.closest(".cadwidgets-viewer") ? attached() : requestAnimationFrame(wait));
    wait();
  });
  const viewer = el.closest(".cadwidgets-viewer"), stage = el.closest(".cadwidgets-viewer-stage");
  const ends = [watch(found.obj, el, draw), measure(model, viewer), listen(model, stage)];
  return () => ends.forEach((end) => end());
}

export default { render };
