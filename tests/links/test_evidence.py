"""From the files of data/links to the standing of each address: torn, edited or wrong evidence stops everything."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.catalogue.load import load
from macros.catalogue.model import Catalogue
from macros.catalogue.problems import CatalogueError, Problem
from macros.links.evidence import addresses_of, evidence_of, whole_catalogue, with_standings
from macros.links.judge import RESULTS, Observation
from macros.links.observations import last_sum, lines_of, read_observations
from tests.catalogue.trial import ROOT, TODAY, problems_in, trial

REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=200)
ADDRESS = "https://www.example.org/checklist"
SEEN = [
    Observation(ADDRESS, "2026-11-01T06:00:00Z", "answered", "It names the toolkit."),
    Observation(ADDRESS, "2026-11-08T06:00:00Z", "missing", "404"),
    Observation("https://other.example.org/", "2026-11-08T06:00:00Z", "undecided", "Zu viele Anfragen: 429 \u2013 \u201cwait\u201d"),
]
WHOLE = "".join(lines_of(SEEN))
GONE = {"readiness-tools.com", "lgpartnerships.com", "renewal.net", "fivevital.educe.co.uk"}


def read_back(folder: Path, content: bytes) -> tuple[list[Observation], list[Problem]]:
    file, problems = folder / "observations.jsonl", []
    file.write_bytes(content)
    return list(read_observations(file, problems, TODAY)), problems


def catalogue_with(folder: Path, decisions: str = "", observations: str = "", policy: str = "") -> Catalogue:
    """The catalogue of one example, with this evidence. Raises CatalogueError."""
    data = trial(folder, "decisions", decisions.encode())
    (data / "links" / "observations.jsonl").write_text(observations, "utf-8")
    if policy:
        (data / "links" / "policy.yaml").write_text(policy, "utf-8")
    return with_standings(load(data, TODAY), data / "links", TODAY)


def decision(word: str, target: str, day: str = "2026-11-10", more: str = "") -> str:
    field = "address" if "//" in target else "host"
    return f'- {field}: {target}\n  decision: {word}\n  reason: "A reason."\n  date: "{day}"\n  role: editor\n{more}'


def test_what_is_written_is_read_back(tmp_path: Path):
    assert read_back(tmp_path, WHOLE.encode()) == (SEEN, [])


def test_lines_can_be_appended_to_lines(tmp_path: Path):
    file = tmp_path / "observations.jsonl"
    file.write_text("", "utf-8")
    for one in SEEN:
        with file.open("a", encoding="utf-8") as end:
            end.writelines(lines_of([one], last_sum(file)))
    assert file.read_text("utf-8") == WHOLE


OBSERVATIONS = st.builds(
    Observation,
    st.just(ADDRESS),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 22)).map(lambda at: f"{at:%Y-%m-%dT%H:%M:%SZ}"),
    st.sampled_from(RESULTS),
    st.text(max_size=40),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("observations")


@REPEATABLE
@given(st.lists(OBSERVATIONS, max_size=5))
@example([Observation(ADDRESS, "2026-11-01T06:00:00Z", "missing", "a\u2028b")])
@example([Observation(ADDRESS, "2026-11-01T06:00:00Z", "missing", "\ud800")])
def test_whatever_can_be_recorded_can_be_read(folder: Path, found: list[Observation]):
    found.sort(key=lambda one: one.at)
    try:
        lines = "".join(lines_of(found))
    except ValueError:
        return
    assert read_back(folder, lines.encode()) == (found, [])


@REPEATABLE
@given(st.integers(0, len(WHOLE.encode()) - 2))
def test_a_file_that_ends_anywhere_but_at_the_end_of_a_line_is_torn(folder: Path, end: int):
    content = WHOLE.encode()[: end + 1]
    found, problems = read_back(folder, content)
    if content.endswith(b"\n"):
        assert (found, problems) == (SEEN[: content.count(b"\n")], [])
    else:
        assert {problem.rule for problem in problems} == {"torn-observation"}


@REPEATABLE
@given(st.integers(0, len(WHOLE) - 1), st.sampled_from("x1 \"{}\\\n-:Z") | st.characters(codec="utf-8"))
def test_every_changed_letter_is_found(folder: Path, place: int, letter: str):
    edited = WHOLE[:place] + letter + WHOLE[place + 1 :]
    if edited.replace("\r", "\n") == WHOLE:
        return  # ends of lines may be those of another system
    found, problems = read_back(folder, edited.encode())
    assert problems and all(one in SEEN for one in found)
    assert problems[0].line <= WHOLE[: place + 1].count("\n") + 1, "the first line that cannot be trusted is named"


@pytest.mark.parametrize("number", [1, 2])
def test_a_line_taken_out_or_put_elsewhere_is_found(number: int, tmp_path: Path):
    lines = WHOLE.splitlines(keepends=True)
    without = lines[: number - 1] + lines[number:]
    swapped = [*lines[: number - 1], lines[number], lines[number - 1], *lines[number + 1 :]]
    twice = [*lines[:number], *lines[number - 1 :]]
    for edited, at in ((without, number), (swapped, number), (twice, number + 1)):
        _, problems = read_back(tmp_path, "".join(edited).encode())
        assert [(problem.rule, problem.line) for problem in problems] == [("edited-observation", at)]


FIELDS = json.loads(WHOLE.splitlines()[0])


@pytest.mark.parametrize(
    "line",
    [
        "", "{", "null", "[]", '"text"', "7", "[" * 100_000, "{}", "NaN", '{"a": 1}', "\ufeff" + WHOLE.splitlines()[0],
        json.dumps({**FIELDS, "colour": "red"}), json.dumps({name: FIELDS[name] for name in FIELDS if name != "reason"}),
        json.dumps({**FIELDS, "reason": None}), json.dumps({**FIELDS, "reason": ["x"]}), json.dumps({**FIELDS, "at": 20261101}),
        json.dumps({**FIELDS, "result": "dead"}), json.dumps({**FIELDS, "at": "2026-11-01"}), json.dumps({**FIELDS, "at": "2026-13-41T99:00:00Z"}),
        json.dumps({**FIELDS, "at": "2026-11-01T06:00:00+01:00"}), json.dumps({**FIELDS, "reason": "\ud800"}),
        json.dumps({**FIELDS, "address": "javascript:alert(1)"}),
    ],
    ids=lambda line: ascii(line)[:40],
)  # fmt: skip
def test_a_line_of_another_shape_is_torn_and_named(line: str, tmp_path: Path):
    _, problems = read_back(tmp_path, f"{WHOLE}{line}\n".encode("utf-8", "surrogatepass"))
    [problem] = problems
    assert str(problem).startswith("data/links/observations.jsonl:4: this line is not an observation; ")
    assert problem.rule == "torn-observation"


@pytest.mark.parametrize("content", [b"\xff\n", b"\n\xc3"], ids=["no text", "half a letter"])
def test_bytes_that_are_no_text_are_torn(content: bytes, tmp_path: Path):
    assert [problem.rule for problem in read_back(tmp_path, content)[1]] == ["torn-observation"]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path):
    problems: list[Problem] = []
    assert list(read_observations(tmp_path / "none.jsonl", problems, TODAY)) == []
    assert [problem.rule for problem in problems] == ["torn-observation"]


def test_disorder_is_named_line_by_line(tmp_path: Path):
    late = [SEEN[1], SEEN[0], SEEN[2], SEEN[0]]
    _, problems = read_back(tmp_path, "".join(lines_of(late)).encode())
    assert [(problem.rule, problem.line) for problem in problems] == [("observation-order", 2), ("observation-order", 4)]


def test_torn_evidence_gives_no_catalogue(tmp_path: Path):
    with pytest.raises(CatalogueError) as caught:
        catalogue_with(tmp_path, observations=WHOLE[:-1])
    assert str(caught.value) == (
        "1 problem in the data:\n  data/links/observations.jsonl:3: the last line is torn; restore the file; lines are only ever appended whole"
    )


def test_observations_and_decisions_become_standings(tmp_path: Path):
    catalogue = catalogue_with(tmp_path, observations=WHOLE)
    assert (catalogue.standing(ADDRESS).state, catalogue.standing(ADDRESS).checked) == ("failing", "2026-11-08")
    hidden = catalogue_with(tmp_path, decision("hide", ADDRESS), WHOLE).standing(ADDRESS)
    assert (hidden.state, hidden.decided, hidden.since, hidden.reason) == ("hidden", True, "2026-11-10", "A reason.")


def test_an_address_that_nothing_is_known_of_is_unchecked(tmp_path: Path):
    catalogue = catalogue_with(tmp_path)
    assert catalogue.standings == {}
    assert catalogue.standing(ADDRESS).state == "unchecked"


def test_the_thresholds_are_data(tmp_path: Path):
    gone = [Observation(ADDRESS, f"2026-11-{day:02}T06:00:00Z", "missing", "404") for day in (1, 2)]
    strict = "failures_until_dead: 2\nhours_between_failures: 24\ndays_until_dead: 1\n"
    lines = "".join(lines_of(gone))
    assert catalogue_with(tmp_path, observations=lines).standing(ADDRESS).state == "failing"
    assert catalogue_with(tmp_path, observations=lines, policy=strict).standing(ADDRESS).state == "dead"


def test_the_real_thresholds_are_those_of_the_design():
    policy = yaml.safe_load((ROOT / "data" / "links" / "policy.yaml").read_text("utf-8"))
    assert [policy[name] for name in ("failures_until_dead", "hours_between_failures", "days_until_dead")] == [3, 72, 14]


@pytest.mark.parametrize("target", [ADDRESS, "www.example.org", "example.org", "org"])
def test_a_decision_is_about_an_address_or_all_below_a_host(target: str, tmp_path: Path):
    if target == "org":
        with pytest.raises(CatalogueError):  # nobody can decide about a whole ending
            catalogue_with(tmp_path, decision("hide", target))
    else:
        assert catalogue_with(tmp_path, decision("hide", target)).standing(ADDRESS).state == "hidden"


@pytest.mark.parametrize(
    "target", ["ample.org", "www.example.org.uk", "ww.example.org", "https://www.example.org/", "https://www.example.org/checklist/", "http://www.example.org/checklist"]
)  # fmt: skip
def test_a_decision_that_names_nothing_is_refused(target: str, tmp_path: Path):
    [problem] = problems_in(trial(tmp_path, "decisions", decision("hide", target).encode()))
    assert str(problem).startswith(f"data/links/decisions.yaml:1: no entry has an address at {target}; ")


@pytest.mark.parametrize("target", ["example.org?", "example.org#x", "example.org/", "Example.org", "localhost", "127.0.0.1", "*.example.org"])
def test_a_host_is_a_host(target: str, tmp_path: Path):
    problems = problems_in(trial(tmp_path, "decisions", decision("hide", f'"{target}"').encode()))
    assert [problem.rule for problem in problems] == ["bad-address"]


def test_later_decisions_win_and_the_file_orders_those_of_a_day(tmp_path: Path):
    both = decision("hide", "example.org") + decision("show", ADDRESS)
    assert catalogue_with(tmp_path, both).standing(ADDRESS).state == "unchecked"
    turned = decision("show", ADDRESS) + decision("hide", "example.org")
    assert catalogue_with(tmp_path, turned).standing(ADDRESS).state == "hidden"
    dated = decision("hide", "example.org", "2026-11-12") + decision("show", ADDRESS, "2026-11-11")
    assert catalogue_with(tmp_path, dated).standing(ADDRESS).state == "hidden"


def test_a_move_is_followed(tmp_path: Path):
    moved = catalogue_with(tmp_path, decision("moved", ADDRESS, more='  to: "https://www.example.org/new"\n')).standing(ADDRESS)
    assert (moved.state, moved.moved_to, moved.decided) == ("moved", "https://www.example.org/new", True)


def test_evidence_of_one_address_is_what_judged_it(tmp_path: Path):
    data = trial(tmp_path, "decisions", (decision("hide", "example.org") + decision("show", "www.example.org")).encode())
    (data / "links" / "observations.jsonl").write_text(WHOLE, "utf-8")
    evidence = evidence_of(ADDRESS, data / "links")
    assert list(evidence.observations) == SEEN[:2]
    assert [ruling.decision for ruling in evidence.rulings] == ["hide", "show"]


def test_the_catalogue_is_read_again_when_a_file_changes_and_only_then(tmp_path: Path):
    data = trial(tmp_path, "observations", b"")
    first = whole_catalogue(data)
    assert whole_catalogue(data) is first
    (data / "links" / "decisions.yaml").write_text(decision("hide", "example.org"), "utf-8")
    assert whole_catalogue(data).standing(ADDRESS).state == "hidden"


def test_the_four_whose_owners_are_gone_are_hidden_by_recorded_decisions():
    decided = yaml.safe_load((ROOT / "data" / "links" / "decisions.yaml").read_text("utf-8"))
    hidden = {one["host"] for one in decided if one["decision"] == "hide" and one["reason"] and date.fromisoformat(one["date"])}
    assert hidden >= GONE


def test_at_first_everything_is_unchecked_but_what_people_decided(catalogue: Catalogue, tmp_path: Path):
    """The real catalogue and decisions, without what machines have seen since."""
    decided = yaml.safe_load((ROOT / "data" / "links" / "decisions.yaml").read_text("utf-8"))
    targets = {one.get("host") or one.get("address") for one in decided}
    for name in ("decisions.yaml", "policy.yaml"):
        (tmp_path / name).write_bytes((ROOT / "data" / "links" / name).read_bytes())
    (tmp_path / "observations.jsonl").touch()
    found = with_standings(catalogue, tmp_path)
    hidden = set()
    for address in addresses_of(catalogue):
        host = urlsplit(address).hostname or ""
        if found.standing(address).state == "hidden":
            hidden.add(host.removeprefix("www."))
        elif not any(target == address or f".{host}".endswith(f".{target}") for target in targets):
            assert found.standing(address).state == "unchecked"
    assert hidden >= GONE
    assert all(any(f".{host}".endswith(f".{target}") for target in targets) for host in hidden)
