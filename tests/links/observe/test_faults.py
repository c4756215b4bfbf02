"""Every fault is served for real, and the observer makes of it what faults.py says."""

from __future__ import annotations

import pytest

from macros.catalogue.model import Catalogue
from macros.links.judge import Observation, Policy, judge
from tests.links.observe.faults import FAULTS, SAYS, Fault
from tests.links.observe.runs import Ran, asking, run

POLICY = Policy(3, 72, 14)


def run_faults(faults: list[Fault]) -> Ran:
    hosts = {name: host for fault in faults for name, host in fault.hosts().items()}
    return run(hosts, [asking(fault.address) for fault in faults])


@pytest.fixture(scope="module")
def ran() -> Ran:
    return run_faults(FAULTS)


def test_there_are_enough_and_each_has_its_own_name() -> None:
    assert len(FAULTS) >= 90
    assert len({fault.number for fault in FAULTS}) == len({fault.what for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.number}-{fault.what.replace(' ', '-')}")
def test_a_fault_has_its_kind_its_state_and_its_words(fault: Fault, ran: Ran, catalogue: Catalogue) -> None:
    found = ran.outcome(fault.address)
    assert found.kind == fault.kind
    assert found.words.startswith(SAYS[fault.kind]) and found.words.endswith(".")
    seen = Observation(fault.address, "2026-12-07T04:00:00Z", found.result, found.words)
    assert judge(fault.address, [seen], [], POLICY).state == fault.state
    assert catalogue.vocabulary["link_states"][fault.state].definition


def test_every_address_came_out_once_and_in_order(ran: Ran) -> None:
    assert [one.asked.address for one in ran.seen] == [fault.address for fault in FAULTS]
