"""Fills in a checklist as a reader does, for the tests of what happens to the answers."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import visit

HEALTH = "/checklists/partnership-health-check/"
SUCCESS = "/checklists/success-factors/"


def fill_page(page: Page, checklist: str = HEALTH, fragment: str = "") -> Page:
    visit(page, f"{checklist}fill/{fragment}")
    return page


def statement(page: Page, number: int) -> Locator:
    return page.locator(".pn-checklist-fill__item").nth(number - 1)


def answer(page: Page, number: int, label: str) -> None:
    """Answers a statement that is on the screen."""
    statement(page, number).get_by_label(label, exact=True).check()


def note(page: Page, number: int, text: str) -> None:
    one = statement(page, number)
    if not one.locator("textarea").is_visible():
        one.locator("summary").click()
    one.locator("textarea").fill(text)


def saving(page: Page) -> Locator:
    return page.locator(".pn-checklist-fill__saved")


def saved(page: Page) -> None:
    expect(saving(page)).to_contain_text("Saved on this device at")


def begun(page: Page, answers: Iterable[tuple[int, str]] = ((1, "Mostly true"),), checklist: str = HEALTH) -> str:
    """Fills in the first section and gives the fragment that names the run."""
    fill_page(page, checklist)
    for number, label in answers:
        answer(page, number, label)
    saved(page)
    return "#" + page.url.partition("#")[2]


def chosen(page: Page, number: int) -> list[str]:
    """The values that are chosen for a statement."""
    found: list[str] = statement(page, number).locator("input:checked").evaluate_all("all => all.map((one) => one.value)")
    return found


def stored(page: Page, place: str = "localStorage") -> dict[str, str]:
    kept: dict[str, str] = page.evaluate(f"() => ({{...{place}}})")
    return kept
