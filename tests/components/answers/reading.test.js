import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { fromFile } from "../../../overrides/assets/answers/file.js";
import { toFile } from "../../../overrides/assets/answers/open.js";
import { LIMITS, NAME, blank, edit, inOrder, paths, tidy, cell } from "../../../overrides/assets/answers/response.js";
import { read } from "../../../overrides/assets/answers/reading.js";
import { decode, encode } from "../../../overrides/assets/answers/runs.js";
import { OF, RUN, START, response } from "./documents.js";
import { hostileFiles } from "./hostile.js";
import { Random, many } from "./random.js";

/** @typedef {import("../../../overrides/assets/answers/response.js").Response} Response */

describe("writing and reading", () => {
  it(`gives back the same, for ${many(500, 10_000)} responses`, () => {
    for (let seed = 1; seed <= many(500, 10_000); seed += 1) {
      const one = response(new Random(seed));
      const found = read(JSON.parse(JSON.stringify(one, null, 2)));
      assert.deepEqual(found, { response: inOrder(one), dropped: [] }, `seed ${seed}`);
      assert.deepEqual(fromFile(toFile(one, ["shared-aims", "never-answered"])), found, `seed ${seed}, as a file`);
      assert.deepEqual(decode(encode(seed, one), RUN), { seq: seed, state: "ok", response: inOrder(one) }, `seed ${seed}, as a slot`);
    }
  });

  it("turns nothing away that was saved, however much it is and whatever its times", () => {
    let one = blank(RUN, OF, START);
    for (let count = 0; count < LIMITS.actions + 20; count += 1) one = edit(one, `actions/a${count}/what`, "ask", START);
    for (let count = 0; count < LIMITS.items + 20; count += 1) one = edit(one, `answers/a${count}/value`, 4, START);
    // After a file that bears the last moment that is accepted.
    one = edit(one, "answers/a0/value", 3, Date.UTC(2999, 11, 31, 23, 59, 59, 999));
    one = edit(one, "answers/a0/value", 2, START);
    assert.deepEqual(decode(encode(1, one), RUN).response, inOrder(one));
  });

  it("takes a bounded number from a file, and says what it left", () => {
    let one = blank(RUN, OF, START);
    for (let count = 0; count < LIMITS.actions + 2; count += 1) one = edit(one, `actions/a${count}/what`, "ask", START);
    const found = read(JSON.parse(JSON.stringify(one)));
    assert.ok("response" in found && found.response.actions.length === LIMITS.actions);
    assert.deepEqual(found.dropped, [`actions/${LIMITS.actions + 1}-${LIMITS.actions + 2}`]);
  });

  it("names each thing that it could not read, and reads the rest", () => {
    const found = read({
      ...blank(RUN, OF, START), about: { partner: "Housing", date: 7 }, actions: [{ id: "x", what: "ask" }, { id: "x", what: "again" }, { what: "no name" }],
      answers: { a: { value: 9, note: "kept" }, "no good": { value: 1 }, b: { value: 2 } },
    });
    assert.ok("response" in found);
    assert.deepEqual(found.dropped, ["about/date", "answers/a/value", "answers/no good", "actions/2", "actions/3"]);
    assert.deepEqual([found.response.about.partner, found.response.answers.a.note, found.response.answers.b.value, found.response.actions[0].what], ["Housing", "kept", 2, "ask"]);
  });

  it("tells what is not ours from what is newer and what is broken", () => {
    const good = blank(RUN, OF, START);
    assert.deepEqual(read({ ...good, format: "other" }), { problem: "not-ours" });
    assert.deepEqual(read([good]), { problem: "not-ours" });
    assert.deepEqual(read({ ...good, version: 2, run: 7 }), { problem: "newer" });
    assert.deepEqual(read({ ...good, version: 0 }), { problem: "broken" });
    assert.deepEqual(read({ ...good, run: "../x" }), { problem: "broken" });
  });
});

describe("a file made to do harm", () => {
  const files = hostileFiles();
  const before = snapshot();

  it(`does none: ${files.length} of them`, (context) => {
    assert.ok(files.length >= 200);
    let longest = { name: "", time: 0 };
    for (const [name, text] of files) {
      const found = fromFile(text);
      const time = Math.min(...Array.from({ length: 3 }, () => taken(() => fromFile(text))));
      if (time > longest.time) longest = { name, time };
      if ("response" in found) within(found.response, name);
      assert.deepEqual(snapshot(), before, name);
      assert.equal(/** @type {any} */ ({}).polluted, undefined, name);
    }
    context.diagnostic(`the longest took ${longest.time.toFixed(1)} ms of processor time: ${longest.name}`);
    // The best of three, on whatever machine runs the tests: a page that stops for 100 ms is felt.
    assert.ok(longest.time < 100, `${longest.name}: ${longest.time} ms`);
  });

  it("can be opened once or again with the same result", () => {
    for (const [name, text] of files) {
      const found = fromFile(text);
      if (!("response" in found)) continue;
      const again = fromFile(JSON.stringify(found.response));
      assert.deepEqual(again, { response: found.response, dropped: [] }, name);
    }
  });

  it("keeps answers that are good beside those that are not", () => {
    const [, text] = /** @type {[string, string]} */ (files.find(([name]) => name === "answers to __proto__"));
    const found = fromFile(text);
    assert.ok("response" in found && found.response.answers.a.value === 3 && !Object.hasOwn(found.response.answers, "__proto__"));
  });
});

/** @param {() => void} work @returns {number} milliseconds of processor time, so that a busy machine counts less */
function taken(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** What hostile files like to change. */
function snapshot() {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype].map((one) => Reflect.ownKeys(one).map(String));
}

/** Nothing is larger than allowed, and nothing stands in a cell that cannot be there. @param {Response} found @param {string} name */
function within(found, name) {
  assert.equal(Object.getPrototypeOf(found.answers), Object.prototype, name);
  assert.ok(Object.keys(found.answers).length <= LIMITS.items && found.actions.length <= LIMITS.actions, name);
  assert.ok(found.checklist.title.length <= LIMITS.text && found.checklist.title.isWellFormed(), name);
  assert.deepEqual(Object.keys(found).sort(), Object.keys(blank(RUN, OF, START)).sort(), name);
  for (const item of [...Object.keys(found.answers), ...found.actions.map((one) => one.id)]) assert.match(item, NAME, name);
  for (const path of paths(found)) assert.equal(tidy(path, cell(found, path)), cell(found, path), `${name}: ${path}`);
  for (const time of [found.created, found.updated, ...Object.values(found.edited)]) assert.ok(Number.isFinite(Date.parse(time)), `${name}: ${time}`);
}
