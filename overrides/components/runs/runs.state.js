/* What the list of runs says of each. Pure. */
import { nameOf } from "../../assets/answers/response.js";
import { itemsOf, unanswered } from "../checklist-fill/checklist-fill.state.js";

/**
 * @typedef {import("../../assets/answers/response.js").Response} Response
 * @typedef {import("../checklist-fill/checklist-fill.state.js").Definition & {href: string}} Definition
 */

/**
 * @param {Definition[]} definitions
 * @param {Response} response
 * @returns {Definition | undefined} the checklist that it answers
 */
export function definitionOf(definitions, response) {
  return definitions.find((one) => one.id === response.checklist.id);
}

/** @param {Response} response @returns {string} what a reader calls it, with its checklist */
export function titleOf(response) {
  return [response.checklist.title, nameOf(response)].filter(Boolean).join(": ");
}

/**
 * Counts of what a response holds.
 * @param {Definition} definition
 * @param {Response} response
 */
export function countsOf(definition, response) {
  const all = itemsOf(definition);
  const known = new Set(all.map((one) => one.id));
  const answers = Object.entries(response.answers);
  return {
    n: all.length - unanswered(definition, response).length,
    m: all.length,
    notes: answers.filter(([, answer]) => answer.note).length,
    actions: response.actions.filter((one) => !one.removed).length,
    earlier: answers.filter(([id, answer]) => !known.has(id) && (answer.value !== null || answer.note)).length,
  };
}
