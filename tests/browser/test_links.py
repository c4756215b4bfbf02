"""The page of links, in a browser: filtering says the same as the page does, can be sent to others, and is not needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from macros.catalogue.model import Catalogue
from macros.links.judge import Observation
from macros.links.observations import lines_of
from macros.links.report import count_by_state, outside
from macros.publish.links import LENGTH
from tests.conftest import OBSERVATIONS, build, copy_project

ROWS = """(list) => [...list.children].map((row) => ({
  text: [...row.querySelectorAll("p")].map((part) => part.textContent.replace(/\\s+/g, " ").trim()).join(" "),
  shape: row.querySelector("svg").outerHTML,
  links: [...row.querySelectorAll("a")].map((link) => [link.href, link.textContent, link.rel, {...link.dataset}]),
}))"""
REASONS = {
    "answered": "The page names the resource.",
    "missing": "The host says that there is no such page (404).",
    "undecided": "It leads to another domain, casino[.]example, where the page names its publisher. A person can record the move.",
    "takeover": "It leads to another domain, casino[.]example, where nothing names the resource or its publisher.",
}
SEEN = {
    "live": ("answered",),
    "unsure": ("answered", "undecided"),
    "failing": ("missing",),
    "dead": ("answered", "missing", "missing", "missing", "missing"),
    "hidden": ("takeover",),
    "moved": ("answered", "undecided", "undecided", "undecided", "takeover"),  # the last of them after its page was found elsewhere
}


@pytest.fixture(scope="module")
def told(catalogue: Catalogue) -> dict[str, str]:
    """For each state that evidence can lead to, an address of a toolkit that will have it."""
    addresses = [row.address for row in outside(catalogue) if row.standing.state == "unchecked" and row.uses[0].kind == "link" and not row.footnote]
    assert len(addresses) >= len(SEEN)
    return dict(zip(SEEN, addresses, strict=False))


@pytest.fixture(scope="module")
def counts(catalogue: Catalogue) -> dict[str, str]:
    """For each of these states, how many addresses the page says to be in it: one, and those that people decided."""
    decided = count_by_state(catalogue)
    return {state: f"{decided[state] + 1} address{'es' if decided[state] else ''}." for state in SEEN}


@pytest.fixture(scope="module")
def site(told: dict[str, str], serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site as people wrote it, after machines looked at some addresses."""
    root = tmp_path_factory.mktemp("links") / "project"
    copy_project(root)
    seen = [
        Observation(told[state], f"2026-10-{1 + 5 * number:02}T06:00:00Z", result, REASONS[result])
        for state, results in SEEN.items()
        for number, result in enumerate(results)
    ]
    (root / OBSERVATIONS).write_text("".join(lines_of(sorted(seen, key=lambda one: one.at))), "utf-8")
    moved = {"address": told["moved"], "decision": "moved", "to": "https://www.example.org/new", "date": "2026-10-20", "role": "editor"}
    lines = [f"{name}: {json.dumps(value)}" for name, value in {**moved, "reason": "Found by its title."}.items()]
    with (root / OBSERVATIONS.with_name("decisions.yaml")).open("a", encoding="utf-8") as decisions:
        decisions.write("- " + "\n  ".join(lines) + "\n")
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return serve(root / "site")


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def asked(page: Page) -> list[str]:
    """The addresses of data that the page asks for from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if request.url.endswith(".json") else None)
    return found


def opened(page: Page, address: str = "/links/") -> Page:
    page.goto(address)
    expect(page.locator(".pn-link-health__filter")).to_be_visible()
    return page


def choose(page: Page, state: str = "", words: str = "") -> None:
    page.get_by_label("Show").select_option(state)
    page.get_by_label("Containing").fill(words)
    page.get_by_role("button", name="Filter").click()


def status(page: Page) -> Any:
    return page.locator(".pn-link-health [role=status]")


def rows(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.locator(".pn-link-health__list").evaluate(ROWS)
    return found


def test_data_are_fetched_once_and_only_when_someone_filters(page: Page) -> None:
    requests = asked(page)
    opened(page)
    page.get_by_label("Containing").fill("nhs")
    assert requests == []
    for state in ("hidden", "live", ""):
        choose(page, state)
        expect(status(page)).not_to_be_empty()
    assert [address.rpartition("/")[2] for address in requests] == ["links.json"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("live", "Works, checked on 1 October 2026."),
        ("unsure", "Could not be checked automatically, last tried on 6 October 2026, last seen working on 1 October 2026. "
         "It leads to another domain, where the page names its publisher. Look for a copy in"),
        ("failing", "Not answering since 1 October 2026. The host says that there is no such page (404). Look for a copy in"),
        ("dead", f"Dead since 21 October 2026, last seen working on 1 October 2026. {REASONS['missing']} Look for a copy in"),
        ("moved", "Moved, new address found on 20 October 2026, last seen working on 1 October 2026. Found by its title."),
        ("hidden", "Hidden for safety since 1 October 2026. It leads to another domain, where nothing names the resource or its publisher. Look for"),
    ],
)
def test_a_state_leaves_only_its_addresses_and_says_what_is_known(
    page: Page, told: dict[str, str], counts: dict[str, str], state: str, words: str
) -> None:
    opened(page)
    choose(page, state)
    expect(status(page)).to_have_text(counts[state])
    shown = [row["text"] for row in rows(page)]
    assert len(shown) == int(counts[state].split()[0])
    assert sum(words in text for text in shown) == 1
    assert (told[state] in " ".join(shown)) is (state not in ("hidden", "moved"))


def test_words_are_looked_for_in_names_and_addresses(page: Page) -> None:
    opened(page)
    for words, found in (("lgpartnerships.com", 4), ("digging DEEP", 1), ("zzyzx", 0)):
        choose(page, words=words)
        expect(page.locator(".pn-link-health__row")).to_have_count(found)
    expect(status(page)).to_have_text("No address matches. Try another state or fewer words.")
    choose(page, "hidden", "renewal")
    expect(status(page)).to_have_text("1 address.")


def test_a_choice_stands_in_the_address_and_comes_back(page: Page) -> None:
    opened(page)
    choose(page, "hidden", "partnership & co")
    expect(page.locator(".pn-link-health__row")).to_have_count(0)
    choose(page, "hidden", "partnership")
    count = page.locator(".pn-link-health__row")
    expect(count.first).to_be_visible()
    shown = rows(page)
    assert page.url.endswith("/links/#state=hidden&words=partnership")
    page.reload()
    expect(status(page)).to_have_text(f"{len(shown)} addresses.")
    expect(status(page)).to_be_in_viewport()
    assert rows(page) == shown
    assert (page.get_by_label("Show").input_value(), page.get_by_label("Containing").input_value()) == ("hidden", "partnership")


def test_no_choice_leaves_the_address_as_it_was(page: Page) -> None:
    opened(page)
    choose(page, "hidden")
    choose(page)
    assert page.url.endswith("/links/")
    expect(status(page)).to_contain_text(" addresses.")
    expect(page.locator(".pn-link-health__row")).to_have_count(LENGTH)


def test_a_new_fragment_is_followed(page: Page, counts: dict[str, str]) -> None:
    opened(page, "/links/#state=live")
    expect(status(page)).to_have_text(counts["live"])
    page.evaluate("location.hash = '#state=hidden'")
    expect(status(page)).to_have_text(counts["hidden"])
    assert page.get_by_label("Show").input_value() == "hidden"


def test_an_unknown_state_in_the_address_is_left_out(page: Page) -> None:
    requests = asked(page)
    opened(page, "/links/#state=taken-over")
    expect(page.locator(".pn-link-health__row")).to_have_count(LENGTH)
    expect(status(page)).to_be_empty()
    assert requests == []
    opened(page, "/links/2/#state=taken-over&words=lgpartnerships")
    expect(status(page)).to_have_text("4 addresses.")


def test_show_more_goes_on_where_the_list_ended(page: Page) -> None:
    opened(page)
    choose(page, "unchecked")
    expect(page.locator(".pn-link-health__row")).to_have_count(LENGTH)
    more = page.get_by_role("button", name="Show more")
    more.click()
    expect(page.locator(".pn-link-health__row")).to_have_count(2 * LENGTH)
    expect(page.locator(".pn-link-health__row").nth(LENGTH)).to_be_focused()
    while more.is_visible():
        more.click()
    texts = [row["text"] for row in rows(page)]
    expect(status(page)).to_have_text(f"{len(texts)} addresses.")
    expect(page.locator(".pn-link-health__list")).to_be_visible()
    expect(page.locator(".pn-link-health__pager")).to_have_count(0)


def test_the_filtered_list_says_of_every_address_what_the_pages_say(page: Page, site: str) -> None:
    told = []
    opened(page)
    for address in [f"{site}/links/", *page.locator(".pn-link-health__pager a").evaluate_all("(links) => links.slice(1).map((link) => link.href)")]:
        opened(page, address)
        told += rows(page)
    opened(page)
    choose(page)
    more = page.get_by_role("button", name="Show more")
    expect(more).to_be_visible()
    while more.is_visible():
        more.click()
    shown = rows(page)
    assert len(shown) == len(told) > 500
    for one, other in zip(shown, told, strict=True):
        assert one == other


def test_a_keyboard_is_enough(page: Page) -> None:
    opened(page)
    page.get_by_label("Show").focus()
    page.keyboard.press("h")
    assert page.get_by_label("Show").input_value() == "hidden"
    page.keyboard.press("Tab")
    page.keyboard.type("digging")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("1 address.")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".pn-link-health__row")).to_have_count(LENGTH)
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pn-link-health__row").nth(LENGTH)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator(".pn-link-health__row").nth(LENGTH).locator("a").first.evaluate("(link) => link === document.activeElement")


def test_without_script_the_whole_list_is_there_in_pages(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/links/")
    assert not page.locator(".pn-link-health__filter").is_visible() and not page.locator(".pn-link-health__more").is_visible()
    total = int(page.locator(".pn-link-health > p").first.inner_text().split()[3])
    last = page.locator(".pn-link-health__pager a").count()
    count = 0
    for number in range(last):
        page.locator(".pn-link-health__pager a").nth(number).click()
        expect(page.locator(".pn-link-health__pager a").nth(number)).to_have_attribute("aria-current", "page")
        count += page.locator(".pn-link-health__row").count()
    assert count == total > LENGTH * (last - 1)
    context.close()


def test_data_that_cannot_be_loaded_leave_the_list_and_say_so_until_they_can(page: Page, counts: dict[str, str]) -> None:
    page.route("**/links.json", lambda route: route.abort())
    opened(page)
    choose(page, "hidden")
    expect(status(page)).to_have_text("The list could not be loaded. Reload the page, or use the pages below.")
    expect(page.locator(".pn-link-health__row")).to_have_count(LENGTH)
    expect(page.locator(".pn-link-health__pager")).to_be_visible()
    page.unroute("**/links.json")
    choose(page, "hidden")
    expect(status(page)).to_have_text(counts["hidden"])


def test_the_last_choice_counts_however_long_the_data_take(page: Page) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/links.json", hold)
    opened(page)
    with page.expect_request("**/links.json"):
        choose(page, "hidden")
    choose(page, "live")
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(status(page)).to_have_text("1 address.")
    expect(page.locator(".pn-link-health__row")).to_have_count(1)
