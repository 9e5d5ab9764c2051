/* What the keys do on the picture: as keys.py has it. */

/**
 * @typedef {{turn(around: number, up: number): void, zoom(factor: number): void, view(name: string): void, fit(): void,
 *   pick(): void, clear(): void}} Acts
 */

/** @type {Record<string, [number, number]>} */
const TURNS = { ArrowLeft: [-15, 0], ArrowRight: [15, 0], ArrowUp: [0, 15], ArrowDown: [0, -15] };
/** @type {Record<string, number>} */
const ZOOMS = { "+": 0.8, "=": 0.8, "-": 1.25 };
const VIEWS = ["iso", "front", "back", "left", "right", "top", "bottom"];
export const NAME =
  "3D view. Arrow keys turn, plus and minus zoom, F fits, 1 to 6 look from the sides, 0 from the corner, " +
  "P picks what is in the middle, Escape picks nothing";

/** @param {HTMLElement} stage @param {Acts} acts */
export function listen(stage, acts) {
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", NAME);
  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = meaning(event.key, acts);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** @param {string} key @param {Acts} acts @returns {(() => void) | null} */
function meaning(key, acts) {
  if (key in TURNS) return () => acts.turn(...TURNS[key]);
  if (key in ZOOMS) return () => acts.zoom(ZOOMS[key]);
  if (/^[0-6]$/.test(key)) return () => acts.view(VIEWS[Number(key)]);
  const named = { f: acts.fit, p: acts.pick, escape: acts.clear };
  return named[/** @type {keyof typeof named} */ (key.toLowerCase())] ?? null;
}
