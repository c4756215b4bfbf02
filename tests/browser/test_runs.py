"""My checklists: the list of runs, copies as files, opening them again, deleting with undo."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answers import HEALTH, SUCCESS, answer, begun, chosen, fill_page, note, saved, statement, stored
from tests.browser.states import FOR_AXE, flaws
from tests.browser.visit import again, visit

Open = Callable[..., Page]
STATUS, PREVIEW, CARD = ".pn-runs__status", ".pn-runs__preview", ".pn-runs__run"
JSON, FORMAT = "application/json", "partnership-navigator/response"


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page()


def my(page: Page) -> Page:
    page.goto("about:blank")
    visit(page, "/my/")
    return page


def copy_of(page: Page) -> dict[str, Any]:
    """Saves a copy of the first run in the list."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").first.click()
    assert re.fullmatch(r"[\w-]+_\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text("utf-8"))
    return found


def give(page: Page, content: object, name: str = "housing.json") -> None:
    """Chooses a file. Content that is not text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    page.get_by_label("Saved copy").set_input_files({"name": name, "mimeType": JSON, "buffer": text.encode()})


def without_stamps(copy: dict[str, Any]) -> dict[str, Any]:
    return deepcopy({key: value for key, value in copy.items() if key not in ("edited", "updated")})


def test_nothing_saved_says_so_and_leads_on(page: Page) -> None:
    my(page)
    expect(page.get_by_text("You have no saved checklists on this device.")).to_be_visible()
    assert not page.get_by_role("button", name="Delete everything").is_visible()
    page.locator(".pn-runs__list").get_by_role("link", name="Choose a checklist").click()
    page.wait_for_url(re.compile("/checklists/$"))


def test_without_script_it_says_what_is_lacking(browser, site_address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site_address}/my/")
    assert page.get_by_text("This list is made in your browser").is_visible()
    assert not page.get_by_text("Open a saved copy").is_visible()
    page.close()


def test_every_run_is_listed_with_its_facts_and_ways_on(page: Page) -> None:
    begun(page)
    page.goto("about:blank")
    begun(page, [(1, "Does not apply"), (2, "Does not apply")], SUCCESS)
    my(page)
    assert page.locator(CARD).count() == 2
    first = page.locator(CARD).first
    assert first.get_by_role("heading").inner_text() == "Success factors check"
    assert "2 of 22 answered" in first.inner_text()
    names = [one.inner_text() for one in first.get_by_role("link").all() + first.get_by_role("button").all()]
    assert [name.splitlines()[0].strip() for name in names] == ["Carry on", "See results", "Save a copy", "Duplicate", "Delete"]
    first.get_by_role("link", name="Carry on").click()
    expect(statement(page, 1).get_by_label("Does not apply")).to_be_checked()


def test_a_copy_holds_everything_and_opens_elsewhere_as_it_was(page: Page, open_page: Open) -> None:
    begun(page, [(1, "Mostly true"), (2, "Don’t know"), (4, "Does not apply")])
    note(page, 1, "“Evidence”, café & <b>more</b>\nin two lines")
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label("Organisation or team").fill("Housing / Østerbro")
    saved(page)
    copy = copy_of(my(page))
    assert copy["format"] == "partnership-navigator/response"
    assert len(copy["answers"]) == 8, "what has no answer says so"
    assert copy["answers"]["would-start-again"]["value"] is None
    other = my(open_page())
    give(other, copy)
    expect(other.locator(PREVIEW)).to_contain_text("Partnership health check, version 1. 3 of 8 answered. Notes: 1. Actions: 0.")
    expect(other.locator(PREVIEW)).to_contain_text("It is not on this device yet.")
    assert stored(other) == {}, "nothing happens before it is asked for"
    other.get_by_role("button", name="Open it").click()
    expect(other.locator(STATUS)).to_contain_text("Opened Partnership health check: Housing / Østerbro.")
    assert copy_of(other) == copy
    other.get_by_role("link", name="Carry on").click()
    expect(statement(other, 1).locator("textarea")).to_have_value("“Evidence”, café & <b>more</b>\nin two lines")


def test_opening_can_be_undone(page: Page, open_page: Open) -> None:
    begun(page)
    copy = copy_of(my(page))
    other = my(open_page())
    give(other, copy)
    other.get_by_role("button", name="Open it").click()
    other.get_by_role("button", name="Undo").click()
    expect(other.locator(STATUS)).to_have_text("Undone: everything is as it was before.")
    assert stored(other) == {}


@pytest.mark.parametrize(
    ("how", "expected"),
    [("Join them", ["4", "2", "1"]), ("Make what is here the same", ["4", None, "1"]), ("Add the file", ["3", "2", None])],
)
def test_a_file_that_differs_is_joined_replaces_or_stands_beside(page: Page, how: str, expected: list[str | None]) -> None:
    fragment = begun(page)
    copy = copy_of(my(page))
    page.goto("about:blank")
    fill_page(page, fragment=fragment)
    answer(page, 2, "Partly true")
    saved(page)
    for item, value in (("same-purpose", 4), ("real-say", 1)):
        copy["answers"][item]["value"] = value
        copy["edited"][f"answers/{item}/value"] = "2099-01-01T00:00:00.000Z"
    my(page)
    give(page, copy)
    expect(page.locator(PREVIEW)).to_contain_text("they differ. Changed later in the file: 2. Changed later on this device: 1")
    page.get_by_label(how).check()
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(STATUS)).to_contain_text("Opened")
    assert page.locator(CARD).count() == (2 if how.startswith("Add") else 1)
    page.goto("about:blank")
    fill_page(page, fragment=fragment)
    assert [(chosen(page, number) or [None])[0] for number in (1, 2, 3)] == expected


def test_undo_after_joining_brings_back_what_was_there(page: Page) -> None:
    begun(page)
    copy = copy_of(my(page))
    before = without_stamps(copy)
    copy["answers"]["same-purpose"]["value"] = 1
    copy["answers"]["real-say"]["note"] = "Theirs"
    copy["edited"] |= {"answers/same-purpose/value": "2099-01-01T00:00:00.000Z", "answers/real-say/note": "2099-01-01T00:00:00.000Z"}
    give(page, copy)
    page.get_by_role("button", name="Open it").click()
    assert without_stamps(copy_of(page)) != before
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(STATUS)).to_have_text("Undone: everything is as it was before.")
    assert without_stamps(copy_of(page)) == before


def test_joining_keeps_both_notes(page: Page) -> None:
    fragment = begun(page)
    note(page, 1, "From the laptop")
    saved(page)
    copy = copy_of(my(page))
    copy["answers"]["same-purpose"]["note"] = "From the tablet"
    copy["edited"]["answers/same-purpose/note"] = "2099-01-01T00:00:00.000Z"
    give(page, copy)
    page.get_by_role("button", name="Open it").click()
    page.goto("about:blank")
    fill_page(page, fragment=fragment)
    assert statement(page, 1).locator("textarea").input_value() == "From the laptop\n\nFrom the tablet"


def test_what_changes_while_the_preview_stands_is_not_thrown_away(page: Page) -> None:
    fragment = begun(page)
    copy = copy_of(my(page))
    copy["answers"]["same-purpose"]["value"] = 1
    copy["edited"]["answers/same-purpose/value"] = "2099-01-01T00:00:00.000Z"
    give(page, copy)
    other = page.context.new_page()
    fill_page(other, fragment=fragment)
    answer(other, 2, "Mostly true")
    saved(other)
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(PREVIEW)).to_contain_text("changed in another tab just now")
    expect(page.locator(PREVIEW)).to_contain_text("Changed later on this device: 1")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(STATUS)).to_have_text("Undone: everything is as it was before.")
    again(other)
    assert (chosen(other, 1), chosen(other, 2)) == (["3"], ["3"])


def test_a_file_can_be_opened_for_this_tab_only(page: Page) -> None:
    begun(page)
    copy = copy_of(my(page))
    page.get_by_role("button", name=re.compile("^Delete Partnership")).click()
    give(page, copy)
    page.get_by_label("This is a shared computer: forget them when this tab is closed").check()
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(CARD)).to_have_count(1)
    assert [key for key in stored(page) if ":run:" in key] == []
    page.get_by_role("link", name="Carry on").click()
    expect(statement(page, 1).get_by_label("Mostly true", exact=True)).to_be_checked()


def test_the_same_file_again_changes_nothing(page: Page) -> None:
    begun(page)
    copy = copy_of(my(page))
    give(page, copy)
    expect(page.locator(PREVIEW)).to_contain_text("The same answers are already on this device.")
    assert not page.get_by_role("button", name="Open it").is_visible()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not a checklist file from this site"),
        ("name,score\nHousing,3\n", "is not a checklist file from this site"),
        ({"format": "something-else", "version": 1}, "is not a checklist file from this site"),
        ({"format": FORMAT, "version": 2}, "was made with a newer version of the site"),
        ({"format": FORMAT, "version": 1, "run": "x"}, "looks like a checklist file, but parts"),
        ("[" * 200_000, "is not a checklist file from this site"),
        ("x" * 1_000_001, "is too large to be a saved checklist"),
    ],
    ids=["torn", "csv", "other", "newer", "broken", "deep", "long"],
)
def test_a_wrong_file_is_refused_by_name_and_changes_nothing(page: Page, content: object, said: str) -> None:
    begun(page)
    before = stored(page)
    my(page)
    give(page, content, "budget.json")
    expect(page.locator(PREVIEW)).to_contain_text(f"“budget.json” {said}")
    assert page.evaluate("document.activeElement.className") == "pn-runs__preview"
    assert stored(page) == before


def test_a_file_of_a_checklist_that_is_not_here_is_refused(page: Page) -> None:
    begun(page)
    copy = copy_of(my(page))
    copy["checklist"] = {"id": "leadership", "version": 1, "title": "Leadership check"}
    give(page, copy)
    expect(page.locator(PREVIEW)).to_contain_text("belongs to a checklist that this site does not have: Leadership check.")


def test_a_hostile_file_runs_nothing_and_says_what_it_left_out(page: Page) -> None:
    problems: list[str] = []
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.on("pageerror", lambda error: problems.append(str(error)))
    begun(page)
    copy = copy_of(my(page))
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    copy |= {"run": "hostilerun1", "__proto__": {"polluted": 1}, "about": {"partnership": evil, "mode": "everyone"}}
    copy["answers"] |= {"__proto__": {"value": 4}, "same-purpose": {"value": 9, "note": evil * 50}, "constructor": {"value": 3}}
    give(page, copy, "<b>evil</b>.json")
    expect(page.locator(PREVIEW)).to_contain_text("Left out or cut short, because they were not recognised or too long: about/mode,")
    expect(page.locator(PREVIEW)).to_contain_text("Answers to statements that this version does not ask: 1")
    assert page.locator(f"{PREVIEW} :is(b, img, script)").count() == 0
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(STATUS)).to_contain_text(evil)
    page.get_by_role("link", name=re.compile("^Carry on.*img")).click()
    expect(statement(page, 1).locator("textarea")).to_have_value(re.compile("^<img src=x"))
    assert page.evaluate("({}).polluted") is None
    assert problems == []


def test_a_run_can_be_duplicated(page: Page) -> None:
    begun(page)
    my(page)
    page.get_by_role("button", name="Duplicate").click()
    expect(page.locator(f"{CARD} h2")).to_have_text(
        ["Partnership health check: Copy of Partnership health check", "Partnership health check"]
    )
    page.get_by_role("link", name=re.compile("Carry on.*Copy of")).click()
    answer(page, 1, "Not true yet")
    saved(page)
    my(page).get_by_role("link", name=re.compile(r"Carry on Partnership health check$")).click()
    expect(statement(page, 1).get_by_label("Mostly true")).to_be_checked()


def test_deleting_can_be_undone_and_the_answers_are_as_before(page: Page) -> None:
    begun(page)
    note(page, 1, "Keep me")
    saved(page)
    copy = copy_of(my(page))
    page.get_by_role("button", name="Delete Partnership health check").click()
    expect(page.locator(STATUS)).to_contain_text("Deleted Partnership health check.")
    assert "Deleted" in page.evaluate("document.activeElement.textContent")
    assert stored(page) == {}
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(STATUS)).to_have_text("Partnership health check is back.")
    assert copy_of(page) == copy


def test_deleting_everything_asks_and_can_be_undone(page: Page) -> None:
    begun(page)
    page.goto("about:blank")
    begun(page, [(1, "Does not apply")], SUCCESS)
    page.get_by_label("Dark").check()
    my(page)
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Keep it").click()
    assert page.locator(CARD).count() == 2
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.locator(STATUS)).to_contain_text("Everything is deleted.")
    assert stored(page) == {}
    page.get_by_role("button", name="Undo").click()
    assert page.locator(CARD).count() == 2
    assert stored(page)["pn:1:colours"] == "dark"


def test_undo_never_throws_away_what_came_after(page: Page) -> None:
    begun(page)
    my(page)
    page.get_by_role("button", name="Duplicate").click()
    expect(page.locator(CARD)).to_have_count(2)
    other = page.context.new_page()
    my(other)
    other.locator(CARD).filter(has_text="Copy of").get_by_role("link", name="Carry on").click()
    answer(other, 2, "Mostly true")
    saved(other)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(STATUS)).to_contain_text("Nothing was undone, because these answers have been changed since.")
    assert page.locator(CARD).count() == 2
    again(other)
    assert chosen(other, 2) == ["3"]


def test_a_copy_of_a_damaged_run_is_opened_beside_it(page: Page) -> None:
    begun(page)
    copy = copy_of(my(page))
    page.evaluate("() => { for (const key of Object.keys(localStorage)) if (key.includes(':run:')) localStorage[key] = '1:0-0:1:torn'; }")
    my(page)
    damaged = {key: value for key, value in stored(page).items() if ":run:" in key}
    give(page, copy)
    expect(page.locator(PREVIEW)).to_contain_text("the browser cannot read them")
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(CARD)).to_have_count(2)
    assert {key: value for key, value in stored(page).items() if key in damaged} == damaged
    assert "1 of 8 answered" in page.locator(CARD).first.inner_text()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(CARD)).to_have_count(1)
    assert {key: value for key, value in stored(page).items() if ":run:" in key} == damaged


def test_a_file_never_turns_a_run_into_one_of_another_checklist(page: Page) -> None:
    begun(page)
    copy = copy_of(my(page))
    give(page, {**copy, "checklist": {"id": "success-factors", "version": 999, "title": "Not its title"}})
    expect(page.locator(PREVIEW)).to_contain_text("answers of this name to another checklist")
    expect(page.locator(PREVIEW)).to_contain_text("Success factors check, version 1.")
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(CARD)).to_have_count(2)
    headings = page.locator(CARD).get_by_role("heading").all_inner_texts()
    assert sorted(headings) == ["Partnership health check", "Success factors check"]


def test_focus_stays_where_the_reader_acts(page: Page) -> None:
    begun(page)
    copy = copy_of(my(page))
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("button", name="Yes, delete everything")).to_be_focused()
    other = page.context.new_page()
    begun(other)
    expect(page.locator(CARD)).to_have_count(2)
    expect(page.get_by_role("button", name="Yes, delete everything")).to_be_focused()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("button", name="Delete everything")).to_be_focused()
    duplicate = page.locator(CARD).last.get_by_role("button", name="Duplicate")
    duplicate.focus()
    answer(other, 2, "Mostly true")
    saved(other)
    expect(page.locator(CARD).first).to_contain_text("2 of 8")
    expect(duplicate).to_be_focused()
    copy["answers"]["same-purpose"]["value"] = 1
    copy["edited"]["answers/same-purpose/value"] = "2099-01-01T00:00:00.000Z"
    give(page, copy)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label("Saved copy")).to_be_focused()


def test_deleting_that_fails_is_not_called_done(page: Page) -> None:
    begun(page)
    my(page)
    page.evaluate("() => { Storage.prototype.removeItem = () => {}; }")
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.locator(STATUS)).to_contain_text("The browser did not let us delete everything.")


def test_damaged_and_newer_runs_are_listed_and_can_be_taken_out_or_deleted(page: Page) -> None:
    page.goto("/")
    page.evaluate("() => { localStorage['pn:1:run:damaged12:a'] = 'torn'; localStorage['pn:1:run:newer1234:b'] = '9:0-0:1:later'; }")
    my(page)
    expect(page.get_by_role("heading", name="Answers that cannot be read")).to_be_visible()
    expect(page.get_by_role("heading", name="Answers made with a newer version of this site")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what is there").first.click()
    assert Path(download.value.path()).read_text("utf-8") in ("torn", "9:0-0:1:later")
    page.get_by_role("button", name="Delete").first.click()
    page.get_by_role("button", name="Undo").click()
    assert sorted(stored(page).values()) == ["9:0-0:1:later", "torn"]


def test_what_another_tab_does_shows_in_the_list(page: Page) -> None:
    my(page)
    other = page.context.new_page()
    begun(other)
    expect(page.get_by_text("1 checklist is kept on this device.")).to_be_visible()
    again(page)
    assert page.locator(CARD).count() == 1


def test_the_link_to_results_names_the_run(page: Page) -> None:
    fragment = begun(page)
    assert my(page).get_by_role("link", name="See results").get_attribute("href") == f"..{HEALTH}results/{fragment}"


def test_every_state_is_accessible_narrow_and_wide_light_and_dark(open_page: Open) -> None:
    page = open_page(**FOR_AXE)
    begun(page)
    copy = copy_of(my(page))
    copy["answers"]["same-purpose"]["value"] = 1
    found = flaws(page, "a run in the list")
    give(page, copy)
    expect(page.locator(PREVIEW)).to_contain_text("they differ")
    found += flaws(page, "a file that differs")
    give(page, "{}", "budget.json")
    found += flaws(page, "a wrong file")
    page.get_by_role("button", name="Delete Partnership").click()
    found += flaws(page, "deleted, with undo")
    assert found == []
