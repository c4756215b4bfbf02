/* What a reader may rely on, written down apart from the code that has to keep to it. */
import { Runs } from "../../../overrides/assets/answers/runs.js";
import { cell, merge, paths } from "../../../overrides/assets/answers/response.js";
import * as store from "../../../overrides/assets/store.js";
import { RUN } from "./documents.js";

/**
 * @typedef {import("../../../overrides/assets/answers/response.js").Response} Response
 * @typedef {import("./tabs.js").Browser} Browser
 * @typedef {import("./tabs.js").Tab} Tab
 * @typedef {{time: string, value: string}} Version of a cell
 */

/** Thrown when an answer is lost or "saved" was said too early. */
export class Broken extends Error {}

const TOKEN = /n\d+;/g;

export class Promises {
  /** For each path the versions that were called saved, by name. @type {Map<string, Map<string, Version>>} */
  #saved = new Map();
  /** For each version all that the reader saw of this cell before. @type {Map<string, Set<string>>} */
  #before = new Map();
  /** The words of notes that were called saved. @type {Map<string, Set<string>>} */
  #words = new Map();
  /** For each word the times of the edits that took it out on purpose. @type {Map<string, string[]>} */
  #deleted = new Map();
  #browser;
  /** Reading takes time, so it is not done twice of the same. @type {{texts: string | null, response: Response | null}} */
  #seen = { texts: null, response: null };

  /** @param {Browser} browser */
  constructor(browser) {
    this.#browser = browser;
  }

  /** The reader changes a cell: what was there before is given up. @param {Tab} tab @param {string} path @param {Response} old */
  edited(tab, path, old) {
    const response = tab.session.response;
    const [from, to] = [named(old, path), named(response, path)];
    const before = this.#before.get(`${path} ${to}`) ?? new Set();
    for (const one of [from, ...(this.#before.get(`${path} ${from}`) ?? [])]) if (one !== to) before.add(one);
    this.#before.set(`${path} ${to}`, before);
    const words = new Set(String(cell(response, path)).match(TOKEN));
    for (const word of String(cell(old, path)).match(TOKEN) ?? []) {
      if (!words.has(word)) this.#deleted.set(word, [...(this.#deleted.get(word) ?? []), response.edited[path]]);
    }
  }

  /**
   * A session says "saved": then storage holds all of it, and all of it counts from now on.
   * @param {Tab} tab
   * @returns {string | null} what is wrong with that
   */
  said(tab) {
    const { response } = tab.session;
    const kept = this.kept();
    const path = kept ? paths(response).find((one) => this.#lacks(kept, response, one)) : "everything";
    this.count(response);
    return path ? `tab ${tab.name} said "saved", and ${path} is not in storage` : null;
  }

  /** All of this counts as saved. @param {Response} response */
  count(response) {
    for (const path of paths(response)) {
      if (path.endsWith("/note")) {
        const words = this.#words.get(path) ?? new Set();
        for (const word of String(cell(response, path)).match(TOKEN) ?? []) words.add(word);
        this.#words.set(path, words);
        continue;
      }
      const saved = this.#saved.get(path) ?? new Map();
      saved.set(named(response, path), { time: response.edited[path] ?? "", value: JSON.stringify(cell(response, path)) });
      this.#saved.set(path, saved);
    }
  }

  /** The reader removed the run, or the browser forgot everything: nothing is promised any more. */
  forget() {
    this.#saved.clear();
    this.#words.clear();
  }

  /** What was taken from outside, while it stood in no other slot, is not promised any more. */
  forgetWhatIsGone() {
    const found = [this.kept()].filter((one) => one !== null);
    for (const [path, versions] of this.#saved) for (const name of versions.keys()) if (this.#lost(found, path, name)) versions.delete(name);
    for (const [path, words] of this.#words) for (const word of words) if (this.#gone(found, path, word)) words.delete(word);
  }

  /** Every saved answer is in storage, or in a tab that will save it again. */
  check() {
    const found = this.#recoverable();
    for (const [path, versions] of this.#saved) {
      for (const name of versions.keys()) {
        if (this.#lost(found, path, name)) throw new Broken(`${path} was saved as ${name} and is now ${found.map((one) => named(one, path)).join(" or ")}`);
      }
    }
    for (const [path, words] of this.#words) {
      for (const word of words) if (this.#gone(found, path, word)) throw new Broken(`${path} was saved with ${word} and is now ${found.map((one) => named(one, path)).join(" or ")}`);
    }
  }

  /** What a fresh page would open, read by the real code from storage that is well. @returns {Response | null} */
  kept() {
    const texts = [...this.#browser.storage.kept].join(" ");
    if (texts !== this.#seen.texts) this.#seen = { texts, response: this.#browser.storage.well(() => new Runs(store).load(RUN, "device"))?.response ?? null };
    return this.#seen.response;
  }

  /**
   * Written anew, so that a fault in the code's own comparison cannot hide. Of two edits in the same millisecond either may win.
   * @param {Response} whole
   * @param {Response} part
   * @param {string} path
   */
  #lacks(whole, part, path) {
    const [theirs, ours] = [whole.edited[path] ?? "", part.edited[path] ?? ""];
    return theirs < ours || (theirs === ours && cell(whole, path) !== cell(part, path) && !this.#before.has(`${path} ${named(whole, path)}`));
  }

  /** Storage, and every tab that has something to save. */
  #recoverable() {
    const dirty = this.#browser.tabs.filter(({ session, news }) => ["saving", "unsaved"].includes(session.state.kind) || (news.length && session.state.kind === "saved"));
    return [this.kept(), ...dirty.map((tab) => tab.session.response)].filter((one) => one !== null);
  }

  /** @param {Response[]} all @param {string} path @param {string} name of the saved version */
  #lost(all, path, name) {
    if (all.length === 0) return true;
    const found = all.reduce(merge);
    const now = named(found, path);
    if (now === name || this.#before.get(`${path} ${now}`)?.has(name)) return false;
    if (!this.#before.has(`${path} ${now}`)) return true; // nobody ever wrote that
    const saved = /** @type {Version} */ (this.#saved.get(path)?.get(name));
    return Boolean(this.#before.get(`${path} ${name}`)?.has(now)) || (found.edited[path] ?? "") < saved.time;
  }

  /** Notes are not merged but joined, so a word may stand in any one. @param {Response[]} all @param {string} path @param {string} word */
  #gone(all, path, word) {
    const deleted = this.#deleted.get(word) ?? [];
    return !all.some((one) => String(cell(one, path)).includes(word) || deleted.some((time) => time <= (one.edited[path] ?? "")));
  }
}

/** @param {Response} response @param {string} path */
function named(response, path) {
  return `${JSON.stringify(cell(response, path))} of ${response.edited[path] ?? "never"}`;
}
