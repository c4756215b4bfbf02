"""What can be wrong with the data, in words for the person who wrote it.

Every refusal of data has a name in `RULES`, and a file `tests/bad/<data file>/<name>.yaml` that only this rule refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

RULES: dict[str, str] = {
    # reading a file
    "missing-file": "every data file exists",
    "bad-bytes": "files are UTF-8 text",
    "too-large": "a data file stays under the size limit",
    "syntax": "files are YAML",
    "too-deep": "nesting stays within eight levels",
    "flow-style": "lists and fields stand on lines of their own, never inside [ ] or { }",
    "anchor": "no anchors and aliases",
    "tag": "no tags",
    "merge-key": "no merge keys",
    "duplicate-key": "a field is given once",
    "second-document": "one document a file",
    "cut-text": "no comment behind unquoted text, where YAML would silently cut the text",
    # the shape of an entry
    "wrong-shape": "lists are lists, fields are fields, text is text",
    "unknown-field": "only fields that the model knows",
    "missing-field": "required fields are given",
    "empty-value": "a field that is written has a value",
    "bad-id": "ids are kebab-case",
    "reserved-id": "ids do not collide with addresses of the site",
    "bad-text": "text holds no markup, braces or invisible characters",
    "bad-length": "text keeps to its length",
    "one-line": "one-line fields stand on one line",
    "not-a-sentence": "a purpose is one sentence that ends in a full stop",
    "link-in-text": "text holds no links",
    "unknown-word": "words come from data/vocabulary.yaml",
    "bad-number": "numbers are whole numbers within their range",
    "bad-date": "dates are real dates, quoted, as YYYY-MM-DD",
    "bad-year": "years are quoted: YYYY, YYYY to YYYY, or YYYY, revised YYYY",
    "bad-address": "addresses are plain web addresses that every program reads alike",
    "too-many": "lists keep to their length",
    "repeated-value": "a list names a thing once",
    # across fields and entries
    "duplicate-id": "ids are unique",
    "dangling-reference": "references name entries that exist",
    "self-reference": "an entry does not refer to itself",
    "part-of-cycle": "part_of has no cycle",
    "topic-missing": "stage topic-specific names a topic",
    "minutes-order": "minutes.low is not above minutes.high",
    "minutes-basis": "minutes.basis names a source of the entry, the publisher or our estimate",
    "current-unreachable": "a current toolkit can be had: an own link that is not of the note, or how_to_get",
    "no-successor": "a historical or lost toolkit names successors or says why there is none",
    "successor-gone": "a successor is a toolkit that can be had today",
    "unknown-support": "a source supports fields that the entry has",
    "fact-without-source": "every fact is supported by a source",
    "source-unreachable": "a source has an address or a note",
    "search-source": "a search that found nothing has no address, and carries only what became of a toolkit and how to get one",
    "copied-link": "an address that was read on a copy is not published as the publisher's own",
    "footnote-twice": "a footnote of the note stands at one entry",
    "future-date": "nothing was read, reviewed or opened in the future",
    "same-purpose": "no two purposes are alike",
    "archive-address": "an archived copy is a dated capture of its own link in a trusted archive",
    # checklists
    "checklist-name": "a checklist stands in a file named after its id",
    "checklist-scale": "a scale has four levels, from 4 to 1",
    "checklist-theme": "every statement has a theme, and every theme a statement",
    "checklist-item": "the id of a statement is never used again",
    "checklist-toolkit": "advice sends readers to toolkits that can be had",
    # the history
    "event-without-source": "an event of the history names an entry or a reference",
    "event-order": "events stand in the order of their years",
    # the decision tree
    "finder-name": "questions, outcomes and the answers of a question have names of their own",
    "finder-leads-nowhere": "every answer leads to a question or an outcome that is there",
    "finder-unsure": "every question ends in an answer for those who are not sure",
    "finder-cycle": "no way through the questions goes round in a circle",
    "finder-unreached": "every question and outcome is reached",
    "finder-too-large": "the tree keeps to its number of answers, outcomes and paths",
    "finder-toolkit": "shortlists name toolkits that are current",
    "finder-contradiction": "no shortlisted toolkit contradicts an answer that led to it",
    "finder-uncovered": "every toolkit that can be had fits an outcome, or is left out with a reason",
    # links
    "torn-observation": "observations are whole lines of JSON with known fields",
    "edited-observation": "an observation bears the sum of itself and all before it, so that an edit shows",
    "denied-host": "no address is on a host that data/links/policy.yaml denies",
    "observation-order": "observations stand in the order in which they were made",
    "decision-target": "a decision names one address or host of the catalogue",
    "decision-move": "a decision that a page moved says where to, and no other does",
}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and what would be right."""

    file: str
    line: int
    entry: str
    rule: str
    wrong: str
    right: str

    def __str__(self) -> str:
        who = f" ({self.entry})" if self.entry else ""
        return f"{self.file}:{self.line}{who}: {self.wrong}; {self.right}"

    def annotation(self) -> str:
        """The same as a GitHub workflow command, so that it shows on the line in a pull request."""

        def escape(text: str) -> str:
            return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

        who = f"{self.entry}: " if self.entry else ""
        return f"::error file={escape(self.file)},line={self.line}::{escape(f'{who}{self.wrong}; {self.right}')}"


class CatalogueError(Exception):
    """The data cannot be published. `problems` holds every problem found, in file order."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{count} {noun} in the data:\n{lines}")
