// Undo and redo by the keyboard, while the focus is in the explorer and not in a field of text, which has its own undo.

/** @param {EventTarget | null} target */
function isText(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["button", "checkbox", "radio", "range"].includes(target.type);
}

/** @param {KeyboardEvent} event */
function stepOf(event) {
  const mac = navigator.platform.startsWith("Mac");
  if (event.altKey || !(mac ? event.metaKey : event.ctrlKey) || (mac ? event.ctrlKey : event.metaKey)) return "";
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : "";
}

/** @param {{model: {send: (message: object) => void}, el: HTMLElement}} context */
function render({ model, el }) {
  /** @param {KeyboardEvent} event */
  function press(event) {
    const panel = el.closest(".cadw-explorer");
    const inside = panel && event.target instanceof Node && panel.contains(event.target);
    const step = inside && !isText(event.target) ? stepOf(event) : "";
    if (!step) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    model.send({ step });
  }
  // at the window, on the way down: JupyterLab takes its own undo at the document, before any element hears of it
  window.addEventListener("keydown", press, true);
  return () => window.removeEventListener("keydown", press, true);
}

export default { render };
