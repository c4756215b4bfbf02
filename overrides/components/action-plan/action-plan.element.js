/* The action plan of a run: edited in place, kept with the answers. The results page opens it and tells it of every change. */
import { newName } from "../../assets/answers/open.js";
import { clock, day, element, word } from "../../assets/element.js";
import { editsOf, hasRoom, rowsOf } from "./action-plan.state.js";

/**
 * @typedef {import("./action-plan.state.js").Row} Row
 * @typedef {import("./action-plan.state.js").Draft} Draft
 * @typedef {import("../../assets/answers/session.js").Session} Session
 * @typedef {import("../../assets/answers/session.js").State} State
 * @typedef {{id: string, number: number, text: string}} Item
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 */

export default class ActionPlanElement extends HTMLElement {
  /** @type {Session | null} */
  #session = null;
  /** @type {Item[]} */
  #items = [];
  /** @type {Draft[]} */
  #suggestions = [];
  /** @type {Draft[]} */
  #begun = [];
  #removed = "";
  #line = "";
  #trouble = false;

  /** @param {{session: Session, items: Item[], suggestions: Draft[]}} given */
  open({ session, items, suggestions }) {
    if (!this.#session) this.#listen();
    this.#session = session;
    this.#items = items;
    this.#suggestions = suggestions;
    this.#draw();
    this.said(session.state, "here");
  }

  /**
   * Shows the state of saving, and what other tabs changed.
   * @param {State} state
   * @param {"here" | "elsewhere"} from
   */
  said(state, from) {
    const session = /** @type {Session} */ (this.#session);
    if (from === "elsewhere") this.#draw();
    const values = { time: clock(session.response.updated), date: day(session.response.updated) };
    const saved = session.area === "tab" ? "saved-tab" : values.date === day(new Date().toISOString()) ? "saved" : "saved-before";
    const text = this.#word(state.kind === "unsaved" ? state.why : state.kind === "saved" ? saved : state.kind, values);
    const bad = state.kind === "unsaved" || state.kind === "removed";
    const line = this.#part(".pn-action-plan__saved");
    line.classList.toggle("pn-action-plan__saved--bad", bad);
    if (text !== this.#line) line.replaceChildren(text, ...(state.kind === "removed" ? [" ", this.#keep(session)] : []));
    this.#line = text;
    // Spoken: trouble and its end, and news from another tab.
    if (bad || (this.#trouble && state.kind === "saved")) this.#speak(text);
    else if (from === "elsewhere") this.#speak(this.#word("elsewhere"));
    if (bad || state.kind === "saved") this.#trouble = bad;
  }

  /** @param {Session} session @returns {HTMLElement} what saves a run that another tab removed */
  #keep(session) {
    const keep = element("button", { type: "button", class: "pn-link-button" }, this.#word("keep"));
    keep.addEventListener("click", () => {
      session.keep();
      this.#part(".pn-action-plan__saved").focus(); // the button has gone
    });
    return keep;
  }

  /**
   * Takes the reader to the action for a statement, or to a new one.
   * @param {string} item "" for none
   */
  add(item) {
    const session = /** @type {Session} */ (this.#session);
    const known = item && this.#rows().find((row) => row.item === item);
    if (!known && !hasRoom(session.response, this.#begun)) return;
    const id = known ? known.id : newName();
    if (!known) {
      this.#begun.push({ id, item, what: "" });
      this.#draw();
      this.#speak(this.#word("added"));
    }
    this.#control(id, "what")?.focus();
  }

  #listen() {
    this.addEventListener("input", (event) => this.#changed(/** @type {Control} */ (event.target)));
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (!button) return;
      if ("add" in button.dataset) this.add("");
      else if ("use" in button.dataset) this.#use();
      else if ("undo" in button.dataset) this.#undo();
      else if ("remove" in button.dataset) this.#remove(button.closest("tr")?.dataset.row ?? "");
    });
  }

  /** @param {Control} control */
  #changed(control) {
    const row = this.#rows().find((one) => one.id === control.closest("tr")?.dataset.row);
    if (!row || !control.dataset.cell) return;
    this.#store([row], { [control.dataset.cell]: control.value });
  }

  #use() {
    const rows = this.#rows().filter((row) => row.kind === "suggested");
    this.#store(rows);
    if (rows[0]) this.#control(rows[0].id, "what")?.focus();
  }

  /** @param {string} id */
  #remove(id) {
    const row = this.#rows().find((one) => one.id === id);
    if (!row) return;
    this.#begun = this.#begun.filter((one) => one.id !== id);
    this.#removed = row.kind === "begun" ? "" : id;
    if (row.kind !== "begun") this.#store([row], { removed: true });
    else this.#draw();
    const line = this.#part(".pn-action-plan__undo");
    const undo = /** @type {HTMLElement} */ (line.querySelector("[data-undo]"));
    /** @type {HTMLElement} */ (line.querySelector("span")).textContent = row.what ? this.#word("gone", { what: row.what }) : this.#word("gone-blank");
    line.hidden = false;
    undo.hidden = !this.#removed;
    if (this.#removed) undo.focus();
    else this.#part("[data-add]").focus();
    this.#speak(line.querySelector("span")?.textContent ?? "");
  }

  #undo() {
    this.#session?.edit(`actions/${this.#removed}/removed`, false);
    this.#part(".pn-action-plan__undo").hidden = true;
    this.#draw();
    this.#control(this.#removed, "what")?.focus();
  }

  /** @param {Row[]} rows @param {Record<string, import("../../assets/answers/response.js").Cell>} [change] */
  #store(rows, change) {
    for (const [path, value] of rows.flatMap((row) => editsOf(row, change))) this.#session?.edit(path, value);
    this.#draw();
  }

  #rows() {
    const order = this.#items.map((item) => item.id);
    return rowsOf(/** @type {Session} */ (this.#session).response, this.#suggestions, this.#begun, order);
  }

  /** Makes the table hold the rows. A row that is there stays, so that nobody loses the place where they write. */
  #draw() {
    const rows = this.#rows();
    const body = /** @type {HTMLTableSectionElement} */ (this.querySelector("tbody"));
    for (const made of [...body.rows]) if (!rows.some((row) => row.id === made.dataset.row)) made.remove();
    for (const [place, row] of rows.entries()) {
      const made = [...body.rows].find((one) => one.dataset.row === row.id) ?? this.#made(row);
      if (body.rows[place] !== made) body.insertBefore(made, body.rows[place] ?? null);
      this.#fill(made, row, place + 1);
    }
    this.#part(".pn-action-plan__table").classList.toggle("pn-action-plan__table--none", rows.length === 0);
    this.#part(".pn-action-plan__suggested").hidden = !rows.some((row) => row.kind === "suggested");
    const room = hasRoom(/** @type {Session} */ (this.#session).response, this.#begun);
    this.#part(".pn-action-plan__full").hidden = room;
    /** @type {HTMLButtonElement} */ (this.#part("[data-add]")).disabled = !room;
  }

  /** @param {Row} row @returns {HTMLTableRowElement} */
  #made(row) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-row]"));
    const made = /** @type {HTMLTableRowElement} */ (/** @type {HTMLElement} */ (template.content.firstElementChild).cloneNode(true));
    made.dataset.row = row.id;
    for (const cell of made.cells) {
      const control = cell.querySelector("textarea, input, select");
      if (control instanceof HTMLElement) control.id = `action-${row.id}-${control.dataset.cell}`;
      if (control) cell.querySelector("label")?.setAttribute("for", control.id);
    }
    return made;
  }

  /** @param {HTMLTableRowElement} made @param {Row} row @param {number} number */
  #fill(made, row, number) {
    made.classList.toggle("pn-action-plan__row--suggested", row.kind === "suggested");
    for (const name of /** @type {const} */ (["what", "who", "by", "status"])) {
      const control = /** @type {Control} */ (made.querySelector(`[data-cell="${name}"]`));
      if (control.value !== row[name]) control.value = row[name];
      const shown = control instanceof HTMLSelectElement ? control.selectedOptions[0]?.textContent : row[name];
      /** @type {HTMLElement} */ (made.querySelector(`[data-value="${name}"]`)).textContent = shown ?? "";
    }
    const item = this.#items.find((one) => one.id === row.item);
    const about = [row.kind === "suggested" ? this.#word("suggested") : "", item ? this.#word("for", { n: item.number, text: item.text }) : ""];
    /** @type {HTMLElement} */ (made.querySelector(".pn-action-plan__for")).textContent = about.filter(Boolean).join(" ");
    /** @type {HTMLElement} */ (made.querySelector("[data-remove] .pn-hidden")).textContent = this.#word("which", { n: number });
  }

  /** @param {string} id @param {string} name @returns {HTMLElement | null} */
  #control(id, name) {
    return document.getElementById(`action-${id}-${name}`);
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** @param {string} text */
  #speak(text) {
    const status = this.#part("[role=status]");
    if (status.textContent !== text) status.textContent = text;
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  #word(name, values = {}) {
    return word(this, name, values);
  }
}
