"""Views of lists and of the written pages, as plain dicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.catalogue.model import Catalogue
from macros.publish.guides import guide_index, home, note_index, numbers, references, search, toolkit_list
from macros.publish.list_views import a_to_z, all_toolkits, facet_page, pager
from macros.publish.render import Renderer
from macros.publish.views import Page

NOW, COPY, GONE = ({"id": word, "label": f"{word} label"} for word in ("now", "copy", "gone"))
Pages = Callable[[Catalogue, str], Page]
RENDERER = Renderer(Path(__file__).parent.parent.parent / "overrides" / "components")


def card(name: str, up: str) -> dict[str, Any]:
    """The card of one of the small catalogue's toolkits on a page from which /toolkits/ is `up`."""
    new = {"name": "The New Checklist", "short": "NC", "availability": NOW, "purpose": "Asks partners twelve things."}
    kept = {"name": "Kept Guide", "short": None, "availability": NOW, "purpose": "Tells boards who decides."}
    old = {"name": "An Old Tool", "short": None, "availability": COPY, "purpose": "Scored teams."}
    lost = {"name": "the Lost One", "short": None, "availability": GONE, "purpose": "Nobody knows."}
    facts = {
        "new": ["checklist label", "1-to-2-hours label", "scotland label"], "kept": ["guide label", "uk label"],
        "old": ["checklist label", "scotland label"], "lost": ["guide label"],
    }  # fmt: skip
    return {"href": f"{up}{name}/", **{"new": new, "kept": kept, "old": old, "lost": lost}[name], "facts": facts[name]}


def test_the_list_of_everything_has_what_can_be_had_first(small: Catalogue, page_at: Pages) -> None:
    view = all_toolkits(page_at(small, "/toolkits/"), 1)
    assert (view["total"], view["today"], view["pager"]) == (4, 2, None)
    assert view["list"] == {
        "groups": [
            {**NOW, "cards": [card("new", ""), card("kept", "")]},
            {**COPY, "cards": [card("old", "")]},
            {**GONE, "cards": [card("lost", "")]},
        ],
        "level": 2,
    }
    assert view["facets"][0] == {
        "id": "do",
        "label": "What you want to do",
        "values": [
            {"href": "for/do/decide/", "label": "decide label", "count": 2},
            {"href": "for/do/improve/", "label": "improve label", "count": 3},
        ],
    }
    assert [facet["id"] for facet in view["facets"]] == ["do", "who", "field", "time", "nation", "kind", "available"]


def test_later_pages_of_the_list_leave_the_facets_out(small: Catalogue, page_at: Pages) -> None:
    many = replace(small, toolkits=tuple(replace(small.by_id["kept"], id=f"t{n}", name=f"Tool {n:03}", part_of=None) for n in range(120)))
    view = all_toolkits(page_at(many, "/toolkits/all/3/"), 3)
    assert view["facets"] is None
    assert [card["name"] for card in view["list"]["groups"][0]["cards"]] == [f"Tool {n:03}" for n in range(100, 120)]
    assert [(one["number"], one["href"], one["current"]) for one in view["pager"]["pages"]] == [
        (1, "../../", False), (2, "../2/", False), (3, "./", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, None),
        (2, 3, "1 [2] 3"),
        (12, 12, "1 2 3 4 5 6 7 8 9 10 11 [12]"),
        (1, 40, "[1] 2 3 … 40"),
        (20, 40, "1 … 18 19 [20] 21 22 … 40"),
        (40, 40, "1 … 38 39 [40]"),
    ],
)
def test_a_pager_stays_short(small: Catalogue, number: int, last: int, shown: str | None) -> None:
    view = pager(Page(small, lambda target: target), "/list/", "/list/all/", number, last)
    if view is None:
        assert shown is None
        return
    words = [("… " if one["after_gap"] else "") + (f"[{one['number']}]" if one["current"] else str(one["number"])) for one in view["pages"]]
    assert " ".join(words) == shown
    assert view["pages"][0]["href"] == "/list/"
    assert all(one["href"] == f"/list/all/{one['number']}/" for one in view["pages"][1:])


def test_a_facet_page_explains_its_word_and_leads_to_its_guide(small: Catalogue, page_at: Pages) -> None:
    here = "/toolkits/for/do/improve/"
    view = facet_page(page_at(small, here), "do", "improve", 1)
    assert (view["lead"], view["total"], view["pager"]) == ("What improve means.", 3, None)
    assert view["guide"] == {"href": "../../../../guides/improve/", "label": "improve label"}
    assert [[one["name"] for one in group["cards"]] for group in view["list"]["groups"]] == [["The New Checklist"], ["An Old Tool"], ["the Lost One"]]
    assert view["list"]["groups"][0]["cards"] == [card("new", "../../../")]
    assert facet_page(page_at(small, "/toolkits/for/field/housing/"), "field", "housing", 1)["guide"]["href"] == "../../../../guides/topics/housing/"
    assert facet_page(page_at(small, "/toolkits/for/kind/guide/"), "kind", "guide", 1)["guide"] is None


def test_a_to_z_sorts_without_articles_and_under_letters(small: Catalogue, page_at: Pages) -> None:
    third = replace(small.by_id["kept"], id="third", name="3D Maps", part_of=None)
    catalogue = replace(small, toolkits=(*small.toolkits, third))
    view = a_to_z(page_at(catalogue, "/toolkits/a-to-z/"), 1)
    assert [(letter["letter"], [one["name"] for one in letter["toolkits"]]) for letter in view["letters"]] == [
        ("0 to 9", ["3D Maps"]), ("K", ["Kept Guide"]), ("L", ["the Lost One"]), ("N", ["The New Checklist"]), ("O", ["An Old Tool"]),
    ]  # fmt: skip
    assert view["letters"][3]["toolkits"] == [{"href": "../new/", "name": "The New Checklist", "short": "NC", "availability": NOW}]


def test_a_guide_lists_what_can_be_had_and_says_when_that_is_little(small: Catalogue, page_at: Pages) -> None:
    page = page_at(small, "/guides/decide/")
    assert toolkit_list(page, stage="decide") == {
        "label": "decide label",
        "total": 2,
        "today": 2,
        "list": {"groups": [{**NOW, "cards": [card("new", "../../toolkits/"), card("kept", "../../toolkits/")]}], "level": 3},
        "few": True,
        "all": "../../toolkits/for/do/decide/",
    }
    gone = replace(small, toolkits=(replace(small.by_id["lost"], stages=("decide",)),))
    view = toolkit_list(page_at(gone, "/guides/decide/"), stage="decide")
    assert (view["total"], view["today"], view["few"]) == (1, 0, True)
    assert [one["name"] for group in view["list"]["groups"] for one in group["cards"]] == ["the Lost One"]
    assert toolkit_list(page_at(gone, "/guides/topics/housing/"), topic="housing")["all"] is None


@pytest.mark.parametrize("asked", [{}, {"stage": "decid"}, {"topic": "decide"}])
def test_a_guide_that_asks_for_an_unknown_word_is_told_where_the_words_are(small: Catalogue, page_at: Pages, asked: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"use stage= or topic= with a word of data/vocabulary\.yaml"):
        toolkit_list(page_at(small, "/guides/decide/"), **asked)


def test_the_written_pages_count_and_lead_on(small: Catalogue, page_at: Pages) -> None:
    at_home = home(page_at(small, "/"))
    assert (at_home["total"], at_home["today"], at_home["toolkits"], at_home["a_to_z"]) == (4, 2, "toolkits/", "toolkits/a-to-z/")
    assert at_home["situations"] == [{"label": "decide label", "href": "guides/decide/"}, {"label": "improve label", "href": "guides/improve/"}]
    assert guide_index(page_at(small, "/guides/")) == {
        "stages": [
            {"href": "decide/", "label": "decide label", "definition": "What decide means."},
            {"href": "improve/", "label": "improve label", "definition": "What improve means."},
        ],
        "topics": [{"href": "topics/housing/", "label": "housing label", "definition": "What housing means."}],
    }
    assert numbers(page_at(small, "/")) == {"total": 4, "noted": 2, "today": 2, "to_ask_for": 1, "reviewed": "23 November 2026"}
    assert search(page_at(small, "/about/")) == {"index": "../search.json", "a_to_z": "../toolkits/a-to-z/", "guides": "../guides/"}


def test_the_numbers_tell_what_is_linked_from_what_has_to_be_asked_for(small: Catalogue, page_at: Pages) -> None:
    def said(catalogue: Catalogue) -> str:
        return RENDERER.html("numbers", numbers(page_at(catalogue, "/")))

    assert " 2 can be had today: 1 from their publishers’ own pages, and 1 if you ask or search. The latest" in said(small)
    linked = replace(small, toolkits=tuple(replace(toolkit, how_to_get=None) for toolkit in small.toolkits))
    assert " 1 can be had today. The latest" in said(linked)


def test_an_entry_that_only_compares_itself_with_the_note_is_not_of_the_note(small: Catalogue, page_at: Pages) -> None:
    note = replace(small.by_id["lost"].sources[0], supports=("description",))
    later = replace(small.by_id["kept"], sources=(*small.by_id["kept"].sources, note))
    catalogue = replace(small, toolkits=tuple(later if toolkit.id == "kept" else toolkit for toolkit in small.toolkits))
    assert numbers(page_at(catalogue, "/"))["noted"] == 2


def test_the_note_is_told_in_the_order_of_its_footnotes(small: Catalogue, page_at: Pages) -> None:
    shuffled = replace(small, toolkits=tuple(reversed(small.toolkits)))
    footnotes = note_index(page_at(shuffled, "/about/"))["footnotes"]
    assert [(one["number"], one["toolkit"]["href"], one["link"]["text"]) for one in footnotes] == [
        (1, "../toolkits/old/", "http://old.example.gov.uk/tool.asp?a=1&b=2"), (2, "../toolkits/lost/", "gone.example[.]com"),
    ]  # fmt: skip


def test_references_come_in_the_order_in_which_they_are_cited(small: Catalogue, page_at: Pages) -> None:
    talk, study = references(page_at(small, "/guides/decide/"), ["talk", "study"])["references"]
    assert {name: value for name, value in talk.items() if name != "outside"} == {
        "id": "talk", "title": "A talk", "publisher": "Somebody", "year": None, "note": "Read on a copy.", "how": "copy label",
        "read": "2 November 2026",
    }  # fmt: skip
    assert talk["outside"]["href"] is None
    assert study["outside"]["href"] == "https://journal.example.org/1"
    assert (study["id"], study["year"], study["read"], study["how"]) == ("study", "2018", "November 2026", "opening label")
