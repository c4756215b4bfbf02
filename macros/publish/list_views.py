"""Views of lists: cards in order, facets, pages of long lists, A to Z."""

from __future__ import annotations

from collections.abc import Sequence

from macros.catalogue.model import Toolkit
from macros.publish.browse import browse_form
from macros.publish.lists import FACETS, all_by_name, all_in_order, availability, by_facet, how_many_now, in_pages, sort_name, term, time_band
from macros.publish.views import Page, View, availability_view, labels, toolkit_link

_FEW = 12  # pages of a list that are all linked from each of them
_NEAR = 2  # pages on either side that are linked in a longer one


def toolkit_card(page: Page, toolkit: Toolkit) -> View:
    """What a list says of a toolkit."""
    facts = [labels(page, "kinds", (toolkit.kind,))]
    if toolkit.minutes:
        facts.append(term(page.catalogue, "times", time_band(toolkit)).label)
    if toolkit.nations:
        facts.append(labels(page, "nations", toolkit.nations))
    return {**toolkit_link(page, toolkit), "purpose": toolkit.purpose, "facts": facts}


def toolkit_list(page: Page, toolkits: Sequence[Toolkit], level: int = 3) -> View:
    """Cards in the given order, under one heading for each availability. `level` is the heading's level."""
    groups: list[View] = []
    for toolkit in toolkits:
        word = availability_view(page, toolkit)
        if not groups or groups[-1]["id"] != word["id"]:
            groups.append({**word, "cards": []})
        groups[-1]["cards"].append(toolkit_card(page, toolkit))
    return {"groups": groups, "level": level}


def guide_list(page: Page, facet: str, value: str, most: int = 12) -> View:
    """The toolkits of a stage or topic for its guide: what can be had today first, the rest by link."""
    toolkits = by_facet(page.catalogue)[facet].get(value, [])
    now = [toolkit for toolkit in toolkits if availability(page.catalogue, toolkit) == "now"]
    shown = (now or toolkits)[:most]
    word = term(page.catalogue, FACETS[facet].group, value)
    return {
        "label": word.label,
        "total": len(toolkits),
        "today": len(now),
        "list": toolkit_list(page, shown),
        "few": len(now) < 3,
        "all": page.href(f"/toolkits/for/{facet}/{value}/") if toolkits else None,
    }


def facet_page(page: Page, facet: str, value: str, number: int) -> View:
    """One page of the list of a facet's value."""
    toolkits = by_facet(page.catalogue)[facet][value]
    word = term(page.catalogue, FACETS[facet].group, value)
    base = f"/toolkits/for/{facet}/{value}/"
    guide = {"do": f"/guides/{value}/", "field": f"/guides/topics/{value}/"}.get(facet)
    return {
        "lead": word.definition,
        "total": len(toolkits),
        "guide": {"href": page.href(guide), "label": word.label} if guide else None,
        "list": toolkit_list(page, in_pages(toolkits)[number - 1], level=2),
        "pager": pager(page, base, base, number, len(in_pages(toolkits))),
        "facets": facet_links(page),
    }


def all_toolkits(page: Page, number: int) -> View:
    """One page of the list of everything."""
    toolkits = all_in_order(page.catalogue)
    pages = in_pages(toolkits)
    return {
        "total": len(toolkits),
        "today": how_many_now(page.catalogue),
        "facets": facet_links(page) if number == 1 else None,
        "browse": browse_form(page) if number == 1 else None,
        "list": toolkit_list(page, pages[number - 1], level=2),
        "pager": pager(page, "/toolkits/", "/toolkits/all/", number, len(pages)),
    }


def facet_links(page: Page) -> list[View]:
    """Every way to group the toolkits, with how many each value has."""
    return [
        {
            "id": facet,
            "label": FACETS[facet].label,
            "values": [
                {
                    "href": page.href(f"/toolkits/for/{facet}/{value}/"),
                    "label": term(page.catalogue, FACETS[facet].group, value).label,
                    "count": len(toolkits),
                }
                for value, toolkits in values.items()
            ],
        }
        for facet, values in by_facet(page.catalogue).items()
        if values
    ]


def a_to_z(page: Page, number: int) -> View:
    """One page of all names in order, under their first letters."""
    pages = in_pages(all_by_name(page.catalogue), 200)
    letters: list[View] = []
    for toolkit in pages[number - 1]:
        letter = sort_name(toolkit)[:1].upper()
        letter = letter if letter.isalpha() else "0 to 9"
        if not letters or letters[-1]["letter"] != letter:
            letters.append({"letter": letter, "toolkits": []})
        letters[-1]["toolkits"].append(toolkit_link(page, toolkit))
    return {"letters": letters, "pager": pager(page, "/toolkits/a-to-z/", "/toolkits/a-to-z/", number, len(pages))}


def pager(page: Page, first: str, base: str, number: int, last: int) -> View | None:
    """Links to the pages of a list: to all of a short one, else to the first, the last and those near, so that it stays short."""
    if last < 2:
        return None
    near = range(number - _NEAR, number + _NEAR + 1)
    shown = [n for n in range(1, last + 1) if last <= _FEW or n in (1, last) or n in near]
    return {
        "pages": [
            {"number": n, "href": page.href(first if n == 1 else f"{base}{n}/"), "current": n == number, "after_gap": n > 1 and n - 1 not in shown}
            for n in shown
        ]
    }
