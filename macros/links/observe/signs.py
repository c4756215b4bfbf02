"""Signs by which pages give themselves away: parked domains, and what strangers sell on bought names.

Pages about gambling harm, sexual health or drugs use the same nouns as pages that sell them. So only turns of phrase said
to a customer count, several of them, and only where they outweigh words of care (phrases.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.links.observe import phrases
from macros.links.observe.reading import Page

PARKING_HOSTS = frozenset(
    (
        "sedo.com", "sedoparking.com", "dan.com", "undeveloped.com", "afternic.com", "hugedomains.com", "parkingcrew.net", "bodis.com", "above.com",
        "domainmarket.com", "buydomains.com", "parklogic.com", "skenzo.com", "domainnamesales.com", "uniregistry.com", "brandbucket.com",
        "dsparking.com", "cashparking.com", "smartname.com", "namedrive.com",
    )
)  # fmt: skip
"""Who serves the scripts and frames of parked pages."""
_ADVERTS_AT_MOST = 250
"""A page of adverts has few words: a longer one under its host's name has something to say."""
_SELLING = 3
"""So many different turns of phrase of one trade, and the page sells."""


def found_in(pattern: re.Pattern[str], page: Page, few: int) -> bool:
    """Whether a page says it in its title or headings, or, having at most `few` words, anywhere."""
    return bool(pattern.search(page.title) or any(pattern.search(one) for one in page.headings) or (page.words <= few and pattern.search(page.text)))


def is_parked(page: Page, host: str) -> bool:
    """Whether a page says of its own domain that it is for sale, parked or expired.

    A longer page may speak of such things, so there its title or the name of its host has to be part of it.
    """
    if found_in(phrases.PARKED, page, 250):
        return True
    name = host.removeprefix("www.")
    opening = f"{page.strong} {page.text[:3000]}"
    if name.casefold() in opening.casefold():
        alone = page.title.casefold().removeprefix("www.").strip(" .!|-") == name.casefold()
        if alone and page.words <= _ADVERTS_AT_MOST and phrases.ADVERTS.search(opening):
            return True
        offers = r"(?:for sale|available for (?:sale|purchase)|parked|expired)"
        says = r"\s*(?:domain(?: name)?\s*)?(?:\b(?:is|may be|might be)\b|[-–|:])?\s*"
        says += r"(?:(?:this |the )?(?:web ?site|domain)(?: name)? is )?(?:now |still |currently |a )?"
        own = rf"{re.escape(name)}{says}{offers}|(?:buy|own|get) {re.escape(name)}\b"
        if re.search(own, opening, re.IGNORECASE):
            return True
    return page.words < 400 and bool(page.loads & PARKING_HOSTS)


@dataclass(frozen=True)
class Sold:
    """A trade that a page plies, and how many different turns of phrase show it."""

    kind: str
    signs: int


def sells(page: Page) -> Sold | None:
    """What a page sells of the things that strangers put on bought names; None when it rather helps people with them."""
    text = f"{page.strong} {page.text[:60_000]}"
    care = len(phrases.CARE.findall(text))
    for kind, pattern in phrases.SOLD.items():
        said = [found.casefold() for found in (one[0] for one in pattern.finditer(text))]
        if len(set(said)) >= _SELLING and len(said) > care:
            return Sold(kind, len(set(said)))
    return None
