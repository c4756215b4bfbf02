"""Help me choose, as readers use it: by keyboard alone, back and forth, shared by address, on paper, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.catalogue.finder import Finder
from macros.catalogue.model import Catalogue
from tests.browser.sheets import A3, A4, printed, squeezed
from tests.browser.states import FOR_AXE, flaws
from tests.browser.test_privacy import watched
from tests.browser.test_weight import SETTLED, SHIFTS
from tests.data.test_situations import SITUATIONS, Situation

HOUR = SITUATIONS[0]
FOCUSED = "document.activeElement.textContent"
each_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.words)


@pytest.fixture(scope="module")
def tree(catalogue: Catalogue) -> Finder:
    assert catalogue.finder
    return catalogue.finder


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


def heading(page: Page) -> str:
    """The question or the tool on show."""
    return page.locator(".pn-finder__view h2[tabindex]").inner_text()


def choose(page: Page, fragment: str = "") -> str:
    page.goto("about:blank")  # else only the fragment would change
    page.goto(f"/choose/{fragment and '#'}{fragment}")
    return heading(page)


def take(page: Page, answer: str) -> None:
    page.get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Continue").click()


def answers(page: Page) -> dict[str, str]:
    """The list of one's answers."""
    rows = zip(page.locator(".pn-finder__answers dt").all_inner_texts(), page.locator(".pn-finder__answers dd").all_inner_texts(), strict=True)
    return {question: answer.rsplit("Change", 1)[0].strip() for question, answer in rows}


# Answering


@each_situation
def test_answers_lead_to_a_shortlist_with_its_reasons(page: Page, tree: Finder, catalogue: Catalogue, situation: Situation) -> None:
    choose(page)
    for pair in situation.answers.split("&"):
        question, answer = pair.split("=")
        asked = tree.question[question]
        assert heading(page) == asked.text
        take(page, next(one.text for one in asked.answers if one.id == answer))
        expect(page.locator(".pn-finder__view h2[tabindex]")).not_to_have_text(asked.text)
    outcome, first = tree.outcome[situation.outcome], catalogue.by_id[situation.first]
    assert heading(page) == f"Start with {first.name}"
    assert page.evaluate("location.hash") == f"#{situation.answers}"
    said = page.locator(".pn-finder__pick--first").inner_text()
    assert situation.reason in said
    assert outcome.shortlist[0].why in said
    assert outcome.shortlist[0].caution in said
    assert outcome.name in page.locator(".pn-finder__view").inner_text()
    picks = page.locator(".pn-finder__pick").all()
    assert len(picks) == len(outcome.shortlist)
    for pick, place in zip(outcome.shortlist, picks, strict=True):
        assert place.get_by_role("link").inner_text() == catalogue.by_id[pick.id].name
        assert ("Time not known, so check" in place.inner_text()) == (pick.id in situation.untimed)
    assert page.title().startswith(f"Start with {first.name} · Help me choose")
    page.locator(".pn-finder__pick--first").get_by_role("link").click()
    assert page.locator("h1").inner_text().startswith(first.name)


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/choose/")
    heading(page)

    def to(what: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("what => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"Tab does not come to {what}")

    to("main input")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "check"
    to("main button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("h2[tabindex]")).to_have_text("Who will answer?")
    assert page.evaluate(FOCUSED) == "Who will answer?"
    assert page.title().startswith("Who will answer?")
    to("main input")
    page.keyboard.press("Space")
    to("main button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("h2[tabindex]")).to_have_text("What does the team need?")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")  # from none, the last: not sure
    page.keyboard.press("Enter")  # in a form, Enter continues
    expect(page.locator("h2[tabindex]")).to_contain_text("Start with")
    assert page.evaluate(FOCUSED).startswith("Start with")
    to(".pn-finder__others summary")
    page.keyboard.press("Enter")
    assert page.locator(".pn-finder__others details[open] li").first.is_visible()
    to(".pn-finder__answers a")
    page.keyboard.press("Enter")
    expect(page.locator("h2[tabindex]")).to_have_text("What do you want to do?")
    assert page.evaluate(FOCUSED) == "What do you want to do?"
    assert page.locator("main input:checked").input_value() == "check"


def test_how_many_questions_may_follow_is_said_and_holds(page: Page) -> None:
    for fragment, number, most in (("", 1, 5), ("goal=thin", 2, 2), ("goal=check", 2, 4)):
        choose(page, fragment)
        assert page.locator(".pn-finder__number").inner_text() == f"Question {number}. There are at most {most}."


def test_an_answer_left_out_is_said_and_the_focus_goes_there(page: Page) -> None:
    choose(page)
    page.get_by_role("button", name="Continue").click()
    assert page.evaluate("document.activeElement.className") == "pn-error"
    assert page.locator(".pn-error").inner_text().startswith("There is a problem")
    assert page.title().startswith("There is a problem")
    page.locator(".pn-error a").click()
    assert page.evaluate("document.activeElement.id") == "answer-0"
    assert page.evaluate("location.hash") == ""
    take(page, "Show what our partnership achieves")
    expect(page.locator("h2[tabindex]")).to_have_text("Who needs to know?")
    assert page.locator(".pn-error").is_hidden()


# Back, reload, share, change


def test_reload_back_and_forward_keep_every_answer(page: Page) -> None:
    choose(page)
    take(page, "Sort out who decides and who answers to whom")
    expect(page.locator("h2[tabindex]")).to_have_text("What worries you most?")
    page.reload()
    assert heading(page) == "What worries you most?"
    take(page, "I'm not sure")
    result = page.locator(".pn-finder__pick--first")
    result.wait_for()
    page.reload()
    result.wait_for()
    assert len(answers(page)) == 2
    page.go_back()
    expect(page.locator("h2[tabindex]")).to_have_text("What worries you most?")
    page.go_back()
    expect(page.locator("h2[tabindex]")).to_have_text("What do you want to do?")
    page.go_forward()
    page.go_forward()
    result.wait_for()


def test_back_leads_to_each_question_before_with_its_answer(page: Page, tree: Finder) -> None:
    choose(page, HOUR.answers)  # as shared: there is nothing to go back to in the browser
    for pair in reversed(HOUR.answers.split("&")):
        question, answer = pair.split("=")
        page.get_by_role("button", name="Back").click()
        expect(page.locator("h2[tabindex]")).to_have_text(tree.question[question].text)
        assert page.locator("main input:checked").input_value() == answer
    assert page.get_by_role("button", name="Back").count() == 0


def test_a_shared_address_shows_the_same_to_someone_else(page: Page, open_page: Callable[..., Page]) -> None:
    choose(page, HOUR.answers)
    other = open_page(width=390)
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(page.url)
    assert heading(other) == heading(page)
    assert answers(other) == answers(page)
    assert not [url for url in asked if "goal" in url], "the answers were sent"


def test_change_keeps_every_other_answer_that_still_applies(page: Page) -> None:
    choose(page, HOUR.answers)
    before = answers(page)
    page.get_by_role("link", name="Change your answer to “How long have you got together?”").click()
    take(page, "Longer, or more than one meeting")
    expect(page.locator(".pn-finder__answers dd").last).to_contain_text("Longer")
    after = answers(page)
    assert list(after) == list(before)
    assert [question for question in before if before[question] != after[question]] == ["How long have you got together?"]
    page.get_by_role("link", name="Change your answer to “Which field will you work in?”").click()
    take(page, "Another field, or several")
    expect(page.locator(".pn-finder__answers dt")).to_have_count(4)
    page.get_by_role("link", name="Change your answer to “Which field will you work in?”").click()
    take(page, "Housing or homelessness, with health or care")
    expect(page.locator(".pn-finder__answers dt")).to_have_count(5)
    assert answers(page) == after, "the time was forgotten, although it applies again"


def test_start_again_forgets_everything(page: Page) -> None:
    choose(page, HOUR.answers)
    page.get_by_role("link", name="Start again").click()
    expect(page.locator("h2[tabindex]")).to_have_text("What do you want to do?")
    assert page.locator("main input:checked").count() == 0
    assert page.evaluate("location.hash") == ""


def test_the_skip_link_leaves_the_answers_alone(page: Page) -> None:
    choose(page, "goal=check&check-who=team")
    page.locator(".pn-skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.wait_for_function("location.hash === '#goal=check&check-who=team'")
    assert heading(page) == "What does the team need?"
    assert page.get_by_text("We left out").count() == 0
    assert choose(page, "main") == "What do you want to do?"
    assert page.get_by_text("We left out").count() == 0


# What is fetched, and what fails


def test_nothing_is_fetched_before_there_is_a_result(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.add_init_script(SHIFTS)
    choose(page, "goal=thin")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if path.endswith(".json")]
    take(page, "I'm not sure")
    page.locator(".pn-finder__others details").first.wait_for()
    page.get_by_role("link", name="Change").first.click()
    take(page, "Weigh up the partnerships we are in, or thin them out")
    page.locator(".pn-finder__others details").first.wait_for()
    assert [path for path in asked if path.endswith(".json")] == ["/finder.json"]


def test_what_else_fits_is_folded_and_says_why_not(page: Page, catalogue: Catalogue) -> None:
    choose(page, HOUR.answers)
    folded = page.locator(".pn-finder__others details")
    expect(folded).to_have_count(2)
    also, near = folded.all()
    for part in (also, near):
        assert part.get_attribute("open") is None
        count = int(re.findall(r"\d+", part.locator("summary").inner_text())[0])
        assert part.locator("li").count() == count
        part.locator("summary").click()
    names = {toolkit.name: toolkit for toolkit in catalogue.toolkits}
    for item in also.locator("li").all():
        toolkit = names[item.get_by_role("link").inner_text()]
        assert ("time not known" in item.inner_text()) == (toolkit.minutes is None)
        assert toolkit.time_band in ("under-1-hour", "not-known")
    for item in near.locator("li").all():
        assert re.search(r": (made for another field|looks at the working of somebody else|takes another length of time)$", item.inner_text())
    near.get_by_role("link").first.click()
    assert page.locator("h1").inner_text()


def test_a_shortlist_stands_without_what_else_fits(page: Page) -> None:
    page.route("**/finder.json", lambda route: route.abort())
    choose(page, HOUR.answers)
    expect(page.locator(".pn-finder__others")).to_have_text("What else fits could not be loaded. The shortlist is complete without it.")
    assert page.locator(".pn-finder__pick").count() == 2


def test_links_take_the_place_of_a_script_that_does_not_come(page: Page) -> None:
    page.route("**/finder.element.js", lambda route: route.abort())
    page.goto("/choose/")
    page.locator(".pn-finder__plain").get_by_role("link", name="Check how well we work together, and improve it").click()
    page.wait_for_url("**/choose/tree/#question-check-who")


# Addresses that somebody made up


@pytest.mark.parametrize(
    ("fragment", "shown", "told"),
    [
        ("goal=juggle", "What do you want to do?", "goal=juggle"),
        ("weather=fine&goal=thin", "What would help most?", "weather=fine"),
        ("goal=thin&goal=check&thin-what=none", "What would help most?", "goal=check, thin-what=none"),
        ("goal=thin&at=nowhere", "What would help most?", "at=nowhere"),
        ("__proto__=1&constructor=2", "What do you want to do?", "__proto__=1, constructor=2"),
        ("%zz=%E0%A4%A", "What do you want to do?", ""),
        ("<img src=x onerror=alert(1)>=1", "What do you want to do?", "<img src"),
    ],
)
def test_what_the_site_does_not_know_is_left_out_and_told(page: Page, fragment: str, shown: str, told: str) -> None:
    _, complaints = watched(page)
    assert choose(page, fragment) == shown
    note = page.locator(".pn-finder__view [role=status]")
    assert note.inner_text().startswith("We left out parts of this address that the site does not know: ")
    assert told in note.inner_text()
    assert note.locator("*").count() == 0
    assert not complaints
    page.locator("main input").first.check()
    page.get_by_role("button", name="Continue").click()
    expect(note).to_have_count(0)


def test_thousands_of_parts_give_a_page_that_works(page: Page) -> None:
    parts = "&".join(f"no{number}=1" for number in range(20_000))
    assert choose(page, f"goal=thin&{parts}") == "What would help most?"
    assert page.locator(".pn-finder__view [role=status]").inner_text().endswith("no0=1, no1=1, no2=1, no3=1, no4=1, and 19995 more.")
    take(page, "I'm not sure")
    page.locator(".pn-finder__pick--first").wait_for()
    assert page.evaluate("location.hash") == "#goal=thin&thin-what=unsure"


def test_nothing_is_wrong_in_any_state(open_page: Callable[..., Page]) -> None:
    page = open_page(**FOR_AXE)
    choose(page)
    wrong = flaws(page, "first question")
    page.get_by_role("button", name="Continue").click()
    wrong += flaws(page, "no answer chosen")
    choose(page, "goal=check&check-who=partners&x=1")
    wrong += flaws(page, "a later question, parts left out")
    choose(page, HOUR.answers)
    page.locator(".pn-finder__others details").last.wait_for()
    wrong += flaws(page, "result")
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    wrong += flaws(page, "result, unfolded")
    page.goto("/choose/tree/")
    wrong += flaws(page, "tree")
    assert not wrong, "\n".join(wrong[:30])


@pytest.mark.parametrize("fragment", ["", "#goal=thin", f"#{HOUR.answers}"])
def test_nothing_moves_while_it_loads(open_page: Callable[..., Page], fragment: str) -> None:
    for width in (320, 768, 1280):
        page = open_page(width=width)
        page.add_init_script(SHIFTS)
        page.goto(f"/choose/{fragment}")
        heading(page)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SETTLED) <= 0.01, width


# Paper


@each_situation
def test_a_result_prints_on_one_sheet(page: Page, catalogue: Catalogue, tree: Finder, situation: Situation) -> None:
    choose(page, situation.answers)
    page.wait_for_load_state("networkidle")
    sheets = printed(page)
    assert sheets.sizes == [A4]
    said = squeezed(sheets.text)
    for pick in tree.outcome[situation.outcome].shortlist:
        assert squeezed(catalogue.by_id[pick.id].name) in said
        assert squeezed(pick.caution) in said
    assert "Youranswers" in said
    assert not re.search(r"Change|Startagain|Back|thatfityouranswers", said)


def test_the_tree_prints_as_one_poster_and_lists_on_a4(page: Page) -> None:
    page.goto("/choose/tree/")
    sizes = printed(page).sizes
    assert sizes[0] == A3
    assert set(sizes[1:]) == {A4}
    assert 5 < len(sizes) < 16
