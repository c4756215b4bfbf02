"""The list of outside addresses: each once, worst first, with every place that names it; and what the real data say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.catalogue.model import Archive, Catalogue, Link, Reference, Source, Standing, Toolkit
from macros.links.evidence import whole_catalogue
from macros.links.judge import STATES
from macros.links.report import WORST_FIRST, Outside, Use, count_by_state, last_check, never_had_address, outside

ROOT = Path(__file__).parent.parent.parent
LAPSED = ("readiness-tools.com", "lgpartnerships.com", "renewal.net", "fivevital.educe.co.uk")


def toolkit(name: str, *links: Link, sources: tuple[Source, ...] = (), status: str = "current", part_of: str | None = None) -> Toolkit:
    return Toolkit(name, name, "purpose", "guide", (), status, "publisher", sources, "2026-11-20", links=links, part_of=part_of)


def source(url: str | None, read: str = "2026-11") -> Source:
    return Source("site", "What was read", "whole", read, (), url=url)


def standing(address: str, state: str, **known: str) -> Standing:
    return Standing(address, state, **known)  # type: ignore[arg-type]


def catalogue(*toolkits: Toolkit, standings: tuple[Standing, ...] = (), references: tuple[Reference, ...] = ()) -> Catalogue:
    return Catalogue(toolkits, {}, {one.id: one for one in references}, standings={one.address: one for one in standings})


A, B, C, D = (f"https://{letter}.example.org/" for letter in "abcd")


def test_an_address_stands_once_with_every_place_that_names_it() -> None:
    own, other = Link(A, "Site", "own"), Link(A, "Form", "part", footnote=3)
    reference = Reference("paper", "A paper", "Somebody", "whole", "2026-10-01", url=A)
    rows = outside(catalogue(toolkit("two", own, sources=(source(A),)), toolkit("one", other, sources=(source(None),)), references=(reference,)))
    assert rows == (
        Outside(
            A,
            Standing(A, "unchecked"),
            (
                Use("link", "two", "Site", "2026-11-20", own),
                Use("source", "two", "What was read", "2026-11"),
                Use("link", "one", "Form", "2026-11-20", other),
                Use("reference", "paper", "A paper", "2026-10-01"),
            ),
        ),
    )
    assert (rows[0].footnote, rows[0].toolkits, rows[0].references, rows[0].host) == (3, ("one", "two"), ("paper",), "a.example.org")


def test_the_worst_stands_first_then_the_note_then_hosts_in_order() -> None:
    addresses = {state: f"https://{state}.example.org/" for state in WORST_FIRST}
    told = catalogue(
        toolkit("states", *(Link(address, state, "own") for state, address in reversed(addresses.items()))),
        toolkit("note", Link("https://z.example.org/", "z", "own", footnote=2), Link("https://y.example.org/", "y", "own", footnote=10)),
        toolkit("hosts", *(Link(address, "h", "own") for address in ("https://www.c.example.org/", "https://b.example.org/2", "http://b.example.org/1"))),
        standings=tuple(standing(address, state) for state, address in addresses.items()),
    )  # fmt: skip
    rows = [row.address for row in outside(told)]
    at = rows.index("https://z.example.org/")
    assert rows[:at] == [addresses[state] for state in WORST_FIRST[:5]]
    assert rows[at:] == [
        "https://z.example.org/", "https://y.example.org/", "http://b.example.org/1", "https://b.example.org/2", "https://www.c.example.org/",
        addresses["unchecked"], addresses["live"],
    ]  # fmt: skip


def test_every_state_of_an_address_has_its_place() -> None:
    assert {*WORST_FIRST, "none"} == set(STATES)


def test_where_a_page_moved_to_is_an_address_of_its_own() -> None:
    told = catalogue(
        toolkit("one", Link(A, "Site", "own", footnote=4)),
        toolkit("taken", Link(C, "Site", "own")),
        standings=(standing(A, "moved", moved_to=B, since="2026-11-21"), standing(B, "dead"), standing(C, "hidden", moved_to=D, since="2026-11-22")),
    )
    assert [(row.address, row.standing.state, row.uses) for row in outside(told)] == [
        (C, "hidden", (Use("link", "taken", "Site", "2026-11-20", Link(C, "Site", "own")),)),
        (B, "dead", (Use("link", "one", "Site", "2026-11-21"),)),
        (A, "moved", (Use("link", "one", "Site", "2026-11-20", Link(A, "Site", "own", footnote=4)),)),
    ]


def test_copies_that_a_person_opened_stand_with_their_address() -> None:
    copy = Archive(f"https://web.archive.org/web/20090801000000/{A}", "2009-08-01", "2026-11-20")
    rows = outside(catalogue(toolkit("one", Link(A, "Site", "own", archives=(copy,))), toolkit("two", Link(A, "Site", "own", archives=(copy,)))))
    assert rows[0].archives == (copy,)


def test_states_are_counted_and_the_last_look_is_known() -> None:
    links = [Link(address, "Site", "own") for address in (A, B, C)]
    told = catalogue(
        toolkit("one", *links),
        toolkit("popit", status="lost"),
        standings=(standing(A, "live", checked="2026-11-20"), standing(B, "live", checked="2026-11-22"), standing(C, "hidden")),
    )
    assert count_by_state(told) == {**dict.fromkeys(STATES, 0), "live": 2, "hidden": 1, "none": 1}
    assert last_check(told) == "2026-11-22"
    assert last_check(catalogue(toolkit("one", *links))) is None


@pytest.mark.parametrize(
    ("one", "never"),
    [
        (toolkit("lost", status="lost"), True),
        (toolkit("replaced", Link(A, "Another", "replacement"), status="lost"), True),
        (toolkit("copied", Link(A, "Library", "copy"), status="lost"), False),
        (toolkit("printed", Link(A, "Site", "own", footnote=1), status="lost"), False),
        (toolkit("part", status="lost", part_of="whole"), False),
        (toolkit("old", status="historical"), False),
        (toolkit("new"), False),
    ],
    ids=lambda value: value.id if isinstance(value, Toolkit) else "",
)
def test_only_what_is_lost_and_stood_nowhere_never_had_an_address(one: Toolkit, never: bool) -> None:
    assert never_had_address(one) is never


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://www.example.com/a?b=example.com", "http://www.example[.]com/a?b=example.com"),
        ("https://example.co.uk", "https://example.co[.]uk"),
    ],
)
def test_a_terminal_shows_a_hidden_address_broken_and_all_others_whole(address: str, shown: str) -> None:
    assert Outside(address, Standing(address, "hidden"), ()).in_terminal == shown
    for state in WORST_FIRST[1:]:
        assert Outside(address, Standing(address, state), ()).in_terminal == address


def test_the_list_is_made_once_for_a_catalogue() -> None:
    told = catalogue(toolkit("one", Link(A, "Site", "own")))
    assert outside(told) is outside(told)


@pytest.fixture(scope="module")
def at_the_start(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The real data before any machine looked at anything."""
    data = tmp_path_factory.mktemp("start") / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "links" / "observations.jsonl").write_text("", "utf-8")
    return whole_catalogue(data)


def test_the_lapsed_hosts_start_hidden_by_decisions_with_reasons(at_the_start: Catalogue) -> None:
    for host in LAPSED:
        rows = [row for row in outside(at_the_start) if f".{row.host}".endswith(f".{host}")]
        assert rows, host
        for row in rows:
            assert row.standing.state == "hidden" and row.standing.decided and row.standing.reason and row.standing.since == "2026-11-23"


def test_everything_else_starts_unchecked_and_nothing_claims_to_have_been_checked(at_the_start: Catalogue) -> None:
    decided = set(at_the_start.standings)
    for row in outside(at_the_start):
        assert row.standing.checked is None and row.standing.seen is None
        assert row.address in decided or row.standing == Standing(row.address, "unchecked")
    assert last_check(at_the_start) is None


def test_what_never_had_an_address_is_known(at_the_start: Catalogue) -> None:
    assert {"popit", "dudley-partnership-evaluation-tool"} == {toolkit.id for toolkit in at_the_start.toolkits if never_had_address(toolkit)}
