"""Runs LinkChecker behind a fence, for second.py: `python -m macros.links.observe.fence SPACING SECONDS ARGUMENT...`.

LinkChecker follows redirects by itself, without a thought for where they lead or how much comes back. Whatever it asks, this
process connects only to public numbers on the usual ports, leaves SPACING seconds between two requests to one registered
domain, takes SECONDS and KILOBYTES of an answer at the most, and never holds more than MEGABYTES. An answer that it cannot
cope with is no page found, and never the end of the others.
"""

from __future__ import annotations

import contextlib
import http.client
import runpy
import socket
import sys
import time
from typing import Any

from macros.links.observe.domains import domain_of
from macros.links.observe.guard import is_public

KILOBYTES = 256
"""What is taken of an answer. Packed a thousand times over, it still fits into the memory below."""
MEGABYTES = 1_536
NUMBERS = 2
"""So many numbers of a name are tried."""
_PORTS = (80, 443)


def only_public_numbers() -> None:
    """From now on, names and numbers that do not lead to public websites cannot be looked up in this process."""
    before = socket.getaddrinfo

    def looked_up(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        found = before(host, port, *more, **named)
        # One private number among public ones is no slip: it is how a network is spied on.
        if port not in _PORTS or not all(is_public(str(one[4][0])) for one in found):
            raise socket.gaierror(socket.EAI_NONAME, "no public website")
        return found[:NUMBERS]

    socket.getaddrinfo = looked_up


def only_so_much(seconds: float) -> None:
    """From now on, an answer that takes longer, or is longer, breaks off with TimeoutError. Each answer is a file of its own."""
    start, read = socket.SocketIO.__init__, socket.SocketIO.readinto

    def started(self: Any, *given: Any, **named: Any) -> None:
        start(self, *given, **named)
        self.until, self.left = time.monotonic() + seconds, KILOBYTES * 1024

    def read_into(self: Any, buffer: Any) -> int | None:
        if time.monotonic() > self.until or self.left <= 0:
            raise TimeoutError("the answer is too slow or too long")
        taken = read(self, buffer)
        self.left -= taken or 0
        return taken

    socket.SocketIO.__init__ = started  # type: ignore[method-assign]
    socket.SocketIO.readinto = read_into  # type: ignore[assignment, method-assign]


def only_now_and_then(spacing: float) -> None:
    """From now on, a request waits until its registered domain was left alone for so many seconds. One thread asks at a time."""
    before, last = http.client.HTTPConnection.putrequest, dict[str, float]()

    def put(self: http.client.HTTPConnection, *given: Any, **named: Any) -> None:
        domain = domain_of(self.host)
        time.sleep(max(0.0, last.get(domain, -spacing) + spacing - time.monotonic()))
        last[domain] = time.monotonic()
        before(self, *given, **named)

    http.client.HTTPConnection.putrequest = put  # type: ignore[method-assign]


def only_so_much_memory() -> None:
    """Ends the process rather than the computer, where the system knows such limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024**2, MEGABYTES * 1024**2))


def only_its_own_address(seconds: float) -> None:
    """From now on, an answer that LinkChecker stumbles over costs its own address: a redirect to `http://[bad/` would end them all.

    So does one that takes longer than twice `seconds`, with all its redirects; and a number that did not answer is not tried again.
    """
    from linkcheck.checker.urlbase import UrlBase  # type: ignore[import-untyped]

    before, connect, put = UrlBase.local_check, socket.socket.connect, http.client.HTTPConnection.putrequest
    end, silent = [0.0], set[Any]()

    def connected(self: Any, place: Any) -> Any:
        if place in silent or time.monotonic() > end[0]:
            raise TimeoutError("no answer in time")
        try:
            return connect(self, place)
        except OSError:
            silent.add(place)
            raise

    def put_in_time(self: http.client.HTTPConnection, *given: Any, **named: Any) -> None:
        if time.monotonic() > end[0]:
            raise TimeoutError("no answer in time")
        put(self, *given, **named)

    def checked(self: Any) -> None:
        end[0] = time.monotonic() + 2 * seconds
        try:
            before(self)
        except Exception as error:  # whatever it is, it is no page found
            self.set_result(f"not understood: {type(error).__name__}", valid=False)

    UrlBase.local_check = checked
    socket.socket.connect = connected  # type: ignore[method-assign]
    http.client.HTTPConnection.putrequest = put_in_time  # type: ignore[method-assign]


def main(spacing: str, seconds: str, *arguments: str) -> None:
    """Never returns: LinkChecker ends the process with its own status."""
    domain_of("example.org")  # LinkChecker gives up rights before it asks, and the list of suffixes could not be read then
    only_so_much_memory()
    only_public_numbers()
    only_so_much(float(seconds))
    only_now_and_then(float(spacing))
    only_its_own_address(float(seconds))
    sys.argv[:] = ["linkchecker", *arguments]
    runpy.run_module("linkcheck", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
