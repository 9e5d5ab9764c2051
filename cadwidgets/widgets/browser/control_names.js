// What ipywidgets leaves out for those who hear the page: the names of sliders and of fields without a label of their
// own, and a slider's value in words where its places are sizes: "25 mm · 6205-2RS" and not "2".

/** @param {Element} element @param {string} name @param {string} value */
function set(element, name, value) {
  if (value && element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** @param {Element | null} box */
function labelIn(box) {
  return box?.querySelector(".widget-label")?.textContent?.trim() ?? "";
}

/** @param {Element} row */
function nameRow(row) {
  const label = labelIn(row);
  const handles = row.querySelectorAll(".noUi-handle");
  const readout = row.classList.contains("cadw-sizes") ? row.querySelector(".widget-readout") : null;
  handles.forEach((handle, place) => {
    set(handle, "aria-label", handles.length === 1 ? label : `${label}, ${place ? "to" : "from"}`);
    set(handle, "aria-valuetext", readout?.textContent ?? "");
  });
  if (label) return; // fields without one stand beside the slider that has it
  for (const field of row.querySelectorAll("input[type=number], input[type=text], select")) {
    set(field, "aria-label", field.getAttribute("title") || labelIn(row.parentElement));
  }
}

/** @param {Element} panel */
function nameAll(panel) {
  panel.querySelectorAll(".widget-inline-hbox").forEach(nameRow);
}

/** @param {{el: HTMLElement}} context */
function render({ el }) {
  let frame = 0;
  /** @type {Element | null} */
  let panel = null;
  const observer = new MutationObserver(() => panel && nameAll(panel));
  function start() {
    panel = el.closest(".cadw-explorer");
    if (!panel) { // not in the page yet
      frame = requestAnimationFrame(start);
      return;
    }
    nameAll(panel);
    const watched = { childList: true, characterData: true, attributes: true, attributeFilter: ["aria-valuetext"] };
    observer.observe(panel, { subtree: true, ...watched });
  }
  start();
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

export default { render };
