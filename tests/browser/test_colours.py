"""The choice of colours: by keyboard, kept, never a flash of the wrong ones, and harmless where storage is blocked."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route

CHOSEN = "document.documentElement.dataset.colours ?? 'auto'"
PAPER = "getComputedStyle(document.body).backgroundColor"
WHITE, DARK = "rgb(255, 255, 255)", "rgb(20, 25, 30)"
FRAME = "new Promise((done) => requestAnimationFrame(() => done(true)))"
# A page that is held back runs no animation frame and records no paint.
PAINTED = f"""Promise.race([{FRAME}, new Promise((done) => setTimeout(done, 250, false))])
  .then((frame) => frame || performance.getEntriesByType('paint').length > 0)"""
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });"


def test_colours_are_chosen_with_arrow_keys_and_kept(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/")
    page.get_by_label("Automatic").focus()
    page.keyboard.press("ArrowRight")
    assert (page.evaluate(CHOSEN), page.evaluate(PAPER)) == ("light", WHITE)
    page.keyboard.press("ArrowRight")
    assert (page.evaluate(CHOSEN), page.evaluate(PAPER)) == ("dark", DARK)
    page.reload()
    assert (page.evaluate(CHOSEN), page.evaluate(PAPER)) == ("dark", DARK)
    assert page.get_by_label("Dark").is_checked()
    page.goto("/guides/skills/")
    assert page.evaluate(PAPER) == DARK
    page.get_by_label("Dark").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(CHOSEN) == "auto"
    assert page.evaluate("localStorage.length") == 0


def test_enter_on_a_choice_stays_on_the_page(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/")
    page.get_by_label("Automatic").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("/")
    assert page.evaluate(CHOSEN) == "dark"


def test_the_choice_beats_the_system_both_ways(open_page: Callable[..., Page]) -> None:
    page = open_page(color_scheme="dark")
    page.goto("/")
    assert page.evaluate(PAPER) == DARK
    page.get_by_label("Light", exact=True).check()
    assert page.evaluate(PAPER) == WHITE


def test_nothing_is_painted_before_the_choice_is_known(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/")
    assert page.evaluate(FRAME)
    assert page.evaluate(PAINTED), "the probe sees no paint at all"
    page.get_by_label("Dark").check()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/site.js", hold)
    with page.expect_request("**/assets/site.js"):
        page.goto("/about/", wait_until="commit")
    page.wait_for_function("document.querySelector('footer') !== null", polling=20)
    assert held, "the script was not asked for"
    assert not page.evaluate(PAINTED), "the page is painted before its script has run"
    held[0].continue_()
    page.wait_for_load_state()
    assert page.evaluate(FRAME)
    assert page.evaluate(PAPER) == DARK


def test_blocked_storage_does_no_harm(open_page: Callable[..., Page]) -> None:
    page = open_page(width=640)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.add_init_script(NO_STORAGE)
    page.goto("/")
    page.get_by_label("Dark").check()
    assert page.evaluate(PAPER) == DARK
    page.get_by_role("button", name="Menu").click()
    assert page.locator(".pn-sections").is_visible()
    page.goto("/search/?q=partnership")
    page.locator(".pn-search__results li").first.wait_for()
    assert page.evaluate(CHOSEN) == "auto"
    assert not errors


def test_a_broken_stored_choice_counts_as_none(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/")
    page.evaluate("localStorage.setItem('pn:1:colours', 'purple')")
    page.reload()
    assert page.evaluate(CHOSEN) == "auto"
    assert page.get_by_label("Automatic").is_checked()
