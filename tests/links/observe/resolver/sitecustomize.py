"""Put on the path of LinkChecker, this turns host names into numbers and ports of loopback: it asks the hosts of a test, and no others.

Programs see a public number for each host, or the one that the test gives; connections to it go to loopback.
"""

import json
import os
import socket

with open(os.environ["PN_TEST_HOSTS"], encoding="utf-8") as _file:
    _HOSTS = json.load(_file)
_PLACES = {name: at for at, name in enumerate(_HOSTS)}
_REAL = {}


def _found(host, port, *_, **__):
    """`_HOSTS` holds, under host and port, a number, a port and perhaps what to show; under the host alone, those for any port."""
    name = f"{host}:{port}" if f"{host}:{port}" in _HOSTS else str(host)
    if name not in _HOSTS:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    number, real, *shown = _HOSTS[name]
    seen = shown[0] if shown else f"23.{_PLACES[name] // 62_500 + 1}.{_PLACES[name] // 250 % 250}.{_PLACES[name] % 250 + 1}"
    _REAL[seen, real] = (number, real)
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (seen, real))]


def _connect(self, address):
    return _before(self, _REAL.get(tuple(address[:2]), address))


_before = socket.socket.connect
socket.getaddrinfo = _found
socket.socket.connect = _connect
