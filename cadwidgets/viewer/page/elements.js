/* Elements of the page. Every text is put in as text, never as HTML. */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Record<string, string | number>} [attributes] @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** @param {string} label @param {string} title @param {() => void} act */
export function button(label, title, act) {
  const made = element("button", { type: "button", title }, label);
  made.addEventListener("click", act);
  return made;
}

/**
 * A button that stays pressed.
 * @param {string} label @param {string} title @param {boolean} on @param {(on: boolean) => void} act
 */
export function toggle(label, title, on, act) {
  const made = button(label, title, () => {
    const now = made.getAttribute("aria-pressed") !== "true";
    made.setAttribute("aria-pressed", String(now));
    act(now);
  });
  made.setAttribute("aria-pressed", String(on));
  return made;
}

/** @param {string} label @param {string} title @param {[string, string][]} options @param {(value: string) => void} act */
export function choice(label, title, options, act) {
  const select = element("select", { title }, ...options.map(([value, text]) => element("option", { value }, text)));
  select.addEventListener("change", () => act(select.value));
  return { row: element("label", { class: "choice" }, label, select), select };
}

/** A part of the page with a heading. @param {string} title @param {...(Node | string)} children */
export function section(title, ...children) {
  return element("section", {}, element("h2", {}, title), ...children);
}

/**
 * A table that scrolls within its place.
 * @param {string} name @param {[string, boolean][]} columns headings, and whether numbers stand below
 * @param {[number, string[]][]} rows how far each is set in, and its texts
 */
export function table(name, columns, rows) {
  const cell = (/** @type {"td" | "th"} */ tag, /** @type {string} */ text, /** @type {number} */ column) =>
    element(tag, columns[column][1] ? { class: "number" } : {}, element("bdi", {}, text));
  const head = columns.map(([heading], column) => cell("th", heading, column));
  const body = rows.map(([level, texts]) => {
    const cells = texts.map((text, column) => cell("td", text, column));
    cells[0].style.paddingInlineStart = `${8 + 12 * Math.min(level - 1, 10)}px`;
    return element("tr", {}, ...cells);
  });
  const made = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body));
  return element("div", { class: "rows", role: "region", "aria-label": name, tabindex: 0 }, made);
}
