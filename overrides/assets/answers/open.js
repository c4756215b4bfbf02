/* Opens a run that the address names, or a new one, and ties its saving to the life of the page. The only glue to the browser. */
import * as store from "../store.js";
import { answerOf, blank } from "./response.js";
import { Runs, decode } from "./runs.js";
import { Session } from "./session.js";

/**
 * @typedef {import("./response.js").Of} Of
 * @typedef {import("./response.js").Response} Response
 * @typedef {import("./session.js").State} State
 * @typedef {import("./runs.js").Found} Found
 * @typedef {(state: State | null, from: "here" | "elsewhere") => void} Told null: the lender goes away
 */

export const runs = new Runs(store);
/** @type {Map<Window, Told>} */
const borrowers = new Map();

/** @returns {Found[]} every run in this browser */
export function listRuns() {
  return runs.list();
}

/**
 * @param {{run: string, area: import("../store.js").Area}} found
 * @returns {string} why it is still there, "" when it is gone
 */
export function removeRun({ run, area }) {
  store.write(`copied:${run}`, null, area);
  return runs.remove(run, area);
}

/**
 * Puts a removed run back as it was.
 * @param {Found} found as it was listed
 * @param {string | null} copied when a file last held it, as `copiedAt` said
 * @returns {string} why it is not there, "" when it is
 */
export function restoreRun(found, copied) {
  if (copied) store.write(`copied:${found.run}`, copied, found.area);
  return found.response ? runs.save(found.area, null, found.response).why : runs.putBack(found);
}

/** @returns {string} a name for a new run: the time, then chance, so that names sort by age */
export function newName() {
  const chance = [...crypto.getRandomValues(new Uint8Array(6))].map((one) => (one % 36).toString(36)).join("");
  return `${Date.now().toString(36)}${chance}`;
}

/** @returns {string | null} the run that the address names */
export function runInAddress() {
  return new URLSearchParams(location.hash.slice(1)).get("run");
}

/**
 * Names a run in the address without a new step in the history. Nothing else stays there but the place in the checklist.
 * @param {string | null} run
 */
export function putInAddress(run) {
  const at = new URLSearchParams(location.hash.slice(1)).get("at");
  const fragment = new URLSearchParams(run ? { run, ...(at ? { at } : {}) } : {});
  history.replaceState(history.state, "", `${location.pathname}${location.search}${`${fragment}` && `#${fragment}`}`);
}

/**
 * @param {Of} checklist that the page is about
 * @param {string | null} name of the run
 * @returns {{state: "ok" | "none" | "missing" | "other" | "newer" | "damaged", found: Found | null}}
 *   none: no run is named; missing: it is not kept here; other: it belongs to another checklist
 */
export function find(checklist, name) {
  if (!name) return { state: "none", found: null };
  const found = runs.load(name);
  if (!found) return { state: "missing", found };
  if (found.response && found.response.checklist.id !== checklist.id) return { state: "other", found };
  return { state: found.state, found };
}

/**
 * Lends a run that cannot be saved to a tab that this one opened, so that there is one session of it and not two.
 * @param {Session} session
 * @param {string} run that the tab wants
 * @param {Window} tab
 * @param {Told} told
 * @returns {Session | null}
 */
export function lend(session, run, tab, told) {
  session.flushNow();
  if (session.state.kind !== "unsaved" || session.response.run !== run) return null;
  borrowers.set(tab, told);
  return session;
}

/**
 * @param {Of} checklist that the page is about
 * @param {string | null} run
 * @param {Told} told
 * @returns {Session | null} what the tab that opened this one lends of the run
 */
export function borrow(checklist, run, told) {
  try {
    const session = window.opener.document.querySelector("pn-checklist-fill").lend(run, window, told);
    return session.response.checklist.id === checklist.id ? session : null;
  } catch {
    return null; // nobody opened this tab, or it was another website, or the other tab has nothing to lend
  }
}

/** @type {Told} */
function tell(state, from) {
  for (const [tab, told] of borrowers) {
    try {
      if (!tab.closed) told(state, from);
    } catch {
      borrowers.delete(tab); // it shows another page now
    }
  }
}

/**
 * Starts the session of a run. It saves when the page is hidden or left, and hears what other tabs save.
 * @param {Of} checklist
 * @param {Found | null} found the run, or null for a new one
 * @param {(state: State, from: "here" | "elsewhere") => void} changed
 * @param {import("../store.js").Area} [area] where a new run is kept
 * @param {Response} [begun] what a new run holds already
 * @returns {Session}
 */
export function start(checklist, found, changed, area = "device", begun = blank(newName(), checklist, Date.now())) {
  const response = found?.response ?? begun;
  const session = new Session({ runs, area: found?.area ?? area, response, kept: Boolean(found), now: () => Date.now(), lock, wait, changed: said });
  const slot = `run:${response.run}:`;
  /** @param {State} state @param {"here" | "elsewhere"} from */
  function said(state, from) {
    changed(state, from);
    tell(state, from);
  }
  store.listen((key, value) => {
    if (key === null) session.hear(null);
    else if (key.startsWith(slot)) session.hear(value === null ? null : decode(value, response.run).response);
  });
  addEventListener("pagehide", () => {
    session.flushNow();
    tell(null, "here");
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? session.flushNow() : session.hear(null)));
  addEventListener("pageshow", (event) => event.persisted && session.hear(null));
  addEventListener("beforeunload", (event) => {
    session.flushNow(); // what was typed a moment ago may turn out not to be savable
    if (session.behind) event.preventDefault();
  });
  return session;
}

/**
 * Hands a text over as a file.
 * @param {string} text
 * @param {string} name of the file
 * @param {string} [type]
 */
export function saveText(text, name, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Hands a run over as a file, and notes the time.
 * @param {{response: Response, area: import("../store.js").Area}} session
 * @param {string[]} items every statement of the checklist
 */
export function saveCopy({ response, area }, items) {
  saveText(toFile(response, items), fileName(response, "json"), "application/json");
  noteCopy({ run: response.run, area });
}

/** Notes that a file holds all of a run as it is now. @param {{run: string, area: import("../store.js").Area}} found */
export function noteCopy({ run, area }) {
  store.write(`copied:${run}`, new Date().toISOString(), area);
}

/** @param {{run: string, area: import("../store.js").Area}} found @returns {string | null} when a file last held all of it */
export function copiedAt({ run, area }) {
  return store.read(`copied:${run}`, area);
}

/**
 * @param {Response} response
 * @param {string[]} items every statement of the checklist, so that what has no answer says so
 * @returns {string} JSON that schema/response.json describes
 */
export function toFile(response, items) {
  const answers = { ...response.answers };
  for (const item of items) answers[item] = answerOf(response, item);
  return `${JSON.stringify({ ...response, answers }, null, 2)}\n`;
}

/**
 * A name such as success-factors_housing_2026-11-22.json, of letters that every system takes.
 * @param {Response} response
 * @param {string} ending
 */
export function fileName(response, ending) {
  const whose = response.about.partner || response.about.partnership || response.about.name;
  const plain = whose.normalize("NFD").replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[\s_]+/g, "-").slice(0, 40);
  return `${[response.checklist.id, plain, response.updated.slice(0, 10)].filter(Boolean).join("_")}.${ending}`;
}

/** Whether a file holds all of it. @param {Session} session */
export function copied({ response, area }) {
  return (copiedAt({ run: response.run, area }) ?? "") >= response.updated;
}

/**
 * @param {Session} session
 * @returns {number} whole days since a copy was saved, or since the run was begun
 */
export function sinceCopy({ response, area }) {
  const from = Date.parse(copiedAt({ run: response.run, area }) ?? response.created);
  return Number.isNaN(from) ? 0 : Math.max(0, Math.floor((Date.now() - from) / 86_400_000));
}

/** @param {string} name @param {() => void} work */
async function lock(name, work) {
  let done = false;
  const once = () => {
    if (!done) work();
    done = true;
  };
  try {
    await navigator.locks.request(`pn:1:run:${name}`, once);
  } catch {
    once(); // there are no locks here, or the page is going away: what is joined while saving has to do
  }
}

/** @param {() => void} work @param {number} milliseconds */
function wait(work, milliseconds) {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
}
