/* The only code that touches browser storage. Blocked or full storage is an answer, never an exception. */

const PREFIX = "pn:1:";

/**
 * @param {string} key without the prefix
 * @returns {string | null} null when there is nothing, or storage is blocked
 */
export function read(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key without the prefix
 * @param {string | null} value null removes the key
 * @returns {boolean} whether the value can be read back
 */
export function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
    return localStorage.getItem(PREFIX + key) === value;
  } catch {
    return false;
  }
}
