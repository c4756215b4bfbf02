/*
 * One run that is open in one tab: takes edits, saves them soon, and takes in what other tabs save.
 *
 * The last state that it gave out is what a reader may rely on: "saved" only after everything up to then was read back.
 */
import { adopt, edit, holds, inOrder } from "./response.js";

/**
 * @typedef {import("./response.js").Response} Response
 * @typedef {import("./response.js").Cell} Cell
 * @typedef {import("./runs.js").Runs} Runs
 * @typedef {import("../store.js").Area} Area
 * @typedef {"" | "blocked" | "full" | "lost" | "newer"} Why
 * @typedef {{kind: "new" | "saving" | "saved" | "unsaved" | "removed", why: Why}} State
 *   new: nothing to save yet; removed: another tab removed the run, and nothing is saved until `keep` is called
 * @typedef {{
 *   runs: Runs, area: Area, response: Response, kept: boolean, now: () => number,
 *   lock: (name: string, work: () => void) => Promise<void>,
 *   wait: (work: () => void, milliseconds: number) => (() => void),
 *   changed: (state: State, from: "here" | "elsewhere") => void,
 * }} Given
 *   `kept`: the response was read from storage; `lock` runs the work while no other tab has the lock, and must always run it;
 *   `wait` runs the work later and gives back what cancels it; `changed` is called after every change of state or of the response
 */

const SOON = 250;
const AT_LATEST = 2000; // of those who type without a pause, no more than this is ever unsaved
const AGAIN = 3000;

export class Session {
  #given;
  #response;
  /** @type {Response | null} */
  #base;
  /** @type {State} */
  #state;
  /** @type {(() => void) | null} */
  #cancel = null;
  /** @type {number | null} */
  #since = null;
  #late = false;

  /** @param {Given} given */
  constructor(given) {
    this.#given = given;
    this.#response = given.response;
    this.#base = given.kept ? given.response : null;
    this.#state = { kind: given.kept ? "saved" : "new", why: "" };
  }

  get response() {
    return this.#response;
  }

  get state() {
    return this.#state;
  }

  get area() {
    return this.#given.area;
  }

  /** Whether there are edits that storage does not hold, and will not without the reader's doing. */
  get behind() {
    return this.#state.kind === "unsaved" || this.#late;
  }

  /**
   * @param {string} path of a cell
   * @param {Cell} value
   */
  edit(path, value) {
    const found = edit(this.#response, path, value, this.#given.now());
    if (found === this.#response) return;
    this.#response = found;
    if (this.#state.kind === "removed") {
      this.#late = true;
      return;
    }
    this.#say({ kind: "saving", why: "" });
    this.#later(SOON);
  }

  /** Saves now, when there is something to save. Resolves when that is done, whether or not it went well. */
  async flush() {
    if (!this.#dirty()) return;
    await this.#given.lock(this.#response.run, () => this.#save());
  }

  /** The same without waiting for other tabs: for the moment in which the page goes away. */
  flushNow() {
    if (this.#dirty()) this.#save();
  }

  /** Saves a run that another tab removed, or that was never touched. */
  async keep() {
    this.#say({ kind: "saving", why: "" });
    await this.#given.lock(this.#response.run, () => this.#save());
  }

  /**
   * Another tab has saved or removed something, or this one was away and may have missed it. What is new is looked for
   * in storage, and saved where it lacks, before "saved" is said again.
   * @param {Response | null} [heard] what it saved, when the news carried it
   */
  hear(heard) {
    const kept = this.#given.runs.load(this.#response.run, this.#given.area);
    if (!kept) {
      if (this.#base) this.#leave();
      return;
    }
    const before = JSON.stringify(inOrder(this.#response));
    for (const one of [heard, kept.response]) {
      if (!one) continue;
      this.#response = adopt(this.#base, this.#response, one);
    }
    const news = before !== JSON.stringify(inOrder(this.#response));
    const lacks = kept.response ? !holds(kept.response, this.#response) : Boolean(this.#base) && kept.state === "damaged";
    if (kept.response) this.#base = kept.response;
    if (!news && !lacks && this.#state.kind !== "removed") return;
    this.#say({ kind: "saving", why: "" }, news ? "elsewhere" : "here");
    this.#later(SOON);
  }

  #dirty() {
    return this.#state.kind === "saving" || this.#state.kind === "unsaved";
  }

  #leave() {
    this.#cancel?.();
    this.#late = this.#dirty();
    this.#base = null; // should it come back, both texts of a note are kept
    this.#say({ kind: "removed", why: "" }, "elsewhere");
  }

  /** @param {number} milliseconds */
  #later(milliseconds) {
    this.#cancel?.();
    const now = this.#given.now();
    this.#since ??= now;
    const left = Math.max(0, this.#since + AT_LATEST - now);
    this.#cancel = this.#given.wait(() => this.flush(), milliseconds === SOON ? Math.min(SOON, left) : milliseconds);
  }

  #save() {
    if (this.#state.kind === "removed") return;
    this.#cancel?.();
    this.#cancel = this.#since = null;
    const { why, response } = this.#given.runs.save(this.#given.area, this.#base, this.#response);
    const news = !holds(this.#response, response);
    this.#response = response;
    if (!why) {
      this.#base = response;
      this.#late = false;
    }
    this.#say(why ? { kind: "unsaved", why } : { kind: "saved", why: "" }, news ? "elsewhere" : "here");
    if (why && why !== "newer") this.#later(AGAIN);
  }

  /** @param {State} state @param {"here" | "elsewhere"} [from] */
  #say(state, from = "here") {
    this.#state = state;
    this.#given.changed(state, from);
  }
}
