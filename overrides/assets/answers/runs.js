/*
 * The runs that are kept in this browser. Each has two slots with checksums. A save goes to the older one and is read back,
 * then to the other, so that the last good copy is never touched and either slot may be lost afterwards. What stands in the
 * slots is joined, never replaced.
 */
import { adopt, holds, merge } from "./response.js";
import { read } from "./reading.js";

/**
 * @typedef {import("./response.js").Response} Response
 * @typedef {import("../store.js").Area} Area
 * @typedef {import("../store.js").Why} Why
 * @typedef {{read: (key: string, area: Area) => string | null, write: (key: string, value: string | null, area: Area) => Why, keys: (start: string, area: Area) => string[]}} Store
 * @typedef {{run: string, area: Area, state: "ok" | "newer" | "damaged", response: Response | null, recovered: boolean, texts: string[]}} Found
 *   `recovered`: one of two slots could not be read; `texts`: the slots as they stand, for runs that cannot be opened
 * @typedef {{slot: string, seq: number, state: "ok" | "newer" | "damaged", response: Response | null, text: string}} Slot
 */

const START = "run:";
const SLOTS = ["a", "b"];
// A later one has to begin in the same way, number, sum and count, or it would be taken for damage.
const ENVELOPE = 1;
// Three do when nothing goes wrong: write one slot, write the other, look. The rest is for what another tab writes meanwhile.
const PASSES = 6;
/** @type {Area[]} */
const AREAS = ["tab", "device"];

export class Runs {
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** @returns {Found[]} every run that is kept, the one last changed first; those that cannot be opened stand at the end */
  list() {
    const found = AREAS.flatMap((area) => {
      const names = new Set(this.#store.keys(START, area).map((key) => key.slice(START.length).replace(/:[ab]$/, "")));
      return [...names].flatMap((run) => this.load(run, area) ?? []);
    });
    /** @param {Found} one */
    const time = (one) => one.response?.updated ?? "";
    return found.sort((a, b) => (time(a) === time(b) ? 0 : time(a) < time(b) ? 1 : -1));
  }

  /**
   * @param {string} run
   * @param {Area} [area] both when left out
   * @returns {Found | null} null when nothing is kept under this name
   */
  load(run, area) {
    if (!area) return this.load(run, "tab") ?? this.load(run, "device");
    const slots = this.#slots(run, area);
    if (slots.length === 0) return null;
    const texts = [...new Set(slots.map((one) => one.text))];
    const good = slots.flatMap((one) => one.response ?? []);
    const state = slots.some((one) => one.state === "newer") ? "newer" : good.length ? "ok" : "damaged";
    const response = state === "ok" ? good.reduce(merge) : null;
    return { run, area, state, response, recovered: slots.some((one) => one.state === "damaged"), texts };
  }

  /**
   * Writes what this tab knows, joined with what is kept already.
   * @param {Area} area
   * @param {Response | null} base what this tab last knew to be kept
   * @param {Response} mine
   * @returns {{why: Why | "newer", response: Response}} `why` is "" only when the response that is given back was read back from storage
   */
  save(area, base, mine) {
    let response = mine;
    /** @type {Why} */
    let why = "";
    for (let pass = 0; pass < PASSES; pass += 1) {
      const slots = this.#slots(mine.run, area);
      if (slots.some((one) => one.state === "newer")) return { why: "newer", response };
      const good = slots.flatMap(({ slot, seq, response: kept }) => (kept ? [{ slot, seq, kept }] : []));
      response = good.reduce((known, { kept }) => adopt(base, known, kept), response);
      const lacking = SLOTS.filter((slot) => !good.some((one) => one.slot === slot && holds(one.kept, response)));
      if (lacking.length === 0 && this.#keeps(area, response)) return { why: "", response };
      if (lacking.length === 0) continue;
      /** @param {string} slot */
      const best = (slot) => Math.max(-1, ...good.filter((one) => one.slot === slot).map((one) => one.seq));
      const target = lacking.reduce((a, b) => (best(b) < best(a) ? b : a));
      const seq = Math.max(0, ...slots.map((one) => one.seq)) + 1;
      why = this.#store.write(key(mine.run, target), encode(seq, response), area);
    }
    return { why: this.#keeps(area, response) ? "" : why || "lost", response };
  }

  /**
   * Whether a slot holds all of it, and none holds anything else: the last look before anyone is told so.
   * @param {Area} area
   * @param {Response} response
   */
  #keeps(area, response) {
    const slots = this.#slots(response.run, area);
    if (slots.some((one) => one.response && !holds(response, one.response))) return false;
    // What was read last is what counts, since a browser may forget everything between two looks.
    const whole = slots.filter((one) => one.response && holds(one.response, response));
    return whole.some((one) => this.#store.read(key(response.run, one.slot), area) === one.text);
  }

  /**
   * @param {string} run
   * @param {Area} area
   * @returns {Why} "" when nothing of it is left
   */
  remove(run, area) {
    return SLOTS.map((slot) => this.#store.write(key(run, slot), null, area)).find(Boolean) ?? "";
  }

  /**
   * Puts texts back that could not be opened, byte for byte.
   * @param {Found} found
   * @returns {Why}
   */
  putBack({ run, area, texts }) {
    return texts.slice(0, SLOTS.length).map((text, place) => this.#store.write(key(run, SLOTS[place]), text, area)).find(Boolean) ?? "";
  }

  /**
   * Each slot is read twice, because a browser may give an old text once.
   * @param {string} run
   * @param {Area} area
   */
  #slots(run, area) {
    /** @type {Map<string, ReturnType<typeof decode>>} */
    const known = new Map();
    return [...SLOTS, ...SLOTS].flatMap((slot) => {
      const text = this.#store.read(key(run, slot), area);
      if (text === null) return [];
      const found = known.get(text) ?? decode(text, run);
      known.set(text, found);
      return [{ slot, text, ...found }];
    });
  }
}

/**
 * @param {number} seq
 * @param {Response} response
 * @returns {string} with its length and a checksum, so that a torn text is known
 */
export function encode(seq, response) {
  const text = `${seq}:${JSON.stringify(response)}`;
  return `${ENVELOPE}:${checksum(text)}:${text}`;
}

/**
 * @param {string} text
 * @param {string} run that it must belong to
 * @returns {{seq: number, state: "ok" | "newer" | "damaged", response: Response | null}}
 */
export function decode(text, run) {
  const parts = /^(\d+):([0-9a-f-]+):(\d+):(.*)$/s.exec(text);
  if (parts && Number(parts[1]) > ENVELOPE) return { seq: 0, state: "newer", response: null };
  if (!parts || checksum(`${parts[3]}:${parts[4]}`) !== parts[2]) return { seq: 0, state: "damaged", response: null };
  const seq = Number(parts[3]);
  const found = parsed(parts[4]);
  if ("problem" in found) return { seq: 0, state: found.problem === "newer" ? "newer" : "damaged", response: null };
  const fits = found.response.run === run && Number.isSafeInteger(seq + 1);
  return fits ? { seq, state: "ok", response: found.response } : { seq: 0, state: "damaged", response: null };
}

/** @param {string} text @returns {ReturnType<typeof read>} */
function parsed(text) {
  try {
    return read(JSON.parse(text), true);
  } catch {
    return { problem: "broken" };
  }
}

/** @param {string} run @param {string} slot */
function key(run, slot) {
  return `${START}${run}:${slot}`;
}

/** FNV-1a with 32 bits, and the length. @param {string} text */
function checksum(text) {
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
  return `${(sum >>> 0).toString(16)}-${text.length.toString(16)}`;
}
