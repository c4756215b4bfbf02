"""The search page: every way to ask, what is found, and what is said when nothing is or when something fails."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.visit import visit

BOOK = "Integrating health and social care and making it work"  # by Edwards and Miller
STATUS, RESULTS = ".pn-search__status", ".pn-search__results li"


def titles(page: Page, query: str) -> list[str]:
    visit(page, f"/search/?q={quote(query)}")
    return page.locator(f"{RESULTS} a").all_inner_texts()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


def test_words_from_the_header_are_looked_for(page: Page) -> None:
    page.goto("/guides/skills/")
    page.get_by_label("Search this site").fill("housing")
    page.keyboard.press("Enter")
    page.locator(RESULTS).first.wait_for()
    assert page.url.endswith("/search/?q=housing")
    assert page.get_by_label("Words to look for").input_value() == "housing"
    assert page.locator(STATUS).inner_text().endswith("found for “housing”.")


def test_words_from_the_page_are_looked_for_and_back_works(page: Page) -> None:
    assert titles(page, "housing")
    words = page.get_by_label("Words to look for")
    words.fill("alcohol")
    page.locator("main").get_by_role("button", name="Search").click()
    page.get_by_text("found for “alcohol”").wait_for()
    page.go_back()
    page.get_by_text("found for “housing”").wait_for()
    assert words.input_value() == "housing"
    assert page.locator(RESULTS).count() > 1


def test_a_result_says_what_it_is_and_leads_there(page: Page) -> None:
    assert BOOK in titles(page, "Edwards Miller")
    result = page.locator(RESULTS).filter(has_text=BOOK)
    lines = result.locator("p").all_inner_texts()
    assert len(lines) == 3
    assert len(lines[1]) > 40
    assert lines[2].startswith("Toolkit · ")
    result.get_by_role("link").click()
    assert page.locator("h1").inner_text().startswith(BOOK)


def test_guides_and_pages_are_found_too(page: Page) -> None:
    titles(page, "accessibility statement")
    assert "Page" in page.locator(RESULTS).first.inner_text()
    titles(page, "skills for working in partnership")
    assert page.locator(RESULTS).filter(has_text="Guide").count()


@pytest.mark.parametrize(("query", "title"), [("help me choose", "Help me choose"), ("compare toolkits", "Compare toolkits")])
def test_pages_that_do_something_are_found_by_name(page: Page, query: str, title: str) -> None:
    assert titles(page, query)[0] == title


def test_our_own_checklists_are_found_and_called_so(page: Page) -> None:
    assert "Barriers check" in titles(page, "barriers")[:3]
    assert "Our own checklist" in page.locator(RESULTS).filter(has_text="Barriers check").first.inner_text()


def test_a_second_search_on_the_page_fetches_nothing_more(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    titles(page, "housing")
    asked.clear()
    page.get_by_label("Words to look for").fill("alcohol")
    page.keyboard.press("Enter")
    page.get_by_text("found for “alcohol”").wait_for()
    assert [url for url in asked if not url.endswith((".woff2", ".svg"))] == []  # the browser asks for font and icon when it likes
    assert page.url.endswith("/search/?q=alcohol")
    assert page.title().startswith("alcohol · ")
    page.get_by_label("Words to look for").fill("")
    page.keyboard.press("Enter")
    assert page.locator(STATUS).inner_text() == ""
    assert page.locator(RESULTS).count() == 0


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("pooled budget", BOOK),
        ("pooled budgets", BOOK),
        ("HSCP", "Planning and delivering integrated health and social care: guidance"),
        ("joint working", "Best Value toolkit: Effective partnership working"),
    ],
)
def test_words_with_one_meaning_find_the_same(page: Page, query: str, title: str) -> None:
    assert title in titles(page, query)[:10]


@pytest.mark.parametrize("query", ["vichealth", "VICHEALTH", "vicheal", "vichaelth", "vichelth", "  vichealth  "])
def test_a_name_is_found_by_its_beginning_and_with_a_slip(page: Page, query: str) -> None:
    assert "VicHealth" in titles(page, query)[0]


def test_long_lists_come_in_parts_and_the_focus_follows(page: Page) -> None:
    assert len(titles(page, "partnership")) == 20
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    assert page.locator(RESULTS).count() > 20
    first_new = page.locator(RESULTS).nth(20).get_by_role("link")
    assert first_new.evaluate("link => link === document.activeElement")


def test_nothing_found_says_what_to_do(page: Page) -> None:
    assert titles(page, "zzyzx") == []
    assert page.locator(STATUS).inner_text().startswith("Nothing found for “zzyzx”.")
    page.locator("main").get_by_role("link", name="A to Z").click()
    assert page.locator("h1").inner_text() == "Toolkits A to Z"


@pytest.mark.parametrize(
    "query",
    [
        "<img src=x onerror=alert(1)>", "</template><script>alert(1)</script>", "{{ 7*7 }}", "$& $1 {n} {q}", "%", "\\", "a" * 10_000,
        "\u0000\u0007\u202e\u200bhousing", "__proto__", "constructor", "(*&^%$£\"')", "🏠",
    ],
)  # fmt: skip
def test_hostile_words_are_only_words(open_page: Callable[..., Page], query: str) -> None:
    page = open_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append("a dialog"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, f"/search/?q={quote(query)}")
    said = page.locator(STATUS).inner_text()
    shown = page.get_by_label("Words to look for").input_value()
    assert f"“{shown}”" in said
    assert len(shown) <= 100
    assert shown == query[:100] or not query.isprintable()
    assert page.locator(f"{STATUS} *").count() == 0
    assert not [url for url in asked if url.endswith("/x")]
    assert not complaints


@pytest.mark.parametrize("query", ["", "   ", "\u0000\u200b"])
def test_no_words_ask_for_nothing(page: Page, query: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/search/?q={quote(query)}", wait_until="networkidle")
    assert not [url for url in asked if url.endswith("search.json")]
    assert page.locator(STATUS).inner_text() == ""


def test_search_data_that_do_not_come_are_said_in_words(page: Page) -> None:
    page.route("**/search.json", lambda route: route.abort())
    assert titles(page, "housing") == []
    assert page.locator(STATUS).inner_text().startswith("The search words could not be loaded.")
    assert page.locator("main").get_by_role("link", name="A to Z").is_visible()


@pytest.mark.parametrize("body", ["", "<html>", "{}", '{"entries": 3}'])
def test_search_data_that_are_broken_are_said_in_words(page: Page, body: str) -> None:
    page.route("**/search.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    assert titles(page, "housing") == []
    assert page.locator(STATUS).inner_text().startswith("The search words could not be loaded.")
