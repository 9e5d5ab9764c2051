// Parts beside each other: a column a part, a row an attribute, and what differs says so.
import { bounded, element, iconButton } from "./elements.js";

/** @import {Comparison, Pane} from "./search_pane.js" */

/** @param {Pane} pane */
export function comparison(pane) {
  const { view, local } = pane;
  if (!view.comparison) return null;
  const { parts, rows } = view.comparison;
  const shown = local.onlyDifferences ? rows.filter(({ differs }) => differs) : rows;
  return element(
    "section",
    { class: "cadw-compare", "data-key": "compare", "aria-label": "Compare" },
    element("div", { class: "cadw-compare-head" }, element("strong", {}, "Compare"), onlyDifferences(pane)),
    element(
      "div",
      { class: "cadw-region", role: "region", tabindex: 0, "aria-label": "Comparison" },
      element(
        "table",
        { class: "cadw-grid" },
        element("caption", { class: "cadw-spoken" }, "Comparison of parts"),
        element("thead", {}, element("tr", {}, element("td"), ...parts.map((part) => partHeading(pane, part)))),
        element("tbody", {}, ...shown.map(attributeRow)),
      ),
    ),
    !shown.length && element("p", {}, "These parts do not differ."),
  );
}

/** @param {Pane} pane */
function onlyDifferences({ local, draw }) {
  const turn = () => {
    local.onlyDifferences = !local.onlyDifferences;
    draw();
  };
  const box = element("input", { type: "checkbox", checked: local.onlyDifferences, onchange: turn });
  return element("label", {}, box, "Only differences");
}

/** @param {Pane} pane @param {Comparison["parts"][number]} part */
function partHeading({ send }, part) {
  const remove = () => send({ type: "compare", row: part.id });
  return element(
    "th",
    { scope: "col", "data-key": part.id },
    // a picture is sent along, never fetched from somewhere
    part.picture.startsWith("data:image/") && element("img", { src: part.picture, alt: "" }),
    bounded(part.title),
    iconButton("close", "Remove", { "aria-label": `Remove ${part.title} from the comparison`, onclick: remove }),
  );
}

/** @param {Comparison["rows"][number]} row */
function attributeRow({ label, values, differs }) {
  return element(
    "tr",
    { class: differs ? "cadw-differs" : "" },
    element("th", { scope: "row" }, bounded(label), differs && element("span", { class: "cadw-quieter" }, " differs")),
    ...values.map((value) => element("td", { title: value }, value)),
  );
}
