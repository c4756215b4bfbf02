"""Measures the observer of outside links beside others: `python -m tests.bench.observer`, or as part of `make bench`.

2,000 addresses on 400 hosts of loopback with mixed faults. Beside it run a bare aiohttp loop with the same manners,
LinkChecker as it comes, and lychee and linkinator where they are installed. Everything has its own process.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import random
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import aiohttp
import trustme
from aiohttp.abc import AbstractResolver, ResolveResult

from macros.links.evidence import policy_of
from macros.links.observe.answers import NoAnswer
from macros.links.observe.asked import Asked
from macros.links.observe.client import HttpClient
from macros.links.observe.run import Means, observe, utc_now
from tests.bench.measure import Cost, run
from tests.bench.report import verdicts
from tests.bench.results import Target

ROOT = Path(__file__).parent.parent.parent
HOSTS, ANSWER = 400, 0.05
MIX = {
    "ok": 1_270,
    "bomb": 10,
    "no-head": 150,
    "moved": 150,
    "chain": 50,
    "moved-to-404": 30,
    "404": 120,
    "410": 40,
    "500": 30,
    "503-once": 20,
    "429-once": 10,
    "slow": 60,
    "silent": 10,
    "self-signed": 20,
    "loop": 10,
    "refused": 10,
    "anchor": 10,
}
RESULT = {
    "404": "missing",
    "410": "missing",
    "moved-to-404": "missing",
    **dict.fromkeys(("bomb", "500", "silent", "self-signed", "loop", "refused"), "undecided"),
}
SECOND_TRY = ("503-once", "429-once")
POLICY = replace(
    policy_of(ROOT / "data" / "links"),
    control_addresses=("http://control.example/",),
    controls_needed=1,
    seconds_between_requests=0,
    domains_at_once=200,
    seconds_for_an_answer=5,
    times_asked=2,
    seconds_before_second_try=1,
)
WORDS = " ".join(["Partners meet, talk and agree what to do next."] * 40)
GOOD = f"<!doctype html><title>Riverside Partnership Checklist</title><h1>Riverside Partnership Checklist</h1><p>{WORDS}".encode()
SLOWEST, LARGEST, SHARE = 1.5, 150e6, 1 / 3


@dataclass(frozen=True)
class Place:
    """One address of the mix: what it is, and its host."""

    fault: str
    host: str
    address: str


def places() -> list[Place]:
    """Faults are spread over the hosts; those of the whole host have hosts of their own."""
    faults = [fault for fault, count in MIX.items() for _ in range(count)]
    random.Random(2026).shuffle(faults)  # noqa: S311 - the same order each time
    of_host = {"refused": "shut", "self-signed": "signed"}
    found = []
    for at, fault in enumerate(faults):
        host = f"{of_host.get(fault, 'host')}-{at * 7919 % len(faults) % (HOSTS if fault not in of_host else 5)}.example"
        found.append(
            Place(fault, host, f"{'https' if fault == 'self-signed' else 'http'}://{host}/{fault}/{at}{'#gone' if fault == 'anchor' else ''}")
        )
    return found


def number_of(host: str) -> str:
    """Each host has a number of its own on loopback. Linux answers on all of them; elsewhere they share one."""
    at = sum(ord(letter) * 31**place for place, letter in enumerate(host)) % 62_000
    return f"127.1.{at // 250}.{at % 250 + 1}" if sys.platform == "linux" else "127.0.0.1"


async def serve(ready: Path) -> None:
    """Answers as the first part of the path says, on one port in clear and one over TLS, until it is ended."""
    asked: Counter[str] = Counter()
    bomb = gzip.compress(b"\0" * 300_000_000, 9)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, path, _ = head.split(" ", 2)
            fault, _, rest = path.strip("/").partition("/")
            asked[path] += method == "GET"
            if path != "/robots.txt":
                await asyncio.sleep(ANSWER)
            status, headers, body = _reply(fault, rest, path, method, asked[path])
            if fault in ("slow", "silent"):
                await asyncio.sleep(2 if fault == "slow" else 600)
            if fault == "bomb":
                headers, body = {"Content-Encoding": "gzip"}, bomb
            lines = [
                f"HTTP/1.1 {status} X",
                "Connection: close",
                "Content-Type: text/html",
                f"Content-Length: {len(body)}",
                *(f"{a}: {b}" for a, b in headers.items()),
            ]
            writer.write("\r\n".join([*lines, "", ""]).encode() + (body if method == "GET" else b""))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("signed.example").configure_cert(tls)
    host = "0.0.0.0" if sys.platform == "linux" else "127.0.0.1"  # noqa: S104 - every number of loopback
    plain = await asyncio.start_server(answer, host, 0, backlog=2000)
    safe = await asyncio.start_server(answer, host, 0, ssl=tls, backlog=2000)
    ready.write_text(json.dumps([plain.sockets[0].getsockname()[1], safe.sockets[0].getsockname()[1]]), "utf-8")
    await asyncio.sleep(3600)


def _reply(fault: str, rest: str, path: str, method: str, count: int) -> tuple[int, Mapping[str, str], bytes]:
    if path == "/robots.txt":
        return 404, {}, b""
    if fault == "chain":
        step, _, number = rest.rpartition("/")
        return (302, {"Location": f"/chain/{int(step or 0) + 1}/{number}"}, b"") if int(step or 0) < 4 else (200, {}, GOOD)
    return {
        "no-head": (405 if method == "HEAD" else 200, {}, GOOD),
        "moved": (301, {"Location": f"/ok/{rest}"}, b""),
        "moved-to-404": (301, {"Location": f"/404/{rest}"}, b""),
        "404": (404, {}, b"none"),
        "410": (410, {}, b"none"),
        "500": (500, {}, b"no"),
        "loop": (302, {"Location": path}, b""),
        "503-once": (503 if count < 2 else 200, {}, GOOD),
        "429-once": (429 if count < 2 else 200, {"Retry-After": "1"} if count < 2 else {}, GOOD),
    }.get(fault, (200, {}, GOOD))


class Loopback:
    """Public numbers for names, and the number and port of loopback behind each: see HttpClient's `dial`."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports, self.real = ports, dict[str, str]()

    async def numbers(self, host: str) -> list[str]:
        if host.endswith(".invalid"):
            raise NoAnswer("no-such-domain")
        at = len(self.real) if host not in self.real.values() else 0
        number = f"23.{at // 62_500 + 1}.{at // 250 % 250}.{at % 250 + 1}"
        self.real[number] = host
        return [number]

    def dial(self, number: str, port: int) -> tuple[str, int]:
        return real(self.real[number], port, self.ports)


def real(host: str, port: int, ports: Sequence[int]) -> tuple[str, int]:
    return number_of(host), 1 if host.startswith("shut") else ports[port == 443]


async def ours(ports: Sequence[int]) -> dict[str, str]:
    """The observer, with its own code for everything but the look-up of names."""
    loopback = Loopback(ports)
    asked = [Asked(place.address, ("Riverside Partnership Checklist",)) for place in places()]
    async with HttpClient(POLICY, loopback, dial=loopback.dial) as client:
        means = Means(client, loopback, "bench", utc_now, lambda: 0.0)
        return {one.asked.address: f"{one.outcome.result}, {one.outcome.kind}" for one in await observe(asked, POLICY, means)}


class _Names(AbstractResolver):
    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        number, there = real(host, port, self._ports)
        return [ResolveResult(hostname=host, host=number, port=there, family=2, proto=0, flags=0)]

    async def close(self) -> None:
        pass


async def bare(ports: Sequence[int]) -> dict[str, str]:
    """What the client alone costs: the same manners, and no judgement."""
    turns, found = defaultdict(asyncio.Lock), dict[str, str]()
    robots: dict[str, asyncio.Task[int]] = {}
    room = asyncio.Semaphore(POLICY.domains_at_once)
    connector = aiohttp.TCPConnector(resolver=_Names(ports), use_dns_cache=False, force_close=True, limit=0)
    session = aiohttp.ClientSession(connector=connector, auto_decompress=False)

    async def get(address: str, host: str, share: float = 1) -> int:
        seconds = aiohttp.ClientTimeout(total=POLICY.seconds_for_an_answer * share)
        async with turns[host], room, session.get(address, max_redirects=8, timeout=seconds) as response:
            await response.content.read(POLICY.kilobytes_read * 1024)
            return response.status

    async def one(place: Place) -> None:
        if place.host not in robots:
            robots[place.host] = asyncio.create_task(get(place.address.split("/")[0] + f"//{place.host}/robots.txt", place.host))
        await asyncio.wait([robots[place.host]])
        for number in range(POLICY.times_asked):
            try:
                status = await get(place.address, place.host, 1 / 3 if found.get(place.address) == "TimeoutError" else 1)
                found[place.address] = str(status)
                if status not in (429, 500, 502, 503, 504):
                    break
            except (aiohttp.ClientError, TimeoutError) as error:
                found[place.address] = "TimeoutError" if isinstance(error, TimeoutError) else type(error).__name__
                if isinstance(error, aiohttp.ClientSSLError | aiohttp.TooManyRedirects):
                    break
            if number + 1 < POLICY.times_asked:
                await asyncio.sleep(POLICY.seconds_before_second_try)

    async with session:
        await asyncio.gather(*(one(place) for place in places()))
        await asyncio.gather(*robots.values(), return_exceptions=True)
    return found


CONTENDERS: Mapping[str, Callable[[Sequence[int]], Awaitable[dict[str, str]]]] = {"observer": ours, "bare aiohttp": bare}


@contextmanager
def server(folder: Path) -> Iterator[list[int]]:
    ready = folder / "ports.json"
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.observer", "--serve", ready], cwd=ROOT)
    try:
        while not ready.exists() or not ready.read_text("utf-8"):
            process.poll()
            assert process.returncode is None, "the server did not start"
            time.sleep(0.1)
        yield json.loads(ready.read_text("utf-8"))
    finally:
        process.terminate()
        process.wait()


def _linkchecker(folder: Path, ports: Sequence[int]) -> Cost:
    """LinkChecker with its own settings but for those that make it ask the list and nothing else."""
    hosts = {f"{place.host}:{port}": real(place.host, port, ports) for place in places() for port in (80, 443)}
    (folder / "hosts.json").write_text(json.dumps(hosts), "utf-8")
    (folder / "list").write_text("\n".join(place.address for place in places()), "utf-8")
    command = f"'{sys.executable}' -m linkcheck --stdin --recursion-level 0 --timeout 5 --no-status -o none < '{folder}/list' || [ $? = 1 ]"
    environment = {"PN_TEST_HOSTS": str(folder / "hosts.json"), "PYTHONPATH": str(ROOT / "tests" / "links" / "observe" / "resolver")}
    folder.chmod(0o755)
    return run(["sh", "-c", command], folder, environment)


def _other(name: str, folder: Path, ports: Sequence[int]) -> Cost:
    """lychee and linkinator, which cannot be told where a name is: they are given numbers and ports."""
    listed = "\n".join(
        place.address.replace(place.host, ":".join(map(str, real(place.host, 443 if "https" in place.address else 80, ports)))) for place in places()
    )
    (folder / "numbers.html").write_text("".join(f'<a href="{one}">x</a>\n' for one in listed.splitlines()), "utf-8")
    options = "--timeout 5 --include-fragments" if name == "lychee" else "--timeout 5000 --recurse=false"
    return run(["sh", "-c", f"{name} {options} numbers.html >/dev/null 2>&1; true"], folder, {})


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the comparison and prints it. Returns 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.observer", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the observer and the bare loop (default 3); the others run once")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.serve:
        asyncio.run(serve(given.serve))
        return 0
    if given.run:
        name, ports, out = given.run
        Path(out).write_text(json.dumps(asyncio.run(CONTENDERS[name](json.loads(ports)))), "utf-8")  # type: ignore[arg-type]
        return 0
    found = compare(given.rounds)
    verdicts(found)
    return 0 if all(target.met for target in found) else 1


def compare(rounds: int) -> list[Target]:
    """Runs all contenders, prints what each took, and gives the targets."""
    costs: dict[str, list[Cost]] = {}
    wrong: list[str] = []
    for number in range(rounds):
        for name in CONTENDERS:
            with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as ports:
                out = Path(folder, "out.json")
                print(f"round {number + 1}: {name}", file=sys.stderr)
                cost = run([sys.executable, "-m", "tests.bench.observer", "--run", name, json.dumps(ports), out], ROOT, {})
                costs.setdefault(name, []).append(cost)
                if name == "observer":
                    results = json.loads(out.read_text("utf-8"))
                    wrong += [
                        f"{place.fault}: {results[place.address]}"
                        for place in places()
                        if results[place.address].split(",")[0] != RESULT.get(place.fault, "answered")
                    ]
    for name in ("LinkChecker", *(one for one in ("lychee", "linkinator") if shutil.which(one))):
        with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as ports:
            print(name, file=sys.stderr)
            costs[name] = [_linkchecker(Path(folder), ports) if name == "LinkChecker" else _other(name, Path(folder), ports)]
    print(f"\n{len(places()):,} addresses on {len({place.host for place in places()})} hosts (medians)")
    for name, taken in costs.items():
        middle = median(one.wall for one in taken), median(one.cpu for one in taken), max(one.peak for one in taken)
        print(f"  {name:14} {middle[0]:7.1f} s wall {middle[1]:7.1f} s CPU {middle[2] / 1e6:7.1f} MB")
    for one, count in Counter(wrong).items():
        print(f"  wrong: {one} ({count} times)")
    wall = {name: median(one.wall for one in taken) for name, taken in costs.items()}
    ratio, share, peak = wall["observer"] / wall["bare aiohttp"], wall["observer"] / wall["LinkChecker"], max(one.peak for one in costs["observer"])
    second = sum(one.split(":")[0] in SECOND_TRY for one in wrong)
    return [
        Target("observer over a bare aiohttp loop, wall", f"{ratio:.2f}", f"{SLOWEST}", ratio <= SLOWEST),
        Target("observer over LinkChecker, wall", f"{share:.2f}", f"{SHARE:.2f}", share <= SHARE),
        Target("peak memory of the observer, with bombs", f"{peak / 1e6:.0f} MB", f"{LARGEST / 1e6:.0f} MB", peak <= LARGEST),
        Target("false errors on answers at the second try", str(second), "0", second == 0),
        Target("other wrong results", str(len(wrong) - second), "0", len(wrong) == second),
    ]


if __name__ == "__main__":
    sys.exit(main())
