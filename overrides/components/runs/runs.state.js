/* What the list of runs says of each, and what opening a file would do. Pure. */
import { merge, paths } from "../../assets/answers/response.js";
import { become, compare, duplicate } from "../../assets/answers/file.js";
import { itemsOf, unanswered } from "../checklist-fill/checklist-fill.state.js";

/**
 * @typedef {import("../../assets/answers/response.js").Response} Response
 * @typedef {import("../checklist-fill/checklist-fill.state.js").Definition & {href: string}} Definition
 * @typedef {"merge" | "replace" | "add"} How
 */

/**
 * @param {Definition[]} definitions
 * @param {Response} response
 * @returns {Definition | undefined} the checklist that it answers
 */
export function definitionOf(definitions, response) {
  return definitions.find((one) => one.id === response.checklist.id);
}

/** @param {Response} response @returns {string} what a reader calls it */
export function nameOf(response) {
  const { name, partnership, partner } = response.about;
  return [response.checklist.title, name || [partnership, partner].filter(Boolean).join(", ")].filter(Boolean).join(": ");
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

/**
 * What opening a file would meet.
 * @param {Response | null} kept the run of the same name on this device
 * @param {Response} file
 * @returns {{kind: "new" | "same"} | {kind: "differ", later: number, earlier: number}}
 */
export function meets(kept, file) {
  if (!kept) return { kind: "new" };
  const { same, later, earlier } = compare(kept, file);
  return same ? { kind: "same" } : { kind: "differ", later, earlier };
}

/**
 * The response to save when a file is opened.
 * @param {How} how
 * @param {Response | null} kept
 * @param {Response} file
 * @param {{run: string, name: string}} other the name of a run of its own
 * @param {number} now milliseconds since 1970
 * @returns {Response}
 */
export function opened(how, kept, file, other, now) {
  if (!kept) return file;
  if (how === "add") return duplicate(file, other.run, other.name, now);
  return how === "merge" ? merge(kept, file) : become(kept, file, now);
}

/** @param {Response} response @returns {boolean} whether anything was ever put in */
export function isEmpty(response) {
  return paths(response).length === 0;
}
