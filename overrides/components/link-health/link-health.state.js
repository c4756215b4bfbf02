/* Filters the outside addresses. Pure. */

/**
 * @typedef {{address: string, href: string | null, state: string, label: string, footnote: number | null, checked: string | null, reason: string | null, toolkits: string[], references: string[]}} Row
 * @typedef {{state: string, words: string}} Choice
 */

/**
 * @param {Row[]} rows worst first, as /links.json gives them
 * @param {Choice} choice an empty state or no words leave everything in
 * @returns {Row[]} in the same order
 */
export function filterLinks(rows, choice) {
  const words = choice.words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  return rows.filter((row) => {
    if (choice.state && row.state !== choice.state) return false;
    const text = `${row.label} ${row.address} ${row.toolkits.join(" ")} ${row.references.join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * @param {string} fragment of the address, such as #state=hidden&words=nhs
 * @param {string[]} states that exist
 * @returns {Choice} whatever is not known is left out
 */
export function choiceFrom(fragment, states) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = given.get("state") ?? "";
  return { state: states.includes(state) ? state : "", words: (given.get("words") ?? "").slice(0, 100) };
}

/** @param {Choice} choice */
export function fragmentOf(choice) {
  const given = new URLSearchParams();
  if (choice.state) given.set("state", choice.state);
  if (choice.words) given.set("words", choice.words);
  return given.size ? `#${given}` : "";
}
