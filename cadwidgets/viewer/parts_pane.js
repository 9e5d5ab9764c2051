/* The tree of a model's parts: a box shows or hides, buttons isolate and fit. Traits: `parts`, the paths of all parts;
   `hidden`, those that are not seen; `undo`, whether there is something to take back; `spread`, how far parts stand
   apart. Messages to the kernel: {type: "hide" | "show" | "only" | "fit", path}, {type: "all" | "undo" | "redo"},
   {type: "spread", factor}. Rows are made when they are unfolded, a hundred at a time. */

/**
 * The kernel's half of the widget.
 * @typedef {{get(trait: string): any, send(message: any): void, on(event: string, act: () => void): void,
 *   off(event: string, act: () => void): void}} Model
 * @typedef {{name: string, path: string, leaves: string[], children: Map<string, Node>}} Node
 * @typedef {{say(message: any): void, mark(): void}} Pane
 * @typedef {HTMLLIElement & {mark?: (hidden: Set<string>) => void}} Row
 */

const AT_ONCE = 100;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Record<string, string | number>} [attributes] @param {...(Element | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** @param {string} label @param {string} title @param {() => void} act */
function button(label, title, act) {
  const made = element("button", { type: "button", title }, label);
  made.setAttribute("aria-label", title);
  made.addEventListener("click", act);
  return made;
}

/**
 * Everything in `paths`, whose names have "/" between them.
 * @param {string[]} paths
 */
function tree(paths) {
  /** @type {Node} */
  const root = { name: "", path: "", leaves: [], children: new Map() };
  for (const path of paths) {
    let node = root;
    node.leaves.push(path);
    for (const name of path.split("/")) {
      const next = node.path ? `${node.path}/${name}` : name;
      /** @type {Node} */
      const inner = node.children.get(name) ?? { name, path: next, leaves: [], children: new Map() };
      node.children.set(name, inner);
      node = inner;
      node.leaves.push(path);
    }
  }
  return root;
}

/** @param {Node} node @param {Pane} pane */
function rows(node, pane) {
  const list = element("ul");
  const waiting = [...node.children.values()];
  const more = () => {
    list.querySelector(":scope > .cadwidgets-parts-more")?.remove();
    const alone = node.children.size === 1;
    for (const child of waiting.splice(0, AT_ONCE)) list.append(row(child, pane, alone));
    if (!waiting.length) return;
    const next = button(`Show ${Math.min(AT_ONCE, waiting.length)} more`, `${waiting.length} more parts`, more);
    list.append(element("li", { class: "cadwidgets-parts-more" }, next));
  };
  more();
  return list;
}

/**
 * The row of a node, unfolded if `open`: what stands alone is opened by nobody twice.
 * @param {Node} node @param {Pane} pane @param {boolean} open
 */
function row(node, pane, open) {
  const box = element("input", { type: "checkbox" });
  const name = element("span", { title: node.path }, node.name);
  box.addEventListener("change", () => pane.say({ type: box.checked ? "show" : "hide", path: node.path }));
  const head = element("div", { class: "cadwidgets-parts-row" });
  /** @type {Row} */
  const made = element("li", {}, head);
  if (node.children.size) {
    const fold = button("", `Unfold ${node.name}`, () => {
      const inner = made.querySelector(":scope > ul");
      if (inner) inner.remove();
      else made.append(rows(node, pane));
      tell();
      pane.mark();
    });
    const tell = () => {
      const inner = made.querySelector(":scope > ul");
      fold.textContent = inner ? "\u25be" : "\u25b8";
      fold.setAttribute("aria-expanded", String(Boolean(inner)));
    };
    fold.classList.add("cadwidgets-parts-fold");
    head.append(fold);
    if (open) made.append(rows(node, pane));
    tell();
  }
  head.append(
    element("label", {}, box, name),
    button("Only", `Show ${node.name} only`, () => pane.say({ type: "only", path: node.path })),
    button("Fit", `See ${node.name} as large as possible`, () => pane.say({ type: "fit", path: node.path })),
  );
  made.mark = (hidden) => {
    const gone = node.leaves.filter((path) => hidden.has(path)).length;
    box.checked = gone < node.leaves.length;
    box.indeterminate = gone > 0 && gone < node.leaves.length;
    made.classList.toggle("cadwidgets-parts-hidden", gone === node.leaves.length);
  };
  return made;
}

/**
 * One value of a trait on its way at a time, the newest waits: the kernel is never behind by more than one.
 * @param {Model} model @param {string} trait @param {(value: number) => void} tell
 */
function newest(model, trait, tell) {
  let isOnItsWay = false;
  /** @type {number | null} */
  let waiting = null;
  const go = () => {
    if (isOnItsWay || waiting === null || waiting === model.get(trait)) return;
    isOnItsWay = true;
    tell(waiting);
    waiting = null;
  };
  return {
    /** @param {number} value */
    move(value) {
      waiting = value;
      go();
    },
    /** The kernel has answered; whether nothing waits any more. */
    answered() {
      isOnItsWay = false;
      go();
      return !isOnItsWay;
    },
  };
}

/** @param {{model: Model, el: HTMLElement}} context */
function render({ model, el }) {
  /** @param {any} message */
  const say = (message) => model.send(message);
  const list = element("div", { class: "cadwidgets-parts-list" });
  const told = element("span", { role: "status" });
  const undo = button("Undo", "Take the last change back", () => say({ type: "undo" }));
  const all = button("Show all", "Show every part", () => say({ type: "all" }));
  const apart = element("input", { type: "range", min: 0, max: 2, step: 0.05, value: model.get("spread") });
  const slide = newest(model, "spread", (factor) => say({ type: "spread", factor }));
  apart.addEventListener("input", () => slide.move(Number(apart.value)));
  const explode = element("label", { class: "cadwidgets-parts-spread" }, "Explode", apart);
  const mark = () => {
    const hidden = new Set(model.get("hidden")), count = model.get("parts").length;
    for (const item of list.querySelectorAll("li")) /** @type {Row} */ (item).mark?.(hidden);
    undo.disabled = !model.get("undo");
    all.disabled = !hidden.size;
    const seen = count < 2 ? "This model is one part" : `${count} parts`;
    told.textContent = hidden.size ? `${hidden.size} of ${count} parts hidden` : seen;
  };
  const pane = { say, mark };
  const draw = () => {
    const root = tree(model.get("parts"));
    list.replaceChildren(rows(root, pane));
    mark();
  };
  const follow = () => {
    if (slide.answered()) apart.value = model.get("spread");
  };
  el.classList.add("cadwidgets-parts");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", "Parts");
  el.append(element("div", { class: "cadwidgets-parts-bar" }, told, all, undo, explode), list);
  draw();
  const heard = { "change:parts": draw, "change:hidden change:undo": mark, "change:spread": follow };
  for (const [names, act] of Object.entries(heard)) for (const name of names.split(" ")) model.on(name, act);
  return () => {
    for (const [names, act] of Object.entries(heard)) for (const name of names.split(" ")) model.off(name, act);
  };
}

export default { render };
