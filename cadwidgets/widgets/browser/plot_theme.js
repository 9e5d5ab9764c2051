// The colours of a plot: those of Jupyter's theme, and scales that colour-blind eyes can tell apart.

/**
 * @typedef {{ink: string, quiet: string, paper: string, line: string, hairline: string, accent: string,
 *   failed: string, none: string, ramp: string[], words: string[], symbols: string[]}} Look
 */

/** Viridis, from dark to light. */
const VIRIDIS = ["#440154", "#482475", "#414487", "#355f8d", "#2a788e", "#21918c", "#22a884", "#44bf70", "#7ad151",
  "#bddf26", "#fde725"]; // prettier-ignore
/** What is nearly as light or as dark as the ground is left out. */
const ON_LIGHT = VIRIDIS.slice(0, 9), ON_DARK = VIRIDIS.slice(3);
const WORDS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8f6fc0"];
/** Words are told apart by their shapes, too. */
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow", "pin"];
const NAMES = /** @type {const} */ (["ink", "quiet", "paper", "line", "hairline", "accent"]);
/** For pictures in a saved notebook, whatever the theme was. */
const PRINTED = { ink: "#212121", quiet: "#565656", paper: "#ffffff", line: "#bdbdbd", hairline: "#e0e0e0",
  accent: "#1b5d9c" }; // prettier-ignore

/** An element whose colours are those of the theme; a change of them is a transition. @returns {HTMLElement} */
export function themeProbe() {
  const probe = document.createElement("span");
  probe.className = "cadw-plot-probe";
  probe.hidden = false;
  probe.setAttribute("aria-hidden", "true");
  return probe;
}

/** @param {HTMLElement} probe in the page @returns {Look} */
export function lookOf(probe) {
  const paint = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  );
  const colors = NAMES.map((name) => {
    probe.style.borderColor = `var(--cadw-${name})`;
    return [name, hex(paint, getComputedStyle(probe).borderTopColor)];
  });
  probe.style.borderColor = "";
  return completed(Object.fromEntries(colors));
}

/** Dark on white. @returns {Look} */
export function printedLook() {
  return completed(PRINTED);
}

/** @param {typeof PRINTED} colors @returns {Look} */
function completed(colors) {
  const dark = lightness(colors.paper) < lightness(colors.ink);
  const more = { failed: dark ? "#ff8a65" : "#c4431a", none: dark ? "#8a8a8a" : "#8c8c8c" };
  return { ...colors, ...more, ramp: dark ? ON_DARK : ON_LIGHT, words: WORDS, symbols: SYMBOLS };
}

/** Whatever a style sheet calls a color, as a file can have it. @param {CanvasRenderingContext2D} paint @param {string} color */
function hex(paint, color) {
  paint.fillStyle = color;
  paint.fillRect(0, 0, 1, 1);
  const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** @param {string} color */
function lightness(color) {
  const [red, green, blue] = [1, 3, 5].map((place) => parseInt(color.slice(place, place + 2), 16));
  return 0.3 * red + 0.6 * green + 0.1 * blue;
}
