import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { answered, before, contradictions, fragmentOf, most, others, placeFrom, walk } from "../../overrides/components/finder/finder.state.js";

/**
 * @typedef {import("../../overrides/components/finder/finder.state.js").Tree} Tree
 * @typedef {import("../../overrides/components/finder/finder.state.js").Answer} Answer
 * @typedef {import("../../overrides/components/finder/finder.state.js").Toolkit} Toolkit
 */

/**
 * @param {string} id
 * @param {string} to a question, or an outcome that starts with =
 * @param {import("../../overrides/components/finder/finder.state.js").Means | null} [means]
 * @returns {Answer}
 */
const answer = (id, to, means = null) => ({
  id, text: id, because: id === "unsure" ? null : `because ${id}`, means,
  next: to.startsWith("=") ? null : to, outcome: to.startsWith("=") ? to.slice(1) : null,
});
/** @param {string} name */
const outcome = (name) => ({ name, advice: "Do it.", guide: "../guides/x/", checklist: null, shortlist: [] });
/** @type {Tree} */
const TREE = {
  start: "goal",
  questions: {
    goal: { text: "What?", hint: null, answers: [answer("begin", "who", { stages: ["decide"] }), answer("check", "time"), answer("unsure", "=starter")] },
    who: { text: "Who?", hint: null, answers: [answer("team", "time", { level: ["team"] }), answer("board", "=boards", { level: ["board"] }), answer("unsure", "time")] },
    time: { text: "How long?", hint: null, answers: [answer("hour", "=short", { time: ["under-1-hour"] }), answer("day", "=long"), answer("unsure", "=long")] },
  },
  outcomes: { starter: outcome("Starter"), boards: outcome("Boards"), short: outcome("Short"), long: outcome("Long") },
};
/** @param {string} fragment */
const at = (fragment) => placeFrom(fragment, TREE);
/** @param {Record<string, string>} given */
const walked = (given) => walk(TREE, new Map(Object.entries(given)));

/** @param {number} seed @returns {() => number} numbers from 0 to 1, the same for the same seed */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("placeFrom", () => {
  it("reads answers and the question on show", () => {
    const place = at("#goal=begin&who=team&at=who");
    assert.deepEqual([...place.answers], [["goal", "begin"], ["who", "team"]]);
    assert.equal(place.at, "who");
    assert.deepEqual(place.ignored, []);
  });
  it("reads nothing from nothing", () => {
    for (const fragment of ["", "#"]) assert.deepEqual(at(fragment), { answers: new Map(), at: null, ignored: [] });
  });
  it("names what the tree does not have", () => {
    assert.deepEqual(at("#goal=nobody&what=x&at=nowhere&who=team&lonely").ignored, ["goal=nobody", "what=x", "at=nowhere", "lonely"]);
    assert.deepEqual([...at("#goal=nobody&who=team").answers], [["who", "team"]]);
  });
  it("takes the first of two answers to one question", () => {
    const place = at("#goal=begin&goal=check");
    assert.equal(place.answers.get("goal"), "begin");
    assert.deepEqual(place.ignored, ["goal=check"]);
  });
  it("is not taken in by names of the language, and shortens what it names", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      assert.deepEqual(at(`#${name}=begin`).ignored, [`${name}=begin`]);
      assert.equal(at(`#at=${name}`).at, null);
    }
    assert.equal(at(`#${"x".repeat(5000)}=1`).ignored[0].length, 40);
    assert.deepEqual(at("#%E2%80%AEevil%00=1").ignored, ["evil=1"]);
  });
  it("reads a hundred thousand parts without stopping, and names all that it left out", () => {
    const place = at(`#goal=begin&${"x=1&".repeat(100_000)}who=team`);
    assert.equal(place.answers.get("goal"), "begin");
    assert.equal(place.answers.has("who"), false);
    assert.equal(place.ignored.length, 100_001);
  });
});

describe("walk", () => {
  it("stops at the first question without an answer", () => {
    assert.equal(walked({}).question, "goal");
    assert.equal(walked({ goal: "begin" }).question, "who");
    assert.equal(walked({ who: "team", time: "hour" }).question, "goal");
  });
  it("follows answers to the outcome and leaves out those that do not apply", () => {
    const way = walked({ goal: "check", who: "team", time: "hour" });
    assert.equal(way.outcome, "short");
    assert.deepEqual(way.steps.map((step) => step.question), ["goal", "time"]);
  });
  it("ends for a tree with a cycle too", () => {
    const round = structuredClone(TREE);
    round.questions.time.answers[0] = answer("hour", "goal");
    assert.throws(() => walk(round, new Map([["goal", "check"], ["time", "hour"]])), /cycle/);
  });
  it("tells how many questions can still follow", () => {
    assert.deepEqual(["goal", "who", "time"].map((name) => most(TREE, name)), [3, 2, 1]);
  });
});

describe("going back and changing an answer", () => {
  it("goes back along the way that the answers take", () => {
    const answers = new Map([["goal", "begin"], ["who", "team"], ["time", "hour"]]);
    assert.deepEqual([null, "time", "who", "goal"].map((name) => before(TREE, answers, name)), ["time", "who", "goal", null]);
    assert.equal(before(TREE, new Map([["goal", "check"], ["who", "team"]]), "time"), "goal");
  });
  it("keeps every other answer, also those that another change makes apply again", () => {
    const first = new Map([["goal", "begin"], ["who", "team"], ["time", "hour"]]);
    const changed = answered(TREE, first, "goal", "check");
    assert.equal(walk(TREE, changed).outcome, "short");
    assert.deepEqual(walk(TREE, answered(TREE, changed, "goal", "begin")).steps.map((step) => step.answer.id), ["begin", "team", "hour"]);
    assert.equal(first.get("goal"), "begin", "the answers given are not changed");
  });
});

describe("generated sequences", () => {
  const seed = Number(process.env.PN_SEED ?? 20_261_122);
  const names = Object.keys(TREE.questions);
  it(`an address always gives back the place that wrote it (seed ${seed})`, (test) => {
    test.diagnostic(`PN_SEED=${seed}`);
    const next = random(seed);
    /** @template T @param {T[]} list @returns {T} */
    const one = (list) => list[Math.floor(next() * list.length)];
    for (let round = 0; round < 2000; round += 1) {
      let answers = new Map();
      for (let step = 0; step < 8; step += 1) {
        const way = walk(TREE, answers);
        const question = next() < 0.6 && way.question ? way.question : one(names);
        const chosen = one(TREE.questions[question].answers).id;
        const kept = [...answers].filter(([name]) => name !== question);
        answers = answered(TREE, answers, question, chosen);
        for (const [name, value] of kept) assert.equal(answers.get(name), value, "another answer was lost");
        const place = placeFrom(fragmentOf(answers, next() < 0.3 ? question : null), TREE);
        assert.deepEqual(place.answers, answers);
        assert.deepEqual(place.ignored, []);
        const now = walk(TREE, place.answers);
        assert.ok((now.question === null) !== (now.outcome === null));
        assert.ok(now.steps.length <= most(TREE, TREE.start));
        if (now.steps.length) assert.equal(before(TREE, answers, null), now.steps.at(-1)?.question);
      }
    }
  });
  it(`no address breaks it (seed ${seed})`, () => {
    const next = random(seed + 1);
    const pieces = ["goal", "who", "time", "at", "begin", "hour", "=", "&", "&&", "%", "%zz", "#", "+", "__proto__", "\u0000", "é", "=unsure"];
    for (let round = 0; round < 3000; round += 1) {
      const fragment = `#${Array.from({ length: Math.floor(next() * 12) }, () => pieces[Math.floor(next() * pieces.length)]).join("")}`;
      const place = placeFrom(fragment, TREE);
      for (const [name, value] of place.answers) assert.ok(TREE.questions[name].answers.some((each) => each.id === value));
      const way = walk(TREE, place.answers);
      assert.ok(way.question === null ? way.outcome && TREE.outcomes[way.outcome] : TREE.questions[way.question]);
    }
  });
});

describe("what else fits", () => {
  /** @param {string} id @param {Partial<Toolkit>} [given] @returns {Toolkit} */
  const toolkit = (id, given = {}) => ({ id, name: id, stages: ["decide"], level: [], topics: [], time: "not-known", ...given });
  const steps = walked({ goal: "begin", who: "team", time: "hour" }).steps;

  it("never counts what is not known against a toolkit", () => {
    assert.deepEqual(contradictions(toolkit("a"), { level: ["team"], topics: ["housing"], time: ["under-1-hour"] }), []);
    assert.deepEqual(contradictions(toolkit("a", { time: "half-day" }), { time: ["under-1-hour", "half-day"] }), []);
    assert.deepEqual(contradictions(toolkit("a", { time: "half-day", level: ["board"] }), { level: ["team"], time: ["under-1-hour"] }), ["level", "time"]);
  });
  it("parts what fits from what nearly does, and leaves out the shortlist and what has another purpose", () => {
    const found = others(
      [
        toolkit("listed"), toolkit("fits", { level: ["team", "board"] }), toolkit("long", { time: "half-day" }), toolkit("board", { level: ["board"] }),
        toolkit("both", { level: ["board"], time: "half-day" }), toolkit("other", { stages: ["end"] }),
      ],
      steps,
      ["listed"],
    );
    assert.deepEqual(found.fits.map((one) => one.id), ["fits"]);
    assert.deepEqual(found.near.map((one) => [one.toolkit.id, one.field]), [["long", "time"], ["board", "level"]]);
  });
  it("has nothing to say when no answer asks for anything", () => {
    assert.deepEqual(others([toolkit("a")], walked({ goal: "unsure" }).steps, []), { fits: [], near: [] });
  });
});
