"""QR codes on paper: there when the address of the site is known, and left out when it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.sheets import A3, A4, printed
from tests.browser.test_paper import PAGES
from tests.conftest import build

Open = Callable[..., Page]
CODES = ".pn-finder-tree__qr, .pn-checklist-paper__qr"


@pytest.fixture(scope="module")
def addressed(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built for an address."""
    site = tmp_path_factory.mktemp("addressed") / "site"
    done = build(written, site, PN_SITE_URL="https://partnerships.example.org/")
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def test_the_poster_bears_a_code_in_print(open_page: Open, addressed: Path, serve: Callable[[Path], str]) -> None:
    page = open_page()
    page.goto(f"{serve(addressed)}/choose/tree/")
    code = page.locator(CODES)
    assert code.is_hidden()
    page.emulate_media(media="print")
    assert code.is_visible()
    assert "https://partnerships.example.org/choose/" in code.inner_text()
    assert page.locator(".pn-finder-tree__qr svg").bounding_box()["width"] > 70  # type: ignore[index]
    found = printed(page).sizes
    assert (found[0], set(found[1:])) == (A3, {A4})


def test_a_paper_checklist_bears_a_code_and_stays_on_its_pages(open_page: Open, addressed: Path, serve: Callable[[Path], str]) -> None:
    page = open_page()
    base = serve(addressed)
    for (name, form), count in PAGES.items():
        page.goto(f"{base}/checklists/{name}/print/{form}")
        assert f"https://partnerships.example.org/checklists/{name}/" in page.locator(CODES).inner_text()
        assert len(printed(page).sizes) == count, (name, form)


@pytest.mark.parametrize("address", ["/choose/tree/", "/checklists/barriers/print/"])
def test_without_an_address_there_is_no_code(open_page: Open, address: str) -> None:
    page = open_page()
    page.goto(address)
    assert page.locator(CODES).count() == 0
