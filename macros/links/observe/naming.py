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
_CAPITALS = re.compile(r"\b[A-Z]")
_SEGMENTS = re.compile(r"\s*[|–—·:»•]\s*|\s+-\s+")
_ENOUGH_IN_TITLE, _ENOUGH_IN_TEXT = 0.6, 0.8
RESOURCE, PUBLISHER = "the resource", "its publisher"
"""What a page may name, as words to follow "names"."""


def named_on(page: Page, names: Iterable[str], publishers: Iterable[str]) -> str | None:
    """RESOURCE where the page names it, PUBLISHER where it names that alone, None where it names neither.

    The words of a publisher's name say nothing of the resource: they stand on each of its pages.
    """
    parts = tuple(dict.fromkeys(part for one in publishers for part in parts_of(one)))
    inside, own = _Inside(page), frozenset(word for part in parts for word in _words_of_name(part))
    if any(_is_resource(name, inside, own) for name in names):
        return RESOURCE
    return PUBLISHER if any(_is_publisher(part, inside) for part in parts) else None


def tells(label: str) -> bool:
    """Whether a label says enough to be a name: "Exit strategy" and "Background" stand on many a page."""
    return len({word for word in _words_of_name(label) if word not in _COMMON and len(word) > 2}) > 1


class _Inside:
    """The words of a page, in the forms in which names are looked for. `first` is its title and first heading,
    `segments` are the parts of its title and headings, and `raw` is all of it as written.
    """

    def __init__(self, page: Page) -> None:
        strong, everything = words_of(page.strong), words_of(f"{page.strong} {page.text}")
        self.strong, self.everything = f" {' '.join(strong)} ", f" {' '.join(everything)} "
        self.strong_words, self.words = frozenset(strong), frozenset(everything)
        self.raw, self.calls_itself = f"{page.strong} {page.text}", page.strong
        self.first = " | ".join((page.title, *page.headings[:1]))
        self.opening = f" {' '.join(words_of(self.first))} "
        self.first_segments = {tuple(words_of(one)) for one in _SEGMENTS.split(self.first)}
        self.segments = {_without_article(tuple(words_of(one))) for text in (page.title, *page.headings) for one in _SEGMENTS.split(text)}


def _is_resource(name: str, inside: _Inside, own: Set[str]) -> bool:
    words = _words_of_name(name)
    uncommon = {word for word in words if word not in _COMMON and len(word) > 2}
    telling = uncommon - own
    if not uncommon:
        # Plain words name something only as all that a title or a heading says, and not as the publisher's name.
        plain = set(words) - _SMALL
        return len(plain) > 1 and not plain <= own and _without_article(words) in inside.segments
    phrase = f" {' '.join(words)} "
    if not telling:
        # Named after its publisher, as "Hull partnership checklist" is: what it adds to that name has to be there too.
        more = len(set(words) - own - _SMALL)
        return phrase in (inside.everything if more > 1 else inside.strong) and more > 0
    if len(words) == 1:
        # Of one word, an abbreviation has to be as written, and any other word all that the title says: "LIVE CHAT" names no CHAT.
        return words in inside.first_segments or (name.isupper() and len(name) > 3 and _stands_in(name, inside.first))
    # With one telling word, what the page calls itself, or the name letter by letter: menus hold many a "security policy".
    if phrase in (inside.everything if len(telling) > 1 else inside.opening) or (len(_CAPITALS.findall(name)) > 1 and _stands_in(name, inside.raw)):
        return True
    if len(telling) > 1 and words[-1] in _SORTS and f" {' '.join(words[:-1])} " in inside.strong:
        return True
    if len(telling) < 3:
        return False
    return _share(telling, inside.strong_words) >= _ENOUGH_IN_TITLE or (len(telling) > 3 and _share(telling, inside.words) >= _ENOUGH_IN_TEXT)


def _is_publisher(name: str, inside: _Inside) -> bool:
    words = _words_of_name(name)
    if len(words) == 1:
        return _stands_in(name, inside.raw if name.isupper() else inside.calls_itself)
    phrase = f" {' '.join(words)} "
    return phrase in inside.strong or (phrase in inside.everything and (_tells(name) or _stands_in(name, inside.raw)))


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] in (("the",), ("a",), ("an",)) else words


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

    A piece of one word counts only as an abbreviation, unless it comes first; one of nothing but common words only with
    a capital at each end, as in "Improvement Service". Dates, countries and remarks are nobody.
    """
    if _SAYS_NOTHING.search(publisher):
        return ()
    clauses = [_bare(piece) for piece in re.split(r"[,;()]", publisher)]
    pieces = [*clauses, *(_bare(piece) for one in clauses for piece in re.split(r"(?<!-)\b(?:with|for|on its|by)\b(?!-)", one))]
    smaller = [_bare(part) for piece in pieces for part in re.split(r"\b(?:and|in|of the)\b", piece)]
    found = [_bare(publisher)]
    found += [one for one in pieces if _tells(one) or (len(_words_of_name(one)) > 1 and re.fullmatch(r"[A-Z].* [A-Z]\w+", one))]
    found += [one for one in smaller if _tells(one)]
    return tuple(one for one in dict.fromkeys(found) if _is_somebody(one, one in (_bare(publisher), clauses[0])))


def _is_somebody(piece: str, first: bool) -> bool:
    words = _words_of_name(piece)
    if _DATE.search(piece) or not re.search(r"[A-Z]|\w\.\w|[a-z]\d", piece) or not set(words) - _PLACES - _SMALL:
        return False
    return len(words) > 1 or (first and _tells(piece)) or bool(re.search(r"[A-Z].*[A-Z]|\d", piece) and len(piece) > 2)


def _bare(piece: str) -> str:
    return re.sub(r"^(?:(?:the|The|its|our|and|at|in|on|now)\s+)+", "", piece.strip(" .-"))


def _tells(piece: str) -> bool:
    return bool(set(_words_of_name(piece)) - _COMMON - _PLACES)


_DATE = re.compile(r"\b\d{4}\b|^\d{1,2} [A-Z][a-z]+$")
# A country or a plain noun beside a publisher's name does not name the publisher.
_PLACES = _words(
    """
    scotland england wales ireland northern united kingdom uk states canada australia new zealand european union netherlands london york vienna
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
