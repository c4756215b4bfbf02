/* Puts blocks on the clipboard, as formatted text for documents and mail, and as plain text for everything else. */

/** @typedef {import("./blocks.js").Block} Block @typedef {import("./blocks.js").Run} Run @typedef {import("./blocks.js").Cell} Cell */

/**
 * @param {Block[]} blocks
 * @param {Element} shown what is selected instead when the browser does not let us copy
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(blocks, shown) {
  try {
    const html = new Blob([htmlOf(blocks)], { type: "text/html" });
    const plain = new Blob([plainOf(blocks)], { type: "text/plain" });
    await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": plain })]);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}

/** @param {Block[]} blocks @returns {string} */
export function plainOf(blocks) {
  const text = blocks.map((block) => {
    if (block.kind === "list") return block.items.map((item) => `- ${said(item)}`).join("\n");
    if (block.kind !== "table") return said(block.runs);
    return [...block.head, ...block.body].map((row) => row.map((cell) => cell.paragraphs.map(said).join(" / ").replace(/\s+/g, " ")).join("\t")).join("\n");
  });
  return `${text.join("\n\n")}\n`;
}

/** @param {Block[]} blocks @returns {string} every text in it is text: the nodes are made one by one, and then written out */
export function htmlOf(blocks) {
  const page = document.implementation.createHTMLDocument();
  /** @param {string} name @param {Record<string, string>} attributes @param {...(Node | string)} children */
  const made = (name, attributes, ...children) => {
    const found = page.createElement(name);
    for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
    found.append(...children);
    return found;
  };
  /** @param {Run[]} runs */
  const inline = (runs) => runs.flatMap((run) => {
    const lines = run.text.split("\n").flatMap((line, place) => (place ? [made("br", {}), line] : [line]));
    const text = run.strong ? [made("strong", {}, ...lines)] : lines;
    return run.href ? [made("a", { href: run.href }, ...text)] : text;
  });
  /** @param {Cell[]} row @param {boolean} head */
  const tr = (row, head) => made("tr", {}, ...row.map((cell) => made(head || cell.header ? "th" : "td", cell.header || head ? { scope: head ? "col" : "row", align: "left" } : {}, ...spread(cell))));
  /** @param {Cell} cell */
  const spread = (cell) => (cell.paragraphs.length === 1 ? inline(cell.paragraphs[0]) : cell.paragraphs.map((runs) => made("p", {}, ...inline(runs))));
  for (const block of blocks) {
    if (block.kind === "heading") page.body.append(made(`h${block.level}`, {}, ...inline(block.runs)));
    else if (block.kind === "paragraph") page.body.append(made("p", {}, ...inline(block.runs)));
    else if (block.kind === "list") page.body.append(made("ul", {}, ...block.items.map((item) => made("li", {}, ...inline(item)))));
    else {
      const head = block.head.length ? [made("thead", {}, ...block.head.map((row) => tr(row, true)))] : [];
      page.body.append(made("table", { border: "1", cellpadding: "4" }, ...head, made("tbody", {}, ...block.body.map((row) => tr(row, false)))));
    }
  }
  return new XMLSerializer().serializeToString(page.documentElement);
}

/** @param {Run[]} runs */
function said(runs) {
  return runs.map((run) => run.text).join("");
}
