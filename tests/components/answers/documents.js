/* Responses as readers make them: by edits, in any order, with every kind of text. */
import { LEVELS, LIMITS, blank, edit } from "../../../overrides/assets/answers/response.js";
import { read } from "../../../overrides/assets/answers/reading.js";

/**
 * @typedef {import("../../../overrides/assets/answers/response.js").Response} Response
 * @typedef {import("../../../overrides/assets/answers/response.js").Cell} Cell
 * @typedef {import("./random.js").Random} Random
 */

export const RUN = "run0000000000";
export const START = Date.UTC(2026, 10, 23, 9);
export const OF = { id: "success-factors", version: 1, title: "Success factors check" };
const ITEMS = ["shared-aims", "trust", "constructor", "has-own-property", "a", "old-grievances", "0", "12"];
const ACTIONS = ["a1", "constructor", "m3x", "7"];
const TEXTS = [
  "", "Agreed in the meeting.", "Line one\nline two\n\nline four", "=SUM(A1:A9)", "<script>alert(1)</script>", "Dùn Èideann, 東京, 👩‍👩‍👧‍👦, e\u0301",
  "\u0000\u0001\u001f\u007f", "\"quoted\" \\ and \\u0041", "\u2028\u2029\ufeff", "__proto__", " leading and trailing ", "x".repeat(LIMITS.text), "null", "مرحبا",
];

/** @param {Random} random @returns {[string, Cell]} the path of a cell, and what a reader could put there */
export function change(random) {
  const text = () => (random.chance(0.05) ? "long note ".repeat(random.below(400)) : random.pick(TEXTS));
  const item = random.pick(ITEMS);
  const action = random.pick(ACTIONS);
  return random.pick(/** @type {(() => [string, Cell])[]} */ ([
    () => [`answers/${item}/value`, random.pick([...LEVELS, "dont-know", "not-applicable", null])],
    () => [`answers/${item}/value`, random.pick(LEVELS)],
    () => [`answers/${item}/importance`, random.pick([...LEVELS, "dont-know", null])],
    () => [`answers/${item}/agreed`, random.pick(["yes", "settled", "no", null])],
    () => [`answers/${item}/note`, text()],
    () => [`about/${random.pick(["name", "partnership", "partner", "people", "date"])}`, text()],
    () => ["about/mode", random.pick(["alone", "group"])],
    () => [`actions/${action}/${random.pick(["item", "what", "who", "by"])}`, text()],
    () => [`actions/${action}/status`, random.pick(["open", "started", "done", "dropped"])],
    () => [`actions/${action}/removed`, random.chance(0.5)],
  ]))();
}

/**
 * @param {Random} random
 * @param {Response} from
 * @param {number} edits at most
 * @returns {Response} after so many edits, by a clock that may stand still or run backwards
 */
export function edited(random, from, edits) {
  let found = from;
  let now = Date.parse(from.updated);
  for (let count = random.below(edits + 1); count > 0; count -= 1) {
    now += random.pick([0, 1, 1, 250, 5000, 86_400_000, -1, -3_600_000]);
    found = edit(found, ...change(random), now);
  }
  return found;
}

/** @param {Random} random @param {number} [edits] at most @returns {Response} */
export function response(random, edits = 40) {
  return edited(random, blank(RUN, OF, START), edits);
}

/**
 * The same as it opens from a file in which some cells have lost the times of their edits: one that another program wrote.
 * @param {Random} random
 * @param {Response} from
 * @returns {Response}
 */
export function withoutSomeTimes(random, from) {
  const found = read({ ...from, edited: Object.fromEntries(Object.entries(from.edited).filter(() => random.chance(0.6))) });
  if ("problem" in found) throw new Error(found.problem);
  return found.response;
}
