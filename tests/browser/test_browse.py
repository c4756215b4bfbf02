"""The list of toolkits with its filters: by keyboard alone, on a phone, shared by address, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.catalogue.model import Catalogue
from macros.publish.lists import FACETS
from tests.browser.states import FOR_AXE, flaws
from tests.browser.test_privacy import watched
from tests.browser.test_weight import SETTLED, SHIFTS
from tests.browser.visit import before_scripts, visit

STATUS, CARDS = ".pn-browse__status", "#toolkits-list .pn-toolkit-card"
ACTIVE = "document.activeElement"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


def tick(page: Page, facet: str, value: str) -> Locator:
    box = page.locator(f"#filter-{facet}-{value}")
    box.set_checked(not box.is_checked())
    expect(page.locator(STATUS)).not_to_be_empty()
    return box


def found(page: Page) -> int:
    said = page.locator(STATUS).inner_text()
    return int(match[0]) if (match := re.search(r"\d+", said)) else 0


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def expected(catalogue: Catalogue, **chosen: set[str]) -> set[str]:
    """The ids that a choice leaves: any value within a filter, all filters together."""
    return {
        toolkit.id
        for toolkit in catalogue.toolkits
        if all(set(FACETS[facet].values(catalogue, toolkit)) & values for facet, values in chosen.items())
    }


def shown(page: Page) -> set[str]:
    more = page.locator(".pn-browse__show-more")
    while more.is_visible():
        more.click()
    return {str(link.get_attribute("href")).rstrip("/").rsplit("/", 1)[-1] for link in page.locator(f"{CARDS} a").all()}


# Filters


def test_a_filter_that_is_ticked_before_the_script_is_there_counts(page: Page, catalogue: Catalogue) -> None:
    with before_scripts(page, "/toolkits/?available=now", "**/browse.element.js"):
        page.locator("#filter-field-housing").check()
        page.get_by_label("Sort by").select_option("name")
    expect(page.locator(STATUS)).not_to_be_empty()
    assert asked(page) == {"available": ["now"], "field": ["housing"], "sort": ["name"]}
    assert found(page) == len(expected(catalogue, available={"now"}, field={"housing"}))


def test_a_choice_leaves_what_has_any_value_within_a_filter_and_all_filters_together(page: Page, catalogue: Catalogue) -> None:
    visit(page, "/toolkits/")
    tick(page, "do", "skills")
    assert shown(page) == expected(catalogue, do={"skills"})
    tick(page, "do", "continuous-improvement")
    assert shown(page) == expected(catalogue, do={"skills", "continuous-improvement"})
    tick(page, "who", "team")
    tick(page, "available", "now")
    chosen = expected(catalogue, do={"skills", "continuous-improvement"}, who={"team"}, available={"now"})
    assert 0 < len(chosen) == found(page)
    assert shown(page) == chosen
    assert asked(page) == {"do": ["skills", "continuous-improvement"], "who": ["team"], "available": ["now"]}


def test_a_count_says_what_would_result(page: Page, catalogue: Catalogue) -> None:
    visit(page, "/toolkits/")
    tick(page, "do", "skills")
    tick(page, "available", "now")
    for facet, value in (("who", "person"), ("who", "team"), ("field", "housing"), ("do", "skills"), ("do", "performance-management")):
        said = int(page.locator(f"#filter-{facet}-{value} + label .pn-browse__count").inner_text())
        others = {"do": {"skills"}, "available": {"now"}} | {facet: {value}}
        assert said == len(expected(catalogue, **others)), (facet, value)
    nothing = [box for box in page.locator(".pn-browse__value").all() if box.locator(".pn-browse__count").inner_text() == "0"]
    assert nothing
    assert all(box.locator("input").is_enabled() for box in nothing), "what gives nothing stays, and says so"


def test_the_focus_stays_and_the_number_is_announced(page: Page) -> None:
    visit(page, "/toolkits/")
    assert page.locator(STATUS).get_attribute("role") == "status"
    box = page.locator("#filter-do-skills")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ toolkits match\.$"))
    assert box.evaluate(f"box => box === {ACTIVE}")
    page.keyboard.press("Space")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^All \d+ toolkits\.$"))


def test_a_choice_that_leaves_nothing_says_what_to_do(page: Page) -> None:
    visit(page, "/toolkits/?do=skills&field=alcohol-and-drugs&who=board&available=copy")
    expect(page.locator(STATUS)).to_have_text("No toolkit matches all of these. Remove a filter.")
    assert page.locator(CARDS).count() == 0


def test_chosen_filters_are_removed_one_by_one_and_the_focus_has_a_place(page: Page) -> None:
    visit(page, "/toolkits/?do=skills&time=under-1-hour&who=team")
    chosen = page.locator(".pn-browse__chosen")
    assert page.locator(".pn-browse__more").get_attribute("open") is not None, "a chosen filter must not be hidden"
    chosen.get_by_role("button", name="Build skills · Remove").click()
    expect(chosen.get_by_role("button")).to_have_count(3)
    assert page.evaluate(f"{ACTIVE}.id") == "filter-do-skills"
    page.locator(".pn-browse__more summary").click()  # folds the time away
    chosen.get_by_role("button", name="Up to 1 hour · Remove").click()
    expect(chosen.get_by_role("button")).to_have_count(2)
    assert page.evaluate(f"{ACTIVE}.textContent") == "One team · Remove One team"
    chosen.get_by_role("button", name="Clear all filters").click()
    expect(chosen).to_be_hidden()
    assert asked(page) == {}
    assert page.evaluate(f"{ACTIVE}.type") == "checkbox"


@pytest.mark.parametrize(("sort", "key"), [("name", "name"), ("newest", "year"), ("time", "minutes")])
def test_the_list_is_sorted(page: Page, catalogue: Catalogue, sort: str, key: str) -> None:
    visit(page, "/toolkits/?do=continuous-improvement")
    page.get_by_label("Sort by").select_option(sort)
    expect(page).to_have_url(re.compile(f"sort={sort}"))
    names = page.locator(f"{CARDS} a").all_inner_texts()
    toolkits = {toolkit.name: toolkit for toolkit in catalogue.toolkits}
    values = {
        "name": [re.sub(r"^(a|an|the)\s+", "", name, flags=re.IGNORECASE).casefold() for name in names],
        "year": [-int(str(toolkits[name].year)[-4:]) for name in names if toolkits[name].year],
        "minutes": [toolkits[name].minutes.high for name in names if toolkits[name].minutes],  # type: ignore[union-attr]
    }[key]
    assert values == sorted(values)
    assert len(values) > 5
    if key == "minutes":
        assert [toolkits[name].minutes is None for name in names] == sorted(toolkits[name].minutes is None for name in names)


def test_long_lists_come_in_parts_and_the_focus_follows(page: Page) -> None:
    visit(page, "/toolkits/?available=now")
    assert page.locator(CARDS).count() == 20
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    assert page.locator(CARDS).count() == 40
    assert page.locator(f"{CARDS} a").nth(20).evaluate(f"link => link === {ACTIVE}")


def test_a_drawn_card_says_what_the_built_one_says(page: Page) -> None:
    visit(page, "/toolkits/")
    link, purpose = f"{CARDS} a", f"{CARDS} .pn-toolkit-card__purpose"
    before = (page.locator(link).first.inner_text(), page.locator(purpose).first.inner_text())
    facts = page.locator(f"{CARDS} .pn-toolkit-card__facts").first.inner_text()
    tick(page, "available", "now")
    expect(page.locator(CARDS)).to_have_count(20)
    assert (page.locator(link).first.inner_text(), page.locator(purpose).first.inner_text()) == before
    assert page.locator(f"{CARDS} .pn-toolkit-card__facts").first.inner_text() == f"Can be had today · {facts}"


# The address


def test_a_filtered_list_can_be_shared_reloaded_and_come_back_to(page: Page, catalogue: Catalogue) -> None:
    address = "/toolkits/?do=skills&nation=england&sort=name"
    visit(page, address)
    wanted = expected(catalogue, do={"skills"}, nation={"england"})
    assert shown(page) == wanted
    page.reload()
    expect(page.locator("#filter-nation-england")).to_be_checked()
    expect(page.locator(STATUS)).to_have_text(re.compile(rf"^{len(wanted)} toolkits? match"))
    page.locator(f"{CARDS} a").first.click()
    page.locator("h1").wait_for()
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(re.compile(rf"^{len(wanted)} toolkits? match"))
    assert page.get_by_label("Sort by").input_value() == "name"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("do=juggle", "do=juggle"), ("colour=red&do=skills", "colour=red"), ("sort=size", "sort=size"), ("pick=nobody", "pick=nobody"),
        ("__proto__=1", "__proto__=1"), ("do=<b>x</b>", "do=<b>x</b>"), ("pick=leap-x&pick=popit", "pick=leap-x"),
    ],
)  # fmt: skip
def test_what_the_site_does_not_know_is_left_out_and_told(page: Page, query: str, told: str) -> None:
    _, complaints = watched(page)
    visit(page, f"/toolkits/?{query}")
    note = page.locator(".pn-browse__ignored")
    assert note.inner_text() == f"We left out parts of this address that the site does not know: {told}."
    assert page.locator(CARDS).count() > 3
    assert not complaints
    tick(page, "who", "team")
    expect(note).to_be_hidden()
    assert told.partition("=")[0] not in asked(page) or "pick" in told


def test_thousands_of_parts_give_a_list_that_works(page: Page) -> None:
    visit(page, f"/toolkits/?do=skills&{'&'.join(f'no{number}=1' for number in range(3_000))}")
    assert page.locator(".pn-browse__ignored").inner_text().endswith("no0=1, no1=1, no2=1, no3=1, no4=1, and 2995 more.")
    assert page.locator("#filter-do-skills").is_checked()
    assert page.locator(CARDS).count() > 3


# Choosing what to compare


def test_up_to_four_are_chosen_and_compared(page: Page) -> None:
    visit(page, "/toolkits/")
    boxes = page.locator(".pn-browse__pick input")
    for number in range(4):
        boxes.nth(number).check()
    bar = page.locator(".pn-browse__compare")
    expect(bar).to_contain_text("4 chosen to compare.")
    boxes.nth(4).click()
    assert not boxes.nth(4).is_checked()
    assert bar.locator("[role=status]").inner_text() == "You can compare four at a time. Clear one first."
    picked = asked(page)["pick"]
    tick(page, "who", "team")
    expect(page.locator(STATUS)).to_contain_text("match")
    assert asked(page)["pick"] == picked, "a filter forgot what was chosen"
    bar.get_by_role("link", name="Compare").click()
    page.locator(".pn-compare__table").wait_for()
    assert asked(page) == {"t": [",".join(picked)]}


def test_the_choice_is_cleared_and_the_focus_has_a_place(page: Page) -> None:
    visit(page, "/toolkits/?pick=popit&pick=place-standard")
    page.locator(".pn-browse__compare").get_by_role("button", name="Clear").click()
    expect(page.locator(".pn-browse__compare")).to_be_hidden()
    assert asked(page) == {}
    assert page.evaluate(f"{ACTIVE}.id") == "toolkits-list"


def test_the_bar_never_covers_what_has_the_focus(open_page: Callable[..., Page]) -> None:
    covered = f"""() => {{
      const box = {ACTIVE}.getClientRects()[0], over = document.elementFromPoint(box.left + box.width / 2, box.bottom - 3);
      const seen = {ACTIVE}.contains(over) || over?.contains({ACTIVE});
      return seen ? '' : `${{{ACTIVE}.outerHTML.slice(0, 80)}} is under ${{over?.outerHTML.slice(0, 80)}}`;
    }}"""
    for height in (800, 500, 256):
        page = open_page(width=1280 if height > 256 else 320, height=height)
        visit(page, "/toolkits/?available=now&pick=popit")
        page.locator(f"{CARDS} a").first.focus()
        for _ in range(30):
            page.keyboard.press("Tab")
            assert page.evaluate(covered) == "", height


# Phones, keyboards, requests, failures


def test_on_a_phone_the_filters_stand_behind_one_button(open_page: Callable[..., Page]) -> None:
    page = open_page(width=390, height=844)
    visit(page, "/toolkits/")
    button, box = page.get_by_role("button", name="Filter the list"), page.locator("#filter-do-skills")
    assert (button.get_attribute("aria-expanded"), box.is_visible()) == ("false", False)
    top = page.locator(CARDS).first.bounding_box()
    assert top
    assert top["y"] < 844, "the first toolkit is not on the first screen"
    button.focus()
    page.keyboard.press("Enter")
    assert (button.get_attribute("aria-expanded"), box.is_visible()) == ("true", True)
    box.check()
    expect(button).to_have_text("Filter the list (1 on)")
    page.keyboard.press("Escape")
    button.click()
    assert not box.is_visible()
    page.get_by_role("button", name="Build skills · Remove").click()
    expect(page.locator(".pn-browse__chosen")).to_be_hidden()
    assert page.evaluate(f"{ACTIVE}.textContent").strip().startswith("Filter the list"), "the box is folded away and cannot have the focus"


def test_it_works_by_keyboard_alone(page: Page) -> None:
    visit(page, "/toolkits/")

    def to(what: str) -> None:
        for _ in range(90):
            page.keyboard.press("Tab")
            if page.evaluate(f"what => {ACTIVE}.matches(what)", what):
                return
        raise AssertionError(f"Tab does not come to {what}")

    to(".pn-browse__skip a")
    assert page.locator(".pn-browse__skip a").bounding_box()["height"] > 10  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate(f"{ACTIVE}.id") == "toolkits-list"
    assert page.locator(STATUS).inner_text() == "", "a link within the page is no filter"
    page.goto("/toolkits/")
    to("#filter-do-skills")
    page.keyboard.press("Space")
    to(".pn-browse__more summary")
    page.keyboard.press("Enter")
    to("#filter-nation-england")
    page.keyboard.press("Space")
    expect(page.locator(".pn-browse__chosen button")).to_have_count(3)
    to("#browse-sort")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile(r"\?do=skills&nation=england&sort=name$"))
    to(".pn-browse__pick input")
    page.keyboard.press("Space")
    to(".pn-browse__compare a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Compare toolkits")


def test_nothing_is_fetched_before_someone_filters(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(urlsplit(request.url).path))
    visit(page, "/toolkits/")
    page.locator(".pn-browse__pick input").first.check()
    page.wait_for_load_state("networkidle")
    assert not [path for path in requests if path.endswith(".json")]
    for value in ("skills", "reviewing-and-ending"):
        tick(page, "do", value)
    expect(page.locator(STATUS)).to_contain_text("match")
    assert [path for path in requests if path.endswith(".json")] == ["/browse.json"]


def test_filters_that_do_not_come_leave_the_list_and_its_groups(page: Page) -> None:
    page.route("**/browse.json", lambda route: route.abort())
    visit(page, "/toolkits/?do=skills")
    assert page.locator(STATUS).inner_text().startswith("The filters could not be loaded. The list below is complete")
    assert page.locator(CARDS).count() == 50
    groups = page.locator(".pn-facet-links")
    assert groups.is_visible()
    page.unroute("**/browse.json")
    tick(page, "who", "team")
    expect(page.locator(STATUS)).to_contain_text("match")
    assert groups.is_hidden()


@pytest.mark.parametrize(("query", "most"), [("", 0.01), ("?do=skills&time=under-1-hour&pick=popit&x=1", 0.06)])
def test_next_to_nothing_moves_while_it_loads(open_page: Callable[..., Page], query: str, most: float) -> None:
    for width in (320, 1280):
        page = open_page(width=width)
        page.add_init_script(SHIFTS)
        visit(page, f"/toolkits/{query}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SETTLED) <= most, width


def test_nothing_is_wrong_in_any_state(open_page: Callable[..., Page]) -> None:
    page = open_page(**FOR_AXE)
    visit(page, "/toolkits/?do=skills&pick=popit&x=1")
    wrong = flaws(page, "filtered")
    page.set_viewport_size({"width": 320, "height": 800})
    page.get_by_role("button", name="Filter the list").click()
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    wrong += flaws(page, "filters open")
    visit(page, "/toolkits/?do=skills&field=alcohol-and-drugs&who=board&available=copy")
    wrong += flaws(page, "nothing left")
    assert not wrong, "\n".join(wrong[:30])


# Without script


def test_groups_take_the_place_of_filters_without_script(open_page: Callable[..., Page], catalogue: Catalogue) -> None:
    page = open_page(width=390, java_script_enabled=False)
    page.goto("/toolkits/")
    assert page.locator(".pn-browse__form").is_hidden()
    assert page.locator(".pn-browse__pick").count() == 0
    page.locator(".pn-facet-links").get_by_role("link", name="Build skills").click()
    page.wait_for_url("**/toolkits/for/do/skills/")
    links = [str(link.get_attribute("href")).rstrip("/").rsplit("/", 1)[-1] for link in page.locator(".pn-toolkit-card a").all()]
    assert set(links) == expected(catalogue, do={"skills"})
