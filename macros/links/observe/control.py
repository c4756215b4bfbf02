"""Whether a run counts: what always answers has to answer, and what cannot exist must not."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence

from macros.links.evidence import PolicyFile
from macros.links.observe.answers import NoAnswer
from macros.links.observe.asked import Asked
from macros.links.observe.domains import domain_of, host_of
from macros.links.observe.follow import Follower
from macros.links.observe.kinds import Outcome
from macros.links.observe.resolve import Resolver

NO_SUCH_HOST = "no-such-host.invalid"
"""A name that the rules of the network keep free for ever (RFC 6761)."""
FEW = 8
"""With fewer domains of live addresses than this, a share of them says nothing of the network."""
_FAILURES = frozenset(
    ("no-such-domain", "dns-failed", "no-address", "refused", "unreachable", "broken-off", "timeout", "tls-broken", "torn", "not-http")
)


class Void(Exception):
    """The run does not count, for the reason that this says. `offline`: there seems to be no network at all."""

    def __init__(self, why: str, offline: bool = False) -> None:
        super().__init__(why)
        self.offline = offline


async def check_network(follower: Follower, resolver: Resolver, policy: PolicyFile, when: str) -> None:
    """Raises Void when the controls say that this computer sees the web wrongly, or not at all."""
    try:
        await resolver.numbers(NO_SUCH_HOST)
    except NoAnswer:
        pass
    else:
        raise Void(f"{when} the run, a name that cannot exist was found: this network answers for every name")
    answers = await asyncio.gather(*(_answers(follower, one) for one in policy.control_addresses))
    needed = min(policy.controls_needed, len(policy.control_addresses))
    if sum(answers) < needed:
        failed = ", ".join(address for address, answer in zip(policy.control_addresses, answers, strict=True) if not answer)
        raise Void(f"{when} the run, {sum(answers)} of {needed} control addresses answered ({failed} did not)", offline=not any(answers))


async def _answers(follower: Follower, address: str) -> bool:
    try:
        landed = await follower.follow(address)
    except NoAnswer:
        return False
    return landed.answer.status == 200 and domain_of(host_of(landed.answer.url)) == domain_of(host_of(address))


def check_whole(asked: Sequence[Asked], outcomes: Mapping[str, Outcome]) -> None:
    """Raises Void unless every address that went in came out exactly once."""
    given = [one.address for one in asked]
    lost, strange = [one for one in given if one not in outcomes], [one for one in outcomes if one not in set(given)]
    if lost or strange or len(set(given)) != len(given):
        raise Void(f"{len(given)} addresses went in and {len(outcomes)} came out: {', '.join([*lost, *strange][:3]) or 'one was given twice'}")


def check_share(asked: Sequence[Asked], outcomes: Mapping[str, Outcome], policy: PolicyFile) -> None:
    """Raises Void when so many domains failed at once that the fault is more likely on this side.

    A domain counts once, however many addresses it has, and fails when most of its live ones do. A host that says 404 or 410
    was reached, so it is no sign of a fault here.
    """
    live = defaultdict[str, list[bool]](list)
    for one in asked:
        if one.state == "live":
            live[domain_of(host_of(one.address))].append(outcomes[one.address].kind in _FAILURES)
    failing = sum(sum(failed) * 2 > len(failed) for failed in live.values())
    if len(live) >= FEW and failing * 100 > len(live) * policy.percent_failing_that_voids:
        raise Void(
            f"{failing} of {len(live)} domains with live addresses failed at once, which is more likely a fault of this network than of all of them"
        )
