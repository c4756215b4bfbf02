"""What readers are told of what a machine saw: our own sentences, and nothing that a website said or is called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.catalogue.model import Standing
from macros.links.judge import STATES
from macros.links.observe.kinds import KINDS, outcome
from macros.links.reasons import in_a_phrase, reason_for_readers

GAPS = {"what": "its publisher", "trade": "gambling", "where": "www.casino-4[.]example", "status": 503, "seconds": 30, "most": 8}
TOLD = {"unsure", "failing", "dead", "hidden"}


def told(reason: str, state: str = "unsure", decided: bool = False) -> str | None:
    return reason_for_readers(Standing("https://a.example.org/", state, reason=reason, decided=decided))


@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_of_the_observer_has_words_for_readers_without_the_domain(kind: str) -> None:
    words = told(outcome(kind, **GAPS).words)
    assert words and words[0].isupper() and words.endswith(".")
    assert not re.search(r"casino|\[\.\]|[{}]|  | [,.]|,,|A person can", words)
    assert re.findall(r"\w\.\w+", words) in ([], ["s.txt"])  # robots.txt; nothing else looks like a host
    if "{where}" not in KINDS[kind].words:
        assert words == outcome(kind, **GAPS).words


@pytest.mark.parametrize("state", STATES)
def test_readers_get_a_reason_where_they_wonder_why(state: str) -> None:
    assert told("The page is empty.", state) == ("The page is empty." if state in TOLD else None)
    assert told("Found by its title.", state, decided=True) == "Found by its title."


@pytest.mark.parametrize(
    "reason",
    [
        "", "404", "Spam from https://casino.example.com/ says the page.", "The page is empty. Visit casino.example", "Win. The page is empty.",
        "The page names WIN AT casino.example.", "The host does not let machines in (casino.example).", "The page is empty.\n",
        "It leads to another domain, <b>, and https://casino.example, where nothing names the resource or its publisher.",
    ],
)  # fmt: skip
def test_other_words_are_not_told(reason: str) -> None:
    assert told(reason) is None


@settings(derandomize=True, database=None, deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=60), st.sampled_from(sorted(KINDS)))
def test_nothing_that_stands_in_a_gap_for_a_domain_comes_out(where: str, kind: str) -> None:
    words = told(outcome(kind, **{**GAPS, "where": f"zq{where}"}).words)
    assert words is None or "zq" not in words


def test_a_reason_can_stand_within_a_sentence() -> None:
    assert in_a_phrase("The page is empty.") == "the page is empty"
    assert in_a_phrase(None) is None
