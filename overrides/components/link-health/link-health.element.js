/* The list of outside addresses, filtered. The data are fetched when someone filters, not before. */
import { choiceFrom, filterLinks, fragmentOf } from "./link-health.state.js";

const LENGTH = 60;

/**
 * @typedef {import("./link-health.state.js").Row} Row
 * @typedef {import("./link-health.state.js").Choice} Choice
 */

export default class LinkHealthElement extends HTMLElement {
  /** @type {{states: Record<string, string>, links: Row[]} | null} */
  #data = null;

  connectedCallback() {
    const form = this.#part("form", HTMLFormElement);
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const choice = { state: this.#part("select", HTMLSelectElement).value, words: this.#part("input", HTMLInputElement).value.trim() };
      history.replaceState(null, "", `${location.pathname}${location.search}${fragmentOf(choice)}`);
      this.#show(choice);
    });
    const states = [...this.#part("select", HTMLSelectElement).options].map((option) => option.value);
    const choice = choiceFrom(location.hash, states);
    if (!choice.state && !choice.words) return;
    this.#part("select", HTMLSelectElement).value = choice.state;
    this.#part("input", HTMLInputElement).value = choice.words;
    this.#show(choice);
  }

  /** @param {Choice} choice */
  async #show(choice) {
    const index = new URL(this.dataset.index ?? "", location.href);
    const status = this.#part("[role=status]", HTMLElement);
    try {
      this.#data ??= await fetch(index).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))));
    } catch {
      status.textContent = this.#word("failed");
      return;
    }
    const data = this.#data;
    if (!data) return;
    const rows = filterLinks(data.links, choice);
    status.textContent = this.#word(rows.length === 0 ? "none" : rows.length === 1 ? "one" : "found").replace("{n}", String(rows.length));
    const list = this.#part("ol", HTMLOListElement);
    list.replaceChildren();
    this.querySelector(".pn-link-health__pager")?.remove();
    const more = this.#part(".pn-link-health__more", HTMLButtonElement);
    let shown = 0;
    const next = () => {
      list.append(...rows.slice(shown, shown + LENGTH).map((row) => this.#row(row, data.states, index)));
      shown += LENGTH;
      more.hidden = shown >= rows.length;
    };
    more.onclick = next;
    next();
  }

  /**
   * @param {Row} row
   * @param {Record<string, string>} states
   * @param {URL} index addresses of toolkits stand beside it
   */
  #row(row, states, index) {
    const item = document.createElement("li");
    item.className = "pn-link-health__row";
    const name = paragraph("");
    if (row.href) name.append(link(row.href, row.label, "external"));
    else name.append(row.label);
    if (row.footnote) name.append(` ${this.#word("footnote").replace("{n}", String(row.footnote))}`);
    const address = paragraph("pn-address");
    address.textContent = row.address;
    const words = paragraph("pn-link-health__words");
    const checked = row.checked ? `, ${this.#word("checked").replace("{d}", row.checked)}` : "";
    words.textContent = `${states[row.state]}${checked}. ${row.reason ?? ""}`.trim();
    const used = paragraph("pn-link-health__words");
    used.append(...row.toolkits.flatMap((id, place) => [place ? ", " : "", link(new URL(`toolkits/${id}/`, index).href, id, "")]));
    item.append(name, address, words, used);
    return item;
  }

  /** @param {string} name */
  #word(name) {
    return this.#part("template", HTMLTemplateElement).content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  }

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  #part(selector, type) {
    const found = this.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`pn-link-health has no ${selector}`);
    return found;
  }
}

/** @param {string} name */
function paragraph(name) {
  const made = document.createElement("p");
  made.className = name;
  return made;
}

/**
 * @param {string} href
 * @param {string} text
 * @param {string} rel
 */
function link(href, text, rel) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  if (rel) made.rel = rel;
  return made;
}
