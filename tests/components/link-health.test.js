import assert from "node:assert/strict";
import { test } from "node:test";
import { choiceFrom, filterLinks, fragmentOf, spoken } from "../../overrides/components/link-health/link-health.state.js";

/** @typedef {import("../../overrides/components/link-health/link-health.state.js").Row} Row */

/**
 * @param {Partial<Row>} known
 * @returns {Row}
 */
const row = (known) => ({
  address: "https://www.example.org/", href: null, state: "unchecked", label: "Site", footnote: null, since: null, checked: null, seen: null,
  reason: null, version: "2026-11-23", archives: [], look_ups: [], toolkits: [], instead: [], references: [], ...known,
});

const HIDDEN = row({ address: "gone.example[.]com", state: "hidden", label: "The old page", toolkits: [{ id: "popit", name: "Partnership Online" }] });
const LIVE = row({ address: "https://new.example.org/Form?a=1", state: "live", label: "Form", references: [{ id: "nao", title: "A Review of Joint Work" }] });
const PLAIN = row({ label: "Form of the council" });
const ROWS = [HIDDEN, PLAIN, LIVE];

/** @param {string} words */
const found = (words, state = "") => filterLinks(ROWS, { state, words });

test("nothing chosen leaves everything, in order", () => {
  assert.deepEqual(found(""), ROWS);
  assert.deepEqual(found("  \t "), ROWS);
});

test("a state leaves only its rows", () => {
  assert.deepEqual(found("", "hidden"), [HIDDEN]);
  assert.deepEqual(found("", "dead"), []);
});

test("words are looked for in labels, addresses, toolkits and references, whatever their case", () => {
  assert.deepEqual(found("OLD page"), [HIDDEN]);
  assert.deepEqual(found("form?A=1"), [LIVE]);
  assert.deepEqual(found("ONLINE"), [HIDDEN]);
  assert.deepEqual(found("review"), [LIVE]);
  assert.deepEqual(found("form"), [PLAIN, LIVE]);
});

test("every word has to be there, in any order, and with the state", () => {
  assert.deepEqual(found("council form"), [PLAIN]);
  assert.deepEqual(found("council review"), []);
  assert.deepEqual(found("form", "live"), [LIVE]);
  assert.deepEqual(found("form", "hidden"), []);
});

test("a hidden address is found as people remember it", () => {
  assert.deepEqual(found("gone.example.com"), [HIDDEN]);
  assert.deepEqual(found("gone.example[.]com"), [HIDDEN]);
});

test("words with meaning elsewhere are only words", () => {
  for (const words of [".*", "[a-z]+", "\\", "__proto__", "(", "$&"]) assert.deepEqual(found(words), []);
});

test("filtering leaves what it was given alone", () => {
  const rows = structuredClone(ROWS);
  found("form", "live");
  assert.deepEqual(ROWS, rows);
});

const STATES = ["", "hidden", "unchecked", "live"];

test("a fragment gives the choice that made it", () => {
  for (const choice of [
    { state: "hidden", words: "" },
    { state: "", words: "a&b = c#d%20 + é" },
    { state: "live", words: "two words" },
  ]) {
    assert.deepEqual(choiceFrom(fragmentOf(choice), STATES), choice);
  }
});

test("no choice is no fragment", () => {
  assert.equal(fragmentOf({ state: "", words: "" }), "");
});

test("a fragment that chooses nothing is no choice", () => {
  for (const fragment of ["", "#", "#addresses", "#state=", "#state=none", "#state=HIDDEN", "#state=__proto__", "#words=", "#words=%20%20", "#t=a,b"]) {
    assert.equal(choiceFrom(fragment, STATES), null, fragment);
  }
});

test("an unknown state is left out, and the words stay", () => {
  assert.deepEqual(choiceFrom("#state=taken&words=nhs", STATES), { state: "", words: "nhs" });
});

test("a torn or endless fragment does no harm", () => {
  assert.deepEqual(choiceFrom("#words=%E0%A4%A&state=live", STATES)?.state, "live");
  assert.equal(choiceFrom(`#words=${"x".repeat(9000)}`, STATES)?.words.length, 100);
  assert.deepEqual(filterLinks(ROWS, { state: "", words: "form ".repeat(5000) }), [PLAIN, LIVE]);
});

test("days are said as people say them, whatever the clock's zone", () => {
  assert.equal(spoken("2026-11-23"), "23 November 2026");
  assert.equal(spoken("2026-01-01"), "1 January 2026");
  assert.equal(spoken("2024-02-29"), "29 February 2024");
  assert.equal(spoken(null), "");
});
