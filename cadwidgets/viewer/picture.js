/* What pythreejs leaves open about its picture. It keeps eight canvases for a page: a ninth view takes the oldest one's,
   which is an image from then on, and draws again when the mouse comes near or the model changes. Here the mouse has to
   click, and the image says so; a canvas whose context the browser took away leaves an image, too, and not a blank one;
   screens with more pixels than anybody sees cost no more than others. Trait: `renderer`, the renderer's model. */

/**
 * @typedef {{get(trait: string): any, widget_manager: {get_model(id: string): Promise<any>}}} PictureModel
 * @typedef {{traverse(act: (object: {geometry?: {dispose(): void}}) => void): void}} Drawn
 * @typedef {{getPixelRatio(): number, setPixelRatio(ratio: number): void}} Canvas
 * @typedef {{el: HTMLElement, model: any, scene?: Drawn, renderer: Canvas, isFrozen: boolean, $frozenRenderer: any,
 *   tick(): void, renderScene(): void, freeze(): void, updateSize(): void}} View pythreejs' view
 */

const SHARPEST = 2, RECOVERY_MS = 300, ASLEEP = "Click to turn it", LOST = "Click to draw it again";

/**
 * pythreejs' view on this place of the page, once it is there.
 * @param {any} renderer @param {Element} el
 * @returns {Promise<{view: View, stage: HTMLElement}>}
 */
async function viewBeside(renderer, el) {
  for (;;) {
    const stage = /** @type {HTMLElement | null} */ (el.closest(".cadwidgets-viewer-stage"));
    for (const view of await Promise.all(Object.values(renderer.views ?? {}))) {
      if (stage?.contains(view.el)) return { view, stage };
    }
    await new Promise(requestAnimationFrame);
  }
}

/** @param {View} view */
function giveBackBuffers(view) {
  view.scene?.traverse(({ geometry }) => geometry?.dispose());
}

/** @param {HTMLImageElement} image */
function isBlank(image) {
  const { naturalWidth: width, naturalHeight: height } = image;
  return image.src === Object.assign(document.createElement("canvas"), { width, height }).toDataURL();
}

/**
 * Draws a frozen view on a canvas that no view has had: one without a context may still be among those which pythreejs
 * keeps for the next view, until a view wants another kind.
 * @param {View} view
 */
function drawAgain(view) {
  const { model, $frozenRenderer } = view;
  const kind = model.attributes._antialias;
  model.attributes._antialias = `${kind}, anew`;
  try {
    view.renderScene();
  } catch (error) {
    // the browser has no context to give
    Object.assign(view, { isFrozen: true, $frozenRenderer });
    console.warn("The 3D view cannot be drawn:", error);
  } finally {
    model.attributes._antialias = kind;
  }
}

/**
 * Calls `act` whenever the window has come to a screen with another density, or is zoomed.
 * @param {() => void} act
 */
function onDensity(act) {
  const end = new AbortController();
  const listen = () => {
    const density = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    density.addEventListener("change", () => (act(), listen()), { once: true, signal: end.signal });
  };
  listen();
  return () => end.abort();
}

/**
 * Keeps `hint` where the view is an image; returns how to stop.
 * @param {View} view @param {HTMLElement} stage @param {HTMLButtonElement} hint
 */
function tend(view, stage, hint) {
  let timer = 0, wanted = false;
  const wake = () => {
    if (hint.hidden) return;
    wanted = true;
    if (document.activeElement === hint) stage.focus();
    view.tick();
  };
  const sharpen = () => {
    const ratio = Math.min(devicePixelRatio, SHARPEST);
    if (view.isFrozen || view.renderer.getPixelRatio() === ratio) return;
    view.renderer.setPixelRatio(ratio);
    view.updateSize();
    view.tick();
  };
  const look = async () => {
    const image = view.el.querySelector("img");
    hint.hidden = !image;
    if (!image) {
      wanted = false;
      return sharpen();
    }
    giveBackBuffers(view);
    await image.decode();
    const blank = isBlank(image);
    hint.textContent = blank ? LOST : ASLEEP;
    clearTimeout(timer);
    if (blank) timer = setTimeout(recover, wanted ? 0 : RECOVERY_MS);
  };
  const recover = () => {
    if (!view.isFrozen) return;
    drawAgain(view);
    // a context less: two libraries that each take the other's back would never end
    if (!wanted && !view.isFrozen) view.freeze();
    wanted = false;
  };
  const observer = new MutationObserver(look);
  observer.observe(view.el, { childList: true });
  view.el.addEventListener("click", wake);
  hint.addEventListener("click", wake);
  look();
  const ends = [() => clearTimeout(timer), () => observer.disconnect(), onDensity(sharpen)];
  return () => {
    ends.forEach((end) => end());
    giveBackBuffers(view);
  };
}

/** @param {{model: PictureModel, el: HTMLElement}} context */
async function render({ model, el }) {
  const hint = document.createElement("button");
  Object.assign(hint, { className: "cadwidgets-picture-hint", type: "button", hidden: true });
  el.append(hint);
  const renderer = await model.widget_manager.get_model(model.get("renderer").replace("IPY_MODEL_", ""));
  const { view, stage } = await viewBeside(renderer, el);
  return tend(view, stage, hint);
}

export default { render };
