"""The HTTP client: aiohttp, with every limit that a hostile answer calls for. See decision 14."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import zlib
from collections.abc import Callable
from typing import Any, NoReturn

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from macros.links.evidence import PolicyFile
from macros.links.observe.answers import Answer, NoAnswer
from macros.links.observe.guard import is_public
from macros.links.observe.resolve import Resolver

MOST_UNPACKED = 100
"""How many times its size an answer may unpack to before it is a bomb."""
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en-GB,en;q=0.8",
}
# Numbers of OpenSSL for what is wrong with a certificate (X509_V_ERR_…).
_CERTIFICATE = {9: "tls-early", 10: "tls-expired", 62: "tls-name", 64: "tls-name"}
_OLD = ("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "NO_PROTOCOLS", "DH_KEY_TOO_SMALL", "NO_SHARED_CIPHER", "UNSAFE_LEGACY")

Dial = Callable[[str, int], tuple[str, int]]
"""From a judged number and port to where the connection really goes; only tests turn it elsewhere."""


def user_agent(contact: str) -> str:
    """Who asks, and where to complain."""
    return f"PartnershipToolkitNavigator-LinkObserver/1 ({f'+{contact}; ' if contact else ''}looks at each linked page about once a week)"


class HttpClient:
    """Asks with aiohttp: no pool, no redirects, no cookies, and no proxies of its own accord. Use as `async with`."""

    def __init__(
        self, policy: PolicyFile, resolver: Resolver, contact: str = "", tls: ssl.SSLContext | None = None, dial: Dial | None = None
    ) -> None:
        self._policy = policy
        self._resolver = _Judged(resolver, dial or (lambda number, port: (number, port)))
        self._agent = user_agent(contact)
        self._tls = tls or ssl.create_default_context()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> HttpClient:
        connector = aiohttp.TCPConnector(resolver=self._resolver, use_dns_cache=False, force_close=True, limit=0, ssl=self._tls)
        self._session = aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar(), headers={**_HEADERS, "User-Agent": self._agent}, auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None),
        )  # fmt: skip
        # aiohttp asks again at once when a host breaks off; when to ask again is for us to say. There is no public way yet.
        self._session._retry_connection = False
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

    async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
        """One request. The whole of it, from looking up the name to the last byte, has `seconds`."""
        try:
            async with asyncio.timeout(max(seconds, 0.001)):
                return await self._ask(url, cookies)
        except NoAnswer:
            raise
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            _explain(error)

    async def _ask(self, url: str, cookies: str) -> Answer:
        assert self._session, "use `async with`"
        headers = {"Cookie": cookies} if cookies else {}
        # `encoded`: the address goes out byte for byte as it stands in the data.
        async with self._session.get(URL(url, encoded=True), headers=headers, allow_redirects=False) as response:
            found = {name.lower(): ("\n" if name.lower() == "set-cookie" else ", ").join(response.headers.getall(name)) for name in response.headers}
            if 300 <= response.status < 400:
                return Answer(url, response.status, found)
            body, whole = await self._read(response)
            return Answer(url, response.status, found, body, whole)

    async def _read(self, response: aiohttp.ClientResponse) -> tuple[bytes, bool]:
        most, taken, packed = self._policy.kilobytes_read * 1024, 0, _packing(response.headers.get("Content-Encoding", ""))
        body = bytearray()
        async for chunk in response.content.iter_any():
            taken += len(chunk)
            body += packed(chunk, most + 1 - len(body)) if packed else chunk[: most + 1 - len(body)]
            if len(body) > most:
                if packed and len(body) > MOST_UNPACKED * (taken - packed.waiting):
                    raise NoAnswer("bomb")
                return bytes(body[:most]), False
            if taken > self._policy.kilobytes_taken * 1024:
                return bytes(body), False
        if packed and taken and not packed.ended:
            raise NoAnswer("torn")
        return bytes(body), True


class _Unpacker:
    """Unpacks no more than it is asked for, so that a bomb never grows."""

    def __init__(self, kind: str) -> None:
        self._kind, self._unpack, self._first = kind, zlib.decompressobj(31 if kind == "gzip" else 15), True

    def __call__(self, chunk: bytes, most: int) -> bytes:
        try:
            try:
                found = self._unpack.decompress(chunk, max(most, 1))
            except zlib.error:
                if not self._first or self._kind != "deflate":
                    raise
                self._unpack = zlib.decompressobj(-15)  # some servers say deflate and leave its frame out
                found = self._unpack.decompress(chunk, max(most, 1))
        except zlib.error:
            raise NoAnswer("garbled") from None
        self._first = False
        return found

    @property
    def waiting(self) -> int:
        """How many bytes it holds that were not unpacked."""
        return len(self._unpack.unconsumed_tail)

    @property
    def ended(self) -> bool:
        return self._unpack.eof


def _packing(encoding: str) -> _Unpacker | None:
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return _Unpacker("gzip")
        case "deflate":
            return _Unpacker("deflate")
    raise NoAnswer("garbled")


class _Judged(AbstractResolver):
    """Gives the client only numbers that were judged; it connects to those and to no others."""

    def __init__(self, resolver: Resolver, dial: Dial) -> None:
        self._resolver, self._dial = resolver, dial

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        numbers = await self._resolver.numbers(host.rstrip("."))
        if not numbers:
            raise NoAnswer("no-address")
        # One private number among public ones is no slip: it is how a network is spied on.
        if not all(map(is_public, numbers)):
            raise NoAnswer("unsafe")
        return [self._result(host, *self._dial(number, port)) for number in numbers]

    @staticmethod
    def _result(host: str, number: str, port: int) -> ResolveResult:
        family = socket.AF_INET6 if ":" in number else socket.AF_INET
        return ResolveResult(hostname=host, host=number, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)

    async def close(self) -> None:
        pass


def _explain(error: Exception) -> NoReturn:
    raise NoAnswer(_kind_of(error)) from error


def _kind_of(error: Any) -> str:
    match error:
        case TimeoutError():
            return "timeout"
        case aiohttp.ClientConnectorCertificateError():
            return _CERTIFICATE.get(getattr(error.certificate_error, "verify_code", 0), "tls-issuer")
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return "tls-old" if any(one in str(error).upper() for one in _OLD) else "tls-broken"
        case aiohttp.ClientConnectorError():
            return {errno.ECONNREFUSED: "refused", errno.ECONNRESET: "broken-off"}.get(error.os_error.errno or 0, "unreachable")
        case aiohttp.ClientPayloadError():
            return "torn"
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientOSError() | ConnectionError():
            return "broken-off"
        case OSError():
            return "unreachable"
    return "not-http"
