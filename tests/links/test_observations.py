"""observations.jsonl: whole lines with a sum come back as they were, and whatever was done to them by hand is named."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.catalogue.problems import Problem
from macros.links.judge import RESULTS, Observation
from macros.links.observations import LONGEST_REASON, SHOWN, last_sum, lines_of, read_observations

TODAY = date(2026, 11, 23)
FIRST = Observation("https://www.example.org/a?b=1&c=%20", "2026-11-01T06:00:00Z", "answered", "The page names “Café”.")
SECOND = Observation("http://example.org/", "2026-11-08T06:00:00Z", "missing", "404")
THIRD = Observation("http://example.org/", "2026-11-08T06:00:00Z", "undecided", "503")
FILE = "".join(lines_of([FIRST, SECOND, THIRD]))

REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=150)
TIMES = st.integers(0, 200).map(lambda hours: f"{datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=hours):%Y-%m-%dT%H:%M:%SZ}")
REASONS = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")), min_size=1, max_size=20)
ADDRESSES = st.sampled_from((FIRST.address, SECOND.address, "https://www.example.org/b"))
OBSERVATIONS = st.lists(st.builds(Observation, ADDRESSES, TIMES, st.sampled_from(RESULTS), REASONS), max_size=6).map(
    lambda found: sorted(found, key=lambda one: one.at)
)


def read(path: Path, content: str | bytes) -> tuple[list[Observation], list[Problem]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    problems: list[Problem] = []
    return list(read_observations(path, problems, TODAY)), problems


def refused(path: Path, content: str | bytes) -> tuple[int, str]:
    """The line and the rule of the one problem that reading finds."""
    _, problems = read(path, content)
    assert len(problems) == 1, problems
    assert problems[0].file == SHOWN
    return problems[0].line, problems[0].rule


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("observations") / "observations.jsonl"


@REPEATABLE
@given(OBSERVATIONS, st.integers(0, 6))
def test_what_was_recorded_in_any_number_of_runs_comes_back_as_it_was(file: Path, observations: list[Observation], run: int) -> None:
    file.write_text("".join(lines_of(observations[:run])), "utf-8")
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(lines_of(observations[run:], last_sum(file)))
    assert file.read_text("utf-8") == "".join(lines_of(observations))
    assert read(file, file.read_bytes()) == (observations, [])


@REPEATABLE
@given(OBSERVATIONS.filter(lambda found: len(found) > 1), st.data())
def test_a_line_that_was_changed_lost_moved_or_put_in_between_is_named(file: Path, observations: list[Observation], data: st.DataObject) -> None:
    lines = "".join(lines_of(observations)).splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 2))
    changed = json.loads(lines[at])
    field = data.draw(st.sampled_from(("address", "at", "result", "reason", "sum")))
    other = {"address": "https://other.example.org/", "at": "2026-10-31T06:00:00Z", "result": "takeover", "reason": "¿", "sum": "0" * 16}
    if changed[field] == other[field]:
        return
    changed[field] = other[field]
    edited = [*lines[:at], json.dumps(changed, ensure_ascii=False, sort_keys=True) + "\n", *lines[at + 1 :]]
    lost, moved = lines[:at] + lines[at + 1 :], [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    for tampered in (edited, lost, moved, [*lines[: at + 1], *lines[at:]]):
        line, rule = refused(file, "".join(tampered))
        assert rule == "edited-observation"
        assert line == (at + 2 if len(tampered) > len(lines) else at + 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"reason": "404"', '"reason":  "404"'),
        ('"result": "missing", ', '"result": "answered", "result": "missing", '),
        ('"reason": "404", "result": "missing"', '"result": "missing", "reason": "404"'),
        ('"404"', '"\\u0034\\u0030\\u0034"'),
    ],
    ids=["a space", "a field twice", "another order", "other letters for the same"],
)
def test_a_line_that_says_the_same_in_other_bytes_was_edited(tmp_path: Path, before: str, after: str) -> None:
    assert FILE.count(before) == 1
    assert refused(tmp_path / "file", FILE.replace(before, after)) == (2, "edited-observation")


def line_of(**fields: object) -> str:
    told = {"address": SECOND.address, "at": SECOND.at, "reason": "404", "result": "missing", "sum": "0" * 16} | fields
    return json.dumps({name: value for name, value in told.items() if value is not None})


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        '"text"',
        "null",
        "[" * 5000,
        line_of(sum=None),
        line_of(note="more"),
        line_of(reason=404),
        line_of(result="hidden"),
        line_of(result="ANSWERED"),
        line_of(at="2026-11-31T06:00:00Z"),
        line_of(at="2026-11-08T25:00:00Z"),
        line_of(at="2026-11-08T06:00:00+01:00"),
        line_of(at="2026-11-08"),
        line_of(at="٢٠٢٦-11-08T06:00:00Z"),
        line_of(address="javascript:alert(1)"),
        line_of(address="http://user:secret@example.org/"),
        line_of(address="http://127.0.0.1/"),
        line_of(reason=""),
        line_of(reason="two\nlines"),
        line_of(reason="red \x1b[31m text"),
        line_of(reason="turned \u202e round"),
        line_of(reason="half a letter \ud800"),
        line_of(reason="x" * (LONGEST_REASON + 1)),
    ],
    ids=lambda line: line[:60] or "empty",
)
def test_a_line_that_is_no_observation_is_named_and_ends_reading(tmp_path: Path, line: str) -> None:
    first, rest = FILE.split("\n", 1)
    found, problems = read(tmp_path / "file", f"{first}\n{line}\n{rest}")
    assert found == [FIRST]
    assert [(one.line, one.rule) for one in problems] == [(2, "torn-observation")]


@pytest.mark.parametrize(
    ("content", "line"),
    [(FILE[:-1], 3), (FILE[:-40], 3), (FILE + '{"addr', 4), (b"\xff" + FILE.encode(), 1), (b"\xef\xbb\xbf" + FILE.encode(), 1)],
    ids=["no last end of line", "half a last line", "half a line more", "not UTF-8", "a byte order mark"],
)
def test_a_torn_file_is_named(tmp_path: Path, content: str | bytes, line: int) -> None:
    assert refused(tmp_path / "file", content) == (line, "torn-observation")


def test_a_missing_file_is_named_and_an_empty_one_is_in_order(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert list(read_observations(tmp_path / "missing", problems, TODAY)) == []
    assert [one.rule for one in problems] == ["torn-observation"]
    assert read(tmp_path / "file", "") == ([], [])
    assert last_sum(tmp_path / "file") == ""


def test_ends_of_lines_that_git_changed_are_no_edit(tmp_path: Path) -> None:
    assert read(tmp_path / "file", FILE.replace("\n", "\r\n")) == ([FIRST, SECOND, THIRD], [])


def test_observations_stand_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    assert refused(tmp_path / "file", "".join(lines_of([SECOND, FIRST, THIRD]))) == (2, "observation-order")


@pytest.mark.parametrize(("at", "wrong"), [("2026-11-24T23:59:59Z", False), ("2026-11-25T00:00:00Z", True)])
def test_nothing_was_seen_in_the_future(tmp_path: Path, at: str, wrong: bool) -> None:
    late = Observation(SECOND.address, at, "answered", "From a clock that runs fast.")
    _, problems = read(tmp_path / "file", "".join(lines_of([FIRST, late])))
    assert [(one.line, one.rule) for one in problems] == ([(2, "future-date")] if wrong else [])


@pytest.mark.parametrize("field", ["address", "at", "result", "reason"])
def test_what_could_not_be_read_back_is_not_recorded(field: str) -> None:
    with pytest.raises(ValueError, match="cannot be recorded"):
        list(lines_of([Observation(**{**vars(FIRST), field: "\n"})]))


def test_a_line_holds_nothing_but_what_was_seen_and_its_sum() -> None:
    """The sum is written out, because a changed way to reckon it would refuse every line of the past."""
    assert json.loads(FILE.split("\n", 1)[0]) == {**vars(FIRST), "sum": "36de2ca563acc094"}
