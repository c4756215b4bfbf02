/* Answers as a file: written whole, and opened with suspicion. Pure. */
import { VERSION, answerOf, cell, edit, paths } from "./response.js";
import { read } from "./reading.js";

/**
 * @typedef {import("./response.js").Response} Response
 * @typedef {import("./response.js").Cell} Cell
 */

/** The longest file that is opened, in bytes. */
export const LONGEST = 1_000_000;

/**
 * @param {Response} response
 * @param {string[]} items every statement of the checklist, so that what has no answer says so
 * @returns {string} JSON that schema/response.json describes
 */
export function toFile(response, items) {
  const answers = { ...response.answers };
  for (const item of items) answers[item] ??= answerOf(response, item);
  return `${JSON.stringify({ ...response, answers }, null, 2)}\n`;
}

/**
 * @param {string} text of a file that anybody may have written
 * @returns {{response: Response, dropped: string[]} | {problem: "not-ours" | "newer" | "broken" | "too-long"}}
 */
export function fromFile(text) {
  if (text.length > LONGEST) return { problem: "too-long" };
  try {
    return read(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    return { problem: "not-ours" };
  }
}

/**
 * A name such as success-factors_housing_2026-11-22.json, of letters that every system takes.
 * @param {Response} response
 * @param {string} ending
 */
export function fileName(response, ending) {
  const whose = response.about.partner || response.about.partnership || response.about.name;
  const plain = whose.normalize("NFD").replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[\s_]+/g, "-").slice(0, 40);
  return `${[response.checklist.id, plain, response.updated.slice(0, 10)].filter(Boolean).join("_")}.${ending}`;
}

/**
 * How a file and what is kept differ, in cells.
 * @param {Response} kept
 * @param {Response} file
 * @returns {{same: boolean, later: number, earlier: number}} cells in which the file was edited later, and those in which it was not
 */
export function compare(kept, file) {
  const differing = [...new Set([...paths(kept), ...paths(file)])].filter((path) => cell(kept, path) !== cell(file, path));
  const later = differing.filter((path) => (file.edited[path] ?? "") > (kept.edited[path] ?? "")).length;
  return { same: differing.length === 0, later, earlier: differing.length - later };
}

/**
 * What is kept, edited until it says what another response says: so it can be saved like any edit, and undone likewise.
 * @param {Response} kept
 * @param {Response} wanted
 * @param {number} now milliseconds since 1970
 * @returns {Response}
 */
export function become(kept, wanted, now) {
  let found = kept;
  for (const path of new Set([...paths(kept), ...paths(wanted)])) found = edit(found, path, cell(wanted, path), now);
  // An action that only the kept one has cannot be taken out, but it can be marked as removed.
  const known = new Set(wanted.actions.map((one) => one.id));
  for (const action of kept.actions) if (!known.has(action.id)) found = edit(found, `actions/${action.id}/removed`, true, now);
  return found;
}

/**
 * The same answers under another name, as a run of its own.
 * @param {Response} response
 * @param {string} run
 * @param {string} name to tell it apart by
 * @param {number} now milliseconds since 1970
 * @returns {Response}
 */
export function duplicate(response, run, name, now) {
  const time = new Date(now).toISOString();
  const copied = { ...response, run, version: VERSION, created: time };
  return edit(copied, "about/name", name, now);
}
