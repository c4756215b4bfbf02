/* Draws the results of a run into the report of the page, whose words and headings the template gives. */
import { day, element } from "../element.js";
import { barChart, swatch } from "./chart.js";

/**
 * @typedef {import("./response.js").Response} Response
 * @typedef {import("./response.js").Answer} Answer
 * @typedef {import("./response.js").Value} Value
 * @typedef {import("../../components/checklist-fill/checklist-fill.state.js").Definition} Definition
 * @typedef {import("../../components/results/results.state.js").Picture} Picture
 * @typedef {import("../../components/results/results.state.js").Row} Row
 * @typedef {import("../../components/results/results.state.js").Score} Score
 * @typedef {(name: string, values?: Record<string, string | number>) => string} Words
 * @typedef {{definition: Definition, response: Response, picture: Picture, word: Words, fill: string, advice: (item: string) => Node[], add: (item: string) => void}} Given
 *   `fill`: address of the form, "" when it cannot open these answers; `advice`: a fresh copy of what the page says about a low answer; `add`: begins an action for a statement
 */

/** @param {Pick<Given, "definition" | "word">} given @param {Value} value @param {"scale" | "importance"} [of] @returns {string} an answer in words */
export function label({ definition, word }, value, of = "scale") {
  if (typeof value !== "number") return word(value ?? "unanswered");
  return definition[of]?.levels.find((level) => level.value === value)?.label ?? String(value);
}

/**
 * @param {HTMLElement} report a fresh copy of the template
 * @param {Given} given
 */
export function draw(report, given) {
  const { picture, word } = given;
  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (report.querySelector(`[data-part="${name}"]`));
  part("summary").replaceChildren(...summary(given));
  part("details").setAttribute("href", given.fill);
  part("details").hidden = !given.fill;
  part("short").textContent = picture.short.map((one) => sentence(one, word)).join(" ");
  chart(part("chart"), given);
  part("scores").replaceChildren(...scores(given));
  part("strengths").replaceChildren(...picture.strengths.map((row) => element("li", {}, named(row, word))), ...(picture.more ? [element("li", {}, word("more", { n: picture.more }))] : []));
  part("no-strengths").hidden = picture.strengths.length > 0;
  part("strengths").hidden = picture.strengths.length === 0;
  part("disagreed").hidden = picture.disagreed.length === 0;
  part("disagreed").querySelector("ul")?.replaceChildren(...picture.disagreed.map((row) => element("li", {}, `${named(row, word)} ${word("answer", { label: label(given, row.answer.value) })}`, ...note(row.answer, word))));
  part("nothing-first").hidden = picture.first.length > 0;
  part("first").replaceChildren(...first(given));
  quadrants(report, given);
  part("answers").replaceChildren(...answers(given));
  part("earlier").hidden = picture.earlier.length === 0;
  part("earlier").querySelector("ul")?.replaceChildren(...picture.earlier.map(({ id, text, answer }) => {
    return element("li", {}, `${text ?? word("no-text", { id })} ${word("answer", { label: label(given, answer.value) })}`, ...note(answer, word));
  }));
  part("made").textContent = word("made", { date: day(new Date().toISOString()) });
}

/** @param {Given} given */
function summary({ definition, response, picture, word }) {
  const { about, checklist } = response;
  const version = checklist.version === definition.version ? "of-version" : "old-version";
  const rows = [
    ["name", about.name],
    ["partnership", about.partnership],
    ["partner", about.partner],
    ["people", [about.people, word(about.mode)].filter(Boolean).join(". ")],
    ["date", about.date || day(answeredAt(response))],
    ["answered", word("n-of-m", { n: picture.answered, m: picture.of })],
    ["checklist", word(version, { title: definition.title, n: checklist.version, m: definition.version })],
  ];
  return rows.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, word(name)), element("dd", {}, value)]);
}

/** @param {Response} response @returns {string} the time of the last answer; work on the actions does not count */
function answeredAt({ edited, updated }) {
  const times = Object.entries(edited).flatMap(([path, time]) => (path.startsWith("answers/") ? [time] : []));
  return times.length ? times.reduce((a, b) => (a > b ? a : b)) : updated;
}

/** @param {Picture["short"][number]} one @param {Words} word */
function sentence(one, word) {
  /** @type {Record<string, string | number>} */
  const values = {};
  for (const [name, value] of Object.entries(one.values)) values[name] = Array.isArray(value) ? joined(value, word("and")) : value;
  if (one.parts) values.list = one.parts.map((part) => word(part.word, part.values)).join(", ");
  return word(one.word, values);
}

/** @param {HTMLElement} figure @param {Given} given */
function chart(figure, { picture, word }) {
  const caption = /** @type {HTMLElement} */ (figure.querySelector("figcaption"));
  caption.id = "results-chart";
  for (const drawn of figure.querySelectorAll("svg")) drawn.remove();
  caption.after(barChart(picture.themes.map((theme) => ({ title: theme.title, mean: theme.mean, band: theme.band, none: word("too-few") })), caption.id));
  for (const key of /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll("[data-band]"))) key.prepend(swatch(/** @type {import("./chart.js").Band} */ (key.dataset.band)), " ");
}

/** @param {Given} given */
function scores({ picture, word }) {
  const rows = [...picture.themes, ...(picture.themes.length > 1 ? [{ ...picture.overall, title: word("all") }] : [])];
  return rows.map((score) => {
    const left = /** @type {const} */ ([["gap-dont-know", score.dontKnow], ["gap-not-applicable", score.notApplicable], ["gap-unanswered", score.unanswered]]);
    const out = left.filter(([, n]) => n > 0).map(([name, n]) => word(name, { n })).join(", ");
    const cells = [score.mean === null ? word("no-score") : score.mean.toFixed(1), word(score.band ?? "too-few"), word("n-of-m", { n: score.levels, m: score.of }), out || word("nothing")];
    return element("tr", {}, element("th", { scope: "row" }, score.title), ...cells.map((text) => element("td", {}, text)));
  });
}

/** @param {Given} given */
function first(given) {
  const { picture, word } = given;
  /** @type {HTMLElement[]} */
  const found = [];
  for (const reason of /** @type {const} */ (["important", "low", "dont-know"])) {
    const rows = picture.first.filter((row) => row.reason === reason);
    if (rows.length === 0) continue;
    const other = reason === "low" && picture.first[0].reason === "important";
    found.push(element("h3", {}, word(other ? "first-low-other" : `first-${reason}`)));
    if (reason === "dont-know") found.push(element("p", {}, word("dont-know-why")));
    found.push(...rows.map((row) => talk(row, reason !== "dont-know", given)));
  }
  return found;
}

/** @param {Row} row @param {boolean} low @param {Given} given */
function talk(row, low, given) {
  const { word, definition } = given;
  const add = element("button", { type: "button", class: "pn-link-button" }, word("add-action"), element("span", { class: "pn-hidden" }, word("add-action-for", { n: row.item.number })));
  add.addEventListener("click", () => given.add(row.item.id));
  const said = [low ? word("answer", { label: label(given, row.answer.value) }) : "", definition.importance ? word("importance", { label: label(given, row.answer.importance, "importance") }) : "", row.answer.agreed === "no" ? word("agreed-no") : ""];
  const line = said.filter(Boolean).join(" · ");
  return element(
    "section",
    { class: "pn-results__talk" },
    element("h4", {}, named(row, word)),
    ...(line ? [element("p", {}, line)] : []),
    ...note(row.answer, word),
    ...(low ? given.advice(row.item.id) : []),
    element("p", { class: "pn-no-print", "data-not-copied": "" }, add),
  );
}

/** @param {HTMLElement} report @param {Given} given */
function quadrants(report, { picture, word }) {
  for (const [name, rows] of Object.entries(picture.quadrants ?? {})) {
    const list = rows.map((row) => element("li", {}, named(row, word)));
    report.querySelector(`[data-quadrant="${name}"]`)?.replaceChildren(...(list.length ? list : [element("li", {}, word("none-in-cell"))]));
  }
  const unplaced = report.querySelector('[data-part="unplaced"]');
  if (unplaced) unplaced.textContent = picture.unplaced ? word(picture.unplaced === 1 ? "unplaced-one" : "unplaced", { n: picture.unplaced }) : "";
}

/** @param {Given} given */
function answers(given) {
  const { definition, picture, word } = given;
  const axes = Boolean(definition.importance);
  return definition.themes.flatMap((theme) => {
    const head = [word("column-statement"), ...(axes ? [word("column-importance")] : []), word("column-answer")].map((text) => element("th", { scope: "col" }, text));
    const change = element("td", { class: "pn-no-print", "data-not-copied": "" });
    const rows = picture.rows.filter((row) => theme.items.some((item) => item.id === row.item.id)).map((row) => answer(row, axes, given));
    const table = element("table", { class: "pn-results__answers", "data-widths": axes ? "5,2,2" : "3,1" }, element("thead", {}, element("tr", {}, ...head, change)), element("tbody", {}, ...rows));
    const region = element("section", { class: "pn-table", tabindex: "0", "aria-label": word("table-answers", { theme: theme.title }) }, table);
    return [element("h3", {}, theme.title), region];
  });
}

/** @param {Row} row @param {boolean} axes @param {Given} given */
function answer(row, axes, given) {
  const { word } = given;
  const agreed = row.answer.agreed ? [element("p", { class: "pn-small" }, word(`agreed-${row.answer.agreed}`))] : [];
  const change = [word("change"), element("span", { class: "pn-hidden" }, word("change-what", { n: row.item.number }))];
  const link = given.fill ? [element("a", { href: `${given.fill}&at=${row.item.id}` }, ...change)] : [];
  return element(
    "tr",
    {},
    element("td", {}, element("p", {}, named(row, word)), ...note(row.answer, word)),
    ...(axes ? [element("td", { "data-label": word("column-importance") }, label(given, row.answer.importance, "importance"))] : []),
    element("td", { "data-label": word("column-answer") }, element("p", {}, label(given, row.answer.value)), ...agreed),
    element("td", { class: "pn-no-print", "data-not-copied": "" }, ...link),
  );
}

/** @param {Answer} answer @param {Words} word */
function note(answer, word) {
  return answer.note ? [element("p", { class: "pn-results__note" }, word("note", { note: answer.note }))] : [];
}

/** @param {Row} row @param {Words} word */
function named({ item }, word) {
  return word("item", { n: item.number, text: item.text });
}

/** @param {string[]} names @param {string} and */
function joined(names, and) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;
}
