"""No test of the observer reaches further than this computer."""

from __future__ import annotations

import socket
from typing import Any

import pytest


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
