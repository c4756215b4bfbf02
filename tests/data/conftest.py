"""What the tests of the real data share: the built pages, parsed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import lxml.html
import pytest


@pytest.fixture(scope="session")
def main_of(built_site: Path) -> Callable[[str], lxml.html.HtmlElement]:
    """The main element of the built page at an address of the site, such as /about/."""

    @cache
    def parsed(address: str) -> lxml.html.HtmlElement:
        page = lxml.html.fromstring((built_site / address.strip("/") / "index.html").read_text("utf-8"))
        return page.get_element_by_id("main")

    return parsed


@pytest.fixture(scope="session")
def text_of(main_of: Callable[[str], lxml.html.HtmlElement]) -> Callable[[str], str]:
    """What a reader sees in the main element of a page, its spaces made single. Data blocks are not seen."""

    @cache
    def text(address: str) -> str:
        return " ".join("".join(_seen(main_of(address))).split())

    return text


def _seen(element: lxml.html.HtmlElement) -> Iterator[str]:
    apart = "" if element.tag in ("a", "em", "span", "strong") else " "
    if isinstance(element.tag, str) and element.tag not in ("script", "template"):
        yield apart + (element.text or "")
        for child in element:
            yield from _seen(child)
        yield apart
    yield element.tail or ""
