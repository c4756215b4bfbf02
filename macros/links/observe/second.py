"""A second opinion by LinkChecker: it asks the same addresses once more, and its report is read strictly. See decision 14.

It reads no robots.txt: the observer has, at each step, and hands on nothing that they forbid. Where it finds a page and the
observer found none, nobody knows, so the observation becomes undecided. What it says of the others changes nothing, but
tells whether it can see: an opinion that finds few of the pages that answered is none. It runs behind the fence of fence.py,
and has MINUTES for everything.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

from macros.links.observe.control import Void
from macros.links.observe.domains import broken, domain_of, host_of
from macros.links.observe.kinds import outcome
from macros.links.observe.run import Progress, Seen

_PEACE = frozenset(("deferred", "put-off"))
NOT_ASKED = _PEACE | {"robots", "robots-unread", "run-over", "observer-fault"}
"""Where a host lets no machine look, or nobody knows whether it does, no other tool asks either."""
_STRAY = bytes({*range(32)} - {*b"\t\n\r"})
"""Bytes that no XML may hold, and that a host may have put into what LinkChecker quotes."""
MINUTES = 90
"""So long may LinkChecker take for all addresses. The weekly job ends soon after it has room for this and for the run."""
_SECONDS_BETWEEN_LOOKS = 2
SEES, FEW = 0.5, 8
"""The share of pages found by the observer that LinkChecker has to find, where there are not too few to tell."""
_ROOT = Path(__file__).parents[3]
_ANSWERS = (0, 1)  # nothing wrong, or something found; every other status means that the check did not happen
_FOUND = re.compile(r"2\d\d\b")
_SETTINGS = """\
[checking]
threads=1
robotstxt=0
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
    """Addresses for which LinkChecker found a page: it calls others valid too, such as those that it did not ask."""

    found: frozenset[str]


def to_ask_again(seen: Sequence[Seen]) -> list[str]:
    """The same addresses, save those of NOT_ASKED and every one of a domain that wants to be left in peace."""
    resting = {domain_of(host_of(one.asked.address)) for one in seen if one.outcome.kind in _PEACE}
    kept = [one.asked.address for one in seen if one.outcome.kind not in NOT_ASKED]
    return [address for address in kept if domain_of(host_of(address)) not in resting]


def ask(
    addresses: Sequence[str],
    agent: str,
    folder: Path,
    seconds: int,
    spacing: float,
    progress: Progress = lambda done, of: None,
    environment: Mapping[str, str] | None = None,
) -> Opinion:
    """What LinkChecker says of the addresses, one at a time. `folder` takes its settings; an answer has `seconds`, and
    requests to one registered domain are `spacing` seconds apart. `progress` is told of pages.

    Addresses that differ only in what follows # are one page, and share its opinion. Raises Void unless LinkChecker speaks of
    each page exactly once, and in time.
    """
    settings = folder / "linkcheckerrc"
    try:
        settings.write_text(_SETTINGS.format(seconds=seconds, agent=agent.replace("%", "")), "utf-8")
    except OSError as error:
        raise Void(f"the second opinion did not come: {error}") from None
    pages = {address: address.split("#", 1)[0] for address in addresses}
    end, found, done, of = time.monotonic() + MINUTES * 60, set[str](), 0, len(set(pages.values()))
    for some in _rounds(_in_turn(dict.fromkeys(pages.values()))):
        process = _Process(some, [str(spacing), str(seconds), "--config", str(settings), "--stdin"], folder, environment or {})
        found |= process.opinion(end, lambda count, before=done: progress(before + count, of)).found  # type: ignore[misc]
        done += len(some)
        progress(done, of)
    return Opinion(frozenset(address for address, page in pages.items() if page in found))


def _in_turn(pages: Iterable[str]) -> list[str]:
    """The pages, one of each registered domain at a time: while a domain rests, the others are asked."""
    of_domain: dict[str, list[str]] = {}
    for page in pages:
        of_domain.setdefault(domain_of(host_of(page)), []).append(page)
    return [page for some in zip_longest(*of_domain.values()) for page in some if page]


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


@dataclass(frozen=True)
class _Process:
    """LinkChecker, asked of some pages. Its report grows in `folder` while it works."""

    pages: Sequence[str]
    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]

    def opinion(self, end: float, told: Callable[[int], None]) -> Opinion:
        given, report = self.folder / "pages.txt", self.folder / "report.xml"
        # Behind a proxy the fence would see no numbers; the observer uses none either.
        inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        try:
            given.write_text("\n".join(self.pages), "utf-8")
            with given.open("rb") as pages, report.open("wb") as grows:
                process = subprocess.Popen(  # noqa: S603
                    [sys.executable, "-m", "macros.links.observe.fence", *self.arguments],
                    stdin=pages, stdout=grows, stderr=subprocess.DEVNULL, cwd=_ROOT,
                    env={**inherited, "NO_PROXY": "*", "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PYTHONUNBUFFERED": "1", **self.environment},
                )  # fmt: skip
            try:
                while (left := end - time.monotonic()) > 0 and self._is_at_work(process, min(_SECONDS_BETWEEN_LOOKS, left)):
                    told(report.read_bytes().count(b"</urldata>"))
                if process.returncode is None:
                    raise Void(f"the second opinion did not come within {MINUTES} minutes")
            finally:
                process.kill()
                process.wait()
            return read_opinion(process.returncode, report.read_bytes(), self.pages)
        except OSError as error:
            raise Void(f"the second opinion did not come: {error}") from None

    @staticmethod
    def _is_at_work(process: subprocess.Popen[bytes], seconds: float) -> bool:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False


def read_opinion(status: int, report: bytes, addresses: Collection[str]) -> Opinion:
    """The opinion in a finished report. Raises Void for another status, a torn report, or an address that is missing, strange or there twice."""
    if status not in _ANSWERS:
        raise Void(f"the second opinion did not come: LinkChecker ended with status {status}")
    found, told = set(), list[str]()
    try:
        for one in ET.fromstring(report.translate(None, _STRAY)).iter("urldata"):  # noqa: S314 - our own tool wrote it
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
    """What was seen, with doubt where the second opinion found a page and this check did not.

    Raises Void for a blind opinion: where it misses most pages that answered, it proves nothing that it misses others.
    """
    again = {*to_ask_again(seen)}
    answered = [one.asked.address for one in seen if one.outcome.result == "answered" and one.asked.address in again]
    both = sum(address in opinion.found for address in answered)
    if len(answered) >= FEW and both < SEES * len(answered):
        raise Void(f"the second opinion is blind: LinkChecker found {both} of {len(answered)} pages that answered")
    return [
        replace(one, outcome=outcome("second-opinion")) if one.outcome.result == "missing" and one.asked.address in opinion.found else one
        for one in seen
    ]
