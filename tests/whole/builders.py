"""Compares what two builders made of the same pages: python -m tests.whole.builders <one folder> <another folder>.

Status 1 when a page is missing or its main part differs. White space, and two spellings of one relative address, do not count.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

Part = tuple[str, ...]


def differences(one: Path, other: Path) -> Iterator[str]:
    """A line for every page that only one folder has, or whose main part, title or description differs."""
    pages = {path.relative_to(folder).as_posix() for folder in (one, other) for path in folder.rglob("*.html")}
    for page in sorted(pages):
        if not (one / page).exists() or not (other / page).exists():
            yield f"{page}: only in {one if (one / page).exists() else other}"
            continue
        for here, there in zip_longest(_parts(one, page), _parts(other, page), fillvalue=("nothing",)):
            if here != there:
                yield f"{page}: {' '.join(here)} | {' '.join(there)}"
                break


def _parts(root: Path, name: str) -> list[Part]:
    """Title, description, then every element of the main part with its attributes and text, in order."""
    page = html.fromstring((root / name).read_bytes())
    folder = posixpath.dirname(f"/{name}")
    for element in page.xpath("//div[@class='highlight'] | //pre//*"):
        element.drop_tag()  # blocks of code: Zensical wraps and colours them
    wanted = [*page.xpath("//title | //meta[@name='description']"), *page.xpath("//main/descendant-or-self::*")]
    return [part for element in wanted if isinstance(element.tag, str) for part in _said(element, folder)]


def _said(element: html.HtmlElement, folder: str) -> Iterator[Part]:
    attributes = (f"{name}={_address(value, folder) if name in ('href', 'src') else value}" for name, value in sorted(element.items()))
    yield (element.tag, *attributes, " ".join((element.text or "").split()))
    if tail := " ".join((element.tail or "").split()):
        yield (tail,)


def _address(value: str, folder: str) -> str:
    parts = urlsplit(value)
    if parts.scheme or not parts.path:
        return value
    path = posixpath.normpath(posixpath.join(folder, parts.path)) + ("/" if parts.path.endswith("/") else "")
    return parts._replace(path=path).geturl()


if __name__ == "__main__":
    one, other = map(Path, sys.argv[1:])
    found = list(differences(one, other))
    print(*found[:30], sep="\n")
    count = sum(1 for _ in one.rglob("*.html"))
    print(f"{count} pages; {len(found)} differ" if found else f"{count} pages, all alike")
    sys.exit(bool(found) or count == 0)
