/* What the answers of one run say: counts, means, what is strong and what to talk about first. Pure. */
import { DONT_KNOW, NOT_APPLICABLE, answerOf } from "../../assets/answers/response.js";

/**
 * @typedef {import("../../assets/answers/response.js").Response} Response
 * @typedef {import("../../assets/answers/response.js").Answer} Answer
 * @typedef {import("../checklist-fill/checklist-fill.state.js").Definition} Definition
 * @typedef {import("../checklist-fill/checklist-fill.state.js").Item} Item
 * @typedef {"strong" | "mixed" | "attention"} Band
 * @typedef {{of: number, levels: number, dontKnow: number, notApplicable: number, unanswered: number, mean: number | null, band: Band | null}} Score
 *   `levels` counts the answers from 1 to 4, and `mean` is theirs, to one decimal; null where there are not enough of them
 * @typedef {{item: Item, theme: string, answer: Answer}} Row
 * @typedef {"important" | "low" | "dont-know"} Reason why a statement should be talked about
 * @typedef {{word: string, values: Record<string, string | number | string[]>, parts?: {word: string, values: Record<string, number>}[]}} Sentence
 * @typedef {"first" | "keep" | "later" | "ease"} Quadrant important and not true, important and true, neither, true only
 * @typedef {{
 *   answered: number, of: number, empty: boolean, themes: (Score & {id: string, title: string})[], overall: Score, rows: Row[],
 *   strengths: Row[], more: number, first: (Row & {reason: Reason})[], disagreed: Row[],
 *   quadrants: Record<Quadrant, Row[]> | null, unplaced: number, earlier: {id: string, text: string | null, answer: Answer}[], short: Sentence[],
 * }} Picture `answered`: as the form counts; `empty`: there is nothing to show; `more`: strengths beyond those listed; `unplaced`: outside the quadrants
 */

/** The least mean of each band but the last. Bands are judged by the figure that is shown. */
export const BANDS = { strong: 3, mixed: 2 };
/** A mean needs an answer from 1 to 4 for at least this share of the statements that apply. */
export const ENOUGH = 0.5;
const STRENGTHS = 6;
/** @type {Reason[]} */
const REASONS = ["important", "low", "dont-know"];
// Where nobody judged the importance, a statement stands between those that matter and those that do not.
const UNJUDGED = 2.5;

/**
 * The same answers give the same picture, in whatever order they were given.
 * @param {Definition} definition
 * @param {Response} response
 * @returns {Picture}
 */
export function picture(definition, response) {
  const rows = definition.themes.flatMap((theme) => theme.items.map((item) => ({ item, theme: theme.title, answer: answerOf(response, item.id) })));
  const themes = definition.themes.map((theme) => ({ id: theme.id, title: theme.title, ...score(theme.items.map((item) => answerOf(response, item.id))) }));
  const overall = score(rows.map((row) => row.answer));
  const axes = Boolean(definition.importance);
  const first = toTalkAbout(rows, axes);
  const [strengths, more] = strongest(rows, axes);
  const earlier = retired(definition, response);
  const quadrants = axes ? placed(rows) : null;
  return {
    answered: rows.filter(({ answer }) => answer.value !== null && (!axes || answer.value === NOT_APPLICABLE || answer.importance !== null)).length,
    of: rows.length,
    empty: ![...rows, ...earlier].some(({ answer }) => answer.value !== null || answer.importance !== null || answer.note) && !response.actions.some((one) => !one.removed),
    themes,
    overall,
    rows,
    strengths,
    more,
    first,
    disagreed: rows.filter((row) => row.answer.agreed === "no"),
    quadrants,
    unplaced: quadrants ? rows.length - Object.values(quadrants).flat().length : 0,
    earlier,
    short: inShort(themes, overall, first, axes),
  };
}

/** @param {Answer[]} answers @returns {Score} */
export function score(answers) {
  const levels = answers.map((answer) => answer.value).filter((value) => typeof value === "number");
  /** @param {import("../../assets/answers/response.js").Value} value */
  const count = (value) => answers.filter((answer) => answer.value === value).length;
  const notApplicable = count(NOT_APPLICABLE);
  const enough = levels.length > 0 && levels.length >= ENOUGH * (answers.length - notApplicable);
  const sum = levels.reduce((total, value) => total + value, 0);
  const mean = enough ? Math.round((sum * 10) / levels.length) / 10 : null;
  return { of: answers.length, levels: levels.length, dontKnow: count(DONT_KNOW), notApplicable, unanswered: count(null), mean, band: bandOf(mean) };
}

/** @param {number | null} mean as it is shown @returns {Band | null} */
export function bandOf(mean) {
  if (mean === null) return null;
  return mean >= BANDS.strong ? "strong" : mean >= BANDS.mixed ? "mixed" : "attention";
}

/** @param {Answer} answer */
const weak = (answer) => answer.value === 1 || answer.value === 2;
/** @param {Answer} answer */
const matters = (answer) => answer.importance === 3 || answer.importance === 4;
/** @param {Answer} answer */
const weight = (answer) => (typeof answer.importance === "number" ? answer.importance : UNJUDGED);

/**
 * Important and weak ones first, then other weak ones, the weakest first; then those that nobody could judge.
 * @param {Row[]} rows
 * @param {boolean} axes whether importance was asked
 * @returns {(Row & {reason: Reason})[]}
 */
function toTalkAbout(rows, axes) {
  const found = rows.flatMap((row) => {
    if (!weak(row.answer) && row.answer.value !== DONT_KNOW) return [];
    /** @type {Reason} */
    const reason = row.answer.value === DONT_KNOW ? "dont-know" : axes && matters(row.answer) ? "important" : "low";
    return [{ ...row, reason }];
  });
  /** @param {Row & {reason: Reason}} row */
  const keys = ({ answer, reason }) => [REASONS.indexOf(reason), typeof answer.value === "number" ? answer.value : 0, axes ? -weight(answer) : 0];
  return found.sort((a, b) => inOrder(keys(a), keys(b)));
}

/**
 * The statements with the highest answer that was given, if that is 3 or 4; the most important first.
 * @param {Row[]} rows
 * @param {boolean} axes
 * @returns {[Row[], number]} those to list, and how many there are beyond them
 */
function strongest(rows, axes) {
  const best = rows.some((row) => row.answer.value === 4) ? 4 : 3;
  const found = rows.filter((row) => row.answer.value === best);
  if (axes) found.sort((a, b) => weight(b.answer) - weight(a.answer));
  return [found.slice(0, STRENGTHS), Math.max(0, found.length - STRENGTHS)];
}

/** @param {Row[]} rows @returns {Record<Quadrant, Row[]>} those for which both questions were answered with a level */
function placed(rows) {
  /** @type {Record<Quadrant, Row[]>} */
  const found = { first: [], keep: [], later: [], ease: [] };
  for (const row of rows) {
    const { value, importance } = row.answer;
    if (typeof value !== "number" || typeof importance !== "number") continue;
    found[matters(row.answer) ? (weak(row.answer) ? "first" : "keep") : weak(row.answer) ? "later" : "ease"].push(row);
  }
  return found;
}

/**
 * Answers to statements that the checklist no longer asks, or that a newer one asks.
 * @param {Definition} definition
 * @param {Response} response
 */
function retired(definition, response) {
  const asked = new Set(definition.themes.flatMap((theme) => theme.items.map((item) => item.id)));
  const known = new Map(definition.retired.map((one) => [one.id, one.text]));
  const given = Object.entries(response.answers).filter(([id, answer]) => !asked.has(id) && (answer.value !== null || answer.importance !== null || answer.note));
  return given.map(([id, answer]) => ({ id, text: known.get(id) ?? null, answer })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * @param {(Score & {title: string})[]} themes
 * @param {Score} overall
 * @param {(Row & {reason: Reason})[]} first
 * @param {boolean} axes
 * @returns {Sentence[]}
 */
function inShort(themes, overall, first, axes) {
  const found = [range(themes)];
  const pressing = first.filter((row) => row.reason === (axes ? "important" : "low")).length;
  const kind = axes ? "important" : "low";
  if (overall.levels) found.push({ word: `short-${kind}${["-none", "-one"][pressing] ?? ""}`, values: { n: pressing } });
  const gaps = [
    { word: "gap-unanswered", values: { n: overall.unanswered } },
    { word: "gap-dont-know", values: { n: overall.dontKnow } },
    { word: "gap-not-applicable", values: { n: overall.notApplicable } },
  ].filter((part) => part.values.n > 0);
  if (gaps.length) found.push({ word: "short-gaps", values: {}, parts: gaps });
  return found;
}

/** @param {(Score & {title: string})[]} themes @returns {Sentence} which theme is strongest and which weakest, where that can be said */
function range(themes) {
  const known = themes.filter((theme) => theme.mean !== null);
  const means = known.map((theme) => /** @type {number} */ (theme.mean));
  const [high, low] = [Math.max(...means), Math.min(...means)];
  if (known.length === 0) return { word: "short-none", values: {} };
  if (known.length === 1 && themes.length > 1) return { word: "short-only", values: { theme: known[0].title, mean: high.toFixed(1) } };
  if (high === low) return { word: "short-level", values: { mean: high.toFixed(1) } };
  /** @param {number} mean */
  const at = (mean) => known.filter((theme) => theme.mean === mean).map((theme) => theme.title);
  return { word: "short-range", values: { high: at(high), highMean: high.toFixed(1), low: at(low), lowMean: low.toFixed(1) } };
}

/** @param {number[]} a @param {number[]} b */
function inOrder(a, b) {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place < 0 ? 0 : a[place] - b[place];
}
