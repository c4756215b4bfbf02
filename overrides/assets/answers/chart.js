/* Bars from 1 to 4 as SVG: black and white is enough to read them, lengths follow the width of the page and the size of its text. */

/**
 * @typedef {"strong" | "mixed" | "attention"} Band
 * @typedef {{title: string, mean: number | null, none: string, band: Band | null}} Bar `none` stands where there is no mean
 */

const SVG = "http://www.w3.org/2000/svg";
const LINE = 1.4; // all heights are in ems of the page's text
const THICK = 1.05;
const GAP = 0.75;
const FULL = 88; // how far 4 is from the left, in hundredths of the width
const LETTERS = 34; // that fit beside each other on a small phone

/**
 * @param {Bar[]} bars
 * @param {string} labelledby id of the words that name the chart
 * @returns {SVGElement}
 */
export function barChart(bars, labelledby) {
  let top = 0;
  const rows = bars.map((bar) => {
    const lines = wrapped(bar.title);
    const from = top;
    top += lines.length * LINE + THICK + GAP;
    return row(bar, lines, from);
  });
  const marks = [1, 2, 3, 4].flatMap((level) => {
    const text = draw("text", { x: `${across(level)}%`, y: `${em(top + 1.1)}`, class: "pn-results__mark", "text-anchor": level === 1 ? "start" : "middle" });
    text.textContent = String(level);
    return [draw("line", { x1: `${across(level)}%`, x2: `${across(level)}%`, y1: "0", y2: em(top), class: "pn-results__line" }), text];
  });
  return draw("svg", { class: "pn-results__chart", role: "img", "aria-labelledby": labelledby, width: "100%", height: em(top + LINE) }, patterns(), ...marks, ...rows.flat());
}

/** @param {Band} band @returns {SVGElement} a small piece of a bar, for the key */
export function swatch(band) {
  return draw("svg", { class: "pn-results__swatch", width: "1.6em", height: "1em", "aria-hidden": "true" }, draw("rect", { x: "1", y: "1", width: "90%", height: "85%", ...filled(band) }));
}

/** @param {Bar} bar @param {string[]} lines of its title @param {number} top */
function row(bar, lines, top) {
  const titles = lines.map((line, place) => {
    const text = draw("text", { x: "0", y: em(top + place * LINE + 1), class: "pn-results__bar-title" });
    text.textContent = line;
    return text;
  });
  const y = top + lines.length * LINE;
  const value = draw("text", { x: bar.mean === null ? "0" : `${across(bar.mean)}%`, y: em(y + THICK - 0.2), dx: bar.mean === null ? "0" : "0.5em", class: "pn-results__bar-value" });
  value.textContent = bar.mean === null ? bar.none : bar.mean.toFixed(1);
  if (bar.mean === null || !bar.band) return [...titles, value];
  const end = `${across(bar.mean)}%`;
  // A mean of 1 has a bar without length: its end still shows.
  const cap = draw("line", { x1: end, x2: end, y1: em(y - 0.12), y2: em(y + THICK + 0.12), class: "pn-results__cap" });
  return [...titles, draw("rect", { x: "0", y: em(y), width: end, height: em(THICK), ...filled(bar.band) }), cap, value];
}

/** @param {Band} band */
function filled(band) {
  const fill = band === "strong" ? "currentColor" : `url(#pn-band-${band})`;
  return { fill, stroke: "currentColor", "stroke-width": "1.5" };
}

function patterns() {
  const hatch = draw("pattern", { id: "pn-band-mixed", width: "7", height: "7", patternUnits: "userSpaceOnUse" }, draw("path", { d: "M-1 8 8 -1M-1 1 1 -1M6 8 8 6", stroke: "currentColor", "stroke-width": "1.6" }));
  const dots = draw("pattern", { id: "pn-band-attention", width: "9", height: "9", patternUnits: "userSpaceOnUse" }, draw("circle", { cx: "4.5", cy: "4.5", r: "1.1", fill: "currentColor" }));
  return draw("defs", {}, hatch, dots);
}

/** @param {number} level */
const across = (level) => Math.round((level - 1) * (FULL / 3) * 10) / 10;
/** @param {number} height */
const em = (height) => `${Math.round(height * 100) / 100}em`;

/** @param {string} title @returns {string[]} SVG breaks no lines */
function wrapped(title) {
  /** @type {string[]} */
  const lines = [];
  for (const word of title.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LETTERS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** @param {string} name @param {Record<string, string>} attributes @param {...SVGElement} children @returns {SVGElement} */
function draw(name, attributes, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
