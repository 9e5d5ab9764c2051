// What VariantPlot uses of Apache ECharts. scripts/charts makes static/charts.js of it.
import { HeatmapChart, LineChart, ParallelChart, ScatterChart } from "echarts/charts";
import { GridComponent, ParallelComponent, VisualMapComponent } from "echarts/components";
import { graphic, init, use } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

use([HeatmapChart, LineChart, ParallelChart, ScatterChart]);
use([GridComponent, ParallelComponent, VisualMapComponent]);
use([CanvasRenderer, SVGRenderer]);

export const { Circle, Polyline } = graphic;
export { init };
