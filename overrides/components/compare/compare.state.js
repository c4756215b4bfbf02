/* Which toolkits are compared, and where they differ. Pure. */

/**
 * @typedef {{label: string, value: string}} Fact
 * @typedef {{name: string, facts: Fact[]}} Facts the contents of a toolkit's facts.json
 * @typedef {{label: string, values: (string | null)[], differs: boolean}} Line
 */

export const MOST = 4;

/**
 * @param {string} search such as ?t=place-standard,leap; hostile until read
 * @param {Set<string>} known ids
 * @returns {{ids: string[], ignored: string[]}} at most four, each once
 */
export function idsFrom(search, known) {
  const given = (new URLSearchParams(search).get("t") ?? "").split(",").filter(Boolean);
  const ids = [];
  const ignored = [];
  for (const id of new Set(given)) {
    if (known.has(id) && ids.length < MOST) ids.push(id);
    else ignored.push(id.slice(0, 60));
  }
  return { ids, ignored };
}

/** @param {string[]} ids */
export function searchOf(ids) {
  return ids.length ? `?t=${ids.join(",")}` : "";
}

/**
 * @param {Facts[]} all
 * @returns {Line[]} what differs first, then what is alike, each in the order of the facts; null where nothing is known
 */
export function lines(all) {
  const labels = [...new Set(all.flatMap((one) => one.facts.map((fact) => fact.label)))];
  const order = labels.sort((a, b) => rank(all, a) - rank(all, b));
  const found = order.map((label) => {
    const values = all.map((one) => one.facts.find((fact) => fact.label === label)?.value ?? null);
    return { label, values, differs: new Set(values).size > 1 };
  });
  return [...found.filter((line) => line.differs), ...found.filter((line) => !line.differs)];
}

/**
 * @param {Facts[]} all
 * @param {string} label
 */
function rank(all, label) {
  return Math.max(...all.map((one) => one.facts.findIndex((fact) => fact.label === label)));
}
