"""The results page: what it says of a run, the plan of action that it keeps, and everything that can be taken away from it."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from macros.catalogue.checklist import Checklist
from macros.catalogue.model import Catalogue
from tests.browser.sheets import printed, read, squeezed
from tests.browser.visit import again, visit

Open = Callable[..., Page]
RUN = "run0000000001"
KEEP = """async ([run, checklist, about, answers, actions]) => {
  const base = document.querySelector('script[src$="site.js"]').src.replace('site.js', 'answers/');
  const [{blank, edit}, {runs}] = await Promise.all([import(base + 'response.js'), import(base + 'open.js')]);
  let kept = blank(run, checklist, Date.parse('2026-11-22T10:00:00Z'));
  const put = (path, value) => { kept = edit(kept, path, value, Date.parse('2026-11-22T10:42:00Z')); };
  for (const [name, value] of Object.entries(about)) put(`about/${name}`, value);
  for (const [item, cells] of Object.entries(answers)) for (const [name, value] of Object.entries(cells)) put(`answers/${item}/${name}`, value);
  for (const [id, cells] of Object.entries(actions)) for (const [name, value] of Object.entries(cells)) put(`actions/${id}/${name}`, value);
  return runs.save('device', null, kept).why;
}"""
KEPT = """async (run) => {
  const base = document.querySelector('script[src$="site.js"]').src.replace('site.js', 'answers/');
  return (await import(base + 'open.js')).runs.load(run).response;
}"""
ABOUT = {"partnership": "Clyde group", "partner": "Housing & Care", "people": "Manager, two officers", "mode": "group", "name": "Spring"}
LONG = "A note that goes on. " * 190 + "Its last word is periwinkle."
HOSTILE = '=HYPERLINK("http://x.example")\n<b>bold</b> & \u0000\u000bnul'
ALL_ANSWERS = {
    "same-purpose": {"value": 4},
    "promises-kept": {"value": 1, "note": LONG, "agreed": "no"},
    "real-say": {"value": 2, "note": HOSTILE},
    "who-answers": {"value": "dont-know"},
}


def checklist_of(catalogue: Catalogue, name: str) -> Checklist:
    return next(one for one in catalogue.checklists if one.id == name)


def keep(page: Page, checklist: Checklist, answers: Any, about: Any = ABOUT, actions: Any = None, version: int | None = None, run: str = RUN) -> None:
    """Puts a run into the browser by the modules that the page itself uses."""
    of = {"id": checklist.id, "version": version or checklist.version, "title": checklist.title}
    assert page.evaluate(KEEP, [run, of, about, answers, actions or {}]) == ""


@pytest.fixture
def health(catalogue: Catalogue) -> Checklist:
    return checklist_of(catalogue, "partnership-health-check")


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page(timezone_id="Europe/London", locale="en-GB")


def show(page: Page, checklist: Checklist, answers: Any, **more: Any) -> Page:
    visit(page, f"/checklists/{checklist.id}/results/")
    keep(page, checklist, answers, **more)
    page.goto("about:blank")
    return shown(page, checklist)


def shown(page: Page, checklist: Checklist) -> Page:
    visit(page, f"/checklists/{checklist.id}/results/#run={RUN}")
    expect(page.locator(".pn-results__report")).to_be_visible()
    return page


def rows(page: Page, table: str) -> list[list[str]]:
    found: list[list[str]] = page.locator(f"{table} tbody tr").evaluate_all(
        "all => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
    )
    return found


def message(page: Page) -> str:
    heading = page.locator(".pn-results__message h2")
    heading.wait_for()
    return heading.inner_text()


# Without answers


def test_without_script_the_page_says_how_to_add_up_and_what_to_do(browser: Browser, site_address: str, catalogue: Catalogue) -> None:
    page = browser.new_page(java_script_enabled=False)
    for checklist in catalogue.checklists:
        page.goto(f"{site_address}/checklists/{checklist.id}/results/")
        assert page.get_by_text("your browser has to run scripts").is_visible()
        assert page.get_by_role("link", name="Print the checklist").get_attribute("href") == "../print/"
        for item in checklist.items:
            fold = page.locator("details", has=page.locator(f'[data-advice="{item.id}"]'))
            fold.locator("summary").click()
            assert item.text in fold.locator("summary").inner_text()
            assert item.weak in fold.inner_text()
        assert not page.get_by_role("button").filter(visible=True).filter(has_not_text="Search").count()
    page.close()


def test_an_address_without_a_run_offers_what_is_kept(page: Page, health: Checklist, catalogue: Catalogue) -> None:
    visit(page, f"/checklists/{health.id}/results/")
    assert message(page) == "There are no answers on this device yet"
    assert page.get_by_role("link", name="Fill in the checklist").get_attribute("href") == "../fill/"
    keep(page, health, {"same-purpose": {"value": 4}})
    keep(page, checklist_of(catalogue, "barriers"), {}, run="run0000000002")
    again(page)
    assert message(page) == "Choose the answers that you want to see"
    assert page.locator(".pn-results__message li").all_inner_texts() == ["Spring, 1 of 8 answered, 22 November 2026"]
    page.get_by_role("link", name="Spring").click()
    expect(page.locator(".pn-results__report")).to_be_visible()


def test_every_kind_of_run_that_cannot_be_shown_gets_a_plain_message(page: Page, health: Checklist, catalogue: Catalogue) -> None:
    visit(page, f"/checklists/{health.id}/results/")
    keep(page, checklist_of(catalogue, "barriers"), {}, run="run0000000002")
    keep(page, health, {}, run="run0000000003")
    page.evaluate("() => { localStorage['pn:1:run:run0000000004:a'] = 'torn'; localStorage['pn:1:run:run0000000005:a'] = '2:0-0:1:{}'; }")
    expected = {
        "missing00000": "These answers are not on this device",
        "run0000000002": "These answers belong to another checklist",
        "run0000000003": "Nothing is answered yet",
        "run0000000004": "These answers cannot be read",
        "run0000000005": "These answers were made with a newer version of this site",
    }
    for run, words in expected.items():
        page.goto("about:blank")
        visit(page, f"/checklists/{health.id}/results/#run={run}")
        assert message(page) == words
        assert page.locator(".pn-results__message a").count() > 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what is there").click()
    assert Path(download.value.path()).read_text("utf-8") == "2:0-0:1:{}"
    assert page.evaluate("localStorage['pn:1:run:run0000000004:a']") == "torn"


def test_a_link_within_the_page_keeps_the_run(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    page.locator(".pn-skip").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#run={RUN}$"))
    assert page.locator(".pn-results__report").is_visible()


# What the report says


def test_the_report_says_what_the_answers_say(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    assert page.title().startswith("Spring: results of Partnership health check · ")
    summary = page.locator(".pn-summary-list").inner_text().replace("\n\n", "\n")
    for words in (
        "Clyde group",
        "Housing & Care",
        "Manager, two officers. A group, with one set of answers",
        "22 November 2026",
        "4 of 8",
        "version 1",
    ):
        assert words in summary
    assert page.get_by_text("This is a way to start a conversation. It is not a grade.").is_visible()
    scores = rows(page, ".pn-results__scores")
    assert [row[1:4] for row in scores] == [
        ["2.3", "Mixed", "3 of 4"],
        ["No score", "Not enough answers", "0 of 4"],
        ["No score", "Not enough answers", "3 of 8"],
    ]
    assert scores[0][4] == "1 “Don’t know”"
    assert page.get_by_text("Strong: 3.0 or more. Mixed: 2.0 to 2.9. Needs attention: under 2.0.").is_visible()
    short = page.locator('[data-part="short"]').inner_text()
    assert short == (
        "Only How we work together has enough answers for a score: 2.3 of 4. "
        "2 statements have one of the two lowest answers: talk about those first. "
        "Left out of the scores: 4 without an answer, 1 “Don’t know”."
    )
    assert page.locator('[data-part="strengths"] li').count() == 1
    assert "Partners do what they said" in page.locator('[data-part="disagreed"]').inner_text()


def test_the_chart_has_a_name_and_needs_no_colour(page: Page, health: Checklist) -> None:
    show(page, health, {item.id: {"value": 4 if item.theme == "working-together" else 1} for item in health.items})
    chart = page.get_by_role("img", name="Average answer for each theme, from 1 to 4.")
    assert chart.is_visible()
    assert chart.locator("text").all_text_contents() == ["1", "2", "3", "4", "How we work together", "4.0", "What comes of it", "1.0"]
    assert chart.locator("rect").evaluate_all("all => all.map((one) => one.getAttribute('fill'))") == ["currentColor", "url(#pn-band-attention)"]
    assert page.locator(".pn-results__report [style]").count() == 0


def test_advice_is_given_for_low_answers_and_for_no_other(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    first = page.locator('[data-part="first"]')
    assert first.locator("h3").all_inner_texts() == ["Low answers", "Don’t know"]
    assert [re.sub(r"\D+$", "", title.split(".")[0]) for title in first.locator("h4").all_inner_texts()] == ["2", "3", "4"]
    for item in health.items:
        assert (item.weak in first.inner_text()) == (item.id in ("promises-kept", "real-say")), item.id
    assert "periwinkle" in first.inner_text()
    for link in first.locator("a").all():
        address = link.evaluate("one => one.href")
        assert page.request.get(address).ok, address


def test_two_questions_make_a_table_of_four_and_an_order(page: Page, catalogue: Catalogue) -> None:
    success = checklist_of(catalogue, "success-factors")
    names = [item.id for theme in success.themes for item in success.items_of(theme.id)]
    pairs = [(1, 2), (2, 4), (3, 4), (4, 1)]
    answers: dict[str, dict[str, Any]] = {names[place]: {"value": value, "importance": importance} for place, (value, importance) in enumerate(pairs)}
    answers[names[4]] = {"value": 1}
    show(page, success, answers)
    cells = {name: page.locator(f'[data-quadrant="{name}"]').inner_text() for name in ("first", "keep", "later", "ease")}
    assert {name: text.split(".")[0] for name, text in cells.items()} == {"first": "2", "keep": "3", "later": "1", "ease": "4"}
    headings = page.locator('[data-part="first"] :is(h3, h4)').all_inner_texts()
    assert [text.split(".")[0] for text in headings] == ["Important, and true at most in part", "2", "Other low answers", "5", "1"]
    assert page.get_by_text(f"{len(names) - 4} statements are not in this table").is_visible()


def test_answers_of_another_version_are_shown_apart(page: Page, health: Checklist) -> None:
    show(page, health, {"same-purpose": {"value": 4}, "asked-once": {"value": 1, "note": "from before"}}, version=7)
    earlier = page.locator('[data-part="earlier"]')
    assert "asked-once" in earlier.inner_text()
    assert "from before" in earlier.inner_text()
    assert page.get_by_text("version 7. It is now at version").is_visible()
    assert "asked-once" not in page.locator('[data-part="first"]').inner_text()


def test_hostile_words_stay_words(page: Page, health: Checklist) -> None:
    page.on("dialog", lambda _: pytest.fail("something ran"))
    show(
        page,
        health,
        {"same-purpose": {"value": 1, "note": "<img src=x onerror=alert(1)> {n} {text}"}},
        about={"name": "<script>alert(2)</script>", "partner": "{date}"},
    )
    assert page.locator(".pn-results__report img, .pn-results__report script").count() == 0
    assert page.get_by_text("Note: <img src=x onerror=alert(1)> {n} {text}").count() == 2


def test_links_lead_to_the_answers(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    link = page.get_by_role("link", name="Change the answer to statement 3")
    assert link.get_attribute("href") == f"../fill/#run={RUN}&at=real-say"
    link.click()
    expect(page.locator("#real-say textarea")).to_have_value(re.compile("HYPERLINK"))


# The plan of action


def plan(page: Page) -> list[list[str]]:
    found: list[list[str]] = (
        page.locator(".pn-action-plan tbody")
        .first.locator("tr")
        .evaluate_all("all => all.map((row) => [...row.querySelectorAll('[data-cell]')].map((one) => one.value))")
    )
    return found


def actions(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(KEPT, RUN)["actions"]
    return found


def plan_saved(page: Page) -> None:
    expect(page.locator(".pn-action-plan__saved")).to_contain_text("Saved on this device at")


def test_suggestions_are_not_kept_until_they_are_used(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    suggested = [["Open each meeting with the last list of actions: done, late or dropped.", "", "", "open"]]
    suggested.append([next(item.weak for item in health.items if item.id == "real-say").split(". ")[0] + ".", "", "", "open"])
    assert plan(page) == suggested
    assert page.get_by_text("Suggested. For statement 2").is_visible()
    assert actions(page) == []
    page.get_by_label("Who (a role)").first.fill("Chair")
    plan_saved(page)
    assert [(one["item"], one["what"], one["who"]) for one in actions(page)] == [("promises-kept", suggested[0][0], "Chair")]
    page.get_by_role("button", name="Use these suggestions").click()
    plan_saved(page)
    assert [one["item"] for one in actions(page)] == ["promises-kept", "real-say"]
    assert not page.get_by_role("button", name="Use these suggestions").is_visible()
    again(page)
    expect(page.locator(".pn-results__report")).to_be_visible()
    assert plan(page)[0] == [suggested[0][0], "Chair", "", "open"]


def test_actions_are_added_changed_removed_and_put_back(page: Page, health: Checklist) -> None:
    show(page, health, {"same-purpose": {"value": 4}})
    page.get_by_role("button", name="Add an action").click()
    expect(page.get_by_label("What", exact=True)).to_be_focused()
    page.keyboard.type("Meet the new partner")
    page.keyboard.press("Tab")
    page.keyboard.type("Lead officer")
    page.keyboard.press("Tab")
    page.keyboard.type("June 2027")
    page.get_by_label("Status").select_option("Started")
    plan_saved(page)
    written = ["Meet the new partner", "Lead officer", "June 2027", "started"]
    again(page)
    expect(page.locator(".pn-results__report")).to_be_visible()
    assert plan(page) == [written]
    assert "22 November 2026" in page.locator(".pn-summary-list").inner_text(), "the day of the answers, not of the actions"
    page.get_by_role("button", name="Remove action 1").click()
    assert plan(page) == []
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    assert page.get_by_text("Removed: Meet the new partner").first.is_visible()
    page.get_by_role("button", name="Undo").click()
    assert plan(page) == [written]
    expect(page.get_by_label("What", exact=True)).to_be_focused()
    page.get_by_role("button", name="Remove action 1").click()
    plan_saved(page)
    again(page)
    expect(page.locator(".pn-results__report")).to_be_visible()
    assert plan(page) == []


def test_a_low_answer_leads_to_its_action(page: Page, health: Checklist) -> None:
    show(page, health, {**ALL_ANSWERS, "who-answers": {"value": "dont-know"}})
    page.get_by_role("button", name="Add an action for statement 3").click()
    expect(page.locator("#action-a-real-say-what")).to_be_focused()
    page.get_by_role("button", name="Add an action for statement 4").click()
    page.keyboard.type("Ask")
    plan_saved(page)
    assert [(one["item"], one["what"]) for one in actions(page)] == [("who-answers", "Ask")]


def test_changes_in_another_tab_come_in_and_disturb_nobody(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    other = page.context.new_page()
    shown(other, health)
    other.get_by_label("What", exact=True).nth(1).focus()
    page.get_by_label("By when").first.fill("May")
    plan_saved(page)
    expect(other.get_by_label("By when").first).to_have_value("May")
    expect(other.get_by_label("What", exact=True).nth(1)).to_be_focused()
    other.goto(f"/checklists/{health.id}/fill/#run={RUN}")
    other.locator("#promises-kept").get_by_label("Mostly true").check()
    expect(page.locator('[data-part="short"]')).to_contain_text("3.0 of 4")
    assert plan(page)[0][2] == "May"


def test_what_cannot_be_saved_is_said(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }; }")
    page.get_by_label("By when").first.fill("May")
    expect(page.locator(".pn-action-plan__saved")).to_contain_text("Not saved: there is no room left")
    assert page.get_by_label("By when").first.input_value() == "May"


# To take away


def test_a_word_copy_is_a_real_document(page: Page, health: Checklist, tmp_path: Path) -> None:
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    show(page, health, ALL_ANSWERS, actions={"m1": {"what": "Meet", "who": "Chair", "by": "June", "item": "real-say"}})
    assert "require-trusted-types-for 'script'" in (page.locator("meta[http-equiv]").get_attribute("content") or "")
    with page.expect_download() as download:
        page.get_by_role("button", name="Word copy").click()
    expect(page.locator('[data-part="said"]')).to_contain_text("The Word copy is saved as")
    assert download.value.suggested_filename == "partnership-health-check_housing-care_2026-11-22.docx"
    assert problems == []
    path = tmp_path / "copy.docx"
    download.value.save_as(path)
    document = docx.Document(str(path))
    headings = [(one.style.name, one.text) for one in document.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Partnership health check: results")
    assert [text for style, text in headings if style == "Heading 2"] == [
        "In short", "Scores by theme", "Strengths", "Where you did not agree", "What to talk about first", "Actions", "All answers",
    ]  # fmt: skip
    assert ("Heading 3", "Low answers") in headings
    assert document.core_properties.title == "Partnership health check: results"
    assert document.core_properties.author == "Housing & Care"
    styles = ZipFile(path).read("word/styles.xml").decode()
    assert re.search(r"<w:docDefaults>.*<w:lang w:val=\"en-GB\"/>.*</w:docDefaults>", styles, re.DOTALL)
    tables = {table.cell(0, 0).text: table for table in document.tables}
    assert [cell.text for cell in tables["Theme"].rows[0].cells] == ["Theme", "Score", "In words", "Counted", "Left out"]
    assert [cell.text for cell in tables["What"].rows[2].cells] == [
        "Meet\nFor statement 3: Every partner has a real say in decisions, whatever its size.",
        "Chair",
        "June",
        "Not started",
    ]
    for name in ("Theme", "What", "Statement"):
        assert tables[name].rows[0]._tr.trPr.xpath("w:tblHeader"), name
    every = "\n".join(
        [*(one.text for one in document.paragraphs), *(cell.text for table in document.tables for row in table.rows for cell in row.cells)]
    )
    assert every.count(LONG) == 3  # where nobody agreed, where to start, and among all answers
    assert '=HYPERLINK("http://x.example")\n<b>bold</b> & nul' in every
    assert "Change" not in every
    assert "Add an action" not in every
    links = [part.target_ref for part in document.part.rels.values() if part.reltype.endswith("/hyperlink")]
    assert links
    assert all(link.startswith("http") for link in links)


def test_a_spreadsheet_holds_every_answer_and_no_formula(page: Page, health: Checklist) -> None:
    hostile = {"same-purpose": "=1+1", "promises-kept": " @SUM(A1)", "real-say": "-2+3\nmore", "who-answers": "\t=cmd"}
    answers = {name: {"value": 3, "note": text} for name, text in hostile.items()}
    show(page, health, {**answers, "gone": {"value": 1}}, about={"partner": "../../etc: Dùn Èideann"})
    with page.expect_download() as download:
        page.get_by_role("button", name="Spreadsheet (CSV)").click()
    assert re.fullmatch(r"partnership-health-check_[a-z0-9-]+_2026-11-22\.csv", download.value.suggested_filename)
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert list(lines[0]) == ["number", "id", "theme", "statement", "importance", "answer", "label", "note", "agreed"]
    assert [line["id"] for line in lines] == [item.id for theme in health.themes for item in health.items_of(theme.id)] + ["gone"]
    assert [line["label"] for line in lines[:5]] == ["Mostly true"] * 4 + ["No answer"]
    assert [line["note"] for line in lines[:4]] == ["'" + text for text in hostile.values()]


def test_a_copy_pastes_as_formatted_text(page: Page, health: Checklist) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(page, health, ALL_ANSWERS)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator('[data-part="said"]')).to_have_text("Copied. Paste it into a document or a message.")
    html, plain = page.evaluate("""async () => { const [one] = await navigator.clipboard.read();
      return Promise.all(['text/html', 'text/plain'].map(async (type) => (await one.getType(type)).text())); }""")
    assert re.search(r"<h2[^>]*>In short</h2>", html)
    assert "<th" in html
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; nul" in html
    assert "<b>" not in html
    assert "periwinkle" in html
    assert plain.startswith("Partnership health check: results\n\nThis is a way to start a conversation.")
    assert "Theme\tScore\tIn words\tCounted\tLeft out\nHow we work together\t2.3\tMixed" in plain


def test_a_refused_copy_is_selected_instead(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator('[data-part="said"]')).to_contain_text("The results are selected")
    assert "In short" in page.evaluate("getSelection().toString()")


def test_a_library_that_does_not_load_costs_nothing_else(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    page.route("**/vendor/docx.js", lambda route: route.abort())
    page.get_by_role("button", name="Word copy").click()
    expect(page.locator('[data-part="said"]')).to_contain_text("a part of this site could not be loaded")
    assert page.locator('[data-part="short"]').is_visible()


def test_the_print_holds_every_note_in_full(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS, actions={"m1": {"what": "x" * 20 + " Meet the chair. " * 10, "who": "Chair"}})
    sheets = [squeezed(one) for one in printed(page).texts]
    every = "".join(re.sub(r"Page\d+of\d+", "", sheet) for sheet in sheets)
    assert every.count(squeezed(LONG)) >= 2
    assert "<b>bold</b>" in every
    assert squeezed("Meet the chair. " * 10) in every
    assert len(sheets) <= 6
    assert "Scoresbytheme" in sheets[0]
    assert "Helpmechoose" not in every
    assert "Change" not in every
    for heading in ("Strengths", "Whattotalkaboutfirst", "Actions", "Allanswers"):
        at = next(sheet for sheet in sheets if heading in sheet)
        assert len(at.partition(heading)[2]) > 60, heading


def test_printed_actions_have_room_to_write(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    page.emulate_media(media="print")
    blank = page.locator(".pn-action-plan__blank tr")
    assert blank.count() == 4
    assert all((row.bounding_box() or {"height": 0})["height"] > 30 for row in blank.all())
    assert page.locator(".pn-action-plan :is(textarea, input, select, button)").filter(visible=True).count() == 0


@pytest.mark.parametrize(("name", "most"), [("partnership-health-check", 3), ("barriers", 5), ("success-factors", 6)])
def test_a_usual_report_takes_few_sheets(page: Page, catalogue: Catalogue, name: str, most: int) -> None:
    checklist = checklist_of(catalogue, name)
    values = [4, 3, 2, 1, "dont-know", 3, 4, 3]
    answers = {
        item.id: {
            "value": values[place % 8],
            "importance": 1 + place % 4,
            "note": "Two lines of a note, as people write them in a meeting. " * 2 if place % 4 == 0 else "",
        }
        for place, item in enumerate(checklist.items)
    }
    show(page, checklist, answers)
    assert len(printed(page)) <= most


def test_the_page_is_light_until_a_copy_is_asked_for(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)")
    assert not [path for path in loaded if re.search(r"docx|papaparse|document\.js|sheet\.js|copied\.js|out\.js", path)]


@pytest.mark.long
def test_libreoffice_reads_the_word_copy(page: Page, health: Checklist, tmp_path: Path) -> None:
    show(page, health, ALL_ANSWERS, actions={"m1": {"what": "Meet", "who": "Chair", "by": "June", "item": "real-say"}})
    with page.expect_download() as download:
        page.get_by_role("button", name="Word copy").click()
    download.value.save_as(tmp_path / "copy.docx")
    command = [os.environ["PN_OFFICE"], f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "copy.docx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (tmp_path / "copy.pdf").is_file(), done.stdout + done.stderr
    sheets = squeezed(read((tmp_path / "copy.pdf").read_bytes()).text)
    statements = [item.text for item in health.items]
    for words in ("Partnership health check: results", "In short", "Scores by theme", "Actions", "Meet", "Chair", *statements):
        assert squeezed(words) in sheets, words


def test_a_copy_to_open_again_can_be_saved_here_too(page: Page, health: Checklist) -> None:
    show(page, health, ALL_ANSWERS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    assert download.value.suggested_filename.endswith(".json")
    assert '"partnership-navigator/response"' in Path(download.value.path()).read_text("utf-8")
    expect(page.locator('[data-part="said"]')).to_contain_text("A copy is saved.")
