"""Goes from an address to the page behind it: turns, robots.txt, redirects by hand and one budget of seconds for all hops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from macros.links.evidence import PolicyFile
from macros.links.observe.answers import Answer, Client, Jar, NoAnswer
from macros.links.observe.domains import domain_of, host_of
from macros.links.observe.guard import next_hop, refusal_of_hop
from macros.links.observe.politeness import Turns, seconds_of
from macros.links.observe.reading import Page, read_page
from macros.links.observe.robots import Robots
from macros.links.observe.signs import PARKING_HOSTS

Stays = Callable[[Page], bool]
"""Whether a page is what was looked for, so that neither its scripts nor its frames are followed away from it."""
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Landed:
    """Where a chain ended. `sent_on`: a page, not its host, sent the reader further."""

    answer: Answer
    page: Page
    hops: int
    sent_on: bool = False


class Follower:
    """Follows addresses for one run. `now` is the clock that dates in headers are measured against."""

    def __init__(self, client: Client, policy: PolicyFile, turns: Turns, agent: str, now: Callable[[], datetime]) -> None:
        self._client, self._policy, self._turns, self._now = client, policy, turns, now
        self._robots = Robots(self._text_of, agent, policy.times_asked)

    async def follow(self, address: str, patience: float = 1, stays: Stays = lambda page: False) -> Landed:
        """The end of the chain that starts at `address`. It has `patience` times the usual seconds. Raises NoAnswer.

        That a domain is gone is said only of the address's own ("no-such-domain"), never of one that it leads to.
        """
        url, jar, seen, sent_on = address.split("#", 1)[0], Jar(), set[tuple[str, str]](), False
        budget = _Budget(self._policy.seconds_for_an_answer * patience)
        for hop in range(self._policy.redirects_followed + 1):
            if (url, cookies := jar.header(url)) in seen:
                raise NoAnswer("loop")
            seen.add((url, cookies))
            if refusal_of_hop(url):
                raise NoAnswer("unsafe")
            if domain_of(host_of(url)) in PARKING_HOSTS:
                raise NoAnswer("market")
            if not await self._robots.allow(url):
                raise NoAnswer("robots")
            try:
                answer = await self._ask(url, cookies, budget)
            except NoAnswer as why:
                raise NoAnswer("lapsed-target", host_of(url)) if hop and why.kind == "no-such-domain" else why from None
            jar.keep(answer)
            if answer.status in _REDIRECTS:
                target = next_hop(url, answer.headers.get("location", ""))
                if target is None:
                    raise NoAnswer("no-target")
            else:
                page = read_page(answer)
                follows = page.sends_to and not (page.by_script and stays(page))
                target = next_hop(url, page.sends_to) if follows else None
                if not target or target == url or target.split(":", 1)[0] not in ("http", "https"):
                    return Landed(answer, page, hop, sent_on)
                sent_on = True
            url = target.split("#", 1)[0]
        raise NoAnswer("too-many")

    async def _ask(self, url: str, cookies: str, budget: _Budget) -> Answer:
        domain = domain_of(host_of(url))
        async with self._turns.of(domain):
            with budget:
                answer = await self._client.ask(url, cookies, budget.left)
        self._heed(answer, domain)
        return answer

    def _heed(self, answer: Answer, domain: str) -> None:
        """A host that says when to come back is not asked before then."""
        if answer.status not in (429, 503):
            self._turns.has_answered(domain)
            return
        wait = seconds_of(answer.headers.get("retry-after", ""), self._now())
        if wait is None:
            return
        if wait > self._policy.longest_wait_seconds:
            self._turns.close(domain)
            raise NoAnswer("deferred")
        self._turns.put_off(domain, wait)

    async def _text_of(self, url: str) -> tuple[int, bytes]:
        """The status and body of a plain file, through redirects; for robots.txt."""
        budget = _Budget(self._policy.seconds_for_an_answer)
        for _ in range(6):
            if refusal_of_hop(url):
                raise NoAnswer("unsafe")
            answer = await self._ask(url, "", budget)
            target = next_hop(url, answer.headers.get("location", "")) if answer.status in _REDIRECTS else None
            if target is None:
                return answer.status, answer.body
            url = target
        return 404, b""


class _Budget:
    """Seconds that requests may take together. Waiting for a turn costs nothing."""

    def __init__(self, seconds: float) -> None:
        self.left, self._start = seconds, 0.0

    def __enter__(self) -> None:
        if self.left <= 0:
            raise NoAnswer("timeout")
        self._start = asyncio.get_running_loop().time()

    def __exit__(self, *_: object) -> None:
        self.left -= asyncio.get_running_loop().time() - self._start
