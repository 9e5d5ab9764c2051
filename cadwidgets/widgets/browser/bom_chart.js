// What weighs and what costs the most: bars beside their names and values, so that none is told by its colour.
import { bounded, element } from "./elements.js";

/**
 * @typedef {import("./bom_cells.js").Action} Action
 * @typedef {{measure: string, measures: {name: string, label: string}[], note: string,
 *   bars: {label: string, others: boolean, length: number, text: string}[]}} Chart
 *   length: of 1 for the longest; others: many short ones as one
 */

/**
 * @param {Chart} chart
 * @param {(action: Action) => void} send
 */
export function barChart(chart, send) {
  const choices = chart.measures.map(({ name, label }) => {
    const onclick = () => send({ type: "choose", choices: { measure: name } });
    const pressed = String(name === chart.measure);
    return element("button", { type: "button", class: "cadw-button", "aria-pressed": pressed, onclick }, label);
  });
  return element(
    "details",
    { class: "cadw-section", open: true },
    element("summary", {}, "Mass and cost by part"),
    choices.length > 1 &&
      element("div", { class: "cadw-tools", role: "group", "aria-label": "What is drawn" }, ...choices),
    element("ul", { class: "cadw-bars" }, ...chart.bars.map(bar)),
    chart.note !== "" && element("p", { class: "cadw-quieter" }, chart.note),
  );
}

/** @param {Chart["bars"][number]} bar */
function bar({ label, others, length, text }) {
  const drawn = { class: others ? "cadw-bar cadw-others" : "cadw-bar", style: `width: ${100 * length}%` };
  return element(
    "li",
    {},
    bounded(label),
    element("span", { class: "cadw-track", "aria-hidden": "true" }, element("span", drawn)),
    element("span", { class: "cadw-amount" }, text),
  );
}
