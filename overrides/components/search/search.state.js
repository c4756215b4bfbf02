/* Finds pages for words. Pure: the data come in, results go out. */
import MiniSearch from "../../assets/vendor/minisearch.js";

/**
 * @typedef {{kind: "toolkit" | "checklist" | "guide" | "page", address: string, title: string, short: string, line: string, words: string, available: string, note: string}} Entry
 * @typedef {{entries: Entry[], synonyms: string[][]}} Data the contents of /search.json
 * @typedef {(query: string) => Entry[]} Search best first
 */

/**
 * @param {Data} data
 * @returns {Search}
 */
export function makeSearch(data) {
  const index = new MiniSearch({
    fields: ["title", "short", "line", "words"],
    storeFields: ["kind"],
    searchOptions: { boost: { title: 3, short: 4, line: 1.5 }, prefix: (/** @type {string} */ term) => term.length > 2, fuzzy: (/** @type {string} */ term) => (term.length > 4 ? 0.2 : false) },
  });
  index.addAll(data.entries.map((entry, id) => ({ id, ...entry })));
  const texts = data.entries.map((entry) => ` ${plain([entry.title, entry.short, entry.line, entry.words].join(" "))} `);
  return (query) => {
    const words = tidy(query);
    if (!words) return [];
    const own = index.search(words, { combineWith: "AND" });
    const found = new Map(own.map((hit) => [hit.id, hit.score * 4]));
    for (const other of sameMeaning(words, data.synonyms)) {
      for (const hit of index.search(other.words, { combineWith: "AND", fuzzy: false })) {
        // the phrase must stand in one piece: apart, its words mean other things
        if (texts[hit.id].includes(` ${other.phrase} `)) found.set(hit.id, Math.max(found.get(hit.id) ?? 0, hit.score));
      }
    }
    if (found.size === 0) for (const hit of index.search(words)) found.set(hit.id, hit.score);
    return [...found]
      .map(([id, score]) => ({ entry: data.entries[id], score }))
      .sort((a, b) => b.score * weight(b.entry) - a.score * weight(a.entry))
      .map((hit) => hit.entry);
  };
}

/**
 * @param {string} query as typed or as it stands in an address: hostile until tidied
 * @returns {string} at most 100 characters, without control characters
 */
export function tidy(query) {
  return [...query.normalize("NFKC").replace(/[\p{C}\s]+/gu, " ").trim()].slice(0, 100).join("");
}

/**
 * The same query with each phrase replaced by the others of its meaning. Singular and plural are one.
 * @param {string} words
 * @param {string[][]} synonyms
 * @returns {{words: string, phrase: string}[]} at most 20; `phrase` is what was put in
 */
export function sameMeaning(words, synonyms) {
  const said = plain(words);
  const found = [];
  for (const group of synonyms) {
    const phrase = group.map(plain).find((one) => ` ${said} `.includes(` ${one} `));
    if (phrase === undefined) continue;
    const others = new Set(group.map(plain).filter((other) => other !== phrase));
    for (const other of others) found.push({ words: ` ${said} `.replace(` ${phrase} `, () => ` ${other} `).trim(), phrase: other });
  }
  return found.slice(0, 20);
}

/** @param {string} words */
function plain(words) {
  return words.toLowerCase().split(/[^\p{L}\p{N}']+/u).map((word) => (word.length > 4 ? word.replace(/s$/, "") : word)).join(" ");
}

/** @param {Entry} entry what can be had today counts for more */
function weight(entry) {
  return entry.kind === "toolkit" && entry.available !== "now" ? 0.7 : 1;
}
