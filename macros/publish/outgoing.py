"""Which outside addresses may, and which must, be links on the pages. Worked out from the catalogue alone, to check the pages by."""

from __future__ import annotations

from macros.catalogue.model import Catalogue
from macros.links.evidence import addresses_of
from macros.publish.addresses import look_ups, target_of

_YEARS = ("2009", "")


def allowed(catalogue: Catalogue) -> set[str]:
    """Every address that a page may link to: targets, archived copies, and look-ups in archives."""
    addresses = {*addresses_of(catalogue), *catalogue.standings}  # with those to which pages moved
    searches = {one["url"] for address in addresses for year in _YEARS for one in look_ups(catalogue, address, year)}
    return required(catalogue) | {target for address in addresses if (target := target_of(catalogue, address))} | searches


def required(catalogue: Catalogue) -> set[str]:
    """Every address that some page must link to: what a toolkit offers, and its archived copies."""
    links = [link for toolkit in catalogue.toolkits for link in toolkit.links]
    copies = {archive.url for link in links for archive in link.archives}
    return copies | {target for link in links if (target := target_of(catalogue, link.url))}
