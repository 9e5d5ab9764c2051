// Draws on the sliders what failed so far, marks the entries of menus, and says it in words: in the tooltip, to those
// who hear the page, and beside a number that is typed and has failed before. Trait: ranges, see _failed_ranges.py.

/** @typedef {{low: number, high: number, from: number, to: number, certain: boolean, words: string}} Range */
/** @typedef {{row: number, ranges: Range[], entries: string[]}} Row */
/** @typedef {{get(name: "rows"): Row[], on(event: string, act: () => void): void, off(event: string, act: () => void): void}} Model */

const LEAST = "3px"; // on either side of what is a single place
const BEYOND = "4px"; // the drawing is longer than the track by so much at either end, as in the style
const GAP = 4; // pixels around a hint
let made = 0;

/** @param {Element} element @param {string} name @param {string} value */
function set(element, name, value) {
  if (!value) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Where the ranges are, as a mask over the whole track. @param {Range[]} ranges */
function mask(ranges) {
  const at = (/** @type {number} */ share) => `${BEYOND} + (100% - 2 * ${BEYOND}) * ${share.toFixed(5)}`;
  const stops = ranges.map(({ from, to }) => {
    const middle = (from + to) / 2;
    const begin = `min(${at(from)}, ${at(middle)} - ${LEAST})`;
    const end = `max(${at(to)}, ${at(middle)} + ${LEAST})`;
    return `#0000 ${begin}, #000 ${begin} ${end}, #0000 ${end}`;
  });
  return ranges.length ? `linear-gradient(to right, ${stops.join(", ")})` : "";
}

/** @param {HTMLElement} track @param {Range[]} ranges @param {string} words */
function paintTrack(track, ranges, words) {
  const ascending = [...ranges].sort((one, other) => one.from - other.from);
  track.style.setProperty("--cadw-failed", mask(ascending.filter((range) => range.certain)));
  track.style.setProperty("--cadw-doubtful", mask(ascending.filter((range) => !range.certain)));
  track.classList.toggle("cadw-failed", ranges.length > 0);
  set(track, "title", words);
}

/** @param {Element} row @param {Row | undefined} told @param {HTMLElement} spoken */
function paintRow(row, told, spoken) {
  const ranges = told?.ranges ?? [];
  const words = ranges.map((range) => range.words);
  if (spoken.textContent !== words.join("; ")) spoken.textContent = words.join("; "); // what is written is watched, too
  const id = ranges.length ? spoken.id : "";
  row.querySelectorAll(".noUi-handle, input, select").forEach((field) => set(field, "aria-describedby", id));
  const track = /** @type {HTMLElement | null} */ (row.querySelector(".noUi-target"));
  if (track) paintTrack(track, ranges, words.join("\n"));
  row.querySelectorAll("option").forEach((option, place) => {
    const failed = told?.entries[place];
    set(option, "label", failed ? `${option.text} \u2013 ${failed}` : "");
  });
  const box = row.querySelector(".widget-checkbox label:not(.widget-label), .widget-label-basic");
  if (box) set(box, "data-failed", told?.entries.filter(Boolean).join(", ") ?? "");
}

/** What a typed number is known for. @param {Row | undefined} told @param {string} text */
function wordsOf(told, text) {
  const value = text.trim() ? Number(text) : NaN;
  return told?.ranges.find((range) => range.low <= value && value <= range.high)?.words ?? "";
}

/** The hint beside the number that is typed: above all else, for a row hides what is outside of it. */
function makeHint() {
  const hint = document.createElement("div");
  hint.className = "cadw-failed-hint";
  hint.setAttribute("role", "status");
  hint.hidden = true;
  document.body.append(hint);
  return {
    /** @param {Element} field @param {string} words */
    show(field, words) {
      hint.hidden = !words;
      hint.textContent = words;
      const place = field.getBoundingClientRect();
      const { clientWidth, clientHeight } = document.documentElement;
      const below = place.bottom + GAP;
      const top = below + hint.offsetHeight <= clientHeight ? below : place.top - GAP - hint.offsetHeight;
      const aligned = place.right - hint.offsetWidth; // at its right, where there is room
      const left = aligned >= GAP ? aligned : Math.min(place.left, clientWidth - GAP - hint.offsetWidth);
      Object.assign(hint.style, { top: `${top}px`, left: `${Math.max(left, GAP)}px` });
    },
    hide() {
      hint.hidden = true;
    },
    remove: () => hint.remove(),
  };
}

/** @param {Element | null} row */
function numberOf(row) {
  return Number(row?.className.match(/\bcadw-parameter-(\d+)\b/)?.[1] ?? -1);
}

/** @param {Model} model @param {Element} panel @param {HTMLElement} el */
function draw(model, panel, el) {
  const hint = makeHint();
  const name = `cadw-failed-${made++}`;
  const told = (/** @type {Element | null} */ row) => model.get("rows").find((one) => one.row === numberOf(row));
  const spokenOf = (/** @type {number} */ number) => {
    const id = `${name}-${number}`;
    const found = el.querySelector(`#${id}`);
    return /** @type {HTMLElement} */ (found ?? el.appendChild(Object.assign(document.createElement("span"), { id })));
  };
  const paint = () => {
    panel.querySelectorAll(".cadw-parameter").forEach((row) => paintRow(row, told(row), spokenOf(numberOf(row))));
  };
  const typed = (/** @type {Event} */ event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "number") return;
    hint.show(field, wordsOf(told(field.closest(".cadw-parameter")), field.value));
  };
  const ends = ["change", "focusout", "keydown", "wheel"];
  const hide = (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent) || ["Enter", "Escape"].includes(event.key)) hint.hide();
  };
  const observer = new MutationObserver(paint); // other sliders may have come
  observer.observe(panel, { subtree: true, childList: true });
  model.on("change:rows", paint);
  panel.addEventListener("input", typed);
  ends.forEach((type) => panel.addEventListener(type, hide, { passive: true }));
  paint();
  return () => {
    observer.disconnect();
    model.off("change:rows", paint);
    panel.removeEventListener("input", typed);
    ends.forEach((type) => panel.removeEventListener(type, hide));
    hint.remove();
  };
}

/** @param {{model: Model, el: HTMLElement}} context */
function render({ model, el }) {
  let frame = 0;
  let end = () => {};
  const start = () => {
    const panel = el.closest(".cadw-explorer");
    if (panel) end = draw(model, panel, el);
    else frame = requestAnimationFrame(start); // not in the page yet
  };
  start();
  return () => {
    cancelAnimationFrame(frame);
    end();
  };
}

export default { render };
