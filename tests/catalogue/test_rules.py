"""Every rule has a smallest file that breaks it and nothing else; mended, the same file is published."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros.catalogue import read
from macros.catalogue.problems import RULES
from tests.catalogue.trial import BAD_FILES, FILES, BadFile, name_of, problems_in, trial

each_bad_file = pytest.mark.parametrize("bad", BAD_FILES, ids=name_of)
both_parsers = pytest.mark.parametrize("parser", [yaml.CLoader, yaml.Loader], ids=["C", "Python"])


def test_every_rule_has_a_bad_file_and_every_bad_file_a_rule():
    assert {bad.rule for bad in BAD_FILES} == set(RULES)


def test_every_bad_file_takes_the_place_of_a_data_file():
    assert {bad.kind for bad in BAD_FILES} == set(FILES)


@both_parsers
@each_bad_file
def test_a_bad_file_breaks_its_rule_and_no_other(bad: BadFile, parser: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "_Parser", parser)
    found = problems_in(trial(tmp_path, bad.kind, bad.content), bad.largest)
    assert [(str(problem), problem.rule) for problem in found] == [(bad.expected, bad.rule)]


@each_bad_file
def test_a_mended_file_has_no_problem(bad: BadFile, tmp_path: Path):
    assert problems_in(trial(tmp_path, bad.kind, bad.mended), bad.largest) == ()


@each_bad_file
def test_the_message_says_what_is_wrong_and_what_would_be_right(bad: BadFile):
    place, _, words = bad.expected.partition(": ")
    assert place.split(":")[0] == f"data/{FILES[bad.kind]}"
    wrong, _, right = words.partition("; ")
    assert wrong and right
    assert not right.endswith("."), "messages are clauses, not sentences"


def test_what_stands_around_a_bad_file_has_no_problem(tmp_path: Path):
    assert problems_in(trial(tmp_path, "references", b"# none\n")) == ()
