/* Which toolkits are compared, and where they differ. Pure. */

/**
 * @typedef {{label: string, value: string | null}} Fact null where nothing is known
 * @typedef {{name: string, facts: Fact[]}} Facts the contents of a toolkit's facts.json: the same labels in the same order for every toolkit
 * @typedef {"differs" | "gaps" | "alike"} Group differs: two known values; gaps: known of some, and the same there
 * @typedef {{label: string, values: (string | null)[], group: Group}} Line
 * @typedef {{ids: string[], only: boolean, ignored: string[]}} Choice `only`: show nothing but differences
 */

export const MOST = 4;
/** @type {Group[]} in the order in which they are shown */
export const GROUPS = ["differs", "gaps", "alike"];

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
 * @returns {Line[]} group by group, each in the order of the facts; what is known of none is left out
 */
export function lines(all) {
  const found = (all[0]?.facts ?? []).map(({ label }, place) => {
    const values = all.map((one) => one.facts[place]?.value ?? null);
    const known = values.filter((value) => value !== null);
    /** @type {Group} */
    const group = new Set(known).size > 1 ? "differs" : known.length < values.length ? "gaps" : "alike";
    return { label, values, group };
  });
  const some = found.filter((line) => line.values.some((value) => value !== null));
  return GROUPS.flatMap((group) => some.filter((line) => line.group === group));
}
