"""Which outside addresses may stand in the data: those that every program and person reads alike.

A catalogue link is clicked by people who trust it. Whatever Python and browsers parse differently, or a reader
cannot tell from something else, is refused here rather than escaped later.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

LONGEST = 600
_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_PRIVATE_ENDINGS = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".onion", ".invalid", ".test", ".arpa")


@lru_cache(maxsize=65536)
def refusal_of_address(address: str) -> str | None:
    """What is wrong with an address, as the end of a sentence, or None when it may be published."""
    if not address.isascii():
        return "holds letters outside A to Z, which can look like others"
    if not address.isprintable() or " " in address:
        return "holds a space or an invisible character"
    if len(address) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if not re.match(r"https?://[^/]", address):
        return "does not start with http:// or https://"
    if not _ALLOWED.fullmatch(address):
        return "holds a character that does not belong in an address"
    if re.search(r"%(?![0-9A-Fa-f]{2})", address):
        return "holds a % that is not followed by two hexadecimal digits"
    if re.search(r"/(?:\.|%2e){1,2}(?=[/?#]|$)", address, re.IGNORECASE):
        return "holds a step (/./ or /../) that browsers take out"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "cannot be parsed"
    if "@" in parts.netloc:
        return "holds a user name or password before the host"
    if "[" in parts.netloc:
        return "has a number for a host, not a public domain name"
    if ":" in parts.netloc:
        return "names a port"
    return _refusal_of_host(host, parts.netloc)


def _refusal_of_host(host: str, netloc: str) -> str | None:
    if "%" in netloc or host != netloc.lower():
        return "has a host that programs read differently"
    if not all(_LABEL.fullmatch(label) for label in host.split(".")):
        return "has a host that is not a domain name"
    last = host.rsplit(".", 1)[-1]
    if not last.isalpha() or "." not in host or len(last) < 2:
        return "has a number or a single word for a host, not a public domain name"
    if host.endswith(_PRIVATE_ENDINGS):
        return "names a private network"
    if any(label.startswith("xn--") for label in host.split(".")):
        return "has a host in encoded letters, which can look like others"
    return None
