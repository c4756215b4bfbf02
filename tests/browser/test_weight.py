"""Light pages: what a first visit costs in bytes and requests, and that nothing moves while it loads."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from macros.catalogue.model import Catalogue
from tests.browser.kinds import file_of
from tests.browser.visit import visit

KILO = 1000
PACKED = (".woff2", ".png", ".jpg")  # hosts do not compress these again
OF_THE_THEME = "/assets/stylesheets/"
SHIFTS = """
window.pnShift = 0;
const watch = new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.pnShift += entry.value; });
watch.observe({type: 'layout-shift', buffered: true});
"""
# Two frames on, everything that the load has set off has been drawn and counted.
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.pnShift)))))"


@dataclass(frozen=True)
class Visit:
    """The size over the wire of every file that a first visit brings, by path."""

    sizes: dict[str, int]

    def of(self, *endings: str) -> int:
        return sum(size for path, size in self.sizes.items() if path.endswith(endings) and OF_THE_THEME not in path)


def packed(path: str, content: bytes) -> int:
    return len(content) if path.endswith(PACKED) else len(gzip.compress(content, 6))


@pytest.fixture(scope="module")
def visits(browser: Browser, site_address: str, built_site: Path, kinds: dict[str, str]) -> dict[str, Visit]:
    """What a first visit to each kind of page brings."""
    return {kind: weigh(browser, site_address, built_site, address) for kind, address in kinds.items()}


def weigh(browser: Browser, site_address: str, built_site: Path, address: str) -> Visit:
    with browser.new_context(base_url=site_address) as context:
        page = context.new_page()
        answers: list[Response] = []

        def keep(response: Response) -> None:
            answers.append(response)

        page.on("response", keep)
        visit(page, address)
        sizes = {urlsplit(answer.url).path: packed(urlsplit(answer.url).path, answer.body()) for answer in answers}
        icon = urlsplit(page.eval_on_selector("link[rel=icon]", "link => link.href")).path  # headless browsers do not ask for it
        sizes.setdefault(icon, packed(icon, (built_site / icon.lstrip("/")).read_bytes()))
        assert len(answers) == len({answer.url for answer in answers}), "something was fetched twice"
        return Visit(sizes)


def test_a_first_visit_stays_within_the_budgets(visits: dict[str, Visit]) -> None:
    for kind, found in visits.items():
        works = any(path.endswith(".element.js") for path in found.sizes)  # pages to fill in, not only to read
        assert sum(found.sizes.values()) <= 120 * KILO, (kind, found)
        assert len(found.sizes) <= (16 if works else 10), (kind, found)
        assert 0 < found.of(".js") <= 25 * KILO, (kind, found)
        assert 0 < found.of(".css") <= 12 * KILO, (kind, found)
        assert any(path.endswith(".woff2") for path in found.sizes), kind
        assert any(OF_THE_THEME in path for path in found.sizes), kind


def test_data_are_fetched_only_by_those_who_ask(visits: dict[str, Visit]) -> None:
    for kind, found in visits.items():
        data = [path for path in found.sizes if path.endswith(".json")]
        if kind.startswith("search, "):
            assert "/search.json" in data, kind
        elif not kind.startswith("compare"):
            assert data == [], kind


def test_no_toolkit_page_is_over_6_kilobytes(built_site: Path, catalogue: Catalogue) -> None:
    sizes = {toolkit.id: packed("html", file_of(built_site, f"/toolkits/{toolkit.id}/").read_bytes()) for toolkit in catalogue.toolkits}
    assert {name: size for name, size in sizes.items() if size > 6 * KILO} == {}


@pytest.mark.parametrize("width", [320, pytest.param(768, marks=pytest.mark.long), 1280])
def test_nothing_moves_while_a_page_loads(open_page: Callable[..., Page], kinds: dict[str, str], width: int) -> None:
    page = open_page(width=width)
    page.add_init_script(SHIFTS)
    for kind, address in kinds.items():
        visit(page, address)
        assert page.evaluate(SETTLED) <= 0.01, kind


def test_the_measure_of_movement_sees_movement(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.add_init_script(SHIFTS)
    page.goto("/about/")
    page.evaluate(SETTLED)
    page.evaluate("() => { document.querySelector('main').prepend(Object.assign(document.createElement('p'), {style: 'height: 300px'})); }")
    page.evaluate("document.querySelector('main > p').style.height = '400px'")
    page.evaluate(SETTLED)
    assert page.evaluate(SETTLED) > 0.01
