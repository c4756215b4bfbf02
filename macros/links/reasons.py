"""What a machine saw of an address, in words that readers may see. Pure.

A recorded reason is a text like any other, and may name the domain to which strangers led it. So readers get nothing of
it but what it shares with a sentence of the observer: that sentence, with the domain left out.
"""

from __future__ import annotations

import re
from functools import cache

from macros.catalogue.model import Standing
from macros.links.observe.kinds import KINDS, PERHAPS_MOVED

_WHY_IT_HELPS = ("unsure", "failing", "dead", "hidden")
"""States in which readers wonder why. Of those that work nobody does."""
_FOR_MAINTAINERS = f" {PERHAPS_MOVED}"
_GAPS = {
    "what": r"the resource|its publisher", "status": r"\d{3}", "seconds": r"\d{1,4}(?:\.\d)?",
    "most": r"\d{1,3}", "where": r"\S{1,260}",
}  # fmt: skip


def reason_for_readers(standing: Standing) -> str | None:
    """Why an address is in its state: what a person wrote, or what a machine saw where that helps. None when nothing can be said."""
    if standing.decided:
        return standing.reason
    return _in_our_words(standing.reason or "") if standing.state in _WHY_IT_HELPS else None


def in_a_phrase(reason: str | None) -> str | None:
    """A reason to stand within a sentence."""
    return reason and reason[0].lower() + reason[1:].rstrip(".")


def _in_our_words(reason: str) -> str | None:
    for pattern, words in _sentences():
        if found := pattern.fullmatch(reason):
            return words.format(**found.groupdict())
    return None


def _without_domain(words: str) -> str:
    return words.replace(", {where}", "").replace("{where}", "another domain")


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each sentence of the observer, as what a reason has to be and as what readers get."""
    found = []
    for kind in KINDS.values():
        pieces = re.split(r"\{(\w+)\}", kind.words)
        pattern = "".join(f"(?P<{piece}>{_GAPS[piece]})" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
        found.append((re.compile(pattern), _without_domain(kind.words).replace(_FOR_MAINTAINERS, "")))
    return tuple(found)
