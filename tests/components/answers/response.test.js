import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { LIMITS, adopt, answerOf, blank, cell, edit, holds, inOrder, merge, paths, tidy } from "../../../overrides/assets/answers/response.js";
import { OF, RUN, START, change, edited, response, withoutSomeTimes } from "./documents.js";
import { Random, many } from "./random.js";

/** @typedef {import("../../../overrides/assets/answers/response.js").Response} Response */

const NEW = blank(RUN, OF, START);
/** @param {Response} one @param {string} path */
const at = (one, path) => one.edited[path] ?? "";

/** Some copies of one run that went different ways, some of them without all times. @param {Random} random */
function copies(random) {
  const common = response(random, 20);
  return Array.from({ length: 3 }, () => {
    const one = edited(random, common, 20);
    return inOrder(random.chance(0.3) ? withoutSomeTimes(random, one) : one);
  });
}

describe("merging", () => {
  for (const [law, check] of /** @type {[string, (a: Response, b: Response, c: Response) => void][]} */ ([
    ["takes copies in any order", (a, b) => assert.deepEqual(merge(a, b), merge(b, a))],
    ["takes copies in any grouping", (a, b, c) => assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)))],
    ["changes nothing the second time", (a, b) => assert.deepEqual([merge(a, a), merge(merge(a, b), b)], [a, merge(a, b)])],
    ["holds both", (a, b) => assert.ok(holds(merge(a, b), a) && holds(merge(a, b), b))],
    ["leaves what it is given alone", (a, b) => {
      const before = structuredClone([a, b]);
      merge(a, b);
      assert.deepEqual([a, b], before);
    }],
    ["takes every cell from the later edit", (a, b) => {
      const both = merge(a, b);
      for (const path of new Set([...paths(a), ...paths(b)])) {
        const later = at(a, path) > at(b, path) ? a : b;
        if (at(a, path) !== at(b, path)) assert.deepEqual([cell(both, path), at(both, path)], [cell(later, path), at(later, path)]);
      }
    }],
  ])) {
    it(law, () => {
      for (let seed = 1; seed <= many(150, 5000); seed += 1) {
        const [a, b, c] = copies(new Random(seed));
        try {
          check(a, b, c);
        } catch (error) {
          throw new Error(`seed ${seed}`, { cause: error });
        }
      }
    });
  }

  it("prefers an answer to none when neither says its time", () => {
    const given = { ...NEW, answers: { a: { ...answerOf(NEW, "a"), value: 4 } } };
    const cleared = { ...NEW, answers: { a: { ...answerOf(NEW, "a"), note: "n" } } };
    assert.equal(merge(given, cleared).answers.a.value, 4);
    assert.equal(merge(cleared, given).answers.a.value, 4);
  });
});

describe("an edit", () => {
  it("is later than everything, also with the clock set back", () => {
    for (let seed = 1; seed <= many(150, 5000); seed += 1) {
      const random = new Random(seed);
      const before = response(random);
      const [path, value] = change(random);
      const after = edit(before, path, value, random.pick([0, START - 1e9, START]));
      if (after === before) continue;
      assert.ok(Object.entries(after.edited).every(([one, time]) => one === path || time < after.edited[path]), `seed ${seed}`);
      assert.equal(cell(merge(before, after), path), cell(after, path));
      assert.ok(holds(after, before) && !holds(before, after));
    }
  });
  it("of one copy leaves the others as they were", () => {
    const before = edit(edit(NEW, "answers/a/value", 4, START), "actions/x/what", "ask", START);
    const text = JSON.stringify(before);
    edit(edit(before, "answers/a/value", 1, START), "actions/x/what", "tell", START);
    assert.equal(JSON.stringify(before), text);
  });
  it("that changes nothing is none", () => {
    const before = edit(NEW, "answers/a/value", 4, START);
    assert.equal(edit(before, "answers/a/value", 4, START + 1), before);
    assert.equal(edit(before, "answers/b/note", "", START + 1), before);
  });
  it("cannot put in what no cell holds", () => {
    for (const [path, value] of /** @type {[string, any][]} */ ([
      ["answers/a/value", 5], ["answers/a/value", "4"], ["answers/a/value", undefined], ["answers/a/importance", "not-applicable"], ["answers/a/note", 4],
      ["answers/__proto__/value", 4], ["answers/A/value", 4], ["answers/a/b/value", 4], ["answers/value", 4], ["about/partner/x", "x"], ["about/constructor", "x"],
      ["constructor/name", "x"], ["__proto__/a/b", "x"], ["actions/a/id", "x"], ["actions/a/removed", "yes"], ["run", "x"], ["", "x"],
    ])) {
      assert.equal(edit(NEW, path, value, START + 1), NEW, path);
      assert.equal(tidy(path, value), undefined, path);
    }
  });
  it("holds text to its limit, with whole lines and whole characters", () => {
    assert.equal(cell(edit(NEW, "about/people", "x".repeat(LIMITS.text + 9), START), "about/people"), "x".repeat(LIMITS.text));
    assert.equal(cell(edit(NEW, "answers/a/note", "x".repeat(LIMITS.note + 9), START), "answers/a/note"), "x".repeat(LIMITS.note));
    assert.equal(cell(edit(NEW, "answers/a/note", "a\r\nb\rc\nd", START), "answers/a/note"), "a\nb\nc\nd");
    const cut = String(cell(edit(NEW, "about/people", `${"x".repeat(LIMITS.text - 1)}😀`, START), "about/people"));
    assert.ok(cut.isWellFormed() && cut.length === LIMITS.text);
  });
});

describe("a cell", () => {
  it("that cannot be holds nothing", () => {
    for (const path of ["", "run", "about", "about/constructor", "constructor/name", "__proto__/x", "answers/a", "answers/a/toString", "actions/a/id/x"]) assert.equal(cell(NEW, path), null, path);
  });
});

describe("adopting what another tab saved", () => {
  const base = edit(NEW, "answers/a/note", "before", START);
  /** @param {string} text @param {number} time @param {Response} [from] */
  const note = (text, time, from = base) => edit(from, "answers/a/note", text, START + time);
  /** @param {Response | null} common @param {Response} a @param {Response} b */
  const both = (common, a, b) => [adopt(common, a, b), adopt(common, b, a)].map((one) => answerOf(one, "a").note);

  it("keeps both notes when both tabs wrote, the later one last", () => {
    assert.deepEqual(both(base, note("mine", 10), note("theirs", 20)), Array(2).fill("mine\n\ntheirs"));
    assert.deepEqual(both(null, note("mine", 10, NEW), note("theirs", 20, NEW)), Array(2).fill("mine\n\ntheirs"));
  });
  it("keeps the whole of two notes as long as the form allows", () => {
    const [kept] = both(base, note("m".repeat(4000), 10), note("t".repeat(4000), 20));
    assert.equal(kept, `${"m".repeat(4000)}\n\n${"t".repeat(4000)}`);
  });
  it("does not repeat a note that holds the other", () => assert.deepEqual(both(base, note("one", 10), note("one and two", 20)), Array(2).fill("one and two")));
  it("takes the note of the tab that wrote, when only one did", () => {
    assert.deepEqual(both(base, base, note("theirs", 20)), Array(2).fill("theirs"));
    assert.deepEqual(both(base, note("", 20), base), Array(2).fill(""));
  });
  it("counts a note that was typed and taken back as no change", () => {
    const back = note("before", 30, note("something", 10));
    assert.deepEqual(both(base, back, note("theirs", 20)), Array(2).fill("theirs"));
    assert.deepEqual(both(null, note("", 30, note("x", 10, NEW)), note("theirs", 20, NEW)), Array(2).fill("theirs"));
  });
  it("comes to the same in both tabs, and then to rest", () => {
    for (let seed = 1; seed <= many(150, 5000); seed += 1) {
      const random = new Random(seed);
      const common = response(random, 12);
      const [a, b] = [edited(random, common, 12), edited(random, common, 12)];
      const [one, other] = [adopt(common, a, b), adopt(common, b, a)];
      assert.deepEqual(inOrder(one), inOrder(other), `seed ${seed}`);
      assert.ok(holds(one, a) && holds(one, b), `seed ${seed}`);
      assert.deepEqual(inOrder(adopt(common, one, b)), inOrder(one), `seed ${seed}`);
    }
  });
});

describe("whether one copy holds another", () => {
  it("follows every edit", () => {
    const one = edit(NEW, "answers/a/value", 4, START + 5);
    assert.ok(holds(one, NEW) && !holds(NEW, one));
    assert.ok(holds(edit(one, "answers/a/value", null, START + 9), one), "clearing it is a later edit");
    assert.ok(!holds(edit(NEW, "answers/a/value", 3, START + 4), one));
  });
});
