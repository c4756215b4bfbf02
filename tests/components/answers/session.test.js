/* What one tab says and does, step by step. The torture tries the rest. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { answerOf } from "../../../overrides/assets/answers/response.js";
import { Random } from "./random.js";
import { Browser, SLOT } from "./tabs.js";
import { CODE, newer } from "./torture.js";

/** @typedef {import("./tabs.js").Tab} Tab */

function fresh() {
  const browser = new Browser(new Random(1), CODE, true);
  /** @type {string[]} */
  const said = [];
  browser.said = (tab, { kind, why }) => said.push([`${tab.name}`, kind, why].filter(Boolean).join(" "));
  const open = () => /** @type {Tab} */ (browser.open());
  return { browser, said, open };
}
/** @param {Browser} browser @param {Tab} tab @param {string} path @param {any} value */
const edit = (browser, tab, path, value) => browser.as(tab, () => tab.session.edit(path, value));

describe("a tab", () => {
  it("keeps nothing until there is something, and then within half a second", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    browser.pass(10_000);
    browser.close(tab, false);
    assert.equal(browser.storage.kept.size, 0);
    const other = open();
    edit(browser, other, "answers/a/value", 4);
    browser.pass(500);
    assert.deepEqual(said, ["2 saving", "2 saved"]);
  });
  it("saves every two seconds under somebody who types without a pause", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    for (let key = 1; key <= 31; key += 1) {
      edit(browser, tab, "answers/a/note", "x".repeat(key));
      browser.pass(200);
    }
    assert.equal(said.filter((one) => one === "1 saved").length, 3);
    browser.close(tab, true);
    assert.ok(open().session.response.answers.a.note.length >= 20);
  });
  it("knows that edits after a removal are kept nowhere", () => {
    const { browser, open } = fresh();
    const tab = open();
    edit(browser, tab, "answers/a/value", 4);
    browser.pass(500);
    browser.storage.evict();
    browser.as(tab, () => tab.session.hear(null));
    assert.deepEqual([tab.session.state.kind, tab.session.behind], ["removed", false]);
    edit(browser, tab, "answers/a/value", 3);
    assert.equal(tab.session.behind, true);
    browser.as(tab, () => tab.session.keep());
    browser.settle();
    assert.deepEqual([tab.session.state.kind, tab.session.behind], ["saved", false]);
  });
  it("saves at once when the page goes away", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    edit(browser, tab, "answers/a/value", 4);
    browser.close(tab, false);
    assert.deepEqual(said, ["1 saving", "1 saved"]);
    assert.equal(open().session.response.answers.a.value, 4);
  });
  it("says why it could not save, tries again, and saves once it can", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    browser.storage.plan = () => "quota";
    edit(browser, tab, "answers/a/value", 4);
    browser.pass(500);
    browser.storage.plan = () => null;
    browser.pass(3500);
    assert.deepEqual(said, ["1 saving", "1 unsaved full", "1 saved"]);
  });
  it("shows what another tab saved, and keeps both notes", () => {
    const { browser, open } = fresh();
    const [one, other] = [open(), open()];
    edit(browser, one, "answers/a/note", "from one");
    edit(browser, other, "answers/a/note", "from the other");
    browser.settle();
    for (const tab of [one, other]) assert.equal(answerOf(tab.session.response, "a").note, "from one\n\nfrom the other");
    for (const tab of [one, other]) assert.equal(tab.session.state.kind, "saved");
  });
  it("says that the run was removed, saves nothing, and keeps it when asked", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    edit(browser, tab, "answers/a/value", 4);
    browser.pass(500);
    browser.runs.remove("run0000000000", "device");
    browser.settle();
    edit(browser, tab, "answers/a/value", 3);
    browser.pass(10_000);
    assert.equal(browser.storage.kept.size, 0);
    assert.equal(said.at(-1), "1 removed");
    browser.as(tab, () => void tab.session.keep());
    browser.pass(10);
    assert.equal(said.at(-1), "1 saved");
    assert.equal(open().session.response.answers.a.value, 3);
  });
  it("goes on when a removed run comes back, with what was changed since", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    edit(browser, tab, "answers/a/value", 4);
    browser.pass(500);
    const found = browser.runs.load("run0000000000", "device");
    browser.runs.remove("run0000000000", "device");
    browser.settle();
    edit(browser, tab, "answers/b/value", 2);
    assert.ok(found?.response);
    browser.runs.save("device", null, found.response);
    browser.settle();
    assert.equal(said.at(-1), "1 saved");
    assert.deepEqual(Object.keys(open().session.response.answers), ["a", "b"]);
  });
  it("is not brought back to a removed run by old news", () => {
    const { browser, said, open } = fresh();
    const [one, other] = [open(), open()];
    edit(browser, one, "answers/a/value", 4);
    browser.settle();
    edit(browser, one, "answers/a/value", 3);
    browser.pass(500);
    browser.runs.remove("run0000000000", "device");
    while (other.news.length) browser.hear(other);
    browser.pass(10_000);
    assert.equal(said.at(-1), "2 removed");
    assert.equal(browser.storage.kept.size, 0);
  });
  it("leaves what a newer version wrote, and says so", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    edit(browser, tab, "answers/a/value", 4);
    browser.pass(500);
    browser.storage.force(`${SLOT}b`, newer(new Random(2), browser.now));
    const before = browser.storage.kept;
    edit(browser, tab, "answers/a/value", 3);
    browser.pass(20_000);
    browser.close(tab, false);
    assert.deepEqual(browser.storage.kept, before);
    assert.deepEqual(said.slice(-1), ["1 unsaved newer"]);
  });
  it("heals a slot that was damaged beside it", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    edit(browser, tab, "answers/a/value", 4);
    browser.pass(500);
    for (const slot of ["a", "b"]) browser.storage.force(`${SLOT}${slot}`, "1:torn");
    browser.as(tab, () => tab.session.hear(null));
    browser.pass(500);
    assert.equal(said.at(-1), "1 saved");
    assert.equal(open().session.response.answers.a.value, 4);
  });
  it("takes no news for what it knows already", () => {
    const { browser, said, open } = fresh();
    const tab = open();
    for (const item of ["z", "b", "a"]) edit(browser, tab, `answers/${item}/value`, 4);
    browser.pass(500);
    const before = said.length;
    browser.as(tab, () => tab.session.hear(null));
    browser.pass(500);
    assert.equal(said.length, before);
  });
});
