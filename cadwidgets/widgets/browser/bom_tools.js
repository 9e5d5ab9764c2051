// What is above and below the rows of a BOM table: levels, undo, columns, files, pages.
import { bounded, element, iconButton } from "./elements.js";

/**
 * @typedef {import("./bom_cells.js").Desk} Desk
 * @typedef {import("./bom_table.js").View} View
 */

const MODES = /** @type {const} */ ([["multi-level", "Multi-level"], ["flat", "Flat"]]);

/** @param {View} view @param {string} selected @param {Desk} desk */
export function tools(view, selected, desk) {
  const modes = MODES.map(([mode, label]) => {
    const pressed = { "aria-pressed": String(view.mode === mode) };
    return button(label, () => desk.send({ type: "choose", choices: { mode } }), pressed);
  });
  const onchange = () => desk.send({ type: "choose", choices: { only_changes: !view.only_changes } });
  return element(
    "div",
    { class: "cadw-tools", "data-key": "tools" },
    element("div", { class: "cadw-tools", role: "group", "aria-label": "Levels" }, ...modes),
    iconButton("undo", "Undo", { disabled: !view.can_undo, onclick: () => desk.send({ type: "undo" }) }),
    iconButton("redo", "Redo", { disabled: !view.can_redo, onclick: () => desk.send({ type: "redo" }) }),
    button("Remove line", () => desk.send({ type: "remove", item: selected }), {
      disabled: selected === "" || view.mode === "flat",
      title: view.mode === "flat" ? "Lines are removed in Multi-level" : `Remove line ${selected}`,
    }),
    view.compared && tick("Only differences", view.only_changes, onchange),
    columnMenu(view, desk),
    fileMenu(view, desk),
  );
}

/** @param {View} view @param {Desk} desk */
function columnMenu(view, desk) {
  const ticks = view.columns
    .filter((column) => !column.always)
    .map(({ name, label, shown, empty }) =>
      tick(empty ? `${label} (empty)` : label, shown, () => desk.send({ type: "column", column: name, shown: !shown })),
    );
  const list = element("div", { class: "cadw-ticks", role: "group", "aria-label": "Columns" }, ...ticks);
  return element("details", { class: "cadw-menu" }, element("summary", {}, "Columns"), list);
}

/** @param {View} view @param {Desk} desk */
function fileMenu(view, desk) {
  const buttons = view.formats.map((format) =>
    button(format, () => desk.send({ type: "save", format }), { title: `Save as ${format}` }),
  );
  const copy = button("Copy as Markdown", () => desk.send({ type: "copy", format: "Markdown" }), {});
  const list = element("div", { class: "cadw-tools", role: "group", "aria-label": "Save as" }, ...buttons, copy);
  return element("details", { class: "cadw-menu" }, element("summary", {}, "Save"), list);
}

/** @param {string} label @param {() => void} onclick @param {Record<string, any>} attributes */
function button(label, onclick, attributes) {
  return element("button", { type: "button", class: "cadw-button", onclick, ...attributes }, label);
}

/** @param {string} label @param {boolean} checked @param {() => void} onchange */
function tick(label, checked, onchange) {
  const box = element("input", { type: "checkbox", checked, onchange });
  return element("label", { class: "cadw-tick" }, box, bounded(label));
}

/** @param {View} view @param {Desk} desk */
export function pager(view, desk) {
  /** @param {number} page */
  const go = (page) => () => desk.send({ type: "choose", choices: { page } });
  const last = view.first + view.rows.length - 1;
  return element(
    "div",
    { class: "cadw-tools", role: "group", "aria-label": "Pages", "data-key": "pager" },
    button("Previous", go(view.page - 1), { disabled: view.page === 1 }),
    element("span", { class: "cadw-quieter" }, `rows ${view.first} to ${last} of ${view.count}`),
    button("Next", go(view.page + 1), { disabled: view.page === view.pages }),
  );
}
