// What draws plots: the kernel sends it once for all of them, packed, and a page loads it once.

/**
 * What is used of Apache ECharts, and of zrender below it.
 * @typedef {{add(shape: any): void, remove(shape: any): void}} Surface
 * @typedef {{setOption(option: any, how: any): void, resize(size: {width: number, height: number}): void,
 *   convertToPixel(finder: any, value: number[]): number[], dispatchAction(action: any): void,
 *   on(event: string, listener: (event: any) => void): void, getZr(): Surface,
 *   getDataURL(how: any): string, renderToSVGString(): string, dispose(): void}} Chart
 * @typedef {{init(place: HTMLElement|null, theme: null, how: any): Chart,
 *   Circle: new (shape: any) => any, Polyline: new (shape: any) => any}} Charts
 * @typedef {{get(trait: string): any, set(trait: string, value: any): void, save_changes(): void,
 *   send(message: any, callbacks?: any, buffers?: ArrayBuffer[]): void,
 *   on(event: string, listener: (...told: any[]) => void): void,
 *   off(event: string, listener: (...told: any[]) => void): void,
 *   widget_manager: {get_model(id: string): Promise<any>}}} PlotModel
 */

const MODULES = Symbol.for("cadwidgets.modules");

/**
 * A module that the kernel's library holds as the trait `part`.
 * @param {PlotModel} model @param {"charts"|"plot"} part
 * @returns {Promise<any>}
 */
export async function libraryModule(model, part) {
  const library = await model.widget_manager.get_model(model.get("library").replace("IPY_MODEL_", ""));
  const code = await unpacked(library.get(part));
  /** Two kernels may have different versions. @type {Map<string, Promise<any>>} */
  const loaded = (/** @type {any} */ (globalThis)[MODULES] ??= new Map());
  if (!loaded.has(code)) loaded.set(code, imported(code));
  return loaded.get(code);
}

/** @param {DataView} packed */
function unpacked(packed) {
  const bytes = new Blob([/** @type {BlobPart} */ (packed)]);
  return new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** @param {string} code */
async function imported(code) {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
