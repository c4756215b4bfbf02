/* The filtered list of toolkits. The state stands in the address; the data are fetched when someone filters. */
import { MOST_PICKED, choiceFrom, counts, known, matching, searchOf, sorted, toggled } from "./browse.state.js";
import { element, word } from "../../assets/element.js";

const LENGTH = 20;

/**
 * @typedef {import("./browse.state.js").Row} Row
 * @typedef {import("./browse.state.js").Choice} Choice
 */

export default class BrowseElement extends HTMLElement {
  #form = /** @type {HTMLElement} */ (this.querySelector(".pn-browse__form"));
  #list = /** @type {HTMLElement} */ (this.querySelector("#toolkits-list"));
  #status = /** @type {HTMLElement} */ (this.querySelector(".pn-browse__status"));
  /** @type {Map<string, Set<string>>} */
  #known = new Map();
  /** @type {Choice} */
  #choice = { chosen: new Map(), sort: "", picked: [], ignored: [] };
  /** @type {Promise<Row[]> | null} */
  #rows = null;
  #search = "";
  #onMove = () => {
    if (location.search !== this.#search) this.#read(); // a link within the page moves too
  };

  connectedCallback() {
    for (const box of this.#boxes()) this.#known.set(box.name, (this.#known.get(box.name) ?? new Set()).add(box.value));
    this.#toggle().addEventListener("click", () => {
      const open = this.querySelector(".pn-browse__filters")?.toggleAttribute("data-open") ?? false;
      this.#toggle().setAttribute("aria-expanded", String(open));
    });
    for (const box of this.#boxes()) box.addEventListener("change", () => this.#choose({ chosen: toggled(this.#choice.chosen, box.name, box.value) }));
    this.#sort().addEventListener("change", () => this.#choose({ sort: this.#sort().value }));
    this.querySelector(".pn-browse__clear-compare")?.addEventListener("click", async () => {
      await this.#choose({ picked: [] });
      this.#list.focus();
    });
    window.addEventListener("popstate", this.#onMove);
    const ticked = this.#boxes().filter((box) => box.checked);
    const sort = this.#sort().value;
    if (location.search.length > 1) this.#read();
    else this.#offerPicks();
    // What was chosen while this script was still on its way counts too.
    const missed = ticked.filter((box) => !this.#choice.chosen.get(box.name)?.has(box.value));
    const chosen = missed.reduce((all, box) => toggled(all, box.name, box.value), this.#choice.chosen);
    if (missed.length > 0 || (sort && sort !== this.#choice.sort)) this.#choose({ chosen, sort: sort || this.#choice.sort });
  }

  disconnectedCallback() {
    window.removeEventListener("popstate", this.#onMove);
  }

  #read() {
    this.#search = location.search;
    this.#choice = choiceFrom(location.search, this.#known);
    const more = /** @type {HTMLDetailsElement} */ (this.querySelector(".pn-browse__more"));
    more.open ||= [...this.#choice.chosen.keys()].some((name) => more.querySelector(`input[name="${name}"]`));
    this.#show();
  }

  /** @param {Partial<Choice>} change */
  #choose(change) {
    this.#keep(change);
    return this.#show();
  }

  /** @param {Partial<Choice>} change */
  #keep(change) {
    this.#choice = { ...this.#choice, ...change, ignored: [] };
    this.#search = searchOf(this.#choice);
    history.replaceState(null, "", `${location.pathname}${this.#search}`);
  }

  async #show() {
    for (const box of this.#boxes()) box.checked = this.#choice.chosen.get(box.name)?.has(box.value) ?? false;
    this.#sort().value = this.#choice.sort;
    const rows = await this.#load();
    this.#choice = rows ? known(this.#choice, rows) : this.#choice;
    this.#ignored(this.#choice.ignored);
    if (!rows) return;
    const found = sorted(matching(rows, this.#choice.chosen), this.#choice.sort);
    const numbers = counts(rows, this.#choice.chosen, this.#known);
    for (const box of this.#boxes()) {
      const count = box.parentElement?.querySelector(".pn-browse__count");
      if (count) count.textContent = String(numbers.get(box.name)?.get(box.value) ?? 0);
    }
    this.#chosen();
    this.#draw(found);
    this.#picks();
    const word = this.#choice.chosen.size === 0 ? "all" : found.length === 0 ? "none" : found.length === 1 ? "one" : "found";
    this.#status.textContent = this.#word(word, { n: found.length });
  }

  /** @param {string[]} ignored */
  #ignored(ignored) {
    const place = /** @type {HTMLElement} */ (this.querySelector(".pn-browse__ignored"));
    const few = ignored.slice(0, 5).join(", ");
    place.hidden = ignored.length === 0;
    place.textContent = this.#word("ignored", { list: ignored.length > 5 ? `${few}, ${this.#word("others", { n: ignored.length - 5 })}` : few });
  }

  /** @returns {Promise<Row[] | null>} asked for once, and again only after it failed */
  async #load() {
    const place = this.closest(".pn-all-toolkits");
    try {
      this.#rows ??= fetch(this.#index()).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))))).then((data) => data.rows);
      const rows = await this.#rows;
      place?.removeAttribute("data-failed");
      return rows;
    } catch {
      this.#rows = null;
      this.#status.textContent = this.#word("failed");
      place?.setAttribute("data-failed", "");
      return null;
    }
  }

  /** @param {Row[]} rows */
  #draw(rows) {
    const list = element("ul", { class: "pn-browse__list pn-cards" });
    const more = element("button", { type: "button", class: "pn-browse__show-more pn-button" }, this.#word("more"));
    let shown = 0;
    const next = () => {
      const items = rows.slice(shown, shown + LENGTH).map((row) => this.#card(row));
      list.append(...items);
      if (shown) items[0]?.querySelector("a")?.focus();
      shown += LENGTH;
      more.hidden = shown >= rows.length;
    };
    more.addEventListener("click", next);
    next();
    this.#list.replaceChildren(list, more);
  }

  /** @param {Row} row */
  #card(row) {
    const link = element("a", { href: new URL(`toolkits/${row.id}/`, this.#index()).href }, row.name);
    const short = row.short && !row.name.includes(row.short) ? [element("span", { class: "pn-toolkit-card__short" }, ` (${row.short})`)] : [];
    return element(
      "li",
      { class: "pn-toolkit-card" },
      element("h2", { class: "pn-toolkit-card__name" }, link, ...short),
      element("p", { class: "pn-toolkit-card__purpose" }, row.purpose),
      element("p", { class: "pn-toolkit-card__facts" }, `${row.note} · ${row.facts}`),
      this.#pick(row.id, row.name),
    );
  }

  #chosen() {
    const place = /** @type {HTMLElement} */ (this.querySelector(".pn-browse__chosen"));
    const parts = this.#boxes().filter((box) => box.checked).map((box) => {
      const label = box.parentElement?.querySelector(".pn-browse__label")?.textContent ?? box.value;
      const button = element("button", { type: "button" }, `${label} · ${this.#word("remove")}`, element("span", { class: "pn-hidden" }, this.#word("remove-what", { label })));
      button.addEventListener("click", () => this.#remove(box));
      return button;
    });
    const clear = element("button", { type: "button" }, this.#word("clear"));
    clear.addEventListener("click", async () => {
      await this.#choose({ chosen: new Map() });
      this.#focus(this.#boxes()[0]);
    });
    place.hidden = parts.length === 0;
    this.#text(".pn-browse__on", parts.length ? this.#word("on", { n: parts.length }) : "");
    place.replaceChildren(element("span", {}, this.#word("chosen")), ...parts, clear);
  }

  /** @param {HTMLInputElement} box */
  async #remove(box) {
    await this.#choose({ chosen: toggled(this.#choice.chosen, box.name, box.value) });
    this.#focus(box);
  }

  /** @param {HTMLElement} wanted may be folded away: then the focus goes to what is left, or to what unfolds it */
  #focus(wanted) {
    const left = /** @type {HTMLElement | null} */ (this.querySelector(".pn-browse__chosen:not([hidden]) button"));
    const shown = [wanted, left, this.#toggle()].find((one) => one?.checkVisibility());
    (shown ?? this.#list).focus();
  }

  #offerPicks() {
    for (const card of this.#list.querySelectorAll(".pn-toolkit-card")) {
      const link = card.querySelector("a");
      const id = link?.getAttribute("href")?.split("/").at(-2);
      if (id && link?.textContent) card.append(this.#pick(id, link.textContent));
    }
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  #pick(id, name) {
    const box = element("input", { type: "checkbox" });
    box.checked = this.#choice.picked.includes(id);
    box.addEventListener("change", () => {
      const picked = this.#choice.picked.filter((one) => one !== id);
      const full = box.checked && picked.length >= MOST_PICKED;
      if (full) box.checked = false;
      else if (box.checked) picked.push(id);
      if (!full) this.#keep({ picked });
      this.#picks(full);
    });
    return element("label", { class: "pn-browse__pick" }, box, this.#word("compare"), element("span", { class: "pn-hidden" }, this.#word("compare-what", { name })));
  }

  #picks(full = false) {
    const bar = /** @type {HTMLElement} */ (this.querySelector(".pn-browse__compare"));
    const link = /** @type {HTMLAnchorElement} */ (bar.querySelector("a"));
    bar.hidden = this.#choice.picked.length === 0;
    link.search = `?t=${this.#choice.picked.join(",")}`;
    this.#text(".pn-browse__compare-count", this.#word("to-compare", { n: this.#choice.picked.length }));
    this.#text(".pn-browse__compare-full", full ? this.#word("full") : "");
  }

  /** @returns {HTMLInputElement[]} */
  #boxes() {
    return /** @type {HTMLInputElement[]} */ ([...this.#form.querySelectorAll("input[type=checkbox]")]);
  }

  #toggle() {
    return /** @type {HTMLButtonElement} */ (this.querySelector(".pn-browse__toggle button"));
  }

  #sort() {
    return /** @type {HTMLSelectElement} */ (this.#form.querySelector("select"));
  }

  #index() {
    return new URL(this.dataset.index ?? "", document.baseURI);
  }

  /**
   * @param {string} selector
   * @param {string} text
   */
  #text(selector, text) {
    const place = this.querySelector(selector);
    if (place) place.textContent = text;
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  #word(name, values = {}) {
    return word(this, name, values);
  }
}
