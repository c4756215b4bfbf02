"""Without script every page still has its words and every link, and nothing that needs script is on show."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

SHOWN = """all => all.filter((one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 0)
  .map((one) => one.outerHTML.slice(0, 100))"""
PARTS_THAT_NEED_SCRIPT = ".pn-menu, .pn-colours, .pn-search__more"


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.long)])
def test_every_kind_of_page_stands_without_script(open_page: Callable[..., Page], kinds: dict[str, str], published: list[str], width: int) -> None:
    page = open_page(width=width, java_script_enabled=False)
    for kind, address in kinds.items():
        page.goto(address)
        assert page.locator("html.pn-no-js").count() == 1, kind
        assert page.locator("h1").is_visible(), kind
        assert len(page.locator("main").inner_text()) > 60, kind
        assert not page.eval_on_selector_all(PARTS_THAT_NEED_SCRIPT, SHOWN), kind
        assert page.locator(".pn-sections a").count() >= 3, kind
        links = ".pn-sections a, .pn-footer a"
        assert len(page.eval_on_selector_all(links, SHOWN)) == page.locator(links).count(), kind
        for link in page.eval_on_selector_all(links, "all => all.map((one) => one.href)"):
            assert urlsplit(link).path in published, (kind, link)


def test_sections_lead_on_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page(width=320, java_script_enabled=False)
    page.goto("/")
    for name in page.locator(".pn-sections a").all_inner_texts():
        page.locator(".pn-sections").get_by_role("link", name=name, exact=True).click()
        assert page.locator(".pn-sections [aria-current=page]").inner_text() == name


def test_facets_open_and_search_points_to_the_lists_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/toolkits/")
    closed = page.locator(".pn-facet-links details:not([open])").first
    closed.locator("summary").click()
    assert page.locator(".pn-facet-links details[open]").count() >= 2
    page.goto("/search/?q=housing")
    assert page.locator("noscript p").is_visible()
    page.locator("main p a").get_by_text("A to Z").last.click()
    assert page.locator("h1").inner_text() == "Toolkits A to Z"
