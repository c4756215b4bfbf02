"""Catalogue to plain dicts, one function per component. No HTML, no files, no clock.

`Page` says where on the site the component will stand, so that every address comes out relative and checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.catalogue.model import Catalogue, Link, Source, Successor, Toolkit
from macros.links.reasons import in_a_phrase, reason_for_readers
from macros.links.report import never_had_address
from macros.publish.addresses import target_of, wanted_look_ups, written_out
from macros.publish.lists import (
    FACETS,
    availability,
    term,
)  # fmt: skip
from macros.publish.markdown import prose

View = dict[str, Any]
Href = Callable[[str], str]


@dataclass(frozen=True)
class Page:
    """What a view needs to know of the page that it is for."""

    catalogue: Catalogue
    href: Href
    origin: str = ""
    """Where the site will stand, with a slash at its end; empty when nobody has said."""


def day(text: str) -> str:
    """2026-11-23 as 23 November 2026; 2026-11 as November 2026."""
    when = date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    return f"{when.day} {when:%B %Y}" if len(text) == 10 else f"{when:%B %Y}"


def toolkit_link(page: Page, toolkit: Toolkit) -> View:
    return {
        "href": page.href(f"/toolkits/{toolkit.id}/"),
        "name": toolkit.name,
        "short": toolkit.short_name,
        "availability": availability_view(page, toolkit),
    }


def availability_view(page: Page, toolkit: Toolkit) -> View:
    word = availability(page.catalogue, toolkit)
    return {"id": word, "label": term(page.catalogue, "availabilities", word).label}


def toolkit_summary(page: Page, toolkit: Toolkit) -> View:
    """The first screen of a toolkit's page: what it is, whether it can be had, and what to do now."""
    word = availability(page.catalogue, toolkit)
    # A page with a better offer on it may still be worth a visit; a page of 2009 never is.
    offers = [link_view(page, link, toolkit.reviewed) for link in toolkit.links if link.footnote is None and link.role != "copy"]
    copies = [link_view(page, link, toolkit.reviewed) for link in toolkit.links if link.footnote is None and link.role == "copy"]
    return {
        "purpose": toolkit.purpose,
        "availability": availability_view(page, toolkit),
        "gone": word != "now",
        "instead": [_successor(page, successor) for successor in toolkit.successors],
        "no_successor": toolkit.no_successor,
        "meanwhile": [] if word == "now" or toolkit.successors or toolkit.no_successor else _of_same_task(page, toolkit),
        "offers": offers,
        "copies": copies,
        "how_to_get": toolkit.how_to_get,
        "facts": _facts(page, toolkit),
        "compare": f"{page.href('/compare/')}?t={toolkit.id}",
    }


def _of_same_task(page: Page, toolkit: Toolkit) -> list[View]:
    """Where to look when links stopped working before a person named a replacement."""
    return [{"href": page.href(f"/toolkits/for/do/{stage}/"), "label": term(page.catalogue, "stages", stage).label} for stage in toolkit.stages]


def toolkit_detail(page: Page, toolkit: Toolkit) -> View:
    """The rest of a toolkit's page."""
    structure = toolkit.structure
    return {
        "description": prose(toolkit.description) if toolkit.description else None,
        "fate": prose(toolkit.fate) if toolkit.fate else None,
        "parts": [{"name": part.name, "items": part.items} for part in structure.parts] if structure else [],
        "measures": _pairs(
            ("Questions or statements", structure and structure.items),
            ("Answers", structure and structure.scale),
            ("Scoring", structure and structure.scoring),
        ),
        "good_for": toolkit.good_for,
        "think_twice": toolkit.think_twice,
        "how_to_use": toolkit.how_to_use,
        "printed": [link_view(page, link, toolkit.reviewed) for link in toolkit.links if link.footnote is not None],
        "never_printed": _of_note_without_address(toolkit),
        "no_address": page.catalogue.vocabulary["link_states"]["none"] if never_had_address(toolkit) else None,
        "relations": relations(page, toolkit),
        "sources": [_source(page, source) for source in toolkit.sources],
        "read": day(max(source.read for source in toolkit.sources)),
        "reviewed": day(toolkit.reviewed),
        "json_ld": _json_ld(page, toolkit),
    }


def _of_note_without_address(toolkit: Toolkit) -> bool:
    noted = any(source.id == "note" for source in toolkit.sources)
    return noted and toolkit.status != "current" and all(link.footnote is None for link in toolkit.links)


def relations(page: Page, toolkit: Toolkit) -> list[View]:
    """What a toolkit is tied to, in both directions, each once; groups without members are left out."""
    catalogue = page.catalogue
    parent = (catalogue.by_id[toolkit.part_of],) if toolkit.part_of else ()
    parts, succeeds = catalogue.parts.get(toolkit.id, ()), catalogue.succeeds.get(toolkit.id, ())
    successors = [catalogue.by_id[successor.id] for successor in toolkit.successors]
    said = {one.id for one in (*parent, *parts, *succeeds, *successors)}
    if availability(catalogue, toolkit) != "now":  # the summary lists them under "Use this instead"
        successors = []
    groups: tuple[tuple[str, Iterable[Toolkit]], ...] = (
        ("Part of", parent),
        ("Its parts", parts),
        ("Succeeded by", successors),
        ("Use it instead of", succeeds),
        ("Goes well with", [one for one in catalogue.related.get(toolkit.id, ()) if one.id not in said]),
    )
    found = [{"label": label, "toolkits": [toolkit_link(page, one) for one in members]} for label, members in groups if members]
    ours = [
        {"href": page.href(f"/checklists/{one.id}/"), "name": one.title, "short": None, "availability": {"id": "now", "label": ""}}
        for one in catalogue.checklists
        if toolkit.id in one.toolkits
    ]
    return found + ([{"label": "Our own checklist built on it", "toolkits": ours}] if ours else [])


def link_view(page: Page, link: Link, read: str) -> View:
    """A link of an entry with its state; `read` is when the entry was last true."""
    archives = [{"url": archive.url, "captured": day(archive.captured), "opened": day(archive.opened)} for archive in link.archives]
    found = {**address_view(page, link.url, read), "label": link.label, "role": link.role, "footnote": link.footnote, "archives": archives}
    return {**found, "look_ups": []} if archives else found


def address_view(page: Page, address: str, read: str) -> View:
    """An outside address with all that readers may know of it. `href` is None when it is only text."""
    standing = page.catalogue.standing(address)
    state = page.catalogue.vocabulary["link_states"][standing.state]
    days = {"since": standing.since, "checked": standing.checked, "seen": standing.seen}
    return {
        "href": target_of(page.catalogue, address),
        "text": written_out(page.catalogue, address),
        "original": None if standing.lapsed else address,
        "version": version_date(read),
        "state": {"id": standing.state, "label": state.label, "definition": state.definition},
        **{name: day(when) if when else None for name, when in days.items()},
        "reason": reason_for_readers(standing),
        "why": in_a_phrase(reason_for_readers(standing)) if standing.state in ("unsure", "failing") else None,
        "archives": [],
        "look_ups": wanted_look_ups(page.catalogue, address),
    }


def version_date(read: str) -> str:
    """The date for a Robust Link, which knows no months without a day."""
    return read if len(read) == 10 else f"{read}-01"


def _facts(page: Page, toolkit: Toolkit) -> list[View]:
    minutes = toolkit.minutes
    return _pairs(
        ("Helps you to", _linked(page, "do", toolkit.stages)),
        ("Field", _linked(page, "field", toolkit.topics)),
        ("Who fills it in", toolkit.answered_by),
        ("Looks at the working of", labels(page, "levels", toolkit.level)),
        ("Time", _time(toolkit) if minutes else "Not known"),
        ("You end up with", toolkit.produces),
        ("Kind", labels(page, "kinds", (toolkit.kind,))),
        ("Comes as", ", ".join(toolkit.formats)),
        ("Cost", term(page.catalogue, "costs", toolkit.cost).label if toolkit.cost else None),
        ("Licence", toolkit.licence),
        ("Written for", labels(page, "nations", toolkit.nations)),
        ("Published by", toolkit.publisher),
        ("By", ", ".join(toolkit.authors)),
        ("Year", toolkit.year),
    )


def _time(toolkit: Toolkit) -> str:
    minutes = toolkit.minutes
    assert minutes is not None
    basis = {"publisher": "its publisher says", "our-estimate": "our estimate"}.get(minutes.basis)
    if basis is None:
        basis = f"source: {next(source.title for source in toolkit.sources if source.id == minutes.basis)}"
    return f"{_spoken(minutes.low, minutes.high)} ({basis})"


def spoken_time(toolkit: Toolkit) -> str | None:
    """How long one round takes, in words, or None when no source says."""
    return _spoken(toolkit.minutes.low, toolkit.minutes.high) if toolkit.minutes else None


def _spoken(low: int, high: int) -> str:
    if high < 120 and high != 60:
        return f"{low} minutes" if low == high else f"{low} to {high} minutes"
    if low < 60:
        return f"{low} minutes to {_hours(high)}"
    return _hours(high) if low == high else f"{low / 60:.3g} to {_hours(high)}"


def _hours(minutes: int) -> str:
    return "1 hour" if minutes == 60 else f"{minutes / 60:.3g} hours"


def _successor(page: Page, successor: Successor) -> View:
    return {**toolkit_link(page, page.catalogue.by_id[successor.id]), "why": successor.why}


def _source(page: Page, source: Source) -> View:
    return {
        "title": source.title,
        "outside": outside_view(page, source.url, source.read, source.how_read) if source.url else None,
        "note": source.note,
        "how": page.catalogue.vocabulary["how_read"][source.how_read].label,
        "read": day(source.read),
    }


def outside_view(page: Page, address: str, read: str, how_read: str) -> View:
    """The address of a source: as `address_view`, but never a link to what is only somebody's copy."""
    found = address_view(page, address, read)
    return {**found, "href": None} if how_read == "copy" else found


def _linked(page: Page, facet: str, values: Iterable[str]) -> list[View]:
    group = FACETS[facet].group
    return [{"href": page.href(f"/toolkits/for/{facet}/{value}/"), "label": term(page.catalogue, group, value).label} for value in values]


def labels(page: Page, group: str, words: Iterable[str]) -> str:
    return ", ".join(term(page.catalogue, group, word).label for word in words)


def _pairs(*pairs: tuple[str, Any]) -> list[View]:
    return [{"label": label, "value": value} for label, value in pairs if value]


_NOBODY = re.compile(r"not (?:stated|known)\b|unknown\b", re.IGNORECASE)
"""How the data say that a publisher is not known: programs are not told of an organisation of that name."""


def _json_ld(page: Page, toolkit: Toolkit) -> View:
    found: View = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": toolkit.name,
        "description": toolkit.purpose,
    }
    if not _NOBODY.match(toolkit.publisher):
        found["publisher"] = {"@type": "Organization", "name": toolkit.publisher}
    if toolkit.short_name:
        found["alternateName"] = toolkit.short_name
    if toolkit.year:
        found["datePublished"] = toolkit.year[:4]
    if toolkit.authors:
        found["author"] = [{"@type": "Person", "name": author} for author in toolkit.authors]
    own = next((target_of(page.catalogue, link.url) for link in toolkit.links if link.role == "own" and link.footnote is None), None)
    if own:
        found["url"] = own
    return found
