// The table of variants with its headings that sort and its pages; and what stands there when there are no parts.
import { bounded, countText, element, icon, iconButton, labelWithUnit, spoken } from "./elements.js";
import { chips } from "./search_chips.js";
import { canCompare, onKey, showsNames, styleOf, variants } from "./search_rows.js";

/** @import {Column, Pane, View} from "./search_pane.js" */

const CAPTION = "Parts found. The arrow keys choose a part, space marks it for comparison.";

/** @param {Pane} pane */
export function results(pane) {
  const { view } = pane;
  if (view.rows.length) return element("div", { class: "cadw-found", "data-key": "found" }, region(pane), paging(pane));
  if (view.status === "failed") return null;
  if (view.status === "ready") return nothing(pane);
  return element("div", { class: "cadw-empty", "data-key": "waiting" }, waiting(view));
}

/** @param {View} view */
function waiting(view) {
  const starting = view.status === "starting";
  const words = starting ? "The catalog starts; this is needed once." : "The first parts are on their way.";
  return element("div", { class: "cadw-waiting" }, element("div", { class: "cadw-progress" }), words);
}

/** @param {Pane} pane */
function nothing(pane) {
  const { view, send } = pane;
  return element(
    "div",
    { class: "cadw-empty", "data-key": "nothing" },
    element("p", {}, nothingText(view)),
    chips(pane, "Filters to remove"),
    view.can_undo &&
      iconButton("undo", "Undo the last change", { "data-key": "back", onclick: () => send({ type: "undo" }) }),
  );
}

/** @param {View} view */
function nothingText({ chips, facets, searchable }) {
  if (chips.length) return "No part fits. Remove a filter:";
  if (searchable) return "No part fits. Try other words.";
  return facets.length ? "Choose a catalog to see its parts." : "Type a catalog's id and a part number.";
}

/**
 * What scrolls. Another page is another region: it begins at its top.
 * @param {Pane} pane
 */
function region(pane) {
  const { view } = pane;
  return element(
    "div",
    {
      class: "cadw-region",
      "data-key": `page ${view.page}`,
      role: "region",
      tabindex: 0,
      "aria-label": "Parts found",
      "aria-busy": String(view.status === "searching"),
    },
    element(
      "table",
      { class: "cadw-grid", role: "grid" },
      element("caption", { class: "cadw-spoken" }, CAPTION),
      element("thead", {}, heading(pane)),
      element("tbody", { onkeydown: (/** @type {KeyboardEvent} */ event) => onKey(pane, event) }, ...variants(pane)),
    ),
  );
}

/** @param {Pane} pane */
function heading(pane) {
  return element(
    "tr",
    {},
    canCompare(pane.view) && element("th", { scope: "col", "data-key": "compare", class: "cadw-narrow" }, "Compare"),
    sortable(pane, { name: "part_number", label: "Part number", kind: "text", unit: "" }, "cadw-part-number"),
    showsNames(pane.view) && element("th", { scope: "col", "data-key": "title" }, "Name"),
    ...pane.view.columns.map((column) => sortable(pane, column)),
  );
}

/**
 * A heading that sorts: upwards, downwards, and back to the catalog's order.
 * @param {Pane} pane
 * @param {Column} column
 * @param {string} [style]
 */
function sortable({ view, send }, column, style = styleOf(column)) {
  const { name } = column;
  const upwards = view.sort === name;
  const downwards = view.sort === `-${name}`;
  const next = upwards ? `-${name}` : downwards ? "" : name;
  return element(
    "th",
    {
      scope: "col",
      "data-key": `column ${name}`,
      class: style,
      "aria-sort": upwards ? "ascending" : downwards ? "descending" : "none",
    },
    element(
      "button",
      { type: "button", class: "cadw-sort", title: "Sort", onclick: () => send({ type: "sort", sort: next }) },
      bounded(labelWithUnit(column)),
      (upwards || downwards) && icon(upwards ? "up" : "down"),
      (upwards || downwards) && spoken(upwards ? ", upwards" : ", downwards"),
    ),
  );
}

/** @param {Pane} pane */
function paging({ view, send }) {
  const to = (/** @type {number} */ page) => () => send({ type: "page", page });
  return element(
    "nav",
    { class: "cadw-paging", "aria-label": "Pages", "data-key": "paging" },
    element("span", {}, placeText(view)),
    iconButton("left", "Previous", { "data-key": "previous", disabled: view.page <= 1, onclick: to(view.page - 1) }),
    iconButton("right", "Next", { "data-key": "next", disabled: view.page >= view.pages, onclick: to(view.page + 1) }),
  );
}

/**
 * "51-100 of 1,234". How long a page is, a last page does not tell: it is counted from the end.
 * @param {View} view
 */
function placeText({ rows, page, pages, total, about }) {
  if (about && page >= pages && page > 1) return `page ${countText(page)} of ${countText(pages)}`;
  const first = page < pages ? (page - 1) * rows.length + 1 : Math.max(total - rows.length, 0) + 1;
  const last = first + rows.length - 1;
  return `${countText(first)}\u2013${countText(last)} of ${about ? "about " : ""}${countText(total)}`;
}
