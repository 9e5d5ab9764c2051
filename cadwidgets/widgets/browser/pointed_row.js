// Tells the kernel which parameter's row the mouse stands on, or the keyboard has come to, once it has stood for a moment;
// that none is pointed at any more, it tells at once. Message: {type: "point", row}, the row's number or -1.

const DWELL_MS = 160;

/** @typedef {{send(message: any): void}} PointModel */

/** @param {EventTarget | null} target */
function rowAt(target) {
  const row = target instanceof Element ? target.closest(".cadw-parameter") : null;
  const number = row?.className.match(/\bcadw-parameter-(\d+)\b/)?.[1];
  return number === undefined ? -1 : Number(number);
}

/** @param {PointModel} model @param {Element} panel */
function watch(model, panel) {
  let [hovered, focused, told, timer] = [-1, -1, -1, 0];
  const tell = () => {
    const row = hovered >= 0 ? hovered : focused;
    if (row !== told) model.send({ type: "point", row: (told = row) });
  };
  const soon = () => {
    clearTimeout(timer);
    if (hovered < 0 && focused < 0) tell();
    else timer = setTimeout(tell, DWELL_MS);
  };
  const acts = {
    /** @param {PointerEvent} event */
    pointerover(event) {
      const row = rowAt(event.target);
      if (event.buttons || row === hovered) return; // a slider that is dragged has the mouse wherever it is
      hovered = row;
      soon();
    },
    pointerleave() {
      hovered = -1;
      soon();
    },
    /** @param {FocusEvent} event */
    focusin(event) {
      focused = event.target instanceof Element && event.target.matches(":focus-visible") ? rowAt(event.target) : -1;
      soon();
    },
    focusout() {
      focused = -1;
      soon();
    },
  };
  const entries = /** @type {[string, (event: any) => void][]} */ (Object.entries(acts));
  entries.forEach(([type, act]) => panel.addEventListener(type, act));
  return () => {
    clearTimeout(timer);
    entries.forEach(([type, act]) => panel.removeEventListener(type, act));
  };
}

/** @param {{model: PointModel, el: HTMLElement}} context */
function render({ model, el }) {
  let frame = 0;
  let end = () => {};
  const start = () => {
    const panel = el.closest(".cadw-explorer");
    if (panel) end = watch(model, panel);
    else frame = requestAnimationFrame(start); // not in the page yet
  };
  start();
  return () => {
    cancelAnimationFrame(frame);
    end();
  };
}

export default { render };
