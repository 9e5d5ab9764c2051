// A slider with two ends whose stops are the values that exist, and nothing between.
import { element, labelWithUnit } from "./elements.js";

/** @import {Facet, Pane} from "./search_pane.js" */
/** @typedef {[low: number, high: number]} Ends places in the list of values */

/** @param {Pane} pane @param {Facet} facet */
export function rangeSlider(pane, facet) {
  const last = facet.values.length - 1;
  const ends = shownEnds(pane, facet);
  const [low, high] = ends;
  const whole = low === 0 && high === last;
  const words = `from ${valueText(facet, low)} to ${valueText(facet, high)}`;
  return element(
    "div",
    {},
    element("div", { class: "cadw-ends", title: words }, whole ? `all, ${words}` : words),
    element(
      "div",
      { class: "cadw-range", style: `--low: ${low / last}; --high: ${high / last}` },
      thumb(pane, facet, ends, 0),
      thumb(pane, facet, ends, 1),
    ),
  );
}

/** @param {Facet} facet @param {number} place */
function valueText(facet, place) {
  const { label, value } = facet.values[place];
  const text = label || value;
  return facet.unit && !text.endsWith(facet.unit) ? `${text} ${facet.unit}` : text;
}

/**
 * One of the two ends. The one with more room to move lies on top: where both meet, it can be taken.
 * @param {Pane} pane
 * @param {Facet} facet
 * @param {Ends} ends
 * @param {0|1} which
 */
function thumb(pane, facet, ends, which) {
  const last = facet.values.length - 1;
  /** @param {Event} event */
  const moved = (event) => {
    const place = Number(/** @type {HTMLInputElement} */ (event.currentTarget).value);
    const [low, high] = ends;
    const now = /** @type {Ends} */ (which ? [low, Math.max(low, place)] : [Math.min(place, high), high]);
    pane.local.ranges.set(facet.name, { over: chosenEnds(facet), ends: now });
    pane.draw();
  };
  return element("input", {
    type: "range",
    "data-key": which ? "high" : "low",
    class: (ends[0] > last / 2) === (which === 0) ? "cadw-top" : "",
    "aria-label": `${labelWithUnit(facet)}, ${which ? "to" : "from"}`,
    "aria-valuetext": valueText(facet, ends[which]),
    min: 0,
    max: last,
    step: 1,
    value: ends[which],
    oninput: moved,
    onchange: () => chooseRange(pane, facet),
  });
}

/** @param {Pane} pane @param {Facet} facet */
function chooseRange(pane, facet) {
  const [low, high] = shownEnds(pane, facet);
  const end = (/** @type {number} */ place, /** @type {number} */ open) =>
    place === open ? null : Number(facet.values[place].value);
  pane.send({ type: "range", facet: facet.name, low: end(low, 0), high: end(high, facet.values.length - 1) });
}

/**
 * What is dragged, until the kernel has answered; else what is chosen.
 * @param {Pane} pane
 * @param {Facet} facet
 * @returns {Ends}
 */
function shownEnds({ local }, facet) {
  const chosen = chosenEnds(facet);
  const dragged = local.ranges.get(facet.name);
  if (dragged && String(dragged.over) === String(chosen) && dragged.ends[1] < facet.values.length) return dragged.ends;
  local.ranges.delete(facet.name);
  return chosen;
}

/**
 * The ends of the chosen range, or of the values that are chosen one by one; all of it where nothing is.
 * @param {Facet} facet
 * @returns {Ends}
 */
function chosenEnds({ values, low, high }) {
  const last = values.length - 1;
  const ranged = low !== null || high !== null;
  const within = (/** @type {number} */ number) => number >= (low ?? -Infinity) && number <= (high ?? Infinity);
  const chosen = values.map((value) => (ranged ? within(Number(value.value)) : value.chosen));
  return chosen.includes(true) ? [chosen.indexOf(true), chosen.lastIndexOf(true)] : [0, last];
}
