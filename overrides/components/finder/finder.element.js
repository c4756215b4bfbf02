/* Shows the decision tree a question at a time. The whole state stands in the address fragment. */
import { answered, before, fragmentOf, most, others, placeFrom, walk } from "./finder.state.js";
import { element, word } from "../../assets/element.js";

/**
 * @typedef {import("./finder.state.js").Tree} Tree
 * @typedef {import("./finder.state.js").Toolkit} Toolkit
 * @typedef {import("./finder.state.js").Pick} Pick
 * @typedef {import("./finder.state.js").Step} Step
 */

export default class FinderElement extends HTMLElement {
  /** @type {Tree} */
  #tree = JSON.parse(this.querySelector("[data-island]")?.textContent ?? "");
  #view = /** @type {HTMLElement} */ (this.querySelector(".pn-finder__view"));
  #title = document.title;
  #fragment = "";
  /** @type {Toolkit[] | null} */
  #toolkits = null;
  #onMove = () => this.#move();

  connectedCallback() {
    window.addEventListener("hashchange", this.#onMove);
    if (this.#elsewhere()) this.#stay();
    this.#show(false);
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#onMove);
  }

  #move() {
    if (this.#elsewhere()) this.#stay();
    else this.#show(true);
  }

  /** Whether the fragment is not ours: it leads to a part of the page, as the skip link's does. */
  #elsewhere() {
    return document.getElementById(location.hash.slice(1)) !== null;
  }

  /** Gives the address its answers back. */
  #stay() {
    history.replaceState(null, "", this.#fragment || location.pathname);
  }

  /** @param {boolean} moved whether the reader came here by a step, so that focus has to follow */
  #show(moved) {
    this.#fragment = location.hash;
    const place = placeFrom(location.hash, this.#tree);
    const way = walk(this.#tree, place.answers);
    const at = place.at && way.steps.some((step) => step.question === place.at) ? place.at : way.question;
    /** @type {HTMLElement[]} */
    const parts = this.#ignored(place.ignored);
    parts.push(...(at ? this.#question(at, place.answers, way.steps) : this.#result(place.answers, way.steps, String(way.outcome))));
    const all = element("p", { class: "pn-finder__all" }, element("a", { href: this.dataset.tree ?? "" }, this.#word("all")));
    this.#view.replaceChildren(...parts, all);
    const heading = this.#view.querySelector("h2[tabindex]");
    document.title = `${heading?.textContent} · ${this.#title}`;
    if (moved && heading instanceof HTMLElement) heading.focus();
  }

  /**
   * @param {Map<string, string>} answers
   * @param {string | null} at
   */
  #go(answers, at) {
    const fragment = fragmentOf(answers, at);
    if (fragment === location.hash) this.#show(true);
    else location.hash = fragment || "#";
  }

  /**
   * @param {string[]} ignored
   * @returns {HTMLElement[]}
   */
  #ignored(ignored) {
    if (ignored.length === 0) return [];
    const few = ignored.slice(0, 5).join(", ");
    const list = ignored.length > 5 ? `${few}, ${this.#word("more", { n: ignored.length - 5 })}` : few;
    return [element("p", { class: "pn-small", role: "status" }, this.#word("ignored", { list }))];
  }

  /**
   * @param {string} name
   * @param {Map<string, string>} answers
   * @param {Step[]} steps
   */
  #question(name, answers, steps) {
    const question = this.#tree.questions[name];
    const place = steps.findIndex((step) => step.question === name);
    const number = place < 0 ? steps.length + 1 : place + 1;
    const previous = before(this.#tree, answers, name);
    const options = question.answers.map((answer, index) => {
      const input = element("input", { type: "radio", name: "answer", value: answer.id, id: `answer-${index}` });
      input.checked = answers.get(name) === answer.id;
      return element("div", { class: "pn-radio" }, input, element("label", { for: `answer-${index}` }, answer.text));
    });
    const legend = element("legend", {}, element("h2", { tabindex: "-1" }, question.text));
    const hint = question.hint ? [element("p", { id: "hint" }, question.hint)] : [];
    const group = element("fieldset", question.hint ? { "aria-describedby": "hint" } : {}, legend, ...hint, ...options);
    const problem = element("div", { class: "pn-error", role: "group", "aria-labelledby": "problem", tabindex: "-1", hidden: "" });
    const form = element("form", { novalidate: "" }, problem, group, element("button", { type: "submit", class: "pn-button" }, this.#word("continue")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = new FormData(form).get("answer");
      if (typeof chosen === "string") this.#go(answered(this.#tree, answers, name, chosen), null);
      else this.#refuse(problem);
    });
    const total = number - 1 + most(this.#tree, name);
    /** @type {HTMLElement[]} */
    const parts = [element("p", { class: "pn-finder__number" }, this.#word("number", { n: number, m: total })), form];
    if (previous) parts.unshift(this.#back(answers, previous));
    return steps.length && place < 0 ? [...parts, this.#answers(answers, steps)] : parts;
  }

  /** @param {HTMLElement} problem */
  #refuse(problem) {
    const link = element("a", { href: "#answer-0" }, this.#word("choose"));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.querySelector("input")?.focus();
    });
    const heading = element("h2", { id: "problem" }, this.#word("problem"));
    problem.replaceChildren(heading, element("p", {}, link));
    problem.hidden = false;
    document.title = `${heading.textContent} · ${this.#title}`;
    problem.focus();
  }

  /**
   * @param {Map<string, string>} answers
   * @param {Step[]} steps
   * @param {string} name
   */
  #result(answers, steps, name) {
    const outcome = this.#tree.outcomes[name];
    const reasons = steps.flatMap((step) => (step.answer.because ? [step.answer.because] : []));
    const because = reasons.length ? this.#word("because", { reasons: this.#joined(reasons) }) : this.#word("unsure");
    const asksTime = steps.some((step) => step.answer.means?.time);
    const first = outcome.shortlist[0].gone ? null : outcome.shortlist[0];
    const rest = outcome.shortlist.slice(first ? 1 : 0);
    const start = first ? this.#pick(first, element("h2", { tabindex: "-1" }, ...this.#startWith(first)), asksTime) : element("h2", { tabindex: "-1" }, this.#word("none-today"));
    if (first) {
      start.classList.add("pn-finder__pick--first");
      start.children[0].after(element("p", {}, because));
    }
    const more = element("div", { class: "pn-finder__others" });
    this.#addOthers(more, steps, outcome.shortlist.map((pick) => pick.id));
    const print = element("button", { type: "button", class: "pn-button" }, this.#word("print"));
    print.addEventListener("click", () => window.print());
    return [
      this.#back(answers, /** @type {string} */ (before(this.#tree, answers, null))),
      element("p", { class: "pn-finder__number" }, this.#word("for", { name: outcome.name })),
      start,
      ...(first && rest.length ? [element("h3", {}, this.#word("next"))] : []),
      ...rest.map((pick) => this.#pick(pick, element(first ? "h4" : "h3", {}, element("a", { href: pick.href }, pick.name)), asksTime)),
      element("p", {}, outcome.advice ? `${outcome.advice} ` : "", element("a", { href: outcome.guide }, this.#word("guide")), "."),
      ...this.#checklist(outcome.checklist),
      more,
      this.#answers(answers, steps),
      print,
      element("p", { class: "pn-small pn-finder__keep" }, this.#word("keep")),
    ];
  }

  /** @param {import("./finder.state.js").Checklist | null} ours */
  #checklist(ours) {
    if (!ours) return [];
    const link = element("a", { href: ours.href }, ours.title);
    return [element("p", {}, `${this.#word("checklist")} `, link, `. ${ours.purpose} ${this.#word("alone", { n: ours.minutes })}`)];
  }

  /** @param {Pick} pick */
  #startWith(pick) {
    const [lead, tail] = this.#word("start-with", { name: "\n" }).split("\n");
    return [lead, element("a", { href: pick.href }, pick.name), tail ?? ""];
  }

  /**
   * @param {Pick} pick
   * @param {HTMLElement} heading
   * @param {boolean} asksTime whether an answer asked how long there is
   */
  #pick(pick, heading, asksTime) {
    const caution = element("p", {}, element("strong", {}, this.#word("caution")), ` ${pick.caution}`);
    const time = pick.timeKnown ? `${this.#word("time")} ${pick.time}` : asksTime ? this.#word("time-asked") : pick.time;
    const gone = pick.gone ? [element("p", {}, element("strong", {}, this.#word("gone", { label: pick.gone })))] : [];
    return element("section", { class: "pn-finder__pick" }, heading, ...gone, element("p", {}, pick.why), caution, element("p", { class: pick.timeKnown || !asksTime ? "pn-small" : "" }, time));
  }

  /**
   * @param {HTMLElement} place filled when the data are there
   * @param {Step[]} steps
   * @param {string[]} shortlist
   */
  async #addOthers(place, steps, shortlist) {
    const index = new URL(this.dataset.index ?? "", location.href);
    try {
      this.#toolkits ??= (await fetch(index).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))).toolkits;
    } catch {
      place.replaceChildren(element("p", { class: "pn-small" }, this.#word("failed")));
      return;
    }
    const found = others(/** @type {Toolkit[]} */ (this.#toolkits), steps, shortlist);
    /** @param {Toolkit} toolkit */
    const link = (toolkit) => element("a", { href: new URL(`toolkits/${toolkit.id}/`, index).href }, toolkit.name);
    const asksTime = steps.some((step) => step.answer.means?.time);
    const fits = found.fits.map((one) => element("li", {}, link(one), asksTime && one.time === "not-known" ? ` (${this.#word("time-unknown")})` : ""));
    const near = found.near.map((one) => element("li", {}, link(one.toolkit), `: ${this.#word(`not-${one.field}`)}`));
    place.replaceChildren(...this.#folded("also", fits), ...this.#folded("near", near));
  }

  /**
   * @param {string} word
   * @param {HTMLElement[]} items
   */
  #folded(word, items) {
    if (items.length === 0) return [];
    const label = this.#word(items.length === 1 ? `${word}-one` : word, { n: items.length });
    return [element("details", {}, element("summary", {}, label), element("ul", {}, ...items))];
  }

  /**
   * @param {Map<string, string>} answers
   * @param {Step[]} steps
   */
  #answers(answers, steps) {
    const rows = steps.flatMap((step) => {
      const text = this.#tree.questions[step.question].text;
      const change = element("a", { href: fragmentOf(answers, step.question), class: "pn-finder__change" }, this.#word("change"), element("span", { class: "pn-hidden" }, this.#word("change-what", { q: text })));
      return [element("dt", {}, text), element("dd", {}, `${step.answer.text} `, change)];
    });
    const again = element("a", { href: "#" }, this.#word("again"));
    return element("section", { class: "pn-finder__answers" }, element("h3", {}, this.#word("answers")), element("dl", { class: "pn-summary-list" }, ...rows), element("p", { class: "pn-finder__change" }, again));
  }

  /**
   * @param {Map<string, string>} answers
   * @param {string} to
   */
  #back(answers, to) {
    const button = element("button", { type: "button", class: "pn-finder__back" }, this.#word("back"));
    button.addEventListener("click", () => this.#go(answers, to));
    return button;
  }

  /** @param {string[]} reasons */
  #joined(reasons) {
    return reasons.length < 2 ? reasons.join("") : `${reasons.slice(0, -1).join(", ")}${this.#word("and")}${reasons.at(-1)}`;
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  #word(name, values = {}) {
    return word(this, name, values);
  }
}
