// A picture as a file: drawn anew beside the page, as large as it is there, or as a saved notebook keeps it.
import { element } from "./elements.js";
import { drawMarks } from "./plot_marks.js";

/**
 * @typedef {import("./plot_library.js").Charts} Charts
 * @typedef {import("./plot_marks.js").Marked} Marked
 * @typedef {import("./plot_points.js").Picture} Picture
 * @typedef {import("./plot_scales.js").Scene} Scene
 */

/** Pixels of a file for one of the page. */
const FINENESS = 2;

/**
 * @param {Charts} charts @param {Scene} scene @param {Picture} picture @param {Marked} marked
 * @param {"png"|"svg"} format @param {number} [fineness]
 * @returns {Promise<Blob>}
 */
export async function fileOf(charts, scene, picture, marked, format, fineness = FINENESS) {
  const { width, height, look } = scene;
  const place = format === "svg" ? null : element("div", {});
  const how = format === "svg" ? { renderer: "svg", ssr: true } : { devicePixelRatio: fineness };
  const chart = charts.init(place, null, { ...how, width, height });
  try {
    const series = [picture.option.series].flat().map((one) => ({ ...one, progressive: 0 }));
    chart.setOption({ ...picture.option, series }, { notMerge: true });
    drawMarks(charts, chart.getZr(), picture.place(chart), marked, look);
    if (format === "svg") return new Blob([chart.renderToSVGString()], { type: "image/svg+xml" });
    const url = chart.getDataURL({ type: "png", pixelRatio: fineness, backgroundColor: look.paper });
    return new Blob([bytesOf(url)], { type: "image/png" });
  } finally {
    chart.dispose();
  }
}

/** What is behind the comma. @param {string} url */
function bytesOf(url) {
  const text = atob(url.slice(url.indexOf(",") + 1));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** @param {Blob} file @param {string} name */
export function saveFile(file, name) {
  const url = URL.createObjectURL(file);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser reads it after the click
}
