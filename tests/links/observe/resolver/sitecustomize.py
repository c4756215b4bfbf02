"""Put on the path of LinkChecker, this turns host names into numbers and ports of loopback: it asks the hosts of a test, and no others."""

import json
import os
import socket

with open(os.environ["PN_TEST_HOSTS"], encoding="utf-8") as _file:
    _HOSTS = json.load(_file)


def _found(host, port, *_, **__):
    """`_HOSTS` holds, under host and port, a number and a port; under the host alone, those for any port."""
    number, real = _HOSTS.get(f"{host}:{port}") or _HOSTS.get(str(host)) or (None, None)
    if number is None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, real))]


socket.getaddrinfo = _found
