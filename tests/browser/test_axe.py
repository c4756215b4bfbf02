"""axe-core finds nothing, on every kind of page, in both colours, at three widths, and in the states that people meet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import COLOURS, WIDTHS
from tests.browser.visit import visit

AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # all others say the same in the dark
RUN = """async ({tags, rules}) => {
  const runOnly = rules ? {type: 'rule', values: rules} : {type: 'tag', values: tags};
  const options = {runOnly, rules: rules ? {} : {'target-size': {enabled: true}}, resultTypes: ['violations']};
  const result = await axe.run(document, options);
  const ran = ['violations', 'passes', 'incomplete', 'inapplicable'].flatMap((group) => result[group].map((rule) => rule.id));
  const wrong = result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)} ${node.failureSummary}`));
  return {ran, wrong};
}"""
MUST_RUN = {"color-contrast", "target-size", "region", "landmark-unique", "heading-order", "link-in-text-block", "scrollable-region-focusable"}


def load_axe(page: Page) -> None:
    page.add_script_tag(content=AXE)


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    result: dict[str, Any] = page.evaluate(RUN, {"tags": TAGS, "rules": only})
    assert set(result["ran"]) >= set(only or MUST_RUN), "axe did not run the rules that matter"
    return [f"{page.url} {page.viewport_size}: {one}" for one in result["wrong"]]


@pytest.fixture
def axe_page(open_page: Callable[..., Page]) -> Page:
    # The policy would stop axe (test_privacy holds the policy); a change of colours must be over before axe measures it.
    return open_page(bypass_csp=True, reduced_motion="reduce")


def test_axe_finds_nothing_on_any_kind_of_page(axe_page: Page, kinds: dict[str, str]) -> None:
    wrong = []
    for address in kinds.values():
        visit(axe_page, address)
        load_axe(axe_page)
        for width in WIDTHS:
            axe_page.set_viewport_size({"width": width, "height": 800})
            axe_page.emulate_media(color_scheme="light")
            wrong += violations(axe_page)
            axe_page.emulate_media(color_scheme="dark")
            wrong += [f"dark: {one}" for one in violations(axe_page, OF_COLOURS)]
    assert not wrong, "\n".join(wrong[:30])


@pytest.mark.parametrize("colours", COLOURS)
def test_axe_finds_nothing_when_the_menu_is_open(axe_page: Page, colours: str) -> None:
    axe_page.set_viewport_size({"width": 320, "height": 800})
    axe_page.emulate_media(color_scheme=colours)
    visit(axe_page, "/toolkits/")
    axe_page.get_by_role("button", name="Menu").click()
    assert axe_page.locator(".pn-sections").is_visible()
    load_axe(axe_page)
    assert not violations(axe_page)


@pytest.mark.parametrize("colours", COLOURS)
def test_axe_finds_nothing_when_colours_are_chosen_against_the_system(axe_page: Page, kinds: dict[str, str], colours: str) -> None:
    axe_page.emulate_media(color_scheme="dark" if colours == "light" else "light")
    axe_page.goto("/")
    axe_page.get_by_label(colours.capitalize(), exact=True).check()
    for kind in ("home", "all toolkits", "toolkit, gone", "stage guide"):
        visit(axe_page, kinds[kind])
        assert axe_page.evaluate("document.documentElement.dataset.colours") == colours
        load_axe(axe_page)
        assert not violations(axe_page)


def test_axe_finds_nothing_when_the_lists_of_facets_are_open(axe_page: Page) -> None:
    visit(axe_page, "/toolkits/")
    axe_page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    load_axe(axe_page)
    for width in WIDTHS:
        axe_page.set_viewport_size({"width": width, "height": 800})
        assert not violations(axe_page)


@pytest.mark.parametrize("colours", COLOURS)
def test_axe_finds_nothing_when_the_search_has_failed(axe_page: Page, colours: str) -> None:
    axe_page.route("**/search.json", lambda route: route.abort())
    axe_page.emulate_media(color_scheme=colours)
    visit(axe_page, "/search/?q=partnership")
    load_axe(axe_page)
    assert not violations(axe_page)
