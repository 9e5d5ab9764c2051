// The search box, chips, categories, facets and the table of variants of the part picker.
import { element } from "./elements.js";

/**
 * @typedef {{id: string, label: string, kind: "understood"|"filter"}} Chip
 * @typedef {{value: string, label: string, count: number, chosen: boolean}} FacetValue
 * @typedef {{name: string, label: string, kind: "text"|"number"|"tree", unit: string, values: FacetValue[],
 *   minimum: number|null, maximum: number|null, low: number|null, high: number|null}} Facet
 *   low and high are the ends of the range that is chosen
 * @typedef {{name: string, label: string, kind: string, unit: string}} Column
 * @typedef {{id: string, part_number: string, title: string, cells: Record<string, string>,
 *   selected: boolean, compared: boolean}} Row
 * @typedef {{parts: {id: string, title: string, picture: string}[],
 *   rows: {label: string, values: string[], differs: boolean}[]}} Comparison
 * @typedef {{
 *   seq: number, text: string, searchable: boolean, placeholder: string, note: string,
 *   status: "starting"|"searching"|"ready"|"failed", message: string,
 *   error: {headline: string, text: string, allowed: string}|null,
 *   chips: Chip[], facets: Facet[], columns: Column[], rows: Row[],
 *   total: number, about: boolean, page: number, pages: number, sort: string,
 *   can_undo: boolean, can_redo: boolean, comparison: Comparison|null}} View
 *   seq: the number of the last text that this answers; sort: a column's name, with "-" before it when descending
 * @typedef {{type: "text", text: string, seq: number}
 *   | {type: "toggle", facet: string, value: string}
 *   | {type: "range", facet: string, low: number|null, high: number|null}
 *   | {type: "remove", chip: string}
 *   | {type: "sort", sort: string}
 *   | {type: "page", page: number}
 *   | {type: "select", row: string}
 *   | {type: "compare", row: string}
 *   | {type: "undo"|"redo"|"clear"|"retry"}} Action
 */

export default { render() {} };
