"""Addresses of this site, and how outside addresses may come out. The only place that joins or hides addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from macros.catalogue.model import Catalogue
from macros.links.judge import LINKED


class UnknownAddress(Exception):
    """A page or component asked for an address that the site does not have."""


@dataclass(frozen=True)
class Addresses:
    """The addresses that exist, such as `/toolkits/popit/`."""

    known: Collection[str]

    def href(self, page: str, target: str) -> str:
        """The relative address of `target` seen from `page`; both start with a slash. A fragment may follow.

        Raises UnknownAddress when the site has no such page.
        """
        path, mark, fragment = target.partition("#")
        if path not in self.known:
            raise UnknownAddress(f"{page} links to {path}, which is not a page of this site; check the id or the spelling")
        relative = posixpath.relpath(path, page if page.endswith("/") else posixpath.dirname(page))
        relative += "/" if path.endswith("/") and relative != "." else ""
        return ("./" if relative == "." else relative) + mark + fragment


def address_of_source(source: str) -> str:
    """The address at which MkDocs publishes a page source: `toolkits/popit.md` stands at `/toolkits/popit/`."""
    stem = re.sub(r"(^|/)index$", r"\1", source.removesuffix(".md"))
    return f"/{stem}/" if stem and not stem.endswith("/") else f"/{stem}"


def written_out(catalogue: Catalogue, address: str) -> str:
    """An outside address as text. An unsafe one keeps only its host, broken so that nothing links it."""
    if not catalogue.standing(address).unsafe:
        return address
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    name, _, ending = host.rpartition(".")
    return f"{name}[.]{ending}"


def target_of(catalogue: Catalogue, address: str) -> str | None:
    """Where a link to an outside address may go, or None when it is only text.

    A page that moved is followed, unless where it went is no place to send readers. An address of the note becomes a
    link only after the resource was found there: nobody has followed it since 2009.
    """
    passed: set[str] = set()
    while (standing := catalogue.standing(address)).state == "moved":
        passed.add(address)
        if standing.moved_to is None or standing.moved_to in passed:
            return None
        address = standing.moved_to
    if standing.state not in LINKED or (address in catalogue.note_addresses and standing.state != "live"):
        return None
    return address


def look_ups(catalogue: Catalogue, address: str, year: str = "2009") -> list[dict[str, str]]:
    """Searches in the web archives that may hold the address: nothing says that they do."""
    found = [{"archive": "the Wayback Machine", "url": f"https://web.archive.org/web/{year}*/{_in_archive(address)}"}]
    if (urlsplit(address).hostname or "") in catalogue.government:
        found.append(
            {
                "archive": "the UK Government Web Archive",
                "url": f"https://webarchive.nationalarchives.gov.uk/ukgwa/*/{_in_archive(address)}",
            }
        )
    return found


def wanted_look_ups(catalogue: Catalogue, address: str) -> list[dict[str, str]]:
    """Where else to look for what an address held: for those of the note, those that are only text, and those nothing is sure of."""
    noted = address in catalogue.note_addresses
    if not noted and target_of(catalogue, address) and catalogue.standing(address).state != "unsure":
        return []
    return look_ups(catalogue, address, "2009" if noted else "")


def _in_archive(address: str) -> str:
    # Archives take the address as it stands; only what would end their own address is encoded.
    return quote(address, safe=":/?&=%,+~;@!$'()*-._")
