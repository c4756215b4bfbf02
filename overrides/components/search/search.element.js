/* The search page: reads the words from the address, fetches the search data once, and lists what it finds. */
import { makeSearch, tidy } from "./search.state.js";

const PAGE = 20;

/**
 * @typedef {import("./search.state.js").Entry} Entry
 * @typedef {import("./search.state.js").Search} Search
 */

export default class SearchElement extends HTMLElement {
  /** @type {Promise<Search> | null} made once, and again only after it failed */
  #ready = null;
  #query = "";
  /** @type {Entry[]} */
  #found = [];
  #shown = 0;
  #title = document.title;
  #onMove = () => this.#read();

  connectedCallback() {
    this.#part("form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      const query = tidy(this.#part("input", HTMLInputElement).value);
      if (query !== this.#query) history.pushState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
      this.#read();
    });
    this.#part(".pn-search__more", HTMLButtonElement).addEventListener("click", () => this.#show());
    window.addEventListener("popstate", this.#onMove);
    this.#read();
  }

  disconnectedCallback() {
    window.removeEventListener("popstate", this.#onMove);
  }

  /** Looks for the words of the address. */
  async #read() {
    const query = tidy(new URLSearchParams(location.search).get("q") ?? "");
    if (query === this.#query) return;
    this.#query = query;
    this.#part("input", HTMLInputElement).value = query;
    document.title = query ? `${query} · ${this.#title}` : this.#title;
    const search = query ? await this.#load() : null;
    if (query !== this.#query) return; // somebody was faster
    this.#found = search ? search(query) : [];
    this.#shown = 0;
    this.#part("ol", HTMLOListElement).replaceChildren();
    this.#show();
    const word = !query ? "" : !search ? "failed" : ["none", "one"][this.#found.length] ?? "found";
    this.#say(word, query, this.#found.length);
    if (!search) this.#query = ""; // the same words may be tried again
  }

  /** @returns {Promise<Search | null>} */
  async #load() {
    try {
      this.#ready ??= fetch(this.#index()).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))))).then(makeSearch);
      return await this.#ready;
    } catch {
      this.#ready = null;
      return null;
    }
  }

  #index() {
    return new URL(this.dataset.index ?? "", document.baseURI);
  }

  #show() {
    const items = this.#found.slice(this.#shown, this.#shown + PAGE).map((entry) => this.#result(entry, this.#index()));
    this.#part("ol", HTMLOListElement).append(...items);
    if (this.#shown > 0) items[0]?.querySelector("a")?.focus();
    this.#shown += PAGE;
    this.#part(".pn-search__more", HTMLButtonElement).hidden = this.#shown >= this.#found.length;
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
    this.#part("[role=status]", HTMLElement).textContent = (word && this.#word(word)).replace("{n}", String(count)).replace("{q}", () => query);
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
