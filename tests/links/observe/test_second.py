"""The second opinion: LinkChecker itself against misbehaving hosts, and how strictly its report is read."""

from __future__ import annotations

import asyncio
import errno
import gzip
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO

import pytest

from macros.catalogue.model import Catalogue
from macros.links.observe import second
from macros.links.observe.asked import to_ask
from macros.links.observe.control import Void
from macros.links.observe.domains import host_of
from macros.links.observe.kinds import outcome
from macros.links.observe.run import Progress, Seen
from tests.links.observe.faults import FAULTS, to
from tests.links.observe.runs import AGENT, asking, run
from tests.links.observe.server import Host, Network, Request, Wire, raw, reply, response
from tests.links.observe.virtual import EPOCH

RESOLVER = str(Path(__file__).parent / "resolver")
GAPS = {"status": 200, "seconds": 30, "most": 8, "where": "x.example", "what": "the resource"}


@contextmanager
def real_time(hosts: dict[str, Host], folder: Path) -> Iterator[dict[str, str]]:
    """Serves hosts in a thread; gives the environment in which another program finds them. It sees the first number of a host."""
    ready, done, loop = threading.Event(), asyncio.Event(), asyncio.new_event_loop()
    places: dict[str, tuple[str, int, str]] = {}

    async def serve() -> None:
        async with Network(hosts) as network:
            shown = {name: network.shown(name) for name in hosts}
            places.update({name: ("127.0.0.1", one[1], one[0]) for name, one in shown.items() if one})
            ready.set()
            await done.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(10)
    try:
        file = folder / "hosts.json"
        file.write_text(json.dumps(places), "utf-8")
        yield {"PN_TEST_HOSTS": str(file), "PYTHONPATH": RESOLVER}
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)
        loop.close()


def ask(
    hosts: dict[str, Host], addresses: Sequence[str], folder: Path, seconds: int = 5, spacing: float = 0, progress: Progress | None = None
) -> second.Opinion:
    with real_time(hosts, folder) as environment:
        return second.ask(addresses, AGENT, folder, seconds, spacing, progress or (lambda done, of: None), environment)


async def only_for_us(request: Request, wire: Wire) -> None:
    """A host that shows its page to one kind of client alone."""
    await wire.send(response(404 if "accept-language" in request.headers and "en-GB" in request.headers["accept-language"] else 200))


@pytest.fixture(scope="module")
def opinion_on_faults(tmp_path_factory: pytest.TempPathFactory) -> second.Opinion:
    """LinkChecker itself, asked of every fault that the observer knows. Void, had it dropped one or ended for one."""
    hosts = {name: host for fault in FAULTS for name, host in fault.hosts().items()}
    return ask(hosts, [fault.address for fault in FAULTS if fault.kind not in second.NOT_ASKED], tmp_path_factory.mktemp("faults"), seconds=1)


def test_linkchecker_itself_answers_for_every_fault(opinion_on_faults: second.Opinion) -> None:
    found = {fault.number for fault in FAULTS if fault.address in opinion_on_faults.found}
    assert {"F001", "F043", "F064", "F082", "F097", "F113"} <= found
    assert not {"F014", "F029", "F048", "F053", "F056", "F058", "F148"} & found


def test_no_fault_of_the_catalogue_divides_the_two(opinion_on_faults: second.Opinion) -> None:
    seen = [Seen(asking(fault.address), EPOCH, outcome(fault.kind, **GAPS)) for fault in FAULTS]
    assert second.with_opinion(seen, opinion_on_faults) == seen


@pytest.mark.long
def test_linkchecker_drops_no_address_of_the_catalogue(catalogue: Catalogue, tmp_path: Path) -> None:
    """However they are written, all come out once: here in clear, because its hosts have no certificates that it trusts."""
    addresses = list(dict.fromkeys(one.address.replace("https://", "http://") for one in to_ask(catalogue, EPOCH, 28)))
    assert len(addresses) > 500
    assert ask({host_of(address): Host(reply()) for address in addresses}, addresses, tmp_path).found == {*addresses}


def test_addresses_of_a_domain_that_wants_peace_are_all_left_alone() -> None:
    """Also those that were answered before it said so, and those that nobody knows whether a machine may ask for."""
    said = {"names-it": "http://a.one.example/1", "deferred": "http://b.one.example/2", "not-found": "http://two.example/1"}
    said |= {"run-over": "http://three.example/1", "robots": "http://four.example/1", "observer-fault": "http://five.example/1", "timeout": "http://six.example/"}
    seen = [Seen(asking(address), EPOCH, outcome(kind, **GAPS)) for kind, address in said.items()]
    assert second.to_ask_again(seen) == ["http://two.example/1", "http://six.example/"]


async def hopping(request: Request, wire: Wire) -> None:
    """Ten redirects, each after a while and each soon enough for a limit to one answer."""
    await asyncio.sleep(1.5)
    await wire.send(response(302, b"", f"Location: /{len(request.path)}/{request.path}"))


def test_one_address_takes_no_longer_than_two_answers_and_a_silent_host_is_not_waited_for_again(tmp_path: Path) -> None:
    hosts = {"hops.example": Host(hopping), "silent.example": Host(raw(end="silence")), "fine.example": Host(reply())}
    start = time.monotonic()
    assert ask(hosts, [f"http://{name}/x" for name in hosts], tmp_path, seconds=2).found == {"http://fine.example/x"}
    assert time.monotonic() - start < 14


def test_what_a_host_puts_into_its_answer_tears_no_report(tmp_path: Path) -> None:
    """LinkChecker quotes reasons and headers as they come."""
    hosts = {
        "odd.example": Host(raw(b"HTTP/1.1 404 Not\x01Found\r\nContent-Length: 0\r\n\r\n")),
        "later.example": Host(raw(b"HTTP/1.1 429 \x02\r\nRetry-After: \x03 ]]>\r\nContent-Length: 0\r\n\r\n")),
        "fine.example": Host(raw(b"HTTP/1.1 200 \x0b<urldata>\r\nContent-Length: 2\r\n\r\nok")),
    }
    assert ask(hosts, [f"http://{name}/x" for name in hosts], tmp_path).found == {"http://fine.example/x"}


def test_where_only_linkchecker_finds_a_page_nobody_knows() -> None:
    hosts, address = {"odd.example": Host(only_for_us)}, "http://odd.example/x"
    seen = run(hosts, [asking(address)]).seen
    assert seen[0].outcome.kind == "not-found"
    doubted = second.with_opinion(seen, second.Opinion(frozenset([address])))
    assert (doubted[0].outcome.kind, doubted[0].outcome.result) == ("second-opinion", "undecided")
    assert second.with_opinion(seen, second.Opinion(frozenset())) == seen


def test_a_takeover_stays_hidden_whatever_linkchecker_says() -> None:
    seen = [Seen(asking("http://one.example/"), EPOCH, outcome("parked"))]
    assert second.with_opinion(seen, second.Opinion(frozenset(["http://one.example/"]))) == seen


def test_an_answer_that_linkchecker_stumbles_over_costs_its_own_address_alone(tmp_path: Path) -> None:
    """A Location that is no address would end it with status 2."""
    hosts = {"odd.example": Host(to("http://[bad/")), "fine.example": Host(reply())}
    assert ask(hosts, ["http://odd.example/x", "http://fine.example/x"], tmp_path).found == {"http://fine.example/x"}


@pytest.mark.parametrize(("answered", "found", "blind"), [(8, 4, False), (8, 3, True), (7, 0, False), (40, 19, True)])
def test_an_opinion_that_misses_most_of_what_answered_is_none(answered: int, found: int, blind: bool) -> None:
    addresses = [f"http://a{at}.example/" for at in range(answered)]
    seen = [Seen(asking(address), EPOCH, outcome("names-it")) for address in addresses]
    seen.append(Seen(asking("http://gone.example/"), EPOCH, outcome("not-found")))
    opinion = second.Opinion(frozenset(addresses[:found]))
    if blind:
        with pytest.raises(Void, match=f"is blind: LinkChecker found {found} of {answered} pages that answered"):
            second.with_opinion(seen, opinion)
    else:
        assert second.with_opinion(seen, opinion) == seen


def test_the_domains_take_turns_and_progress_is_told(tmp_path: Path) -> None:
    asked: list[str] = []

    async def noting(request: Request, wire: Wire) -> None:
        asked.append(request.host.split(".", 1)[1])
        await wire.send(response())

    told: list[tuple[int, int]] = []
    addresses = [f"http://h.{domain}.example/{at}" for domain in ("a", "b", "c") for at in range(3)]
    hosts = {f"h.{domain}.example": Host(noting) for domain in ("a", "b", "c")}
    ask(hosts, addresses, tmp_path, progress=lambda done, of: told.append((done, of)))
    assert asked == ["a.example", "b.example", "c.example"] * 3
    assert told[-1] == (9, 9) and told == sorted(told)


def test_addresses_that_are_one_page_to_linkchecker_have_one_opinion(tmp_path: Path) -> None:
    """Its queue drops the second of two that differ by what follows #, by capitals of the host, by slashes or by percent signs."""
    there = ["http://odd.example/x", "http://odd.example/x#a", "http://odd.example/x#b", "http://ODD.example/x", "http://odd.example//x"]
    there += ["http://odd.example/%78", "http://odd.example", "http://odd.example/", "http://odd.example/#top"]
    gone = ["http://gone.example/#a", "http://gone.example/#b"]
    assert ask({"odd.example": Host(reply()), "gone.example": Host(reply(404))}, [*there, *gone], tmp_path).found == {*there}


def test_linkchecker_reaches_nothing_that_is_not_public(tmp_path: Path) -> None:
    """The private host listens, and without the fence it would be asked."""
    asked: list[str] = []

    async def listening(request: Request, wire: Wire) -> None:
        asked.append(request.host)
        await wire.send(response())

    hosts = {
        "inside.example": Host(listening, numbers=["10.0.0.7"]),
        "far.example": Host(listening),
        "odd.example": Host(to("http://inside.example/")),
        "port.example": Host(to("http://far.example:8080/")),
        "fine.example": Host(to("http://far.example/")),
    }
    addresses = [f"http://{name}/x" for name in ("odd.example", "port.example", "inside.example", "fine.example")]
    assert ask(hosts, addresses, tmp_path).found == {"http://fine.example/x"}
    assert asked == ["far.example"]


async def endless(request: Request, wire: Wire) -> None:
    """A redirect whose body never ends."""
    await wire.send(b"HTTP/1.1 302 X\r\nLocation: /y\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(20_000):
        if wire.writer.is_closing():
            return
        await wire.send(b"x" * 65_536)


async def dripping(request: Request, wire: Wire) -> None:
    """Headers that come for ever, always soon enough for a limit to each read."""
    await wire.send(b"HTTP/1.1 200 X\r\n")
    for at in range(200):
        if wire.writer.is_closing():
            return
        await wire.send(b"X-%d: y\r\n" % at)
        await asyncio.sleep(0.3)


def test_an_answer_without_end_costs_its_own_address_alone(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(40_000_000))
    bomb = reply(302, packed * 50, "Content-Encoding: gzip", "Location: /y")
    hosts = {"endless.example": Host(endless), "drips.example": Host(dripping), "bomb.example": Host(bomb)}
    hosts["large.example"] = Host(reply(200, b"<p>" + b"x" * 3_000_000))
    start = time.monotonic()
    assert ask(hosts, [f"http://{name}/x" for name in hosts], tmp_path, seconds=3).found == {"http://large.example/x"}
    assert time.monotonic() - start < 40


def test_linkchecker_asks_one_registered_domain_at_a_time_and_spaced(tmp_path: Path) -> None:
    times: list[float] = []

    async def noting(request: Request, wire: Wire) -> None:
        times.append(request.at)
        await wire.send(response(404))

    hosts = {f"h{at}.one.example": Host(noting, robots=None) for at in range(3)}
    ask(hosts, [f"http://{name}/{page}" for name in hosts for page in "xy"], tmp_path, spacing=0.8)
    assert len(times) == 6, "it asks for pages alone, and for no robots.txt"
    assert min(later - before for before, later in pairwise(sorted(times))) > 0.7


def test_an_opinion_that_takes_too_long_voids_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "MINUTES", 0.05)
    with pytest.raises(Void, match=r"did not come within 0\.05 minutes"):
        ask({"slow.example": Host(raw(end="silence"))}, ["http://slow.example/x"], tmp_path, seconds=60)


GOOD = '<linkchecker><urldata><url>http://a.example/</url><valid result="200 OK">1</valid></urldata></linkchecker>'


@pytest.mark.parametrize(
    ("status", "report", "said"),
    [
        (2, GOOD, "ended with status 2"),
        (-9, GOOD, "ended with status -9"),
        (0, GOOD[:-20], "torn"),
        (0, "", "torn"),
        (0, "<linkchecker></linkchecker>", "0 addresses instead of 1"),
        (0, GOOD.replace("a.example", "b.example"), "instead of 1"),
        (
            0,
            GOOD.replace("<linkchecker>", "<linkchecker><urldata><url>http://a.example/</url><valid>1</valid></urldata>"),
            "2 addresses instead of 1",
        ),
        (0, GOOD.replace('<valid result="200 OK">1</valid>', ""), "without a result"),
        (0, GOOD.replace(">1<", ">maybe<"), "without a result"),
        (0, GOOD.replace("200 OK", "200 &#1;"), "torn"),
    ],
)
def test_a_report_that_is_not_whole_voids_the_run(status: int, report: str, said: str) -> None:
    with pytest.raises(Void, match=said):
        second.read_opinion(status, report.encode(), ["http://a.example/"])


@pytest.mark.parametrize(
    ("result", "found"),
    [("200 OK", True), ("200 O\x01\x00\x1bK", True), ("204 No Content", True), ("syntax OK", False), ("", False), ("301 Moved", False)],
)
def test_only_an_answer_of_success_is_a_page_found(result: str, found: bool) -> None:
    opinion = second.read_opinion(0, GOOD.replace("200 OK", result).encode(), ["http://a.example/"])
    assert bool(opinion.found) is found


def test_an_outside_tool_that_is_not_there_voids_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "none"))
    with pytest.raises(Void, match=r"did not come: .Errno 2. No such file"):
        second.ask(["http://a.example/"], AGENT, tmp_path, 30, 2)


def test_a_disk_that_is_full_voids_the_run_before_linkchecker_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    monkeypatch.setattr(second.subprocess, "Popen", lambda *_, **__: pytest.fail("LinkChecker was asked"))
    with pytest.raises(Void, match=r"did not come: .Errno 28. No space left"):
        second.ask(["http://a.example/"], AGENT, tmp_path, 30, 2)


def test_linkchecker_is_given_the_seconds_of_the_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []

    class Done:
        returncode = 0

        def __init__(self, command: list[str], *, stdout: IO[bytes], **_: object) -> None:
            given.append(command)
            stdout.write(GOOD.encode())

        def wait(self, _: float | None = None) -> int:
            return 0

        def kill(self) -> None:
            pass

    monkeypatch.setattr(second.subprocess, "Popen", Done)
    assert second.ask(["http://a.example/"], AGENT, tmp_path, 17, 3).found == {"http://a.example/"}
    assert given[0][3:5] == ["3", "17"]
    assert "timeout=17\n" in (tmp_path / "linkcheckerrc").read_text("utf-8")
