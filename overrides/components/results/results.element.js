/* The results of the run that the address names: opens it, has its report drawn, and hands it over on paper or as a file. */
import { borrow, find, listRuns, runInAddress, saveCopy, saveText, start } from "../../assets/answers/open.js";
import { nameOf } from "../../assets/answers/response.js";
import { day, element } from "../../assets/element.js";

/**
 * @typedef {import("../checklist-fill/checklist-fill.state.js").Definition} Definition
 * @typedef {import("../action-plan/action-plan.element.js").default} Plan
 * @typedef {import("../../assets/answers/session.js").Session} Session
 * @typedef {import("../../assets/answers/session.js").State} State
 * @typedef {import("../../assets/answers/runs.js").Found} Found
 * @typedef {import("../../assets/answers/response.js").Response} Response
 * @typedef {Awaited<ReturnType<typeof parts>>} Parts
 */

/** What only a run needs. A page without one does not wait for it. */
async function parts() {
  const [state, report, actions, plan] = await Promise.all([
    import("./results.state.js"),
    import("../../assets/answers/report.js"),
    import("../action-plan/action-plan.state.js"),
    import("../action-plan/action-plan.element.js"),
  ]);
  if (!customElements.get("pn-action-plan")) customElements.define("pn-action-plan", plan.default);
  return { picture: state.picture, bands: state.BANDS, draw: report.draw, label: report.label, suggest: actions.suggest };
}

export default class ResultsElement extends HTMLElement {
  /** @type {Definition & {actions: Record<string, string>}} */
  #definition = JSON.parse(this.querySelector("[data-island]")?.textContent ?? "");
  #view = /** @type {HTMLElement} */ (this.querySelector(".pn-results__view"));
  #title = document.title;
  #fragment = "";
  /** @type {Session | null} */
  #session = null;
  /** @type {Parts | null} */
  #parts = null;
  /** @type {HTMLElement | null} */
  #report = null;
  #drawn = "";
  #lent = false;

  connectedCallback() {
    window.addEventListener("hashchange", () => this.#move());
    this.#open();
  }

  #move() {
    // A link within the page, such as the skip link, gets the address back; another run is another page.
    if (document.getElementById(location.hash.slice(1))) history.replaceState(null, "", this.#fragment || location.pathname);
    else if (!this.#session) this.#open(true);
    else if (runInAddress() !== this.#session.response.run) location.reload(); // what is open is saved by leaving
  }

  /** @param {boolean} [moved] whether the reader chose the run here, so that focus has to follow */
  async #open(moved = false) {
    this.#fragment = location.hash;
    const { state, found } = find(this.#definition, runInAddress());
    const borrowed = state === "other" ? null : borrow(this.#definition, runInAddress(), (now, from) => this.#heard(now, from));
    try {
      this.#parts = borrowed || found?.response || listRuns().some((one) => one.response) ? await parts() : null;
    } catch {
      this.#say("failed");
      this.#view.replaceChildren(element("p", {}, this.#word("failed")));
      return;
    }
    if (!borrowed && (state !== "ok" || !found)) {
      this.#cannot(state === "ok" ? "missing" : state, found);
      return;
    }
    this.#lent = Boolean(borrowed);
    this.#session = borrowed ?? start(this.#definition, found, (now, from) => this.#said(now, from));
    this.#show(found?.recovered);
    if (borrowed) this.#said(borrowed.state, "here");
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = "";
    if (!moved) return;
    const heading = /** @type {HTMLElement} */ (document.querySelector("h1"));
    heading.tabIndex = -1;
    heading.focus();
  }

  /** @param {boolean} [recovered] whether one of two places was damaged */
  #show(recovered = false) {
    const { response } = /** @type {Session} */ (this.#session);
    const { picture } = /** @type {Parts} */ (this.#parts);
    if (picture(this.#definition, response).empty) {
      this.#report = null;
      this.#message("empty", {}, this.#lent ? [] : [element("a", { href: this.#fill(), class: "pn-button" }, this.#word("carry-on"))]);
      return;
    }
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-report]"));
    this.#report = element("div", { class: "pn-results__report" });
    this.#report.append(template.content.cloneNode(true));
    for (const text of this.#report.querySelectorAll("p")) this.#thresholds(text);
    this.#view.replaceChildren(...(recovered ? [element("p", {}, this.#word("recovered"))] : []), this.#report);
    customElements.upgrade(this.#report);
    this.#report.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button?.dataset.out) this.#out(button.dataset.out);
    });
    this.#draw();
    const name = nameOf(response) || day(response.updated);
    document.title = this.#title.replace(/^[^·]*/, `${this.#word("title", { name, title: this.#definition.title })} `);
  }

  #draw() {
    const session = /** @type {Session} */ (this.#session);
    const { picture, draw, suggest } = /** @type {Parts} */ (this.#parts);
    const report = /** @type {HTMLElement} */ (this.#report);
    const found = picture(this.#definition, session.response);
    const plan = /** @type {Plan} */ (report.querySelector("pn-action-plan"));
    draw(report, { ...this.#given(), picture: found, fill: this.#fill(), advice: (item) => this.#advice(item), add: (item) => plan.add(item) });
    const low = found.first.filter((row) => row.reason !== "dont-know").map((row) => row.item.id);
    plan.open({ session, items: found.rows.map((row) => row.item), suggestions: suggest(low, this.#definition.actions) });
    this.#drawn = essence(session.response);
  }

  /** @param {State} state @param {"here" | "elsewhere"} from */
  #said(state, from) {
    const session = /** @type {Session} */ (this.#session);
    if ((from === "elsewhere" || this.#lent) && essence(session.response) !== this.#drawn) {
      if (this.#report) this.#draw();
      else this.#show();
    }
    this.#warn(state.kind === "removed" ? "removed" : this.#lent && state.kind !== "saved" ? "lent" : "");
    this.#report && /** @type {Plan} */ (this.#report.querySelector("pn-action-plan")).said(state, from);
  }

  /** What the tab says that lends the answers: they are ours to keep once it goes away, or once storage holds them for both. @type {import("../../assets/answers/open.js").Told} */
  #heard(state, from) {
    if (!this.#lent) return;
    if (state) this.#said(state, from);
    const { response, area } = /** @type {Session} */ (this.#session);
    if (state && (state.kind !== "saved" || area === "tab")) return;
    const own = /** @type {Response} */ (JSON.parse(JSON.stringify(response)));
    const { found } = find(this.#definition, own.run);
    const kept = found?.response ? found : null;
    this.#lent = false;
    this.#session = start(this.#definition, kept, (now, heard) => this.#said(now, heard), area, own);
    if (this.#report) this.#draw();
    if (kept) this.#session.hear(own);
    else this.#session.keep();
    this.#said(this.#session.state, "here");
  }

  /** Says at the top that another tab deleted what is shown, or holds it alone. @param {"" | "removed" | "lent"} word */
  #warn(word) {
    const before = /** @type {HTMLElement | null} */ (this.#view.querySelector(".pn-results__warning"));
    if (before?.dataset.about === word) return;
    before?.remove();
    if (!word || !this.#report) return;
    const said = [element("h2", {}, this.#word(word)), element("p", {}, this.#word(`${word}-why`))];
    this.#view.prepend(element("section", { class: "pn-error pn-results__warning pn-no-print", "data-about": word }, ...said));
  }

  /** @param {string} kind of copy */
  async #out(kind) {
    const report = /** @type {HTMLElement} */ (this.#report);
    if (kind === "print") {
      window.print();
      return;
    }
    if (kind === "file") {
      saveCopy(/** @type {Session} */ (this.#session), this.#definition.themes.flatMap((theme) => theme.items.map((item) => item.id)));
      this.#say("file-done");
      return;
    }
    const heading = document.querySelector("h1")?.textContent ?? this.#definition.title;
    try {
      if (kind === "word") this.#say("word-busy");
      const { copyOut } = await import("../../assets/answers/out.js");
      const { said, file } = await copyOut(kind, { report, heading, ...this.#given(), about: this.parentElement?.querySelector("p")?.textContent ?? "" });
      this.#say(said, { file });
    } catch (error) {
      this.#say("failed");
      throw error; // for those who look for the cause
    }
  }

  #given() {
    const { response } = /** @type {Session} */ (this.#session);
    /** @param {string} name @param {Record<string, string | number>} [values] */
    const word = (name, values) => this.#word(name, values);
    return { definition: this.#definition, response, word };
  }

  /** @param {"none" | "missing" | "other" | "newer" | "damaged"} state @param {Found | null} found */
  #cannot(state, found) {
    const mine = listRuns().filter((one) => one.response?.checklist.id === this.#definition.id);
    const runs = mine.map(({ response }) => element("li", {}, element("a", { href: `#run=${response?.run}` }, this.#named(/** @type {Response} */ (response)))));
    const list = runs.length ? [element("ul", {}, ...runs)] : [];
    const fill = element("a", { href: this.dataset.fill ?? "", class: runs.length ? "" : "pn-button" }, this.#word("fill"));
    const links = [fill, element("a", { href: this.dataset.my ?? "" }, this.#word(state === "other" ? "my" : "open"))];
    const raw = element("button", { type: "button", class: "pn-link-button" }, this.#word("raw"));
    raw.addEventListener("click", () => found && saveText(found.texts.join("\n"), `${found.run}.txt`));
    const kept = state === "newer" || state === "damaged" ? [raw] : [];
    this.#message(state === "none" && !runs.length ? "none-here" : state, { title: found?.response?.checklist.title ?? "" }, [...links, ...kept], list);
  }

  /** @param {string} word @param {Record<string, string>} values @param {HTMLElement[]} links @param {HTMLElement[]} [list] */
  #message(word, values, links, list = []) {
    const spaced = links.flatMap((link, place) => (place ? [links[place - 1].className ? " " : " · ", link] : [link]));
    const shown = [element("h2", {}, this.#word(word)), element("p", {}, this.#word(`${word}-why`, values)), ...list, element("p", {}, ...spaced)];
    const bad = !["none", "none-here", "empty"].includes(word);
    this.#view.replaceChildren(element("section", { class: bad ? "pn-error pn-results__message" : "pn-results__message" }, ...shown));
    this.#say(word);
  }

  /** @param {Response} response */
  #named(response) {
    const { picture } = /** @type {Parts} */ (this.#parts);
    const { answered, of } = picture(this.#definition, response);
    const name = nameOf(response) || this.#definition.title;
    return this.#word("run", { name, n: answered, m: of, date: day(response.updated) });
  }

  /** @param {string} item @returns {Node[]} a copy of the advice that stands in the page */
  #advice(item) {
    return [...(this.querySelector(`[data-advice="${item}"]`)?.children ?? [])].map((one) => one.cloneNode(true));
  }

  /** Writes the thresholds into the words that explain the scores. @param {HTMLElement} text */
  #thresholds(text) {
    const { bands } = /** @type {Parts} */ (this.#parts);
    if (text.textContent?.includes("{strong}")) text.textContent = filled(text.textContent, { strong: bands.strong.toFixed(1), mixed: bands.mixed.toFixed(1), below: (bands.strong - 0.1).toFixed(1) });
  }

  /** Nothing for answers that only another tab holds: a form could not open them. */
  #fill() {
    return this.#lent ? "" : `${this.dataset.fill}#run=${this.#session?.response.run}`;
  }

  /** Says something to those who see and to those who hear. @param {string} word @param {Record<string, string>} [values] */
  #say(word, values) {
    const text = this.#word(word, values);
    const line = this.#report?.querySelector('[data-part="said"]');
    if (line) line.textContent = text;
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = text;
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  #word(name, values = {}) {
    const words = [...this.children].find((one) => one.matches("template[data-words]"));
    return filled(/** @type {HTMLTemplateElement} */ (words).content.querySelector(`[data-word="${name}"]`)?.textContent ?? "", values);
  }
}

/** @param {string} text @param {Record<string, string | number>} values */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

/** What of a run stands outside the action plan. @param {Response} response */
function essence({ about, answers, checklist }) {
  return JSON.stringify([about, answers, checklist]);
}
