import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { blank, edit } from "../../../overrides/assets/answers/response.js";
import { Runs, decode, encode } from "../../../overrides/assets/answers/runs.js";
import * as store from "../../../overrides/assets/store.js";
import { OF, RUN, START } from "./documents.js";
import { Random } from "./random.js";
import { StorageFake } from "./storage-fake.js";
import { SLOT } from "./tabs.js";
import { newer } from "./torture.js";

const ONE = edit(blank(RUN, OF, START), "answers/a/value", 4, START + 1);
const TWO = edit(ONE, "answers/b/note", "later", START + 2);

function fresh() {
  const storage = new StorageFake({ random: new Random(1), slow: () => {}, otherTab: () => {}, changed: () => {}, harmed: () => {} });
  storage.install();
  return { storage, runs: new Runs(store) };
}

describe("a slot", () => {
  it("that differs by one character is known to be damaged", () => {
    const text = encode(7, TWO);
    for (let at = 0; at < text.length; at += 1) {
      for (const other of ["", "~", text[at] + text[at]]) {
        const torn = text.slice(0, at) + other + text.slice(at + 1);
        assert.notEqual(decode(torn, RUN).state, "ok", torn.slice(0, at + 5));
      }
      assert.equal(decode(text.slice(0, at), RUN).response, null);
    }
  });
  it("of another run, or of what is no run, is damaged", () => {
    assert.equal(decode(encode(1, TWO), "run0000000001").state, "damaged");
    for (const json of ["null", "[]", "{", "7", '{"format":"partnership-navigator/response","version":1}']) {
      assert.equal(decode(sealed(`1:${json}`), RUN).state, "damaged", json);
    }
    assert.equal(decode(sealed(`99999999999999999999:${JSON.stringify(ONE)}`), RUN).state, "damaged");
  });
});

describe("saving", () => {
  it("fills both slots, so that one is enough", () => {
    for (const slot of ["a", "b"]) {
      const { storage, runs } = fresh();
      assert.equal(runs.save("device", null, TWO).why, "");
      assert.equal(storage.kept.size, 2);
      storage.force(`${SLOT}${slot}`, "1:torn");
      const found = runs.load(RUN, "device");
      assert.deepEqual([found?.state, found?.recovered, found?.response], ["ok", true, TWO]);
    }
  });
  it("never writes over the only good slot", () => {
    for (const slot of ["a", "b"]) {
      const { storage, runs } = fresh();
      runs.save("device", null, ONE);
      storage.force(`${SLOT}${slot}`, "1:torn");
      const other = `${SLOT}${slot === "a" ? "b" : "a"}`;
      const good = storage.kept.get(other);
      // Each pass of a save reads four times, writes, and reads back.
      storage.plan = (call) => (call % 6 === 5 && call <= 36 ? "torn" : null);
      storage.calls = 0;
      assert.equal(runs.save("device", ONE, TWO).why, "lost");
      assert.equal(storage.kept.get(other), good);
      storage.plan = () => null;
      assert.deepEqual(runs.load(RUN, "device")?.response, ONE);
    }
  });
  it("says why it could not", () => {
    for (const [fault, why] of /** @type {const} */ ([["quota", "full"], ["security", "blocked"], ["no-op", "lost"], ["torn", "lost"]])) {
      const { storage, runs } = fresh();
      storage.plan = () => fault;
      assert.equal(runs.save("device", null, ONE).why, why);
    }
  });
  it("writes nothing when all is there", () => {
    const { storage, runs } = fresh();
    runs.save("device", null, TWO);
    const before = storage.kept;
    assert.equal(runs.save("device", TWO, TWO).why, "");
    assert.equal(runs.save("device", null, ONE).why, "");
    assert.deepEqual(storage.kept, before);
  });
});

describe("what a newer version of this site wrote", () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`is told apart and stays untouched (${seed})`, () => {
      const { storage, runs } = fresh();
      const text = newer(new Random(seed), START);
      runs.save("device", null, ONE);
      storage.force(`${SLOT}${seed % 2 ? "a" : "b"}`, text);
      const before = storage.kept;
      assert.deepEqual([runs.load(RUN, "device")?.state, runs.load(RUN, "device")?.response], ["newer", null]);
      assert.ok(runs.load(RUN, "device")?.texts.includes(text));
      for (let count = 0; count < 3; count += 1) assert.equal(runs.save("device", ONE, TWO).why, "newer");
      assert.deepEqual(storage.kept, before);
    });
  }
});

describe("the list", () => {
  it("holds every run, the last changed first, also those that cannot be opened", () => {
    const { storage, runs } = fresh();
    for (const [place, name] of ["run0000000001", "run0000000002"].entries()) runs.save("device", null, edit(blank(name, OF, START), "about/name", name, START + 1000 * place));
    storage.force("pn:1:run:run0000000003:a", "1:torn");
    storage.force("pn:1:run:run0000000004:b", sealed("1:{"));
    storage.force("pn:1:theme", "dark");
    // One fake stands for both places, so each run is found twice.
    assert.deepEqual(runs.list().filter((one) => one.area === "device").map((one) => [one.run, one.state]), [
      ["run0000000002", "ok"], ["run0000000001", "ok"], ["run0000000003", "damaged"], ["run0000000004", "damaged"],
    ]);
    storage.plan = () => "security";
    assert.deepEqual(runs.list(), []);
  });
  it("loses what is removed, and gets it back byte for byte", () => {
    const { storage, runs } = fresh();
    runs.save("device", null, TWO);
    storage.force(`${SLOT}a`, "1:torn");
    const before = storage.kept;
    const found = runs.load(RUN, "device");
    assert.ok(found);
    assert.equal(runs.remove(RUN, "device"), "");
    assert.equal(runs.load(RUN, "device"), null);
    assert.equal(runs.putBack(found), "");
    assert.deepEqual([...storage.kept.values()].sort(), [...before.values()].sort());
  });
  it("says when something could not be removed", () => {
    const { storage, runs } = fresh();
    runs.save("device", null, TWO);
    storage.plan = () => "no-op";
    assert.equal(runs.remove(RUN, "device"), "lost");
  });
});

/** A text with the envelope and checksum that the real one would have. @param {string} text */
function sealed(text) {
  let sum = 0x811c9dc5;
  for (const one of text) sum = Math.imul(sum ^ one.charCodeAt(0), 0x01000193);
  return `1:${(sum >>> 0).toString(16)}-${text.length.toString(16)}:${text}`;
}
