"""The kinds of page and one address of each: the table that every browser test walks through."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.catalogue.model import Catalogue, Toolkit
from macros.publish.lists import availability

WIDTHS = (320, 768, 1280)
COLOURS = ("light", "dark")
ALIKE = ("sets", "style guide", "hosting", "decisions", "decision", "links, page 2")
"""Kinds that hold nothing that another kind does not hold. They are walked through in the long run."""


def kinds(catalogue: Catalogue) -> dict[str, str]:
    """Name of the kind to address. Toolkits stand for what a reader finds: can be had, gone with and without a successor, old version."""

    def first(toolkits: Iterable[Toolkit]) -> str:
        return f"/toolkits/{min(toolkits, key=lambda toolkit: toolkit.id).id}/"

    by_availability: dict[str, list[Toolkit]] = {"now": [], "copy": [], "gone": []}
    for toolkit in catalogue.toolkits:
        by_availability[availability(catalogue, toolkit)].append(toolkit)
    return {
        "home": "/",
        "search": "/search/",
        "search, found": "/search/?q=partnership",
        "search, none": "/search/?q=zzyzx",
        "all toolkits": "/toolkits/",
        "page 2": "/toolkits/all/2/",
        "facet": "/toolkits/for/do/skills/",
        "A to Z": "/toolkits/a-to-z/",
        "toolkit, can be had": first(toolkit for toolkit in by_availability["now"] if toolkit.links),
        "toolkit, gone": first(toolkit for toolkit in by_availability["gone"] if not toolkit.no_successor),
        "toolkit, gone for good": first(toolkit for toolkit in by_availability["gone"] if toolkit.no_successor),
        "toolkit, old version": first(by_availability["copy"]),
        "guide index": "/guides/",
        "stage guide": "/guides/skills/",
        "topic guide": "/guides/topics/housing/",
        "sets": "/guides/sets/",
        "set": "/guides/sets/one-hour/",
        "session plan": "/guides/running-a-self-assessment/",
        "stories": "/guides/stories/",
        "note retold": "/guides/briefing-note/",
        "about": "/about/",
        "source": "/about/source/",
        "history": "/about/since-2009/",
        "privacy": "/about/privacy/",
        "accessibility": "/about/accessibility/",
        "contribute": "/contribute/",
        "style guide": "/contribute/style/",
        "hosting": "/contribute/hosting/",
        "decisions": "/contribute/decisions/",
        "decision": "/contribute/decisions/0001-own-page-template/",
        "links": "/links/",
        "links, page 2": "/links/2/",
        "compare": "/compare/",
        "compare, two": f"/compare/?t={','.join(sorted(toolkit.id for toolkit in by_availability['now'])[:2])}",
        "compare all": "/compare/all/",
        "choose": "/choose/",
        "decision tree": "/choose/tree/",
        "checklists": "/checklists/",
        "checklist": "/checklists/partnership-health-check/",
        "checklist, fill in": "/checklists/success-factors/fill/",
        "checklist, results": "/checklists/success-factors/results/",
        "my checklists": "/my/",
        "paper": "/checklists/partnership-health-check/print/",
        "paper, judged twice": "/checklists/success-factors/print/",
        "paper, compact": "/checklists/partnership-health-check/print/compact/",
        "paper, counting": "/checklists/success-factors/print/tally/",
        "paper, large": "/checklists/partnership-health-check/print/large/",
        "not found": "/404.html",
    }


def published(site: Path) -> list[str]:
    """The address of every page of a built site."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(f"/{path.removesuffix('index.html') if path.endswith('index.html') else path}" for path in found)


def file_of(site: Path, address: str) -> Path:
    """Where a built site keeps the page of an address."""
    return site / (address.lstrip("/") if address.endswith(".html") else f"{address.lstrip('/')}index.html")
