"""Filling in a checklist: every statement, every view, by keyboard, without script, and never a lost answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.answers import HEALTH, SUCCESS, answer, begun, chosen, fill_page, note, saved, saving, statement, stored
from tests.browser.states import FOR_AXE, flaws
from tests.browser.visit import again, visit

Open = Callable[..., Page]
MESSAGE = ".pn-checklist-fill__message"


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page()


# What is there


def test_without_script_every_statement_is_there_and_nothing_claims_to_be_saved(browser: Browser, site_address: str, catalogue) -> None:
    page = browser.new_page(java_script_enabled=False)
    for checklist in catalogue.checklists:
        page.goto(f"{site_address}/checklists/{checklist.id}/fill/")
        assert page.get_by_text("Nothing is saved.").is_visible()
        assert page.get_by_role("link", name="print the checklist").get_attribute("href") == "../print/"
        for item in checklist.items:
            assert page.locator(f"#{item.id} legend").first.inner_text().endswith(item.text)
        assert not page.locator(".pn-checklist-fill__saving").is_visible()
        assert not page.get_by_role("button", name="Continue").is_visible()
    page.close()


@pytest.mark.parametrize("name", ["partnership-health-check", "barriers", "success-factors"])
def test_every_statement_is_a_group_with_a_legend_and_nothing_is_chosen(page: Page, catalogue, name: str) -> None:
    checklist = next(one for one in catalogue.checklists if one.id == name)
    fill_page(page, f"/checklists/{name}/")
    axes = 2 if checklist.importance else 1
    for item in checklist.items:
        group = page.locator(f"fieldset#{item.id}")
        labels = group.locator(".pn-radio label").all_text_contents()
        assert [one for one in labels if one == "Don’t know"] == ["Don’t know"] * axes
        assert [level.label for level in checklist.scale.levels] == labels[-9:-5], "positive to negative, then the two that stand apart"
        if item.hint:
            assert page.locator(f"#{group.get_attribute('aria-describedby')}").text_content() == item.hint
    assert page.locator(".pn-checklist-fill__item input:checked").count() == 0
    assert page.locator(".pn-checklist-fill__item [required]").count() == 0
    expect(page.locator(".pn-checklist-fill__count")).to_have_text(f"0 of {len(checklist.items)} answered.")


# Answering


def test_answers_notes_and_place_survive_a_reload(page: Page) -> None:
    begun(page)
    note(page, 2, "Minutes of 3 May\nand the action list")
    answer(page, 4, "Don’t know")
    saved(page)
    again(page)
    assert chosen(page, 1) == ["3"]
    assert chosen(page, 4) == ["dont-know"]
    assert statement(page, 2).locator("textarea").input_value() == "Minutes of 3 May\nand the action list"
    assert statement(page, 2).locator("details").get_attribute("open") is not None
    expect(page.locator(".pn-checklist-fill__count")).to_have_text("2 of 8 answered.")


def test_saved_is_shown_within_half_a_second_of_the_last_key(page: Page) -> None:
    begun(page)
    statement(page, 1).locator("summary").click()
    area = statement(page, 1).locator("textarea")
    area.press_sequentially("Evidence")
    page.evaluate(
        """() => {
          const line = document.querySelector('.pn-checklist-fill__saved');
          let key = 0;
          document.addEventListener('input', () => { key = performance.now(); window.took = null; });
          new MutationObserver(() => { if (/^Saved/.test(line.textContent)) window.took ??= performance.now() - key; })
            .observe(line, {childList: true, characterData: true, subtree: true});
        }"""
    )
    area.press_sequentially("!")
    page.wait_for_function("() => typeof window.took === 'number'")
    assert page.evaluate("window.took") < 500


def test_an_answer_can_be_cleared(page: Page) -> None:
    begun(page)
    button = statement(page, 1).get_by_role("button", name="Clear answer to statement 1")
    assert not statement(page, 2).get_by_role("button", name="Clear answer").is_visible()
    button.click()
    assert chosen(page, 1) == []
    assert page.evaluate("document.activeElement.id") == "same-purpose"
    expect(page.locator(".pn-checklist-fill__count")).to_have_text("0 of 8 answered.")
    saved(page)
    again(page)
    assert chosen(page, 1) == []


def test_two_questions_a_statement_are_both_kept(page: Page) -> None:
    fill_page(page, SUCCESS)
    statement(page, 1).get_by_label("It matters a lot").check()
    expect(page.locator(".pn-checklist-fill__count")).to_have_text("0 of 22 answered.")
    statement(page, 1).get_by_label("Partly true").check()
    expect(page.locator(".pn-checklist-fill__count")).to_have_text("1 of 22 answered.")
    answer(page, 2, "Does not apply")
    expect(page.locator(".pn-checklist-fill__count")).to_have_text("2 of 22 answered.")
    saved(page)
    again(page)
    assert chosen(page, 1) == ["3", "2"]


def test_a_group_says_whether_it_agreed(page: Page) -> None:
    begun(page)
    assert not statement(page, 1).get_by_role("group", name="Did everyone agree?").is_visible()
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label("A group gives one set of answers").check()
    statement(page, 1).get_by_label("We did not agree").check()
    saved(page)
    again(page)
    assert chosen(page, 1) == ["3", "no"]


# Moving


def test_one_section_a_view_with_focus_title_and_history(page: Page) -> None:
    begun(page)
    assert statement(page, 4).is_visible() and not statement(page, 5).is_visible()
    page.get_by_role("button", name="Continue to section 2: What comes of it").click()
    expect(statement(page, 5)).to_be_visible()
    assert not statement(page, 1).is_visible()
    assert page.evaluate("document.activeElement.textContent").strip() == "Section 2 of 2 What comes of it"
    assert page.title().startswith("Section 2 of 2: What comes of it · ")
    page.go_back()
    expect(statement(page, 1)).to_be_visible()
    page.go_forward()
    page.get_by_role("button", name="Back").click()
    expect(statement(page, 1)).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="See your results").click()
    page.wait_for_url(re.compile(r"/results/#run="))


def test_the_place_in_the_address_survives_a_reload_and_leads_to_a_statement(page: Page) -> None:
    fragment = begun(page)
    fill_page(page, fragment=f"{fragment}&at=people-asked")
    again(page)
    expect(statement(page, 6)).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "people-asked"
    page.goto(f"{HEALTH}fill/{fragment}&at=nothing-of-the-kind")
    expect(statement(page, 1)).to_be_visible()


def test_the_skip_link_does_not_lose_the_run(page: Page) -> None:
    fragment = begun(page)
    page.get_by_role("link", name="Skip to main content").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(fragment)))
    answer(page, 2, "Mostly true")
    saved(page)
    again(page)
    assert chosen(page, 2) == ["3"]


def test_the_view_is_chosen_and_remembered(page: Page) -> None:
    begun(page)
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label("Everything on one page").check()
    assert statement(page, 1).is_visible() and statement(page, 8).is_visible()
    assert not page.get_by_role("button", name="Continue").is_visible()
    page.get_by_label("One statement at a time").check()
    assert statement(page, 1).is_visible() and not statement(page, 2).is_visible()
    assert float(statement(page, 1).locator(".pn-radio label").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 24
    again(page)
    assert not statement(page, 2).is_visible()
    page.get_by_role("button", name="Next statement").click()
    expect(statement(page, 2)).to_be_visible()
    assert page.title().startswith("Statement 2 of 8 · ")


def test_number_keys_choose_only_when_they_are_switched_on(page: Page) -> None:
    begun(page)
    statement(page, 2).locator("input").first.focus()
    page.keyboard.press("2")
    assert chosen(page, 2) == []
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label("Let the number keys").check()
    statement(page, 2).locator("input").first.focus()
    for key, value in (("4", "4"), ("2", "2"), ("5", "dont-know"), ("6", "not-applicable"), ("1", "1"), ("3", "3")):
        page.keyboard.press(key)
        assert chosen(page, 2) == [value], "the number on paper, then the places of the other answers"
    note(page, 2, "")
    statement(page, 2).locator("textarea").press_sequentially("5 of us")
    assert chosen(page, 2) == ["3"]
    saved(page)


def test_number_keys_choose_from_the_first_question_only(page: Page) -> None:
    fill_page(page, SUCCESS)
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label("Let the number keys").check()
    statement(page, 1).focus()
    page.keyboard.press("6")
    assert chosen(page, 1) == []
    page.keyboard.press("1")
    assert chosen(page, 1) == ["1"]
    assert page.locator("input:checked[name$='/importance']").count() == 1


def test_a_step_back_to_before_the_first_answer_keeps_the_run(page: Page) -> None:
    fill_page(page, fragment="#mode=alone")
    page.get_by_role("button", name="Continue").click()
    page.locator(".pn-checklist-fill__section:not([hidden]) .pn-radio label").first.click()
    saved(page)
    run = page.url.partition("run=")[2].partition("&")[0]
    page.go_back()
    expect(page.locator(".pn-checklist-fill__section").first).to_be_visible()
    expect(page.locator(".pn-checklist-fill__count")).to_have_text("1 of 8 answered.")
    assert f"run={run}" in page.url
    answer(page, 1, "Mostly true")
    saved(page)
    assert len({key.split(":")[3] for key in stored(page) if key.startswith("pn:1:run:")}) == 1


def test_an_older_run_says_the_day_it_was_saved(page: Page) -> None:
    fragment = begun(page)
    page.goto("about:blank")
    page.add_init_script("""{
        const Real = Date;
        window.Date = class extends Real { constructor(...given) { super(...(given.length ? given : [Real.now() + 172_800_000])); } };
    }""")
    fill_page(page, fragment=fragment)
    expect(page.locator(".pn-checklist-fill__saved")).to_contain_text("Saved on this device on ")


@pytest.mark.parametrize("view", ["One section at a time", "Everything on one page", "One statement at a time"])
def test_enter_in_a_field_leads_nowhere(page: Page, view: str) -> None:
    begun(page)
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label(view).check()
    page.get_by_label("Partnership", exact=True).fill("Housing First")
    before = (page.url, page.locator(".pn-checklist-fill__item:visible").count())
    page.keyboard.press("Enter")
    statement(page, 1).locator("input").first.press("Enter")
    saved(page)
    assert (page.url, page.locator(".pn-checklist-fill__item:visible").count()) == before


def test_the_day_of_the_session_can_be_given(page: Page) -> None:
    begun(page)
    page.get_by_text("Names, and how this is shown").click()
    page.get_by_label("Date of the answers").fill("12 October 2026")
    saved(page)
    page.locator(".pn-checklist-fill__results").click()
    expect(page.locator(".pn-results__report")).to_contain_text("12 October 2026")


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    fill_page(page)
    statement(page, 1).locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert chosen(page, 1) == ["3"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Clear answer to statement 1"
    saved(page)
    again(page)
    assert statement(page, 1).locator("textarea").input_value() == "By keyboard"


def test_only_the_first_save_and_trouble_are_spoken(page: Page) -> None:
    fill_page(page)
    status = page.locator("[role=status]")
    answer(page, 1, "Mostly true")
    expect(status).to_have_text("Saved on this device. To keep it safe or share it, save a copy.")
    page.evaluate("document.querySelector('[role=status]').textContent = ''")
    answer(page, 2, "Partly true")
    saved(page)
    assert status.text_content() == ""


def test_gaps_are_said_and_never_in_the_way(page: Page) -> None:
    begun(page)
    expect(page.get_by_text("7 statements have no answer yet. You can still see your results.")).to_be_visible()
    page.get_by_role("link", name="See your results").click()
    page.wait_for_url(re.compile(r"/results/#run="))


# Starting


def test_the_start_page_hands_over_what_it_asked_without_a_server(page: Page) -> None:
    visit(page, HEALTH)
    page.get_by_label("Partnership").fill("Dee & Don: care")
    page.get_by_label("Organisation or team").fill("Housing #2")
    page.get_by_label("A group gives one set of answers").check()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(re.compile(r"/fill/#run=\w+$"))
    assert not [url for url in asked if "Dee" in url.partition("#")[0]]
    page.get_by_text("Names, and how this is shown").click()
    assert page.get_by_label("Partnership", exact=True).input_value() == "Dee & Don: care"
    assert page.get_by_label("Organisation or team").input_value() == "Housing #2"
    assert statement(page, 1).get_by_role("group", name="Did everyone agree?").is_visible()
    saved(page)
    page.goto(SUCCESS)
    expect(page.get_by_label("Partnership")).to_have_value("Dee & Don: care")  # what was typed once is offered again


def test_runs_that_are_there_are_offered_before_a_new_one(page: Page) -> None:
    fragment = begun(page)
    for place in (HEALTH, f"{HEALTH}fill/"):
        page.goto("about:blank")
        page.goto(place)
        link = page.get_by_role("link", name=re.compile(r"Carry on: Partnership health check, 1 of 8 answered"))
        assert link.get_attribute("href").endswith(fragment)
    link.click()
    expect(statement(page, 1).get_by_label("Mostly true")).to_be_checked()


def test_the_start_page_counts_as_the_form_does(page: Page) -> None:
    fragment = begun(page, [(1, "Does not apply")], SUCCESS)
    statement(page, 2).locator("input[name$='/importance']").first.check()
    saved(page)
    visit(page, SUCCESS)
    expect(page.locator(".pn-checklist-start__mine a")).to_contain_text("1 of 22 answered")
    assert page.locator(".pn-checklist-start__mine a").get_attribute("href").endswith(fragment.partition("&")[0])  # type: ignore[union-attr]


def test_several_runs_stand_side_by_side(page: Page) -> None:
    first = begun(page)
    page.goto("about:blank")
    second = begun(page, [(1, "Not true yet")])
    assert first != second
    page.goto("about:blank")
    fill_page(page, fragment=first)
    assert chosen(page, 1) == ["3"]
    page.goto("about:blank")
    fill_page(page, fragment=second)
    assert chosen(page, 1) == ["1"]


def test_home_offers_the_way_back_only_to_those_who_have_something(page: Page) -> None:
    page.goto("/")
    link = page.get_by_role("link", name="Carry on with your saved checklists")
    assert not link.is_visible()
    begun(page)
    page.goto("/")
    link.click()
    expect(page.get_by_text("1 checklist is kept on this device.")).to_be_visible()


# Addresses that lead nowhere


def test_a_run_that_is_not_here_is_said_and_a_new_one_offered(page: Page) -> None:
    fill_page(page, fragment="#run=abcdefgh12345")
    expect(page.locator(MESSAGE)).to_contain_text("These answers are not on this device")
    assert not page.locator("form.pn-checklist-fill__form").is_visible()
    page.get_by_role("link", name="Fill in a new one").click()
    answer(page, 1, "Mostly true")
    saved(page)


def test_answers_to_another_checklist_are_left_alone(page: Page) -> None:
    fragment = begun(page)
    before = stored(page)
    page.goto("about:blank")
    fill_page(page, SUCCESS, fragment)
    expect(page.locator(MESSAGE)).to_contain_text("answers to another checklist: Partnership health check")
    assert stored(page) == before


@pytest.mark.parametrize(
    "fragment", ["#", "#run=", "#run=%00%FF", "#at=x&run=../../x", "#" + "run=a&" * 2000, "#partnership=%3Cscript%3Ealert(1)%3C/script%3E"]
)
def test_a_made_up_address_gives_a_page_that_works(page: Page, fragment: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    fill_page(page, fragment=fragment)
    expect(page.locator("h1")).to_have_text("Partnership health check: fill in")
    assert page.locator("form.pn-checklist-fill__form").is_visible() or page.locator(MESSAGE).is_visible()
    assert problems == []


def test_the_end_of_the_page_saves_and_unsaved_answers_are_asked_about(page: Page) -> None:
    begun(page)
    answer(page, 2, "Mostly true")
    page.goto("/")  # before the delay has passed
    page.go_back()
    expect(statement(page, 2).get_by_label("Mostly true")).to_be_checked()
    assert saving(page).inner_text().startswith("Saved")


# What people meet


def test_every_state_is_accessible_narrow_and_wide_light_and_dark(open_page: Open) -> None:
    page = open_page(**FOR_AXE)
    fragment = begun(page)
    page.get_by_text("Names, and how this is shown").click()
    note(page, 2, "A note")
    found = flaws(page, "answered, settings open, a note open")
    page.get_by_label("A group gives one set of answers").check()
    page.get_by_role("button", name="Continue").click()
    found += flaws(page, "section 2, as a group")
    page.get_by_label("One statement at a time").check()
    found += flaws(page, "one statement")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }; }")
    answer(page, 5, "Mostly true")
    expect(saving(page)).to_contain_text("no room left")
    found += flaws(page, "not saved")
    page.goto("about:blank")
    page.on("dialog", lambda dialog: dialog.accept())
    fill_page(page, fragment="#run=abcdefgh12345")
    found += flaws(page, "not on this device")
    page.goto("about:blank")
    fill_page(page, SUCCESS)
    found += flaws(page, "two questions a statement")
    page.goto(HEALTH)
    expect(page.get_by_text("You have answers to this checklist on this device:")).to_be_visible()
    found += flaws(page, "start page with answers")
    assert (found, bool(fragment)) == ([], True)
