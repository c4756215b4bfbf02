"""All that is wrong is said at once, each as `file:line (id): what is wrong; what would be right`, and nothing besides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.catalogue.load import load
from macros.catalogue.problems import CatalogueError
from macros.links.evidence import whole_catalogue
from tests.catalogue.trial import AROUND, FILES, TODAY, problems_in, trial

ENTRY = (AROUND / "toolkits.yaml").read_text("utf-8")
WRONG = """\
- id: one
  name: "One"
  purpose: "Has two purposes. This is the second."
  kind: cheklist
  stages:
    - juggling
    - topic-specific
  status: current
  publisher: "<b>Council</b>"
  colour: red
  related:
    - nobody
    - three
  sources:
    - id: Paper
      title: "One"
      how_read: whole
      read: 2026-11
      supports:
        - name
  reviewed: "2026-13-01"
- id: two
  name: "Two"
  purpose: "Names what is not there and cannot be had any more."
  kind: checklist
  stages:
    - skills
  status: lost
  publisher: "Council"
  part_of: nowhere
  related:
    - one
  sources:
    - id: paper
      title: "Two"
      how_read: whole
      read: "2026-11"
      supports:
        - name
        - purpose
        - publisher
  reviewed: "2026-11-23"
"""
FOUND = [
    "data/toolkits.yaml:3 (one): purpose is not one sentence",
    "data/toolkits.yaml:4 (one): kind 'cheklist' is not in",
    "data/toolkits.yaml:6 (one): stages 'juggling' is not in",
    "data/toolkits.yaml:9 (one): publisher holds <",
    "data/toolkits.yaml:10 (one): 'colour' is not a field",
    "data/toolkits.yaml:15 (one): id 'Paper' is not an id",
    "data/toolkits.yaml:18 (one): read '2026-11' is not a quoted date",
    "data/toolkits.yaml:21 (one): reviewed '2026-13-01' is not a quoted date",
    "data/toolkits.yaml:28 (two): a lost toolkit says nothing of what to use instead",
    "data/toolkits.yaml:30 (two): part_of names nowhere",
    "data/toolkits.yaml:33 (two): source paper has neither url nor note",
]


def test_all_problems_of_a_file_are_told_at_once_with_file_line_and_entry(tmp_path: Path):
    problems = problems_in(trial(tmp_path, "toolkits", WRONG.encode()))
    assert [str(problem)[: len(start)] for problem, start in zip(problems, FOUND, strict=True)] == FOUND


def test_the_error_lists_every_problem_in_the_order_of_the_file(tmp_path: Path):
    with pytest.raises(CatalogueError) as caught:
        load(trial(tmp_path, "toolkits", WRONG.encode()), TODAY)
    lines = str(caught.value).split("\n")
    assert lines[0] == f"{len(FOUND)} problems in the data:"
    assert lines[1:] == [f"  {problem}" for problem in caught.value.problems]
    assert caught.value.problems[0].annotation().startswith("::error file=data/toolkits.yaml,line=3::one: purpose is not one sentence; write")


def test_problems_of_all_files_are_told_at_once(tmp_path: Path):
    data = trial(tmp_path, "toolkits", WRONG.encode())
    for file in FILES.values():
        (data / file).parent.mkdir(exist_ok=True)
        (data / file).write_text("broken: [\n", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        whole_catalogue(data)
    assert {problem.file for problem in caught.value.problems} == {f"data/{file}" for file in FILES.values()}


@pytest.mark.parametrize("word", ["not-known", "lost", "unsure"])
def test_words_that_the_site_works_with_cannot_go(written: Path, tmp_path: Path, word: str):
    data = tmp_path / "data"
    shutil.copytree(written / "data", data)
    text = (data / "vocabulary.yaml").read_text("utf-8")
    (data / "vocabulary.yaml").write_text(text.replace(f"  - id: {word}\n", "  - id: another\n"), "utf-8")
    with pytest.raises(CatalogueError, match="does not hold exactly the words that the site works with; give "):
        whole_catalogue(data)


@pytest.mark.parametrize(("file", "old"), [("toolkits.yaml", "  purpose: "), ("references.yaml", "  title: "), ("toolkits.yaml", '  reviewed: "')])
def test_one_slip_is_one_message(written: Path, tmp_path: Path, file: str, old: str):
    """Checklists, the tree and the history name what it holds, and none of them is wrong."""
    data = tmp_path / "data"
    shutil.copytree(written / "data", data)
    text = (data / file).read_text("utf-8")
    at = text.index(old, len(text) // 3)
    (data / file).write_text(text[:at] + old.replace(": ", " ").replace('"', "soon ") + text[at + len(old) :], "utf-8")
    with pytest.raises(CatalogueError) as caught:
        whole_catalogue(data)
    assert [problem.file for problem in caught.value.problems] == [f"data/{file}"]


def test_nobody_is_blamed_for_naming_an_entry_that_has_a_mistake(tmp_path: Path):
    entry = ENTRY.replace("  status:", "  part_of: other\n  status:")
    [problem] = problems_in(trial(tmp_path, "toolkits", (entry + OTHER.replace('"2026-11-23"', "soon")).encode()))
    assert (problem.rule, problem.entry) == ("bad-date", "other")


OTHER = ENTRY.replace("id: example", "id: other").replace("Shows what an", "Shows what another")
GONE = ENTRY.replace("status: current", 'status: lost\n  no_successor: "Nothing does this today."')
FOLLOWED = ENTRY.replace("status: current", 'status: lost\n  successors:\n    - id: other\n      why: "It does the same."') + OTHER
FIELD = ENTRY.replace("    - skills\n", "    - topic-specific\n  topics:\n    - housing\n")
MINUTES = "  minutes:\n    low: 5\n    high: 9\n    basis: site\n"
TIMED = ENTRY.replace("  links:\n", f"{MINUTES}  links:\n").replace("        - links\n", "        - links\n        - minutes\n")
CITED = '- id: example\n  title: "Example"\n  publisher: "Council"\n  note: "On paper."\n  how_read: whole\n  read: "2026-11"\n'


@pytest.mark.parametrize(
    ("kind", "good", "old", "new", "rule"),
    [
        ("toolkits", FIELD, "- housing", "- huosing", "unknown-word"),
        ("toolkits", GONE, "Nothing does", "<b>Nothing</b> does", "bad-text"),
        ("toolkits", FOLLOWED, "    - id: other\n", "    - id: Other\n", "bad-id"),
        ("toolkits", TIMED, "    - id: site", "    - id: Site", "bad-id"),
        ("toolkits", ENTRY, '- url: "https:', '- url: "ftp:', "bad-address"),
        ("toolkits", ENTRY, '      url: "https:', '      url: "ftp:', "bad-address"),
        ("toolkits", ENTRY, "        - publisher\n", "        - publisher\n        - publisher\n", "repeated-value"),
        ("toolkits", ENTRY, "        - publisher\n", '        - "<publisher>"\n', "bad-text"),
        ("references", CITED, "On paper", "{{ On paper }}", "bad-text"),
    ],
)
def test_a_mistake_is_told_once_however_much_hangs_on_it(kind: str, good: str, old: str, new: str, rule: str, tmp_path: Path):
    """What a rule then misses is missing because of the mistake: a second message would send its writer the wrong way."""
    assert problems_in(trial(tmp_path, kind, good.encode())) == ()
    assert old in good
    assert [problem.rule for problem in problems_in(trial(tmp_path, kind, good.replace(old, new, 1).encode()))] == [rule]
