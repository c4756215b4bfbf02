"""The six promises that stand on the start page of each checklist, each in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.answers import HEALTH, answer, begun, chosen, fill_page, note, saved, saving, statement, stored
from tests.browser.visit import again, before_scripts, visit
from tests.conftest import BROWSER_FLAGS, browser_path

Open = Callable[..., Page]
MESSAGE = ".pn-checklist-fill__message"
# Storage that fails in one way from now on.
BREAK = {
    "blocked": "() => { Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); }; }",
    "full": "() => { Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }; }",
    "lost": "() => { Storage.prototype.setItem = () => {}; }",
}
SAID = {"blocked": "this browser won’t let us save", "full": "there is no room left on this device", "lost": "the browser did not keep what we wrote"}
NEWER = "9:0-0:1:a document of a later version"


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page()


def second(page: Page) -> Page:
    """Another tab of the same browser."""
    other = page.context.new_page()
    other.goto("about:blank")
    return other


def asked_on_leaving(page: Page) -> str:
    """The kind of question that the browser asks when the tab is closed; it is answered with yes."""
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    asked.value.accept()
    return asked.value.type


def test_the_start_page_makes_six_promises(page: Page) -> None:
    page.goto(HEALTH)
    page.get_by_text("What we promise about your answers").click()
    assert page.locator(".pn-checklist-start__promises li").count() == 6


# 1. They stay in this browser


def test_filling_in_sends_nothing(page: Page) -> None:
    fill_page(page)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))  # the browser may ask for the icon when it likes
    answer(page, 1, "Mostly true")
    note(page, 1, "A secret")
    saved(page)
    assert [url for url in asked if not url.endswith("/favicon.svg")] == []
    assert "secret" not in page.url
    assert page.context.cookies() == []


def test_every_key_that_is_kept_stands_on_the_privacy_page(page: Page) -> None:
    begun(page)
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label("Everything on one page").check()
    page.get_by_label("Dark").check()
    with page.expect_download():
        page.get_by_role("button", name="Save a copy").click()
    kept = stored(page)
    page.goto("/about/privacy/")
    names = [re.escape(name).replace("…", r"\w+") for name in page.locator("td:first-child code").all_inner_texts()]
    named = re.compile("|".join(names))
    assert {name for name in names if any(re.fullmatch(name, key) for key in kept)} == set(names), "each name is in use"
    assert [key for key in kept if not named.fullmatch(key)] == []
    assert len(kept) == 5


# 2. Saved means written and read back


@pytest.mark.parametrize("how", BREAK)
def test_saved_is_never_said_when_it_was_not(page: Page, how: str) -> None:
    begun(page)
    page.evaluate(BREAK[how])
    answer(page, 2, "Mostly true")
    expect(saving(page)).to_contain_text(SAID[how])
    assert "Saved" not in saving(page).inner_text().replace("Not saved", "")
    expect(page.locator("[role=status]")).to_contain_text(SAID[how])
    with page.expect_download() as download:
        saving(page).get_by_role("button", name="Save a copy").click()
    copy = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert copy["answers"]["promises-kept"]["value"] == 3, "what could not be saved can be taken out"


def test_a_browser_that_blocks_storage_still_gives_a_form_and_a_file(page: Page) -> None:
    block(page)
    fill_page(page)
    answer(page, 1, "Partly true")
    expect(saving(page)).to_contain_text(SAID["blocked"])
    page.get_by_role("button", name="Continue").click()
    answer(page, 5, "Partly true")
    expect(page.locator(".pn-checklist-fill__count")).to_have_text("2 of 8 answered.")


def test_saving_goes_on_when_there_is_room_again(page: Page) -> None:
    begun(page)
    page.evaluate("() => { window.original = Storage.prototype.setItem; }")
    page.evaluate(BREAK["full"])
    answer(page, 2, "Mostly true")
    expect(saving(page)).to_contain_text(SAID["full"])
    page.evaluate("() => { Storage.prototype.setItem = window.original; }")
    saved(page)
    again(page)
    assert chosen(page, 2) == ["3"]


def test_storage_that_is_really_full_loses_nothing(page: Page) -> None:
    begun(page)
    before = stored(page)
    page.evaluate(
        """() => {
          for (let size = 1 << 22; size; size >>= 1) {
            try { for (;;) localStorage[`other-${size}-${Math.random()}`] = 'x'.repeat(size); } catch { /* full, at this size */ }
          }
        }"""
    )
    note(page, 2, "word " * 200)
    expect(saving(page)).to_contain_text(SAID["full"])
    kept = stored(page)
    assert {key: kept[key] for key in before} == before
    page.evaluate("() => { for (const key of Object.keys(localStorage)) if (key.startsWith('other-')) localStorage.removeItem(key); }")
    saved(page)


def test_leaving_with_unsaved_answers_is_asked_about(page: Page) -> None:
    begun(page)
    page.evaluate(BREAK["full"])
    answer(page, 2, "Mostly true")
    expect(saving(page)).to_contain_text(SAID["full"])
    assert asked_on_leaving(page) == "beforeunload"


def test_what_is_given_before_the_script_is_there_is_kept(page: Page) -> None:
    with before_scripts(page, f"{HEALTH}fill/#mode=group&partnership=Two+burghs", "**/checklist-fill.element.js"):
        answer(page, 1, "Mostly true")
        note(page, 2, "While the line was slow")
    assert chosen(page, 1) == ["3"]
    saved(page)
    expect(page.locator(".pn-checklist-fill__count")).to_contain_text("1 of 8 answered")
    again(page)
    assert chosen(page, 1) == ["3"]
    assert statement(page, 2).locator("textarea").input_value() == "While the line was slow"
    assert page.locator("[name='about/partnership']").input_value() == "Two burghs"


def test_an_answer_given_early_changes_only_itself(page: Page) -> None:
    fragment = begun(page, [(1, "Mostly true"), (2, "Partly true")])
    with before_scripts(second(page), f"{HEALTH}fill/{fragment}", "**/checklist-fill.element.js") as other:
        answer(other, 2, "Not true yet")
    assert [chosen(other, 1), chosen(other, 2)] == [["3"], ["1"]]
    saved(other)
    expect(statement(page, 2).get_by_label("Not true yet", exact=True)).to_be_checked()


def test_a_note_given_early_stands_beside_the_one_that_is_kept(page: Page) -> None:
    fragment = begun(page)
    note(page, 1, "Kept")
    saved(page)
    with before_scripts(second(page), f"{HEALTH}fill/{fragment}", "**/checklist-fill.element.js") as other:
        note(other, 1, "Added")
    assert statement(other, 1).locator("textarea").input_value() == "Kept\n\nAdded"
    saved(other)
    expect(statement(page, 1).locator("textarea")).to_have_value("Kept\n\nAdded")


def test_leaving_right_after_an_answer_that_cannot_be_saved_is_asked_about(page: Page) -> None:
    begun(page)
    page.evaluate(BREAK["full"])
    answer(page, 2, "Mostly true")
    assert asked_on_leaving(page) == "beforeunload"


def results_apart(page: Page) -> Page:
    """Asks for results, and opens them in the tab that the message offers."""
    page.locator(".pn-checklist-fill__results").click()
    expect(page.locator(MESSAGE)).to_contain_text("Your answers are not saved yet")
    expect(page.locator(MESSAGE)).to_be_focused()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="See your results in a new tab").click()
    opened.value.bring_to_front()
    expect(opened.value.locator("[data-part=summary]")).to_be_visible()
    return opened.value


def copy_of(page: Page) -> dict[str, Any]:
    """What a saved copy of the results holds."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text("utf-8"))
    return found


def block(page: Page) -> None:
    """Storage is blocked in this tab and in those that it opens."""
    page.context.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }});"""
    )


def test_answers_that_cannot_be_saved_have_results_in_a_tab_of_their_own(page: Page) -> None:
    block(page)
    fill_page(page)
    page.locator(".pn-checklist-fill__settings summary").click()
    page.get_by_label("Organisation or team").fill("Care & repair")
    answer(page, 1, "Partly true")
    note(page, 1, "Twice <this> year")
    expect(saving(page)).to_contain_text(SAID["blocked"])
    results = results_apart(page)
    assert "/fill/" in page.url and chosen(page, 1) == ["2"]
    expect(results.get_by_role("heading", name="These answers are not saved")).to_be_visible()
    expect(results.locator("[data-part=summary]")).to_contain_text("Care & repair")
    expect(results.locator("[data-part=answers]")).to_contain_text("Twice <this> year")
    expect(results.locator(".pn-action-plan__saved")).to_contain_text(SAID["blocked"])
    assert results.locator("[data-part=details], [data-part=answers] a").filter(visible=True).count() == 0, "no form could open them"
    # There is one run, whichever tab changes it.
    results.get_by_role("button", name="Add an action", exact=True).click()
    results.get_by_label("What", exact=True).last.fill("Meet in June")
    page.bring_to_front()
    answer(page, 2, "Not true yet")
    results.bring_to_front()
    expect(results.locator("[data-part=summary]")).to_contain_text("2 of 8")
    again(results)
    expect(results.locator("[data-part=summary]")).to_contain_text("2 of 8")
    kept = copy_of(results)
    assert kept["about"]["partner"] == "Care & repair" and kept["actions"][0]["what"] == "Meet in June"


def test_the_tab_that_shows_unsaved_results_keeps_them_when_the_other_is_closed(page: Page) -> None:
    block(page)
    fill_page(page)
    answer(page, 1, "Partly true")
    expect(saving(page)).to_contain_text(SAID["blocked"])
    results = results_apart(page)
    asked: list[str] = []
    for tab in (page, results):
        tab.on("dialog", lambda dialog: (asked.append(dialog.page.url), dialog.accept()))  # type: ignore[union-attr]
    page.bring_to_front()
    page.goto("about:blank")
    results.bring_to_front()
    expect(results.locator("[data-part=details]")).to_be_visible()
    expect(results.locator(".pn-action-plan__saved")).to_contain_text(SAID["blocked"])
    assert [one["value"] for one in copy_of(results)["answers"].values() if one["value"]] == [2]
    again(results)
    expect(results.get_by_role("heading", name="These answers are not on this device")).to_be_visible()
    assert [url.partition("health-check/")[2].partition("/")[0] for url in asked] == ["fill", "results"]


def test_results_in_a_tab_of_their_own_end_with_the_trouble(page: Page) -> None:
    """There is no room for the last answer and note. When there is again they are saved, once, and nobody loses the place."""
    begun(page)
    note(page, 1, "First")
    saved(page)
    page.evaluate("() => { window.original = Storage.prototype.setItem; }")
    page.evaluate(BREAK["full"])
    note(page, 1, "First and second")
    answer(page, 2, "Mostly true")
    expect(saving(page)).to_contain_text(SAID["full"])
    results = results_apart(page)
    expect(results.locator("[data-part=summary]")).to_contain_text("2 of 8")
    expect(results.locator("[data-part=answers]")).to_contain_text("First and second")
    expect(results.get_by_role("heading", name="These answers are not saved")).to_be_visible()
    page.bring_to_front()
    note(page, 1, "Second")
    results.bring_to_front()
    results.get_by_role("button", name="Add an action", exact=True).click()
    what = results.get_by_label("What", exact=True).last
    what.fill("Meet in June")
    page.evaluate("() => { Storage.prototype.setItem = window.original; }")
    expect(results.locator(".pn-action-plan__saved")).to_contain_text("Saved on this device at")
    expect(what).to_be_focused()
    expect(what).to_have_value("Meet in June")
    expect(results.get_by_role("heading", name="These answers are not saved")).to_have_count(0)
    expect(page.locator(MESSAGE)).to_be_hidden()
    results.locator("[data-part=details]").click()
    expect(statement(results, 1).locator("textarea")).to_have_value("Second")
    assert chosen(results, 2) == ["3"]
    assert len([key for key in stored(results) if ":run:" in key]) == 2


def test_results_can_be_shown_of_answers_that_a_newer_version_holds(page: Page) -> None:
    begun(page)
    page.evaluate("(text) => { for (const key of Object.keys(localStorage)) if (key.includes(':run:')) localStorage[key] = text; }", NEWER)
    answer(page, 2, "Mostly true")
    expect(saving(page)).to_contain_text("a newer version of this site has changed these answers")
    results = results_apart(page)
    expect(results.locator("[data-part=summary]")).to_contain_text("2 of 8")
    assert {value for key, value in stored(page).items() if ":run:" in key} == {NEWER}


def test_unsaved_answers_are_asked_about_when_another_tab_deleted_the_rest(page: Page) -> None:
    begun(page)
    page.evaluate(BREAK["full"])
    answer(page, 2, "Mostly true")
    expect(saving(page)).to_contain_text(SAID["full"])
    other = second(page)
    visit(other, HEALTH)
    other.evaluate("() => localStorage.clear()")
    page.bring_to_front()
    expect(saving(page)).to_contain_text("deleted in another tab")
    assert asked_on_leaving(page) == "beforeunload"


def test_a_note_that_takes_no_more_says_so(page: Page) -> None:
    fill_page(page)
    note(page, 1, "x" * 3_999)
    expect(statement(page, 1).locator("[data-full]")).to_have_count(0)
    statement(page, 1).locator("textarea").press("End")
    page.keyboard.insert_text("yz")
    expect(statement(page, 1).locator("[data-full]")).to_have_text("This note is full at 4000 characters. What you paste beyond that is cut off.")
    expect(page.locator("[role=status]")).to_contain_text("This note is full")
    statement(page, 1).locator("textarea").press("Backspace")
    expect(statement(page, 1).locator("[data-full]")).to_have_count(0)


def test_number_keys_leave_the_other_question_alone(page: Page) -> None:
    fill_page(page, fragment="#mode=group")
    page.locator(".pn-checklist-fill__settings summary").click()
    page.get_by_label("Let the number keys").check()
    answer(page, 1, "Partly true")
    statement(page, 1).get_by_label("We settled on this", exact=True).focus()
    page.keyboard.press("1")
    expect(statement(page, 1).get_by_label("Yes", exact=True)).to_be_checked()
    expect(statement(page, 1).get_by_label("Partly true", exact=True)).to_be_checked()


def test_the_end_of_trouble_is_said_and_trying_again_takes_no_focus(page: Page) -> None:
    begun(page)
    page.clock.install()
    page.evaluate("() => { window.original = Storage.prototype.setItem; }")
    page.evaluate(BREAK["full"])
    answer(page, 2, "Mostly true")
    page.clock.run_for(300)
    copy = page.locator(".pn-checklist-fill__saving").get_by_role("button", name="Save a copy")
    copy.focus()
    page.clock.run_for(3_500)
    expect(copy).to_be_focused()
    page.evaluate("() => { Storage.prototype.setItem = window.original; }")
    page.clock.run_for(3_500)
    expect(page.locator("pn-checklist-fill > [role=status]")).to_contain_text("Saved on this device at")


# 3. A new version throws nothing away


def test_one_damaged_place_of_two_is_made_good(page: Page) -> None:
    fragment = begun(page)
    answer(page, 2, "Mostly true")
    saved(page)
    keys = sorted(stored(page))
    page.goto("about:blank")
    page.goto("/")
    page.evaluate("(key) => { localStorage[key] = localStorage[key].slice(0, -40); }", next(key for key in keys if key.endswith(":a")))
    fill_page(page, fragment=fragment)
    expect(page.locator(MESSAGE)).to_contain_text("One of the two places")
    assert chosen(page, 1) == ["3"]
    answer(page, 3, "Mostly true")
    saved(page)
    again(page)
    assert not page.locator(MESSAGE).is_visible()
    assert chosen(page, 3) == ["3"]


@pytest.mark.parametrize(("text", "said"), [("rubbish", "These answers cannot be read"), (NEWER, "newer version of this site")])
def test_what_cannot_be_understood_is_kept_and_can_be_taken_out(page: Page, text: str, said: str) -> None:
    page.goto("/")
    page.evaluate("(text) => { localStorage['pn:1:run:abcdefghij:a'] = text; }", text)
    fill_page(page, fragment="#run=abcdefghij")
    expect(page.locator(MESSAGE)).to_contain_text(said)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what is there").click()
    assert Path(download.value.path()).read_text("utf-8") == text
    assert stored(page)["pn:1:run:abcdefghij:a"] == text


def test_a_newer_version_in_another_tab_is_not_overwritten(page: Page) -> None:
    begun(page)
    for key in stored(page):
        page.evaluate("([key, text]) => { localStorage[key] = text; }", [key, NEWER])
    answer(page, 2, "Mostly true")
    expect(saving(page)).to_contain_text("a newer version of this site has changed these answers")
    assert set(stored(page).values()) == {NEWER}


def test_answers_of_an_earlier_version_stay_in_the_file(page: Page) -> None:
    begun(page)
    fragment = page.url.partition("#")[2]
    page.evaluate(
        """async () => {
          const base = document.querySelector('script[type=module]').src.replace(/site\\.js$/, 'answers/');
          const {runs} = await import(base + 'open.js');
          const {edit} = await import(base + 'response.js');
          const [found] = runs.list();
          runs.save('device', found.response, edit(found.response, 'answers/asked-in-2024/note', 'Of old', Date.now()));
        }"""
    )
    page.goto("about:blank")
    fill_page(page, fragment=f"#{fragment}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    assert json.loads(Path(download.value.path()).read_text("utf-8"))["answers"]["asked-in-2024"]["note"] == "Of old"


# 4. Two tabs never overwrite each other


def test_two_tabs_share_their_answers(page: Page) -> None:
    fragment = begun(page)
    other = second(page)
    fill_page(other, fragment=fragment)
    answer(other, 2, "Partly true")
    saved(other)
    expect(statement(page, 2).get_by_label("Partly true")).to_be_checked()
    expect(page.locator("[role=status]")).to_contain_text("open in another tab")
    answer(page, 3, "Not true yet")
    saved(page)
    expect(statement(other, 3).get_by_label("Not true yet")).to_be_checked()


def test_both_texts_of_one_note_are_kept(page: Page) -> None:
    fragment = begun(page)
    other = second(page)
    fill_page(other, fragment=fragment)
    silent = "window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"
    for one in (page, other):
        one.evaluate(silent)
    page.evaluate("() => { window.held = []; window.setTimeout = (work) => window.held.push(work); }")
    note(page, 1, "From the first")  # and it is saved only after the other has written too
    note(other, 1, "From the second")
    page.evaluate("() => window.held.forEach((work) => work())")
    saved(page)
    saved(other)
    fresh = second(page)
    fill_page(fresh, fragment=fragment)
    text = statement(fresh, 1).locator("textarea").input_value()
    assert sorted(text.split("\n\n")) == ["From the first", "From the second"]


def test_a_run_that_another_tab_deletes_is_said_and_can_be_kept(page: Page) -> None:
    begun(page)
    other = second(page)
    other.goto("/my/")
    other.get_by_role("button", name=re.compile("^Delete Partnership")).click()
    expect(saving(page)).to_contain_text("This checklist was deleted in another tab.")
    answer(page, 2, "Mostly true")
    assert stored(page) == {}
    page.locator(".pn-checklist-fill__results").click()
    expect(page.locator(MESSAGE)).to_contain_text("deleted in another tab")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.get_by_role("button", name="Keep it after all").click()
    assert asked == ["beforeunload"]
    expect(saving(page)).to_be_focused()
    saved(page)
    again(page)
    assert (chosen(page, 1), chosen(page, 2)) == (["3"], ["3"])


def test_coming_back_by_the_back_button_shows_what_was_changed_meanwhile(page: Page) -> None:
    fragment = begun(page)
    page.goto("/about/privacy/")
    other = second(page)
    fill_page(other, fragment=fragment)
    answer(other, 2, "Partly true")
    saved(other)
    page.go_back()
    expect(statement(page, 2).get_by_label("Partly true")).to_be_checked()


def test_a_page_that_comes_back_from_the_cache_takes_over_what_was_changed(browser: Browser, site_address: str) -> None:
    """Playwright switches the cache off, so this needs a browser of its own."""
    caching = browser.browser_type.launch(
        executable_path=browser_path(), args=BROWSER_FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    try:
        page = caching.new_context(base_url=site_address).new_page()
        fragment = begun(page)
        page.evaluate("() => { window.sameAsBefore = true; }")
        other = second(page)
        page.goto("/about/privacy/")
        fill_page(other, fragment=fragment)
        answer(other, 2, "Partly true")
        saved(other)
        page.go_back(wait_until="commit")
        expect(statement(page, 2).get_by_label("Partly true")).to_be_checked()
        assert page.evaluate("window.sameAsBefore") is True, "the page was loaded again"
        answer(page, 3, "Partly true")
        saved(page)
        expect(statement(other, 3).get_by_label("Partly true")).to_be_checked()
    finally:
        caching.close()


# 5. Everything can be taken out: tests/browser/test_runs.py. 6. The reader is told before the browser forgets


def test_a_tab_that_crashes_loses_nothing_that_was_saved(page: Page) -> None:
    fragment = begun(page)
    note(page, 2, "Before the crash")
    saved(page)
    other = second(page)
    with suppress(Error):  # the tab is gone, which is what was asked for
        page.goto("chrome://crash", timeout=3_000)
    fill_page(other, fragment=fragment)
    assert statement(other, 2).locator("textarea").input_value() == "Before the crash"


def test_a_shared_computer_forgets_when_the_tab_is_closed(page: Page) -> None:
    visit(page, HEALTH)
    page.get_by_label("This is a shared computer").check()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(re.compile("/fill/"))
    expect(saving(page)).to_have_text("Answers are kept as you go, until you close this tab.")
    answer(page, 1, "Mostly true")
    expect(saving(page)).to_contain_text("until you close this tab")
    fragment = "#" + page.url.partition("#")[2]
    assert stored(page) == {}
    again(page)
    assert chosen(page, 1) == ["3"]
    other = second(page)
    page.close()
    fill_page(other, fragment=fragment)
    expect(other.locator(MESSAGE)).to_contain_text("These answers are not on this device")


def test_safari_readers_are_reminded(open_page: Open) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'vendor', {get: () => 'Apple Computer, Inc.'})")
    begun(page)
    line = page.locator(".pn-checklist-fill__remind")
    expect(line).to_contain_text("Safari may forget")
    with page.expect_download():
        page.get_by_role("button", name="Save a copy").click()
    again(page)
    expect(line).not_to_be_visible()


def test_a_copy_ends_the_reminder_and_leaves_no_trace_on_a_shared_computer(page: Page) -> None:
    fill_page(page, fragment="#mode=alone&forget=1")
    answer(page, 1, "Mostly true")
    expect(saving(page)).to_contain_text("until you close this tab")
    with page.expect_download():
        page.get_by_role("button", name="Save a copy").click()
    assert stored(page) == {}
    other = second(page)
    fragment = begun(other)
    later = second(page)
    later.add_init_script("{ const now = Date.now; Date.now = () => now() + 6 * 86400000; }")
    fill_page(later, fragment=fragment)
    line = later.locator(".pn-checklist-fill__remind")
    expect(line).to_contain_text("for 6 days")
    with later.expect_download():
        later.get_by_role("button", name="Save a copy").click()
    expect(line).not_to_be_visible()


def test_others_are_reminded_after_five_days_without_a_copy(page: Page) -> None:
    fragment = begun(page)
    line = page.locator(".pn-checklist-fill__remind")
    assert not line.is_visible()
    other = second(page)
    other.add_init_script("{ const now = Date.now; Date.now = () => now() + 6 * 86400000; }")
    fill_page(other, fragment=fragment)
    expect(other.locator(".pn-checklist-fill__remind")).to_contain_text("You have not saved a copy for 6 days.")
