"""A second opinion by LinkChecker: the same addresses, from standard input, read strictly. See decision 14.

Where it finds a page and the observer found none, nobody knows, so the observation becomes undecided. It is not asked for
addresses that led to places where no public page can be, as it would follow them there, nor for those of hosts that
asked to be left in peace, nor where the answer breaks the rules of the web, on which it stops.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from macros.links.observe.control import Void
from macros.links.observe.domains import broken, host_of
from macros.links.observe.kinds import outcome
from macros.links.observe.run import Seen

NOT_ASKED = frozenset(("unsafe", "robots", "robots-unread", "deferred", "throttled", "not-http", "no-target", "bomb", "torn", "garbled"))
_ANSWERS = (0, 1)  # nothing wrong, or something found; every other status means that the check did not happen
_FOUND = re.compile(r"2\d\d\b")
_SETTINGS = """\
[checking]
threads=8
timeout={seconds}
recursionlevel=0
maxrequestspersecond=1
useragent={agent}
[filtering]
checkextern=0
[output]
log=xml
verbose=1
warnings=1
status=0
"""


@dataclass(frozen=True)
class Opinion:
    """Addresses for which LinkChecker found a page. It says of a page that robots.txt forbids that it is valid; that is no page found."""

    found: frozenset[str]


def ask(addresses: Sequence[str], agent: str, folder: Path, seconds: int = 30, environment: Mapping[str, str] | None = None) -> Opinion:
    """What LinkChecker says of the addresses. `folder` takes its settings. Raises Void unless it speaks of each exactly once."""
    if not addresses:
        return Opinion(frozenset())
    settings = folder / "linkcheckerrc"
    settings.write_text(_SETTINGS.format(seconds=seconds, agent=agent.replace("%", "")), "utf-8")
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "linkcheck", "--config", str(settings), "--stdin"],
            input="\n".join(addresses).encode(), capture_output=True, check=False, timeout=300 + 120 * len(addresses),
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", **(environment or {})},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Void(f"the second opinion did not come: {type(error).__name__}") from None
    return read_opinion(done.returncode, done.stdout, addresses)


def read_opinion(status: int, report: bytes, addresses: Collection[str]) -> Opinion:
    """The opinion in a finished report. Raises Void for another status, a torn report, or an address that is missing, strange or there twice."""
    if status not in _ANSWERS:
        raise Void(f"the second opinion did not come: LinkChecker ended with status {status}")
    found, told = set(), list[str]()
    try:
        for one in ET.fromstring(report).iter("urldata"):  # noqa: S314 - our own tool wrote it
            valid, address = one.find("valid"), one.findtext("url") or ""
            if valid is None or valid.text not in ("0", "1"):
                raise ValueError("an entry without a result")
            told.append(address)
            if valid.text == "1" and _FOUND.match(valid.get("result", "")):
                found.add(address)
    except (ET.ParseError, ValueError) as error:
        raise Void(f"the second opinion is torn: {error}") from None
    if sorted(told) != sorted(addresses):
        odd = next(iter({*addresses} ^ {*told}), "one address came twice")
        raise Void(f"the second opinion speaks of {len(told)} addresses instead of {len(addresses)} ({broken(host_of(odd)) or odd})")
    return Opinion(frozenset(found))


def with_opinion(seen: Sequence[Seen], opinion: Opinion) -> list[Seen]:
    """What was seen, with doubt where the second opinion found a page and this check did not."""
    return [
        replace(one, outcome=outcome("second-opinion")) if one.outcome.result == "missing" and one.asked.address in opinion.found else one
        for one in seen
    ]
