/* Opens answers that come as a file, with suspicion, and says what that would change. Pure. */
import { VERSION, adopt, cell, edit, paths } from "./response.js";
import { read } from "./reading.js";

/**
 * @typedef {import("./response.js").Response} Response
 * @typedef {"new" | "merge" | "replace" | "add"} How new: as the file says; add: as a run with a name of its own
 */

/** The longest file that is opened, in bytes. */
export const LONGEST = 1_000_000;

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

/**
 * What opening a file would meet.
 * @param {{response: Response | null} | null} kept what is on this device under the same name; its response is null when it cannot be read
 * @param {Response} file
 * @returns {{kind: "new" | "same" | "unread" | "foreign"} | {kind: "differ", later: number, earlier: number}}
 *   unread: what is kept cannot be read, and is left as it is; foreign: it answers another checklist
 */
export function meets(kept, file) {
  if (!kept) return { kind: "new" };
  if (!kept.response) return { kind: "unread" };
  if (kept.response.checklist.id !== file.checklist.id) return { kind: "foreign" };
  const { same, later, earlier } = compare(kept.response, file);
  return same ? { kind: "same" } : { kind: "differ", later, earlier };
}

/**
 * The response to save when a file is opened. Joining takes the later answer, and both notes where they differ.
 * @param {How} how
 * @param {Response | null} kept
 * @param {Response} file
 * @param {{run: string, name: string}} other the name of a run of its own
 * @param {number} now milliseconds since 1970
 * @returns {Response}
 */
export function opened(how, kept, file, other, now) {
  if (how === "add") return duplicate(file, other.run, other.name, now);
  if (how === "new" || !kept) return file;
  return how === "merge" ? adopt(null, kept, file) : become(kept, file, now);
}
