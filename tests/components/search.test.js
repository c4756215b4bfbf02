import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { makeSearch, sameMeaning, tidy } from "../../overrides/components/search/search.state.js";

/** @param {Record<string, string>} given */
const entry = (given) => ({ kind: /** @type {const} */ ("toolkit"), address: "", title: "", short: "", line: "", words: "", available: "now", note: "", ...given });

const SYNONYMS = [
  ["pooled budget", "joint finance", "financing"],
  ["hscp", "health and social care partnership"],
];
const ENTRIES = [
  entry({ title: "Money guide", line: "Ways of financing work that two bodies share." }),
  entry({ title: "Housing checklist", short: "HC", line: "Questions for landlords." }),
  entry({ title: "Board survey", line: "Asks a health and social care partnership how it governs." }),
  entry({ title: "Old survey of teams", line: "Asks teams.", available: "gone" }),
  entry({ title: "New survey of teams", line: "Asks teams." }),
  entry({ title: "Writing well", line: "A page that speaks of housing once.", kind: "page" }),
];
const find = makeSearch({ entries: ENTRIES, synonyms: SYNONYMS });
/** @param {string} query */
const titles = (query) => find(query).map((one) => one.title);

describe("makeSearch", () => {
  it("puts a title before a mention", () => assert.deepEqual(titles("housing"), ["Housing checklist", "Writing well"]));
  it("finds a short name, the beginning of a word and a word with a slip", () => {
    for (const query of ["hc", "HC", "landl", "landlrods", "chekclist"]) assert.equal(titles(query)[0], "Housing checklist", query);
  });
  it("leaves very short words exact", () => assert.deepEqual(titles("ho"), []));
  it("finds what is meant, in singular and plural", () => {
    for (const query of ["pooled budget", "pooled budgets", "Joint-Finance"]) assert.deepEqual(titles(query), ["Money guide"], query);
    assert.deepEqual(titles("hscp"), ["Board survey"]);
  });
  it("takes a phrase of the same meaning only in one piece", () => {
    const apart = entry({ title: "Care of social health", line: "A partnership and more." });
    assert.deepEqual(makeSearch({ entries: [apart, ENTRIES[2]], synonyms: SYNONYMS })("hscp").map((one) => one.title), ["Board survey"]);
  });
  it("puts words that were typed before words of the same meaning", () => {
    const both = makeSearch({ entries: [ENTRIES[0], entry({ title: "Other", line: "On joint finance." })], synonyms: SYNONYMS });
    assert.deepEqual(both("joint finance").map((one) => one.title), ["Other", "Money guide"]);
  });
  it("puts what can be had first among equals", () => assert.deepEqual(titles("survey teams"), ["New survey of teams", "Old survey of teams"]));
  it("asks for every word, and for some when none has all", () => {
    assert.deepEqual(titles("housing landlords"), ["Housing checklist"]);
    assert.ok(titles("housing teams").length >= 2);
  });
  it("finds nothing for nothing", () => {
    for (const query of ["", "   ", "\u0000", "<>"]) assert.deepEqual(titles(query), []);
  });
  it("takes hostile words as words", () => {
    for (const query of ["__proto__", "constructor", "a".repeat(10_000), "(.*)+$", "\\"]) assert.ok(Array.isArray(find(query)), query);
  });
  it("leaves its data as they were", () => {
    const before = JSON.stringify(ENTRIES);
    find("housing");
    assert.equal(JSON.stringify(ENTRIES), before);
  });
});

describe("tidy", () => {
  it("takes out control, format and surplus white space", () => assert.equal(tidy("\u0000a\u200b\u202e b\n\tc "), "a b c"));
  it("keeps at most 100 characters", () => assert.equal(tidy("a".repeat(10_000)).length, 100));
  it("never ends in half a character", () => assert.ok(tidy(`${"a".repeat(99)}🏠`).isWellFormed()));
  it("keeps marks that are words' own", () => assert.equal(tidy("children's <b> & “A”"), "children's <b> & “A”"));
  it("takes wide letters for plain ones", () => assert.equal(tidy("ＨＳＣＰ"), "HSCP"));
});

describe("sameMeaning", () => {
  /** @param {string} query */
  const said = (query) => sameMeaning(query, SYNONYMS).map((one) => one.words);
  it("says the phrase in the other ways", () => assert.deepEqual(said("Pooled budgets"), ["joint finance", "financing"]));
  it("keeps the words around it", () => {
    assert.deepEqual(said("why financing fails"), ["why pooled budget fail", "why joint finance fail"]);
    assert.equal(sameMeaning("why financing fails", SYNONYMS)[0].phrase, "pooled budget");
  });
  it("does not look inside words", () => assert.deepEqual(sameMeaning("refinancing hscps2", SYNONYMS), []));
  it("says nothing of words without another", () => assert.deepEqual(sameMeaning("housing", SYNONYMS), []));
  it("is bounded", () => assert.ok(sameMeaning("a", [["a", ...Array.from({ length: 100 }, (_, n) => `b${n}`)]]).length <= 20));
});
