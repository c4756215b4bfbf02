/* Filters the outside addresses, and says days as people do. Pure. */

/**
 * @typedef {{address: string, href: string | null, state: string, label: string, footnote: number | null,
 *   since: string | null, checked: string | null, seen: string | null, reason: string | null, version: string,
 *   archives: {address: string, captured: string, opened: string}[], look_ups: {archive: string, address: string}[],
 *   toolkits: {id: string, name: string}[], instead: {id: string, name: string}[], references: {id: string, title: string}[]}} Row
 * @typedef {{state: string, words: string}} Choice
 */

/**
 * @param {Row[]} rows worst first, as /links.json gives them
 * @param {Choice} choice an empty state or no words leave everything in
 * @returns {Row[]} in the same order; a word may be part of a word, and hidden addresses are found by their plain spelling too
 */
export function filterLinks(rows, choice) {
  const words = choice.words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  return rows.filter((row) => {
    if (choice.state && row.state !== choice.state) return false;
    const names = [...row.toolkits.map((toolkit) => toolkit.name), ...row.references.map((reference) => reference.title)];
    const text = [row.label, row.address, row.address.replace("[.]", "."), ...names].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * @param {string} fragment of the address, such as #state=hidden&words=nhs
 * @param {string[]} states that exist
 * @returns {Choice | null} null when the fragment chooses nothing that exists
 */
export function choiceFrom(fragment, states) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = given.get("state") ?? "";
  const choice = { state: states.includes(state) ? state : "", words: (given.get("words") ?? "").trim().slice(0, 100) };
  return choice.state || choice.words ? choice : null;
}

/** @param {Choice} choice */
export function fragmentOf(choice) {
  const given = new URLSearchParams();
  if (choice.state) given.set("state", choice.state);
  if (choice.words) given.set("words", choice.words);
  return `${given}` && `#${given}`;
}

/** @param {string | null} day as YYYY-MM-DD; gives it as 23 November 2026, and nothing for nothing */
export function spoken(day) {
  if (!day) return "";
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
