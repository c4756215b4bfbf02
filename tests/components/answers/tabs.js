/*
 * One browser with some tabs that have the same run open: what open.js ties together, with a clock, timers, locks and news
 * between tabs that a test moves by hand. Nothing here waits, and the same seed gives the same course of events.
 */
import * as store from "../../../overrides/assets/store.js";
import { blank } from "../../../overrides/assets/answers/response.js";
import { decode } from "../../../overrides/assets/answers/runs.js";
import { OF, RUN, START } from "./documents.js";
import { StorageFake } from "./storage-fake.js";

/**
 * @typedef {import("../../../overrides/assets/answers/response.js").Response} Response
 * @typedef {import("../../../overrides/assets/answers/session.js").Session} Session
 * @typedef {import("../../../overrides/assets/answers/session.js").State} State
 * @typedef {import("./random.js").Random} Random
 * @typedef {{Runs: typeof import("../../../overrides/assets/answers/runs.js").Runs, Session: typeof import("../../../overrides/assets/answers/session.js").Session}} Code
 * @typedef {{key: string, value: string | null}} News
 * @typedef {{at: number, tab: Tab, work: () => void}} Timer
 * @typedef {{name: number, open: boolean, news: News[], session: Session}} Tab
 */

export const SLOT = `pn:1:run:${RUN}:`;

export class Browser {
  now = START;
  /** @type {Tab[]} */
  tabs = [];
  /** Called whenever a session says its state. @type {(tab: Tab, state: State) => void} */
  said = () => {};
  /** Called after a fault that took away what was stored, and after the browser forgot something. */
  taken = () => {};
  /** @type {(random: Random) => void} */
  otherTab = () => {};
  storage;
  #random;
  #code;
  #locks;
  #count = 0;
  /** What timers go by: unlike the clock, nobody can set it back. */
  #uptime = 0;
  /** @type {Tab | null} */
  #acting = null;
  /** @type {Timer[]} */
  #timers = [];
  /** @type {{tab: Tab, work: () => void}[]} */
  #waiting = [];

  /**
   * @param {Random} random
   * @param {Code} code
   * @param {boolean} locks whether the browser has Web Locks
   */
  constructor(random, code, locks) {
    this.#random = random;
    this.#code = code;
    this.#locks = locks;
    this.storage = new StorageFake({
      random,
      slow: () => (this.now += 1000 + random.below(59_000)),
      otherTab: () => this.otherTab(random),
      changed: (key, value) => this.tabs.forEach((tab) => tab !== this.#acting && tab.news.push({ key, value })),
      harmed: (_, takes) => takes && this.taken(),
    });
    this.storage.install();
    this.runs = new code.Runs(store);
  }

  /** @template T @param {Tab | null} tab @param {() => T} work @returns {T} */
  as(tab, work) {
    const before = this.#acting;
    this.#acting = tab;
    try {
      return work();
    } finally {
      this.#acting = before;
    }
  }

  /** Whether the tab is in the middle of something. @param {Tab} tab */
  isActing(tab) {
    return this.#acting === tab;
  }

  /** A tab opens the run, or begins it. The page offers nothing when a run that was begun is not there. @returns {Tab | null} */
  open() {
    const found = this.as(null, () => this.runs.load(RUN, "device"));
    const kept = [...this.storage.kept.keys()].some((key) => key.startsWith(SLOT));
    const begun = this.tabs.some((tab) => tab.session.state.kind !== "new");
    if (found ? !found.response : kept || begun) return null;
    /** @type {Tab} */
    const tab = { name: (this.#count += 1), open: true, news: [], session: /** @type {never} */ (null) };
    tab.session = new this.#code.Session({
      runs: this.runs,
      area: "device",
      response: found?.response ?? blank(RUN, OF, this.now),
      kept: Boolean(found),
      now: () => this.now,
      lock: async (_, work) => this.#lock(tab, work),
      wait: (work, milliseconds) => this.#wait(tab, work, milliseconds),
      changed: (state) => this.said(tab, state),
    });
    this.tabs.push(tab);
    return tab;
  }

  /** @param {Tab} tab @param {boolean} crash without the last chance to save */
  close(tab, crash) {
    if (!crash) this.as(tab, () => tab.session.flushNow());
    tab.open = false;
    this.tabs = this.tabs.filter((one) => one !== tab);
    this.#timers = this.#timers.filter((one) => one.tab !== tab);
    this.#waiting = this.#waiting.filter((one) => one.tab !== tab);
  }

  /** One piece of news reaches a tab, the first or, where a browser keeps no order, any. @param {Tab} tab @param {boolean} [any] */
  hear(tab, any = false) {
    const [news] = tab.news.splice(any ? this.#random.below(tab.news.length) : 0, 1);
    if (news?.key.startsWith(SLOT)) this.as(tab, () => tab.session.hear(news.value === null ? null : decode(news.value, RUN).response));
  }

  /** The next tab in the queue for the lock gets it. */
  grant() {
    const [next] = this.#waiting.splice(0, 1);
    if (next) this.as(next.tab, next.work);
  }

  /** Time passes, and what is due happens. @param {number} milliseconds @param {boolean} [granting] whether locks are free at once */
  pass(milliseconds, granting = true) {
    const until = this.#uptime + milliseconds;
    for (;;) {
      if (granting) while (this.#waiting.length) this.grant();
      const due = this.#timers.reduce((/** @type {Timer | null} */ a, b) => (b.at <= until && (!a || b.at < a.at) ? b : a), null);
      if (!due) break;
      this.#timers.splice(this.#timers.indexOf(due), 1);
      this.#reach(due.at);
      this.as(due.tab, due.work);
    }
    this.#reach(until);
  }

  /** @param {number} uptime */
  #reach(uptime) {
    this.now += Math.max(0, uptime - this.#uptime);
    this.#uptime = Math.max(this.#uptime, uptime);
  }

  /** Everything settles: all news heard, all timers run. @returns {boolean} whether it came to rest */
  settle() {
    for (let round = 0; round < 60; round += 1) {
      for (const tab of this.tabs) while (tab.news.length) this.hear(tab);
      if (this.#timers.length + this.#waiting.length === 0) return true;
      this.pass(5000);
    }
    return false;
  }

  /** @param {Tab} tab @param {() => void} work */
  #lock(tab, work) {
    if (this.#locks) this.#waiting.push({ tab, work });
    else this.as(tab, work);
  }

  /** @param {Tab} tab @param {() => void} work @param {number} milliseconds */
  #wait(tab, work, milliseconds) {
    const timer = { at: this.#uptime + milliseconds, tab, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }
}
