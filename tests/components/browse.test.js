import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { MOST_PICKED, SORTS, choiceFrom, counts, known, matching, searchOf, sorted, toggled } from "../../overrides/components/browse/browse.state.js";

/** @typedef {import("../../overrides/components/browse/browse.state.js").Row} Row */

/**
 * @param {string} id
 * @param {Record<string, string[]>} values
 * @param {Partial<Row>} [given]
 * @returns {Row}
 */
const row = (id, values, given = {}) => ({ id, name: id, short: "", purpose: "", facts: "", note: "", year: null, minutes: null, values, ...given });
const ROWS = [
  row("a", { do: ["begin", "check"], who: ["team"], field: [] }, { name: "The Zebra", year: 2003, minutes: 60 }),
  row("b", { do: ["begin"], who: ["board"], field: ["housing"] }, { name: "An ant", year: 2019, minutes: 15 }),
  row("c", { do: ["check"], who: ["board", "team"], field: ["housing"] }, { name: "Middle" }),
];
const KNOWN = new Map([["do", new Set(["begin", "check", "end"])], ["who", new Set(["team", "board"])], ["field", new Set(["housing"])]]);
/** @param {Record<string, string[]>} given */
const chosen = (given) => new Map(Object.entries(given).map(([name, values]) => [name, new Set(values)]));
/** @param {Row[]} rows */
const ids = (rows) => rows.map((one) => one.id).join("");
/** @param {string} search */
const read = (search) => choiceFrom(search, KNOWN);

describe("matching", () => {
  it("takes any value within a filter and all filters together", () => {
    assert.equal(ids(matching(ROWS, chosen({}))), "abc");
    assert.equal(ids(matching(ROWS, chosen({ do: ["begin"] }))), "ab");
    assert.equal(ids(matching(ROWS, chosen({ do: ["begin", "check"] }))), "abc");
    assert.equal(ids(matching(ROWS, chosen({ do: ["check"], who: ["board"] }))), "c");
    assert.equal(ids(matching(ROWS, chosen({ do: ["end"] }))), "");
  });
  it("never matches what a toolkit does not say", () => assert.equal(ids(matching(ROWS, chosen({ field: ["housing"] }))), "bc"));
});

describe("counts", () => {
  it("say what would result from each value beside the other filters", () => {
    const found = counts(ROWS, chosen({ do: ["begin"], who: ["team"] }), KNOWN);
    assert.deepEqual(Object.fromEntries([...found].map(([name, values]) => [name, Object.fromEntries(values)])), {
      do: { begin: 1, check: 2, end: 0 }, who: { team: 1, board: 1 }, field: { housing: 0 },
    });
  });
});

describe("sorted", () => {
  it("sorts by name without articles, by year and by time, with what is not known last", () => {
    assert.equal(ids(sorted(ROWS, "")), "abc");
    assert.equal(ids(sorted(ROWS, "name")), "bca");
    assert.equal(ids(sorted(ROWS, "newest")), "bac");
    assert.equal(ids(sorted(ROWS, "time")), "bac");
    assert.equal(ids(ROWS), "abc", "the rows keep their order");
  });
});

describe("the address", () => {
  it("is read", () => {
    const choice = read("?do=begin&do=check&who=team&sort=name&pick=a&pick=b");
    assert.deepEqual(choice, { chosen: chosen({ do: ["begin", "check"], who: ["team"] }), sort: "name", picked: ["a", "b"], ignored: [] });
  });
  it("names what the site does not know", () => {
    assert.deepEqual(read("?do=juggle&colour=red&sort=size&utm").ignored, ["do=juggle", "colour=red", "sort=size", "utm"]);
    assert.deepEqual(read("?__proto__=begin&constructor=x").ignored, ["__proto__=begin", "constructor=x"]);
    assert.equal(read(`?do=${"x".repeat(900)}`).ignored[0].length, 40);
  });
  it("takes four toolkits to compare, each once, and only those that there are", () => {
    const choice = read("?pick=a&pick=a&pick=nobody&pick=b&pick=c&pick=d");
    assert.deepEqual(choice.picked, ["a", "nobody", "b", "c"]);
    assert.deepEqual(choice.ignored, ["pick=a", "pick=d"]);
    assert.equal(choice.picked.length, MOST_PICKED);
    const there = known(choice, ROWS);
    assert.deepEqual(there.picked, ["a", "b", "c"]);
    assert.deepEqual(there.ignored, ["pick=a", "pick=d", "pick=nobody"]);
  });
  it("may have a hundred thousand parts", () => {
    const choice = read(`?do=begin&${"x=1&".repeat(100_000)}do=check`);
    assert.deepEqual(choice.chosen, chosen({ do: ["begin"] }));
    assert.equal(choice.ignored.length, 100_001);
  });
});

describe("generated sequences", () => {
  const seed = Number(process.env.PN_SEED ?? 20_261_122);
  it(`an address gives back the choice that wrote it, and counts foretell what comes (seed ${seed})`, (test) => {
    test.diagnostic(`PN_SEED=${seed}`);
    let state = seed >>> 0;
    /** @param {number} below */
    const next = (below) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const pairs = [...KNOWN].flatMap(([name, values]) => [...values].map((value) => [name, value]));
    let choice = read("");
    for (let round = 0; round < 3000; round += 1) {
      const [name, value] = pairs[next(pairs.length)];
      const had = choice.chosen.get(name)?.has(value) ?? false;
      const foretold = counts(ROWS, choice.chosen, KNOWN).get(name)?.get(value);
      const alone = new Map([...choice.chosen, [name, new Set([value])]]);
      assert.equal(matching(ROWS, alone).length, foretold);
      const sort = SORTS[next(SORTS.length)];
      const picked = ROWS.slice(0, next(4)).map((one) => one.id);
      choice = { chosen: toggled(choice.chosen, name, value), sort, picked, ignored: [] };
      assert.equal(choice.chosen.get(name)?.has(value) ?? false, !had);
      assert.ok([...choice.chosen.values()].every((values) => values.size > 0));
      assert.deepEqual(read(searchOf(choice)), choice);
    }
  });
  it("a choice of nothing has no address", () => assert.equal(searchOf(read("")), ""));
});
