"""Is it still that resource? Thirty-nine pages of strangers, and two hundred of the field."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pytest

from macros.catalogue.model import Catalogue
from macros.links.observe.answers import Answer
from macros.links.observe.asked import Asked, to_ask
from macros.links.observe.follow import Landed
from macros.links.observe.identity import judged
from macros.links.observe.kinds import KINDS, Outcome
from macros.links.observe.naming import named_on
from macros.links.observe.reading import read_page
from tests.links.observe.pages import TAKEOVERS, Made, hard, ordinary
from tests.links.observe.runs import POLICY
from tests.links.observe.virtual import EPOCH

HARD, ORDINARY = list(hard()), list(ordinary())


def judge(made: Made, state: str = "live") -> Outcome:
    answer = Answer(made.final or made.asked, 200, {"content-type": "text/html; charset=utf-8"}, made.html.encode())
    asked = Asked(made.asked, (made.resource,), (made.publisher,), state)
    return judged(asked, Landed(answer, read_page(answer), int(bool(made.final))), POLICY)


def hidden(pages: Sequence[Made]) -> list[str]:
    return [f"{made.name}: {found.words}" for made in pages if (found := judge(made)).result == "takeover"]


def test_there_are_enough_different_pages() -> None:
    assert len({made.html for made in TAKEOVERS}) == len(TAKEOVERS) >= 30
    assert len({made.html for made in HARD}) == len(HARD) == 40
    assert len({made.html for made in ORDINARY}) == len(ORDINARY) == 160


@pytest.mark.parametrize("made", TAKEOVERS, ids=lambda made: made.name)
def test_a_takeover_is_hidden_at_its_first_check(made: Made) -> None:
    found = judge(made)
    assert found.result == "takeover", found
    assert "new-owner.example" not in found.words


def test_no_page_about_a_hard_subject_is_hidden() -> None:
    assert hidden(HARD) == []


def test_hardly_any_other_page_is_hidden() -> None:
    assert len(hidden(ORDINARY)) <= 2, hidden(ORDINARY)


def test_a_page_that_names_its_resource_is_found_to_do_so() -> None:
    named = [made for made in ORDINARY if made.resource in made.html and not made.final]
    missed = [made.name for made in named if judge(made).result != "answered"]
    assert len(named) >= 120
    assert missed == []


def test_pages_about_something_else_are_unsure() -> None:
    drifted = [made for made in ORDINARY if made.name.startswith("drifted")]
    assert {judge(made).kind for made in drifted} == {"unnamed"}
    assert {judge(made).kind for made in ORDINARY if made.final} == {"moved-named"}


def test_a_dead_address_that_answers_is_hidden_whatever_it_says() -> None:
    for made in (*HARD, *ORDINARY):
        assert judge(made, "dead").result == "takeover", made.name


def test_every_kind_has_a_result_and_words_that_end() -> None:
    for name, kind in KINDS.items():
        assert kind.result in ("answered", "missing", "undecided", "takeover"), name
        assert kind.words.endswith(".") and len(kind.words) <= 160, name


def test_every_address_of_the_catalogue_can_be_named_and_no_stranger_names_one(catalogue: Catalogue) -> None:
    """A page whose title is the label of its link is found to name it; the pages of strangers name no toolkit at all."""
    strangers = [read_page(Answer("http://x.example/", 200, {"content-type": "text/html; charset=utf-8"}, made.html.encode())) for made in TAKEOVERS]
    asked = to_ask(catalogue, EPOCH, 28)
    assert len(asked) > 500
    for one in asked:
        title = f"<title>{escape(one.names[0])}</title><p>Words that name nothing.".encode()
        assert named_on(read_page(Answer(one.address, 200, {"content-type": "text/html; charset=utf-8"}, title)), one.names, ()), one
        assert not [page.title for page in strangers if named_on(page, one.names, one.publishers)], one
