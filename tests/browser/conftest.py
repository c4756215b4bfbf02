"""What browser tests share: the table of kinds, and pages in a context of the wanted kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from macros.catalogue.model import Catalogue
from tests.browser import kinds as table


@pytest.fixture(scope="session")
def kinds(catalogue: Catalogue, long_run: bool) -> dict[str, str]:
    return {kind: address for kind, address in table.kinds(catalogue).items() if long_run or kind not in table.ALIKE}


@pytest.fixture(scope="session")
def published(built_site: Path) -> list[str]:
    return table.published(built_site)


@pytest.fixture
def open_page(browser: Browser, site_address: str) -> Iterator[Callable[..., Page]]:
    """Gives a page in a context of its own, as a first visitor has it: `open_page(width=320, color_scheme="dark")`."""
    contexts: list[BrowserContext] = []

    def start(width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(base_url=site_address, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield start
    for context in contexts:
        context.close()
