/* What version 1 wrote has to open for ever: response-1.json and slot-1.txt are never changed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { fromFile } from "../../../overrides/assets/answers/file.js";
import { VERSION, answerOf, blank, cell } from "../../../overrides/assets/answers/response.js";
import { decode } from "../../../overrides/assets/answers/runs.js";
import { OF, RUN, START } from "./documents.js";

/** @param {string} name */
const written = (name) => readFileSync(new URL(name, import.meta.url), "utf-8");
const FILE = written("response-1.json");

describe("what version 1 wrote", () => {
  it("opens from a file with all that it says", () => {
    const found = fromFile(FILE);
    assert.ok("response" in found);
    assert.deepEqual(found.dropped, []);
    const { response } = found;
    assert.deepEqual(response.about, { name: "First round", partnership: "Tayside Housing and Care", partner: "Dùn Dè Homes", people: "Two managers, one tenant", date: "2026-11-23", mode: "group" });
    assert.deepEqual(response.answers["shared-aims"], { value: 4, importance: null, agreed: null, note: 'Agreed in March.\n\n"All of us" said so.' });
    assert.deepEqual(response.answers.trust, { value: 1, importance: 4, agreed: "settled", note: "" });
    assert.deepEqual(["old-grievances", "right-partners", "retired-item", "never-answered"].map((item) => answerOf(response, item).value), ["dont-know", null, 2, null]);
    assert.deepEqual(response.actions, [
      { id: "a1", item: "trust", what: "Meet once a month", who: "Chair", by: "2027-01-31", status: "started", removed: false },
      { id: "b2", item: "", what: "Dropped idea", who: "", by: "", status: "open", removed: true },
    ]);
    assert.deepEqual([response.run, response.checklist.id, response.created, response.updated], ["mfix0000000001", "success-factors", "2026-11-23T09:00:00.000Z", "2026-11-23T09:22:22.022Z"]);
    for (const [path, time] of Object.entries(JSON.parse(FILE).edited)) assert.equal(response.edited[path], time);
    assert.equal(cell(response, "answers/right-partners/value"), null);
  });
  it("opens from a slot of storage as well", () => {
    const { state, seq, response } = decode(written("slot-1.txt"), "mfix0000000001");
    const file = fromFile(FILE);
    assert.deepEqual([state, seq, response], ["ok", 12, "response" in file && file.response]);
  });
});

describe("what a later version writes", () => {
  it("is called newer, whatever else stands there", () => {
    for (const more of [{}, { run: 7 }, { answers: "packed" }, { checklist: null }]) {
      assert.deepEqual(fromFile(JSON.stringify({ ...blank(RUN, OF, START), ...more, version: VERSION + 1 })), { problem: "newer" });
    }
    assert.equal(decode("2:0f:9:whatever stands here", RUN).state, "newer");
  });
});
