/* Where a reader is in a checklist, and how far. Pure. */
import { answerOf } from "../../assets/answers/response.js";

/**
 * @typedef {import("../../assets/answers/response.js").Response} Response
 * @typedef {{question: string, levels: {value: number, label: string}[]}} Scale
 * @typedef {{id: string, number: number, text: string, since: number}} Item
 * @typedef {{id: string, title: string, items: Item[]}} Theme
 * @typedef {{id: string, version: number, title: string, scale: Scale, importance: Scale | null, themes: Theme[], retired: {id: string, text: string}[]}} Definition
 * @typedef {"section" | "all" | "one"} View
 * @typedef {{section: number, item: number}} Place both from 0; `item` counts through all sections
 */

/** @type {View[]} */
const VIEWS = ["section", "all", "one"];

/** @param {Definition} definition @returns {Item[]} */
export function itemsOf(definition) {
  return definition.themes.flatMap((theme) => theme.items);
}

/**
 * @param {Definition} definition
 * @param {Response} response
 * @returns {Item[]} the statements that have no answer yet; one with two axes needs both
 */
export function unanswered(definition, response) {
  return itemsOf(definition).filter((item) => {
    const answer = answerOf(response, item.id);
    const outside = answer.value === "not-applicable";
    return answer.value === null || (definition.importance && !outside && answer.importance === null);
  });
}

/** @param {string | null} text @returns {View} */
export function viewOf(text) {
  return VIEWS.find((one) => one === text) ?? "section";
}

/**
 * @param {Definition} definition
 * @param {string | null} at a section or a statement, from an address
 * @returns {Place} the start when there is no such thing
 */
export function placeOf(definition, at) {
  const items = itemsOf(definition);
  const item = Math.max(0, items.findIndex((one) => one.id === at));
  const section = definition.themes.findIndex((theme) => theme.id === at || (at && theme.items.some((one) => one.id === at)));
  return section < 0 ? { section: 0, item: 0 } : { section, item: items[item].id === at ? item : items.indexOf(definition.themes[section].items[0]) };
}

/**
 * @param {Definition} definition
 * @param {View} view
 * @param {Place} place
 * @param {number} step 1 or -1
 * @returns {string | null} the section or statement to go to, or null at either end
 */
export function beside(definition, view, place, step) {
  if (view === "all") return null;
  if (view === "one") return itemsOf(definition)[place.item + step]?.id ?? null;
  return definition.themes[place.section + step]?.id ?? null;
}
