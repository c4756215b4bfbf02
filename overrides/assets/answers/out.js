/* Hands the results over: as a Word file, a spreadsheet, or text to paste. Loaded when somebody asks for one of them. */
import { blocksOf } from "./blocks.js";
import { fileName, saveText } from "./open.js";
import { label } from "./report.js";

/**
 * @typedef {Omit<import("./report.js").Given, "picture" | "fill" | "advice" | "add">} Known
 * @typedef {Known & {report: Element, heading: string, about: string}} Given `about`: what the page says below its heading
 */

/**
 * Loads no more than the one kind needs.
 * @param {string} kind "word", "sheet" or "copy"
 * @param {Given} given
 * @returns {Promise<{said: string, file: string}>} the word for what was done, and the name of the file
 */
export async function copyOut(kind, given) {
  const { definition, response, report } = given;
  if (kind === "sheet") {
    const { csv, lines } = await import("./sheet.js");
    const file = fileName(response, "csv");
    saveText(await csv(lines(definition, response, (value) => label(given, value))), file, "text/csv");
    return { said: "sheet-done", file };
  }
  const blocks = blocksWith(given);
  if (kind === "copy") {
    const { copy } = await import("./copied.js");
    return { said: (await copy(blocks, report)) ? "copied" : "selected", file: "" };
  }
  const { wordFile } = await import("./document.js");
  const file = fileName(response, "docx");
  const { partner, partnership, name } = response.about;
  const made = await wordFile(blocks, { title: given.heading, subject: name || partnership, creator: partner || partnership });
  saveBlob(made, file);
  return { said: "word-done", file };
}

/** @param {Given} given @returns {import("./blocks.js").Block[]} the report under the heading of its page */
function blocksWith({ report, heading, about }) {
  /** @param {string} text */
  const runs = (text) => [{ text, strong: false, href: null }];
  return [{ kind: "heading", level: 1, runs: runs(heading) }, { kind: "paragraph", runs: runs(about) }, ...blocksOf(report)];
}

/** @param {Blob} blob @param {string} name */
function saveBlob(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
