"""A second opinion by LinkChecker: the addresses at which the observer found nothing, read strictly. See decision 14.

Where it finds a page, nobody knows, so the observation becomes undecided. At every other address its word would change
nothing, so it is not asked: hosts are left in peace, and it is not led to where the observer would not go. It runs behind
the fence of fence.py, and has MINUTES for everything.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from macros.links.observe.control import Void
from macros.links.observe.domains import broken, host_of
from macros.links.observe.kinds import KINDS, outcome
from macros.links.observe.run import Seen

NOT_ASKED = frozenset(name for name, kind in KINDS.items() if kind.result != "missing")
"""The kinds of outcome that a second opinion cannot change."""
MINUTES = 40
"""So long may LinkChecker take for all addresses. The weekly job ends soon after it has room for this and for the run."""
_ROOT = Path(__file__).parents[3]
_ANSWERS = (0, 1)  # nothing wrong, or something found; every other status means that the check did not happen
_FOUND = re.compile(r"2\d\d\b")
_SETTINGS = """\
[checking]
threads=1
timeout={seconds}
recursionlevel=0
maxrequestspersecond=10
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


def ask(addresses: Sequence[str], agent: str, folder: Path, seconds: int, spacing: float, environment: Mapping[str, str] | None = None) -> Opinion:
    """What LinkChecker says of the addresses, one at a time. `folder` takes its settings; an answer has `seconds`, and
    requests to one registered domain are `spacing` seconds apart.

    Addresses that differ only in what follows # are one page, and share its opinion. Raises Void unless LinkChecker speaks of
    each page exactly once, and in time.
    """
    settings = folder / "linkcheckerrc"
    try:
        settings.write_text(_SETTINGS.format(seconds=seconds, agent=agent.replace("%", "")), "utf-8")
    except OSError as error:
        raise Void(f"the second opinion did not come: {error}") from None
    pages = {address: address.split("#", 1)[0] for address in addresses}
    end, found = time.monotonic() + MINUTES * 60, set[str]()
    for some in _rounds(dict.fromkeys(pages.values())):
        found |= _asked(some, [str(spacing), str(seconds), "--config", str(settings)], end, environment or {}).found
    return Opinion(frozenset(address for address, page in pages.items() if page in found))


def _rounds(pages: Iterable[str]) -> list[list[str]]:
    """The pages, parted so that no part holds two spellings of one address: LinkChecker is silent about the second."""
    rounds: list[dict[str, str]] = []
    for page in pages:
        key = "".join(filter(str.isalnum, unquote(page).casefold()))
        free = next((one for one in rounds if key not in one), None)
        if free is None:
            rounds.append(free := {})
        free[key] = page
    return [list(one.values()) for one in rounds]


def _asked(pages: Sequence[str], arguments: Sequence[str], end: float, environment: Mapping[str, str]) -> Opinion:
    # Behind a proxy the fence would see no numbers; the observer uses none either.
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "macros.links.observe.fence", *arguments, "--stdin"],
            input="\n".join(pages).encode(), capture_output=True, check=False, timeout=max(1.0, end - time.monotonic()), cwd=_ROOT,
            env={**inherited, "NO_PROXY": "*", "LC_ALL": "C.UTF-8", "LANGUAGE": "en", **environment},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Void(f"the second opinion did not come: {type(error).__name__}") from None
    return read_opinion(done.returncode, done.stdout, pages)


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
