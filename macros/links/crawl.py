"""Runs LinkChecker over the built site and reads its report: broken links and anchors, pages that nothing leads to,
and outside addresses that do not belong there. Nothing outside is asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

SETTINGS = Path(__file__).parent.parent.parent / "linkcheckerrc"
_ENTRANCES = ("/", "/404.html")  # no page links to the page that stands for missing ones
_ANSWERS = (0, 1)  # nothing wrong, or something found; every other status means that the check did not happen


class NotChecked(Exception):
    """LinkChecker did not do its work, so nothing is known of any link."""


@dataclass(frozen=True)
class Seen:
    """One address that LinkChecker came by: as it stands in the page, in full, and what came of it."""

    written: str
    address: str
    page: str
    line: int
    outside: bool
    valid: bool
    result: str
    anchor_missing: bool

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.written}"


def crawl(site: str, settings: Path = SETTINGS) -> list[Seen]:
    """Everything that is linked on the site at the address `site`, which has no slash at its end.

    Raises NotChecked when LinkChecker fails, or does not come back with what it was given.
    """
    entrances = [site + path for path in _ENTRANCES]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "linkcheck", "--config", str(settings), *entrances],
        capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, timeout=600, check=False,
    )  # fmt: skip
    return read_report(done.returncode, done.stdout, entrances, done.stderr.decode(errors="replace"))


def read_report(status: int, report: bytes, entrances: Iterable[str], said: str = "") -> list[Seen]:
    """What a finished run of LinkChecker found. Its status is 1 for broken links as for mere warnings, so only the report counts.

    Raises NotChecked for any other status, a torn report, or an entrance that is not in it.
    """
    if status not in _ANSWERS:
        raise NotChecked(f"LinkChecker ended with status {status}:\n{said}")
    try:
        seen = [_seen(one) for one in ET.fromstring(report).iter("urldata")]  # noqa: S314 - our own tool wrote it
    except (ET.ParseError, ValueError) as error:
        raise NotChecked(f"LinkChecker's report is torn: {error}\n{said}") from None
    lost = set(entrances) - {one.address for one in seen}
    if lost:
        raise NotChecked(f"LinkChecker lost {', '.join(sorted(lost))}\n{said}")
    return seen


def wrong(seen: Iterable[Seen], site: str, folder: Path, allowed: Collection[str], denied: Collection[str] = ()) -> list[str]:
    """A line for everything that is wrong with the site built in `folder`, and crawled at the address `site`.

    `allowed` holds the outside addresses that may be on pages; nothing below the hosts `denied` may, even so.
    """
    seen = list(seen)
    return sorted({*_broken(seen), *_orphans(seen, site, folder), *_outside(seen, allowed, denied)})


def _broken(seen: Iterable[Seen]) -> Iterator[str]:
    for one in seen:
        if not one.valid:
            yield f"{one} is broken: {one.result}"
        elif one.anchor_missing:
            yield f"{one} leads to a place that is not on that page"


def _orphans(seen: Iterable[Seen], site: str, folder: Path) -> Iterator[str]:
    reached = {urldefrag(one.address).url for one in seen if one.valid}
    for path in folder.rglob("*.html"):
        name = path.relative_to(folder).as_posix()
        if f"{site}/{name.removesuffix('index.html') if path.name == 'index.html' else name}" not in reached:
            yield f"{name}: no page leads to it"


def _outside(seen: Iterable[Seen], allowed: Collection[str], denied: Collection[str]) -> Iterator[str]:
    for one in seen:
        if not one.outside or (one.written.startswith("data:image/") and one.page.endswith(".css")):
            continue
        host = urlsplit(one.address).hostname or ""
        if any(host == name or host.endswith(f".{name}") for name in denied):
            yield f"{one} is on a denied host"
        elif one.written not in allowed:
            yield f"{one} is not an address of the catalogue"


def _seen(data: ET.Element) -> Seen:
    parent, valid = data.find("parent"), data.find("valid")
    address = data.findtext("realurl")
    if valid is None or not address:
        raise ValueError("an entry without a result")
    return Seen(
        written=data.findtext("url") or "",
        address=address,
        page=(parent.text or "") if parent is not None else "",
        line=int(parent.get("line", "0")) if parent is not None else 0,
        outside=data.findtext("extern") == "1",
        valid=valid.text == "1",
        result=valid.get("result", ""),
        # Only the anchor check, a plugin, gives warnings without a tag. All other warnings are no failures.
        anchor_missing=any(warning.get("tag") is None for warning in data.iter("warning")),
    )
