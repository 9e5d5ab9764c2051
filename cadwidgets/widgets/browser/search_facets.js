// Categories and facets: what a search can be narrowed by, with what would be left.
import { bounded, countText, element, icon, labelWithUnit, spoken } from "./elements.js";
import { rangeSlider } from "./search_range.js";

/** @import {Facet, FacetValue, Pane} from "./search_pane.js" */

/** So many values are shown at once. */
const FEW = 12;

/** @param {Pane} pane */
export function facets(pane) {
  return pane.view.facets.map((facet) =>
    element(
      "fieldset",
      { class: "cadw-facet", "data-key": `facet ${facet.name}` },
      element("legend", {}, bounded(labelWithUnit(facet))),
      facetBody(pane, facet),
    ),
  );
}

/** @param {Pane} pane @param {Facet} facet */
function facetBody(pane, facet) {
  if (facet.kind === "tree") return categories(pane, facet);
  if (facet.kind === "number" && facet.values.length > FEW) return rangeSlider(pane, facet);
  const shown = bestKnown(facet.values);
  const more = facet.values.filter((value) => !shown.has(value));
  return element(
    "div",
    {},
    toggles(pane, facet, [...shown]),
    more.length > 0 && rarer(pane, facet, more),
  );
}

/**
 * Values behind a button: drawn only where they are wanted, as there can be hundreds with each letter that is typed.
 * @param {Pane} pane
 * @param {Facet} facet
 * @param {FacetValue[]} values
 */
function rarer(pane, facet, values) {
  const key = `more ${facet.name}`;
  const open = pane.local.turned.has(key);
  const attributes = turning(pane, key, "cadw-more", open);
  const opener = element("button", attributes, icon(open ? "down" : "right"), `more (${values.length})`);
  return element("div", {}, opener, open && toggles(pane, facet, values));
}

/**
 * Those that are chosen and those with the most parts, in the catalog's order.
 * @param {FacetValue[]} values
 */
function bestKnown(values) {
  const ranked = [...values].sort((one, other) => +other.chosen - +one.chosen || (other.count ?? 0) - (one.count ?? 0));
  const best = new Set(ranked.slice(0, FEW));
  return new Set(values.filter((value) => best.has(value)));
}

/** @param {Pane} pane @param {Facet} facet @param {FacetValue[]} values */
function toggles(pane, facet, values) {
  return element("div", { class: "cadw-values" }, ...values.map((value) => toggle(pane, facet, value)));
}

/** @param {Pane} pane @param {Facet} facet @param {FacetValue} value */
function toggle({ send }, facet, value) {
  return element(
    "button",
    {
      type: "button",
      class: "cadw-value",
      "data-key": `value ${value.value}`,
      "aria-pressed": String(value.chosen),
      onclick: () => send({ type: "toggle", facet: facet.name, value: value.value }),
    },
    value.chosen && icon("tick"),
    bounded(value.label || value.value),
    facet.unit && spoken(facet.unit),
    countOf(value),
  );
}

/**
 * How many parts would be left, or nothing where the catalog does not tell.
 * @param {FacetValue} value
 */
function countOf({ count }) {
  if (count === null) return null;
  const unit = spoken(count === 1 ? " part" : " parts");
  return element("span", { class: "cadw-quieter cadw-count" }, countText(count), unit);
}

/** @param {Pane} pane @param {Facet} facet */
function categories(pane, facet) {
  const below = byParent(facet.values);
  return branch(pane, facet, below, below.get("") ?? []);
}

/**
 * Categories by the one above them: the parent of `CW.10.010` is `CW.10`.
 * @param {FacetValue[]} values
 */
function byParent(values) {
  const known = new Set(values.map(({ value }) => value));
  /** @type {Map<string, FacetValue[]>} */
  const below = new Map();
  for (const value of values) {
    let parent = value.value;
    do parent = parent.slice(0, Math.max(parent.lastIndexOf("."), 0));
    while (parent && !known.has(parent));
    below.set(parent, [...(below.get(parent) ?? []), value]);
  }
  return below;
}

/**
 * @param {Pane} pane
 * @param {Facet} facet
 * @param {Map<string, FacetValue[]>} below
 * @param {FacetValue[]} values
 * @returns {HTMLElement}
 */
function branch(pane, facet, below, values) {
  const items = values.map((value) => {
    const inside = below.get(value.value) ?? [];
    const open = inside.length > 0 && isOpen(pane, value, values.length === 1);
    return element(
      "li",
      { "data-key": `category ${value.value}` },
      inside.length > 0 ? opener(pane, value, open) : element("span", { class: "cadw-opener" }),
      category(pane, facet, value),
      open && branch(pane, facet, below, inside),
    );
  });
  return element("ul", { class: "cadw-tree" }, ...items);
}

/**
 * A category stands open when it or one below it is chosen, or when it is the only one; each click turns that round.
 * @param {Pane} pane
 * @param {FacetValue} value
 * @param {boolean} only
 */
function isOpen({ view, local }, value, only) {
  const categories = view.facets.filter(({ kind }) => kind === "tree").flatMap(({ values }) => values);
  const chosen = categories.some((each) => each.chosen && `${each.value}.`.startsWith(`${value.value}.`));
  return (only || chosen) !== local.turned.has(value.value);
}

/**
 * The attributes of a button that opens and shuts something.
 * @param {Pane} pane
 * @param {string} key
 * @param {string} style
 * @param {boolean} open
 */
function turning({ local, draw }, key, style, open) {
  const turn = () => {
    if (!local.turned.delete(key)) local.turned.add(key);
    draw();
  };
  return { type: "button", class: style, "aria-expanded": String(open), onclick: turn };
}

/** @param {Pane} pane @param {FacetValue} value @param {boolean} open */
function opener(pane, value, open) {
  const attributes = turning(pane, value.value, "cadw-opener", open);
  return element("button", attributes, spoken(`Inside ${value.label || value.value}`), icon(open ? "down" : "right"));
}

/** @param {Pane} pane @param {Facet} facet @param {FacetValue} value */
function category({ send }, facet, value) {
  return element(
    "button",
    {
      type: "button",
      class: "cadw-category",
      "aria-current": value.chosen && "true",
      onclick: () => send({ type: "toggle", facet: facet.name, value: value.value }),
    },
    value.chosen && icon("tick"),
    bounded(value.label || value.value),
    value.chosen && spoken("chosen"),
    countOf(value),
  );
}
