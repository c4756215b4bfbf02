/* The torture finds what it is for: each of these is the real code with one safeguard taken out. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { Broken } from "./promises.js";
import { anyCourse, race, run } from "./torture.js";

const ANSWERS = fileURLToPath(new URL("../../../overrides/assets/answers", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "answers-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "package.json"), '{"type": "module"}');

/** What is taken out, from which file, and what stands there instead. @type {[string, string, string | RegExp, string][]} */
const WEAKENED = [
  ["looking again after writing", "runs.js", "this.#keeps(area, response)", "true"],
  ["the second copy", "runs.js", "if (lacking.length === 0 &&", "if (lacking.length < 2 &&"],
  ["what stands in the slots already", "runs.js", "good.reduce((known, { kept }) => adopt(base, known, kept), response)", "response"],
  ["respect for newer versions", "runs.js", 'if (slots.some((one) => one.state === "newer")) return { why: "newer", response };', ""],
  ["the times of edits", "response.js", "if (ours !== theirs) return ours > theirs;", "if (ours !== theirs) return ours !== '';"],
  ["that an edit is later than all before", "response.js", "Math.max(now, Date.parse(response.updated) + 1)", "now"],
  ["the joining of notes", "response.js", "found = edit(found, path, both, 0);", ""],
  ["waiting until it is saved", "session.js", 'this.#say({ kind: "saving", why: "" });\n    this.#later(SOON);', 'this.#say({ kind: "saved", why: "" });\n    this.#later(SOON);'],
  ["trying again", "session.js", 'if (why && why !== "newer") this.#later(AGAIN);', ""],
  ["listening to other tabs", "session.js", /hear\(heard\) \{/, "hear(heard) {\n    if (this) return;"],
];

describe("the torture notices the lack of", () => {
  for (const [name, file, from, to] of WEAKENED) {
    it(name, async (context) => {
      const copy = join(folder, name.replaceAll(" ", "-"));
      cpSync(ANSWERS, copy, { recursive: true });
      const text = readFileSync(join(copy, file), "utf-8");
      const weak = text.replace(from, () => to);
      assert.notEqual(weak, text, `${file} reads differently now: say here what the safeguard is called`);
      writeFileSync(join(copy, file), weak);
      /** @param {string} module */
      const load = (module) => import(pathToFileURL(join(copy, module)).href);
      const code = { ...(await load("runs.js")), ...(await load("session.js")) };
      let courses = 0;
      assert.throws(() => {
        for (let seed = 1; seed <= 1500; seed += 1) {
          courses += 1;
          run(seed % 3 ? anyCourse(seed) : race(seed), code);
        }
      }, Broken);
      context.diagnostic(`after ${courses} courses`);
    });
  }
});
