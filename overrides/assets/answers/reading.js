/* Reads a response that somebody else may have written: every field is checked, and only known ones are copied. Pure. */
import { DEFAULTS, FORMAT, HALF, LIMITS, NAME, VERSION, blank, inOrder, put, stamp, tidy } from "./response.js";

/** @typedef {import("./response.js").Response} Response */

const RUN = /^[a-z0-9]{8,40}$/;
// A file's years are bounded, so that a later edit can always be given a later time.
const TIME = /^(19|2\d)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const OWN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * What a response may hold: from anybody's file; and from our own storage, where nothing that was saved may be turned away.
 * @typedef {{items: number, actions: number, time: RegExp}} Bounds
 */
const FILE = { items: LIMITS.items, actions: LIMITS.actions, time: TIME };
const OWN = { items: Infinity, actions: Infinity, time: OWN_TIME };

/**
 * Never throws, and takes no longer than the limits of a response allow.
 * @param {unknown} raw as JSON.parse gives it
 * @param {boolean} [ours] whether this site wrote it, as a checksum shows
 * @returns {{response: Response, dropped: string[]} | {problem: "not-ours" | "newer" | "broken"}} `dropped` names what could not be read, or not to its end; what goes beyond a limit has one name, such as actions/501-900
 */
export function read(raw, ours = false) {
  if (!plain(raw) || raw.format !== FORMAT) return { problem: "not-ours" };
  if (typeof raw.version === "number" && raw.version > VERSION) return { problem: "newer" };
  const of = plain(raw.checklist) ? raw.checklist : {};
  const version = of.version;
  const number = typeof version === "number" && Number.isInteger(version) && version > 0;
  if (raw.version !== VERSION || !fits(raw.run, RUN) || !fits(of.id, NAME) || !number) return { problem: "broken" };
  const title = typeof of.title === "string" ? of.title.slice(0, LIMITS.text).replace(HALF, "\uFFFD") : of.id;
  const bounds = ours ? OWN : FILE;
  const found = blank(raw.run, { id: of.id, version, title }, 0);
  found.created = time(raw.created, bounds) ?? stamp(0);
  const dropped = [...about(found, raw, bounds), ...answers(found, raw, bounds), ...actions(found, raw, bounds)];
  found.updated = [time(raw.updated, bounds) ?? found.created, ...Object.values(found.edited)].reduce((a, b) => (a > b ? a : b));
  return { response: inOrder(found), dropped };
}

/** @param {Response} found @param {Record<string, unknown>} raw @param {Bounds} bounds */
function about(found, raw, bounds) {
  return cells(found, "about", "about", raw.about, raw.edited, bounds);
}

/** @param {Response} found @param {Record<string, unknown>} raw @param {Bounds} bounds @returns {string[]} */
function answers(found, raw, bounds) {
  const given = plain(raw.answers) ? Object.keys(raw.answers) : [];
  const dropped = given.slice(0, bounds.items).flatMap((item) => {
    const answer = /** @type {Record<string, unknown>} */ (raw.answers)[item];
    if (!NAME.test(item) || !plain(answer)) return [`answers/${item.slice(0, 80)}`];
    return cells(found, "answers", `answers/${item}`, answer, raw.edited, bounds);
  });
  return [...dropped, ...beyond("answers", given.length, bounds.items)];
}

/** @param {Response} found @param {Record<string, unknown>} raw @param {Bounds} bounds @returns {string[]} */
function actions(found, raw, bounds) {
  const given = Array.isArray(raw.actions) ? raw.actions : [];
  const known = new Set();
  const dropped = given.slice(0, bounds.actions).flatMap((action, place) => {
    if (!plain(action) || !fits(action.id, NAME) || known.has(action.id)) return [`actions/${place + 1}`];
    known.add(action.id);
    return cells(found, "actions", `actions/${action.id}`, action, raw.edited, bounds);
  });
  return [...dropped, ...beyond("actions", given.length, bounds.actions)];
}

/** @param {string} group @param {number} count @param {number} most */
function beyond(group, count, most) {
  return count > most ? [`${group}/${most + 1}-${count}`] : [];
}

/**
 * @param {Response} found gets the cells of one group
 * @param {string} group
 * @param {string} prefix of their paths
 * @param {unknown} given
 * @param {unknown} edited
 * @param {Bounds} bounds
 * @returns {string[]} the paths that could not be read
 */
function cells(found, group, prefix, given, edited, bounds) {
  return Object.keys(DEFAULTS[group]).flatMap((name) => {
    const path = `${prefix}/${name}`;
    const value = plain(given) && Object.hasOwn(given, name) ? given[name] : DEFAULTS[group][name];
    const at = (plain(edited) && Object.hasOwn(edited, path) ? time(edited[path], bounds) : undefined) ?? "";
    if (!at && value === DEFAULTS[group][name]) return [];
    const tidied = tidy(path, value);
    if (tidied === undefined) return [path];
    put(found, path, tidied, at);
    // A return before a line feed is not kept, and is nothing that a reader would miss.
    return typeof value === "string" && String(tidied).length < value.replace(/\r\n?/g, "\n").length ? [path] : [];
  });
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function plain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @param {RegExp} pattern @returns {value is string} */
function fits(value, pattern) {
  return typeof value === "string" && pattern.test(value);
}

/** @param {unknown} value @param {Bounds} bounds */
function time(value, bounds) {
  return fits(value, bounds.time) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
