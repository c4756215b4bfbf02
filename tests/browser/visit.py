"""Goes to a page and waits until everything on it that starts by itself has started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

# Says whether there are toolkits to put side by side, or fails: a page whose script does not come would be waited for without end.
_STARTED = """() => {
  const names = new Set([...document.querySelectorAll('main *')].map((part) => part.localName).filter((name) => name.startsWith('pn-')));
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error(`not started: ${[...names]}`)), 10_000));
  const started = Promise.all([...names].map((name) => customElements.whenDefined(name)));
  return Promise.race([started, late]).then(() => document.querySelector('.pn-compare__add') !== null);
}"""
# For checks that run in the page: clipped(part) says whether it is drawn for screen readers only, or until it gets the focus.
CLIPPED = """
const clipped = (part) => {
  if (part.closest('svg')) return true;
  for (let one = part; one; one = one.parentElement) if (getComputedStyle(one).clipPath === 'inset(50%)') return true;
  return false;
};
"""


def visit(page: Page, address: str) -> None:
    """A page whose address holds a question is ready once it has said what it found."""
    page.goto(address)
    compares = page.evaluate(_STARTED)
    if "?" in address:
        page.locator("main [role=status]:not(:empty)").first.wait_for()
    elif compares:
        page.locator(".pn-compare__add:not([hidden])").wait_for()


@contextmanager
def before_scripts(page: Page, address: str, script: str) -> Iterator[Page]:
    """Opens a page whose script is long on its way: it arrives when the block ends, and then everything starts."""
    held: list[Route] = []
    released = False

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    page.route(script, hold)
    with page.expect_request(script):
        page.goto(address, wait_until="commit")
    yield page
    released = True
    for route in held:
        route.continue_()
    page.evaluate(_STARTED)


def again(page: Page) -> None:
    """Reloads, and waits until everything has started."""
    page.reload()
    page.evaluate(_STARTED)
