"""What is to be asked: each address with the names that a page behind it should hold, and what is known of it already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from macros.catalogue.model import Catalogue
from macros.links.observe.naming import parts_of, tells
from macros.links.report import Outside, Use, outside


@dataclass(frozen=True)
class Asked:
    """`state` is the address's standing now. `cared_for`: readers have a copy, or pages never lead there."""

    address: str
    names: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    state: str = "unchecked"
    cared_for: bool = False


def to_ask(catalogue: Catalogue, now: datetime, days_until_repeated: int) -> list[Asked]:
    """Every address that asking can tell something of. Hidden ones wait for a person, so nobody visits them.

    A dead one is asked only as often as its answer would be recorded again: all that it could do is come back to life.
    """
    late = (now.astimezone(UTC) - timedelta(days=days_until_repeated)).date().isoformat()
    return [
        _asked(catalogue, row)
        for row in outside(catalogue)
        if row.standing.state != "hidden" and (row.standing.state != "dead" or (row.standing.checked or "") <= late)
    ]


def _asked(catalogue: Catalogue, row: Outside) -> Asked:
    names, publishers = dict[str, None](), dict[str, None]()
    for use in row.uses:
        for name in _names(catalogue, use):
            names[name] = None
            # A label may say in brackets what the page does not: "Place Guide (PDF)".
            names[re.sub(r"\s*\([^)]*\)", "", name).split(", ", 1)[0].strip()] = None
        publishers.update((one, None) for one in _publishers(catalogue, use))
    return Asked(row.address, tuple(one for one in names if one), tuple(publishers), row.standing.state, bool(row.archives) or row.only_copied)


def _names(catalogue: Catalogue, use: Use) -> Iterator[str]:
    if use.kind == "reference" or tells(use.label):
        yield use.label
    if use.kind == "reference":
        return
    toolkit = catalogue.by_id[use.entry]
    for one in (toolkit, catalogue.by_id.get(toolkit.part_of or "")):
        if one:
            yield one.name
            if one.short_name:
                yield one.short_name


def _publishers(catalogue: Catalogue, use: Use) -> Iterator[str]:
    if use.kind == "reference":
        yield catalogue.references[use.entry].publisher
        return
    toolkit = catalogue.by_id[use.entry]
    # A body that is in the catalogue itself is named by its name, and by nothing else.
    if not {toolkit.name, toolkit.short_name, f"The {toolkit.publisher}"} & {*parts_of(toolkit.publisher)}:
        yield toolkit.publisher
    yield from toolkit.authors
    # "Place Guide, Scottish Futures Trust": what follows the last comma of a label is who published that page.
    tail = use.label.rsplit(", ", 1)[-1]
    if tail != use.label and use.kind == "source" and parts_of(tail):
        # Or it is the thing itself: "Publisher's guide, Place Standard".
        itself = any(tail.casefold().removeprefix("the ") in name.casefold() for name in _names(catalogue, use) if name != use.label)
        yield from () if itself else (tail,)
