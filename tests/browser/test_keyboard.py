"""Everything can be reached and used with a keyboard alone, and the reader always sees where the focus is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.visit import visit

REMEMBER = """() => {
  const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const look = (element) => { const style = getComputedStyle(element); return [style.outlineStyle, style.outlineWidth, style.boxShadow].join('|'); };
  window.pnLook = look;
  window.pnRest = new Map();
  const stops = [...document.querySelectorAll(can)].filter((element) => {
    if (element.disabled || !element.checkVisibility({visibilityProperty: true})) return false;
    if (element.type !== 'radio') return true;
    const group = [...document.querySelectorAll('input[type=radio]')].filter((one) => one.name === element.name && one.form === element.form);
    return element === (group.find((one) => one.checked) ?? group[0]);
  });
  stops.forEach((element, place) => window.pnRest.set(element, {place, look: look(element)}));
  return stops.length;
}"""
LONG_LIST = 120
"""So many stops are walked in every run. A page that has more is a list, whose end is walked in the long run."""
SOME = ("home", "search, found", "facet", "toolkit, gone", "stage guide", "compare, two", "choose", "checklist", "my checklists")
"""Kinds that differ in what stands before and beside their words. The others are walked on a wide screen in the long run."""
# After each Tab, while the key comes up again: what has the focus then, and what is wrong with it.
MEASURE = """() => {
  window.pnStops = [];
  const measured = (element) => {
    if (element === null || element === document.body) return null;
    const known = window.pnRest.get(element);
    const box = [...element.getClientRects()].find((one) => one.width > 0 && one.height > 0);
    const style = getComputedStyle(element);
    const found = {what: element.outerHTML.slice(0, 120), place: known ? known.place : -1};
    if (!box) return {...found, wrong: 'has no size'};
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    const whole = box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
    // a region that scrolls may be larger than the screen: then part of it is enough
    const large = element.tabIndex === 0 && element.matches('section, [role=region]');
    if (large ? right - left < 24 || bottom - top < 24 : !whole) return {...found, wrong: 'is off screen'};
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (!ring || !known || window.pnLook(element) === known.look) return {...found, wrong: 'shows no focus'};
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (over !== element && !element.contains(over)) return {...found, wrong: `is covered by ${over?.outerHTML.slice(0, 80)}`};
    return found;
  };
  addEventListener('keyup', () => window.pnStops.push(measured(document.activeElement)));
}"""


def walk(page: Page, count: int, most: int = 10_000) -> None:
    """Presses Tab from the top of the page to its end, or `most` times: each stop is met once, in the order of the page."""
    assert count > 5
    page.evaluate(MEASURE)
    for _ in range(min(count + 1, most)):
        page.keyboard.press("Tab")
    stops: list[dict[str, Any] | None] = page.evaluate("window.pnStops")
    if count >= most:
        assert len(stops) == most
        count = most
    for place, stop in enumerate(stops[:count]):
        assert stop is not None, f"{page.url}: the focus is lost after {place} of {count} stops"
        assert "wrong" not in stop, f"{page.url} {page.viewport_size}: {stop['what']} {stop['wrong']}"
        assert stop["place"] == place, f"{page.url}: stop {place} is {stop['what']}, out of order or trapped"
    assert len(stops) >= count, f"{page.url}: the focus left the page after {len(stops)} of {count} stops"
    assert stops[count:] in ([], [None]) or stops[count]["place"] == 0, f"{page.url}: the focus stays inside after the last stop"


@pytest.mark.parametrize(
    ("width", "some"),
    [(320, ()), pytest.param(640, (), marks=pytest.mark.long), (1280, SOME), pytest.param(1280, (), marks=pytest.mark.long)],
    ids=["320", "640", "1280, some", "1280"],
)
def test_every_stop_is_on_screen_uncovered_and_shows_its_focus(
    open_page: Callable[..., Page], kinds: dict[str, str], long_run: bool, width: int, some: tuple[str, ...]
) -> None:
    page = open_page(width=width, reduced_motion="reduce")
    for kind in some or kinds:
        visit(page, kinds[kind])
        walk(page, page.evaluate(REMEMBER), *([] if long_run else [LONG_LIST]))


@pytest.mark.parametrize("width", [320, 640])
def test_every_stop_shows_its_focus_when_the_menu_is_open(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width=width)
    page.goto("/guides/")
    page.get_by_role("button", name="Menu").click()
    page.evaluate("document.activeElement.blur()")
    page.goto("/guides/#")  # starts at the top again, with the menu still open
    assert page.locator(".pn-sections a").first.is_visible()
    walk(page, page.evaluate(REMEMBER))


def test_the_skip_link_is_first_and_leads_past_the_header(open_page: Callable[..., Page], kinds: dict[str, str], long_run: bool) -> None:
    page = open_page(width=640)
    for kind in kinds if long_run else SOME:
        visit(page, kinds[kind])
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to main content", kind
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", kind
        assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") > 0, kind
        page.keyboard.press("Tab")
        after = page.evaluate("[document.activeElement.closest('main, footer')?.tagName, document.querySelector('main a, main input') === null]")
        assert after[0] == "MAIN" or after[1], kind


@pytest.mark.parametrize("width", [320, 640])
def test_the_menu_button_opens_and_closes(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width=width)
    page.goto("/")
    button, sections = page.locator(".pn-menu"), page.locator(".pn-sections")

    def state() -> tuple[str | None, bool]:
        return button.get_attribute("aria-expanded"), sections.is_visible()

    assert button.get_attribute("aria-controls") == sections.get_attribute("id")
    assert state() == ("false", False)
    button.focus()
    page.keyboard.press("Enter")
    assert state() == ("true", True)
    page.keyboard.press("Enter")
    assert state() == ("false", False)
    page.keyboard.press("Space")
    assert state() == ("true", True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.pn-sections') !== null")
    page.keyboard.press("Escape")
    assert state() == ("false", False)
    assert page.evaluate("document.activeElement.className") == "pn-menu"


def test_wide_screens_have_no_menu_button(open_page: Callable[..., Page]) -> None:
    page = open_page(width=1280)
    page.goto("/")
    assert not page.locator(".pn-menu").is_visible()
    assert page.locator(".pn-sections a").first.is_visible()
