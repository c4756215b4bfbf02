"""What the observer never asks: anything but public websites on their usual ports. Applied to every hop of a redirect.

Names are judged by `refusal_of_hop` before they are looked up, and numbers by `is_public` after; the client connects
to the very numbers that were judged, so a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

LONGEST = 8_000
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PRIVATE_ENDINGS = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".onion", ".invalid", ".arpa")
_PORTS = {"http": 80, "https": 443}
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
# Networks that carry the numbers of others inside them: what they lead to cannot be told from the number alone.
_CARRIERS = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10")))


def refusal_of_hop(address: str) -> str | None:
    """Why an address is not asked, in a few words, or None when it may be."""
    if len(address) > LONGEST:
        return "it is too long"
    if not address.isascii() or not address.isprintable() or " " in address or "\\" in address:
        return "it holds a character that does not belong in an address"
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return "it cannot be read"
    if parts.scheme not in _PORTS:
        return "it is no address of a web page"
    if "@" in parts.netloc:
        return "it holds a user name or password"
    if port not in (None, _PORTS[parts.scheme]):
        return "it names an unusual port"
    if "." not in host or not host.rsplit(".", 1)[-1].strip("0123456789-") or host.rsplit(".", 1)[-1].startswith("0x"):
        return "its host is a number or a single word"
    if not all(_LABEL.fullmatch(label) for label in host.split(".")):
        return "its host is not a domain name"
    return "it names a private network" if f".{host}".endswith(_PRIVATE_ENDINGS) else None


def is_public(number: str) -> bool:
    """Whether a number that a name was resolved to is on the public network."""
    try:
        found: IPv4Address | IPv6Address = ip_address(number.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if any(found in network for network in _CARRIERS):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def next_hop(base: str, location: str) -> str | None:
    """Where a redirect leads, as an address of letters that any program sends alike; None where it leads nowhere.

    What stands outside ASCII is encoded as browsers do it: the host as IDNA, the rest as UTF-8.
    """
    location = location.strip(" \t\r\n")
    if not location or any(ord(letter) < 32 for letter in location):
        return None
    try:
        parts = urlsplit(urljoin(base, location.encode("utf-8", "surrogateescape").decode("utf-8", "replace")))
        netloc = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme in _PORTS and not netloc:
        return None
    tail = quote(parts.path or ("/" if netloc else ""), safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return f"{parts.scheme}://{netloc.lower()}{tail}" if netloc else f"{parts.scheme}:{tail}"
