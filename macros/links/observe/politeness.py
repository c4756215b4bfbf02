"""Whose turn it is: one request at a time to each registered domain, spaced, and none before a host wants the next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime

from macros.links.observe.answers import NoAnswer

PUT_OFFS = 3
"""A domain that puts its asker off so many times in a row, with no answer between, is left in peace for the run."""


@dataclass
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    earliest: float = 0.0
    put_offs: int = 0
    closed: str = ""


class Turns:
    """Time is the event loop's, which no change of the clock moves."""

    def __init__(self, spacing: float, at_once: int) -> None:
        self._spacing, self._turns = spacing, dict[str, _Turn]()
        self._places = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def of(self, domain: str) -> AsyncIterator[None]:
        """The right to ask `domain` once. Raises NoAnswer, with the reason, when it wants to be left in peace for this run."""
        turn = self._turns.setdefault(domain, _Turn())
        async with turn.lock:
            while (wait := turn.earliest - _now()) > 0 and not turn.closed:
                await asyncio.sleep(wait)
            if turn.closed:
                raise NoAnswer(turn.closed)
            async with self._places:
                turn.earliest = _now() + self._spacing
                yield

    def put_off(self, domain: str, seconds: float) -> None:
        """Nobody asks `domain` for so long. At the last of PUT_OFFS it is closed, and this raises NoAnswer("put-off")."""
        turn = self._turns.setdefault(domain, _Turn())
        turn.earliest = max(turn.earliest, _now() + seconds)
        turn.put_offs += 1
        if turn.put_offs >= PUT_OFFS:
            self.close(domain, "put-off")
            raise NoAnswer("put-off")

    def has_answered(self, domain: str) -> None:
        """What `domain` put off before is forgiven."""
        self._turns.setdefault(domain, _Turn()).put_offs = 0

    def close(self, domain: str, kind: str = "deferred") -> None:
        """Nobody asks `domain` again in this run, for the reason `kind`."""
        self._turns.setdefault(domain, _Turn()).closed = kind


def seconds_of(retry_after: str, now: datetime) -> float | None:
    """How long Retry-After asks for, given as seconds or as a date; None when it says nothing that can be understood."""
    given = retry_after.strip()
    if given.isascii() and given.isdigit():
        return float(given[:9])
    try:
        when = parsedate_to_datetime(given)
        return max(0.0, (when - now).total_seconds()) if when.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _now() -> float:
    return asyncio.get_running_loop().time()
