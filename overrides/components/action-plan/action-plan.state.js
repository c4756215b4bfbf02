/* The rows of an action plan: what is stored, and what is only suggested or begun. Pure. */
import { LIMITS } from "../../assets/answers/response.js";

/**
 * @typedef {import("../../assets/answers/response.js").Response} Response
 * @typedef {import("../../assets/answers/response.js").Cell} Cell
 * @typedef {import("../../assets/answers/response.js").Status} Status
 * @typedef {{id: string, item: string, what: string}} Draft not stored yet
 * @typedef {{id: string, item: string, what: string, who: string, by: string, status: Status, kind: "stored" | "suggested" | "begun"}} Row
 * @typedef {[path: string, value: Cell]} Edit
 */

/** How many actions are suggested at most. */
export const MOST = 3;
// A suggestion has the same name in every tab, so that two tabs that store it store one action.
const SUGGESTED = "a-";

/**
 * @param {string[]} items with low answers, what matters most first
 * @param {Record<string, string>} texts what to do about each
 * @returns {Draft[]}
 */
export function suggest(items, texts) {
  return items.filter((item) => Object.hasOwn(texts, item)).slice(0, MOST).map((item) => ({ id: `${SUGGESTED}${item}`, item, what: texts[item] }));
}

/**
 * Rows keep their places when a draft is stored: suggestions stand in the order of the statements, then the rest by age.
 * @param {Response} response
 * @param {Draft[]} suggestions left out for statements that have, or had, an action
 * @param {Draft[]} begun by the reader
 * @param {string[]} order of the statements
 * @returns {Row[]}
 */
export function rowsOf(response, suggestions, begun, order) {
  const stored = new Set(response.actions.map((one) => one.id));
  const taken = new Set(response.actions.map((one) => one.item));
  /** @param {Draft} draft @param {"suggested" | "begun"} kind @returns {Row} */
  const drawn = (draft, kind) => ({ ...draft, who: "", by: "", status: "open", kind });
  /** @type {Row[]} */
  const rows = response.actions.filter((one) => !one.removed).map(({ removed: _, ...one }) => ({ ...one, kind: "stored" }));
  rows.push(...suggestions.filter((one) => !taken.has(one.item)).map((one) => drawn(one, "suggested")));
  rows.push(...begun.filter((one) => !stored.has(one.id)).map((one) => drawn(one, "begun")));
  /** @param {Row} row */
  const place = (row) => (row.id.startsWith(SUGGESTED) ? order.indexOf(row.item) : order.length);
  return rows.sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}

/**
 * @param {Row} row
 * @param {Record<string, Cell>} [change] of its cells, by name
 * @returns {Edit[]} what to store so that the row is kept with the change; a draft is stored whole
 */
export function editsOf(row, change = {}) {
  /** @type {Record<string, Cell>} */
  const cells = row.kind === "stored" ? change : { item: row.item, what: row.what, ...change };
  return Object.entries(cells).map(([name, value]) => [`actions/${row.id}/${name}`, value]);
}

/**
 * Whether one more action can be kept. Removed ones count, because another copy of the answers may still hold them.
 * @param {Response} response
 * @param {Draft[]} begun
 */
export function hasRoom(response, begun) {
  return response.actions.length + MOST + begun.length < LIMITS.actions;
}
