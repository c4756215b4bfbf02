/* Shows the decision tree a question at a time. The whole state stands in the address fragment. */
import { answered, before, fragmentOf, most, others, placeFrom, walk } from "./finder.state.js";
import { element } from "../../assets/element.js";

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
  /** @type {Toolkit[] | null} */
  #toolkits = null;
  #onMove = () => this.#show(true);

  connectedCallback() {
    window.addEventListener("hashchange", this.#onMove);
    this.#show(false);
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#onMove);
  }

  /** @param {boolean} moved whether the reader came here by a step, so that focus has to follow */
  #show(moved) {
    const place = placeFrom(location.hash, this.#tree);
    const way = walk(this.#tree, place.answers);
    const at = place.at && way.steps.some((step) => step.question === place.at) ? place.at : way.question;
    const parts = this.#ignored(place.ignored);
    parts.push(...(at ? this.#question(at, place.answers, way.steps) : this.#result(place.answers, way.steps, String(way.outcome))));
    this.#view.replaceChildren(...parts);
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

  /** @param {string[]} ignored */
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
    const problem = element("div", { class: "pn-error", tabindex: "-1", hidden: "" });
    const form = element("form", { novalidate: "" }, problem, group, element("button", { type: "submit", class: "pn-button" }, this.#word("continue")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = new FormData(form).get("answer");
      if (typeof chosen === "string") this.#go(answered(this.#tree, answers, name, chosen), null);
      else this.#refuse(problem);
    });
    const total = number - 1 + most(this.#tree, name);
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
    problem.replaceChildren(element("h2", {}, this.#word("problem")), element("p", {}, link));
    problem.hidden = false;
    problem.focus();
  }

  /**
   * @param {Map<string, string>} answers
   * @param {Step[]} steps
   * @param {string} name
   */
  #result(answers, steps, name) {
    const outcome = this.#tree.outcomes[name];
    const [first, ...rest] = outcome.shortlist;
    const reasons = steps.flatMap((step) => (step.answer.because ? [step.answer.because] : []));
    const because = reasons.length ? this.#word("because", { reasons: this.#joined(reasons) }) : this.#word("unsure");
    const start = this.#pick(first, element("h2", { tabindex: "-1" }, ...this.#startWith(first)));
    start.classList.add("pn-finder__pick--first");
    start.children[0].after(element("p", {}, because));
    const more = element("div", { class: "pn-finder__others" });
    this.#addOthers(more, steps, outcome.shortlist.map((pick) => pick.id));
    return [
      this.#back(answers, /** @type {string} */ (before(this.#tree, answers, null))),
      start,
      ...(rest.length ? [element("h3", {}, this.#word("next"))] : []),
      ...rest.map((pick) => this.#pick(pick, element("h4", {}, element("a", { href: pick.href }, pick.name)))),
      element("p", {}, outcome.advice, " ", element("a", { href: outcome.guide }, this.#word("guide")), "."),
      more,
      this.#answers(answers, steps),
      element("p", { class: "pn-small" }, this.#word("print")),
    ];
  }

  /** @param {Pick} pick */
  #startWith(pick) {
    const [lead, tail] = this.#word("start-with", { name: "\n" }).split("\n");
    return [lead, element("a", { href: pick.href }, pick.name), tail ?? ""];
  }

  /**
   * @param {Pick} pick
   * @param {HTMLElement} heading
   */
  #pick(pick, heading) {
    const caution = element("p", {}, element("strong", {}, this.#word("caution")), ` ${pick.caution}`);
    const time = element("p", { class: "pn-small" }, pick.timeKnown ? `${this.#word("time")} ${pick.time}` : pick.time);
    return element("section", { class: "pn-finder__pick" }, heading, element("p", {}, pick.why), caution, time);
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
      const change = element("a", { href: fragmentOf(answers, step.question) }, this.#word("change"), element("span", { class: "pn-hidden" }, this.#word("change-what", { q: text })));
      return [element("dt", {}, text), element("dd", {}, `${step.answer.text} `, change)];
    });
    const again = element("a", { href: "#" }, this.#word("again"));
    return element("section", { class: "pn-finder__answers" }, element("h3", {}, this.#word("answers")), element("dl", { class: "pn-summary-list" }, ...rows), element("p", {}, again));
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
    const words = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-words]")).content;
    const text = words.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
  }
}
