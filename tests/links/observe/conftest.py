"""No test of the observer reaches further than this computer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Browser tests that ran before in this process have left their event loop running: it is put aside for each of these tests."""
    if Path(__file__).parent not in item.path.parents:
        return (yield)
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(loop)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        assert self.family == socket.AF_UNIX or str(address[0]).startswith("127."), f"a test connects to {address}"
        return real(self, address)

    def getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
        assert str(host).startswith("127.") or host in (None, "localhost"), f"a test looks up {host}"
        return lookup(host, *rest, **named)

    lookup = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
