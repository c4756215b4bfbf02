"""The real entries, one case for each entry and rule: what a reader may rely on beyond what the loader refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import combinations
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from macros.catalogue.model import FACTS, Catalogue, Toolkit
from macros.links.evidence import whole_catalogue
from macros.publish.lists import FACETS, availability, by_facet, term
from macros.publish.views import day

ROOT = Path(__file__).parent.parent.parent
IDS = [toolkit.id for toolkit in whole_catalogue(ROOT / "data").toolkits]
GONE = [toolkit.id for toolkit in whole_catalogue(ROOT / "data").toolkits if toolkit.status != "current"]

each_entry = pytest.mark.parametrize("name", IDS)
each_gone = pytest.mark.parametrize("name", GONE)

JUDGEMENT = {
    "id", "kind", "stages", "status", "short_name", "part_of", "topics", "level", "successors", "no_successor", "related",
    "good_for", "think_twice", "how_to_use", "how_to_get", "sources", "reviewed",
}  # fmt: skip
"""Fields that need no source: our own judgement, our own names, and where to ask."""

PRAISE = (
    "comprehensive", "robust", "powerful", "invaluable", "innovative", "world-class", "world-leading", "cutting-edge", "state-of-the-art",
    "ground-breaking", "groundbreaking", "excellent", "outstanding", "superb", "amazing", "exciting", "perfect", "ideal", "essential", "must-have",
    "unrivalled", "award-winning", "game-changing", "effortless", "ultimate", "renowned", "vibrant", "unlock", "leverage", "empowering", "seamless",
    "holistic", "bespoke", "user-friendly", "easy-to-use", "one-stop", "best-in-class", "proven", "trusted", "great tool", "handy",
)  # fmt: skip
OUR_WORDS = (
    "purpose", "description", "fate", "answered_by", "produces", "good_for", "think_twice", "how_to_use", "how_to_get", "successors", "no_successor",
)  # fmt: skip
SHOWN = (
    "name", "short_name", "purpose", "description", "fate", "answered_by", "structure", "produces", "authors", "year", "licence", "formats",
    "publisher", "good_for", "think_twice", "how_to_use", "how_to_get",
)  # fmt: skip
QUOTED = {"seamless services": "joint-inspection-adults-framework", "holistic whole family support": "highland-whole-family-wellbeing"}
"""Words of praise that belong to what an entry reports, and whose entry that is."""

KNOWN_TO_ALL = {"NHS", "UK", "US", "PDF", "GOV", "HM", "DC", "EFQM"}
"""Abbreviations that readers know or that are all there is of a name."""

CLOSER = {
    "success-factors-checklist", "digging-deep", "developing-skills", "five-vital-lessons", "renewal-net-building-capacity",
    "renewal-net-establishing-accountability",
}  # fmt: skip
"""Tools that are gone and that one from elsewhere follows more closely than the Scottish ones named beside it."""

SAME_WORDS = 0.6
_COMMON = frozenset(re.findall(
    r"\w+",
    "a an and are as at be been but by can did do does each every for from gave had has have how if in into is it its itself let may more not of "
    "on one or other others out own over so than that the their them then they this those through to together under up us was were what when where "
    "which while who whose will with within work working works partner partners partnership partnerships",
))  # fmt: skip


def content_words(purpose: str) -> frozenset[str]:
    """What a purpose says, apart from words that any purpose of this catalogue may hold. Plurals count as singulars."""
    words = re.findall(r"[a-z]+", purpose.casefold())
    return frozenset(re.sub(r"(?<=[^s])s$", "", word) for word in words if word not in _COMMON and len(word) > 2)


def texts(value: Any) -> Iterator[str]:
    """Every text below a value of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif hasattr(value, "__dataclass_fields__"):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def test_there_are_sixty_tools_to_be_had_today(catalogue: Catalogue) -> None:
    noted = {link.url.rstrip("/") for toolkit in catalogue.toolkits for link in toolkit.links if link.footnote is not None}
    current = [toolkit for toolkit in catalogue.toolkits if toolkit.status == "current"]
    own = [{link.url.rstrip("/") for link in toolkit.links if link.role == "own" and link.footnote is None} - noted for toolkit in current]
    assert sum(map(bool, own)) >= 60


def test_no_two_purposes_could_change_places(catalogue: Catalogue) -> None:
    purposes = [(toolkit.id, content_words(toolkit.purpose)) for toolkit in catalogue.toolkits]
    assert all(len(words) >= 4 for _, words in purposes)
    alike = [(a, b, sorted(x & y)) for (a, x), (b, y) in combinations(purposes, 2) if len(x & y) / min(len(x), len(y)) > SAME_WORDS]
    assert not alike


@pytest.mark.parametrize("purpose", ["Helps partners check how well boards work.", "Helps the partner to check how well a board works together."])
def test_purposes_that_could_change_places_are_seen_as_such(purpose: str) -> None:
    assert content_words(purpose) == {"help", "check", "well", "board"}


@each_entry
def test_every_fact_has_a_source(catalogue: Catalogue, name: str) -> None:
    toolkit = catalogue.by_id[name]
    given = [field for field in FACTS if getattr(toolkit, field) not in (None, ())]
    if toolkit.minutes and toolkit.minutes.basis == "our-estimate":
        given.remove("minutes")
    without = [field for field in given if not any(field in source.supports for source in toolkit.sources)]
    assert not without


def test_every_field_is_a_fact_or_a_judgement() -> None:
    named = {field.name for field in fields(Toolkit) if "kind" in field.metadata}
    assert named == JUDGEMENT | set(FACTS)
    assert not JUDGEMENT & set(FACTS)


@each_entry
def test_sources_can_be_followed_and_the_review_is_dated(catalogue: Catalogue, text_of: Callable[[str], str], name: str) -> None:
    toolkit, page = catalogue.by_id[name], text_of(f"/toolkits/{name}/")
    where = page.partition("Where this comes from")[2]
    assert toolkit.sources
    for source in toolkit.sources:
        assert source.url or source.note
        assert (source.how_read == "search") == (source.id == "our-search")
        assert source.title in where
        assert f"({term(catalogue, 'how_read', source.how_read).label}, {day(source.read)})" in where
        if source.note:
            assert source.note in where
    assert f"compared with them on {day(toolkit.reviewed)}. We have not tried the tool ourselves." in where
    assert toolkit.reviewed >= max(source.read for source in toolkit.sources)


@each_entry
def test_everything_that_an_entry_says_is_on_its_page(catalogue: Catalogue, text_of: Callable[[str], str], name: str) -> None:
    toolkit, page = catalogue.by_id[name], text_of(f"/toolkits/{name}/")
    said = [one for field in SHOWN for one in texts(getattr(toolkit, field))]
    lines = [" ".join(line.removeprefix("- ").replace("**", "").split()) for one in said for line in one.splitlines()]
    assert not [line for line in lines if line not in page]


@each_entry
def test_what_it_is_good_for_and_its_limits_end_alike_and_follow_their_headings(catalogue: Catalogue, name: str) -> None:
    toolkit = catalogue.by_id[name]
    assert not [item for item in (*toolkit.good_for, *toolkit.think_twice) if not re.search(r"(?:\.|\?'?)$", item)]
    assert not [item for item in toolkit.good_for if re.match(r"(?:You|Your|Someone|It)\b", item)], "a situation, not a sentence"
    assert not [item for item in toolkit.think_twice if re.match(r"(?:Suits|Good for|Useful|Helps)\b", item)], "a limit, not a recommendation"


@each_entry
def test_no_words_of_advertising(catalogue: Catalogue, name: str) -> None:
    toolkit = catalogue.by_id[name]
    text = " ".join(one for field in OUR_WORDS for one in texts(getattr(toolkit, field))).casefold()
    for words, entry in QUOTED.items():
        text = text.replace(words, "") if entry == name else text
    assert not re.findall(rf"\b(?:{'|'.join(PRAISE)})\b", text)


@each_entry
def test_abbreviations_are_spelt_out(catalogue: Catalogue, name: str) -> None:
    toolkit = catalogue.by_id[name]
    used = set(re.findall(r"\b[A-Z][A-Z&]*[A-Z](?=s?\b)", f"{toolkit.purpose} {toolkit.description or ''}")) - KNOWN_TO_ALL
    title = f"{toolkit.name} ({toolkit.short_name})"
    prose = " ".join([title, toolkit.purpose, toolkit.description or "", toolkit.fate or "", toolkit.publisher])
    names = " ".join([toolkit.name, toolkit.publisher, *toolkit.authors])
    unexplained = [word for word in used if not re.search(rf"\({re.escape(word)}s?[ ),;]", prose) and not re.search(rf"\b{re.escape(word)}\b", names)]
    assert not unexplained


@each_gone
def test_a_tool_that_is_gone_says_what_to_use_instead_first(catalogue: Catalogue, main_of: Callable[[str], lxml.html.HtmlElement], name: str) -> None:
    toolkit, page = catalogue.by_id[name], main_of(f"/toolkits/{name}/")
    assert toolkit.successors or toolkit.no_successor
    (instead,) = page.find_class("pn-toolkit-summary__instead")
    facts = page.find_class("pn-summary-list")[0]
    order = list(page.iter())
    assert order.index(instead) < order.index(facts)
    assert not [heading for heading in page.iter("h2") if order.index(heading) < order.index(instead)]
    text = " ".join(instead.text_content().split())
    for successor in toolkit.successors:
        assert catalogue.by_id[successor.id].name in text
        assert successor.why in text
        assert any(link.get("href", "").endswith(f"../{successor.id}/") for link in instead.iter("a"))
    assert (toolkit.no_successor or "") in text


@each_gone
def test_why_to_use_it_instead_says_of_its_cost_what_its_own_entry_says(catalogue: Catalogue, name: str) -> None:
    said = {"free": ("free", "registration"), "paid": ("paid",)}
    for successor in catalogue.by_id[name].successors:
        for word in re.findall(r"\b(?:free|paid)\b", successor.why.casefold()):
            assert catalogue.by_id[successor.id].cost in said[word], successor


@each_gone
def test_a_scottish_tool_stands_first_among_those_to_use_instead_unless_another_is_closer(catalogue: Catalogue, name: str) -> None:
    scottish = ["scotland" in catalogue.by_id[successor.id].nations for successor in catalogue.by_id[name].successors]
    assert (any(scottish) and not scottish[0]) == (name in CLOSER)


@each_gone
def test_what_is_used_instead_says_what_it_follows(catalogue: Catalogue, text_of: Callable[[str], str], name: str) -> None:
    for successor in catalogue.by_id[name].successors:
        assert catalogue.by_id[name].name in text_of(f"/toolkits/{successor.id}/").partition("Use it instead of")[2]


@each_entry
def test_a_link_that_nothing_has_checked_says_so(catalogue: Catalogue, main_of: Callable[[str], lxml.html.HtmlElement], name: str) -> None:
    unchecked = term(catalogue, "link_states", "unchecked").label
    for link in catalogue.by_id[name].links:
        if catalogue.standing(link.url).state == "unchecked":
            boxes = [box for box in main_of(f"/toolkits/{name}/").find_class("pn-link-state") if link.label in box.text_content()]
            assert boxes
            assert all(unchecked in box.text_content() for box in boxes)


@pytest.mark.parametrize(
    ("facet", "value"),
    [(facet, value) for facet in ("do", "field") for value in whole_catalogue(ROOT / "data").vocabulary[FACETS[facet].group]],
)
def test_three_tools_for_every_stage_and_topic_or_the_guide_says_so(
    catalogue: Catalogue, text_of: Callable[[str], str], main_of: Callable[[str], lxml.html.HtmlElement], facet: str, value: str
) -> None:
    toolkits = by_facet(catalogue)[facet].get(value, [])
    today = [toolkit for toolkit in toolkits if availability(catalogue, toolkit) == "now"]
    address = f"/guides/{'topics/' if facet == 'field' else ''}{value}/"
    words = {0: "no toolkit", 1: "only one toolkit", 2: "only two toolkits"}
    said = re.findall(r"We know of ((?:no|only \w+) toolkits?) for this that can be had today", text_of(address))
    assert said == ([words[len(today)]] if len(today) in words else [])
    listed = {link.get("href").rstrip("/").rsplit("/", 1)[-1] for link in main_of(address).xpath("//*[contains(@class, 'pn-toolkit-card__name')]/a")}
    assert len(listed) == min(12, len(today)) or not today
    assert listed <= {toolkit.id for toolkit in (today or toolkits)}
