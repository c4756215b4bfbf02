"""Which addresses belong to one owner: registered domains, from the copy of the public suffix list that a library brings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def host_of(address: str) -> str:
    """The host of an address in lower case, without the dot that may end it; nothing where there is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


@lru_cache(maxsize=8192)
def domain_of(host: str) -> str:
    """The domain that somebody registered: a suffix such as gov.uk counts as one when it is a host itself, with or without www."""
    host = host.rstrip(".").lower().removeprefix("www.")
    return _suffixes().privatesuffix(host) or host


def is_below(host: str, names: Iterable[str]) -> bool:
    """Whether a host is one of `names`, or below one."""
    return any(f".{host}".endswith(f".{name}") for name in names)


LONGEST = 80


def broken(host: str) -> str:
    """A host for a reason that people read: no program makes a link of it. Of a longer one than LONGEST, only the end."""
    shown = host if len(host) <= LONGEST else f"…{host[-LONGEST:]}"
    return "[.]".join(shown.rsplit(".", 1))
