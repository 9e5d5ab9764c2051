// A design table as cards with pictures: the same rows in the same order.
import { bounded, element, icon } from "./elements.js";
import { reasonOf, statusMark, statusOf } from "./design_grid_cells.js";
import { columnsOf, HEAD, later, selectedOf, tell, viewOf } from "./design_grid_desk.js";
import { cellKey } from "./design_grid_edits.js";
import { cellText, statusText } from "./design_grid_rules.js";

/** @import {Column, Desk} from "./design_grid_desk.js" */

export const CARD = { width: 184, height: 250 };
const MOST_LINES = 3;
const REST = 150;

/** @param {Desk} desk */
export function resultsOf(desk) {
  return columnsOf(desk).filter(({ group }) => group === "result");
}

/** @param {Desk} desk */
export function resultOnCards(desk) {
  const results = resultsOf(desk);
  return results.find(({ name }) => name === viewOf(desk).card) ?? results[0];
}

/**
 * @param {Desk} desk
 * @param {number} id
 * @param {number} place
 * @param {number} perLine
 */
export function card(desk, id, place, perLine) {
  const row = /** @type {number} */ (desk.store.rowOf.get(id));
  const status = statusOf(desk, row);
  const result = resultOnCards(desk);
  const facts = desk.differing.map((column) => fact(desk, column, row));
  const told = result && fact(desk, result, row);
  const reason = reasonOf(desk, row);
  const said = [`#${id}`, status, ...[told, ...facts].map((one) => one && `${one.label} ${one.text}`), reason];
  const left = (place % perLine) * CARD.width;
  return element(
    "div",
    {
      role: "option",
      class: "cadw-card",
      style: `left: ${left}px; top: ${Math.floor(place / perLine) * CARD.height}px`,
      "data-key": id,
      "data-row": id,
      "data-cell": cellKey(id, HEAD),
      tabindex: desk.row === id ? 0 : -1,
      title: reason || null,
      "aria-label": said.filter(Boolean).join(", "),
      "aria-selected": String(selectedOf(desk).has(id)),
      "aria-setsize": desk.shown.length,
      "aria-posinset": place + 1,
    },
    picture(desk, id, status),
    element("div", { class: "cadw-card-head" }, element("b", {}, `#${id}`), status && statusMark(status)),
    told && element("div", { class: "cadw-fact cadw-told" }, bounded(told.label), element("b", {}, told.text || "–")),
    ...facts.slice(0, MOST_LINES).map(factLine),
    facts.length > MOST_LINES && element("div", { class: "cadw-quieter" }, `and ${facts.length - MOST_LINES} more`),
  );
}

/** @param {Desk} desk @param {Column} column @param {number} row */
function fact(desk, column, row) {
  const text = cellText(desk.store, column, row);
  return { label: column.label, text: text && column.unit ? `${text} ${column.unit}` : text };
}

/** @param {{label: string, text: string}} told */
function factLine({ label, text }) {
  return element("div", { class: "cadw-fact" }, bounded(label), bounded(text));
}

/** @param {Desk} desk @param {number} id @param {ReturnType<typeof statusOf>} status */
function picture({ store }, id, status) {
  const address = store.pictures.get(id);
  if (address) return element("div", { class: "cadw-picture" }, element("img", { src: address, alt: "" }));
  const toCome = status === "ready" || status === "";
  const words = toCome ? "Picture to come" : statusText(status);
  return element("div", { class: "cadw-picture" }, icon(toCome ? "waiting" : status), element("span", {}, words));
}

/**
 * Ask for the pictures of the cards on screen that have none, once scrolling rests.
 * @param {Desk} desk
 * @param {number[]} ids
 */
export function askForPictures(desk, ids) {
  later(desk, "pictures", REST, () => {
    const { store } = desk;
    const rows = ids.filter((id) => {
      const row = store.rowOf.get(id);
      return row !== undefined && ["ready", ""].includes(statusOf(desk, row)) && !store.pictures.has(id);
    });
    const asked = rows.join(" ");
    if (asked !== "" && asked !== desk.asked) tell(desk, { type: "pictures", rows });
    desk.asked = asked;
  });
}
