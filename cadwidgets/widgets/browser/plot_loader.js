// All that a plot brings along itself: the chart library, and what we draw with it, come from the kernel's library.
import { libraryModule } from "./plot_library.js";

/** @typedef {import("./plot_library.js").PlotModel} PlotModel */

/** @param {{model: PlotModel, el: HTMLElement}} widget */
async function render({ model, el }) {
  const [charts, { showPlot }] = await Promise.all([libraryModule(model, "charts"), libraryModule(model, "plot")]);
  return showPlot(model, el, charts);
}

export default { render };
