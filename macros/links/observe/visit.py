"""Asks one address, again where that may help, and judges what came of it. Whatever happens, one outcome comes out."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Callable

from macros.links.evidence import PolicyFile
from macros.links.observe.answers import NoAnswer
from macros.links.observe.asked import Asked
from macros.links.observe.domains import domain_of, host_of
from macros.links.observe.follow import Follower
from macros.links.observe.identity import judged
from macros.links.observe.kinds import KINDS, Outcome, outcome

WAITS = (5.0, 30.0)
"""Seconds before the second and every later try; up to half as much again by chance, so that hosts are not asked in step."""
_UNREACHED = frozenset(("no-such-domain", "dns-failed", "no-address", "refused", "unreachable", "timeout"))


class Visitor:
    """Visits addresses for one run. `chance` gives a number from 0 to 1. `sure`: what is missing is asked again as well."""

    def __init__(self, follower: Follower, policy: PolicyFile, chance: Callable[[], float], sure: bool = False) -> None:
        self._follower, self._policy, self._chance, self._sure = follower, policy, chance, sure
        self._down: dict[str, NoAnswer] = {}

    async def visit(self, asked: Asked) -> Outcome:
        tries = 1 if self._is_down(asked) else self._policy.times_asked
        for number in range(tries):
            if number:
                await asyncio.sleep(WAITS[min(number, len(WAITS)) - 1] * (1 + self._chance() / 2))
            found = await self._once(asked)
            kind = KINDS[found.kind]
            if not (kind.again or (self._sure and kind.result == "missing")):
                break
        if found.kind in _UNREACHED:
            self._down[host_of(asked.address)] = NoAnswer(found.kind)
        return found

    def _is_down(self, asked: Asked) -> bool:
        """A host that did not let itself be reached in all tries for one address gets one try for each other."""
        return host_of(asked.address) in self._down

    async def _once(self, asked: Asked) -> Outcome:
        try:
            return judged(asked, await self._follower.follow(asked.address), self._policy)
        except NoAnswer as why:
            return outcome(why.kind, seconds=self._policy.seconds_for_an_answer, most=self._policy.redirects_followed)
        except Exception:  # a fault of ours costs one address its answer, never the run its others
            print(f"The observer failed on {domain_of(host_of(asked.address))}:", file=sys.stderr)
            traceback.print_exc()
            return outcome("observer-fault")
