/* Cameras that move together. While a hand moves one of them, the others follow in the same frame, and once it lets go the
   kernel hears of all. Only the hand is followed: what the kernel does to a camera, it does to the others itself, so that
   nothing goes round. Trait: `groups`, the models of the controls that move together, one list for each projection. */

/**
 * @typedef {{get(trait: string): any, widget_manager: {get_model(id: string): Promise<any>}}} LinkModel
 * @typedef {{copy(from: any): void}} Copied
 * @typedef {{position: Copied, quaternion: Copied, zoom: number, updateProjectionMatrix(): void}} Followed
 * @typedef {{object: Followed, target: Copied, dispatchEvent(event: {type: string}): void,
 *   addEventListener(type: string, act: () => void): void, removeEventListener(type: string, act: () => void): void}}
 *   Controls those of pythreejs: they say "start" and "end" when a hand moves them, and "change" in between
 */

/** @param {Controls} leader @param {Controls} other */
function follow(leader, other) {
  other.object.position.copy(leader.object.position);
  other.object.quaternion.copy(leader.object.quaternion);
  other.object.zoom = leader.object.zoom;
  other.object.updateProjectionMatrix();
  other.target.copy(leader.target);
  other.dispatchEvent({ type: "change" }); // its view is drawn
}

/**
 * Has all of a group follow the one that a hand moves; returns how to stop.
 * @param {Controls[]} group
 */
function together(group) {
  /** @type {Controls | null} */
  let leader = null;
  const ends = group.map((controls) => {
    const others = group.filter((one) => one !== controls);
    /** @type {Record<string, () => void>} */
    const acts = {
      start: () => {
        leader = controls;
      },
      change: () => {
        if (leader === controls) others.forEach((other) => follow(controls, other));
      },
      end: () => {
        if (leader !== controls) return;
        others.forEach((other) => follow(controls, other));
        others.forEach((other) => other.dispatchEvent({ type: "end" })); // pythreejs tells the kernel then
        leader = null;
      },
    };
    Object.entries(acts).forEach(([type, act]) => controls.addEventListener(type, act));
    return () => Object.entries(acts).forEach(([type, act]) => controls.removeEventListener(type, act));
  });
  return () => ends.forEach((end) => end());
}

/** @param {LinkModel} model @param {string} name @returns {Promise<Controls>} */
async function controls(model, name) {
  const found = await model.widget_manager.get_model(name.replace("IPY_MODEL_", ""));
  await found.initPromise;
  return found.obj;
}

/** @param {{model: LinkModel}} context */
async function initialize({ model }) {
  const names = /** @type {string[][]} */ (model.get("groups"));
  const groups = await Promise.all(names.map((group) => Promise.all(group.map((name) => controls(model, name)))));
  const ends = groups.map(together);
  return () => ends.forEach((end) => end());
}

export default { initialize };
