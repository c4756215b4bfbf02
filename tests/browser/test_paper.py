"""Checklists on paper: pages counted, nothing split, nothing but black on white needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.sheets import A4, printed, squeezed

PAGES = {
    ("partnership-health-check", ""): 2,
    ("partnership-health-check", "compact/"): 1,
    ("partnership-health-check", "large/"): 3,
    ("partnership-health-check", "tally/"): 1,
    ("barriers", "tally/"): 2,
    ("success-factors", "tally/"): 2,
    ("barriers", ""): 3,
    ("barriers", "compact/"): 2,
    ("barriers", "large/"): 6,
    ("success-factors", ""): 3,
    ("success-factors", "compact/"): 2,
    ("success-factors", "large/"): 10,
}


@pytest.mark.parametrize(("name", "form"), PAGES)
def test_a_blank_form_prints_on_the_recorded_pages(browser: Browser, site_address: str, catalogue, name: str, form: str):
    page = browser.new_page()
    page.goto(f"{site_address}/checklists/{name}/print/{form}")
    sheets = printed(page)
    page.close()
    assert sheets.sizes == [A4] * PAGES[name, form]
    texts = [squeezed(text) for text in sheets.texts]
    checklist = next(one for one in catalogue.checklists if one.id == name)
    for item in checklist.items:
        assert sum(squeezed(item.text) in text for text in texts) == 1, f"{item.id} is split or missing"
    assert ("Whattotalkabout" if form == "tally/" else "Addingupbyhand") in texts[-1]
    assert "Helpmechoose" not in squeezed(sheets.text), "the site's own frame is on the paper"


def test_every_statement_has_why_advice_tools_and_a_guide(browser: Browser, site_address: str, catalogue):
    page = browser.new_page()
    for checklist in catalogue.checklists:
        page.goto(f"{site_address}/checklists/{checklist.id}/")
        for item in checklist.items:
            section = page.locator(f"#{item.id}")
            text = " ".join((section.text_content() or "").split())
            assert item.text in text
            assert item.why in text
            assert item.weak in text
            assert section.locator("a[href*='toolkits/']").count() == len(item.toolkits)
            assert section.locator("a[href*='guides/']").count() == len(item.guides)
    page.close()
