"""The second opinion: LinkChecker itself against misbehaving hosts, and how strictly its report is read."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.links.observe import second
from macros.links.observe.control import Void
from macros.links.observe.kinds import outcome
from macros.links.observe.run import Seen
from tests.links.observe.faults import FAULTS, to
from tests.links.observe.runs import AGENT, asking, run
from tests.links.observe.server import Host, Network, Request, Wire, reply, response
from tests.links.observe.virtual import EPOCH

RESOLVER = str(Path(__file__).parent / "resolver")
QUICK = ("F001", "F015", "F020", "F029", "F032", "F040", "F062", "F123", "F148")


@contextmanager
def real_time(hosts: dict[str, Host], folder: Path) -> Iterator[dict[str, str]]:
    """Serves hosts in a thread; gives the environment in which another program finds them."""
    ready, done, loop = threading.Event(), asyncio.Event(), asyncio.new_event_loop()
    ports: dict[str, int] = {}

    async def serve() -> None:
        async with Network(hosts) as network:
            ports.update({name: network.dial((await network.numbers(name))[0], 80)[1] for name in hosts if hosts[name].numbers is None})
            ready.set()
            await done.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(10)
    try:
        file = folder / "hosts.json"
        file.write_text(json.dumps({name: ("127.0.0.1", port) for name, port in ports.items()}), "utf-8")
        yield {"PN_TEST_HOSTS": str(file), "PYTHONPATH": RESOLVER}
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)
        loop.close()


def ask(hosts: dict[str, Host], addresses: Sequence[str], folder: Path) -> second.Opinion:
    with real_time(hosts, folder) as environment:
        return second.ask(addresses, AGENT, folder, 5, environment)


async def only_for_us(request: Request, wire: Wire) -> None:
    """A host that shows its page to one kind of client alone."""
    await wire.send(response(404 if "accept-language" in request.headers and "en-GB" in request.headers["accept-language"] else 200))


def test_linkchecker_itself_answers_for_every_address(tmp_path: Path) -> None:
    faults = [fault for fault in FAULTS if fault.number in QUICK]
    hosts = {name: host for fault in faults for name, host in fault.hosts().items()}
    hosts["odd.example"] = Host(only_for_us)
    opinion = ask(hosts, [*(fault.address for fault in faults), "http://odd.example/x"], tmp_path)
    found = {fault.number for fault in faults if fault.address in opinion.found}
    # It takes 103 Early Hints for an answer, so the observer's word counts for more where both could be right.
    assert found - {"F040"} == {"F001"}
    assert "http://odd.example/x" in opinion.found


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


def test_linkchecker_that_stumbles_voids_the_run(tmp_path: Path) -> None:
    """A Location that is no address stops it: the reason why the observer keeps such addresses from it."""
    with pytest.raises(Void, match="second opinion"):
        ask({"odd.example": Host(to("http://[bad/")), "fine.example": Host(reply())}, ["http://odd.example/x", "http://fine.example/x"], tmp_path)
    assert "no-target" in second.NOT_ASKED


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
    ],
)
def test_a_report_that_is_not_whole_voids_the_run(status: int, report: str, said: str) -> None:
    with pytest.raises(Void, match=said):
        second.read_opinion(status, report.encode(), ["http://a.example/"])


@pytest.mark.parametrize(("result", "found"), [("200 OK", True), ("204 No Content", True), ("syntax OK", False), ("", False), ("301 Moved", False)])
def test_only_an_answer_of_success_is_a_page_found(result: str, found: bool) -> None:
    opinion = second.read_opinion(0, GOOD.replace("200 OK", result).encode(), ["http://a.example/"])
    assert bool(opinion.found) is found


def test_an_outside_tool_that_is_not_there_voids_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "none"))
    with pytest.raises(Void, match="did not come: FileNotFoundError"):
        second.ask(["http://a.example/"], AGENT, tmp_path)
