"""Puts toolkits in groups and in order: facets, the order of lists, and pages of long lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from macros.catalogue.model import Catalogue, Term, Toolkit
from macros.catalogue.once import once
from macros.publish.addresses import target_of

PAGE_LENGTH = 50
_AVAILABLE = ("now", "copy", "gone")
_NEAREST = {"scotland": 0, "uk": 1, "england": 2, "wales": 2, "northern-ireland": 2, "international": 3}
_ARTICLES = re.compile(r"^(a|an|the)\s+", re.IGNORECASE)
_Item = TypeVar("_Item")


def availability(catalogue: Catalogue, toolkit: Toolkit) -> str:
    """now, copy or gone: computed from the status and from what is known of the links, never typed.

    Only the publisher's page of a tool and a copy of it let anyone read the tool. Another page about it does not. What a
    person called lost stays gone until a person says otherwise: a page that answers again may name it and hold nothing.
    """
    if toolkit.status == "current" and (toolkit.how_to_get or _offered(catalogue, toolkit)):
        return "now"
    the_tool = [link for link in toolkit.links if link.role in ("own", "copy")]
    readable = any(target_of(catalogue, link.url) or link.archives for link in the_tool)
    return "copy" if readable and toolkit.status != "lost" else "gone"


def _offered(catalogue: Catalogue, toolkit: Toolkit) -> bool:
    """Whether a link leads to its publisher's page of it."""
    return any(target_of(catalogue, link.url) for link in toolkit.links if link.role == "own" and link.footnote is None)


def time_band(toolkit: Toolkit) -> str:
    """The band of the longest time that a source gives."""
    return toolkit.time_band


def sort_name(toolkit: Toolkit) -> str:
    return _ARTICLES.sub("", toolkit.name).casefold()


def in_order(catalogue: Catalogue, toolkits: Iterable[Toolkit]) -> list[Toolkit]:
    """What can be had today first, then what was written nearest to Scotland, then by name."""

    def key(toolkit: Toolkit) -> tuple[int, int, str]:
        near = min((_NEAREST[nation] for nation in toolkit.nations), default=3)
        return _AVAILABLE.index(availability(catalogue, toolkit)), near, sort_name(toolkit)

    return sorted(toolkits, key=key)


@dataclass(frozen=True)
class Facet:
    """One way to group toolkits; `id` is its name in addresses and filters."""

    id: str
    label: str
    group: str
    values: Callable[[Catalogue, Toolkit], Iterable[str]]


FACETS: Mapping[str, Facet] = {
    facet.id: facet
    for facet in (
        Facet("do", "What you want to do", "stages", lambda c, t: t.stages),
        Facet("who", "Whose working it looks at", "levels", lambda c, t: t.level),
        Facet("field", "Field", "topics", lambda c, t: t.topics),
        Facet("time", "Time it takes", "times", lambda c, t: (time_band(t),)),
        Facet("nation", "Written for", "nations", lambda c, t: t.nations),
        Facet("kind", "Kind", "kinds", lambda c, t: (t.kind,)),
        Facet("available", "Available", "availabilities", lambda c, t: (availability(c, t),)),
    )
}


@once
def all_in_order(catalogue: Catalogue) -> list[Toolkit]:
    """Every toolkit, in the order of lists."""
    return in_order(catalogue, catalogue.toolkits)


@once
def all_by_name(catalogue: Catalogue) -> list[Toolkit]:
    return sorted(catalogue.toolkits, key=sort_name)


@once
def how_many_now(catalogue: Catalogue) -> int:
    """How many toolkits can be had today."""
    return sum(availability(catalogue, toolkit) == "now" for toolkit in catalogue.toolkits)


@once
def how_many_to_ask_for(catalogue: Catalogue) -> int:
    """How many of those that can be had today have no link of their publisher: readers have to ask or search."""
    return sum(availability(catalogue, toolkit) == "now" and not _offered(catalogue, toolkit) for toolkit in catalogue.toolkits)


@once
def by_facet(catalogue: Catalogue) -> dict[str, dict[str, list[Toolkit]]]:
    """Facet id to value id to its toolkits in order. Values that no toolkit has are left out."""
    ordered = all_in_order(catalogue)
    found: dict[str, dict[str, list[Toolkit]]] = {}
    for facet in FACETS.values():
        groups: dict[str, list[Toolkit]] = {value: [] for value in catalogue.vocabulary[facet.group]}
        for toolkit in ordered:
            for value in facet.values(catalogue, toolkit):
                groups[value].append(toolkit)
        found[facet.id] = {value: toolkits for value, toolkits in groups.items() if toolkits}
    return found


def term(catalogue: Catalogue, group: str, word: str) -> Term:
    return catalogue.vocabulary[group][word]


def in_pages(items: Sequence[_Item], length: int = PAGE_LENGTH) -> list[Sequence[_Item]]:
    """The list cut into pages; an empty list has one empty page."""
    return [items[start : start + length] for start in range(0, len(items), length)] or [items]
