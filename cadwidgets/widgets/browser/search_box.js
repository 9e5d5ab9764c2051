// The box that a search is typed into. One text is on its way at a time: the kernel is never behind by more than one.
// A catalog that is not searched is asked for each text whether a part is called so: there only what rests is sent.
import { element } from "./elements.js";

/** @import {Action, View} from "./search_pane.js" */

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 2000;
/** Milliseconds that a text has to rest where words find no parts. */
const RESTED = 400;
const FINDS = "Search parts";
const NARROWS = "Narrow the list, or name a part";

/** The search box: it is made once, and told every view. */
export class SearchBox {
  /**
   * @param {(action: Action) => void} send
   * @param {() => void} down what the arrow down does
   */
  constructor(send, down) {
    this.send = send;
    this.down = down;
    this.sent = 0;
    this.answered = 0;
    /** @type {string|null} the newest text that is not yet sent */
    this.waiting = null;
    this.timer = 0;
    this.resting = 0;
    this.searchable = true;
    this.input = this.makeInput();
    this.label = element("span", {}, FINDS);
    this.page = element("label", { class: "cadw-search" }, this.label, this.input);
  }

  /** @returns {HTMLInputElement} */
  makeInput() {
    const made = element("input", {
      type: "search",
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      oninput: (/** @type {InputEvent} */ event) => event.isComposing || this.edited(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    made.addEventListener("compositionend", () => this.edited());
    return /** @type {HTMLInputElement} */ (made);
  }

  edited() {
    clearTimeout(this.resting);
    if (this.searchable) this.typed();
    else this.resting = setTimeout(() => this.typed(), RESTED);
  }

  typed() {
    this.resting = 0;
    if (this.answered >= this.sent) this.transmit(this.input.value);
    else this.waiting = this.input.value;
  }

  /** @param {string} text */
  transmit(text) {
    this.waiting = null;
    this.sent = Math.max(this.sent, this.answered) + 1;
    this.send({ type: "text", text, seq: this.sent });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.giveUp(), PATIENCE);
  }

  giveUp() {
    this.answered = this.sent;
    if (this.waiting !== null) this.transmit(this.waiting);
  }

  /**
   * Show what the kernel knows, unless the user is ahead of it.
   * @param {View} view
   */
  tell(view) {
    this.input.placeholder = view.placeholder;
    this.searchable = view.searchable;
    this.label.textContent = view.searchable ? FINDS : NARROWS;
    if (view.seq < this.sent) return;
    this.answered = view.seq;
    clearTimeout(this.timer);
    if (this.waiting !== null) this.transmit(this.waiting);
    else if (!this.resting && this.input.value !== view.text) this.input.value = view.text;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "ArrowDown") this.down();
    else if (event.key === "Escape" && this.input.value) this.clear();
    else return;
    event.preventDefault();
  }

  clear() {
    this.input.value = "";
    this.edited();
  }

  /** Nothing is sent any more. */
  close() {
    clearTimeout(this.timer);
    clearTimeout(this.resting);
    this.waiting = null;
  }
}
