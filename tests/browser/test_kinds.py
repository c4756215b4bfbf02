"""What holds on every page: the table is complete, one heading of level 1, landmarks, language, and where the reader is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.browser.kinds import file_of
from tests.browser.visit import visit

LANDMARKS = """() => {
  const roles = {NAV: 'navigation', MAIN: 'main', HEADER: 'banner', FOOTER: 'contentinfo', ASIDE: 'complementary'};
  const found = [];
  for (const part of document.querySelectorAll('header, nav, main, footer, aside, search, section, form, [role]')) {
    const role = part.getAttribute('role') ?? roles[part.tagName];
    if (!['navigation', 'main', 'banner', 'contentinfo', 'complementary', 'search', 'region', 'form'].includes(role)) continue;
    if (['banner', 'contentinfo'].includes(role) && part.closest('main')) continue;
    const by = (part.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    found.push([role, part.getAttribute('aria-label') ?? by.map((id) => document.getElementById(id).textContent.trim()).join(' ')]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def documents(built_site: Path, published: list[str]) -> dict[str, html.HtmlElement]:
    return {address: html.parse(file_of(built_site, address)).getroot() for address in published}


def shape(document: html.HtmlElement) -> str:
    return document.find("body").get("class") or ""


def test_the_table_names_every_kind_of_page_that_is_published(kinds: dict[str, str], documents: dict[str, html.HtmlElement]) -> None:
    tabled = {shape(documents[re.sub(r"\?.*", "", address)]) for address in kinds.values()}
    assert {shape(document) for document in documents.values()} == tabled


def test_every_page_has_one_h1_and_a_language(documents: dict[str, html.HtmlElement]) -> None:
    for address, document in documents.items():
        assert document.get("lang") == "en-GB", address
        assert len(document.findall(".//h1")) == 1, address
        assert document.find(".//main//h1").text_content().strip(), address


def test_headings_never_skip_a_level(documents: dict[str, html.HtmlElement]) -> None:
    for address, document in documents.items():
        levels = [int(heading.tag[1]) for heading in document.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), (address, levels)


def test_every_page_has_a_title_and_a_description_of_its_own(documents: dict[str, html.HtmlElement]) -> None:
    titles = Counter(document.findtext(".//title") for document in documents.values())
    assert not [title for title, times in titles.items() if times > 1 or not title]
    for address, document in documents.items():
        assert document.xpath("string(//meta[@name='description']/@content)").strip(), address


def test_landmarks_are_named_and_unique(open_page: Callable[..., Page], kinds: dict[str, str]) -> None:
    page = open_page()
    for kind, address in kinds.items():
        visit(page, address)
        found = [tuple(one) for one in page.evaluate(LANDMARKS)]
        assert len(found) == len(set(found)), (kind, found)
        roles = Counter(role for role, _ in found)
        assert roles["main"] == roles["banner"] == roles["contentinfo"] == 1, (kind, found)
        assert all(name for role, name in found if role in ("navigation", "search", "region", "form")), (kind, found)


def test_the_page_says_where_the_reader_is(open_page: Callable[..., Page], kinds: dict[str, str]) -> None:
    expected = {"home": [], "search": [], "contribute": [], "not found": []}
    expected |= {"all toolkits": ["Toolkits", "page"], "guide index": ["Guides", "page"], "about": ["About", "page"]}
    expected |= {kind: ["Toolkits", "true"] for kind in ("page 2", "facet", "A to Z", "toolkit, gone")}
    expected |= {"stage guide": ["Guides", "true"], "topic guide": ["Guides", "true"], "privacy": ["About", "true"]}
    page = open_page()
    for kind, wanted in expected.items():
        page.goto(kinds[kind])
        current = page.eval_on_selector_all(".pn-sections [aria-current]", "all => all.flatMap((a) => [a.textContent, a.ariaCurrent])")
        assert current == wanted, kind
        assert page.locator(".pn-mark[aria-current=page]").count() == (kind == "home"), kind
        assert page.locator(".pn-breadcrumb [aria-current]").count() == 0, kind
    page.goto(kinds["page 2"])
    assert page.locator(".pn-pager [aria-current=page]").text_content() == "Page 2"
