// What a search is narrowed by, each removable; the way back; and how far the search is.
import { bounded, countText, element, icon, iconButton, spoken } from "./elements.js";

/** @import {Chip, Pane, View} from "./search_pane.js" */

/** @param {Pane} pane */
export function history({ view, send }) {
  return element(
    "div",
    { class: "cadw-history" },
    iconButton("undo", "Undo", { "data-key": "undo", disabled: !view.can_undo, onclick: () => send({ type: "undo" }) }),
    iconButton("redo", "Redo", { "data-key": "redo", disabled: !view.can_redo, onclick: () => send({ type: "redo" }) }),
    iconButton("close", "Clear", {
      "data-key": "clear",
      title: "Start a new search",
      disabled: !view.text && !view.chips.length,
      onclick: () => send({ type: "clear" }),
    }),
  );
}

/**
 * A button for each condition of the search.
 * @param {Pane} pane
 * @param {string} label
 */
export function chips({ view, send }, label) {
  const buttons = view.chips.map((chip) => chipButton(chip, () => send({ type: "remove", chip: chip.id })));
  const attributes = { class: "cadw-chips", role: "group", "aria-label": label, hidden: !buttons.length };
  return element("div", attributes, ...buttons);
}

/** @param {Chip} chip @param {() => void} remove */
function chipButton(chip, remove) {
  const understood = chip.kind === "understood";
  return element(
    "button",
    { type: "button", class: `cadw-chip cadw-chip-${chip.kind}`, "data-key": chip.id, onclick: remove },
    spoken("Remove "),
    understood && element("span", { class: "cadw-quieter" }, "typed "),
    bounded(chip.label),
    icon("close"),
  );
}

/**
 * One line on how far the search is.
 * @param {View} view
 */
export function statusText(view) {
  if (view.status === "starting") return view.message || "Starting the catalog \u2026";
  if (view.status === "searching") return view.message || "Searching \u2026";
  if (view.status === "failed") return view.message || (view.searchable ? "The search failed." : "The catalog gave no list.");
  if (!view.searchable && !view.text && !view.chips.length) return "Nothing is listed yet.";
  const found = `${view.about ? "about " : ""}${countText(view.total)} ${kindText(view)}`;
  return view.message ? `${found}. ${view.message}` : found;
}

/** @param {View} view */
function kindText({ rows, total }) {
  if (!rows.some(({ family }) => family)) return total === 1 ? "part" : "parts";
  if (rows.every(({ family }) => family)) return total === 1 ? "family" : "families";
  return "parts and families";
}

/**
 * What went wrong, and what would be right.
 * @param {Pane} pane
 */
export function failure({ view, send }) {
  if (!view.error) return null;
  const { headline, text, allowed } = view.error;
  return element(
    "div",
    { class: "cadw-alert", role: "alert", "data-key": "failure" },
    element("strong", {}, headline),
    element("p", {}, text),
    allowed && element("p", {}, `Allowed: ${allowed}`),
    iconButton("redo", "Try again", { "data-key": "retry", onclick: () => send({ type: "retry" }) }),
  );
}
