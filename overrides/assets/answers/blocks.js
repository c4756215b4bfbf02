/*
 * What stands on a page as plain blocks: headings, paragraphs, lists and tables. Files and copied text are made from them,
 * so that they say what the page says. Parts marked data-not-copied, and hidden ones, are left out.
 */

/**
 * @typedef {{text: string, strong: boolean, href: string | null}} Run
 * @typedef {{paragraphs: Run[][], header: boolean}} Cell
 * @typedef {{kind: "heading", level: number, runs: Run[]} | {kind: "paragraph", runs: Run[]} | {kind: "list", items: Run[][]}
 *   | {kind: "table", name: string, head: Cell[][], body: Cell[][], widths: number[]}} Block `widths` are shares, one for each column
 */

const LEFT_OUT = "[data-not-copied], [hidden], template, script, svg, textarea, input, select, .pn-hidden";
// What neither XML nor a document can hold.
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * @param {Element} root
 * @returns {Block[]}
 */
export function blocksOf(root) {
  return [...root.children].flatMap((part) => {
    if (part.matches(LEFT_OUT)) return [];
    const level = /^h([1-6])$/.exec(part.localName)?.[1];
    if (level) return filled({ kind: "heading", level: Number(level), runs: runsOf(part) });
    if (part.matches("p, figcaption")) return filled({ kind: "paragraph", runs: runsOf(part) });
    if (part.matches("ul, ol")) {
      const items = [...part.children].flatMap((item) => paragraphs(item)).filter((runs) => runs.length > 0);
      return items.length ? [{ kind: "list", items }] : [];
    }
    if (part.matches("dl")) return [pairs(part)];
    if (part instanceof HTMLTableElement) return table(part);
    return blocksOf(part);
  });
}

/** @param {Block & {runs: Run[]}} block @returns {Block[]} */
function filled(block) {
  return block.runs.length ? [block] : [];
}

/** @param {Element} list @returns {Block} */
function pairs(list) {
  const body = [...list.querySelectorAll("dt")].map((name) => [name, /** @type {Element} */ (name.nextElementSibling)].map((part, place) => ({ paragraphs: [runsOf(part)], header: place === 0 })));
  return { kind: "table", name: "", head: [], body, widths: [1, 3] };
}

/** @param {HTMLTableElement} table @returns {Block[]} nothing for a table without rows */
function table(table) {
  /** @param {Iterable<HTMLTableRowElement>} rows */
  const cells = (rows) => [...rows].map((row) => [...row.cells].filter((cell) => !cell.matches(LEFT_OUT)).map((cell) => ({ paragraphs: paragraphs(cell), header: cell.localName === "th" })));
  const body = cells([...table.tBodies].filter((part) => !part.matches(LEFT_OUT)).flatMap((part) => [...part.rows]));
  const name = table.closest("[aria-label]")?.getAttribute("aria-label") ?? "";
  const widths = (table.dataset.widths ?? "").split(",").map(Number);
  return body.length ? [{ kind: "table", name, head: cells(table.tHead?.rows ?? []), body, widths }] : [];
}

/** @param {Element} part @returns {Run[][]} its paragraphs; text that stands in none makes one of its own */
function paragraphs(part) {
  const inner = [...part.children].filter((child) => child.matches("p, ul, ol, li"));
  if (inner.length === 0) return [runsOf(part)];
  const outside = [...part.childNodes].filter((node) => !inner.includes(/** @type {Element} */ (node)));
  const loose = outside.flatMap((node) => runsIn(node, false, null));
  return [tidied(loose), ...inner.filter((child) => !child.matches(LEFT_OUT)).flatMap((child) => paragraphs(child))].filter((runs) => runs.length > 0);
}

/** @param {Element} part @returns {Run[]} */
function runsOf(part) {
  return tidied(runsIn(part, false, null));
}

/** @param {Node} node @param {boolean} strong @param {string | null} href @returns {Run[]} */
function runsIn(node, strong, href) {
  if (node.nodeType === Node.TEXT_NODE) return [{ text: (node.nodeValue ?? "").replace(UNWRITABLE, ""), strong, href }];
  if (!(node instanceof Element) || node.matches(LEFT_OUT)) return [];
  const link = node instanceof HTMLAnchorElement && node.href ? node.href : href;
  return [...node.childNodes].flatMap((child) => runsIn(child, strong || node.localName === "strong", link));
}

/** @param {Run[]} runs @returns {Run[]} without space at the ends, and without runs that hold nothing */
function tidied(runs) {
  const found = runs.filter((run) => run.text).map((run) => ({ ...run }));
  while (found.length && !found[0].text.trim()) found.shift();
  while (found.length && !found[found.length - 1].text.trim()) found.pop();
  if (found.length) {
    found[0].text = found[0].text.trimStart();
    found[found.length - 1].text = found[found.length - 1].text.trimEnd();
  }
  return found;
}
