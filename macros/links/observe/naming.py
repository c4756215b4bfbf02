"""Whether a page names a resource or its publisher."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import lru_cache

from macros.links.observe.reading import Page


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL = _words(
    """
    a an and as at by for from in into is its of on or our that the their them this to up we what when where which who with your
    """
)
# Words that half the pages of this field use: on their own they name nothing.
_COMMON = _SMALL | _words(
    """
    act and approach article assessment assessing care chapter checklist community communities council document download edition framework
    group guidance guide guides health home improvement improving index information introduction joint journal joint local making model
    network news note online page pages paper part partner partners partnership partnerships partnering pdf performance plan planning
    policy practical practice programme project public publisher publishers publication publications question questions report reports
    research resource resources review section self service services site social standard standards strategy summary support survey team
    teams tool toolkit toolkits tools version website work working year
    """
)
# What a thing is, at the end of its name, which its page need not repeat: "Place Standard tool".
_SORTS = _words("checklist framework guidance guide report tool toolkit tools website")
_SAYS_NOTHING = re.compile(r"not stated|not known|unknown", re.IGNORECASE)
_ENOUGH_IN_TITLE, _ENOUGH_IN_TEXT = 0.6, 0.8
RESOURCE, PUBLISHER = "the resource", "its publisher"
"""What a page may name, as words to follow "names"."""


def named_on(page: Page, names: Iterable[str], publishers: Iterable[str]) -> str | None:
    """RESOURCE where the page names it, PUBLISHER where it names that alone, None where it names neither."""
    strong, everything = words_of(page.strong), words_of(f"{page.strong} {page.text}")
    inside = _Inside(" ".join(strong), " ".join(everything), frozenset(strong), frozenset(everything), f"{page.strong} {page.text}")
    if any(_is_named(name, inside) for name in names):
        return RESOURCE
    return PUBLISHER if any(_is_named(part, inside, title=False) for one in publishers for part in parts_of(one)) else None


class _Inside:
    def __init__(self, strong: str, everything: str, strong_words: frozenset[str], words: frozenset[str], raw: str) -> None:
        self.strong, self.everything, self.strong_words, self.words, self.raw = f" {strong} ", f" {everything} ", strong_words, words, raw


def _is_named(name: str, inside: _Inside, title: bool = True) -> bool:
    words = _words_of_name(name)
    telling = {word for word in words if word not in _COMMON and len(word) > 2}
    as_written = bool(words) and _stands_in(name.strip(), inside.raw)
    if len(words) < 2:
        # An abbreviation or a single name proves something only as it is written; a plain word only as what the page calls itself.
        if as_written and telling and (name.isupper() or not title):
            return True
        return bool(telling) and len(words[0]) > 4 and f" {words[0]} " in inside.strong
    phrase = f" {' '.join(words)} "
    if phrase in inside.strong or (phrase in inside.everything and (telling or len(words) > 3 or as_written)):
        return True
    if not title or len(telling) < 2:
        return False
    if words[-1] in _SORTS and f" {' '.join(words[:-1])} " in inside.strong:
        return True
    if len(telling) < 3:
        return False
    return _share(telling, inside.strong_words) >= _ENOUGH_IN_TITLE or (len(telling) > 3 and _share(telling, inside.words) >= _ENOUGH_IN_TEXT)


def _stands_in(name: str, text: str) -> bool:
    """Whether a text holds a name letter by letter, and not within a longer word."""
    at = text.find(name)
    while at >= 0:
        if not (text[at - 1 : at].isalnum() or text[at + len(name) : at + len(name) + 1].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False


def _share(telling: Set[str], words: frozenset[str]) -> float:
    return sum(word in words for word in telling) / len(telling)


@lru_cache(maxsize=4096)
def parts_of(publisher: str) -> tuple[str, ...]:
    """The names in what the data say of a publisher: "Hull City Council, with the Audit Commission" holds two.

    A piece of nothing but common words counts only with a capital at each end, as in "Improvement Service".
    """
    if _SAYS_NOTHING.search(publisher):
        return ()
    pieces = [_bare(piece) for piece in re.split(r"[,;()]|\b(?:with|for|on its|by)\b", publisher)]
    smaller = [_bare(part) for piece in pieces for part in re.split(r"\b(?:and|in|of the)\b", piece)]
    found = [publisher]
    found += [one for one in pieces if _tells(one) or (len(_words_of_name(one)) > 1 and re.fullmatch(r"[A-Z].* [A-Z]\w+", one))]
    found += [one for one in smaller if _tells(one)]
    return tuple(dict.fromkeys(one for one in found if len(one) > 2))


def _bare(piece: str) -> str:
    return re.sub(r"^(?:the|The|its)\s+", "", piece.strip(" ."))


def _tells(piece: str) -> bool:
    return bool(set(_words_of_name(piece)) - _COMMON - _PLACES)


# A country or a plain noun beside a publisher's name does not name the publisher.
_PLACES = _words(
    """
    scotland england wales ireland northern united kingdom uk states canada australia zealand european union netherlands london york
    university government association professor colleagues others developed closed march exists longer national international
    """
)


@lru_cache(maxsize=4096)
def _words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name, which comes again with each page. Texts of pages come once, and would only fill the memory."""
    return tuple(words_of(name))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without accents and signs."""
    plain = text.replace("&", " and ").replace("’", "'").replace("'", "")
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", plain.casefold())
