/* Filters, counts and sorts the toolkits. Pure. Within a filter any value will do; between filters all must hold. */

/**
 * @typedef {{id: string, name: string, short: string, purpose: string, facts: string, note: string, year: number | null, minutes: number | null, values: Record<string, string[]>}} Row
 * @typedef {Map<string, Set<string>>} Chosen filter to its chosen values; a filter without any is not there
 * @typedef {{chosen: Chosen, sort: string, picked: string[], ignored: string[]}} Choice
 */

export const SORTS = ["", "name", "newest", "time"];
export const MOST_PICKED = 4;
const MOST_PARTS = 100;

/**
 * @param {string} search such as ?do=skills&who=team&sort=name; hostile until read
 * @param {Map<string, Set<string>>} known filter to its values
 * @returns {Choice} what is not known is left out and named in `ignored`
 */
export function choiceFrom(search, known) {
  /** @type {Choice} */
  const choice = { chosen: new Map(), sort: "", picked: [], ignored: [] };
  const parts = [...new URLSearchParams(search)];
  parts.forEach(([name, value], place) => {
    if (place < MOST_PARTS && known.get(name)?.has(value)) add(choice.chosen, name, value);
    else if (place < MOST_PARTS && name === "sort" && SORTS.includes(value)) choice.sort = value;
    else if (place < MOST_PARTS && name === "pick" && choice.picked.length < MOST_PICKED && !choice.picked.includes(value)) choice.picked.push(value);
    else choice.ignored.push(shortened(name, value));
  });
  return choice;
}

/**
 * @param {Choice} choice
 * @param {Row[]} rows
 * @returns {Choice} without picked toolkits that the catalogue does not have
 */
export function known(choice, rows) {
  const ids = new Set(rows.map((row) => row.id));
  const unknown = choice.picked.filter((id) => !ids.has(id)).map((id) => shortened("pick", id));
  return { ...choice, picked: choice.picked.filter((id) => ids.has(id)), ignored: [...choice.ignored, ...unknown] };
}

/**
 * @param {string} name
 * @param {string} value
 */
function shortened(name, value) {
  return (value ? `${name}=${value}` : name).replace(/\p{C}/gu, "").slice(0, 40);
}

/**
 * @param {Choice} choice
 * @returns {string} the search part of the address, with its ?, or nothing
 */
export function searchOf(choice) {
  const parts = new URLSearchParams();
  for (const [name, values] of choice.chosen) for (const value of values) parts.append(name, value);
  if (choice.sort) parts.append("sort", choice.sort);
  for (const id of choice.picked) parts.append("pick", id);
  return `${parts}` && `?${parts}`;
}

/**
 * @param {Chosen} chosen
 * @param {string} name
 * @param {string} value
 * @returns {Chosen} a copy with the value chosen, or no longer chosen
 */
export function toggled(chosen, name, value) {
  const next = new Map([...chosen].map(([key, values]) => [key, new Set(values)]));
  if (next.get(name)?.has(value)) {
    next.get(name)?.delete(value);
    if (next.get(name)?.size === 0) next.delete(name);
  } else add(next, name, value);
  return next;
}

/**
 * @param {Row[]} rows
 * @param {Chosen} chosen
 * @param {string} [except] a filter to leave out
 */
export function matching(rows, chosen, except = "") {
  const wanted = [...chosen].filter(([name]) => name !== except);
  return rows.filter((row) => wanted.every(([name, values]) => row.values[name]?.some((value) => values.has(value))));
}

/**
 * What would result: for each value, the toolkits that match all other filters and have it.
 * @param {Row[]} rows
 * @param {Chosen} chosen
 * @param {Map<string, Set<string>>} known
 * @returns {Map<string, Map<string, number>>}
 */
export function counts(rows, chosen, known) {
  return new Map(
    [...known].map(([name, values]) => {
      const found = new Map([...values].map((value) => [value, 0]));
      for (const row of matching(rows, chosen, name)) for (const value of row.values[name] ?? []) found.set(value, (found.get(value) ?? 0) + 1);
      return [name, found];
    }),
  );
}

/**
 * @param {Row[]} rows in the order of the list
 * @param {string} sort
 * @returns {Row[]} what is not known comes last
 */
export function sorted(rows, sort) {
  if (sort === "name") return [...rows].sort((a, b) => plain(a.name).localeCompare(plain(b.name), "en-GB"));
  if (sort === "newest") return [...rows].sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
  if (sort === "time") return [...rows].sort((a, b) => (a.minutes ?? 1e9) - (b.minutes ?? 1e9));
  return rows;
}

/** @param {string} name */
function plain(name) {
  return name.replace(/^(a|an|the)\s+/i, "");
}

/**
 * @param {Chosen} chosen
 * @param {string} name
 * @param {string} value
 */
function add(chosen, name, value) {
  const values = chosen.get(name) ?? new Set();
  values.add(value);
  chosen.set(name, values);
}
