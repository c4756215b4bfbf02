"""An event loop whose time jumps to the next thing that is due whenever no socket has anything to say.

Real sockets, and no waiting: a server that takes a minute for its answer takes a millisecond here. Client and server have
to share the loop, so that nothing is under way that it cannot see.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

GRACE = 0.001
"""Real seconds in which a socket may still speak before time jumps."""
T = TypeVar("T")
EPOCH = datetime(2026, 12, 7, 4, tzinfo=UTC)


class _Selector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> Any:
        found = super().select(0)
        if found or timeout == 0:
            return found
        found = super().select(GRACE)
        if not found:
            assert timeout is not None, "everything waits for something that will never happen"
            self.loop.passed += timeout
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    passed: float

    def __init__(self) -> None:
        selector = _Selector()
        selector.loop = self
        self.passed = 1000.0
        super().__init__(selector)

    def time(self) -> float:
        return self.passed

    def clock(self) -> datetime:
        """The clock on the wall, which goes with the loop."""
        return EPOCH + timedelta(seconds=self.passed - 1000.0)


def virtually(made: Callable[[VirtualLoop], Coroutine[Any, Any, T]]) -> T:
    """Runs a coroutine on a loop of its own, to its end."""
    loop = VirtualLoop()
    try:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            return runner.run(made(loop))
    finally:
        loop.close()
