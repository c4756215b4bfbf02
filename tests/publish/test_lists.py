"""Availability, time bands, order, facets and pages of lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.catalogue.model import Archive, Catalogue, Link, Minutes, Standing, Toolkit
from macros.links.judge import STATES
from macros.publish.lists import (
    FACETS,
    PAGE_LENGTH,
    availability,
    by_facet,
    how_many_now,
    how_many_to_ask_for,
    in_order,
    in_pages,
    sort_name,
    time_band,
)

URL = "https://tool.example.org/"
CAPTURE = Archive("https://web.archive.org/web/20090801000000/https://tool.example.org/", "2009-08-01", "2026-11-23")


@pytest.fixture
def tool(small: Catalogue) -> Toolkit:
    return replace(small.by_id["kept"], part_of=None, how_to_get=None)


@pytest.mark.parametrize(
    ("status", "role", "footnote", "state", "captured", "ask", "expected"),
    [
        ("current", "own", None, "unchecked", False, False, "now"),
        ("current", "own", None, "live", False, False, "now"),
        ("current", "own", None, "moved", False, False, "now"),
        ("current", "own", None, "unsure", False, False, "now"),
        ("current", "own", None, "failing", False, False, "gone"),
        ("current", "own", None, "dead", False, False, "gone"),
        ("current", "own", None, "hidden", False, False, "gone"),
        ("current", "own", None, "dead", True, False, "copy"),
        ("current", "own", None, "dead", False, True, "now"),
        ("current", "part", None, "unchecked", False, True, "now"),
        ("current", "copy", None, "unchecked", False, False, "copy"),
        ("historical", "own", None, "unchecked", False, False, "copy"),
        ("historical", "copy", None, "live", False, True, "copy"),
        ("historical", "replacement", None, "live", False, False, "gone"),
        ("historical", "part", None, "live", False, True, "gone"),
        ("historical", "part", None, "dead", True, False, "gone"),
        ("historical", "copy", None, "dead", True, False, "copy"),
        ("historical", "own", 3, "unchecked", False, False, "gone"),
        ("historical", "own", 3, "unchecked", True, False, "copy"),
        ("lost", "own", 3, "hidden", False, True, "gone"),
    ],
)
def test_availability_follows_from_status_and_links(
    *, small: Catalogue, tool: Toolkit, status: str, role: str, footnote: int | None, state: str, captured: bool, ask: bool, expected: str
) -> None:
    link = Link(URL, "Tool", role, footnote, (CAPTURE,) if captured else ())
    toolkit = replace(tool, status=status, links=(link,), how_to_get="Ask." if ask else None)
    moved_to = "https://there.example.org/" if state == "moved" else None
    known = replace(small, toolkits=(toolkit,), standings={URL: Standing(URL, state, moved_to=moved_to)})
    assert availability(known, toolkit) == expected


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ["own", "part", "copy", "replacement"])
@pytest.mark.parametrize("footnote", [None, 3])
def test_what_is_lost_is_gone_until_a_person_says_otherwise(small: Catalogue, tool: Toolkit, role: str, footnote: int | None, state: str) -> None:
    lost = replace(tool, status="lost", links=(Link(URL, "Tool", role, footnote, (CAPTURE,)),), how_to_get="Ask.")
    known = replace(small, toolkits=(lost,), standings={URL: Standing(URL, state, moved_to="https://there.example.org/")})
    assert availability(known, lost) == "gone"


def test_nothing_in_the_catalogue_is_called_lost_and_offered_to_read(catalogue: Catalogue) -> None:
    lost = {toolkit.id: toolkit for toolkit in catalogue.toolkits if toolkit.status == "lost"}
    read = [name for name, one in lost.items() if any(link.role == "copy" or link.archives or _of_today(link) for link in one.links)]
    assert not read, "what can be read is historical, not lost"
    assert lost and {availability(catalogue, toolkit) for toolkit in lost.values()} == {"gone"}


def _of_today(link: Link) -> bool:
    return link.role == "own" and link.footnote is None


def test_what_can_be_had_is_counted_and_what_has_to_be_asked_for_apart(small: Catalogue, tool: Toolkit) -> None:
    def made(name: str, *links: Link, ask: bool, status: str = "current") -> Toolkit:
        return replace(tool, id=name, links=links, how_to_get="Ask." if ask else None, status=status)

    own, part = Link(URL, "Tool", "own"), Link("https://part.example.org/", "Part", "part")
    dead = Link("https://dead.example.org/", "Dead", "own")
    toolkits = (
        made("linked", own, ask=False), made("both", own, ask=True), made("asked", ask=True), made("part", part, ask=True),
        made("dead", dead, ask=True),
        made("noted", Link("http://noted.example.org/", "Noted", "own", 3), ask=True), made("old", own, ask=True, status="historical"),
    )  # fmt: skip
    known = replace(small, toolkits=toolkits, standings={dead.url: Standing(dead.url, "dead")})
    assert (how_many_now(known), how_many_to_ask_for(known)) == (6, 4)


def test_a_tool_without_any_link_or_way_to_ask_is_gone(small: Catalogue, tool: Toolkit) -> None:
    assert availability(small, tool) == "gone"


@pytest.mark.parametrize(
    ("high", "band"),
    [
        (1, "under-1-hour"), (60, "under-1-hour"), (61, "1-to-2-hours"), (120, "1-to-2-hours"), (121, "half-day"), (240, "half-day"),
        (241, "day-or-more"),
    ],
)  # fmt: skip
def test_the_longest_time_gives_the_band(tool: Toolkit, high: int, band: str) -> None:
    assert time_band(replace(tool, minutes=Minutes(1, high, "publisher"))) == band


def test_an_unknown_time_is_not_known(tool: Toolkit) -> None:
    assert time_band(tool) == "not-known"


def test_names_sort_without_their_article() -> None:
    assert [sort_name_of(name) for name in ("The Partnership", "A Guide", "An Old Tool", "Theory", "the Lost One")] == [
        "partnership", "guide", "old tool", "theory", "lost one",
    ]  # fmt: skip


def sort_name_of(name: str) -> str:
    return sort_name(Toolkit("x", name, "", "guide", (), "current", "", (), ""))


def test_what_can_be_had_comes_first_then_scotland_then_the_name(small: Catalogue) -> None:
    def made(name: str, nation: str, reachable: bool) -> Toolkit:
        nations = (nation,) if nation else ()
        return replace(small.by_id["kept"], id=name, name=name, nations=nations, how_to_get="Ask." if reachable else None, part_of=None)

    toolkits = [
        made("z", "scotland", False), made("b", "international", True), made("c", "", True), made("the d", "scotland", True),
        made("e", "uk", True), made("a", "england", True), made("c2", "scotland", True),
    ]  # fmt: skip
    assert [toolkit.id for toolkit in in_order(small, toolkits)] == ["c2", "the d", "e", "a", "b", "c", "z"]


def test_facets_hold_every_toolkit_in_order_and_no_empty_value(small: Catalogue) -> None:
    found = {facet: {value: [t.id for t in toolkits] for value, toolkits in values.items()} for facet, values in by_facet(small).items()}
    assert found == {
        "do": {"decide": ["new", "kept"], "improve": ["new", "old", "lost"]},
        "who": {"team": ["new"], "board": ["new"]},
        "field": {"housing": ["new"]},
        "time": {"1-to-2-hours": ["new"], "not-known": ["kept", "old", "lost"]},
        "nation": {"scotland": ["new", "old"], "uk": ["kept"]},
        "kind": {"guide": ["kept", "lost"], "checklist": ["new", "old"]},
        "available": {"now": ["new", "kept"], "copy": ["old"], "gone": ["lost"]},
    }


def test_every_facet_takes_its_words_from_a_group(catalogue: Catalogue) -> None:
    assert {facet.group for facet in FACETS.values()} <= set(catalogue.vocabulary)
    assert list(FACETS) == ["do", "who", "field", "time", "nation", "kind", "available"]


@given(st.lists(st.integers(), max_size=500), st.integers(min_value=1, max_value=60))
def test_pages_hold_every_item_once_and_only_the_last_is_short(items: list[int], length: int) -> None:
    cut = in_pages(items, length)
    assert [item for one in cut for item in one] == items
    assert len(cut) == max(1, -(-len(items) // length))
    assert all(len(one) == length for one in cut[:-1])


def test_long_lists_come_in_pages_of_fifty() -> None:
    assert [len(one) for one in in_pages(range(101))] == [PAGE_LENGTH, PAGE_LENGTH, 1] == [50, 50, 1]
