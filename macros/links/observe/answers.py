"""What the network gives back: an answer, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Protocol

from macros.links.observe.domains import domain_of, host_of


class NoAnswer(Exception):
    """There is no answer that could be read. `kind` is one of kinds.KINDS; `where` is the host that its words name, if they do."""

    def __init__(self, kind: str, where: str = "") -> None:
        super().__init__(kind)
        self.kind, self.where = kind, where


@dataclass(frozen=True)
class Answer:
    """The first part of an answer, unpacked. `headers` has names in lower case; `whole`: nothing was left unread."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True


class Client(Protocol):
    async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
        """One request, no redirect followed. Raises NoAnswer, never anything else that the other side could cause."""


class Jar:
    """The cookies of one chain of redirects, thrown away after it. Some hosts go in circles without them."""

    def __init__(self) -> None:
        self._held: dict[str, dict[str, str]] = {}

    def keep(self, answer: Answer) -> None:
        for line in answer.headers.get("set-cookie", "").split("\n"):
            try:
                morsels = SimpleCookie(line)
            except CookieError:
                continue
            self._held.setdefault(domain_of(host_of(answer.url)), {}).update({name: morsel.value for name, morsel in list(morsels.items())[:20]})

    def header(self, url: str) -> str:
        held = self._held.get(domain_of(host_of(url)), {})
        return "; ".join(f"{name}={value}" for name, value in held.items())[:4_000]
