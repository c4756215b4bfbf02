/* The list of outside addresses, filtered. The data are fetched when someone filters, not before. */
import { choiceFrom, filterLinks, fragmentOf, spoken } from "./link-health.state.js";

const LENGTH = 60;

/**
 * @typedef {import("./link-health.state.js").Row} Row
 * @typedef {import("./link-health.state.js").Choice} Choice
 */

export default class LinkHealthElement extends HTMLElement {
  /** @type {Promise<Row[]> | null} */
  #rows = null;

  connectedCallback() {
    const form = this.#part("form", HTMLFormElement);
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const choice = { state: this.#part("select", HTMLSelectElement).value, words: this.#part("input", HTMLInputElement).value.trim() };
      history.replaceState(null, "", `${location.pathname}${location.search}${fragmentOf(choice)}`);
      this.#show(choice);
    });
    addEventListener("hashchange", () => this.#follow());
    this.#follow();
  }

  /** Shows what the fragment of the address chooses. */
  #follow() {
    const select = this.#part("select", HTMLSelectElement);
    const choice = choiceFrom(location.hash, [...select.options].map((option) => option.value));
    if (!choice) return;
    select.value = choice.state;
    this.#part("input", HTMLInputElement).value = choice.words;
    this.#show(choice);
    this.scrollIntoView(); // what the marks mean would fill the screen
  }

  /** @param {Choice} choice */
  async #show(choice) {
    const status = this.#part("[role=status]", HTMLElement);
    let all;
    try {
      all = await (this.#rows ??= this.#fetched()); // choices that wait for the same data go on in their order: the last one stays
    } catch {
      this.#rows = null;
      status.textContent = this.#word("failed");
      return;
    }
    const rows = filterLinks(all, choice);
    status.textContent = this.#word(rows.length === 0 ? "none" : rows.length === 1 ? "one" : "found").replace("{n}", String(rows.length));
    const list = this.#part("ol", HTMLOListElement);
    list.replaceChildren();
    this.querySelector(".pn-link-health__pager")?.remove();
    const more = this.#part(".pn-link-health__more", HTMLButtonElement);
    const next = () => {
      const shown = list.children.length;
      list.append(...rows.slice(shown, shown + LENGTH).map((row) => this.#row(row)));
      more.hidden = list.children.length >= rows.length;
      if (shown > 0 && list.children[shown] instanceof HTMLElement) list.children[shown].focus();
    };
    more.onclick = next;
    next();
  }

  /** @returns {Promise<Row[]>} */
  async #fetched() {
    const answer = await fetch(this.#index());
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).links;
  }

  /** The address of the data; toolkits stand beside it. */
  #index() {
    return new URL(this.dataset.index ?? "", location.href);
  }

  /** @param {Row} row */
  #row(row) {
    const item = document.createElement("li");
    item.className = "pn-link-health__row";
    item.tabIndex = -1;
    const footnote = row.footnote ? ` ${this.#word("footnote").replace("{n}", String(row.footnote))}` : "";
    /** @param {{id: string, name: string}} toolkit */
    const page = ({ id, name }) => link(new URL(`toolkits/${id}/`, this.#index()).href, name);
    const toolkits = row.toolkits.map(page);
    const instead = row.instead.map(page);
    const guides = row.references.length ? [this.#template().querySelector("[data-word=guides] a")?.cloneNode(true) ?? ""] : [];
    item.append(
      paragraph("", row.href ? robust(row, row.href) : row.label, footnote),
      paragraph("pn-address", row.address),
      paragraph("pn-link-health__words", ...this.#standing(row), ...this.#archives(row)),
      paragraph("pn-link-health__words", `${this.#word("used")} `, ...between([...toolkits, ...guides], ", ")),
      ...(instead.length ? [paragraph("pn-link-health__words", `${this.#word("instead")} `, ...between(instead, ", "))] : []),
    );
    return item;
  }

  /** @param {Row} row */
  #standing(row) {
    const state = this.#template().querySelector(`[data-state="${row.state}"]`)?.cloneNode(true);
    if (!(state instanceof HTMLElement)) throw new Error(`pn-link-health has no words for ${row.state}`);
    const words = state.querySelector("[data-gaps]");
    if (words) words.textContent = (words.textContent ?? "").replace("{checked}", spoken(row.checked)).replace("{since}", spoken(row.since));
    const seen = row.seen && row.state !== "live" && row.state !== "unchecked" ? this.#word("seen").replace("{d}", spoken(row.seen)) : "";
    return [state, `${seen}.${row.reason ? ` ${row.reason}` : ""}`];
  }

  /** @param {Row} row */
  #archives(row) {
    const copies = row.archives.flatMap((copy) => [
      " ",
      link(copy.address, this.#word("copy").replace("{d}", spoken(copy.captured)), "external"),
      `, ${this.#word("opened").replace("{d}", spoken(copy.opened))}.`,
    ]);
    if (!row.look_ups.length) return copies;
    const archives = row.look_ups.map((one) => link(one.address, one.archive, "external"));
    return [...copies, ` ${this.#word(row.footnote ? "look-up-2009" : "look-up")} `, ...between(archives, ` ${this.#word("or")} `), "."];
  }

  #template() {
    return this.#part("template", HTMLTemplateElement).content;
  }

  /** @param {string} name */
  #word(name) {
    return this.#template().querySelector(`[data-word="${name}"]`)?.textContent ?? "";
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

/**
 * @param {string} name
 * @param {(Node | string)[]} parts
 */
function paragraph(name, ...parts) {
  const made = document.createElement("p");
  made.className = name;
  made.append(...parts);
  return made;
}

/**
 * @param {(Node | string)[]} parts
 * @param {string} mark
 */
function between(parts, mark) {
  return parts.flatMap((part, place) => (place ? [mark, part] : [part]));
}

/**
 * @param {Row} row
 * @param {string} href
 */
function robust(row, href) {
  const made = link(href, row.label, "external");
  if (row.address.includes("://")) made.dataset.originalurl = row.address; // one that is unsafe is only a broken host
  made.dataset.versiondate = row.version;
  if (row.archives[0]) made.dataset.versionurl = row.archives[0].address;
  return made;
}

/**
 * @param {string} href
 * @param {string} text
 * @param {string} rel
 */
function link(href, text, rel = "") {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  if (rel) made.rel = rel;
  return made;
}
