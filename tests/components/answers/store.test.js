import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { allowed, keys, listen, read, write } from "../../../overrides/assets/store.js";
import { Random } from "./random.js";
import { FAULTS, StorageFake } from "./storage-fake.js";

function fresh() {
  const storage = new StorageFake({ random: new Random(1), slow: () => {}, otherTab: () => {}, changed: () => {}, harmed: () => {} });
  storage.install();
  return storage;
}

describe("the store", () => {
  it("keeps, finds and removes under its own prefix", () => {
    const storage = fresh();
    storage.force("other", "x");
    assert.deepEqual([write("run:b", "2"), write("run:a", "1"), write("view", "all")], ["", "", ""]);
    assert.deepEqual([...storage.kept.keys()].sort(), ["other", "pn:1:run:a", "pn:1:run:b", "pn:1:view"]);
    assert.deepEqual([read("run:a"), read("other"), keys("run:"), keys("")], ["1", null, ["run:a", "run:b"], ["run:a", "run:b", "view"]]);
    assert.deepEqual([write("run:a", null), write("run:a", null), read("run:a"), allowed()], ["", "", null, true]);
  });

  it("never throws, and says that a value is there only when it is", () => {
    for (const fault of FAULTS) {
      for (const value of ["new", null]) {
        for (let at = 1; at <= 3; at += 1) {
          const storage = fresh();
          storage.force("pn:1:k", "old");
          storage.plan = (call) => (call === at ? fault : null);
          const why = write("k", value);
          assert.ok(["", "blocked", "full", "lost"].includes(why));
          if (why === "") assert.equal(storage.kept.get("pn:1:k") ?? null, value, `${fault} at ${at}`);
          const found = read("k");
          assert.ok(found === null || typeof found === "string");
        }
      }
    }
  });

  it("says why", () => {
    for (const [fault, why] of /** @type {const} */ ([["quota", "full"], ["security", "blocked"], ["throw-after", "blocked"], ["no-op", "lost"], ["torn", "lost"], ["wrong-key", "lost"]])) {
      const storage = fresh();
      storage.plan = (call) => (call === 1 ? fault : null);
      assert.equal(write("k", "value"), why, fault);
    }
  });

  it("is empty and not allowed where a browser forbids it", () => {
    const storage = fresh();
    write("k", "x");
    storage.plan = () => "security";
    assert.deepEqual([read("k"), keys(""), allowed(), write("k", "y"), write("k", null)], [null, [], false, "blocked", "blocked"]);
    Object.defineProperty(globalThis, "localStorage", { configurable: true, get: () => { throw new DOMException("", "SecurityError"); } });
    assert.deepEqual([read("k"), keys(""), allowed(), write("k", "y")], [null, [], false, "blocked"]);
  });

  it("passes on news of its own keys", () => {
    /** @type {[string | null, string | null][]} */
    const heard = [];
    /** @type {((event: object) => void)[]} */
    const listeners = [];
    Object.defineProperty(globalThis, "addEventListener", { configurable: true, value: (/** @type {string} */ _, /** @type {(event: object) => void} */ callback) => listeners.push(callback) });
    listen((key, value) => heard.push([key, value]));
    for (const [key, newValue] of [["pn:1:run:x", "1"], ["other", "2"], ["pn:1:run:x", null], [null, null]]) listeners[0]({ key, newValue });
    assert.deepEqual(heard, [["run:x", "1"], ["run:x", null], [null, null]]);
  });
});
