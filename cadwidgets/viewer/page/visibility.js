/* Which parts are hidden, and the way back. */

const REMEMBERED = 100;

export class Visibility {
  /** @param {string[]} hidden @param {() => void} changed */
  constructor(hidden, changed) {
    /** @type {string[]} */
    this.paths = [];
    this.hidden = new Set(hidden);
    this.changed = changed;
    /** @type {Set<string>[]} */
    this.before = [];
    /** @type {Set<string>[]} */
    this.undone = [];
  }

  /** Whatever is hidden of another model's parts stays so. @param {string[]} paths */
  follow(paths) {
    this.paths = paths;
    this.changed();
  }

  /** The parts with a path, or in the assembly that has it. @param {string} path */
  below(path) {
    return this.paths.filter((part) => part === path || part.startsWith(`${path}/`));
  }

  /** @param {string} path */
  hide(path) {
    this.change([...this.hidden, ...this.below(path)]);
  }

  /** @param {string} path */
  show(path) {
    const shown = new Set(this.below(path));
    this.change([...this.hidden].filter((part) => !shown.has(part)));
  }

  /** @param {string} path */
  only(path) {
    const shown = new Set(this.below(path));
    this.change(this.paths.filter((part) => !shown.has(part)));
  }

  /** @param {string[]} hidden */
  change(hidden) {
    this.before = [...this.before.slice(1 - REMEMBERED), this.hidden];
    this.undone = [];
    this.hidden = new Set(hidden);
    this.changed();
  }

  undo() {
    this.step(this.before, this.undone);
  }

  redo() {
    this.step(this.undone, this.before);
  }

  /** @param {Set<string>[]} from @param {Set<string>[]} to */
  step(from, to) {
    const found = from.pop();
    if (!found) return;
    to.push(this.hidden);
    this.hidden = found;
    this.changed();
  }
}
