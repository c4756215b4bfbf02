/* The search page: reads the words from the address, fetches the search data once, and lists what it finds. */
import { makeSearch, tidy } from "./search.state.js";

const PAGE = 20;

/** @typedef {import("./search.state.js").Entry} Entry */

export default class SearchElement extends HTMLElement {
  connectedCallback() {
    const query = tidy(new URLSearchParams(location.search).get("q") ?? "");
    this.#part("input", HTMLInputElement).value = query;
    if (query) this.#search(query);
  }

  /** @param {string} query */
  async #search(query) {
    const index = new URL(this.dataset.index ?? "", location.href);
    let search;
    try {
      const answer = await fetch(index);
      if (!answer.ok) throw new Error(String(answer.status));
      search = makeSearch(await answer.json());
    } catch {
      this.#say("failed", query, 0);
      return;
    }
    const found = search(query);
    this.#say(found.length === 0 ? "none" : found.length === 1 ? "one" : "found", query, found.length);
    const more = this.#part(".pn-search__more", HTMLButtonElement);
    let shown = 0;
    const show = () => {
      const list = this.#part("ol", HTMLOListElement);
      const next = found.slice(shown, shown + PAGE).map((entry) => this.#result(entry, index));
      list.append(...next);
      if (shown > 0) next[0]?.querySelector("a")?.focus();
      shown += PAGE;
      more.hidden = shown >= found.length;
    };
    more.addEventListener("click", show);
    show();
  }

  /**
   * @param {Entry} entry
   * @param {URL} index addresses of entries are relative to the file that names them
   */
  #result(entry, index) {
    const item = document.createElement("li");
    const name = document.createElement("p");
    const link = document.createElement("a");
    link.href = new URL(entry.address, index).href;
    link.textContent = entry.title;
    name.append(link);
    const line = document.createElement("p");
    line.textContent = entry.line;
    const what = document.createElement("p");
    what.className = "pn-search__what";
    what.textContent = [this.#word(entry.kind), entry.note].filter(Boolean).join(" · ");
    item.append(name, line, what);
    return item;
  }

  /**
   * @param {string} word
   * @param {string} query
   * @param {number} count
   */
  #say(word, query, count) {
    this.#part("[role=status]", HTMLElement).textContent = this.#word(word).replace("{n}", String(count)).replace("{q}", () => query);
  }

  /** @param {string} name */
  #word(name) {
    const words = this.#part("template", HTMLTemplateElement).content;
    return words.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  }

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  #part(selector, type) {
    const found = this.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`pn-search has no ${selector}`);
    return found;
  }
}
