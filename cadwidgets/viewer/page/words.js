/* What is picked and measured, in words: as pick_words.py and _model_texts.py say it. */

/**
 * @typedef {import("./picking.js").Pick} Pick
 * @typedef {{name: string, factor: number}} Units of which `factor` make one of the model's
 */

const NOTHING = 1e-9;
/** @type {Record<string, string>} */
const TYPES = { BSPLINE: "free form", BEZIER: "free form", OTHER: "", FACE: "", CURVE: "", PART: "" };

/** @param {number} value @param {number} [digits] */
export function number(value, digits = 6) {
  if (Math.abs(value) < NOTHING) return "0";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e15 || size < 1e-4) return rounded.toExponential().replace("e+", "e");
  return rounded.toLocaleString("en", { maximumSignificantDigits: digits });
}

/** @param {number} value @param {Units} units @param {number} [power] 2 for an area, 3 for a volume */
export function length(value, { name, factor }, power = 1) {
  return `${number(value * factor ** power)}\u00a0${name}${["", "", "\u00b2", "\u00b3"][power]}`;
}

/** @param {number[]} values @param {number} factor */
function point(values, factor) {
  return `(${values.map((value) => number(value * factor)).join(", ")})`;
}

/** The name of what was picked, and what is known of it. @param {Pick} pick @param {Units} units @returns {[string, string]} */
export function said({ kind, part, said: facts }, units) {
  const named = part.path ? ` of ${part.path}` : "";
  const title = kind === "part" ? part.path || "Part" : `${kind[0].toUpperCase()}${kind.slice(1)}${named}`;
  if (!facts) return [title, "of a part with too many faces to measure each"];
  const type = TYPES[facts.type] ?? facts.type.toLowerCase();
  const words = [
    type,
    facts.radius === undefined ? "" : `radius ${length(facts.radius, units)}`,
    facts.length === undefined ? "" : `length ${length(facts.length, units)}`,
    facts.area === undefined ? "" : `area ${length(facts.area, units, 2)}`,
    facts.volume === undefined ? "" : `volume ${length(facts.volume, units, 3)}`,
    facts.direction ? `${facts.type === "PLANE" ? "normal" : "direction"} ${point(facts.direction, 1)}` : "",
    `centre ${point(facts.center, units.factor)}`,
  ];
  return [title, words.filter(Boolean).join(", ")];
}
