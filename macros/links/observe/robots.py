"""Whether a host lets machines look at a page (RFC 9309). Its robots.txt is asked for once in a run."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from macros.links.observe.answers import NoAnswer
from macros.links.observe.domains import host_of

LONGEST = 512 * 1024
_MACHINE = re.compile(r"\s*user[\s_-]*agents?\b", re.IGNORECASE)
MOST = 50_000
"""More rules than any honest host has: each costs memory and time, and a group may name a thousand machines for each."""
_TELLS_ENOUGH = ("unsafe", "robots", "no-such-domain", "no-address", "dns-failed", "refused", "unreachable")
_TELLS_ENOUGH_TOO = ("tls-expired", "tls-early", "tls-name", "tls-issuer", "tls-old", "tls-broken")
_LEFT_IN_PEACE = ("deferred", "put-off")

Fetch = Callable[[str], Awaitable[tuple[int, bytes]]]


class Robots:
    """The rules of all hosts of one run.

    A host without the file, or that refuses it, allows everything. One whose file cannot be read now is not asked for its
    pages either: `allow` raises NoAnswer("robots-unread"). Where the host cannot be reached at all, asking for the page
    says so in better words, so that is allowed.
    """

    def __init__(self, fetch: Fetch, agent: str, tries: int) -> None:
        self._fetch, self._agent, self._tries = fetch, agent.split("/", maxsplit=1)[0], tries
        self._known: dict[str, asyncio.Task[Protego | None]] = {}
        self._failures: dict[str, int] = {}

    async def allow(self, url: str) -> bool:
        host = host_of(url)
        if host not in self._known:
            parts = urlsplit(url)
            self._known[host] = asyncio.create_task(self._read(f"{parts.scheme}://{parts.netloc}/robots.txt"))
        asked = self._known[host]
        try:
            rules = await asyncio.shield(asked)
        except NoAnswer as error:
            if error.kind == "robots-unread" and self._known.get(host) is asked:
                self._failures[host] = self._failures.get(host, 0) + 1
                if self._failures[host] < self._tries:
                    del self._known[host]  # the next try may be luckier
            raise
        return rules is None or bool(rules.can_fetch(url, self._agent))

    async def _read(self, url: str) -> Protego | None:
        try:
            status, body = await self._fetch(url)
        except NoAnswer as error:
            if error.kind in _TELLS_ENOUGH or error.kind in _TELLS_ENOUGH_TOO:
                return None
            raise NoAnswer(error.kind if error.kind in _LEFT_IN_PEACE else "robots-unread") from None
        if status == 429 or status >= 500 or status < 200:
            raise NoAnswer("robots-unread")
        if status != 200 or body.lstrip()[:1] == b"<":  # a page for people, not rules for machines
            return None
        text = body[:LONGEST].decode("utf-8", "replace")
        if _work(text) > MOST:
            raise NoAnswer("robots-unread")
        return Protego.parse(text)


def _work(text: str) -> int:
    """How many lines there are when each is counted once for every machine that its group names, as the parser keeps rules."""
    work = machines = 0
    ruled = False
    for line in text.splitlines():
        if _MACHINE.match(line):
            machines, ruled = (1 if ruled else machines + 1), False
        elif line.strip() and not line.lstrip().startswith("#"):
            work, ruled = work + machines, True
    return work
