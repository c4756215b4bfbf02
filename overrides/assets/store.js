/*
 * The only code that touches browser storage. Blocked or full storage is an answer, never an exception.
 *
 * There are two places: "device" stays until someone removes it, "tab" goes when the tab is closed.
 */

const PREFIX = "pn:1:";

/** @typedef {"device" | "tab"} Area */
/** @typedef {"" | "blocked" | "full" | "lost"} Why "lost": it was written, and something else was read back */

/**
 * @param {string} key without the prefix
 * @param {Area} [area]
 * @returns {string | null} null when there is nothing, or storage is blocked
 */
export function read(key, area = "device") {
  try {
    return storage(area).getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key without the prefix
 * @param {string | null} value null removes the key
 * @param {Area} [area]
 * @returns {Why} why the value cannot be read back, "" when it can
 */
export function write(key, value, area = "device") {
  try {
    if (value === null) storage(area).removeItem(PREFIX + key);
    else storage(area).setItem(PREFIX + key, value);
    return storage(area).getItem(PREFIX + key) === value ? "" : "lost";
  } catch (error) {
    // Firefox names it NS_ERROR_DOM_QUOTA_REACHED.
    return error instanceof DOMException && /quota/i.test(error.name) ? "full" : "blocked";
  }
}

/**
 * @param {string} start of the keys, without the prefix
 * @param {Area} [area]
 * @returns {string[]} keys without the prefix; none when storage is blocked
 */
export function keys(start, area = "device") {
  try {
    return Object.keys(storage(area)).filter((key) => key.startsWith(PREFIX + start)).map((key) => key.slice(PREFIX.length)).sort();
  } catch {
    return [];
  }
}

/**
 * Whether the browser lets us use a place at all.
 * @param {Area} [area]
 */
export function allowed(area = "device") {
  try {
    return storage(area).length >= 0;
  } catch {
    return false;
  }
}

/**
 * Calls back when another tab has written or removed one of our keys, or all of them (key null).
 * @param {(key: string | null, value: string | null) => void} callback
 */
export function listen(callback) {
  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) callback(event.key && event.key.slice(PREFIX.length), event.newValue);
  });
}

/** @param {Area} area */
function storage(area) {
  return area === "tab" ? sessionStorage : localStorage;
}
