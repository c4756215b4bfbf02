/* What stands in the form of a checklist: the answers, each in a field named after its cell, and the line that says whether they are saved. */
import { clock, day, element } from "../element.js";
import { copied, sinceCopy } from "./open.js";
import { cell } from "./response.js";

/**
 * @typedef {import("./response.js").Response} Response
 * @typedef {import("./session.js").Session} Session
 * @typedef {import("./session.js").State} State
 * @typedef {(name: string, values?: Record<string, string | number>) => string} Word
 */

const DAYS = 5;

/**
 * What the reader gave while the scripts were still on their way. The page and the browser fill in nothing themselves.
 * @param {HTMLFormElement} form
 * @returns {HTMLInputElement[]}
 */
export function givenEarly(form) {
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.elements]);
  return inputs.filter((input) => (input.type === "radio" ? input.checked : input.matches("input[type=text], textarea") && input.value !== ""));
}

/**
 * Puts a response into the form, but for a text that is the same: somebody may be writing it.
 * @param {HTMLFormElement} form
 * @param {Response} response
 */
export function fillIn(form, response) {
  for (const input of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    if (!input.name?.includes("/")) continue;
    const value = cell(response, input.name);
    if (input.type === "radio") input.checked = String(value) === input.value;
    else if (input.value !== value) input.value = String(value ?? "");
    const note = input.closest("details");
    if (note && input.matches("textarea") && value) note.open = true;
  }
}

/**
 * Answers by number keys, for those who have switched them on: the numbers on paper, and then the places of the other answers.
 * @param {HTMLFormElement} form
 * @param {KeyboardEvent} event
 */
export function answerByKey(form, event) {
  const target = /** @type {HTMLElement} */ (event.target);
  // Enter in a field would press the button that goes on, to another section or away from the form.
  if (event.key === "Enter" && !event.isComposing && target instanceof HTMLInputElement) event.preventDefault();
  const on = /** @type {HTMLInputElement} */ (form.elements.namedItem("keys")).checked;
  if (!on || !/^[1-6]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || target.matches("textarea, input:not([type=radio])")) return;
  const item = target.closest(".pn-checklist-fill__axis, .pn-checklist-fill__agreed") ?? target.closest(".pn-checklist-fill__item");
  const inputs = [...(item?.querySelector(".pn-checklist-fill__answers")?.querySelectorAll("input") ?? [])];
  (inputs.find((one) => one.value === event.key) ?? inputs[Number(event.key) - 1])?.click();
}

/** The line that says whether the answers are saved, and what can be done when they are not. */
export class SavingLine {
  #bar;
  #word;
  #copy;
  #first;
  #trouble = false;
  #shown = "";

  /**
   * @param {HTMLElement} bar holds the line `[data-line]`, which can take the focus, and `[data-remind]`; is followed by a `[role=status]`
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
    this.remind(session);
  }

  /** Says that the browser may forget, before it does. @param {Session} session */
  remind(session) {
    const line = /** @type {HTMLElement} */ (this.#bar.querySelector("[data-remind]"));
    const days = sinceCopy(session);
    const uncopied = session.state.kind === "saved" && session.area === "device" && !copied(session);
    line.hidden = !uncopied || !(navigator.vendor.startsWith("Apple") || days >= DAYS);
    line.textContent = days >= DAYS ? this.#word("old-copy", { n: days }) : this.#word("safari");
  }

  /** Says that a text takes no more: the browser cuts what is pasted without a word. @param {HTMLInputElement} input @param {string} words */
  limit(input, words) {
    const full = input.value.length >= input.maxLength;
    const said = input.parentElement?.querySelector("[data-full]");
    if (!full) said?.remove();
    if (!full || said) return;
    input.after(element("p", { class: "pn-small", "data-full": "" }, words));
    this.speak(words);
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
