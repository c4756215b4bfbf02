/* The decision tree as a state machine over the address fragment. Pure. */

/**
 * @typedef {Partial<Record<"stages" | "level" | "topics" | "time", string[]>>} Means what an answer asks of a toolkit's own fields
 * @typedef {{id: string, text: string, because: string | null, means: Means | null, next: string | null, outcome: string | null}} Answer
 * @typedef {{text: string, hint: string | null, answers: Answer[]}} Question
 * @typedef {{id: string, name: string, href: string, why: string, caution: string, time: string, timeKnown: boolean, gone: string | null}} Pick `gone` says so when it cannot be had
 * @typedef {{title: string, href: string, purpose: string, minutes: number}} Checklist one of our own
 * @typedef {{name: string, advice: string | null, guide: string, checklist: Checklist | null, shortlist: Pick[]}} Outcome
 * @typedef {{start: string, questions: Record<string, Question>, outcomes: Record<string, Outcome>}} Tree the island
 * @typedef {{id: string, name: string, stages: string[], level: string[], topics: string[], time: string}} Toolkit an entry of /finder.json
 * @typedef {{answers: Map<string, string>, at: string | null, ignored: string[]}} Place what an address says
 * @typedef {{question: string, answer: Answer}} Step
 */

const AT = "at";
const MOST = 60; // parts of an address that are read at all

/**
 * @param {string} fragment such as #goal=check&who=team&at=who; hostile until read
 * @param {Tree} tree
 * @returns {Place} only questions and answers that the tree has; the rest is named in `ignored`
 */
export function placeFrom(fragment, tree) {
  const answers = new Map();
  const ignored = [];
  let at = null;
  const parts = [...new URLSearchParams(fragment.replace(/^#/, ""))];
  for (const [name, value] of parts.slice(0, MOST)) {
    const question = Object.hasOwn(tree.questions, name) ? tree.questions[name] : null;
    if (name === AT && Object.hasOwn(tree.questions, value)) at = value;
    else if (question && !answers.has(name) && question.answers.some((answer) => answer.id === value)) answers.set(name, value);
    else ignored.push(shortened(value ? `${name}=${value}` : name));
  }
  for (const [name] of parts.slice(MOST)) ignored.push(shortened(name));
  return { answers, at, ignored };
}

/** @param {string} part of an address, for a reader to recognise */
function shortened(part) {
  return part.replace(/\p{C}/gu, "").slice(0, 40);
}

/**
 * @param {Map<string, string>} answers
 * @param {string | null} at a question to show although it has an answer
 * @returns {string} the fragment, with its #, or nothing at the start
 */
export function fragmentOf(answers, at) {
  const parts = new URLSearchParams([...answers, ...(at ? [[AT, at]] : [])]);
  return `${parts}` && `#${parts}`;
}

/**
 * Follows the answers from the start.
 * @param {Tree} tree
 * @param {Map<string, string>} answers
 * @returns {{steps: Step[], question: string | null, outcome: string | null}} the question still open, or the outcome
 */
export function walk(tree, answers) {
  /** @type {Step[]} */
  const steps = [];
  let name = tree.start;
  while (steps.length <= Object.keys(tree.questions).length) {
    const answer = tree.questions[name].answers.find((one) => one.id === answers.get(name));
    if (!answer) return { steps, question: name, outcome: null };
    steps.push({ question: name, answer });
    if (answer.outcome) return { steps, question: null, outcome: answer.outcome };
    name = /** @type {string} */ (answer.next);
  }
  throw new Error("the tree has a cycle");
}

/**
 * @param {Tree} tree
 * @param {Map<string, string>} answers answers that no longer apply are kept: going back brings them back
 * @param {string} question
 * @param {string} answer
 */
export function answered(tree, answers, question, answer) {
  const next = new Map(answers);
  next.set(question, answer);
  return next;
}

/**
 * The question before another on the way that the answers take.
 * @param {Tree} tree
 * @param {Map<string, string>} answers
 * @param {string | null} question null for the result
 */
export function before(tree, answers, question) {
  const { steps } = walk(tree, answers);
  const place = question === null ? steps.length : steps.findIndex((step) => step.question === question);
  return steps[(place < 0 ? steps.length : place) - 1]?.question ?? null;
}

/** @param {Tree} tree @param {string} name @returns {number} the most answers that can still follow, this question's included */
export function most(tree, name) {
  return 1 + Math.max(...tree.questions[name].answers.map((answer) => (answer.next ? most(tree, answer.next) : 0)));
}

/**
 * The fields in which a toolkit says something else than an answer asks for. What is not known never contradicts.
 * @param {Toolkit} toolkit
 * @param {Means} means
 */
export function contradictions(toolkit, means) {
  return /** @type {(keyof Means)[]} */ (Object.keys(means)).filter((field) => {
    const known = field === "time" ? (toolkit.time === "not-known" ? [] : [toolkit.time]) : toolkit[field];
    const wanted = means[field] ?? [];
    return known.length > 0 && !wanted.some((value) => known.includes(value));
  });
}

/**
 * What else fits the answers, and what would but for one field.
 * @param {Toolkit[]} toolkits
 * @param {Step[]} steps
 * @param {string[]} shortlist
 * @returns {{fits: Toolkit[], near: {toolkit: Toolkit, field: string}[]}}
 */
export function others(toolkits, steps, shortlist) {
  const asked = steps.flatMap((step) => (step.answer.means ? [step.answer.means] : []));
  /** @type {{fits: Toolkit[], near: {toolkit: Toolkit, field: string}[]}} */
  const found = { fits: [], near: [] };
  if (asked.length === 0) return found;
  for (const toolkit of toolkits) {
    if (shortlist.includes(toolkit.id)) continue;
    const against = new Set(asked.flatMap((means) => contradictions(toolkit, means)));
    if (against.size === 0) found.fits.push(toolkit);
    else if (against.size === 1 && !against.has("stages")) found.near.push({ toolkit, field: [...against][0] });
  }
  return found;
}
