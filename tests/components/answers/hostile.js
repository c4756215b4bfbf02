/* Files that somebody made to do harm, or that went wrong on the way: texts, because that is what a file is. */
import { blank, edit } from "../../../overrides/assets/answers/response.js";
import { OF, RUN, START, response } from "./documents.js";
import { Random } from "./random.js";

const HTML = "<img src=x onerror=alert(1)><script>alert(2)</script>";
const good = edit(blank(RUN, OF, START), "answers/a/value", 4, START + 1);
const many = (/** @type {number} */ count, /** @type {(place: number) => [string, unknown]} */ each) => Object.fromEntries(Array.from({ length: count }, (_, place) => each(place)));
const wrongs = () => [undefined, null, true, 0, -1, 1.5, 1e308, "", "x", [], {}, [[]], [null], { length: 9 }, "__proto__", HTML, "\ud800", { toString: "x", valueOf: null }];
const answer = { value: 4, importance: null, agreed: null, note: "" };

/** @returns {[string, string][]} at least 200, each with what is wrong with it */
export function hostileFiles() {
  /** @type {[string, string][]} */
  const found = [];
  /** @param {string} name @param {object} changes */
  const put = (name, changes) => found.push([name, JSON.stringify({ ...good, ...changes })]);
  /** @param {string} name @param {string} text */
  const raw = (name, text) => found.push([name, text]);
  const text = JSON.stringify(good);
  const into = (/** @type {string} */ more) => `${text.slice(0, -1)},${more}}`;

  for (const name of Object.keys(good)) wrongs().forEach((wrong, place) => put(`${name} is wrong (${place})`, { [name]: wrong }));
  for (const name of Object.keys(answer)) wrongs().forEach((wrong, place) => put(`answer's ${name} is wrong (${place})`, { answers: { a: { ...answer, [name]: wrong } } }));
  for (const name of ["id", "item", "what", "who", "by", "status", "removed"]) wrongs().forEach((wrong, place) => put(`action's ${name} is wrong (${place})`, { actions: [{ id: "a", [name]: wrong }] }));
  for (const wrong of ["2026-02-31T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2999-12-31T23:59:59.999Z", "+275760-09-13T00:00:00.000Z", "-000001-01-01T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-01-01", HTML]) {
    put(`time is ${wrong}`, { created: wrong, updated: wrong, edited: { "answers/a/value": wrong } });
  }
  for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__", "valueOf"]) {
    raw(`answers to ${name}`, into(`"answers":{"${name}":{"value":4,"note":"x"},"a":{"value":3}}`));
    raw(`edited holds ${name}`, into(`"edited":{"${name}":"x","answers/${name}/value":"2026-01-01T00:00:00.000Z","about/${name}":"2026-01-01T00:00:00.000Z"}`));
    raw(`an action ${name}`, into(`"actions":[{"id":"${name}","what":"x","${name}":{"polluted":true}}]`));
    raw(`${name} at the top`, into(`"${name}":{"polluted":true,"format":"x","answers":{"a":{"value":1}}}`));
    raw(`${name} about`, into(`"about":{"${name}":{"polluted":true},"name":"x"}`));
  }
  raw("prototype in prototype", into('"__proto__":{"__proto__":{"polluted":1}},"constructor":{"prototype":{"polluted":1}}'));
  put("script in every text", {
    checklist: { id: "a", version: 1, title: HTML }, about: { name: HTML, partnership: HTML, partner: HTML, people: HTML, date: HTML, mode: HTML },
    answers: { a: { ...answer, note: HTML } }, actions: [{ id: "a", item: HTML, what: HTML, who: HTML, by: HTML, status: HTML }],
  });
  put("a huge note", { answers: { a: { ...answer, note: "x".repeat(900_000) } } });
  put("a huge note of line ends", { answers: { a: { ...answer, note: "\r".repeat(450_000) } } });
  put("a huge note of halves of characters", { answers: { a: { ...answer, note: "\ud83d".repeat(150_000) } } });
  put("a huge title", { checklist: { ...OF, title: "x".repeat(900_000) } });
  put("a huge name of a run", { run: "a".repeat(900_000) });
  put("a huge name of an item", { answers: { ["a".repeat(900_000)]: answer } });
  put("a huge array of answers", { answers: Array(450_000).fill(1) });
  put("a huge array about", { about: Array(450_000).fill(1) });
  put("a huge array of numbers as actions", { actions: Array(450_000).fill(1) });
  put("very many empty actions", { actions: Array(300_000).fill({}) });
  put("very many good actions", { actions: Array.from({ length: 40_000 }, (_, place) => ({ id: `a${place}`, what: "x" })) });
  put("one action very often", { actions: Array(40_000).fill({ id: "a", what: "x" }) });
  put("very many answers", { answers: many(40_000, (place) => [`a${place}`, { value: 4 }]) });
  put("very many bad answers", { answers: many(90_000, (place) => [`A${place}`, 1]) });
  put("very many times", { edited: many(20_000, (place) => [`answers/a${place}/value`, "2026-01-01T00:00:00.000Z"]) });
  raw("a key twice", into('"answers":{"a":{"value":4},"a":{"value":1}},"run":"run0000000001"'));
  raw("numbers that are none", into('"checklist":{"id":"a","version":1e999,"title":"x"},"answers":{"a":{"value":1e999},"b":{"value":4.0},"c":{"value":-0},"d":{"value":4e0}}'));
  raw("NaN", into('"answers":{"a":{"value":NaN}}'));
  raw("a comment", `/* hello */${text}`);
  raw("deep arrays", "[".repeat(400_000));
  raw("deep arrays that end", `${"[".repeat(200_000)}${"]".repeat(200_000)}`);
  raw("deep objects", `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`);
  raw("deep answers", into(`"answers":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`));
  raw("deep note", into(`"answers":{"a":{"note":${"[".repeat(5000)}${"]".repeat(5000)}}}`));
  raw("half a file", text.slice(0, text.length / 2));
  raw("nothing", "");
  raw("a byte order mark", `\ufeff${text}`);
  raw("zeros", "\0".repeat(1000));
  raw("a web page", `<!doctype html>${HTML}`);
  raw("too long", `"${"x".repeat(3_000_000)}"`);
  raw("halves of characters", into('"about":{"name":"\\ud800","partner":"\\udc00\\ud800x"}'));
  raw("a name with zero", into('"checklist":{"id":"a\\u0000b","version":1,"title":"x"}'));
  for (let seed = 1; seed <= 120; seed += 1) raw(`spoilt file ${seed}`, spoilt(new Random(seed)));
  return found;
}

/** A good file in which some letters were changed, doubled or lost, or whose values changed places. @param {Random} random */
function spoilt(random) {
  let text = JSON.stringify(response(random), null, random.pick([0, 2]));
  for (let count = 1 + random.below(6); count > 0; count -= 1) {
    const [from, to] = [random.below(text.length), random.below(text.length)].sort((a, b) => a - b);
    const piece = text.slice(from, Math.min(to, from + 60));
    text = random.pick([
      () => text.slice(0, from) + random.pick(['"', "{", "}", "[", "0", "null", "\ud800", ",", ":", "\\"]) + text.slice(from + 1),
      () => text.slice(0, to) + piece + text.slice(to),
      () => text.slice(0, from) + text.slice(from + piece.length),
      () => text.replace(/:(null|\d+|"[^"]*")/, random.pick([":[]", ":{}", ":1e999", ':"__proto__"', ":false"])),
      () => text.replaceAll(/"(what|note|answers|edited|value)"/g, (all) => (random.chance(0.2) ? '"__proto__"' : all)),
    ])();
  }
  return text;
}
