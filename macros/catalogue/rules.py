"""What must hold within and across entries. Each function yields every problem of its kind; none stops at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial

from macros.catalogue.groups import kinds_of
from macros.catalogue.model import FACTS, Event, Toolkit
from macros.catalogue.problems import Problem

Toolkits = tuple[Toolkit, ...]
Wrong = Callable[[str, str, str, str], Problem]
"""Makes a problem of an entry from rule, field, what is wrong and what would be right."""

RESERVED_IDS = frozenset(("index", "for", "a-to-z", "all", "fill", "print", "results", "tree", "topics", "sets", "facts", "glossary", "page"))
_FIELDS = frozenset(kinds_of(Toolkit))
# What a rule misses may be what a field with a problem of its own would have said: that problem comes first.
_RESTS_ON = {
    "topic-missing": ("topics",),
    "minutes-basis": ("sources",),
    "current-unreachable": ("links", "how_to_get"),
    "no-successor": ("successors", "no_successor"),
    "source-unreachable": ("sources",),
    "search-source": ("sources",),
    "fact-without-source": ("sources",),
}
SEARCHED = frozenset(("fate", "how_to_get", "no_successor"))
"""Fields that may rest on a search that found nothing."""
_CAPTURE = re.compile(r"https://(?:web\.archive\.org/web|webarchive\.nationalarchives\.gov\.uk/ukgwa)/(\d{14})/(https?://.+)")


def check(toolkits: tuple[Toolkit, ...], file: str, unread: Collection[str] = ()) -> list[Problem]:
    """Every problem with these entries. Linear in their number; no I/O, nothing raised.

    `unread` are ids of entries that the file holds too, but that could not be read.
    """
    found: list[Problem] = []
    by_id = {toolkit.id: toolkit for toolkit in toolkits}
    found += _ids(toolkits, file)
    for toolkit in toolkits:
        problem = partial(_problem, file, toolkit)
        found += _references(toolkit, by_id, unread, problem)
        alone = (*_one_entry(toolkit, problem), *_sources(toolkit, problem), *_archives(toolkit, problem))
        found += (one for one in alone if not toolkit.torn.intersection(_RESTS_ON.get(one.rule, ())))
    found += _cycles(toolkits, by_id, file)
    found += _across(toolkits, file)
    return found


def _problem(file: str, toolkit: Toolkit, rule: str, field: str, wrong: str, right: str) -> Problem:
    return Problem(file, toolkit.lines.get(field, toolkit.line), toolkit.id, rule, wrong, right)


def given(toolkit: Toolkit, field: str) -> bool:
    """Whether the entry gives a field at all."""
    return getattr(toolkit, field) not in (None, ())


def _ids(toolkits: Toolkits, file: str) -> Iterator[Problem]:
    seen: dict[str, Toolkit] = {}
    for toolkit in toolkits:
        if toolkit.id in RESERVED_IDS:
            yield _problem(file, toolkit, "reserved-id", "id", f"{toolkit.id} is an address of the site itself", "choose another id")
        if first := seen.get(toolkit.id):
            yield _problem(
                file, toolkit, "duplicate-id", "id", f"{toolkit.id} is taken", f"choose another id (the first stands on line {first.line})"
            )
        seen.setdefault(toolkit.id, toolkit)


def _references(toolkit: Toolkit, by_id: Mapping[str, Toolkit], unread: Collection[str], problem: Wrong) -> Iterator[Problem]:
    references = [("part_of", toolkit.part_of)] if toolkit.part_of else []
    references += [("successors", successor.id) for successor in toolkit.successors]
    references += [("related", other) for other in toolkit.related]
    for field, other in references:
        if other == toolkit.id:
            yield problem("self-reference", field, f"{field} names the entry itself", "name another entry")
        elif other not in by_id and other not in unread:
            yield problem("dangling-reference", field, f"{field} names {other}, which is not an entry", "name an id of data/toolkits.yaml")
        elif field == "successors" and other in by_id and by_id[other].status != "current":
            yield problem("successor-gone", field, f"successor {other} is {by_id[other].status}", "name a toolkit that is current")


def _one_entry(toolkit: Toolkit, problem: Wrong) -> Iterator[Problem]:
    if "topic-specific" in toolkit.stages and not toolkit.topics:
        yield problem("topic-missing", "stages", "stage topic-specific stands without a topic", "add topics, or choose another stage")
    if toolkit.minutes:
        low, high, basis = toolkit.minutes.low, toolkit.minutes.high, toolkit.minutes.basis
        if low > high:
            yield problem("minutes-order", "minutes", f"low {low} is above high {high}", "put the shorter time first")
        if basis not in ("publisher", "our-estimate", *(source.id for source in toolkit.sources)):
            yield problem(
                "minutes-basis", "minutes", f"basis {basis} is not a source of this entry", "use publisher, our-estimate or the id of a source"
            )
    if toolkit.status == "current":
        reachable = any(link.role == "own" and link.footnote is None for link in toolkit.links)
        if not reachable and not toolkit.how_to_get:
            yield problem("current-unreachable", "status", "a current toolkit has no own link and no how_to_get", "add one, or change the status")
    elif not toolkit.successors and not toolkit.no_successor:
        yield problem(
            "no-successor", "status", f"a {toolkit.status} toolkit says nothing of what to use instead", "add successors, or no_successor and why"
        )


def _sources(toolkit: Toolkit, problem: Wrong) -> Iterator[Problem]:
    supported: set[str] = set()
    for source in toolkit.sources:
        supported.update(source.supports)
        if not source.url and not source.note:
            yield problem("source-unreachable", "sources", f"source {source.id} has neither url nor note", "say where it can be read")
        if source.how_read == "search" and (source.url or not SEARCHED.issuperset(source.supports)):
            yield problem(
                "search-source", "sources", f"source {source.id} is a search that found nothing, with an address or with facts that rest on it",
                f"give it no url, and let it support no more than {', '.join(sorted(SEARCHED))}",
            )  # fmt: skip
        for field in source.supports:
            if field not in _FIELDS or not (given(toolkit, field) or field in toolkit.torn):
                yield problem(
                    "unknown-support", "sources", f"source {source.id} supports {field}, which the entry does not have", "name fields of the entry"
                )
    for field in FACTS:
        estimated = field == "minutes" and toolkit.minutes and toolkit.minutes.basis == "our-estimate"
        if given(toolkit, field) and field not in supported and not estimated:
            yield problem("fact-without-source", field, f"no source supports {field}", f"add {field} to the supports of its source, or leave it out")
    copies = {source.url for source in toolkit.sources if source.how_read == "copy" and source.url}
    for link in toolkit.links:
        if link.role == "own" and link.url in copies:
            yield problem("copied-link", "links", "an own link goes to a page that is only a copy", "give the publisher's address, or role copy")


def _archives(toolkit: Toolkit, problem: Wrong) -> Iterator[Problem]:
    for link in toolkit.links:
        for archive in link.archives:
            match = _CAPTURE.fullmatch(archive.url)
            if not match or match[2] != link.url or match[1][:8] != archive.captured.replace("-", ""):
                yield problem(
                    "archive-address", "links", "an archived copy does not match its link",
                    "give archive address, 14 digits that begin with the captured date, and the link's own address",
                )  # fmt: skip


def check_timeline(timeline: Iterable[Event], toolkits: Collection[str], references: Collection[str], file: str) -> Iterator[Problem]:
    """Every problem with the history: names that do not exist, years out of order, events without a source."""
    before = ""
    for event in timeline:
        for name in (*(one for one in event.toolkits if one not in toolkits), *(one for one in event.references if one not in references)):
            yield Problem(file, event.line, "", "dangling-reference", f"the event names {name}, which is not there", "name an entry or a reference")
        if not event.toolkits and not event.references:
            yield Problem(file, event.line, "", "event-without-source", "the event names neither an entry nor a reference", "say what it rests on")
        if event.when < before:
            yield Problem(file, event.line, "", "event-order", f"{event.when} comes after {before}", "put the events in order of their years")
        before = max(before, event.when)


def _cycles(toolkits: Toolkits, by_id: Mapping[str, Toolkit], file: str) -> Iterator[Problem]:
    settled: set[str] = set()
    for toolkit in toolkits:
        path: list[str] = []
        here: Toolkit | None = toolkit
        while here is not None and here.id not in settled and here.id not in path:
            path.append(here.id)
            here = by_id.get(here.part_of) if here.part_of and here.part_of != here.id else None
        if here is not None and here.id in path and len(path) > 1:
            circle = " > ".join([*path[path.index(here.id) :], here.id])
            yield _problem(
                file, here, "part-of-cycle", "part_of", f"part_of goes round in a circle ({circle})", "let the outermost entry stand alone"
            )
        settled.update(path)


def _across(toolkits: Toolkits, file: str) -> Iterator[Problem]:
    purposes: dict[str, Toolkit] = {}
    footnotes: dict[int, Toolkit] = {}
    for toolkit in toolkits:
        key = re.sub(r"[^a-z0-9]+", " ", toolkit.purpose.casefold()).strip()
        if first := purposes.get(key):
            yield _problem(
                file, toolkit, "same-purpose", "purpose", f"the purpose is that of {first.id}", "say what this one does that no other does"
            )
        purposes.setdefault(key, toolkit)
        for link in toolkit.links:
            if link.footnote is None:
                continue
            if taken := footnotes.get(link.footnote):
                yield _problem(file, toolkit, "footnote-twice", "links", f"footnote {link.footnote} stands at {taken.id} too", "tie it to one entry")
            footnotes.setdefault(link.footnote, toolkit)
