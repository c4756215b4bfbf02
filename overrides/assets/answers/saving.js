/* The line that says whether the answers in a form are saved, and what can be done when they are not. */
import { clock, day, element } from "../element.js";

/**
 * @typedef {import("./session.js").Session} Session
 * @typedef {import("./session.js").State} State
 * @typedef {(name: string, values?: Record<string, string | number>) => string} Word
 */

export class SavingLine {
  #bar;
  #word;
  #copy;
  #first;
  #trouble = false;
  #shown = "";

  /**
   * @param {HTMLElement} bar holds the line `[data-line]`, which can take the focus, and is followed by a `[role=status]`
   * @param {Word} word gives the words for each state
   * @param {() => void} copy saves a copy as a file
   * @param {boolean} first whether nothing of this run was saved before
   */
  constructor(bar, word, copy, first) {
    this.#bar = bar;
    this.#word = word;
    this.#copy = copy;
    this.#first = first;
  }

  /** @param {Session} session @param {"here" | "elsewhere"} from where the change was made */
  show(session, from) {
    const { state } = session;
    const bad = state.kind === "unsaved" || state.kind === "removed";
    this.#bar.dataset.state = bad ? "bad" : "good";
    const text = this.#text(session);
    if (text !== this.#shown) this.#line().replaceChildren(text, ...(bad ? [" ", this.#help(session)] : []));
    this.#shown = text;
    // Spoken: the first save, trouble and its end, and news from another tab; never each save.
    if (bad) this.speak(text);
    else if (from === "elsewhere") this.speak(this.#word("elsewhere"));
    else if (state.kind === "saved" && this.#first) this.speak(this.#word(session.area === "tab" ? "first-tab" : "first"));
    else if (state.kind === "saved" && this.#trouble) this.speak(text);
    if (bad) this.#trouble = true;
    if (state.kind === "saved") this.#first = this.#trouble = false;
  }

  /** @param {string} text */
  speak(text) {
    const status = /** @type {HTMLElement} */ (this.#bar.parentElement?.querySelector("[role=status]"));
    if (status.textContent !== text) status.textContent = text;
  }

  /** Takes the reader to the line. */
  focus() {
    this.#line().focus();
  }

  #line() {
    return /** @type {HTMLElement} */ (this.#bar.querySelector("[data-line]"));
  }

  /** @param {Session} session */
  #text({ state, area, response }) {
    const values = { time: clock(response.updated), date: day(response.updated) };
    if (state.kind === "unsaved") return this.#word(state.why);
    if (state.kind === "new" && area === "tab") return this.#word("new-tab");
    if (state.kind !== "saved") return this.#word(state.kind);
    if (area === "tab") return this.#word("saved-tab", values);
    return this.#word(values.date === day(new Date().toISOString()) ? "saved" : "saved-before", values);
  }

  /** @param {Session} session @returns {HTMLElement} what can be done about it */
  #help(session) {
    const removed = session.state.kind === "removed";
    const button = element("button", { type: "button", class: "pn-link-button" }, this.#word(removed ? "keep" : "copy"));
    button.addEventListener("click", () => {
      if (!removed) return this.#copy();
      session.keep();
      this.focus(); // the button has gone
    });
    return button;
  }
}
