"""Runs of the observer on a loop whose time jumps, against hosts on loopback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from macros.links.evidence import PolicyFile, policy_of
from macros.links.observe.asked import Asked
from macros.links.observe.client import HttpClient
from macros.links.observe.kinds import Outcome
from macros.links.observe.run import Means, Seen, observe
from tests.links.observe.certificates import trusting
from tests.links.observe.server import PUBLISHER, RESOURCE, Host, Network, reply
from tests.links.observe.virtual import VirtualLoop, virtually

DATA = Path(__file__).parent.parent.parent.parent / "data"
CONTROL = "control.example"
POLICY = replace(policy_of(DATA / "links"), control_addresses=(f"http://{CONTROL}/",), controls_needed=1)
AGENT = "PartnershipToolkitNavigator-LinkObserver/1 (test)"


@dataclass(frozen=True)
class Ran:
    """A finished run, and the network as it was after it."""

    seen: list[Seen]
    network: Network
    took: float

    def outcome(self, address: str) -> Outcome:
        return next(one.outcome for one in self.seen if one.asked.address == address)


def asking(address: str, state: str = "unchecked") -> Asked:
    return Asked(address, (RESOURCE,), (PUBLISHER,), state)


def run(hosts: Mapping[str, Host], asked: Sequence[Asked], policy: PolicyFile = POLICY, sure: bool = False, control: Host | None = None) -> Ran:
    """One run over `asked`, with `hosts` and a control host as the whole internet."""

    async def within(loop: VirtualLoop) -> Ran:
        start = loop.time()
        async with (
            Network({CONTROL: control or Host(reply()), **hosts}) as network,
            HttpClient(policy, network, tls=trusting(), dial=network.dial) as client,
        ):
            means = Means(client, network, AGENT, loop.clock, lambda: 0.5)
            seen = await observe(asked, policy, means, sure=sure)
            return Ran(seen, network, loop.time() - start)

    return virtually(within)


def one(host: Host, path: str = "/tools/checklist.html", others: Mapping[str, Host] | None = None, state: str = "unchecked") -> Outcome:
    """What becomes of one address of one host."""
    address = f"http://one.example{path}"
    return run({"one.example": host, **(others or {})}, [asking(address, state)]).outcome(address)
