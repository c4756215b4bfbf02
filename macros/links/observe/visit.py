"""Asks one address, again where that may help, and judges what came of it. Whatever happens, one outcome comes out."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable

from macros.links.evidence import PolicyFile
from macros.links.observe.answers import NoAnswer
from macros.links.observe.asked import Asked
from macros.links.observe.domains import broken, domain_of, host_of
from macros.links.observe.follow import Follower
from macros.links.observe.identity import judged
from macros.links.observe.kinds import KINDS, Outcome, outcome
from macros.links.observe.naming import named_on
from macros.links.observe.reading import Page

_LATER = 6
"""So many times as long as for the second try is the wait for later ones."""
_IMPATIENCE = 1 / 3
"""A host that was silent for all its seconds gets this share of them at the next try: one that is well again answers soon."""
_MORE = 3
"""A host that answered before has to fail so many times as often before it counts as down."""
_UNREACHED = frozenset(("no-such-domain", "dns-failed", "no-address", "refused", "unreachable", "timeout"))
_PUT_OFF = frozenset(("throttled", "later", "put-off"))


class Visitor:
    """Visits addresses for one run. `chance` gives a number from 0 to 1. `sure`: what is missing is asked again as well."""

    def __init__(self, follower: Follower, policy: PolicyFile, chance: Callable[[], float], sure: bool = False) -> None:
        self._follower, self._policy, self._chance, self._sure = follower, policy, chance, sure
        self._unreached, self._put_off, self._reached = Counter[str](), Counter[str](), set[str]()
        self._again = defaultdict[str, asyncio.Lock](asyncio.Lock)

    async def visit(self, asked: Asked) -> Outcome:
        found = await self._once(asked)
        for number in range(1, self._policy.times_asked):
            kind = KINDS[found.kind]
            if self._is_down(asked) or not (kind.again or (self._sure and kind.result == "missing")):
                break
            wait = self._policy.seconds_before_second_try * (1 if number == 1 else _LATER)
            await asyncio.sleep(wait * (1 + self._chance() / 2))  # by chance up to half as long again: hosts are not asked in step
            async with self._again[host_of(asked.address)]:  # one after another, so that each knows what came of those before
                if self._is_down(asked):
                    break
                found = await self._once(asked, _IMPATIENCE if found.kind == "timeout" else 1, again=True)
        return found

    def _is_down(self, asked: Asked) -> bool:
        """Whether a host could not be reached, or put us off, at so many second tries in a row that more of them tell nothing new."""
        if self._sure:
            return False
        host, enough = host_of(asked.address), self._policy.times_asked
        # One that answered before has pages that do not: it takes more of them to tell that it went down.
        return self._put_off[host] >= enough or self._unreached[host] >= enough * (_MORE if host in self._reached else 1)

    async def _once(self, asked: Asked, patience: float = 1, again: bool = False) -> Outcome:
        found = await self._judged(asked, patience)
        host = host_of(asked.address)
        for count, kinds in ((self._unreached, _UNREACHED), (self._put_off, _PUT_OFF)):
            if found.kind not in kinds:
                count[host] = 0
            elif again:  # many addresses of a host are tried first in one bad moment, which says nothing of their second try
                count[host] += 1
        if found.kind not in _UNREACHED:
            self._reached.add(host)
        return found

    async def _judged(self, asked: Asked, patience: float) -> Outcome:
        def stays(page: Page) -> bool:
            return named_on(page, asked.names, asked.publishers) is not None

        try:
            try:
                return judged(asked, await self._follower.follow(asked.address, patience, stays), self._policy)
            except NoAnswer as why:
                policy = self._policy
                return outcome(why.kind, seconds=policy.seconds_for_an_answer, most=policy.redirects_followed, where=broken(why.where))
        except Exception:  # a fault of ours costs one address its answer, never the run its others
            print(f"The observer failed on {domain_of(host_of(asked.address))}:", file=sys.stderr)
            traceback.print_exc()
            return outcome("observer-fault")
