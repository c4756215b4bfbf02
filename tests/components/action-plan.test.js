import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { LIMITS, NAME, blank, edit, merge } from "../../overrides/assets/answers/response.js";
import { MOST, editsOf, hasRoom, rowsOf, suggest } from "../../overrides/components/action-plan/action-plan.state.js";

/**
 * @typedef {import("../../overrides/assets/answers/response.js").Response} Response
 * @typedef {import("../../overrides/components/action-plan/action-plan.state.js").Edit} Edit
 */

const ORDER = ["first", "second", "third", "fourth"];
const TEXTS = Object.fromEntries(ORDER.map((item) => [item, `Do ${item}.`]));
const EMPTY = blank("run0000000000", { id: "trial", version: 1, title: "Trial" }, 0);
const SUGGESTED = suggest(["third", "first"], TEXTS);
/** @param {Response} response @param {Edit[]} edits */
const after = (response, edits) => edits.reduce((found, [path, value], place) => edit(found, path, value, place + 1), response);
/** @param {Response} response */
const rows = (response, suggestions = SUGGESTED) => rowsOf(response, suggestions, [], ORDER);

describe("suggestions", () => {
  it("are three at most, of what matters most, and only where there is advice", () => {
    assert.deepEqual(suggest(["fourth", "unknown", "third", "second", "first"], TEXTS).map((one) => one.item), ["fourth", "third", "second"]);
    assert.equal(MOST, 3);
    assert.deepEqual(suggest(["constructor", "__proto__"], TEXTS), []);
    assert.deepEqual(suggest([], TEXTS), []);
  });
  it("are rows that nothing keeps, in the order of the statements", () => {
    assert.deepEqual(rows(EMPTY).map((row) => [row.kind, row.item, row.what]), [["suggested", "first", "Do first."], ["suggested", "third", "Do third."]]);
  });
  it("have names that a response takes, even for the longest id", () => {
    const [one] = suggest(["x".repeat(60)], { ["x".repeat(60)]: "Do it." });
    assert.match(one.id, NAME);
  });
  it("are kept whole with their first change, in their place", () => {
    const [, third] = rows(EMPTY);
    const found = after(EMPTY, editsOf(third, { who: "Chair" }));
    assert.deepEqual(found.actions, [{ id: "a-third", item: "third", what: "Do third.", who: "Chair", by: "", status: "open", removed: false }]);
    assert.deepEqual(rows(found).map((row) => [row.kind, row.item]), [["suggested", "first"], ["stored", "third"]]);
  });
  it("become what the reader writes over them", () => {
    const found = after(EMPTY, editsOf(rows(EMPTY)[0], { what: "" }));
    assert.deepEqual(found.actions.map((one) => [one.item, one.what]), [["first", ""]]);
    assert.deepEqual(after(EMPTY, rows(EMPTY).flatMap((row) => editsOf(row))).actions.map((one) => one.what), ["Do first.", "Do third."]);
  });
  it("do not come back once removed, or when the statement has an action already", () => {
    const removed = after(EMPTY, editsOf(rows(EMPTY)[0], { removed: true }));
    assert.deepEqual(rows(removed).map((row) => row.item), ["third"]);
    assert.deepEqual(rows(edit(removed, "actions/a-first/removed", false, 9)).map((row) => [row.item, row.kind, row.what]), [["first", "stored", "Do first."], ["third", "suggested", "Do third."]]);
    const own = after(EMPTY, [["actions/m1/item", "third"], ["actions/m1/what", "Mine"]]);
    assert.deepEqual(rows(own).map((row) => [row.item, row.what]), [["first", "Do first."], ["third", "Mine"]]);
  });
  it("are one action when two tabs take the same one", () => {
    const [row] = rows(EMPTY);
    const both = merge(after(EMPTY, editsOf(row, { who: "Chair" })), after(EMPTY, editsOf(row, { by: "June" })));
    assert.deepEqual(both.actions.map((one) => [one.what, one.who, one.by]), [["Do first.", "Chair", "June"]]);
  });
});

describe("rows", () => {
  it("that the reader begins stand last, by age, and only until they are kept", () => {
    const begun = [{ id: "m2", item: "", what: "" }, { id: "m1", item: "second", what: "" }];
    assert.deepEqual(rowsOf(EMPTY, SUGGESTED, begun, ORDER).map((row) => row.id), ["a-first", "a-third", "m1", "m2"]);
    const kept = after(EMPTY, editsOf(rowsOf(EMPTY, [], begun, ORDER)[0], { who: "Chair" }));
    assert.deepEqual(kept.actions.map((one) => [one.id, one.item, one.who]), [["m1", "second", "Chair"]]);
    assert.deepEqual(rowsOf(kept, [], begun, ORDER).map((row) => [row.id, row.kind]), [["m1", "stored"], ["m2", "begun"]]);
  });
  it("change one cell at a time once they are kept", () => {
    const [row] = rows(after(EMPTY, editsOf(rows(EMPTY)[0])));
    assert.deepEqual(editsOf(row, { status: "done" }), [["actions/a-first/status", "done"]]);
    assert.deepEqual(editsOf(row), []);
  });
  it("have room for as many as can be read again", () => {
    let response = EMPTY;
    let place = 0;
    for (; hasRoom(response, []); place += 1) response = edit(response, `actions/m${place}/what`, "x", place + 1);
    const full = rows(response).reduce((found, row) => after(found, editsOf(row)), response);
    assert.ok(place > 90 && full.actions.length <= LIMITS.actions, `${place} and ${full.actions.length}`);
  });
});
