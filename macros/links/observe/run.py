"""One run: controls, every address once, what only all answers together show, controls again. Writes nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from macros.links.evidence import PolicyFile
from macros.links.observe.answers import Client
from macros.links.observe.asked import Asked
from macros.links.observe.control import Void, check_network, check_share, check_whole
from macros.links.observe.domains import domain_of, host_of
from macros.links.observe.follow import Follower
from macros.links.observe.kinds import Outcome, outcome
from macros.links.observe.politeness import Turns
from macros.links.observe.resolve import Resolver
from macros.links.observe.visit import Visitor

Progress = Callable[[int, int], None]
"""Told how many of how many addresses are done."""


MINUTES = 110
"""So long may addresses be asked. The weekly job ends soon after it has room for this and for the second opinion."""
MINUTES_OF_A_CHANGE = 12
"""So long may those that a change adds be asked: people wait for it, and its job ends sooner."""


@dataclass(frozen=True)
class Seen:
    """What became of one address, and when."""

    asked: Asked
    at: datetime
    outcome: Outcome


@dataclass(frozen=True)
class Means:
    """What a run works with. Tests give their own clock, chance, client and resolver."""

    client: Client
    resolver: Resolver
    agent: str
    now: Callable[[], datetime]
    chance: Callable[[], float]


async def observe(
    asked: Sequence[Asked], policy: PolicyFile, means: Means, progress: Progress = lambda done, of: None, sure: bool = False
) -> list[Seen]:
    """What became of each address, in the order in which they were given.

    `sure`, for a change: what seems to be missing is asked again as often as what is undecided. What has no answer when the
    minutes are over is undecided. Raises Void when the run does not count.
    """
    turns = Turns(policy.seconds_between_requests, policy.domains_at_once)
    follower = Follower(means.client, policy, turns, means.agent, means.now)
    visitor = Visitor(follower, policy, means.chance, sure)
    start, ticked = means.now(), asyncio.get_running_loop().time()
    await check_network(follower, means.resolver, policy, "before")
    outcomes, times = dict[str, Outcome](), dict[str, datetime]()
    end = ticked + 60 * (MINUTES_OF_A_CHANGE if sure else MINUTES)

    async def one(each: Asked) -> None:
        try:
            async with asyncio.timeout_at(end):
                found = await visitor.visit(each)
        except TimeoutError:
            found = outcome("run-over")
        outcomes[each.address], times[each.address] = found, means.now()
        progress(len(outcomes), len(asked))

    async with asyncio.TaskGroup() as group:
        for each in asked:
            group.create_task(one(each))
    check_whole(asked, outcomes)
    # Controls are asked afresh: what they said before says nothing of the time since.
    after = Follower(means.client, policy, turns, means.agent, means.now)
    await check_network(after, means.resolver, policy, "after")
    check_share(asked, outcomes, policy)
    _check_clock(start, means.now(), asyncio.get_running_loop().time() - ticked)
    outcomes = with_shared_ends(asked, outcomes)
    return [Seen(each, times[each.address], outcomes[each.address]) for each in asked]


def _check_clock(start: datetime, end: datetime, passed: float) -> None:
    """A clock that was set during the run makes every time in it doubtful."""
    told = (end - start).total_seconds()
    if told < 0 or abs(told - passed) > 60 + passed / 10:
        raise Void(f"the clock was set during the run: it says that {told:.0f} seconds went by, and {passed:.0f} did")


def with_shared_ends(asked: Sequence[Asked], outcomes: Mapping[str, Outcome]) -> dict[str, Outcome]:
    """The outcomes, with those made unsure that lead to the same page as another address of their host."""
    ends = Counter((domain_of(host_of(address)), _key(found.final)) for address, found in outcomes.items() if found.final)
    changed = dict(outcomes)
    for one in asked:
        found = outcomes[one.address]
        moved_away = found.final and _key(found.final) != _key(one.address)
        if found.result == "answered" and moved_away and ends[domain_of(host_of(one.address)), _key(found.final)] > 1:
            changed[one.address] = outcome("same-page", found.final, found.title)
    return changed


def _key(address: str) -> tuple[str, str, str]:
    """What two spellings of one address share."""
    parts = urlsplit(address)
    return host_of(address).removeprefix("www."), unquote(parts.path).rstrip("/").lower(), parts.query


def utc_now() -> datetime:
    return datetime.now(UTC)
