"""Looks names up, and says why when it cannot."""

from __future__ import annotations

import asyncio
import socket
from typing import Protocol

from macros.links.observe.answers import NoAnswer

_NO_SUCH_NAME = (socket.EAI_NONAME,)
_NO_NUMBER = (getattr(socket, "EAI_NODATA", None), getattr(socket, "EAI_ADDRFAMILY", None))


class Resolver(Protocol):
    async def numbers(self, host: str) -> list[str]:
        """The numbers of a host. Raises NoAnswer: no-such-domain, no-address, or dns-failed when nothing is known."""


class SystemResolver:
    """Asks this computer. The dot that ends the name keeps it from being tried below the domain of the local network."""

    async def numbers(self, host: str) -> list[str]:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno in _NO_NUMBER:
                raise NoAnswer("no-address") from None
            raise NoAnswer("no-such-domain" if error.errno in _NO_SUCH_NAME else "dns-failed") from None
        except (OSError, UnicodeError):
            raise NoAnswer("dns-failed") from None
        return list(dict.fromkeys(str(one[4][0]) for one in found))
