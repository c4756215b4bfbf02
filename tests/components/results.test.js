import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { blank, edit } from "../../overrides/assets/answers/response.js";
import { lines } from "../../overrides/assets/answers/sheet.js";
import { unanswered } from "../../overrides/components/checklist-fill/checklist-fill.state.js";
import { BANDS, bandOf, picture, score } from "../../overrides/components/results/results.state.js";
import { Random, many } from "./answers/random.js";

/**
 * @typedef {import("../../overrides/components/checklist-fill/checklist-fill.state.js").Definition} Definition
 * @typedef {import("../../overrides/assets/answers/response.js").Answer} Answer
 * @typedef {import("../../overrides/assets/answers/response.js").Response} Response
 * @typedef {import("../../overrides/assets/answers/response.js").Value} Value
 */

const LEVELS = [4, 3, 2, 1].map((value) => ({ value, label: `level ${value}` }));
const SCALE = { question: "How true?", levels: LEVELS };
/** @param {string} theme @param {number} from @param {number} count */
const items = (theme, from, count) => Array.from({ length: count }, (_, place) => ({ id: `${theme}-${place + 1}`, number: from + place, text: `${theme} ${place + 1}.`, since: 1 }));
/** @type {Definition} */
const ONE = {
  id: "trial", version: 2, title: "Trial", scale: SCALE, importance: null, retired: [{ id: "gone", text: "Gone." }],
  themes: [{ id: "a", title: "Aims", items: items("a", 1, 4) }, { id: "b", title: "Boards", items: items("b", 5, 3) }, { id: "c", title: "Cash", items: items("c", 8, 1) }],
};
/** @type {Definition} */
const TWO = { ...ONE, importance: SCALE };

/** @param {Record<string, Value | Partial<Answer>>} answers */
function given(answers) {
  let response = blank("run0000000000", { id: "trial", version: 2, title: "Trial" }, 0);
  for (const [item, answer] of Object.entries(answers)) {
    const cells = typeof answer === "object" && answer ? answer : { value: answer };
    for (const [name, value] of Object.entries(cells)) response = edit(response, `answers/${item}/${name}`, /** @type {Value} */ (value), 1);
  }
  return response;
}
/** @param {{item: {id: string}}[]} rows */
const ids = (rows) => rows.map((row) => row.item.id);
/** @param {...Value} values */
const of = (...values) => score(values.map((value) => ({ value, importance: null, agreed: null, note: "" })));

describe("a score", () => {
  it("counts each kind of answer and takes the mean of the levels alone", () => {
    assert.deepEqual(of(4, 3, "dont-know", "not-applicable", null, 1), { of: 6, levels: 3, dontKnow: 1, notApplicable: 1, unanswered: 1, mean: 2.7, band: "mixed" });
  });
  it("has one decimal, and a half goes up", () => {
    for (const [values, mean] of /** @type {[Value[], number][]} */ ([[[1, 2], 1.5], [[4, 4, 3], 3.7], [[3, 2, 2, 2], 2.3], [[3, 3, 3, 2], 2.8], [[2, 2, 3], 2.3], [[1], 1]])) assert.equal(of(...values).mean, mean, String(values));
  });
  it("needs levels for half of the statements that apply, and half is enough", () => {
    assert.equal(of(4, 4, null, null).mean, 4);
    assert.equal(of(4, null, null).mean, null);
    assert.equal(of(4, "dont-know", "dont-know").mean, null);
    assert.equal(of(4, "dont-know", "not-applicable").mean, 4);
    assert.equal(of(4, null, "not-applicable", null).mean, null);
    for (const none of [of(), of(null), of("not-applicable"), of("dont-know", "not-applicable")]) assert.deepEqual([none.mean, none.band], [null, null]);
  });
  it("stands in a band by the figure that is shown", () => {
    assert.deepEqual([4, 3, 2.9, 2, 1.9, 1, null].map(bandOf), ["strong", "strong", "mixed", "mixed", "attention", "attention", null]);
    assert.deepEqual(BANDS, { strong: 3, mixed: 2 });
    // 59 answers with a mean of 2.966 show as 3.0, and are called what 3.0 is called.
    const close = of(...Array(57).fill(3), 2, 2);
    assert.deepEqual([close.mean, close.band], [3, "strong"]);
  });
  it("never takes “don’t know” or “does not apply” into a mean", () => {
    for (let seed = 1; seed <= many(300, 20_000); seed += 1) {
      const random = new Random(seed);
      const levels = Array.from({ length: 1 + random.below(8) }, () => random.pick([1, 2, 3, 4]));
      const others = Array.from({ length: random.below(9) }, () => random.pick(/** @type {const} */ (["dont-know", "not-applicable", null])));
      const mean = of(...random.shuffled([...levels, ...others])).mean;
      const applying = levels.length + others.filter((value) => value !== "not-applicable").length;
      const expected = levels.length * 2 >= applying ? Number((Math.round((levels.reduce((a, b) => a + b) / levels.length) * 10 + 1e-9) / 10).toFixed(1)) : null;
      assert.equal(mean, expected, `seed ${seed}`);
    }
  });
});

describe("what to talk about first", () => {
  it("is what is weak, the weakest first, then what nobody knows", () => {
    const found = picture(ONE, given({ "a-1": 2, "a-2": "dont-know", "a-3": 4, "a-4": 1, "b-1": 3, "b-2": 2, "c-1": "not-applicable" }));
    assert.deepEqual(found.first.map((row) => [row.item.id, row.reason]), [["a-4", "low"], ["a-1", "low"], ["b-2", "low"], ["a-2", "dont-know"]]);
  });
  it("is, where importance was asked, what matters and is weak", () => {
    const found = picture(TWO, given({
      "a-1": { value: 1, importance: 2 }, "a-2": { value: 2, importance: 3 }, "a-3": { value: 2, importance: 4 }, "a-4": { value: 1, importance: 3 },
      "b-1": { value: 1, importance: "dont-know" }, "b-2": { value: "dont-know", importance: 4 }, "b-3": { value: 3, importance: 4 }, "c-1": { value: 1 },
    }));
    assert.deepEqual(ids(found.first), ["a-4", "a-3", "a-2", "b-1", "c-1", "a-1", "b-2"]);
    assert.deepEqual(found.first.map((row) => row.reason), ["important", "important", "important", "low", "low", "low", "dont-know"]);
  });
  it("takes no notice of importance that the checklist does not ask", () => {
    assert.deepEqual(ids(picture(ONE, given({ "a-1": { value: 2, importance: 1 }, "b-1": { value: 2, importance: 4 } })).first), ["a-1", "b-1"]);
  });
});

describe("strengths", () => {
  it("are the statements with the highest answer, and never a low one", () => {
    assert.deepEqual(ids(picture(ONE, given({ "a-1": 3, "a-2": 4, "b-1": 4 })).strengths), ["a-2", "b-1"]);
    assert.deepEqual(ids(picture(ONE, given({ "a-1": 3, "a-2": 2 })).strengths), ["a-1"]);
    assert.deepEqual(ids(picture(ONE, given({ "a-1": 2, "a-2": 1, "b-1": "dont-know" })).strengths), []);
  });
  it("are six at most, the most important first, and the rest is counted", () => {
    const all = Object.fromEntries([...ONE.themes.flatMap((theme) => theme.items)].map((item) => [item.id, { value: 4, importance: item.id === "c-1" ? 4 : 2 }]));
    const found = picture(TWO, given(all));
    assert.deepEqual([ids(found.strengths), found.more], [["c-1", "a-1", "a-2", "a-3", "a-4", "b-1"], 2]);
  });
});

describe("the picture", () => {
  it("puts statements with both answers into four quadrants, and counts the others", () => {
    const found = picture(TWO, given({
      "a-1": { value: 2, importance: 3 }, "a-2": { value: 3, importance: 3 }, "a-3": { value: 2, importance: 2 }, "a-4": { value: 3, importance: 2 },
      "b-1": { value: 4 }, "b-2": { importance: 4 }, "b-3": { value: "dont-know", importance: 4 }, "c-1": { value: 1, importance: "dont-know" },
    }));
    assert.deepEqual(Object.entries(found.quadrants ?? {}).map(([name, rows]) => [name, ids(rows)]), [["first", ["a-1"]], ["keep", ["a-2"]], ["later", ["a-3"]], ["ease", ["a-4"]]]);
    assert.equal(found.unplaced, 4);
    assert.deepEqual([picture(ONE, given({})).quadrants, picture(ONE, given({})).unplaced], [null, 0]);
  });
  it("lists what the group did not agree on, and nothing that it settled", () => {
    const found = picture(ONE, given({ "a-1": { value: 4, agreed: "no" }, "a-2": { value: 1, agreed: "settled" }, "b-1": { value: 1, agreed: "yes" }, "c-1": { agreed: "no" } }));
    assert.deepEqual(ids(found.disagreed), ["a-1", "c-1"]);
  });
  it("keeps answers to statements that it does not ask, out of every count", () => {
    const found = picture(ONE, given({ "a-1": 2, gone: { value: 4, note: "old" }, strange: 1, "never-answered": { agreed: "no" } }));
    assert.deepEqual(found.earlier.map(({ id, text }) => [id, text]), [["gone", "Gone."], ["strange", null]]);
    assert.deepEqual([found.overall.levels, found.answered, found.of, ids(found.first)], [1, 1, 8, ["a-1"]]);
  });
  it("counts answers as the form does", () => {
    for (let seed = 1; seed <= many(100, 5000); seed += 1) {
      const random = new Random(seed);
      const response = given(chance(random));
      for (const definition of [ONE, TWO]) assert.equal(picture(definition, response).answered, 8 - unanswered(definition, response).length, `seed ${seed}`);
    }
  });
  it("is the same in whatever order the answers were given", () => {
    for (let seed = 1; seed <= many(100, 5000); seed += 1) {
      const random = new Random(seed);
      const answers = chance(random);
      const shuffled = Object.fromEntries(random.shuffled(Object.entries(answers)));
      for (const definition of [ONE, TWO]) assert.deepEqual(picture(definition, given(shuffled)), picture(definition, given(answers)), `seed ${seed}`);
    }
  });
  it("is empty when there is no answer, no note and no action", () => {
    assert.equal(picture(ONE, given({})).empty, true);
    assert.equal(picture(ONE, given({ "a-1": { note: "only this" } })).empty, false);
    assert.equal(picture(ONE, given({ gone: 3 })).empty, false);
    const acting = edit(given({}), "actions/a1/what", "Meet", 1);
    assert.equal(picture(ONE, acting).empty, false);
    assert.equal(picture(ONE, edit(acting, "actions/a1/removed", true, 2)).empty, true);
  });
});

describe("in short", () => {
  /** @param {Definition} definition @param {Record<string, Value | Partial<Answer>>} answers */
  const short = (definition, answers) => picture(definition, given(answers)).short;
  it("names the strongest and the weakest theme, all of them when several are alike", () => {
    assert.deepEqual(short(ONE, { "a-1": 4, "a-2": 4, "b-1": 2, "b-2": 1, "c-1": 4 })[0], { word: "short-range", values: { high: ["Aims", "Cash"], highMean: "4.0", low: ["Boards"], lowMean: "1.5" } });
    assert.deepEqual(short(ONE, { "a-1": 3, "a-2": 3, "c-1": 3 })[0], { word: "short-level", values: { mean: "3.0" } });
    assert.deepEqual(short(ONE, { "a-1": 4, "c-1": 3 })[0], { word: "short-only", values: { theme: "Cash", mean: "3.0" } });
    assert.deepEqual(short(ONE, { "a-1": 4 })[0], { word: "short-none", values: {} });
  });
  it("counts what is pressing", () => {
    const several = /** @type {Record<string, Value>[]} */ ([{}, { "a-1": 3 }, { "a-1": 1 }, { "a-1": 1, "a-2": 2 }]);
    assert.deepEqual(several.map((answers) => short(ONE, answers)[1].word), ["short-gaps", "short-low-none", "short-low-one", "short-low"]);
    const two = { "a-1": { value: 1, importance: 4 }, "a-2": { value: 1, importance: 1 }, "a-3": { value: 2, importance: 3 } };
    assert.deepEqual(short(TWO, two)[1], { word: "short-important", values: { n: 2 } });
  });
  it("says what was left out, and nothing when nothing was", () => {
    const all = { "a-1": 4, "a-2": 4, "a-3": 4, "a-4": 4, "b-1": 4, "b-2": 4, "b-3": 4 };
    assert.equal(short(ONE, { ...all, "c-1": 4 }).length, 2);
    assert.deepEqual(short(ONE, { ...all, "c-1": "dont-know" })[2].parts, [{ word: "gap-dont-know", values: { n: 1 } }]);
    assert.deepEqual(short(ONE, { "a-1": "not-applicable", "a-2": "dont-know" })[1].parts?.map((part) => [part.word, part.values.n]), [["gap-unanswered", 6], ["gap-dont-know", 1], ["gap-not-applicable", 1]]);
  });
});

describe("the lines of a spreadsheet", () => {
  it("hold every statement once, answered or not, and old answers at the end", () => {
    const found = lines(TWO, given({ "a-1": { value: 2, importance: 4, note: "why", agreed: "no" }, gone: 3, strange: "dont-know" }), (value) => `in words: ${value}`);
    assert.deepEqual(found[0], ["number", "id", "theme", "statement", "importance", "answer", "label", "note", "agreed"]);
    assert.deepEqual(found[1], [1, "a-1", "Aims", "a 1.", 4, 2, "in words: 2", "why", "no"]);
    assert.deepEqual(found[2], [2, "a-2", "Aims", "a 2.", "", "", "in words: null", "", ""]);
    assert.deepEqual(found.slice(9).map((line) => line.slice(0, 6)), [["", "gone", "", "Gone.", "", 3], ["", "strange", "", "", "", "dont-know"]]);
  });
});

/** @param {Random} random @returns {Record<string, Partial<Answer>>} */
function chance(random) {
  const all = [...ONE.themes.flatMap((theme) => theme.items.map((item) => item.id)), "gone", "strange"].filter(() => random.chance(0.7));
  return Object.fromEntries(all.map((id) => [id, {
    value: random.pick(/** @type {Value[]} */ ([1, 2, 3, 4, "dont-know", "not-applicable", null])),
    importance: random.pick(/** @type {Value[]} */ ([1, 2, 3, 4, "dont-know", null])),
    agreed: random.pick(/** @type {Answer["agreed"][]} */ (["yes", "no", "settled", null])),
    note: random.pick(["", "n"]),
  }]));
}
