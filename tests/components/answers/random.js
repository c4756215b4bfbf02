/* Chance that can be had again from its seed. */

export class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** At least 0, below 1. The generator is mulberry32. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @param {number} below */
  below(below) {
    return Math.floor(this.next() * below);
  }

  /** @param {number} share */
  chance(share) {
    return this.next() < share;
  }

  /** @template T @param {readonly T[]} of @returns {T} */
  pick(of) {
    return of[this.below(of.length)];
  }

  /** @template T @param {readonly T[]} of @returns {T[]} */
  shuffled(of) {
    return [...of].map((one) => /** @type {const} */ ([this.next(), one])).sort(([a], [b]) => a - b).map(([, one]) => one);
  }
}

/** How many of something a test does: some, or with PN_LONG=1 many. @param {number} some @param {number} many */
export const many = (some, many) => (process.env.PN_LONG ? many : some);
