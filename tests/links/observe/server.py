"""A server that misbehaves on purpose: raw bytes on loopback, plain and over TLS, one port for each host and scheme."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import ssl
import struct
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from macros.links.observe.answers import NoAnswer

RESOURCE, PUBLISHER = "Riverside Partnership Checklist", "Riverside Council"
GOOD = f"""<!doctype html><html lang="en"><head><title>{RESOURCE}</title></head><body><h1>{RESOURCE}</h1>
<p>{PUBLISHER} publishes this checklist for partners who want to know how well they work together. It has nine questions on
purpose, trust, money, people and results, and takes an hour. Download it, copy it and change it as you like, and tell us
how it went. Partners in housing, health and care have used it since 2004.</p></body></html>""".encode()


UNREACHABLE = "24.0.0.2"


@dataclass(frozen=True)
class Request:
    """`count` is how many requests for pages this host has had, this one included."""

    host: str
    path: str
    headers: Mapping[str, str]
    count: int
    at: float


class Wire:
    """What a misbehaving host can do to a connection."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def send(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionError):
            self.writer.write(data)
            await self.writer.drain()

    def reset(self) -> None:
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Serve = Callable[[Request, Wire], Awaitable[None]]


def response(status: int | str = 200, body: bytes = GOOD, *headers: str, kind: str = "text/html; charset=utf-8") -> bytes:
    lines = [
        f"HTTP/1.1 {status} X",
        "Connection: close",
        *headers,
        f"Content-Length: {len(body)}",
        *([f"Content-Type: {kind}"] if kind else []),
        "",
        "",
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + body


def reply(status: int | str = 200, body: bytes = GOOD, *headers: str, kind: str = "text/html; charset=utf-8") -> Serve:
    return raw(response(status, body, *headers, kind=kind))


def raw(*parts: bytes | float, end: str = "close") -> Serve:
    """Sends each part, waiting where a number of seconds stands; then closes, resets, or says nothing for ever."""

    async def serve(_: Request, wire: Wire) -> None:
        for part in parts:
            if isinstance(part, bytes):
                await wire.send(part)
            else:
                await asyncio.sleep(part)
        if end == "reset":
            wire.reset()
        elif end == "silence":
            await asyncio.sleep(100_000)

    return serve


def first(*answers: Serve) -> Serve:
    """The first answer to the first request, and so on; the last one ever after."""

    async def serve(request: Request, wire: Wire) -> None:
        await answers[min(request.count, len(answers)) - 1](request, wire)

    return serve


@dataclass
class Host:
    """One host. `robots`: what /robots.txt gives; None sends that to `serve` too. `early`: speaks before it is asked."""

    serve: Serve
    robots: Serve | None = field(default_factory=lambda: reply(404, b"no"))
    tls: ssl.SSLContext | None = None
    early: bool = False
    numbers: list[str] | list[list[str]] | str | None = None
    """What its name gives: numbers, other numbers each time, the kind of a failure, or, by default, one of its own."""


class Network:
    """Hosts by name, a resolver for them, and where connections really go. Everything happens on 127.0.0.1."""

    def __init__(self, hosts: Mapping[str, Host]) -> None:
        self.hosts, self.log, self.asked_names = dict(hosts), list[Request](), Counter[str]()
        self.open, self.most_open = Counter[str](), Counter[str]()
        self._counts, self._ports = Counter[str](), dict[str, int]()
        self._servers: list[asyncio.Server] = []
        self._own = {name: f"23.{1 + at // 62500}.{at // 250 % 250}.{at % 250 + 1}" for at, name in enumerate(self.hosts)}

    async def __aenter__(self) -> Network:
        for name, host in self.hosts.items():
            server = await asyncio.start_server(
                self._serve_as(name, host), "127.0.0.1", 0, ssl=host.tls, ssl_handshake_timeout=90 if host.tls else None
            )
            self._servers.append(server)
            self._ports[self._own[name]] = server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in self._servers:
            server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def numbers(self, host: str) -> list[str]:
        self.asked_names[host] += 1
        known = self.hosts.get(host)
        given = known.numbers if known else "no-such-domain"
        if isinstance(given, str):
            raise NoAnswer(given)
        if given and isinstance(given[0], list):
            return [one.replace("OWN", self._own[host]) for one in given[min(self.asked_names[host], len(given)) - 1]]
        return [self._own[host]] if given is None else [str(one) for one in given]

    def dial(self, number: str, port: int) -> tuple[str, int]:
        if number == UNREACHABLE:
            raise OSError(errno.ENETUNREACH, "no way there")
        return "127.0.0.1", self._ports.get(number, 1)  # nothing listens on port 1

    def shown(self, name: str) -> tuple[str, int] | None:
        """For another program: the first number that a name gives it, and the port on which the host listens. None without a number."""
        given = self.hosts[name].numbers
        if isinstance(given, str):
            return None
        numbers = given[0] if given and isinstance(given[0], list) else given
        if numbers == []:
            return None
        first = str(numbers[0]).replace("OWN", self._own[name]) if numbers else self._own[name]
        return first, 1 if first == UNREACHABLE else self._ports[self._own[name]]

    def _serve_as(self, name: str, host: Host) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.open[name] += 1
            self.most_open[name] = max(self.most_open[name], self.open[name])
            try:
                await self._serve_one(name, host, reader, Wire(writer))
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                pass
            finally:
                self.open[name] -= 1
                writer.close()

        return served

    async def _serve_one(self, name: str, host: Host, reader: asyncio.StreamReader, wire: Wire) -> None:
        if host.early:
            await host.serve(Request(name, "", {}, 0, 0), wire)
            return
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        headers = {key.lower(): value for key, _, value in (line.partition(": ") for line in lines[1:] if line)}
        is_page = path != "/robots.txt" or host.robots is None
        self._counts[name] += is_page
        request = Request(name, path, headers, self._counts[name], asyncio.get_running_loop().time())
        self.log.append(request)
        await (host.serve if is_page or host.robots is None else host.robots)(request, wire)
