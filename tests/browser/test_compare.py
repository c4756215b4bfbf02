"""Comparing toolkits: a table where there is room, sections where there is not, shared by address, one sheet on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.catalogue.model import Catalogue
from tests.browser.sheets import A4_ACROSS, printed, squeezed
from tests.browser.states import FOR_AXE, flaws
from tests.browser.test_privacy import watched
from tests.browser.test_weight import SETTLED, SHIFTS

THREE = ("wilder-collaboration-factors-inventory", "nuffield-pat", "place-standard")
STATUS, TABLE = ".pn-compare__status", ".pn-compare__table"
ACTIVE = "document.activeElement"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


def compare(page: Page, *ids: str, more: str = "") -> None:
    page.goto(f"/compare/?t={','.join(ids)}{more}")
    page.locator(".pn-compare__add:not([hidden])").wait_for()


def heads(page: Page) -> list[str]:
    return page.locator(f"{TABLE} thead th a").all_inner_texts()


def rows(page: Page) -> dict[str, list[str]]:
    return {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in page.locator(f"{TABLE} tbody tr:has(td)").all()}


def test_differences_come_first_and_can_stand_alone(page: Page, catalogue: Catalogue) -> None:
    compare(page, *THREE)
    assert heads(page) == [catalogue.by_id[name].name for name in THREE]
    assert page.locator(STATUS).inner_text() == "3 toolkits side by side. What differs comes first."
    every = rows(page)
    known = [[value for value in values if value != "not known"] for values in every.values()]
    differs = [len(set(values)) > 1 for values in known]
    gaps = [not differ and len(values) < len(THREE) for values, differ in zip(known, differs, strict=True)]
    order = [2 * differ + gap for differ, gap in zip(differs, gaps, strict=True)]
    assert order == sorted(order, reverse=True) and {*order} == {0, 1, 2}
    assert page.locator("tr.pn-compare__break").all_inner_texts() == ["What differs", "Known of some only", "The same for all"]
    page.get_by_label("Show only differences").check()
    assert rows(page) == {label: values for (label, values), differ in zip(every.items(), differs, strict=True) if differ}
    assert page.url.endswith("&only=differences")
    page.reload()
    page.locator(TABLE).wait_for()
    expect(page.get_by_label("Show only differences")).to_be_checked()
    assert len(rows(page)) == sum(differs)


def test_the_table_says_what_the_pages_say(page: Page, catalogue: Catalogue) -> None:
    compare(page, *THREE)
    every = rows(page)
    assert every["Time"] == ["15 minutes", "not known", "10 to 15 minutes"]
    assert every["Published by"] == [catalogue.by_id[name].publisher for name in THREE]
    assert page.locator(f"{TABLE} thead th[scope=col]").count() == 4
    assert page.locator(f"{TABLE} tbody th[scope=row]").count() == len(every)
    page.locator(f"{TABLE} thead a").nth(2).click()
    expect(page.locator("h1")).to_have_text(catalogue.by_id["place-standard"].name)


def test_toolkits_are_added_removed_and_come_back(page: Page, catalogue: Catalogue) -> None:
    page.goto("/compare/")
    select = page.get_by_label("Add a toolkit")
    select.wait_for()
    assert page.locator(".pn-compare__none").is_visible()
    page.get_by_role("button", name="Add").click()
    assert page.url.endswith("/compare/"), "nothing was chosen"
    for name in THREE:
        select.select_option(name)
        page.get_by_role("button", name="Add").click()
        expect(page.locator(f"{TABLE} thead th a").last).to_have_text(catalogue.by_id[name].name)
    assert page.locator(".pn-compare__none").is_hidden()
    assert select.locator(f"option[value={THREE[0]}]").count() == 0
    assert page.title().startswith(f"{heads(page)[0]}, ")
    page.get_by_role("button", name=f"Remove {heads(page)[1]} from the comparison").click()
    expect(page.locator(f"{TABLE} thead th a")).to_have_count(2)
    assert page.evaluate(f"{ACTIVE}.textContent") == "Remove Place Standard tool from the comparison"
    page.go_back()
    expect(page.locator(f"{TABLE} thead th a")).to_have_count(3)


def test_the_focus_has_a_place_when_four_are_there_and_when_none_is_left(page: Page) -> None:
    compare(page, *THREE)
    page.get_by_label("Add a toolkit").select_option("popit")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(f"{TABLE} thead th a")).to_have_count(4)
    assert page.get_by_role("button", name="Add").is_hidden()
    expect(page.get_by_label("Show only differences")).to_be_focused()
    for left in (3, 2, 1):
        page.locator(".pn-compare__remove").first.click()
        expect(page.locator(f"{TABLE} thead th a")).to_have_count(left)
        assert page.evaluate(f"{ACTIVE}.className") == "pn-compare__remove"
    assert page.locator(STATUS).inner_text() == "Add another toolkit to compare it with this one."
    page.locator(".pn-compare__remove").click()
    expect(page.locator(TABLE)).to_have_count(0)
    assert page.evaluate(f"{ACTIVE}.tagName") == "H1"


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/compare/")
    page.locator(".pn-compare__add:not([hidden])").wait_for()

    def to(what: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(f"what => {ACTIVE}.matches(what)", what):
                return
        raise AssertionError(f"Tab does not come to {what}")

    to("#compare-add")
    page.keyboard.type("Place Standard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"{TABLE} thead th a")).to_have_text(["Place Standard tool"])
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Smarter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"{TABLE} thead th a")).to_have_count(2)
    to("#compare-only")
    page.keyboard.press("Space")
    expect(page.locator("tr.pn-compare__break")).to_have_text(["What differs"])
    to(".pn-table")
    to(".pn-compare__remove")
    page.keyboard.press("Enter")
    expect(page.locator(f"{TABLE} thead th a")).to_have_text(["Smarter Partnerships"])
    page.keyboard.press("Tab")
    assert page.evaluate(f"{ACTIVE} !== document.body"), "the focus was lost with the button"


@pytest.mark.parametrize(
    ("query", "told", "count"),
    [
        ("t=nobody,place-standard,leap", "nobody", 2),
        ("t=place-standard,place-standard,leap&utm=x", "utm=x", 2),
        ("t=popit,leap,itma,pat-2,place-standard", "place-standard", 4),
        ("t=__proto__,constructor", "__proto__, constructor", 0),
        ("t=<b>x</b>&only=everything", "only=everything, <b>x</b>", 0),
        ("x=1", "x=1", 0),
    ],
)
def test_what_the_site_does_not_know_is_left_out_and_told(page: Page, query: str, told: str, count: int) -> None:
    _, complaints = watched(page)
    page.goto(f"/compare/?{query}")
    note = page.locator(".pn-compare__ignored")
    note.wait_for()
    assert note.inner_text().startswith(f"We left out parts of this address: {told}. ")
    expect(page.locator(f"{TABLE} thead th a")).to_have_count(count)
    assert page.locator(".pn-compare__none").is_visible() == (count == 0)
    assert not complaints


def test_thousands_of_toolkits_give_a_page_that_works(page: Page) -> None:
    page.goto(f"/compare/?t=leap,{','.join(f'no{number}' for number in range(5_000))},place-standard")
    expect(page.locator(f"{TABLE} thead th a")).to_have_count(2)
    assert "no0, no1, no2, no3, no4, and 4995 more." in page.locator(".pn-compare__ignored").inner_text()


def test_facts_that_do_not_come_are_said_in_words(page: Page) -> None:
    page.route("**/nuffield-pat/facts.json", lambda route: route.abort())
    page.goto(f"/compare/?t={','.join(THREE)}")
    expect(page.locator(STATUS)).to_contain_text("The facts could not be loaded.")
    page.get_by_role("link", name="All toolkits in one table").click()
    assert page.locator("h1").inner_text() == "All toolkits in one table"


def test_only_names_and_what_is_compared_are_fetched(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    compare(page, *THREE)
    page.locator(TABLE).wait_for()
    page.locator(".pn-skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert sorted(path for path in asked if path.endswith(".json")) == ["/compare.json", *sorted(f"/toolkits/{name}/facts.json" for name in THREE)]


def test_a_phone_gets_sections_and_not_a_squashed_table(open_page: Callable[..., Page], catalogue: Catalogue) -> None:
    page = open_page(width=390, height=844)
    compare(page, *THREE)
    page.locator(".pn-compare__view section").first.wait_for()
    assert page.locator(TABLE).count() == 0
    first = page.locator(".pn-compare__view section").first
    assert first.locator("dt").all_inner_texts() == [catalogue.by_id[name].name for name in THREE]
    assert first.locator("h3").inner_text()
    assert page.locator(".pn-compare__view > h2").all_inner_texts() == ["What differs", "Known of some only", "The same for all"]
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(TABLE).wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Remove Place Standard tool from the comparison").click()
    expect(first.locator("dt")).to_have_count(2)


def heaviest(site: Path) -> list[str]:
    """The toolkits with most to say first."""
    facts = {path.parent.name: json.loads(path.read_text("utf-8"))["facts"] for path in site.glob("toolkits/*/facts.json")}
    sizes = {name: sum(len(fact["value"] or "") for fact in known) for name, known in facts.items()}
    return sorted(sizes, key=lambda name: -sizes[name])


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_comparison_prints_on_one_sheet_across(page: Page, built_site: Path, catalogue: Catalogue, count: int) -> None:
    ids = heaviest(built_site)[:count]
    compare(page, *ids, more="&x=1")
    page.locator(TABLE).wait_for()
    sheets = printed(page)
    assert sheets.sizes == [A4_ACROSS]
    said = squeezed(sheets.text)
    for name in ids:
        assert squeezed(catalogue.by_id[name].name) in said
        assert squeezed(catalogue.by_id[name].think_twice[-1]) in said
    assert not re.search("Remove|Addatoolkit|Weleftout", said)


def test_the_table_of_all_prints_across(page: Page) -> None:
    page.goto("/compare/all/")
    sheets = printed(page)
    assert set(sheets.sizes) == {A4_ACROSS}
    assert "Toolkit" in sheets.texts[0]


def test_nothing_is_wrong_in_any_state(open_page: Callable[..., Page]) -> None:
    page = open_page(**FOR_AXE)
    compare(page)
    wrong = flaws(page, "nothing to compare")
    page.goto(f"/compare/?t={','.join(THREE)},nobody")
    page.locator(TABLE).wait_for()
    wrong += flaws(page, "three, one left out")
    page.set_viewport_size({"width": 1280, "height": 800})
    compare(page, "place-standard")
    wrong += flaws(page, "one")
    page.goto("/compare/all/")
    wrong += flaws(page, "all")
    assert not wrong, "\n".join(wrong[:30])


@pytest.mark.parametrize("query", ["", f"?t={','.join(THREE)}"])
def test_nothing_moves_while_it_loads(open_page: Callable[..., Page], query: str) -> None:
    for width in (320, 1280):
        page = open_page(width=width)
        page.add_init_script(SHIFTS)
        page.goto(f"/compare/{query}")
        page.locator(".pn-compare__add:not([hidden])").wait_for()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SETTLED) <= 0.01, width


def test_without_script_there_is_one_table_of_all(open_page: Callable[..., Page], catalogue: Catalogue) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/compare/?t=leap")
    assert page.locator(".pn-compare__add").is_hidden()
    page.locator("noscript").get_by_role("link", name="all toolkits in one table").click()
    names = page.locator(".pn-compare-all__table tbody th a").all_inner_texts()
    while (following := page.locator(".pn-pager [aria-current] >> xpath=../following-sibling::li[1]/a")).count():
        following.click()
        names += page.locator(".pn-compare-all__table tbody th a").all_inner_texts()
    assert sorted(names) == sorted(toolkit.name for toolkit in catalogue.toolkits)
