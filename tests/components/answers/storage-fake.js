/*
 * Stands for localStorage, below store.js. Any call can go wrong in each of the ways that have been seen of browsers, or
 * that one of them may find tomorrow.
 */

/** @typedef {import("./random.js").Random} Random */

export const FAULTS = /** @type {const} */ ([
  "quota", "security", "no-op", "stale", "torn", "wrong-key", "slow", "throw-after", "null", "evict-one", "evict-all", "other-tab",
]);
/** @typedef {typeof FAULTS[number]} Fault */
/** Those that browsers keep up for a while, when storage is full or forbidden or a system is busy. */
export const LASTING = /** @type {const} */ (["quota", "security", "no-op", "slow", "throw-after"]);
/** Those that can take away what was stored and read back before. A torn write takes only what the code chose to write over. */
const TAKES = new Set(/** @type {Fault[]} */ (["wrong-key", "evict-one", "evict-all"]));

/**
 * @typedef {object} Around
 * @property {Random} random
 * @property {() => void} slow lets time pass
 * @property {() => void} otherTab lets another tab save in the middle of the call
 * @property {(key: string, value: string | null) => void} changed tells the other tabs
 * @property {(fault: Fault, takes: boolean) => void} harmed is told after each fault
 */

export class StorageFake {
  /** @type {Map<string, string>} */
  #kept = new Map();
  /** What each key held before. @type {Map<string, string | null>} */
  #before = new Map();
  /** Answers that the next read of a key gives instead of the truth. @type {Map<string, string | null>} */
  #lies = new Map();
  #around;
  /** The calls so far, not counting those made while it was well. */
  calls = 0;
  /** @type {(call: number) => Fault | null} */
  plan = () => null;
  #well = false;

  /** @param {Around} around */
  constructor(around) {
    this.#around = around;
  }

  /** Works without faults meanwhile, for those who look from outside. @template T @param {() => T} work @returns {T} */
  well(work) {
    const before = this.#well;
    this.#well = true;
    try {
      return work();
    } finally {
      this.#well = before;
    }
  }

  /** What really stands there. */
  get kept() {
    return new Map(this.#kept);
  }

  /** Puts something there, or takes it away, unseen by anyone. @param {string} key @param {string | null} value */
  force(key, value) {
    if (value === null) this.#kept.delete(key);
    else this.#kept.set(key, value);
  }

  /** What a browser forgets of itself, without telling anyone. */
  evict() {
    this.#kept.clear();
  }

  /** Becomes globalThis.localStorage and globalThis.sessionStorage. */
  install() {
    const methods = {
      /** @param {string} key */
      getItem: (key) => this.#read(key),
      /** @param {string} key @param {string} value */
      setItem: (key, value) => this.#write(key, String(value)),
      /** @param {string} key */
      removeItem: (key) => this.#write(key, null),
    };
    const storage = new Proxy({}, {
      get: (_, name) => (name === "length" ? this.#keys().length : methods[/** @type {keyof typeof methods} */ (name)]),
      ownKeys: () => this.#keys(),
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, writable: true, value: "" }),
    });
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, { configurable: true, get: () => storage });
  }

  #fault() {
    if (this.#well) return null;
    this.calls += 1;
    const fault = this.plan(this.calls);
    if (fault === "security") throw new DOMException("", "SecurityError");
    if (fault === "slow") this.#around.slow();
    if (fault === "evict-all") this.evict();
    if (fault === "evict-one" && this.#kept.size) this.#kept.delete(this.#around.random.pick([...this.#kept.keys()].sort()));
    if (fault === "other-tab") this.well(() => this.#around.otherTab());
    return fault;
  }

  /** @param {Fault | null} fault */
  #harmed(fault) {
    if (fault) this.#around.harmed(fault, TAKES.has(fault));
  }

  #keys() {
    const fault = this.#fault();
    this.#harmed(fault);
    return fault === "null" ? [] : [...this.#kept.keys()];
  }

  /** @param {string} key @returns {string | null} */
  #read(key) {
    const fault = this.#fault();
    this.#harmed(fault);
    if (fault === "null") return null;
    if (fault === "stale") return this.#before.get(key) ?? null;
    if (fault === "wrong-key") return this.#kept.get(sibling(key)) ?? null;
    if (!this.#well && this.#lies.has(key)) {
      const lie = this.#lies.get(key) ?? null;
      this.#lies.delete(key);
      return lie;
    }
    const value = this.#kept.get(key) ?? null;
    return fault === "torn" && value !== null ? this.#torn(value) : value;
  }

  /** @param {string} key @param {string | null} value */
  #write(key, value) {
    const fault = this.#fault();
    if (fault === "quota" && value !== null) throw new DOMException("", this.#around.random.pick(["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"]));
    const place = fault === "wrong-key" ? sibling(key) : key;
    const before = this.#kept.get(place) ?? null;
    const after = fault === "no-op" ? before : fault === "torn" && value !== null ? this.#torn(value) : value;
    this.force(place, after);
    if (after !== before) this.#before.set(place, before);
    if (fault === "stale") this.#lies.set(place, before);
    if (fault === "null") this.#lies.set(place, null);
    this.#harmed(fault);
    if (after !== before) this.#around.changed(place, after);
    if (fault === "throw-after") throw new DOMException("", "InvalidStateError");
  }

  /** @param {string} text */
  #torn(text) {
    const { random } = this.#around;
    const at = random.below(text.length);
    return random.pick([() => text.slice(0, at), () => `${text.slice(0, at)}~${text.slice(at + 1)}`, () => "", () => text.slice(at)])();
  }
}

/** The other slot of the run. @param {string} key */
const sibling = (key) => (key.endsWith(":a") ? `${key.slice(0, -1)}b` : key.endsWith(":b") ? `${key.slice(0, -1)}a` : `${key}:other`);
