import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { MOST, choiceFrom, lines, searchOf } from "../../overrides/components/compare/compare.state.js";

const KNOWN = new Set(["a", "b", "c", "d", "e"]);
/** @param {string} search */
const read = (search) => choiceFrom(search, KNOWN);
/**
 * @param {string} name
 * @param {Record<string, string | null>} facts
 */
const toolkit = (name, facts) => ({ name, facts: Object.entries(facts).map(([label, value]) => ({ label, value })) });

describe("the address", () => {
  it("is read, whether the toolkits stand in one part or in several", () => {
    assert.deepEqual(read("?t=a,b"), { ids: ["a", "b"], only: false, ignored: [] });
    assert.deepEqual(read("?t=b&t=a&only=differences"), { ids: ["b", "a"], only: true, ignored: [] });
    assert.deepEqual(read(""), { ids: [], only: false, ignored: [] });
    assert.deepEqual(read("?t=,,a,"), { ids: ["a"], only: false, ignored: [] });
  });
  it("takes each toolkit once and four at most, and names the rest", () => {
    assert.deepEqual(read("?t=a,a,b,c,d,e"), { ids: ["a", "b", "c", "d"], only: false, ignored: ["e"] });
    assert.equal(MOST, 4);
  });
  it("names what the site does not know", () => {
    assert.deepEqual(read("?t=nobody,a,__proto__&only=all&utm=x&lonely").ignored, ["only=all", "utm=x", "lonely", "nobody", "__proto__"]);
    assert.equal(read(`?t=${"x".repeat(900)}`).ignored[0].length, 60);
    assert.deepEqual(read("?t=%E2%80%AEx").ignored, ["x"]);
  });
  it("may hold a hundred thousand toolkits", () => {
    const many = Array.from({ length: 100_000 }, (_, number) => `no-${number}`).join(",");
    const choice = read(`?t=a,${many},b`);
    assert.deepEqual(choice.ids, ["a", "b"]);
    assert.equal(choice.ignored.length, 100_000);
  });
  it("gives back the choice that wrote it, for every choice", () => {
    const all = [...KNOWN];
    for (let size = 0; size <= MOST; size += 1) {
      for (let shift = 0; shift < all.length; shift += 1) {
        const ids = [...all.slice(shift), ...all.slice(0, shift)].slice(0, size);
        for (const only of [false, true]) assert.deepEqual(read(searchOf(ids, only)), { ids, only, ignored: [] });
      }
    }
    assert.equal(searchOf([], false), "");
  });
});

describe("lines", () => {
  const one = toolkit("One", { Available: "Now", Time: "1 hour", Cost: null, Year: null });
  const two = toolkit("Two", { Available: "Now", Time: null, Cost: "Free", Year: null });
  it("puts what differs first, and what is not known of all apart, each part in the order of the facts, and leaves out what is known of none", () => {
    assert.deepEqual(lines([one, two]), [
      { label: "Time", values: ["1 hour", null], group: "gaps" },
      { label: "Cost", values: [null, "Free"], group: "gaps" },
      { label: "Available", values: ["Now", "Now"], group: "alike" },
    ]);
    const three = toolkit("Three", { Available: "Gone", Time: "2 hours", Cost: null, Year: null });
    assert.deepEqual(lines([one, two, three]).map(({ label, group }) => `${label} ${group}`), ["Available differs", "Time differs", "Cost gaps"]);
  });
  it("finds no difference between a toolkit and itself", () => assert.ok(lines([one, one, one]).every((line) => line.group === "alike")));
  it("shows one toolkit as it is", () => assert.deepEqual(lines([one]).map((line) => line.label), ["Available", "Time"]));
  it("has nothing to say of nothing", () => assert.deepEqual(lines([]), []));
});
