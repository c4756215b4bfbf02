"""Views of one toolkit, as plain dicts: everything that its page may say, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from macros.catalogue.model import Catalogue, Minutes, Standing, Toolkit
from macros.publish.addresses import UnknownAddress
from macros.publish.views import (
    Page,
    address_view,
    day,
    link_view,
    outside_view,
    relations,
    spoken_time,
    toolkit_detail,
    toolkit_link,
    toolkit_summary,
)

NOW, COPY, GONE = ({"id": word, "label": f"{word} label"} for word in ("now", "copy", "gone"))
NO_PAGE = "The host says that there is no such page (404)."
ADDRESS = {"since": None, "checked": None, "seen": None, "reason": None, "why": None, "archives": [], "look_ups": []}
NEW_LINK = {"href": "../new/", "name": "The New Checklist", "short": "NC", "availability": NOW}
Pages = Callable[[Catalogue, str], Page]


def state(word: str) -> dict[str, str]:
    return {"id": word, "label": f"{word} label", "definition": f"What {word} means."}


def address(url: str, version: str) -> dict[str, Any]:
    """The view of an address that nothing has looked at."""
    return {"href": url, "text": url, "original": url, "version": version, "state": state("unchecked"), **ADDRESS}


@pytest.fixture
def page(small: Catalogue, page_at: Pages) -> Page:
    return page_at(small, "/toolkits/old/")


def test_a_link_to_a_toolkit(small: Catalogue, page: Page) -> None:
    assert toolkit_link(page, small.by_id["new"]) == NEW_LINK


def test_the_summary_of_a_tool_that_can_be_had(small: Catalogue, page: Page) -> None:
    def offer(url: str, label: str, role: str) -> dict[str, Any]:
        return {**address(url, "2026-11-23"), "label": label, "role": role, "footnote": None}

    assert toolkit_summary(page, small.by_id["new"]) == {
        "purpose": "Asks partners twelve things.",
        "availability": NOW,
        "gone": False,
        "instead": [],
        "no_successor": None,
        "meanwhile": [],
        "offers": [offer("https://new.example.org/", "Site", "own"), offer("https://new.example.org/form", "Form", "part")],
        "copies": [offer("https://library.example.org/new", "Library", "copy")],
        "how_to_get": None,
        "facts": [
            {
                "label": "Helps you to",
                "value": [{"href": "../for/do/decide/", "label": "decide label"}, {"href": "../for/do/improve/", "label": "improve label"}],
            },
            {"label": "Field", "value": [{"href": "../for/field/housing/", "label": "housing label"}]},
            {"label": "Who fills it in", "value": "Each partner"},
            {"label": "Looks at the working of", "value": "team label, board label"},
            {"label": "Time", "value": "30 to 90 minutes (source: The site)"},
            {"label": "You end up with", "value": "A list."},
            {"label": "Kind", "value": "checklist label"},
            {"label": "Comes as", "value": "PDF, Web page"},
            {"label": "Cost", "value": "free label"},
            {"label": "Licence", "value": "May be printed."},
            {"label": "Written for", "value": "scotland label"},
            {"label": "Published by", "value": "New Council"},
            {"label": "By", "value": "A. Author, B. Writer"},
            {"label": "Year", "value": "2014 to 2015"},
        ],
        "compare": "../../compare/?t=new",
    }


def test_the_summary_of_a_tool_that_is_gone(small: Catalogue, page: Page) -> None:
    kept = address("http://kept.example.org/old", "2026-11-23")
    archive = {
        "url": "https://web.archive.org/web/20090801000000/http://kept.example.org/old",
        "captured": "1 August 2009",
        "opened": "23 November 2026",
    }
    assert toolkit_summary(page, small.by_id["old"]) == {
        "purpose": "Scored teams.",
        "availability": COPY,
        "gone": True,
        "instead": [{**NEW_LINK, "why": "Asks the same."}],
        "no_successor": None,
        "meanwhile": [],
        "offers": [],  # its address of 2009 is no offer
        "copies": [{**kept, "archives": [archive], "label": "Kept", "role": "copy", "footnote": None}],
        "how_to_get": None,
        "facts": [
            {"label": "Helps you to", "value": [{"href": "../for/do/improve/", "label": "improve label"}]},
            {"label": "Time", "value": "Not known"},
            {"label": "Kind", "value": "checklist label"},
            {"label": "Written for", "value": "scotland label"},
            {"label": "Published by", "value": "Old Office"},
        ],
        "compare": "../../compare/?t=old",
    }


def test_the_detail_of_a_tool(small: Catalogue, page: Page) -> None:
    assert toolkit_detail(page, small.by_id["new"]) == {
        "description": "<p>More <strong>about</strong> it.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
        "fate": None,
        "parts": [{"name": "Two themes", "items": ("Trust", "Money")}],
        "measures": [
            {"label": "Questions or statements", "value": "12 questions"},
            {"label": "Answers", "value": "Yes or no"},
            {"label": "Scoring", "value": "None"},
        ],
        "good_for": ("A first talk",),
        "think_twice": ("It is short",),
        "how_to_use": ("Read it.", "Fill it in."),
        "printed": [],
        "never_printed": False,
        "no_address": None,
        "relations": [
            {"label": "Its parts", "toolkits": [{"href": "../kept/", "name": "Kept Guide", "short": None, "availability": NOW}]},
            {"label": "Use it instead of", "toolkits": [{"href": "./", "name": "An Old Tool", "short": None, "availability": COPY}]},
        ],
        "sources": [
            {
                "title": "The site",
                "outside": address("https://new.example.org/", "2026-11-01"),
                "note": None,
                "how": "opening label",
                "read": "November 2026",
            }
        ],
        "read": "November 2026",
        "reviewed": "23 November 2026",
        "json_ld": {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "name": "The New Checklist",
            "description": "Asks partners twelve things.",
            "publisher": {"@type": "Organization", "name": "New Council"},
            "alternateName": "NC",
            "datePublished": "2014",
            "author": [{"@type": "Person", "name": "A. Author"}, {"@type": "Person", "name": "B. Writer"}],
            "url": "https://new.example.org/",
        },
    }


def test_a_tool_whose_links_stopped_working_says_where_to_look(small: Catalogue, page_at: Pages) -> None:
    """No person has named a replacement yet, so its box would be empty."""
    toolkit = replace(small.by_id["kept"], how_to_get=None)
    urls = [link.url for link in toolkit.links]
    page = page_at(replace(small, standings={url: Standing(url, "failing", since="2026-11-10", reason=NO_PAGE) for url in urls}), "/toolkits/kept/")
    view = toolkit_summary(page, toolkit)
    assert (view["gone"], view["instead"], view["no_successor"]) == (True, [], None)
    assert [one["href"] for one in view["meanwhile"]] == ["../for/do/decide/"]


def test_nobody_is_told_of_a_publisher_who_is_not_known(small: Catalogue, page: Page) -> None:
    assert "publisher" not in toolkit_detail(page, small.by_id["lost"])["json_ld"]


def test_a_hidden_address_is_broken_text_with_a_look_up_and_the_reason(small: Catalogue, page: Page) -> None:
    (printed,) = toolkit_detail(page, small.by_id["lost"])["printed"]
    original = "http://www.gone.example.com/x"
    assert printed == {
        "href": None, "text": "gone.example[.]com", "original": original, "version": "2026-11-23", "state": state("hidden"),
        "since": "1 November 2026", "checked": None, "seen": None, "reason": "Its owner is gone.", "why": None, "archives": [],
        "look_ups": [{"archive": "the Wayback Machine", "url": f"https://web.archive.org/web/2009*/{original}"}],
        "label": "Lost", "role": "own", "footnote": 2,
    }  # fmt: skip


def test_an_address_says_what_is_known_of_it(small: Catalogue, page_at: Pages) -> None:
    url = "https://new.example.org/"
    known = Standing(url, "failing", since="2026-11-10", checked="2026-11-22", seen="2026-11-01", reason=NO_PAGE)
    page = page_at(replace(small, standings={url: known}), "/toolkits/new/")
    assert address_view(page, url, "2026-11") == {
        "href": None, "text": url, "original": url, "version": "2026-11-01", "state": state("failing"), "since": "10 November 2026",
        "checked": "22 November 2026", "seen": "1 November 2026", "reason": NO_PAGE,
        "why": "the host says that there is no such page (404)", "archives": [],
        "look_ups": [{"archive": "the Wayback Machine", "url": f"https://web.archive.org/web/*/{url}"}],
    }  # fmt: skip


def test_what_machines_wrote_is_no_reason_to_give_but_what_people_decided_is(small: Catalogue, page_at: Pages) -> None:
    url = "https://new.example.org/"
    for decided, reason in ((False, None), (True, "Lapsed.")):
        standing = Standing(url, "hidden", reason="Lapsed.", decided=decided)
        assert address_view(page_at(replace(small, standings={url: standing}), "/"), url, "2026-11-23")["reason"] == reason


def test_an_opened_copy_takes_the_place_of_look_ups(small: Catalogue, page_at: Pages) -> None:
    _, kept = small.by_id["old"].links
    dead = replace(small, standings={kept.url: Standing(kept.url, "dead")})
    view = link_view(page_at(dead, "/"), kept, "2026-11-23")
    assert (view["look_ups"], len(view["archives"]), view["href"]) == ([], 1, None)


def test_a_source_read_on_a_copy_is_never_a_link(page: Page) -> None:
    assert outside_view(page, "https://copies.example.org/x", "2026-11", "copy")["href"] is None
    assert outside_view(page, "https://copies.example.org/x", "2026-11", "opening")["href"] == "https://copies.example.org/x"


def test_relations_are_said_from_both_sides_and_once(small: Catalogue, page_at: Pages) -> None:
    other = replace(small.by_id["kept"], id="other", name="Other", part_of=None, related=("new",))
    catalogue = replace(small, toolkits=(*small.toolkits, other))
    page = page_at(catalogue, "/toolkits/new/")

    def said(name: str) -> list[tuple[str, list[str]]]:
        return [(group["label"], [one["name"] for one in group["toolkits"]]) for group in relations(page, catalogue.by_id[name])]

    assert said("new") == [("Its parts", ["Kept Guide"]), ("Use it instead of", ["An Old Tool"]), ("Goes well with", ["Other"])]
    assert said("other") == [("Goes well with", ["The New Checklist"])]
    assert said("kept") == [("Part of", ["The New Checklist"])]
    assert said("old") == []


def test_a_toolkit_that_can_be_had_names_its_successors_too(small: Catalogue, page_at: Pages) -> None:
    moved = replace(small.by_id["new"], id="moved", name="Moved", related=(), successors=small.by_id["old"].successors)
    page = page_at(replace(small, toolkits=(*small.toolkits, moved)), "/toolkits/new/")
    said = [(group["label"], [one["name"] for one in group["toolkits"]]) for group in relations(page, moved)]
    assert said == [("Succeeded by", ["The New Checklist"])]


def test_a_link_to_a_toolkit_that_has_no_page_stops_the_build(small: Catalogue, page_at: Pages, page: Page) -> None:
    stranger = replace(small.by_id["kept"], id="stranger")
    with pytest.raises(UnknownAddress, match="/toolkits/stranger/"):
        toolkit_link(page, stranger)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (45, 45, "45 minutes"), (30, 90, "30 to 90 minutes"), (60, 60, "1 hour"), (30, 60, "30 minutes to 1 hour"), (60, 120, "1 to 2 hours"),
        (90, 150, "1.5 to 2.5 hours"), (20, 480, "20 minutes to 8 hours"), (120, 120, "2 hours"), (61, 119, "61 to 119 minutes"),
    ],
)  # fmt: skip
def test_times_are_spoken(small: Catalogue, low: int, high: int, words: str) -> None:
    toolkit = replace(small.by_id["kept"], minutes=Minutes(low, high, "publisher"))
    assert spoken_time(toolkit) == words


@pytest.mark.parametrize(("basis", "said"), [("publisher", "its publisher says"), ("our-estimate", "our estimate"), ("talk", "source: A talk")])
def test_a_time_says_what_it_rests_on(small: Catalogue, page: Page, basis: str, said: str) -> None:
    toolkit: Toolkit = replace(small.by_id["kept"], minutes=Minutes(30, 30, basis))
    assert {"label": "Time", "value": f"30 minutes ({said})"} in toolkit_summary(page, toolkit)["facts"]


def test_days_are_written_out() -> None:
    assert [day("2026-11-03"), day("2026-11")] == ["3 November 2026", "November 2026"]
