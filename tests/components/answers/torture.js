/* Generated courses of use, with a fault at a chosen call of storage, watched by promises.js. */
import { VERSION, blank } from "../../../overrides/assets/answers/response.js";
import { Runs, encode } from "../../../overrides/assets/answers/runs.js";
import { Session } from "../../../overrides/assets/answers/session.js";
import { OF, RUN } from "./documents.js";
import { Broken, Promises } from "./promises.js";
import { Random, many } from "./random.js";
import { FAULTS, LASTING } from "./storage-fake.js";
import { Browser, SLOT } from "./tabs.js";

/**
 * @typedef {import("./storage-fake.js").Fault} Fault
 * @typedef {import("./tabs.js").Code} Code
 * @typedef {import("./tabs.js").Tab} Tab
 * @typedef {{seed: number, fault?: Fault, at?: number, how?: "once" | "every" | "from", tabs?: number, steps?: number, racing?: boolean}} Course
 *   `at`: the call that fails, once (unless said); every so many calls; or from then on for some time. `racing`: several tabs from the
 *   beginning, no harm but their own, news in any order
 */

/** @type {Code} */
export const CODE = { Runs, Session };
const PATHS = ["answers/i1/value", "answers/i1/note", "answers/i2/value", "answers/i2/note", "answers/i3/importance", "about/partnership", "actions/a1/what", "actions/a1/status"];
const STEPS = /** @type {const} */ ({
  edit: 34, pass: 22, hear: 12, hide: 5, show: 4, reload: 6, crash: 3, close: 2, open: 4, remove: 2, undo: 2, keep: 3, damage: 1, evict: 1, newer: 1, back: 1,
});
// Nor is the clock set back while two tabs write one note and neither waits for the other.
const RACING = new Set(["remove", "undo", "damage", "evict", "newer", "back"]);
/** @param {boolean} racing */
const deckOf = (racing) => Object.entries(STEPS).flatMap(([name, weight]) => (racing && RACING.has(name) ? [] : Array(weight).fill(/** @type {keyof typeof STEPS} */ (name))));
const DECKS = { all: deckOf(false), racing: deckOf(true) };

/**
 * @param {Course} course
 * @param {Code} [code]
 * @returns {{calls: number, faults: number, saved: number, tabs: number}} what was tried: calls of storage, faults, times "saved" was said, tabs opened
 * @throws {Broken} when a promise is broken; the message holds the course, and how to run it again
 */
export function run(course, code = CODE) {
  const use = new Use(course, code);
  try {
    return use.run();
  } catch (error) {
    const again = `PN_COURSE='${JSON.stringify(course)}' node --test tests/components/answers/torture.test.js`;
    throw new Broken(`${error instanceof Error ? error.message : error}\nagain: ${again}\n${use.log.slice(-30).join("\n")}`, { cause: error });
  }
}

class Use {
  /** @type {string[]} */
  log = [];
  #course;
  #random;
  #browser;
  #promises;
  #faults = 0;
  #saved = 0;
  #opened = 0;
  #words = 0;
  /** What was wrong when "saved" was said; it is told when the code under test has returned. @type {string | null} */
  #broken = null;
  /** How often something was taken away from outside since all was well. */
  #harm = 0;
  /** Whether tabs may show what is not kept: since something was removed or forgotten, of which there may be no news. */
  #apart = false;
  /** The run as it was before it was removed. @type {import("../../../overrides/assets/answers/response.js").Response | null} */
  #removed = null;
  /** What a newer version of the site has written to both slots. @type {string | null} */
  #newer = null;

  /** @param {Course} course @param {Code} code */
  constructor(course, code) {
    this.#course = course;
    this.#random = new Random(course.seed);
    const { fault, at = 1, how = "once" } = course;
    this.#browser = new Browser(new Random(course.seed + 1), code, this.#random.chance(0.7));
    this.#promises = new Promises(this.#browser);
    this.#browser.said = (tab, { kind, why }) => {
      this.log.push(`    tab ${tab.name}: ${kind} ${why}`);
      if (kind !== "saved") return;
      this.#saved += 1;
      this.#broken ??= this.#promises.said(tab);
    };
    // The first time, the other slot has to be enough. After that, or while storage takes nothing, there may be no other.
    this.#browser.taken = () => {
      this.#harm += 1;
      if (this.#course.fault === "evict-all") this.#forgotten();
      else if (this.#harm > 1 || (how === "from" && this.#faults)) this.#promises.forgetWhatIsGone();
      if (this.#newer && !this.#keepsNewer()) this.#newer = null;
    };
    this.#browser.otherTab = () => this.#race();
    this.#browser.storage.plan = (call) => {
      const now = fault && (how === "once" ? call === at : how === "every" ? call % at === 0 : call >= at && call < at + 40);
      if (!now) return null;
      this.#faults += 1;
      this.log.push(`    call ${call} fails: ${fault}`);
      return fault;
    };
  }

  run() {
    const { tabs = 1, steps = 14, racing = false } = this.#course;
    for (let count = 0; count < tabs; count += 1) this.#open();
    for (let count = 0; count < steps; count += 1) {
      this.#step(this.#random.pick(racing ? DECKS.racing : DECKS.all));
      this.#watch();
    }
    const { calls } = this.#browser.storage;
    this.#end();
    return { calls, faults: this.#faults, saved: this.#saved, tabs: this.#opened };
  }

  #watch() {
    if (this.#broken) throw new Broken(this.#broken);
    this.#promises.check();
    if (this.#newer && !this.#keepsNewer()) throw new Broken("what a newer version wrote is gone");
  }

  /** One slot is enough: in the moment in which storage stops being blocked, an old page may write to one that it could not read. */
  #keepsNewer() {
    return [...this.#browser.storage.kept.values()].includes(/** @type {string} */ (this.#newer));
  }

  /** All faults end, everything is heard, and the page that is opened then holds what every tab holds. */
  #end() {
    const browser = this.#browser;
    browser.storage.plan = () => null;
    const rests = browser.settle();
    this.#watch();
    const kept = this.#promises.kept();
    for (const tab of browser.tabs) {
      const { kind, why } = tab.session.state;
      if (why === "newer" || kind === "removed") continue;
      if (!rests || kind === "unsaved" || kind === "saving") throw new Broken(`tab ${tab.name} never came to rest: ${kind} ${why}`);
      if (kind === "saved" && this.#harm === 0 && !this.#apart && JSON.stringify(kept?.answers) !== JSON.stringify(sorted(tab.session.response.answers))) {
        throw new Broken(`tab ${tab.name} shows something else than is kept`);
      }
    }
  }

  #open() {
    if (this.#browser.tabs.length < 4 && this.#browser.open()) this.#opened += 1;
  }

  /** @param {keyof typeof STEPS} step */
  #step(step) {
    const random = this.#random;
    const browser = this.#browser;
    const tab = browser.tabs.length ? random.pick(browser.tabs) : null;
    this.log.push(`${step} ${tab ? `tab ${tab.name}` : ""}`);
    if (step === "open" || !tab) return this.#open();
    if (step === "edit") this.#edit(tab, random);
    else if (step === "pass") browser.pass(random.pick([60, 260, 260, 3100]), random.chance(0.6));
    else if (step === "hear" && tab.news.length) browser.hear(tab, this.#course.racing);
    else if (step === "hide") browser.as(tab, () => tab.session.flushNow());
    else if (step === "show") browser.as(tab, () => tab.session.hear(null));
    else if (step === "keep" && tab.session.state.kind === "removed") browser.as(tab, () => tab.session.keep());
    else if (step === "back") browser.now -= random.pick([1, 3_600_000, 30 * 86_400_000]);
    else if (step === "reload" || step === "crash" || step === "close") {
      browser.close(tab, step === "crash");
      if (step !== "close") this.#open();
    } else this.#happen(step);
  }

  /** @param {Tab} tab @param {Random} random */
  #edit(tab, random) {
    const path = random.pick(PATHS);
    const old = tab.session.response;
    const before = old.answers[path.split("/")[1]]?.note ?? "";
    /** @type {import("../../../overrides/assets/answers/response.js").Cell} */
    let value = random.pick([4, 3, 2, 1, "dont-know", null]);
    if (path.endsWith("/note")) value = random.chance(0.15) ? "" : `${random.chance(0.5) ? before : ""}n${(this.#words += 1)};`;
    else if (path.endsWith("/status")) value = random.pick(["open", "started", "done"]);
    else if (!path.startsWith("answers")) value = `text ${random.below(9)}`;
    this.#browser.as(tab, () => tab.session.edit(path, value));
    if (tab.session.response === old) return;
    this.log.push(`    tab ${tab.name}: ${path} = ${JSON.stringify(value)} at ${tab.session.response.edited[path]}`);
    this.#promises.edited(tab, path, old);
  }

  /** What the reader or the browser does elsewhere. @param {keyof typeof STEPS} step */
  #happen(step) {
    const { storage, runs } = this.#browser;
    const slot = `${SLOT}${this.#random.pick(["a", "b"])}`;
    if (step === "remove") {
      this.#removed = this.#promises.kept();
      this.#apart = true;
      this.#newer = null;
      this.#promises.forget();
      runs.remove(RUN, "device");
      this.#promises.forget();
    } else if (step === "undo" && this.#removed) {
      const { why, response } = runs.save("device", null, this.#removed);
      if (!why) this.#promises.count(response);
    } else if (step === "evict") {
      storage.evict();
      this.#newer = null;
      this.#forgotten();
    } else if (step === "damage" && storage.kept.has(slot) && !this.#newer) {
      storage.force(slot, `${storage.kept.get(slot)?.slice(0, -1)}~`);
      this.#browser.taken();
    } else if (step === "newer" && storage.kept.has(slot) && !this.#newer) {
      this.#apart = true;
      this.#newer = newer(this.#random, this.#browser.now);
      for (const one of ["a", "b"]) storage.force(`${SLOT}${one}`, this.#newer);
      this.#promises.forget();
    }
  }

  /**
   * The browser has forgotten everything, as when somebody clears it. Tabs in the background are taken to be closed, and
   * their news to be heard: what becomes of one note that two tabs were just writing is not promised then.
   */
  #forgotten() {
    this.#apart = true;
    this.#promises.forget();
    const [first] = this.#browser.tabs.filter((tab) => this.#browser.isActing(tab));
    for (const tab of this.#browser.tabs) if (tab !== (first ?? this.#browser.tabs[0])) this.#browser.close(tab, true);
    for (const tab of this.#browser.tabs) tab.news = [];
  }

  /** Another tab saves in the middle of a call, as a page does that is being left. */
  #race() {
    const { tabs } = this.#browser;
    const tab = tabs.length ? this.#random.pick(tabs) : null;
    if (!tab || this.#browser.isActing(tab)) return;
    this.#edit(tab, this.#random);
    this.#browser.as(tab, () => tab.session.flushNow());
  }
}

/** @param {Random} random @param {number} now @returns {string} what a later version of this site could leave in a slot */
export function newer(random, now) {
  const text = encode(9, { ...blank(RUN, OF, now), version: VERSION + 1 });
  return random.chance(0.5) ? text : text.replace(/^1:/, "2:");
}

/** @template T @param {Record<string, T>} of */
function sorted(of) {
  return Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * One course of use many times over: with each fault at each of its calls of storage.
 * @param {number} seed
 * @returns {Course[]}
 */
export function everyCall(seed) {
  const plain = { seed, tabs: 1 + (seed % 3), steps: 12 };
  const { calls } = run(plain);
  return Array.from({ length: calls * FAULTS.length }, (_, place) => ({ ...plain, fault: FAULTS[place % FAULTS.length], at: 1 + Math.floor(place / FAULTS.length) }));
}

/** A course with a fault at one call, at every so many calls, or for a while. @param {number} seed @returns {Course} */
export function anyCourse(seed) {
  const random = new Random(-seed);
  const plain = { seed, tabs: 1 + random.below(3), steps: 10 + random.below(10) };
  return random.pick([
    () => ({ ...plain, fault: FAULTS[seed % FAULTS.length], at: 1 + random.below(70) }),
    () => ({ ...plain, fault: FAULTS[seed % FAULTS.length], at: 1 + random.below(70) }),
    () => ({ ...plain, fault: FAULTS[seed % FAULTS.length], at: 3 + random.below(14), how: /** @type {const} */ ("every") }),
    () => ({ ...plain, fault: LASTING[seed % LASTING.length], at: 1 + random.below(70), how: /** @type {const} */ ("from") }),
  ])();
}

/** Two to four tabs at once, in half of the courses with saves in the middle of saves. @param {number} seed @returns {Course} */
export function race(seed) {
  const random = new Random(-seed);
  const plain = { seed, tabs: 2 + random.below(3), steps: many(16, 24), racing: true };
  return random.chance(0.5) ? plain : { ...plain, fault: "other-tab", at: 3 + random.below(20), how: "every" };
}
