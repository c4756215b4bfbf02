/* Blocks as a Word file, made here: headings, lists and tables that Word and LibreOffice know as such. */

/** @typedef {import("./blocks.js").Block} Block @typedef {import("./blocks.js").Run} Run @typedef {import("./blocks.js").Cell} Cell */

const WIDTH = 9638; // of the text on A4 with margins of 20 mm, in twentieths of a point
const MARGIN = 1134;
const LINE = { style: "single", size: 4, color: "808080" };
const BULLETS = "bullets";

/**
 * @param {Block[]} blocks
 * @param {{title: string, subject: string, creator: string}} about
 * @returns {Promise<Blob>} a .docx file in British English
 */
export async function wordFile(blocks, { title, subject, creator }) {
  const docx = await import("../vendor/docx.js");
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN };
  const text = { font: "Calibri", size: 22, language: { value: "en-GB" } };
  const heading = { color: "000000", bold: true, font: "Calibri" };
  const file = new docx.Document({
    title,
    subject,
    creator,
    lastModifiedBy: creator,
    styles: {
      default: {
        document: { run: text, paragraph: { spacing: { after: 120 } } },
        heading1: { run: { ...heading, size: 36 }, paragraph: { spacing: { after: 160 } } },
        heading2: { run: { ...heading, size: 28 }, paragraph: { spacing: { before: 280, after: 100 } } },
        heading3: { run: { ...heading, size: 24 }, paragraph: { spacing: { before: 200, after: 80 } } },
        heading4: { run: { ...heading, size: 22 }, paragraph: { spacing: { before: 160, after: 60 } } },
      },
    },
    numbering: { config: [{ reference: BULLETS, levels: [{ level: 0, format: "bullet", text: "•", alignment: "left", style: { paragraph: { indent: { left: 360, hanging: 240 } } } }] }] },
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 }, margin } }, footers: { default: foot(docx, title) }, children: blocks.flatMap((block) => shaped(docx, block)) }],
  });
  return docx.Packer.toBlob(file);
}

/** @param {any} docx @param {Block} block */
function shaped(docx, block) {
  if (block.kind === "heading") return [new docx.Paragraph({ heading: `Heading${block.level}`, keepNext: true, children: inline(docx, block.runs) })];
  if (block.kind === "paragraph") return [new docx.Paragraph({ children: inline(docx, block.runs) })];
  if (block.kind === "list") return block.items.map((item) => new docx.Paragraph({ numbering: { reference: BULLETS, level: 0 }, children: inline(docx, item) }));
  return [table(docx, block), new docx.Paragraph({ children: [] })];
}

/** @param {any} docx @param {Block & {kind: "table"}} block */
function table(docx, { head, body, widths }) {
  const columns = body[0].length;
  const shares = widths.length === columns && widths.every((one) => one > 0) ? widths : Array(columns).fill(1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const columnWidths = shares.map((share) => Math.floor((WIDTH * share) / whole));
  /** @param {Cell[]} cells @param {boolean} repeated */
  const row = (cells, repeated) => new docx.TableRow({ tableHeader: repeated, cantSplit: repeated, children: cells.map((cell, place) => tableCell(docx, cell, columnWidths[place], repeated)) });
  const rows = [...head.map((cells) => row(cells, true)), ...body.map((cells) => row(cells, false))];
  return new docx.Table({ rows, columnWidths, width: { size: WIDTH, type: "dxa" }, layout: "fixed", margins: { top: 50, bottom: 50, left: 90, right: 90, marginUnitType: "dxa" }, borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE } });
}

/** @param {any} docx @param {Cell} cell @param {number} width @param {boolean} repeated */
function tableCell(docx, cell, width, repeated) {
  const strong = cell.header || repeated;
  const children = cell.paragraphs.map((runs) => new docx.Paragraph({ spacing: { after: 40 }, children: inline(docx, runs, strong) }));
  return new docx.TableCell({ width: { size: width, type: "dxa" }, children: children.length ? children : [new docx.Paragraph({ children: [] })] });
}

/** @param {any} docx @param {Run[]} runs @param {boolean} [strong] */
function inline(docx, runs, strong = false) {
  return runs.map((run) => {
    const lines = run.text.split("\n").map((text, place) => new docx.TextRun({ text, bold: strong || run.strong, break: place ? 1 : 0, ...(run.href ? { style: "Hyperlink" } : {}) }));
    return run.href ? [new docx.ExternalHyperlink({ link: run.href, children: lines })] : lines;
  }).flat();
}

/** @param {any} docx @param {string} title */
function foot(docx, title) {
  const { CURRENT, TOTAL_PAGES } = docx.PageNumber;
  const number = new docx.TextRun({ size: 18, children: [CURRENT, " / ", TOTAL_PAGES] });
  return new docx.Footer({ children: [new docx.Paragraph({ tabStops: [{ type: "right", position: WIDTH }], children: [new docx.TextRun({ size: 18, text: `${title}\t` }), number] })] });
}
