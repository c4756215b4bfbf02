"""The page bends and nothing breaks: narrow screens, zoom, text spacing, forced colours, reduced motion, and targets big enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

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


@pytest.mark.parametrize(("width", "scale"), [(320, 1), (320, 4)], ids=["320 px", "1280 px at 400 % zoom"])
def test_nothing_scrolls_sideways(open_page: Callable[..., Page], kinds: dict[str, str], width: int, scale: int) -> None:
    page = open_page(width=width, height=800 // scale, device_scale_factor=scale)
    for kind, address in kinds.items():
        visit(page, address)
        assert not page.evaluate(STICKING_OUT), kind


def test_the_open_menu_does_not_scroll_sideways(open_page: Callable[..., Page]) -> None:
    page = open_page(width=320)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    assert not page.evaluate(STICKING_OUT)


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_wider_text_spacing_cuts_nothing(open_page: Callable[..., Page], kinds: dict[str, str], width: int) -> None:
    page = open_page(width=width, bypass_csp=True)
    for kind, address in kinds.items():
        visit(page, address)
        page.add_style_tag(content=SPACING)
        assert page.evaluate("getComputedStyle(document.querySelector('main p, main li')).wordSpacing") != "0px"
        assert not page.evaluate(STICKING_OUT), kind
        assert not page.evaluate(CUT), kind


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.long)])
def test_targets_are_at_least_24_px(open_page: Callable[..., Page], kinds: dict[str, str], width: int) -> None:
    page = open_page(width=width)
    for kind, address in kinds.items():
        visit(page, address)
        page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
        if page.locator(".pn-menu").is_visible():
            page.locator(".pn-menu").click()
        assert not page.evaluate(SMALL), kind


def test_forced_colours_keep_every_mark_and_edge(open_page: Callable[..., Page], kinds: dict[str, str]) -> None:
    page = open_page(forced_colors="active")
    for kind, address in kinds.items():
        visit(page, address)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        shown = page.screenshot()
        page.evaluate("document.body.style.visibility = 'hidden'")
        assert shown != page.screenshot(), kind
        page.evaluate("document.body.style.visibility = ''")
        marks = page.locator(".pn-availability, .pn-link-state__words").all_inner_texts()
        assert all(mark.strip() for mark in marks), kind
        edges = page.eval_on_selector_all(".pn-availability", "all => all.map((one) => parseFloat(getComputedStyle(one).borderTopWidth))")
        assert all(edge >= 1 for edge in edges), kind
    page.goto(kinds["all toolkits"])
    under = "all => all.map((one) => [one.hasAttribute('aria-current'), getComputedStyle(one).borderBottomStyle !== 'none'])"
    assert all(current == underlined for current, underlined in page.eval_on_selector_all(".pn-sections a", under))
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_reduced_motion_stops_every_movement(open_page: Callable[..., Page], kinds: dict[str, str]) -> None:
    page = open_page(reduced_motion="reduce")
    for kind, address in kinds.items():
        visit(page, address)
        assert not page.evaluate(MOVING), kind
