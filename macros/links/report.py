"""Every outside address with its standing and where it is used: for the page, the data file and the maintainer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from macros.catalogue.model import Archive, Catalogue, Link, Standing, Toolkit
from macros.catalogue.once import once

WORST_FIRST = ("hidden", "dead", "failing", "unsure", "moved", "unchecked", "live")
"""Every state that an address can have. The eighth, none, is for a toolkit that never had an address."""


@dataclass(frozen=True)
class Use:
    """One place that names an address, or named the one from which its page moved: a toolkit's link or source, or a
    reference of the guides. `read` is the day or month on which a person last compared the two; `copied` marks what is
    only somebody's copy, to which pages do not link.
    """

    kind: str
    entry: str
    label: str
    read: str
    link: Link | None = None
    copied: bool = False


@dataclass(frozen=True)
class Outside:
    """One outside address."""

    address: str
    standing: Standing
    uses: tuple[Use, ...]

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def footnote(self) -> int | None:
        return next((use.link.footnote for use in self.uses if use.link and use.link.footnote is not None), None)

    @property
    def only_copied(self) -> bool:
        """Whether every use of it is somebody's copy."""
        return all(use.copied for use in self.uses)

    @property
    def archives(self) -> tuple[Archive, ...]:
        """Copies that a person has opened."""
        return tuple(dict.fromkeys(archive for use in self.uses if use.link for archive in use.link.archives))

    @property
    def toolkits(self) -> tuple[str, ...]:
        """The ids of the toolkits that name it."""
        return tuple(sorted({use.entry for use in self.uses if use.kind != "reference"}))

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of the references that name it."""
        return tuple(sorted({use.entry for use in self.uses if use.kind == "reference"}))

    @property
    def in_terminal(self) -> str:
        """The address for a maintainer to read: an unsafe one with a broken dot, because terminals make links of addresses."""
        if not self.standing.unsafe:
            return self.address
        return self.address.replace(self.host, "[.]".join(self.host.rsplit(".", 1)), 1)


@once
def outside(catalogue: Catalogue) -> tuple[Outside, ...]:
    """Every outside address once: the worst state first, then the addresses of the note, then by host and address."""
    uses = _uses(catalogue)
    found = [Outside(address, catalogue.standing(address), tuple(users)) for address, users in uses.items()]
    return tuple(sorted(found, key=_worst_first))


@once
def count_by_state(catalogue: Catalogue) -> Mapping[str, int]:
    """How many addresses are in each state; under `none`, how many toolkits never had an address."""
    counts = dict.fromkeys(WORST_FIRST, 0)
    for row in outside(catalogue):
        counts[row.standing.state] += 1
    return {**counts, "none": sum(never_had_address(toolkit) for toolkit in catalogue.toolkits)}


@once
def last_check(catalogue: Catalogue) -> str | None:
    """The day on which a machine last looked at any address."""
    return max((row.standing.checked for row in outside(catalogue) if row.standing.checked), default=None)


def never_had_address(toolkit: Toolkit) -> bool:
    """Whether a lost toolkit has no address that we know of, not even that of the whole to which it belonged."""
    return toolkit.status == "lost" and toolkit.part_of is None and all(link.role == "replacement" for link in toolkit.links)


def _uses(catalogue: Catalogue) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for toolkit in catalogue.toolkits:
        for link in toolkit.links:
            found.setdefault(link.url, []).append(Use("link", toolkit.id, link.label, toolkit.reviewed, link))
        for source in toolkit.sources:
            if source.url:
                found.setdefault(source.url, []).append(Use("source", toolkit.id, source.title, source.read, copied=source.how_read == "copy"))
    for reference in catalogue.references.values():
        if reference.url:
            copied = reference.how_read == "copy"
            found.setdefault(reference.url, []).append(Use("reference", reference.id, reference.title, reference.read, copied=copied))
    for standing in catalogue.standings.values():
        if standing.state == "moved" and standing.moved_to and standing.since:
            moved = [replace(use, read=standing.since, link=None) for use in found.get(standing.address, ())]
            found.setdefault(standing.moved_to, []).extend(moved)
    return {address: users for address, users in found.items() if users}


def _worst_first(row: Outside) -> tuple[int, int, str, str]:
    return WORST_FIRST.index(row.standing.state), row.footnote or 99, row.host.removeprefix("www."), row.address
