// The page is described anew and then changed to match: what is the same stays, with its focus, caret and scroll.
import { isStill } from "./elements.js";

const LISTENERS = /** @type {const} */ (["onclick", "oninput", "onchange", "onkeydown"]);

/**
 * Make `old` look and act like `made`, which is of the same kind. Children with the same `data-key` are the same ones.
 * @param {Element} old
 * @param {Element} made
 */
export function redraw(old, made) {
  if (isStill(made) && old.isEqualNode(made)) return;
  takeAttributes(old, made);
  if (old instanceof HTMLElement && made instanceof HTMLElement) takeBehaviour(old, made);
  takeChildren(old, [...made.childNodes]);
}

/** @param {Element} old @param {Element} made */
function takeAttributes(old, made) {
  for (const name of made.getAttributeNames()) {
    const value = made.getAttribute(name) ?? "";
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) {
    // what the user opened stays open
    if (!made.hasAttribute(name) && !(name === "open" && old.tagName === "DETAILS")) old.removeAttribute(name);
  }
}

/** @param {HTMLElement} old @param {HTMLElement} made */
function takeBehaviour(old, made) {
  for (const listener of LISTENERS) Object.assign(old, { [listener]: made[listener] });
  if (!(old instanceof HTMLInputElement && made instanceof HTMLInputElement)) return;
  old.checked = made.checked;
  const value = made.getAttribute("value");
  if (value !== null && old.value !== value) old.value = value;
}

/** @param {Element} parent @param {ChildNode[]} children */
function takeChildren(parent, children) {
  const known = keptChildren(parent, new Set(children.map(keyOf)));
  let place = parent.firstChild;
  for (const made of children) {
    const key = keyOf(made);
    const old = known.get(key) ?? (place && alike(place, made) ? place : null);
    if (!old) {
      parent.insertBefore(made, place);
      continue;
    }
    known.delete(key);
    if (old !== place) parent.insertBefore(old, place);
    place = old.nextSibling;
    if (old instanceof Element && made instanceof Element) redraw(old, made);
    else if (old.textContent !== made.textContent) old.textContent = made.textContent;
  }
  removeFrom(place);
}

/**
 * The children with a key that stay. The others are gone first: moving what stays past them would cost it the focus.
 * @param {Element} parent
 * @param {Set<string|undefined>} wanted
 * @returns {Map<string|undefined, ChildNode>}
 */
function keptChildren(parent, wanted) {
  const kept = new Map();
  for (const child of [...parent.childNodes]) {
    const key = keyOf(child);
    if (key !== undefined && wanted.has(key)) kept.set(key, child);
    else if (key !== undefined) child.remove();
  }
  return kept;
}

/** @param {ChildNode|null} place */
function removeFrom(place) {
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/** @param {Node} node */
function keyOf(node) {
  return (node instanceof HTMLElement && node.getAttribute("data-key")) || undefined;
}

/** @param {Node} one @param {Node} other */
function alike(one, other) {
  return one.nodeName === other.nodeName && keyOf(one) === undefined && keyOf(other) === undefined;
}
