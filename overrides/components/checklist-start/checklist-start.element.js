/* Starts a run with what the reader says of it. It travels in the fragment, which no server sees, and needs no storage. */
import { nameOf } from "../../assets/answers/response.js";
import { Runs } from "../../assets/answers/runs.js";
import { day, element, word } from "../../assets/element.js";
import * as store from "../../assets/store.js";

/** @typedef {import("../../assets/answers/response.js").Response} Response */

export default class ChecklistStartElement extends HTMLElement {
  /** @type {{id: string, title: string, statements: string[], importance: boolean}} */
  #checklist = JSON.parse(this.querySelector("[data-island]")?.textContent ?? "");
  #form = /** @type {HTMLFormElement} */ (this.querySelector("form"));

  connectedCallback() {
    const kept = new Runs(store).list();
    const mine = kept.flatMap((one) => (one.response?.checklist.id === this.#checklist.id ? [one.response] : []));
    this.#offer(mine);
    // What was typed once for another run is offered again.
    const last = kept.find((one) => one.response?.about.partnership || one.response?.about.partner)?.response;
    for (const name of /** @type {const} */ (["partnership", "partner"])) this.#input(name).value ||= last?.about[name] ?? "";
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = [...new FormData(this.#form)].flatMap(([key, value]) => (typeof value === "string" && value.trim() ? [[key, value.trim()]] : []));
      location.href = `${this.dataset.fill}#${new URLSearchParams(given)}`;
    });
  }

  /** @param {Response[]} mine */
  #offer(mine) {
    if (mine.length === 0) return;
    const place = /** @type {HTMLElement} */ (this.querySelector(".pn-checklist-start__mine"));
    const links = mine.slice(0, 5).map((one) => {
      const n = this.#checklist.statements.filter((id) => this.#answered(one, id)).length;
      const name = nameOf(one) || this.#checklist.title;
      return element("li", {}, element("a", { href: `${this.dataset.fill}#run=${one.run}` }, this.#word("carry-on", { name, n, m: this.#checklist.statements.length, date: day(one.updated) })));
    });
    /** @type {HTMLElement} */ (place.querySelector("p")).textContent = this.#word("mine");
    /** @type {HTMLElement} */ (place.querySelector("ul")).replaceChildren(...links);
    place.hidden = false;
  }

  /** Whether a statement has its answer; one with two axes needs both. @param {Response} response @param {string} id */
  #answered({ answers }, id) {
    const answer = Object.hasOwn(answers, id) ? answers[id] : null;
    if (!answer || answer.value === null) return false;
    return !this.#checklist.importance || answer.value === "not-applicable" || answer.importance !== null;
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(name));
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  #word(name, values = {}) {
    return word(this, name, values);
  }
}
