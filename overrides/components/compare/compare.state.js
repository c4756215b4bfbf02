/* Which toolkits are compared, and where they differ. Pure. */

/**
 * @typedef {{label: string, value: string | null}} Fact null where nothing is known
 * @typedef {{name: string, facts: Fact[]}} Facts the contents of a toolkit's facts.json: the same labels in the same order for every toolkit
 * @typedef {{label: string, values: (string | null)[], differs: boolean}} Line
 * @typedef {{ids: string[], only: boolean, ignored: string[]}} Choice `only`: show nothing but differences
 */

export const MOST = 4;

/**
 * @param {string} search such as ?t=place-standard,leap&only=differences; hostile until read
 * @param {Set<string>} known ids
 * @returns {Choice} at most four toolkits, each once; what is left out is named in `ignored`
 */
export function choiceFrom(search, known) {
  /** @type {Choice} */
  const choice = { ids: [], only: false, ignored: [] };
  const given = new Set();
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === "t") for (const id of value.split(",")) given.add(id);
    else if (name === "only" && value === "differences") choice.only = true;
    else choice.ignored.push(shortened(value ? `${name}=${value}` : name));
  }
  given.delete("");
  for (const id of given) {
    if (known.has(id) && choice.ids.length < MOST) choice.ids.push(id);
    else choice.ignored.push(shortened(id));
  }
  return choice;
}

/** @param {string} part of an address, for a reader to recognise */
function shortened(part) {
  return part.replace(/\p{C}/gu, "").slice(0, 60);
}

/**
 * @param {string[]} ids
 * @param {boolean} only
 */
export function searchOf(ids, only) {
  const parts = [...(ids.length ? [`t=${ids.join(",")}`] : []), ...(only ? ["only=differences"] : [])];
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * @param {Facts[]} all
 * @returns {Line[]} what differs first, then what is alike, each in the order of the facts; what is known of none is left out
 */
export function lines(all) {
  const found = (all[0]?.facts ?? []).map(({ label }, place) => {
    const values = all.map((one) => one.facts[place]?.value ?? null);
    return { label, values, differs: new Set(values).size > 1 };
  });
  const some = found.filter((line) => line.values.some((value) => value !== null));
  return [...some.filter((line) => line.differs), ...some.filter((line) => !line.differs)];
}
