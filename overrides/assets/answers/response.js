/*
 * The answers of one run of a checklist: the same document in the browser's storage and in a file (schema/response.json).
 *
 * Every value that a reader can change is a cell with a path (answers/<item>/value, about/partnership, actions/<id>/what)
 * and the time of its last edit. Two copies of a run are merged cell by cell, the later edit wins, so that the order of
 * merging never matters and nothing that only one copy holds is lost. All functions here are pure.
 */

export const FORMAT = "partnership-navigator/response";
export const VERSION = 1;
export const LEVELS = [4, 3, 2, 1];
export const DONT_KNOW = "dont-know";
export const NOT_APPLICABLE = "not-applicable";
/**
 * The longest note and other text that is kept, and the most statements and actions that are read from a file. A note may
 * be four times as long as the form lets anybody type, because the notes of two tabs are joined.
 */
/** Half of a letter that takes two places: no file can hold it. */
export const HALF = /[\uD800-\uDFFF]/gu;
export const LIMITS = { note: 16_000, text: 300, items: 500, actions: 500 };

/**
 * @typedef {number | "dont-know" | "not-applicable" | null} Value
 * @typedef {{value: Value, importance: Value, agreed: "yes" | "settled" | "no" | null, note: string}} Answer
 * @typedef {{name: string, partnership: string, partner: string, people: string, date: string, mode: "alone" | "group"}} About
 * @typedef {"open" | "started" | "done" | "dropped"} Status
 * @typedef {{id: string, item: string, what: string, who: string, by: string, status: Status, removed: boolean}} Action
 * @typedef {{id: string, version: number, title: string}} Of
 * @typedef {{
 *   format: string, version: number, run: string, checklist: Of, about: About,
 *   answers: Record<string, Answer>, actions: Action[], edited: Record<string, string>, created: string, updated: string,
 * }} Response
 * @typedef {string | number | boolean | null} Cell
 */

/** @type {About} */
const ABOUT = { name: "", partnership: "", partner: "", people: "", date: "", mode: "alone" };
/** @type {Answer} */
const ANSWER = { value: null, importance: null, agreed: null, note: "" };
/** @type {Omit<Action, "id">} */
const ACTION = { item: "", what: "", who: "", by: "", status: "open", removed: false };
const CHOICES = /** @type {Record<string, Cell[]>} */ ({
  value: [...LEVELS, DONT_KNOW, NOT_APPLICABLE, null],
  importance: [...LEVELS, DONT_KNOW, null],
  agreed: ["yes", "settled", "no", null],
  status: ["open", "started", "done", "dropped"],
  removed: [false, true],
  mode: ["alone", "group"],
});
/** What a cell holds before anyone changes it. */
export const DEFAULTS = /** @type {Record<string, Record<string, Cell>>} */ ({ about: ABOUT, answers: ANSWER, actions: ACTION });
/** Names of statements and actions. */
export const NAME = /^[a-z0-9][a-z0-9-]{0,79}$/;

/**
 * @param {string} run
 * @param {Of} checklist
 * @param {number} now milliseconds since 1970
 * @returns {Response} nothing answered yet
 */
export function blank(run, checklist, now) {
  const time = stamp(now);
  return { format: FORMAT, version: VERSION, run, checklist, about: { ...ABOUT }, answers: {}, actions: [], edited: {}, created: time, updated: time };
}

/**
 * @param {Response} response
 * @param {string} path of the cell
 * @returns {Cell} its value, or the one that stands for nothing; null for a path that no cell can have
 */
export function cell(response, path) {
  const [group, ...rest] = path.split("/");
  const name = /** @type {string} */ (rest.at(-1));
  const of = group === "about" ? response.about : group === "answers" ? own(response.answers, rest[0]) : response.actions.find((one) => one.id === rest[0]);
  const initial = initially(path);
  return initial === undefined ? null : (/** @type {Record<string, Cell> | undefined} */ (of)?.[name] ?? initial);
}

/**
 * @param {Response} response
 * @param {string} item
 * @returns {Answer} an empty one when nothing was answered
 */
export function answerOf(response, item) {
  return own(response.answers, item) ?? { ...ANSWER };
}

/**
 * @param {Response} response
 * @returns {string} what tells it apart from other runs, "" when the reader gave no names
 */
export function nameOf({ about }) {
  return about.name || [about.partnership, about.partner].filter(Boolean).join(", ");
}

/**
 * A copy in which one cell holds a value. Text is cut to its limit.
 *
 * The edit is later than every edit that the response holds, even when the clock was set back.
 * @param {Response} response
 * @param {string} path
 * @param {Cell} value
 * @param {number} now milliseconds since 1970
 * @returns {Response} the same object when the cell holds the value already, or cannot hold it
 */
export function edit(response, path, value, now) {
  const tidied = tidy(path, value);
  if (tidied === undefined || cell(response, path) === tidied) return response;
  const found = copy(response);
  found.updated = stamp(Math.max(now, Date.parse(response.updated) + 1));
  put(found, path, tidied, found.updated);
  return found;
}

/**
 * Both copies of one run, joined: for each cell the later edit. Merging is associative, commutative and idempotent.
 * @param {Response} mine
 * @param {Response} theirs of the same run
 * @returns {Response}
 */
export function merge(mine, theirs) {
  const found = copy(mine);
  const [a, b] = [mine.checklist, theirs.checklist];
  found.checklist = a.version > b.version || (a.version === b.version && a.title >= b.title) ? a : b;
  found.created = mine.created < theirs.created ? mine.created : theirs.created;
  found.updated = later(mine.updated, theirs.updated);
  for (const path of paths(theirs)) {
    if (!beats(mine, theirs, path)) put(found, path, cell(theirs, path), theirs.edited[path] ?? "");
  }
  return inOrder(found);
}

/**
 * Takes in what another tab saved. Where both tabs changed one note since they last agreed, both texts are kept, as
 * far as LIMITS lets them.
 * @param {Response | null} base what both started from, null when they share nothing
 * @param {Response} mine
 * @param {Response} theirs
 * @returns {Response}
 */
export function adopt(base, mine, theirs) {
  let found = merge(mine, theirs);
  /** @param {Response} one @param {string} path */
  const touched = (one, path) => !base || at(one, path) > at(base, path) || (at(one, path) === at(base, path) && cell(one, path) !== cell(base, path));
  for (const path of paths(theirs)) {
    if (!path.endsWith("/note") || !touched(mine, path) || !touched(theirs, path)) continue;
    const [first, second] = (beats(mine, theirs, path) ? [theirs, mine] : [mine, theirs]).map((one) => String(cell(one, path)));
    // Who typed and took it back has said nothing against the other.
    const before = base ? cell(base, path) : "";
    const both = second === before || first.includes(second) ? first : first === before || second.includes(first) ? second : `${first}\n\n${second}`;
    found = edit(found, path, both, 0);
  }
  return found;
}

/**
 * Whether every edit of `part` is also in `whole`, or was followed by a later one there.
 * @param {Response} whole
 * @param {Response} part
 */
export function holds(whole, part) {
  return paths(part).every((path) => beats(whole, part, path));
}

/**
 * @param {Response} response
 * @returns {string[]} the paths of all cells that were ever edited or hold something, in order
 */
export function paths(response) {
  const found = new Set(Object.keys(response.edited));
  /** @param {string} prefix @param {object} group @param {Record<string, Cell>} defaults */
  const add = (prefix, group, defaults) => {
    for (const name of Object.keys(defaults)) if (/** @type {Record<string, Cell>} */ (group)[name] !== defaults[name]) found.add(`${prefix}/${name}`);
  };
  add("about", response.about, ABOUT);
  for (const [item, answer] of Object.entries(response.answers)) add(`answers/${item}`, answer, /** @type {Record<string, Cell>} */ (ANSWER));
  for (const action of response.actions) add(`actions/${action.id}`, action, ACTION);
  return [...found].sort();
}

/**
 * @param {number} now milliseconds since 1970
 * @returns {string} as the document writes times
 */
export function stamp(now) {
  return new Date(now).toISOString();
}

/**
 * What a cell may hold, or undefined when it may not hold this.
 * @param {string} path
 * @param {unknown} value
 * @returns {Cell | undefined}
 */
export function tidy(path, value) {
  const [group, ...rest] = path.split("/");
  const name = /** @type {string} */ (rest.at(-1));
  if (initially(path) === undefined || (group !== "about" && !NAME.test(rest[0]))) return undefined;
  if (Object.hasOwn(CHOICES, name)) return CHOICES[name].includes(/** @type {Cell} */ (value)) ? /** @type {Cell} */ (value) : undefined;
  if (typeof value !== "string") return undefined;
  return value.replace(/\r\n?/g, "\n").slice(0, name === "note" ? LIMITS.note : LIMITS.text).replace(HALF, "\uFFFD");
}

/**
 * Puts a value into a response that nobody else holds.
 * @param {Response} found as `copy` or `blank` makes it
 * @param {string} path of a cell that may hold the value
 * @param {Cell} value
 * @param {string} at time of the edit, "" when it is not known
 */
export function put(found, path, value, at) {
  const [group, ...rest] = path.split("/");
  const name = /** @type {string} */ (rest.at(-1));
  if (at) found.edited[path] = at;
  if (group === "about") Object.assign(found.about, { [name]: value });
  else if (group === "answers") found.answers[rest[0]] = { ...answerOf(found, rest[0]), [name]: value };
  else {
    let action = found.actions.find((one) => one.id === rest[0]);
    if (!action) found.actions.push((action = { id: rest[0], ...ACTION }));
    Object.assign(action, { [name]: value });
  }
}

/**
 * @param {Response} response
 * @returns {Response} in one order, so that equal responses are equal texts
 */
export function inOrder(response) {
  /** @template T @param {Record<string, T>} of @returns {Record<string, T>} */
  const byName = (of) => Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  const actions = [...response.actions].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...response, answers: byName(response.answers), edited: byName(response.edited), actions };
}

/**
 * @param {string} path
 * @returns {Cell | undefined} what the cell holds before anyone changes it; undefined when there can be no such cell
 */
function initially(path) {
  const parts = path.split("/");
  const group = own(DEFAULTS, parts[0]);
  return group && parts.length === (parts[0] === "about" ? 2 : 3) ? own(group, parts[parts.length - 1]) : undefined;
}

/**
 * Whether `one` holds the later edit of a cell. Of two edits at the same moment the same one always wins, and something
 * wins over nothing: answers without times, as other programs may write them, are not lost when copies are joined.
 * @param {Response} one
 * @param {Response} other
 * @param {string} path
 */
function beats(one, other, path) {
  const [ours, theirs] = [at(one, path), at(other, path)];
  if (ours !== theirs) return ours > theirs;
  const [mine, yours, nothing] = [cell(one, path), cell(other, path), initially(path)];
  if (mine === yours || yours === nothing || mine === nothing) return mine === yours || yours === nothing;
  return JSON.stringify(mine) > JSON.stringify(yours);
}

/** @param {Response} response @returns {Response} one that may be changed */
function copy(response) {
  const actions = response.actions.map((one) => ({ ...one }));
  return { ...response, about: { ...response.about }, answers: { ...response.answers }, edited: { ...response.edited }, actions };
}

/** @template T @param {Record<string, T>} of @param {string} name @returns {T | undefined} */
function own(of, name) {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

/** @param {Response} response @param {string} path @returns {string} when the cell was last edited, "" when that is not known */
const at = (response, path) => response.edited[path] ?? "";

/** @param {string} a @param {string} b */
const later = (a, b) => (a > b ? a : b);
