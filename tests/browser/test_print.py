"""On paper: a toolkit takes two sheets of A4 at most, the first holds what a reader needs, and every page stands without its frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.catalogue.model import Catalogue
from macros.publish.lists import availability
from tests.browser.sheets import A4, Sheets, printed, squeezed
from tests.browser.visit import visit

SIZES = """() => [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility()
  && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !element.closest('.pn-hidden'))
  .map((element) => [parseFloat(getComputedStyle(element).fontSize) * .75, element.outerHTML.slice(0, 100)])"""
FRAME = ".pn-header, .pn-footer, .pn-breadcrumb, .pn-skip, .pn-contents, .pn-pager, .pn-search-form, .pn-menu, .pn-facet-links, .pn-suggest"
CUT = """() => [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility() && !element.closest('.pn-hidden, svg')
  && (element.getBoundingClientRect().right > innerWidth + 1 || ['hidden', 'clip', 'auto', 'scroll'].includes(getComputedStyle(element).overflowX)
  && element.scrollWidth > element.clientWidth + 1)).map((element) => element.outerHTML.slice(0, 100))"""
FIRST = {  # what stands on the first sheet, in pieces that no printed address interrupts
    "purpose": ".pn-lead",
    "mark": ".pn-toolkit-summary > p .pn-availability",
    "instead": ".pn-toolkit-summary__instead :is(h2, li, p)",
    "get": ".pn-toolkit-summary__get :is(h2, h3, .pn-link-state__link), .pn-toolkit-summary__get > p",
    "summary": ".pn-toolkit-summary .pn-summary-list :is(dt, dd)",
}
WIDTH_OF_A4 = 700  # in pixels, less the margins
HEADINGS = "all => all.filter((one) => one.checkVisibility()).map((one) => one.textContent.trim())"
TITLES = "[...document.querySelectorAll('main :is(h1, h2)')].filter((one) => one.checkVisibility()).map((one) => one.innerText)"


@pytest.fixture(scope="module")
def paper(browser: Browser, site_address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site_address, viewport={"width": 1000, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def toolkits_on_paper(paper: Page, catalogue: Catalogue) -> dict[str, tuple[Sheets, dict[str, Any]]]:
    """Every toolkit's page as printed, and what its document says."""
    ask = f"""() => ({{
      sizes: ({SIZES})(), headings: ({HEADINGS})([...document.querySelectorAll('main :is(h2, h3)')]),
      first: Object.fromEntries(Object.entries({json.dumps(FIRST)}).map(([name, part]) =>
        [name, [...document.querySelectorAll(part)].map((one) => one.innerText)])),
      frame: [...document.querySelectorAll('{FRAME}')].filter((part) => part.checkVisibility()).length,
      outside: [...document.querySelectorAll('main a[rel~=external]')].map((a) => [a.href, getComputedStyle(a, '::after').content]),
    }})"""
    found = {}
    paper.emulate_media(media="print")
    for toolkit in catalogue.toolkits:
        paper.goto(f"/toolkits/{toolkit.id}/")
        found[toolkit.id] = printed(paper), paper.evaluate(ask)
    return found


def test_every_toolkit_takes_two_sheets_of_a4_at_most(toolkits_on_paper: dict[str, tuple[Sheets, dict[str, Any]]]) -> None:
    long = [name for name, (result, _) in toolkits_on_paper.items() if len(result) > 2]
    assert not long, f"too long to print on two sheets; shorten structure, sources or links of: {', '.join(long)}"
    assert {size for result, _ in toolkits_on_paper.values() for size in result.sizes} == {A4}


def test_no_printed_toolkit_has_text_under_10_points(toolkits_on_paper: dict[str, tuple[Sheets, dict[str, Any]]]) -> None:
    for name, (_, said) in toolkits_on_paper.items():
        assert len(said["sizes"]) > 20, name
        assert not [one for one in said["sizes"] if one[0] < 9.99], name


def test_the_first_sheet_holds_what_a_reader_needs(
    toolkits_on_paper: dict[str, tuple[Sheets, dict[str, Any]]], catalogue: Catalogue
) -> None:
    for toolkit in catalogue.toolkits:
        result, said = toolkits_on_paper[toolkit.id]
        first = squeezed(result.texts[0])
        pieces = said["first"]
        assert squeezed(toolkit.name) in first, toolkit.id
        assert len(pieces["purpose"]) == len(pieces["mark"]) == 1, toolkit.id
        assert len(pieces["summary"]) >= 10, toolkit.id
        gone = availability(catalogue, toolkit) != "now"
        assert bool(pieces["instead"]) == gone, toolkit.id
        assert pieces["get"] or gone, toolkit.id
        for piece in (one for found in pieces.values() for one in found):
            assert squeezed(piece) in first, (toolkit.id, piece)


def test_a_printed_toolkit_says_where_it_comes_from_and_when(
    toolkits_on_paper: dict[str, tuple[Sheets, dict[str, Any]]], catalogue: Catalogue
) -> None:
    for toolkit in catalogue.toolkits:
        result, said = toolkits_on_paper[toolkit.id]
        whole = squeezed(result.text)
        assert "Wherethiscomesfrom" in whole, toolkit.id
        assert "Theentrywascomparedwiththemon" in whole, toolkit.id
        assert all(squeezed(source.title)[:40] in whole for source in toolkit.sources), toolkit.id
        assert "PartnershipToolkitNavigator" in squeezed(result.texts[0]), toolkit.id
        assert said["frame"] == 0, toolkit.id


def test_addresses_of_outside_links_are_printed(toolkits_on_paper: dict[str, tuple[Sheets, dict[str, Any]]]) -> None:
    for name, (_, said) in toolkits_on_paper.items():
        for address, after in said["outside"]:
            if "*/" in address:  # a look-up in an archive: the address looked up stands before it, so the archive's name is enough
                assert after in ('" (web.archive.org)"', '" (webarchive.nationalarchives.gov.uk)"'), name
            else:
                assert after == '" (" attr(href) ")"' or address in after, (name, address, after)


def test_no_heading_is_left_alone_at_the_foot_of_a_sheet(toolkits_on_paper: dict[str, tuple[Sheets, dict[str, Any]]]) -> None:
    for name, (result, said) in toolkits_on_paper.items():
        headings = {squeezed(one) for one in said["headings"]}
        lines = {squeezed(line) for text in result.texts for line in text.splitlines()}
        assert len(headings & lines) > 3, f"{name}: headings were not recognised in the print"
        for lowest in (line for columns in result.lowest for line in columns):
            assert squeezed(lowest) not in headings, (name, lowest)


def test_every_kind_of_page_prints_without_its_frame_and_fits_the_paper(paper: Page, kinds: dict[str, str]) -> None:
    for kind, address in kinds.items():
        paper.emulate_media(media="screen")
        visit(paper, address)
        paper.emulate_media(media="print")
        assert not paper.evaluate(f"[...document.querySelectorAll('{FRAME}')].filter((part) => part.checkVisibility()).length"), kind
        # Figures in circles and the foot of a form to fill in may be smaller, and so may three or four columns side by side.
        small = [one for one in paper.evaluate(SIZES) if one[0] < (8.99 if kind.startswith("paper") else 9.99)]
        assert not small, (kind, small)
        result = printed(paper)
        title = paper.evaluate(TITLES)[0]
        # The first sheet of the tree is a poster with a title of its own.
        sheets = result.texts[1:] if kind == "decision tree" else result.texts[:1]
        assert any(squeezed(title)[:30] in squeezed(sheet) for sheet in sheets), kind
        assert len(result.text) > 60, kind
        if kind not in ("compare all", "compare, two"):  # those print across the sheet
            paper.set_viewport_size({"width": WIDTH_OF_A4, "height": 800})
            assert not paper.evaluate(CUT), kind
            paper.set_viewport_size({"width": 1000, "height": 800})


@pytest.mark.parametrize("chosen", ["auto", "dark"])
def test_print_is_black_on_white_whatever_the_screen_shows(open_page: Callable[..., Page], kinds: dict[str, str], chosen: str) -> None:
    page = open_page(color_scheme="dark", reduced_motion="reduce")
    page.goto("/")
    page.get_by_label("Dark" if chosen == "dark" else "Automatic").check()
    page.goto(kinds["toolkit, gone"])
    page.emulate_media(media="print", color_scheme="dark")
    ink = "all => [...new Set(all.map((one) => getComputedStyle(one).color))]"
    dark = {"rgb(0, 0, 0)", "rgb(34, 34, 34)"}
    assert set(page.eval_on_selector_all("main :is(h1, h2, p, a, li, dt, dd, span)", ink)) <= dark
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_print_styles_name_the_paper(built_site: Path) -> None:
    (styles,) = built_site.glob("v/*/assets/site.css")
    assert "size: A4" in styles.read_text("utf-8")
