/* The form of a checklist: keeps every change, and shows as much of the checklist at once as the reader wants. */
import { cell, nameOf } from "../../assets/answers/response.js";
import { find, lend, putInAddress, runInAddress, runs, saveCopy, saveText, start } from "../../assets/answers/open.js";
import { SavingLine, answerByKey, fillIn, givenEarly } from "../../assets/answers/form.js";
import { day, element, word } from "../../assets/element.js";
import { read, write } from "../../assets/store.js";
import { beside, itemsOf, placeOf, unanswered, viewOf } from "./checklist-fill.state.js";

/**
 * @typedef {import("./checklist-fill.state.js").Definition} Definition
 * @typedef {import("../../assets/answers/session.js").Session} Session
 * @typedef {import("../../assets/answers/session.js").State} State
 * @typedef {import("../../assets/answers/runs.js").Found} Found
 */

/** What there is to see only with a run. */
const ANSWERS = "form, .pn-checklist-fill__saving, .pn-checklist-fill__end";

export default class ChecklistFillElement extends HTMLElement {
  /** @type {Definition} */
  #definition = JSON.parse(this.querySelector("[data-island]")?.textContent ?? "");
  #form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
  #title = document.title;
  #view = viewOf(read("view"));
  /** @type {Session | null} */
  #session = null;
  /** @type {string | null} */
  #at = null;
  /** @type {SavingLine | null} */
  #saving = null;
  #fragment = "";

  /**
   * What is open here, for a tab that this one opened.
   * @param {string} run @param {Window} tab @param {import("../../assets/answers/open.js").Told} told
   */
  lend(run, tab, told) {
    return this.#session && lend(this.#session, run, tab, told);
  }

  connectedCallback() {
    this.#form.addEventListener("input", (event) => this.#changed(/** @type {HTMLInputElement} */ (event.target)));
    this.#form.addEventListener("submit", (event) => this.#step(event, 1));
    this.#form.addEventListener("keydown", (event) => answerByKey(this.#form, event));
    this.#form.addEventListener("click", (event) => this.#clicked(event));
    this.querySelector("[data-copy]")?.addEventListener("click", () => this.#copy());
    this.querySelector(".pn-checklist-fill__results")?.addEventListener("click", (event) => this.#unsaved(event));
    window.addEventListener("hashchange", () => this.#move());
    this.#open();
    this.#go(new URLSearchParams(location.hash.slice(1)).get("at"), false);
  }

  /** Opens the run that the address names; a new one is made by its first answer. */
  #open() {
    const run = runInAddress();
    const early = givenEarly(this.#form);
    const { state, found } = find(this.#definition, run);
    this.#message([]);
    if (state === "ok" || state === "none") {
      const given = new URLSearchParams(location.hash.slice(1));
      this.#session = start(this.#definition, found, (now, from) => this.#said(now, from), given.has("forget") ? "tab" : "device");
      this.#saving = new SavingLine(/** @type {HTMLElement} */ (this.querySelector(".pn-checklist-fill__saving")), (name, values) => this.#word(name, values), () => this.#copy(), !found);
      if (!found) this.#begin(given);
      for (const input of early) {
        const kept = input.name.endsWith("/note") && cell(this.#session.response, input.name);
        if (kept) input.value = `${kept}\n\n${input.value}`; // the note that is kept was not there to be read
        this.#changed(input);
      }
      this.#fill();
      this.#said(this.#session.state, "here");
      if (state === "none") this.#offer();
      else if (found?.recovered) this.#message([element("p", {}, this.#word("recovered"))]);
    } else this.#cannot(state, found);
    this.#fragment = location.hash;
  }

  /** Takes over what the start page asked. @param {URLSearchParams} given */
  #begin(given) {
    for (const name of ["partnership", "partner", "mode"]) this.#session?.edit(`about/${name}`, given.get(name));
    if (this.#session?.state.kind !== "new") putInAddress(this.#session?.response.run ?? null);
  }

  /** @param {"missing" | "other" | "newer" | "damaged"} state @param {Found | null} found */
  #cannot(state, found) {
    const name = state === "newer" ? "newer-open" : state;
    const why = this.#word(`${state}-why`, { title: found?.response?.checklist.title ?? "" });
    const raw = element("button", { type: "button", class: "pn-link-button" }, this.#word("raw"));
    raw.addEventListener("click", () => found && saveText(found.texts.join("\n"), `${found.run}.txt`));
    const begin = element("a", { href: location.pathname, class: "pn-button" }, this.#word("begin"));
    begin.addEventListener("click", (event) => {
      event.preventDefault();
      putInAddress(null);
      this.#open();
      this.#go(null, true);
    });
    const my = element("a", { href: this.dataset.my ?? "" }, this.#word("my"));
    this.#message([element("h2", {}, this.#word(name)), element("p", {}, why), element("p", {}, begin, " ", my, ...(found?.texts.length && state !== "other" ? [" · ", raw] : []))]);
    for (const part of this.querySelectorAll(ANSWERS)) /** @type {HTMLElement} */ (part).hidden = true;
  }

  /** Says that there are answers already, before a second run is made by mistake. */
  #offer() {
    const mine = runs.list().filter((one) => one.response?.checklist.id === this.#definition.id);
    if (mine.length === 0) return;
    const more = mine.length > 5 ? [element("li", {}, element("a", { href: this.dataset.my ?? "" }, this.#word("more", { n: mine.length - 5 })))] : [];
    const links = mine.slice(0, 5).map((one) => {
      const response = /** @type {import("../../assets/answers/response.js").Response} */ (one.response);
      const all = itemsOf(this.#definition).length;
      const values = { name: nameOf(response) || this.#definition.title, n: all - unanswered(this.#definition, response).length, m: all, date: day(response.updated) };
      return element("li", {}, element("a", { href: `#run=${one.run}` }, this.#word("carry-on", values)));
    });
    this.#message([element("p", {}, this.#word("some")), element("ul", {}, ...links, ...more)]);
  }

  #move() {
    if (document.getElementById(location.hash.slice(1))) {
      history.replaceState(null, "", this.#fragment || location.pathname); // a link within the page, such as the skip link
      return;
    }
    const [asked, open] = [runInAddress(), this.#session?.response.run ?? null];
    if (asked && asked !== open) {
      location.reload(); // another run: what is open here is saved by leaving
      return;
    }
    if (!asked && this.#session?.state.kind !== "new") putInAddress(open); // a step back to before the first answer
    this.#fragment = location.hash;
    this.#go(new URLSearchParams(location.hash.slice(1)).get("at"), true);
  }

  /** @param {string | null} at @param {boolean} moved whether focus has to follow */
  #go(at, moved) {
    this.#at = at;
    this.#show();
    if (!moved && !at) return;
    const { section, item } = placeOf(this.#definition, at);
    const target = at && itemsOf(this.#definition)[item].id === at ? document.getElementById(at) : this.querySelectorAll(".pn-checklist-fill__section h2")[section];
    if (target instanceof HTMLElement) target.focus();
    target?.scrollIntoView();
  }

  /** Shows the part of the form that the view and the place ask for. */
  #show() {
    const place = placeOf(this.#definition, this.#at);
    const items = itemsOf(this.#definition);
    for (const one of /** @type {Iterable<"section" | "all" | "one">} */ (["section", "all", "one"])) this.classList.toggle(`pn-checklist-fill--${one}`, this.#view === one);
    for (const [index, section] of [...this.querySelectorAll(".pn-checklist-fill__section")].entries()) /** @type {HTMLElement} */ (section).hidden = this.#view !== "all" && index !== place.section;
    for (const [index, item] of [...this.querySelectorAll(".pn-checklist-fill__item")].entries()) /** @type {HTMLElement} */ (item).hidden = this.#view === "one" && index !== place.item;
    const steps = /** @type {HTMLElement} */ (this.querySelector(".pn-checklist-fill__steps"));
    const [back, next] = steps.querySelectorAll("button");
    steps.hidden = this.#view === "all";
    back.hidden = !beside(this.#definition, this.#view, place, -1);
    const following = this.#definition.themes[place.section + 1];
    const end = !beside(this.#definition, this.#view, place, 1);
    next.textContent = end ? this.#word("results") : this.#view === "one" ? this.#word("next-one") : this.#word("next", { n: place.section + 2, title: following?.title ?? "" });
    const where = this.#view === "one" ? this.#word("statement", { n: place.item + 1, m: items.length }) : this.#word("title", { n: place.section + 1, m: this.#definition.themes.length, title: this.#definition.themes[place.section].title });
    document.title = this.#view === "all" ? this.#title : `${where} · ${this.#title}`;
  }

  /** @param {Event} event @param {number} step */
  #step(event, step) {
    event.preventDefault();
    const to = beside(this.#definition, this.#view, placeOf(this.#definition, this.#at), step);
    if (to) this.#visit(to);
    else if (step > 0 && !this.#unsaved(event)) location.href = this.#results();
  }

  /** @param {string} at */
  #visit(at) {
    const fragment = new URLSearchParams(location.hash.slice(1));
    fragment.set("at", at);
    location.hash = `${fragment}`;
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.dataset.step === "-1") this.#step(event, -1);
    if (!button?.dataset.clear) return;
    for (const name of ["value", "importance", "agreed"]) this.#session?.edit(`answers/${button.dataset.clear}/${name}`, null);
    this.#fill();
    document.getElementById(button.dataset.clear)?.focus();
  }

  /** @param {HTMLInputElement} input */
  #changed(input) {
    if (input.name === "view") {
      this.#view = viewOf(input.value);
      write("view", this.#view === "section" ? null : this.#view);
      this.#show();
    }
    if (!this.#session || !input.name.includes("/")) return;
    if (input.matches("textarea")) this.#saving?.limit(input, this.#word("note-full", { n: input.maxLength }));
    const isLevel = input.type === "radio" && /^\d$/.test(input.value);
    this.#session.edit(input.name, isLevel ? Number(input.value) : input.value);
    if (runInAddress() !== this.#session.response.run) {
      putInAddress(this.#session.response.run);
      this.#fragment = location.hash;
      this.#message([]);
    }
    this.#progress();
  }

  #fill() {
    const response = this.#session?.response;
    if (!response) return;
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[name=view]"))) input.checked = input.value === this.#view;
    fillIn(this.#form, response);
    this.#progress();
  }

  #progress() {
    const response = this.#session?.response;
    if (!response) return;
    const all = itemsOf(this.#definition);
    const left = unanswered(this.#definition, response).length;
    /** @type {HTMLElement} */ (this.querySelector(".pn-checklist-fill__count")).textContent = this.#word("count", { n: all.length - left, m: all.length });
    /** @type {HTMLElement} */ (this.querySelector(".pn-checklist-fill__gaps")).textContent = left === 0 ? this.#word("done") : this.#word(left === 1 ? "gap" : "gaps", { n: left });
    for (const part of this.querySelectorAll(".pn-checklist-fill__agreed")) /** @type {HTMLElement} */ (part).hidden = response.about.mode !== "group";
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-clear]"))) {
      button.hidden = !["value", "importance", "agreed"].some((name) => cell(response, `answers/${button.dataset.clear}/${name}`) !== null);
    }
    /** @type {HTMLAnchorElement} */ (this.querySelector(".pn-checklist-fill__results")).href = this.#results();
  }

  /** @param {State} state @param {"here" | "elsewhere"} from */
  #said(state, from) {
    if (from === "elsewhere" && state.kind !== "removed") this.#fill();
    this.#saving?.show(/** @type {Session} */ (this.#session), from);
    const message = /** @type {HTMLElement} */ (this.querySelector(".pn-checklist-fill__message"));
    if (!message.dataset.about || ["saving", "unsaved", message.dataset.about].includes(state.kind)) return;
    // What it says of the results is not true any more.
    if (message.contains(document.activeElement)) this.#saving?.focus();
    this.#message([]);
  }

  /** @param {HTMLElement[]} parts none hides the message */
  #message(parts) {
    const message = /** @type {HTMLElement} */ (this.querySelector(".pn-checklist-fill__message"));
    message.replaceChildren(...parts);
    delete message.dataset.about;
    message.hidden = parts.length === 0;
    for (const part of this.querySelectorAll(ANSWERS)) /** @type {HTMLElement} */ (part).hidden = false;
  }

  #copy() {
    if (!this.#session) return;
    saveCopy(this.#session, itemsOf(this.#definition).map((one) => one.id));
    this.#saving?.remind(this.#session);
  }

  /** The results page shows what is saved, or what the tab that opened it holds. @param {Event} event @returns {boolean} whether the reader is kept here */
  #unsaved(event) {
    this.#session?.flushNow();
    const kind = this.#session?.state.kind;
    if (kind !== "unsaved" && kind !== "removed") return false;
    event.preventDefault();
    const results = element("button", { type: "button", class: "pn-button" }, this.#word("results-apart"));
    results.addEventListener("click", () => window.open(this.#results()));
    this.#message([element("p", {}, this.#word(`${kind}-results`)), ...(kind === "unsaved" ? [element("p", {}, results)] : [])]);
    const message = /** @type {HTMLElement} */ (this.querySelector(".pn-checklist-fill__message"));
    message.dataset.about = kind;
    message.focus();
    return true;
  }

  #results() {
    return `${this.dataset.results}${this.#session?.state.kind === "new" ? "" : `#run=${this.#session?.response.run}`}`;
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  #word(name, values = {}) {
    return word(this, name, values);
  }
}
