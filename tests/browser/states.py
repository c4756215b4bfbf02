"""Looks at a page in the state that a test has brought it to: axe and the width of the screen, narrow and wide, light and dark."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.test_axe import OF_COLOURS, load_axe, violations
from tests.browser.test_reflow import STICKING_OUT

FOR_AXE = {"bypass_csp": True, "reduced_motion": "reduce"}
"""How `open_page` has to open a page for `flaws`: the policy would stop axe, and a change of colours must be over before it measures."""
TWICE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""


def flaws(page: Page, state: str) -> list[str]:
    """What is wrong in this state, at 320 and 1280 pixels, in both colours."""
    load_axe(page)
    found = [f"id {one} stands twice" for one in page.evaluate(TWICE)]
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += page.evaluate(STICKING_OUT)
        page.emulate_media(color_scheme="light")
        found += violations(page)
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {one}" for one in violations(page, OF_COLOURS)]
    return [f"{state}: {one}" for one in found]
