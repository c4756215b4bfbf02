"""The page bends and nothing breaks: narrow screens, zoom, text spacing, forced colours, reduced motion, and targets big enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import CLIPPED, visit

# Elements that stick out to the right of the screen, unless a scrolling region holds them.
STICKING_OUT = f"() => {{ {CLIPPED}" + """
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility()
    && element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('[tabindex="0"]') && !clipped(element));
  return [wide > 0 ? `the page is ${wide}px too wide` : '', ...out.map((element) => element.outerHTML.slice(0, 120))].filter(Boolean);
}"""
# Text that its own box cuts off.
CUT = f"() => {{ {CLIPPED}" + """
  return [...document.querySelectorAll('body *')].filter((element) => {
  if (!element.checkVisibility() || element.closest('[tabindex="0"]') || clipped(element)) return false;
  const style = getComputedStyle(element);
  if (style.display.startsWith('inline') && style.display !== 'inline-block' && style.display !== 'inline-flex') return false;
  const cuts = [style.overflowX, style.overflowY].some((one) => one !== 'visible') || ['BUTTON', 'SUMMARY', 'LABEL'].includes(element.tagName);
  const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return (cuts || ownText) && (element.scrollWidth > element.clientWidth + 2 || (cuts && element.scrollHeight > element.clientHeight + 2));
}).map((element) => element.outerHTML.slice(0, 120)); }"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
# A link counts as part of a sentence when words stand beside it in the same paragraph, cell or item.
SMALL = f"() => {{ {CLIPPED}" + """
  return [...document.querySelectorAll('a[href], button, input, select, summary, textarea')].filter((element) => {
  if (!element.checkVisibility() || element.matches('.pn-skip') || clipped(element)) return false;
  const box = element.getBoundingClientRect();
  if (box.width >= 24 && box.height >= 24) return false;
  if (element.tagName === 'INPUT' && element.parentElement.tagName === 'LABEL') {
    const label = element.parentElement.getBoundingClientRect();
    return label.width < 24 || label.height < 24;
  }
  if (element.tagName !== 'A') return true;
  const block = element.closest('p, li, dd, dt, td, th');
  return block === null || block.textContent.trim() === element.textContent.trim();
}).map((element) => { const box = element.getBoundingClientRect(); return `${element.outerHTML.slice(0, 120)} ${box.width}x${box.height}`; }); }"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap((element) => ['', '::before', '::after'].flatMap((pseudo) => {
  const style = getComputedStyle(element, pseudo || null);
  const times = `${style.transitionDuration}, ${style.animationName === 'none' ? '0s' : style.animationDuration}`.split(', ');
  return times.some((time) => parseFloat(time) > 0) || style.scrollBehavior === 'smooth' ? [`${element.outerHTML.slice(0, 80)} ${pseudo}`] : [];
}))"""


@pytest.fixture(scope="module")
def opened(browser: Browser, site_address: str, kinds: dict[str, str]) -> Iterator[dict[str, Page]]:
    """A page of every kind, visited on a narrow screen once for all tests here. Every test leaves it as it was, but for size and media."""
    context = browser.new_context(base_url=site_address, viewport={"width": 320, "height": 800}, bypass_csp=True)
    pages = {kind: context.new_page() for kind in kinds}
    for kind, page in pages.items():
        visit(page, kinds[kind])
    yield pages
    context.close()


def sized(opened: dict[str, Page], width: int, height: int = 800) -> Iterator[tuple[str, Page]]:
    for kind, page in opened.items():
        page.set_viewport_size({"width": width, "height": height})
        yield kind, page


@pytest.mark.parametrize("height", [800, 200], ids=["320 px", "1280 px at 400 % zoom"])
def test_nothing_scrolls_sideways(opened: dict[str, Page], height: int) -> None:
    for kind, page in sized(opened, 320, height):
        assert not page.evaluate(STICKING_OUT), kind


def test_the_open_menu_does_not_scroll_sideways(open_page: Callable[..., Page]) -> None:
    page = open_page(width=320)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    assert not page.evaluate(STICKING_OUT)


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_wider_text_spacing_cuts_nothing(opened: dict[str, Page], width: int) -> None:
    for kind, page in sized(opened, width):
        style = page.add_style_tag(content=SPACING)
        assert page.evaluate("getComputedStyle(document.querySelector('main p, main li')).wordSpacing") != "0px"
        assert not page.evaluate(STICKING_OUT), kind
        assert not page.evaluate(CUT), kind
        style.evaluate("style => style.remove()")


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.long)])
def test_targets_are_at_least_24_px(opened: dict[str, Page], width: int) -> None:
    for kind, page in sized(opened, width):
        page.evaluate("window.pnClosed = [...document.querySelectorAll('details:not([open])')]")
        page.evaluate("for (const one of window.pnClosed) one.open = true")
        menu = page.locator(".pn-menu")
        shown = menu.is_visible()
        if shown:
            menu.evaluate("button => button.click()")
        assert not page.evaluate(SMALL), kind
        if shown:
            menu.evaluate("button => button.click()")
        page.evaluate("for (const one of window.pnClosed) one.open = false")


def test_forced_colours_keep_every_mark_and_edge(opened: dict[str, Page]) -> None:
    for kind, page in sized(opened, 1280):
        page.emulate_media(forced_colors="active")
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        marks = page.locator(".pn-availability, .pn-link-state__words").all_inner_texts()
        assert all(mark.strip() for mark in marks), kind
        edges = page.eval_on_selector_all(".pn-availability", "all => all.map((one) => parseFloat(getComputedStyle(one).borderTopWidth))")
        assert all(edge >= 1 for edge in edges), kind
        page.emulate_media(forced_colors="none")


def test_forced_colours_show_where_the_reader_is(open_page: Callable[..., Page], kinds: dict[str, str]) -> None:
    page = open_page(forced_colors="active")
    page.goto(kinds["all toolkits"])
    shown = page.screenshot()
    page.evaluate("document.body.style.visibility = 'hidden'")
    assert shown != page.screenshot()
    page.evaluate("document.body.style.visibility = ''")
    under = "all => all.map((one) => [one.hasAttribute('aria-current'), getComputedStyle(one).borderBottomStyle !== 'none'])"
    assert all(current == underlined for current, underlined in page.eval_on_selector_all(".pn-sections a", under))
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_reduced_motion_stops_every_movement(opened: dict[str, Page]) -> None:
    moved = 0
    for kind, page in sized(opened, 1280):
        moved += len(page.evaluate(MOVING))
        page.emulate_media(reduced_motion="reduce")
        assert not page.evaluate(MOVING), kind
        page.emulate_media(reduced_motion="no-preference")
    assert moved > 0
