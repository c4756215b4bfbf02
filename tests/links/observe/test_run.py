"""A whole run: manners proved by the log of the hosts, controls, and nothing lost."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from macros.links.observe import politeness
from macros.links.observe import run as running
from macros.links.observe.answers import Answer, NoAnswer
from macros.links.observe.asked import Asked
from macros.links.observe.client import user_agent
from macros.links.observe.control import Void, check_share, check_whole
from macros.links.observe.domains import domain_of
from macros.links.observe.guard import is_public, next_hop, refusal_of_hop
from macros.links.observe.kinds import KINDS, outcome
from macros.links.observe.politeness import Turns, seconds_of
from macros.links.observe.run import Means, observe
from macros.links.observe.visit import Visitor
from tests.links.observe.faults import FAULTS, by_path, to
from tests.links.observe.runs import AGENT, CONTROL, POLICY, asking, one, run
from tests.links.observe.server import GOOD, PUBLISHER, RESOURCE, Host, Request, Serve, Wire, first, raw, reply, response
from tests.links.observe.virtual import EPOCH, VirtualLoop, virtually


def test_no_domain_is_asked_twice_at_once_or_too_soon() -> None:
    """Five hosts of one domain, each with slow pages, redirects between them and answers that need a second try."""
    slow = raw(1.5, response())
    hosts = {f"h{at}.slow.example": Host(first(reply(503, b""), slow) if at % 2 else slow) for at in range(4)}
    hosts["h4.slow.example"] = Host(to("http://h0.slow.example/else"))
    ran = run(hosts, [asking(f"http://{host}/page{page}") for host in hosts for page in range(3)])
    log = sorted(request.at for request in ran.network.log if request.host.endswith("slow.example"))
    assert len(log) >= 15 + 5
    # Measured where requests arrive, a little after they were sent.
    assert min(later - before for before, later in pairwise(log)) >= POLICY.seconds_between_requests - 0.2
    assert max(ran.network.most_open[host] for host in hosts) == 1


def test_hosts_of_different_domains_do_not_wait_for_each_other() -> None:
    hosts = {f"h{at}.example": Host(raw(20.0, response())) for at in range(POLICY.domains_at_once)}
    ran = run(hosts, [asking(f"http://{host}/page") for host in hosts])
    assert ran.took < 30
    assert {one.outcome.kind for one in ran.seen} == {"names-it"}


def test_not_more_domains_are_asked_at_once_than_the_policy_allows() -> None:
    open_now, most = 0, 0

    async def counting(_: Request, wire: Wire) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(3)
        open_now -= 1
        await wire.send(response())

    hosts = {f"h{at}.example": Host(counting) for at in range(12)}
    run(hosts, [asking(f"http://{host}/page") for host in hosts], replace(POLICY, domains_at_once=5))
    assert most == 5


def test_no_address_is_asked_more_often_than_the_policy_allows() -> None:
    hosts = {f"h{kind}.example": Host(reply(kind, b"")) for kind in (404, 410, 500, 503, 403)}
    ran = run(hosts, [asking(f"http://{host}/page") for host in hosts])
    asked = {host: sum(request.host == host and request.path == "/page" for request in ran.network.log) for host in hosts}
    assert asked == {"h404.example": 1, "h410.example": 1, "h500.example": 3, "h503.example": 3, "h403.example": 1}


def test_in_a_change_what_is_missing_is_asked_again() -> None:
    ran = run({"one.example": Host(first(reply(404), reply(404), reply()))}, [asking("http://one.example/x")], sure=True)
    assert ran.seen[0].outcome.kind == "names-it"


def test_a_host_is_not_asked_before_it_wants_to_be() -> None:
    hosts = {"one.example": Host(first(reply(429, b"", "Retry-After: 90"), reply()))}
    ran = run(hosts, [asking(f"http://one.example/{page}") for page in "abc"])
    pages = [request.at for request in ran.network.log if request.host == "one.example" and request.path != "/robots.txt"]
    assert pages[1] - pages[0] >= 90
    assert {one.outcome.kind for one in ran.seen} == {"names-it"}


def test_a_host_that_wants_a_long_rest_is_not_asked_again() -> None:
    ran = run({"one.example": Host(reply(503, b"", "Retry-After: 7200"))}, [asking(f"http://one.example/{page}") for page in "abc"])
    assert sum(request.host == "one.example" and request.path != "/robots.txt" for request in ran.network.log) == 1
    assert {one.outcome.kind for one in ran.seen} == {"deferred"}


def test_a_domain_that_puts_its_asker_off_again_and_again_is_closed_for_all_its_addresses() -> None:
    """Two hosts of one domain, and eighty-one addresses: minutes, where each wait heeded would take hours."""
    host = Host(reply(429, b"", "Retry-After: 120"))
    ran = run({"a.one.example": host, "b.one.example": host}, [asking(f"http://{'ab'[at % 2]}.one.example/{at}") for at in range(81)])
    assert ran.took < 10 * 60
    assert {one.outcome.kind for one in ran.seen} == {"put-off"}
    assert sum(request.host.endswith("one.example") and request.path != "/robots.txt" for request in ran.network.log) == politeness.PUT_OFFS


def test_an_answer_between_forgives_what_was_put_off() -> None:
    put_off = reply(503, b"", "Retry-After: 30")
    host = Host(first(put_off, put_off, reply(), put_off, put_off, reply()))
    ran = run({"one.example": host}, [asking(f"http://one.example/{at}") for at in "abc"])
    assert {one.outcome.kind for one in ran.seen} == {"names-it"}


def put_off_once(silent: str = "") -> Serve:
    """Each page refuses its first asker and answers the second; those named in `silent` never answer."""
    seen = {"/robots.txt"}

    async def serve(request: Request, wire: Wire) -> None:
        if request.path[1:] in silent.split():
            await raw(end="silence")(request, wire)
        await wire.send(response(200 if request.path in seen else 503))
        seen.add(request.path)

    return serve


def test_addresses_of_one_host_that_are_each_put_off_once_are_all_found() -> None:
    """The first tries come one after another, before any second one: five refusals in a row, and no reason to give up."""
    ran = run({"one.example": Host(put_off_once())}, [asking(f"http://one.example/{at}") for at in range(5)])
    assert {one.outcome.kind for one in ran.seen} == {"names-it"}


def test_a_host_that_puts_its_asker_off_is_there_after_all() -> None:
    """Three silent pages in a row make a host look dead, and a refusal shows that it is not."""
    ran = run({"one.example": Host(put_off_once("0 1 2"))}, [asking(f"http://one.example/{at}") for at in range(4)])
    assert [one.outcome.kind for one in ran.seen] == ["timeout", "timeout", "timeout", "names-it"]


@pytest.mark.parametrize("sure", [False, True])
def test_one_bad_moment_of_a_host_costs_none_of_its_addresses_their_second_try(sure: bool) -> None:
    """Its name is unknown when each of them is asked first, and known a moment later."""
    gone, there = "no-such-domain", None

    class Blinks(Host):
        asked = 0

        @property  # type: ignore[override]
        def numbers(self) -> str | None:
            self.asked += 1
            return gone if self.asked <= 6 else there

        @numbers.setter
        def numbers(self, _: object) -> None:
            pass

    ran = run({"one.example": Blinks(reply())}, [asking(f"http://one.example/{at}") for at in range(6)], sure=sure)
    assert {one.outcome.kind for one in ran.seen} == {"names-it"}


def test_a_host_that_is_down_is_not_asked_three_times_for_each_address() -> None:
    ran = run({"one.example": Host(raw(end="silence"))}, [asking(f"http://one.example/{at}") for at in range(30)])
    assert {one.outcome.kind for one in ran.seen} == {"timeout"}
    assert sum(one.host == "one.example" and one.path != "/robots.txt" for one in ran.network.log) <= 30 + POLICY.times_asked


def test_a_host_that_is_asked_too_often_is_not_asked_again_for_each_address() -> None:
    ran = run({"one.example": Host(reply(429, b""))}, [asking(f"http://one.example/{at}") for at in range(30)])
    assert {one.outcome.kind for one in ran.seen} == {"throttled"}
    assert sum(request.host == "one.example" and request.path != "/robots.txt" for request in ran.network.log) <= 30 + POLICY.times_asked


@pytest.mark.parametrize(("sure", "minutes"), [(False, running.MINUTES), (True, running.MINUTES_OF_A_CHANGE)])
def test_a_run_ends_and_what_it_could_not_ask_is_undecided(sure: bool, minutes: int) -> None:
    """Each answer takes twenty seconds: far more addresses than one domain can be asked in the time."""
    asked = [asking(f"http://one.example/{at}") for at in range(500)] + [asking("http://two.example/")]
    ran = run({"one.example": Host(raw(20.0, response())), "two.example": Host(reply())}, asked, sure=sure)
    assert ran.took < 60 * minutes + 60
    assert [one.asked for one in ran.seen] == asked
    kinds = [one.outcome.kind for one in ran.seen]
    assert set(kinds) == {"names-it", "run-over"} and kinds[0] == kinds[-1] == "names-it"
    assert {one.outcome.result for one in ran.seen if one.outcome.kind == "run-over"} == {"undecided"}


def test_that_a_target_lapsed_is_said_with_its_name_and_not_of_the_address() -> None:
    lapsed = {"www.gone.example": Host(reply(), numbers="no-such-domain")}
    found = one(Host(to("http://www.gone.example/x")), others=lapsed)
    assert (found.words, found.result) == ("It leads to www.gone[.]example, and there is no such domain any more.", "undecided")


def test_a_dead_host_costs_its_later_addresses_one_try() -> None:
    ran = run({"one.example": Host(reply(), numbers="no-such-domain")}, [asking(f"http://one.example/{page}") for page in range(20)])
    assert {one.outcome.kind for one in ran.seen} == {"no-such-domain"}
    assert ran.took < 90


def test_requests_say_who_asks_and_nothing_more() -> None:
    ran = run({"one.example": Host(to("/b")), "two.example": Host(reply(200, GOOD, "Set-Cookie: a=b"))}, [asking("http://two.example/x")])
    request = next(request for request in ran.network.log if request.host == "two.example" and request.path == "/x")
    assert set(request.headers) == {"host", "connection", "accept", "accept-encoding", "accept-language", "user-agent"}
    assert request.headers["user-agent"] == user_agent("")
    assert "+https://example.org/; " in user_agent("https://example.org/")


def test_an_address_goes_out_byte_for_byte() -> None:
    path = "/component/option,com_docman/a%20b?_pageid=221,52565&_dad=&x=%7E~"
    ran = run({"one.example": Host(reply())}, [asking(f"http://one.example{path}")])
    assert path in [request.path for request in ran.network.log]


def test_several_addresses_that_end_on_one_page_are_unsure() -> None:
    host = Host(by_path(all=reply(), other=to("/all")))
    ran = run({"one.example": host}, [asking(f"http://one.example/{page}.asp") for page in ("a", "b", "all/")])
    kinds = {one.asked.address[19:]: one.outcome.kind for one in ran.seen}
    assert kinds == {"a.asp": "same-page", "b.asp": "same-page", "all/.asp": "same-page"}
    alone = run({"one.example": host}, [asking("http://one.example/a.asp")])
    assert alone.seen[0].outcome.kind == "names-it"


def test_spellings_of_one_address_do_not_make_it_unsure() -> None:
    hosts = {"one.example": Host(to("http://www.one.example/Page")), "www.one.example": Host(reply())}
    ran = run(hosts, [asking("http://one.example/page/"), asking("http://www.one.example/page")])
    assert {one.outcome.kind for one in ran.seen} == {"names-it"}


def test_every_address_comes_out_whatever_the_observer_does_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("macros.links.observe.visit.judged", lambda *_: 1 / 0)
    ran = run({"one.example": Host(reply())}, [asking(f"http://one.example/{page}") for page in range(5)])
    assert [one.outcome.kind for one in ran.seen] == ["observer-fault"] * 5
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_progress_counts_to_the_end() -> None:
    told: list[tuple[int, int]] = []

    async def within(loop: VirtualLoop) -> None:
        await observe(
            [asking(f"http://h{at}.example/") for at in range(5)],
            POLICY,
            Means(Quiet(), Quiet(), AGENT, loop.clock, lambda: 0.0),
            lambda *now: told.append(now),
        )

    virtually(within)
    assert told == [(at, 5) for at in range(1, 6)]


class Quiet:
    """A web that gives the same good page everywhere, unless it is down."""

    down = False

    async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
        if self.down:
            raise NoAnswer("unreachable")
        return Answer(url, 404 if url.endswith("robots.txt") else 200, {"content-type": "text/html"}, GOOD)

    async def numbers(self, host: str) -> list[str]:
        if host.endswith(".invalid"):
            raise NoAnswer("no-such-domain")
        return ["23.1.1.1"]


def voided(quiet: Quiet, asked: list[Asked], clock: object = None) -> str:
    async def within(loop: VirtualLoop) -> None:
        await observe(asked, POLICY, Means(quiet, quiet, AGENT, clock or loop.clock, lambda: 0.0))  # type: ignore[arg-type]

    with pytest.raises(Void) as why:
        virtually(within)
    return str(why.value)


def test_without_controls_the_run_is_void_and_seems_offline() -> None:
    quiet = Quiet()
    quiet.down = True
    with pytest.raises(Void, match=f"before the run, 0 of 1 control addresses answered .*{CONTROL}") as why:
        virtually(lambda loop: observe([], POLICY, Means(quiet, quiet, AGENT, loop.clock, lambda: 0.0)))
    assert why.value.offline


def test_a_network_that_goes_down_during_the_run_voids_it() -> None:
    class Failing(Quiet):
        async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
            self.down = self.down or CONTROL not in url
            return await super().ask(url, cookies, seconds)

    assert voided(Failing(), [asking("http://one.example/")]).startswith("after the run, 0 of 1")


def test_a_network_that_knows_every_name_voids_the_run() -> None:
    class Captive(Quiet):
        async def numbers(self, host: str) -> list[str]:
            return ["23.1.1.1"]

    assert "answers for every name" in voided(Captive(), [])


def test_a_control_that_leads_elsewhere_or_fails_is_no_answer() -> None:
    for control in (Host(to("http://portal.example/")), Host(reply(500))):
        with pytest.raises(Void, match="0 of 1"):
            run({"portal.example": Host(reply())}, [], control=control)


def test_a_clock_that_is_set_during_the_run_voids_it() -> None:
    times = iter([EPOCH, *[EPOCH - timedelta(hours=1)] * 9])
    assert "the clock was set during the run" in voided(Quiet(), [asking("http://one.example/")], lambda: next(times))


def test_many_live_addresses_that_fail_at_once_void_the_run() -> None:
    asked = [replace(asking(f"http://h{at}.example/"), state="live") for at in range(20)]
    for failing, void in ((5, False), (6, True)):
        outcomes = {each.address: outcome("timeout" if at < failing else "names-it", seconds=1, what="it") for at, each in enumerate(asked)}
        if void:
            with pytest.raises(Void, match="6 of 20 domains with live addresses failed at once"):
                check_share(asked, outcomes, POLICY)
        else:
            check_share(asked, outcomes, POLICY)


@pytest.mark.parametrize(("kind", "hosts"), [("not-found", 20), ("gone", 20), ("timeout", 1), ("no-such-domain", 1)])
def test_one_large_host_does_not_void_the_run_nor_do_pages_that_were_taken_away(kind: str, hosts: int) -> None:
    asked = [replace(asking(f"http://h{at % hosts}.large.example/{at}"), state="live") for at in range(80)]
    asked += [replace(asking(f"http://h{at}.example/"), state="live") for at in range(20)]
    outcomes = {each.address: outcome(kind if "large" in each.address else "names-it", seconds=1, what="it") for each in asked}
    check_share(asked, outcomes, POLICY)
    if kind in ("not-found", "gone"):
        check_share(asked, {each.address: outcome(kind) for each in asked}, POLICY)


@pytest.mark.parametrize("change", ["lost", "strange", "twice"])
def test_an_address_that_is_lost_or_comes_twice_voids_the_run(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [asking("http://one.example/"), asking("http://two.example/")]
    outcomes = {each.address: outcome("empty") for each in asked}
    if change == "lost":
        del outcomes["http://two.example/"]
    elif change == "strange":
        outcomes["http://three.example/"] = outcome("empty")
    else:
        asked.append(asked[0])
    with pytest.raises(Void, match="addresses went in and"):
        check_whole(asked, outcomes)


def test_a_run_that_loses_an_address_is_void(monkeypatch: pytest.MonkeyPatch) -> None:
    async def visit(self: Visitor, asked: Asked) -> object:
        await asyncio.sleep(0)
        return outcome("empty")

    monkeypatch.setattr(Visitor, "visit", visit)
    monkeypatch.setattr(running, "Asked", Asked)
    asked = [asking("http://one.example/"), asking("http://one.example/")]
    assert "2 addresses went in and 1 came out" in voided(Quiet(), asked)


def test_nothing_takes_longer_than_its_deadline() -> None:
    policy = replace(POLICY, times_asked=1)
    controls = run({}, [], policy).took
    for fault in (fault for fault in FAULTS if fault.kind == "timeout"):
        ran = run(fault.hosts(), [asking(fault.address)], policy)
        assert ran.took - controls <= policy.seconds_for_an_answer + policy.seconds_between_requests + 1


def test_all_redirects_share_one_deadline() -> None:
    async def slow(request: Request, wire: Wire) -> None:
        await asyncio.sleep(9)
        await wire.send(response(302, b"", f"Location: {request.path}x"))

    found = one(Host(slow))
    assert found.kind == "timeout"


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 07 Dec 2026 04:02:00 GMT", 120.0),
        ("Monday, 07-Dec-26 04:02:00 GMT", 120.0),
        ("Mon, 07 Dec 2026 05:02:00 +0100", 120.0),
        ("Mon, 07 Dec 2020 04:00:00 GMT", 0.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("99999999999999999999", 999999999.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(given: str, seconds: float | None) -> None:
    assert seconds_of(given, EPOCH) == seconds


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.1",
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "::127.0.0.1",
        "fec0::1",
        "nonsense",
        "",
    ],
)
def test_a_private_number_is_not_public(number: str) -> None:
    assert not is_public(number)


def test_public_numbers_are_public() -> None:
    assert all(map(is_public, ("1.1.1.1", "23.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1")))


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@a.example",
        "http://localhost/",
        "http://a/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://a.example:8080/",
        "http://a.example:443/",
        "https://a.example:80/",
        "http://a.example:x/",
        "http://u@a.example/",
        "http://u:p@a.example/",
        "http://a.local/",
        "http://a.internal./",
        "http://a_b-.example/",
        "http://a..example/",
        "http://a.example\\@b/",
        "http://a b.example/",
        "http://bücher.example/",
        "//a.example/",
        "/x",
        "",
        "http://",
        "http://a.example/" + "x" * 9000,
        "http://a.0x7f/",
        "gopher://a.example/",
    ],
)
def test_what_is_no_public_page_is_not_asked(address: str) -> None:
    assert refusal_of_hop(address)


def test_public_pages_may_be_asked() -> None:
    assert [
        refusal_of_hop(one) for one in ("http://a.example/", "https://a.example:443/x?y=%20", "http://a.example./", "http://xn--bcher-kva.example/")
    ] == [None] * 4


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://a.example/b"),
        ("b", "http://a.example/x/b"),
        ("?c", "http://a.example/x/y?c"),
        ("//b.example", "http://b.example/"),
        ("HTTP://B.Example/É", "http://b.example/%C3%89"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("", None),
        ("http://[", None),
        ("a\x01b", None),
        ("javascript:alert(1)", "javascript:alert(1)"),
        (" /b ", "http://a.example/b"),
    ],
)
def test_where_a_redirect_leads(location: str, target: str | None) -> None:
    assert next_hop("http://a.example/x/y", location) == target


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.gov.uk", "gov.uk"),
        ("gov.uk", "gov.uk"),
        ("www.hull.gov.uk", "hull.gov.uk"),
        ("a.b.co.uk", "b.co.uk"),
        ("x.github.io", "x.github.io"),
        ("WWW.Example.COM.", "example.com"),
        ("one.example", "one.example"),
    ],
)
def test_the_registered_domain_of_a_host(host: str, domain: str) -> None:
    assert domain_of(host) == domain


def test_turns_are_given_in_order_and_refused_when_closed() -> None:
    order: list[str] = []

    async def within(loop: VirtualLoop) -> None:
        turns = Turns(2, 1)

        async def ask(name: str) -> None:
            async with turns.of("one"):
                order.append(f"{name} {loop.time() - 1000:.0f}")

        await asyncio.gather(ask("a"), ask("b"), ask("c"))
        turns.close("one")
        with pytest.raises(NoAnswer):
            await ask("d")

    virtually(within)
    assert order == ["a 0", "b 2", "c 4"]


def test_names_for_tests_are_those_of_the_faults() -> None:
    assert RESOURCE in GOOD.decode() and PUBLISHER in GOOD.decode()
    assert {fault.kind for fault in FAULTS} | {"second-opinion", "observer-fault", "same-page", "revived", "run-over"} == set(KINDS)


def test_a_host_that_was_silent_gets_less_time_at_the_next_try_and_may_still_answer() -> None:
    silent = run({"one.example": Host(raw(end="silence"))}, [asking("http://one.example/x")])
    assert silent.seen[0].outcome.kind == "timeout"
    assert silent.took < 30 + 8 + 10 + 46 + 10 + 10
    well = run({"one.example": Host(first(raw(end="silence"), raw(8.0, response())))}, [asking("http://one.example/x")])
    assert well.seen[0].outcome.kind == "names-it"


class Chaos(Quiet):
    """A web that answers anything at all, in any way, and sometimes breaks the observer itself."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same chaos each time

    async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
        if CONTROL in url:
            return await super().ask(url, cookies, seconds)
        await asyncio.sleep(self.chance.random() * 5)
        match self.chance.randrange(6):
            case 0:
                raise NoAnswer(self.chance.choice(["timeout", "no-such-domain", "refused", "unsafe", "bomb", "deferred"]))
            case 1:
                return Answer(url, 302, {"location": self.chance.choice(["/a", "//x.example/", "javascript:x", "", "?", "http://h1.example/1"])})
            case 2:
                raise self.chance.choice([RuntimeError, KeyError, RecursionError, MemoryError])("a fault of ours")
            case 3:
                return Answer(url, self.chance.choice([0, 99, 204, 304, 404, 429, 503, 999]), {"retry-after": self.chance.choice(["1", "9999", "x"])})
            case _:
                return Answer(
                    url,
                    200,
                    {"content-type": self.chance.choice(["text/html", "", "x"])},
                    self.chance.randbytes(300) + GOOD[: self.chance.randrange(300)],
                )


@pytest.mark.parametrize("seeds", [range(12), pytest.param(range(12, 300), marks=pytest.mark.long)], ids=["some", "many"])
def test_what_goes_in_comes_out_once_whatever_happens(seeds: range, capsys: pytest.CaptureFixture[str]) -> None:
    for seed in seeds:
        chaos = Chaos(seed)
        asked = [asking(f"http://h{chaos.chance.randrange(8)}.example/{at}") for at in range(chaos.chance.randrange(1, 60))]
        seen = virtually(lambda loop, asked=asked, chaos=chaos: observe(asked, POLICY, Means(chaos, chaos, AGENT, loop.clock, chaos.chance.random)))  # type: ignore[misc]
        assert [one.asked for one in seen] == asked
        assert all(one.outcome.words and one.outcome.kind in KINDS for one in seen)
    capsys.readouterr()
