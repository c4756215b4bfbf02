/* Two to four toolkits side by side: a table where there is room, a section a fact where there is not. */
import { GROUPS, MOST, choiceFrom, lines, searchOf } from "./compare.state.js";
import { element } from "../../assets/element.js";

/**
 * @typedef {import("./compare.state.js").Facts} Facts
 * @typedef {import("./compare.state.js").Line} Line
 * @typedef {{id: string, name: string}} Row
 */

export default class CompareElement extends HTMLElement {
  /** @type {Row[]} */
  #rows = [];
  /** @type {string[]} */
  #ids = [];
  #title = document.title;
  #search = "";
  #only = false;
  /** @type {Facts[]} */
  #facts = [];
  #narrow = window.matchMedia("(max-width: 44rem)");
  #draw = () => this.#show();
  #onMove = () => {
    if (location.search !== this.#search) this.#read(); // a link within the page moves too
  };

  async connectedCallback() {
    this.#narrow.addEventListener("change", this.#draw);
    window.addEventListener("popstate", this.#onMove);
    this.#part("form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add(this.#part("select", HTMLSelectElement).value);
    });
    const only = this.#part("#compare-only", HTMLInputElement);
    only.addEventListener("change", () => {
      this.#only = only.checked;
      history.replaceState(null, "", this.#address(this.#ids));
      this.#search = location.search;
      this.#show();
    });
    try {
      this.#rows = (await this.#json(this.#index())).toolkits;
    } catch {
      this.#say("failed");
      return;
    }
    await this.#read();
  }

  disconnectedCallback() {
    this.#narrow.removeEventListener("change", this.#draw);
    window.removeEventListener("popstate", this.#onMove);
  }

  async #read() {
    const search = (this.#search = location.search);
    const { ids, only, ignored } = choiceFrom(search, new Set(this.#rows.map((row) => row.id)));
    const note = this.#part(".pn-compare__ignored", HTMLElement);
    const few = ignored.slice(0, 5).join(", ");
    note.hidden = ignored.length === 0;
    note.textContent = this.#word("ignored", { list: ignored.length > 5 ? `${few}, ${this.#word("others", { n: ignored.length - 5 })}` : few });
    try {
      const facts = await Promise.all(ids.map((id) => this.#json(new URL(`toolkits/${id}/facts.json`, this.#index()))));
      if (search !== this.#search) return; // somebody was faster
      [this.#ids, this.#facts, this.#only] = [ids, facts, only];
    } catch {
      this.#say("failed");
      return;
    }
    this.#show();
  }

  /** @param {string[]} ids */
  #address(ids) {
    return `${location.pathname}${searchOf(ids, this.#only)}`;
  }

  /** @param {string[]} ids */
  async #go(ids) {
    history.pushState(null, "", this.#address(ids));
    await this.#read();
  }

  /** @param {string} id */
  async #add(id) {
    if (!id) {
      this.#say("choose-first");
      this.#part("select", HTMLSelectElement).focus();
      return;
    }
    await this.#go([...this.#ids, id]);
    const button = this.#part("form button", HTMLButtonElement);
    if (!button.checkVisibility()) this.#part("#compare-only", HTMLInputElement).focus(); // four are enough: nothing is left to add with
  }

  #show() {
    const count = this.#ids.length;
    this.#part(".pn-compare__none", HTMLElement).hidden = count > 0;
    this.#part("form", HTMLFormElement).hidden = false;
    this.#part(".pn-compare__only", HTMLElement).hidden = count < 2;
    const select = this.#part("select", HTMLSelectElement);
    const free = this.#rows.filter((row) => !this.#ids.includes(row.id));
    select.replaceChildren(element("option", { value: "" }, this.#word("choose")), ...free.map((row) => element("option", { value: row.id }, row.name)));
    /** @type {HTMLElement} */ (select.parentElement).hidden = count >= MOST;
    const view = this.#part(".pn-compare__view", HTMLElement);
    const names = this.#facts.map((facts) => facts.name);
    document.title = count ? `${names.join(", ")} · ${this.#title}` : this.#title;
    this.#part("#compare-only", HTMLInputElement).checked = this.#only;
    if (count === 0) {
      view.replaceChildren();
      this.#say("");
      return;
    }
    const all = lines(this.#facts);
    const shown = count > 1 && this.#only ? all.filter((line) => line.group === "differs") : all;
    this.#say(count === 1 ? "one" : all.some((line) => line.group === "differs") ? "shown" : "same", { n: count });
    view.replaceChildren(...(this.#narrow.matches ? this.#sections(shown) : [this.#table(shown)]));
  }

  /** @param {Line[]} shown */
  #table(shown) {
    const heads = this.#facts.map((facts, place) => element("th", { scope: "col" }, this.#link(place), element("br", {}), this.#remove(place)));
    const bodies = this.#groups(shown).map((lines) => element("tbody", {}, ...this.#break(lines[0]), ...lines.map((line) => this.#row(line))));
    const table = element(
      "table",
      { class: `pn-compare__table pn-compare__table--${this.#ids.length}` },
      element("caption", { class: "pn-hidden" }, this.#word(this.#ids.length === 1 ? "caption-one" : "caption", { n: this.#ids.length })),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, this.#word("feature")), ...heads)),
      ...bodies,
    );
    return element("section", { class: "pn-table", tabindex: "0", "aria-label": this.#word(this.#ids.length === 1 ? "region-one" : "region", { n: this.#ids.length }) }, table);
  }

  /** @param {Line} line */
  #row(line) {
    return element("tr", {}, element("th", { scope: "row" }, line.label), ...line.values.map((value) => element("td", {}, this.#value(value))));
  }

  /** @param {Line[]} shown @returns {Line[][]} the groups that have lines */
  #groups(shown) {
    return GROUPS.map((group) => shown.filter((line) => line.group === group)).filter((lines) => lines.length > 0);
  }

  /** @param {Line} first of a group */
  #break(first) {
    if (this.#ids.length < 2) return [];
    const head = element("th", { scope: "rowgroup", colspan: String(this.#ids.length + 1) }, this.#word(first.group));
    return [element("tr", { class: "pn-compare__break" }, head)];
  }

  /** @param {Line[]} shown */
  #sections(shown) {
    const who = element("ul", {}, ...this.#facts.map((_, place) => element("li", {}, this.#link(place), " ", this.#remove(place))));
    const parts = this.#groups(shown).flatMap((lines) => [
      ...(this.#ids.length > 1 ? [element("h2", {}, this.#word(lines[0].group))] : []),
      ...lines.map((line) => {
        const pairs = line.values.flatMap((value, place) => [element("dt", {}, this.#facts[place].name), element("dd", {}, this.#value(value))]);
        return element("section", {}, element(this.#ids.length > 1 ? "h3" : "h2", {}, line.label), element("dl", { class: "pn-summary-list" }, ...pairs));
      }),
    ]);
    return [who, ...parts];
  }

  /** @param {string | null} value */
  #value(value) {
    return value ?? element("span", { class: "pn-compare__unknown" }, this.#word("unknown"));
  }

  /** @param {number} place */
  #link(place) {
    return element("a", { href: new URL(`toolkits/${this.#ids[place]}/`, this.#index()).href }, this.#facts[place].name);
  }

  /** @param {number} place */
  #remove(place) {
    const name = element("span", { class: "pn-hidden" }, this.#word("remove-what", { name: this.#facts[place].name }));
    const button = element("button", { type: "button", class: "pn-compare__remove" }, this.#word("remove"), name);
    button.addEventListener("click", async () => {
      await this.#go(this.#ids.filter((_, other) => other !== place));
      const next = this.querySelectorAll(".pn-compare__remove")[Math.min(place, this.#ids.length - 1)];
      const target = next ?? document.querySelector("h1");
      if (target instanceof HTMLHeadingElement) target.tabIndex = -1;
      if (target instanceof HTMLElement) target.focus();
    });
    return button;
  }

  #index() {
    return new URL(this.dataset.index ?? "", document.baseURI);
  }

  /** @param {URL} address */
  async #json(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address.pathname}`);
    return answer.json();
  }

  /**
   * @param {string} word
   * @param {Record<string, string | number>} [values]
   */
  #say(word, values = {}) {
    this.#part("[role=status]", HTMLElement).textContent = word ? this.#word(word, values) : "";
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  #word(name, values = {}) {
    const text = this.#part("template", HTMLTemplateElement).content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
  }

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  #part(selector, type) {
    const found = this.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`pn-compare has no ${selector}`);
    return found;
  }
}
