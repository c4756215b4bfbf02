/*
 * Courses of use against storage that fails. PN_LONG=1 runs twenty times as many. A failure prints its course, and
 * PN_COURSE='<that course>' runs it alone.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { many } from "./random.js";
import { FAULTS } from "./storage-fake.js";
import { anyCourse, everyCall, race, run } from "./torture.js";

/** @typedef {import("./torture.js").Course} Course */

/** @param {Iterable<Course>} courses @param {import("node:test").TestContext} context */
function all(courses, context) {
  const sums = { courses: 0, calls: 0, faults: 0, saved: 0, tabs: 0 };
  const kinds = new Set();
  for (const course of courses) {
    const { calls, faults, saved, tabs } = run(course);
    sums.courses += 1;
    sums.calls += calls;
    sums.faults += faults;
    sums.saved += saved;
    sums.tabs += tabs;
    if (faults) kinds.add(course.fault);
  }
  context.diagnostic(`${sums.courses} courses of use, ${sums.tabs} tabs, ${sums.calls} calls of storage, ${sums.faults} faults, "saved" said ${sums.saved} times`);
  return { ...sums, kinds };
}

/** @param {number} count @param {(seed: number) => Course} of */
function* seeds(count, of) {
  for (let seed = 1; seed <= count; seed += 1) yield of(seed);
}

if (process.env.PN_COURSE) {
  it("the one course", () => void run(JSON.parse(process.env.PN_COURSE ?? "")));
} else {
  describe("no answer that was called saved is lost, and none is called saved that is not", () => {
    it(`over ${many(1000, 20_000)} courses of use`, (context) => {
      const { kinds, saved, courses } = all(seeds(many(1000, 20_000), anyCourse), context);
      assert.deepEqual([...kinds].sort(), [...FAULTS].sort(), "every fault happened");
      assert.ok(saved > courses, "something was saved");
    });
    it(`with every fault at every call of ${many(1, 60)} courses`, (context) => {
      const { faults, courses } = all(Array.from({ length: many(1, 60) }, (_, place) => everyCall(place + 3)).flat(), context);
      assert.equal(faults, courses, "each course met its fault");
    });
    it(`over ${many(300, 5000)} courses of two to four tabs at once`, (context) => {
      const { tabs, courses } = all(seeds(many(300, 5000), race), context);
      assert.ok(tabs >= 2 * courses);
    });
  });
}
