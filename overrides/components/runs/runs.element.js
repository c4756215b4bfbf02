/* The list of runs that this browser keeps, and the opening of saved copies. */
import { copiedAt, listRuns, newName, noteCopy, removeRun, restoreRun, runs, saveCopy, saveText } from "../../assets/answers/open.js";
import { holds } from "../../assets/answers/response.js";
import { day, element, word } from "../../assets/element.js";
import { keys, listen, read, write } from "../../assets/store.js";
import { itemsOf } from "../checklist-fill/checklist-fill.state.js";
import { countsOf, definitionOf, titleOf } from "./runs.state.js";

/**
 * @typedef {import("../../assets/answers/response.js").Response} Response
 * @typedef {import("../../assets/answers/runs.js").Found} Found
 * @typedef {import("./runs.state.js").Definition} Definition
 * @typedef {import("../../assets/answers/file.js").How} How
 * @typedef {typeof import("../../assets/answers/file.js")} Files
 */

export default class RunsElement extends HTMLElement {
  /** @type {Definition[]} */
  #definitions = JSON.parse(this.querySelector("[data-island]")?.textContent ?? "").checklists;
  #status = /** @type {HTMLElement} */ (this.querySelector(".pn-runs__status"));
  #preview = /** @type {HTMLElement} */ (this.querySelector(".pn-runs__preview"));
  #file = /** @type {HTMLInputElement} */ (this.querySelector("input[type=file]"));

  connectedCallback() {
    this.#file.addEventListener("change", () => this.#chosen());
    listen((key) => (key === null || key.startsWith("run:")) && this.#list());
    window.addEventListener("pageshow", (event) => event.persisted && this.#list());
    this.#list();
  }

  #list() {
    const found = listRuns();
    const list = /** @type {HTMLElement} */ (this.querySelector(".pn-runs__list"));
    const back = this.#place(list);
    if (found.length === 0) {
      const choose = element("a", { class: "pn-button", href: /** @type {HTMLAnchorElement} */ (document.querySelector(".pn-runs > p:last-child a:last-child")).href }, this.#word("choose"));
      list.replaceChildren(element("p", {}, this.#word("none")), element("p", {}, choose));
    } else {
      const count = element("p", {}, this.#word(found.length === 1 ? "one" : "some", { n: found.length }));
      list.replaceChildren(count, element("ul", { class: "pn-cards" }, ...found.map((one) => this.#card(one))));
    }
    const everything = /** @type {HTMLElement} */ (this.querySelector(".pn-runs__everything"));
    everything.hidden = keys("").length === 0 && found.length === 0;
    if (everything.hidden || !everything.querySelector("button")) this.#askAll(false);
    back();
  }

  /** Where the focus is in the list, for when it has been made anew. @param {HTMLElement} list @returns {() => void} goes back there */
  #place(list) {
    const run = document.activeElement?.closest("li")?.dataset.run;
    const acts = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll(`[data-run="${run}"] :is(a, button)`)]);
    const at = acts().findIndex((one) => one === document.activeElement);
    return () => acts()[at]?.focus();
  }

  /** @param {Found} found */
  #card(found) {
    const { response } = found;
    if (!response) return this.#closed(found);
    const definition = definitionOf(this.#definitions, response);
    const name = titleOf(response);
    const of = () => element("span", { class: "pn-hidden" }, this.#word("of", { name }));
    /** @param {string} place @param {string} word */
    const link = (place, word) => (definition ? [element("a", { href: `${definition.href}${place}/#run=${response.run}` }, this.#word(word), of())] : []);
    /** @param {string} word @param {() => void} act */
    const button = (word, act) => this.#button(word, act, of());
    const items = definition ? itemsOf(definition).map((one) => one.id) : [];
    const acts = [
      ...link("fill", "carry-on"), ...link("results", "results"), button("copy", () => saveCopy({ response, area: found.area }, items)),
      button("duplicate", () => this.#duplicate(found, response)), button("delete", () => this.#delete([found], name)),
    ];
    const facts = definition ? this.#word("facts", { ...countsOf(definition, response), date: day(response.updated) }) : this.#word("retired");
    const notes = [found.area === "tab" ? "tab" : "", found.recovered ? "recovered" : ""].filter(Boolean).map((word) => element("p", { class: "pn-small" }, this.#word(word)));
    const heading = element("h2", { class: "pn-toolkit-card__name" }, name);
    return element("li", { class: "pn-toolkit-card pn-runs__run", "data-run": found.run }, heading, element("p", { class: "pn-toolkit-card__facts" }, facts), ...notes, element("p", { class: "pn-runs__acts" }, ...acts));
  }

  /** A run that cannot be opened. @param {Found} found */
  #closed(found) {
    const name = this.#word(found.state);
    const raw = this.#button("raw", () => saveText(found.texts.join("\n"), `${found.run}.txt`));
    const heading = element("h2", { class: "pn-toolkit-card__name" }, name);
    return element("li", { class: "pn-toolkit-card pn-runs__run", "data-run": found.run }, heading, element("p", {}, this.#word(`${found.state}-why`)), element("p", { class: "pn-runs__acts" }, raw, this.#button("delete", () => this.#delete([found], name))));
  }

  /** The part that works with files, fetched when it is asked for. @returns {Promise<Files | null>} null when it does not come */
  async #files() {
    try {
      return await import("../../assets/answers/file.js");
    } catch {
      this.#say(this.#word("not-loaded"), null);
      return null;
    }
  }

  /** @param {Found} found @param {Response} response */
  async #duplicate(found, response) {
    const files = await this.#files();
    if (!files) return;
    const name = titleOf(response);
    const copy = files.duplicate(response, newName(), this.#word("copy-of", { name: response.about.name || response.about.partnership || response.checklist.title }), Date.now());
    const { why, response: saved } = runs.save(found.area, null, copy);
    this.#list();
    const undo = () => this.#changed(found.area, saved) || removeRun({ ...found, run: copy.run });
    this.#say(why ? this.#word(`failed-${why}`) : this.#word("duplicated", { name }), why ? null : undo);
  }

  /**
   * @param {import("../../assets/store.js").Area} area
   * @param {Response} saved
   * @returns {string} "changed" when there are edits since it was saved, which undoing would throw away
   */
  #changed(area, saved) {
    const now = runs.load(saved.run, area)?.response;
    return now && !holds(saved, now) ? "changed" : "";
  }

  /** @param {Found[]} found @param {string} name */
  #delete(found, name) {
    const copies = found.map(copiedAt);
    const failed = found.some((one) => removeRun(one));
    this.#list();
    if (failed) this.#say(this.#word("not-deleted", { name }), null);
    else this.#say(this.#word("deleted", { name }), () => found.map((one, place) => restoreRun(one, copies[place])).find(Boolean) ?? "", this.#word("undone", { name }));
  }

  /** @param {boolean} sure @returns {HTMLElement} the button that goes on */
  #askAll(sure) {
    const place = /** @type {HTMLElement} */ (this.querySelector(".pn-runs__ask"));
    if (!sure) {
      const ask = this.#button("ask", () => this.#askAll(true).focus());
      place.replaceChildren(ask);
      return ask;
    }
    const yes = this.#button("yes", () => this.#deleteAll());
    place.replaceChildren(element("strong", {}, this.#word("sure")), " ", yes, " ", this.#button("no", () => this.#askAll(false).focus()));
    return yes;
  }

  #deleteAll() {
    const found = listRuns();
    const choices = keys("").filter((key) => !key.startsWith("run:")).map((key) => /** @type {const} */ ([key, read(key)]));
    const copies = found.map(copiedAt);
    const failed = [...found.map(removeRun), ...choices.map(([key]) => write(key, null))].some(Boolean);
    this.#askAll(false);
    this.#list();
    this.#say(this.#word(failed ? "not-all-deleted" : "all-deleted"), () => {
      for (const [key, value] of choices) write(key, value);
      return found.map((one, place) => restoreRun(one, copies[place])).find(Boolean) ?? "";
    });
  }

  async #chosen() {
    const file = this.#file.files?.[0];
    const files = file && (await this.#files());
    if (!file || !files) return;
    const name = file.name;
    if (file.size > files.LONGEST * 4) return this.#show([element("p", {}, this.#word("too-long", { name }))]);
    let text = "";
    try {
      text = await file.text();
    } catch {
      return this.#show([element("p", {}, this.#word("unreadable", { name }))]);
    }
    const found = files.fromFile(text);
    if ("problem" in found) return this.#show([element("p", {}, this.#word(found.problem === "newer" ? "newer-file" : found.problem, { name }))]);
    const definition = definitionOf(this.#definitions, found.response);
    if (!definition) return this.#show([element("p", {}, this.#word("unknown", { name, title: found.response.checklist.title }))]);
    // What this checklist is called, and how far its versions go, is ours to say and not the file's.
    const version = Math.min(found.response.checklist.version, definition.version);
    this.#ask(files, name, { ...found.response, checklist: { id: definition.id, version, title: definition.title } }, found.dropped, definition);
  }

  /** @param {Files} files @param {string} file @param {Response} response @param {string[]} dropped @param {Definition} definition @param {boolean} [again] because it changed meanwhile */
  #ask(files, file, response, dropped, definition, again = false) {
    const kept = runs.load(response.run);
    const counts = countsOf(definition, response);
    const whose = [response.about.name, response.about.partnership, response.about.partner, response.about.people].filter(Boolean).join(", ");
    const result = files.meets(kept, response);
    const parts = [element("h3", {}, this.#word("preview", { name: file })), element("p", {}, this.#word("preview-facts", { ...counts, title: definition.title, version: response.checklist.version, date: day(response.updated) }))];
    if (again) parts.splice(1, 0, element("p", { class: "pn-error" }, this.#word("again")));
    if (whose) parts.push(element("p", {}, this.#word("preview-whose", { whose })));
    if (counts.earlier) parts.push(element("p", {}, this.#word("earlier", { n: counts.earlier })));
    if (dropped.length) parts.push(element("p", {}, this.#word("dropped", { n: dropped.length, list: dropped.slice(0, 5).join(", ") })));
    parts.push(element("p", {}, this.#word(result.kind, result.kind === "differ" ? { later: result.later, earlier: result.earlier } : {})));
    if (result.kind === "same") return this.#show(parts);
    const form = element("form", {}, result.kind === "differ" ? this.#hows() : this.#forget());
    const open = element("button", { type: "submit", class: "pn-button" }, this.#word("open"));
    form.append(element("p", {}, open, " ", this.#button("cancel", () => {
      this.#show([]);
      this.#file.focus();
    })));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (JSON.stringify(runs.load(response.run)) !== JSON.stringify(kept)) return this.#ask(files, file, response, dropped, definition, true);
      const chosen = new FormData(form);
      const how = result.kind === "new" ? "new" : /** @type {How} */ (chosen.get("how") ?? "add");
      this.#take(files, how, kept, response, chosen.has("forget") ? "tab" : (kept?.area ?? "device"));
    });
    this.#show([...parts, form]);
  }

  #hows() {
    const options = ["merge", "replace", "add"].map((how, place) => {
      const input = element("input", { type: "radio", name: "how", value: how, id: `how-${how}` });
      input.checked = place === 0;
      return element("div", { class: "pn-radio" }, input, element("label", { for: `how-${how}` }, this.#word(how)));
    });
    return element("fieldset", {}, element("legend", {}, this.#word("how")), ...options);
  }

  #forget() {
    const input = element("input", { type: "checkbox", name: "forget", id: "open-forget" });
    return element("div", { class: "pn-radio" }, input, element("label", { for: "open-forget" }, this.#word("forget")));
  }

  /** @param {Files} files @param {How} how @param {Found | null} kept @param {Response} file @param {import("../../assets/store.js").Area} area */
  #take(files, how, kept, file, area) {
    const before = kept?.response ?? null;
    const own = file.about.name || file.about.partnership || file.checklist.title;
    const name = before?.checklist.id === file.checklist.id ? this.#word("copy-of", { name: own }) : file.about.name;
    const response = files.opened(how, before, file, { run: newName(), name }, Date.now());
    const fresh = how === "new" || how === "add";
    const { why, response: saved } = runs.save(area, fresh ? null : before, response);
    this.#list();
    if (why) return this.#say(this.#word(`failed-${why}`), null);
    if (fresh) noteCopy({ run: saved.run, area }); // the file that was opened
    this.#show([]);
    const back = () => (fresh || !before ? removeRun({ run: saved.run, area }) : runs.save(area, saved, files.become(saved, before, Date.now())).why);
    const undo = () => this.#changed(area, saved) || back();
    this.#say(this.#word("opened", { name: titleOf(response) }), undo, this.#word("undone-opening"));
  }

  /** @param {HTMLElement[]} parts none clears it, and the chosen file */
  #show(parts) {
    this.#preview.replaceChildren(...parts);
    this.#preview.hidden = parts.length === 0;
    if (parts.length) this.#preview.focus();
    if (parts.length < 2) this.#file.value = "";
  }

  /**
   * @param {string} text
   * @param {(() => string) | null} undo gives back why it failed, "" when it did not
   * @param {string} [undone] what to say then
   */
  #say(text, undo, undone = this.#word("undone-opening")) {
    const parts = undo ? [" ", this.#button("undo", () => {
      const why = undo();
      this.#list();
      this.#say(why ? this.#word(`failed-${why}`) : undone, null);
    })] : [];
    this.#status.replaceChildren(text, ...parts);
    this.#status.focus();
  }

  /** @param {string} word @param {() => void} act @param {HTMLElement[]} more */
  #button(word, act, ...more) {
    const button = element("button", { type: "button", class: "pn-link-button" }, this.#word(word), ...more);
    button.addEventListener("click", act);
    return button;
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  #word(name, values = {}) {
    return word(this, name, values);
  }
}
