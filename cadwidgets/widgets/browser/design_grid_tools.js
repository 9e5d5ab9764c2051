// What is above and below the rows of a design table: views, the filter, counts, adopt and delete, reasons.
import { countText, element, icon, iconButton, labelWithUnit } from "./elements.js";
import { reasonOf, statusMark, statusOf } from "./design_grid_cells.js";
import { changeView, isFiltered, later, select, selectedOf, tell, viewOf } from "./design_grid_desk.js";
import { resultOnCards, resultsOf } from "./design_grid_film.js";

/** @import {Desk} from "./design_grid_desk.js" */

const VIEWS = /** @type {const} */ ([["table", "Table"], ["film", "Filmstrip"]]);
const TYPING = 120;

/** @param {Desk} desk @param {() => void} draw */
export function tools(desk, draw) {
  const film = viewOf(desk).show === "film";
  const views = VIEWS.map(([show, label]) =>
    button(label, () => changeView(desk, { show }), { "aria-pressed": String(viewOf(desk).show === show) }),
  );
  const conditions = button("Column filters", () => { desk.conditions = !desk.conditions; draw(); }, {
    "aria-pressed": String(desk.conditions),
  });
  return element(
    "div",
    { class: "cadw-tools", "data-key": "tools" },
    element("div", { class: "cadw-tools", role: "group", "aria-label": "Show as", "data-key": "views" }, ...views),
    anyText(desk),
    !film && conditions,
    film && cardMenu(desk),
    isFiltered(desk) && button("Clear filters", () => clearFilters(desk), { "data-key": "clear" }),
    ...chosen(desk, draw),
  );
}

/** @param {Desk} desk */
function anyText(desk) {
  const oninput = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    later(desk, "text", TYPING, () => changeView(desk, { text: value }));
  };
  const label = "Filter variants by any text";
  const value = viewOf(desk).text;
  const attributes = { type: "search", class: "cadw-any-text", "data-key": "text", placeholder: "Filter by any text" };
  return element("input", { ...attributes, "data-text": value, "aria-label": label, oninput });
}

/** @param {Desk} desk */
export function clearFilters(desk) {
  desk.wrong.clear();
  changeView(desk, { text: "", filters: {} });
}

/** @param {Desk} desk */
function cardMenu(desk) {
  const card = resultOnCards(desk)?.name ?? "";
  const options = resultsOf(desk).map((column) =>
    element("option", { value: column.name, selected: column.name === card }, labelWithUnit(column)),
  );
  const onchange = (/** @type {Event} */ event) =>
    changeView(desk, { card: /** @type {HTMLSelectElement} */ (event.target).value });
  const menu = element("select", { class: "cadw-field", "data-value": card, onchange }, ...options);
  return options.length > 0 && element("label", { class: "cadw-label", "data-key": "card" }, "On cards", menu);
}

/**
 * What can be done with the selected rows.
 * @param {Desk} desk
 * @param {() => void} draw
 */
function chosen(desk, draw) {
  const ids = [...selectedOf(desk)];
  const noun = ids.length === 1 ? `#${ids[0]}` : `${countText(ids.length)} variants`;
  /** @param {boolean} asking */
  const ask = (asking) => () => { desk.asking = asking; draw(); };
  if (desk.asking && ids.length > 0) {
    const remove = () => { desk.asking = false; tell(desk, { type: "delete", rows: ids }); draw(); };
    return [
      element("span", { class: "cadw-question", "data-key": "question" }, `Delete ${noun}?`),
      button("Delete", remove, { class: "cadw-button cadw-danger", "data-key": "sure" }),
      button("Keep", ask(false), { "data-key": "keep" }),
    ];
  }
  return [
    iconButton("adopt", "Adopt", {
      "data-key": "adopt",
      disabled: ids.length !== 1,
      title: ids.length === 1 ? `Adopt ${noun}: its values become the model's` : "Select one variant to adopt it",
      onclick: () => tell(desk, { type: "adopt", row: ids[0] }),
    }),
    button("Delete …", ask(true), { "data-key": "delete", disabled: ids.length === 0 }),
  ];
}

/** @param {string} label @param {() => void} onclick @param {Record<string, any>} attributes */
function button(label, onclick, attributes) {
  return element("button", { type: "button", class: "cadw-button", onclick, ...attributes }, label);
}

/**
 * "213 of 300 variants, 4 failed, 80 to build, 2 selected".
 * @param {Desk} desk
 */
export function countWords(desk) {
  const { store, shown, counts } = desk;
  const selected = selectedOf(desk).size;
  const all = `${countText(store.size)} ${store.size === 1 ? "variant" : "variants"}`;
  return [
    isFiltered(desk) ? `${countText(shown.length)} of ${all}` : all,
    counts.failed > 0 && `${countText(counts.failed)} failed`,
    counts.open > 0 && `${countText(counts.open)} to build`,
    selected > 1 && `${countText(selected)} selected`,
  ].filter(Boolean).join(", ");
}

/**
 * More of the row that is selected: its state, and the reason in full.
 * @param {Desk} desk
 */
export function details(desk) {
  const [id, ...others] = selectedOf(desk);
  const row = others.length === 0 ? desk.store.rowOf.get(id) : undefined;
  const status = row !== undefined && statusOf(desk, row);
  const reason = row === undefined ? "" : reasonOf(desk, row);
  const why = reason !== "" && element("span", {}, reason);
  const content = status && [element("b", {}, `#${id}`), statusMark(status), why];
  return element("div", { class: "cadw-details", "data-key": "details" }, ...(content || []));
}

/**
 * Nothing to show, and what to do about it.
 * @param {Desk} desk
 */
export function empty(desk) {
  const nothing = desk.store.size === 0;
  const words = nothing
    ? "No variants yet: add rows, or start a sweep over the parameters."
    : "No variant passes the filters.";
  const clear = !nothing && button("Clear filters", () => clearFilters(desk), {});
  const attributes = { class: "cadw-empty", "data-key": "empty" };
  return element("div", attributes, icon(nothing ? "waiting" : "cancelled"), words, clear);
}

/** @param {Desk} desk @param {number} id */
export function adopt(desk, id) {
  select(desk, [id]);
  tell(desk, { type: "adopt", row: id });
}
