"""In the real catalogue every tie between two toolkits is shown on both their pages."""

from __future__ import annotations

from collections.abc import Callable

from macros.catalogue.model import Catalogue
from macros.publish.views import Page, relations, toolkit_summary

Pages = Callable[[Catalogue, str], Page]


def linked(catalogue: Catalogue, page_at: Pages) -> dict[str, set[str]]:
    """Toolkit id to the addresses that its page names, under See also or under Use this instead."""
    page = page_at(catalogue, "/toolkits/any/")
    found = {}
    for toolkit in catalogue.toolkits:
        named = [one["href"] for group in relations(page, toolkit) for one in group["toolkits"]]
        named += [one["href"] for one in toolkit_summary(page, toolkit)["instead"]] if toolkit_summary(page, toolkit)["gone"] else []
        found[toolkit.id] = set(named)
        assert len(named) == len(found[toolkit.id]), f"{toolkit.id} names one thing twice"
    return found


def test_both_pages_show_it(catalogue: Catalogue, page_at: Pages) -> None:
    shown, ties = linked(catalogue, page_at), 0
    for toolkit in catalogue.toolkits:
        others = [*toolkit.related, *(one.id for one in toolkit.successors), *([toolkit.part_of] if toolkit.part_of else [])]
        for other in others:
            ties += 1
            assert f"../{other}/" in shown[toolkit.id], (toolkit.id, other)
            assert f"../{toolkit.id}/" in shown[other], (other, toolkit.id)
    assert ties > 100


def test_the_toolkits_that_our_checklists_build_on_name_them(catalogue: Catalogue, page_at: Pages) -> None:
    shown = linked(catalogue, page_at)
    assert catalogue.checklists
    for checklist in catalogue.checklists:
        for name in checklist.toolkits:
            assert f"../../checklists/{checklist.id}/" in shown[name], (checklist.id, name)
