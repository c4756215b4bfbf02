/* Answers as a spreadsheet: one line for each statement. */
import { answerOf } from "./response.js";

/**
 * @typedef {import("./response.js").Response} Response
 * @typedef {import("./response.js").Value} Value
 * @typedef {import("../../components/checklist-fill/checklist-fill.state.js").Definition} Definition
 * @typedef {(string | number)[]} Line
 */

const COLUMNS = ["number", "id", "theme", "statement", "importance", "answer", "label", "note", "agreed"];
// Cells that a spreadsheet would calculate, also with a space, a line break or a wide character before.
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;

/**
 * @param {Definition} definition
 * @param {Response} response
 * @param {(value: Value) => string} label an answer in words
 * @returns {Line[]} the head, then the statements in their order, then answers to statements that are no longer asked
 */
export function lines(definition, response, label) {
  const known = definition.themes.flatMap((theme) => theme.items.map((item) => ({ ...item, theme: theme.title })));
  const asked = new Set(known.map((item) => item.id));
  const old = Object.keys(response.answers).filter((id) => !asked.has(id)).sort();
  const texts = new Map(definition.retired.map((one) => [one.id, one.text]));
  const items = [...known, ...old.map((id) => ({ id, number: "", theme: "", text: texts.get(id) ?? "" }))];
  return [COLUMNS, ...items.map((item) => {
    const { value, importance, note, agreed } = answerOf(response, item.id);
    return [item.number, item.id, item.theme, item.text, importance ?? "", value ?? "", label(value), note, agreed ?? ""];
  })];
}

/**
 * @param {Line[]} lines
 * @returns {Promise<string>} CSV with a mark at its start by which Excel knows UTF-8; no cell is taken for a formula
 */
export async function csv(lines) {
  const { default: papa } = await import("../vendor/papaparse.js");
  return `\uFEFF${papa.unparse(lines, { escapeFormulae: FORMULA })}\r\n`;
}
