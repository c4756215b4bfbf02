"""The observer is broken on purpose, once in each class of faults: a fault that nothing can break would prove nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from macros.links.observe import client, follow, identity, kinds, naming, politeness, reading, signs, visit
from macros.links.observe.answers import Answer, Jar, NoAnswer
from macros.links.observe.follow import Follower
from macros.links.observe.kinds import outcome
from macros.links.observe.politeness import Turns
from macros.links.observe.reading import Page
from macros.links.observe.robots import Robots
from tests.links.observe.faults import FAULTS
from tests.links.observe.server import RESOURCE, Network
from tests.links.observe.test_faults import run_faults

Break = Callable[[pytest.MonkeyPatch], None]


def _every_status_is_a_page(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(identity, "_of_status", lambda status, landed: outcome("names-it", what="the resource"))


def _every_page_is_the_resource(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(follow, "read_page", lambda answer: Page("html", RESOURCE, (RESOURCE,), RESOURCE, RESOURCE, 200))


def _no_page_is_the_resource(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(identity, "named_on", lambda *_: None)


def _publishers_are_resources(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(identity._NAMING, naming.PUBLISHER, "names-it")


def _nothing_is_read(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(follow, "read_page", lambda answer: Page("empty"))


def _all_failures_look_alike(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(client, "_kind_of", lambda error: "garbled")


def _every_target_is_safe(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(follow, "refusal_of_hop", lambda address: None)
    patch.setattr(client, "is_public", lambda number: True)


def _redirects_are_not_followed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(follow, "next_hop", lambda base, location: None)


def _redirects_lead_anywhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(follow, "next_hop", lambda base, location: base.split("/", 3)[0] + "//" + base.split("/")[2] + "/else")


def _robots_are_not_asked(patch: pytest.MonkeyPatch) -> None:
    async def allow(self: Robots, url: str) -> bool:
        return True

    patch.setattr(Robots, "allow", allow)


def _robots_forbid(patch: pytest.MonkeyPatch) -> None:
    async def allow(self: Robots, url: str) -> bool:
        return "control" in url

    patch.setattr(Robots, "allow", allow)


def _nothing_is_unpacked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(client, "_packing", lambda encoding: None)


def _nothing_is_asked_twice(patch: pytest.MonkeyPatch) -> None:
    for name, kind in kinds.KINDS.items():
        patch.setitem(kinds.KINDS, name, kinds.Kind(kind.result, kind.words))


def _waits_are_not_heeded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(follow, "seconds_of", lambda *_: 86_400.0)


def _hosts_are_never_closed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Follower, "_heed", lambda *_: None)
    patch.setattr(Turns, "close", lambda *_: None)


def _cookies_are_lost(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Jar, "keep", lambda *_: None)


def _names_are_not_told_apart(patch: pytest.MonkeyPatch) -> None:
    async def numbers(self: Network, host: str) -> list[str]:
        if host in ("control.example", "no-such-host.invalid"):
            return await before(self, host)
        raise NoAnswer("dns-failed")

    before = Network.numbers
    patch.setattr(Network, "numbers", numbers)


def _signs_are_not_seen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(signs, "sells", lambda page: None)
    patch.setattr(signs, "is_parked", lambda page, host: False)
    patch.setattr(identity, "_notice", lambda *_: None)
    patch.setattr(identity, "_wall", lambda *_: None)


def _everything_is_a_sign(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(signs, "is_parked", lambda page, host: "control" not in host)


def _domains_are_not_told_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(identity, "domain_of", lambda host: "one")


def _nothing_sends_readers_on(patch: pytest.MonkeyPatch) -> None:
    def read(answer: Answer) -> Page:
        found = reading.read_page(answer)
        return Page(**{**vars(found), "sends_to": ""})

    patch.setattr(follow, "read_page", read)


def _the_home_page_is_any_page(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(identity, "_is_home", lambda address: False)


def _documents_are_pages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(identity, "_file", lambda address: "")
    patch.setattr(identity, "_DOCUMENT", re.compile("never"))


def _names_keep_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(visit, "named_on", lambda *_: None)


def _frames_are_all_pages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reading, "_is_seen", lambda frame: True)
    patch.setattr(reading, "_is_for_others", lambda element: False)


def _own_domains_and_others_look_alike(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(visit, "outcome", lambda kind, **gaps: outcome("no-such-domain" if kind == "lapsed-target" else kind, **gaps))


def _put_offs_are_not_counted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(politeness, "PUT_OFFS", 1_000)


BREAKS: dict[Break, set[str]] = {
    _every_status_is_a_page: {"F011", "F014", "F015", "F020", "F026", "F028", "F029", "F032", "F034", "F037", "F040", "F062", "F069", "F118", "F122"},
    _every_page_is_the_resource: {"F064", "F064B", "F096", "F097", "F101B", "F102", "F103", "F106", "F109", "F111", "F112", "F112B", "F113", "F114"},
    _no_page_is_the_resource: {
        "F001", "F039", "F063", "F082", "F086", "F099", "F100", "F105", "F120", "F135", "F146", "F169", "F170", "F097", "F113B",
    },
    _publishers_are_resources: {"F113B"},
    _nothing_is_read: {"F001", "F097", "F098", "F102", "F108", "F110", "F119B"},
    _all_failures_look_alike: {"F038", "F075", "F089", "F128", "F129", "F136", "F138", "F139", "F140", "F141", "F142", "F144"},
    _every_target_is_safe: {"F058", "F058C", "F058D", "F058E", "F065", "F152", "F152B", "F152C", "F153", "F159B"},
    _redirects_are_not_followed: {
        "F043",
        "F047",
        "F048",
        "F049",
        "F051",
        "F054",
        "F056",
        "F057",
        "F059",
        "F060",
        "F061",
        "F068",
        "F072",
        "F157",
        "F167",
    },
    _redirects_lead_anywhere: {"F052", "F053", "F056", "F057B", "F058B", "F063", "F064C", "F064D", "F064E"},
    _robots_are_not_asked: {"F123", "F123C", "F124C", "F124D", "F131"},
    _robots_forbid: {"F001", "F123B", "F124", "F124B", "F124E", "F124F", "F124G"},
    _nothing_is_unpacked: {"F081", "F082", "F082B", "F083", "F083B", "F084"},
    _nothing_is_asked_twice: {"F125", "F126", "F127", "F127B"},
    _waits_are_not_heeded: {"F026", "F032", "F125", "F126", "F126C"},
    _hosts_are_never_closed: {"F126B"},
    _cookies_are_lost: {"F072"},
    _names_are_not_told_apart: {"F001", "F148", "F151", "F151B"},
    _signs_are_not_seen: {"F061", "F103", "F104", "F106", "F107", "F109", "F110B", "F116", "F117", "F119B"},
    _everything_is_a_sign: {"F001", "F108", "F113"},
    _domains_are_not_told_apart: {"F063", "F064", "F064B", "F064C", "F064D", "F071", "F071B"},
    _nothing_sends_readers_on: {"F069", "F070", "F071", "F071B"},
    _names_keep_nobody: {"F071D", "F071F"},
    _frames_are_all_pages: {"F071C", "F071G", "F071H"},
    _own_domains_and_others_look_alike: {"F071E", "F071I"},
    _put_offs_are_not_counted: {"F126D"},
    _the_home_page_is_any_page: {"F060"},
    _documents_are_pages: {"F064D", "F098", "F098B"},
}


def broken_by(breaking: Break, numbers: set[str], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    breaking(monkeypatch)
    ran = run_faults([fault for fault in FAULTS if fault.number in numbers])
    return {fault.number for fault in FAULTS if fault.number in numbers and ran.outcome(fault.address).kind != fault.kind}


@pytest.mark.parametrize("breaking", BREAKS, ids=lambda breaking: breaking.__name__.strip("_"))
def test_a_broken_observer_gets_its_faults_wrong(breaking: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    assert broken_by(breaking, BREAKS[breaking], monkeypatch) == BREAKS[breaking]


@pytest.mark.long
def test_every_fault_is_broken_by_something(monkeypatch: pytest.MonkeyPatch) -> None:
    left = {fault.number for fault in FAULTS}
    for breaking in BREAKS:
        with pytest.MonkeyPatch.context() as patch:
            left -= broken_by(breaking, left, patch)
    assert left == set()
