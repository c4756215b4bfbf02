"""The view of the results page, and the first sentence of an advice."""

from __future__ import annotations

import json

import pytest

from macros.publish.results import LONGEST, first_sentence, results


@pytest.mark.parametrize("name", ["partnership-health-check", "barriers", "success-factors"])
def test_the_view_holds_every_statement_once_with_its_advice(catalogue, page_at, name):
    view = results(page_at(catalogue, f"/checklists/{name}/results/"), name)
    checklist = next(one for one in catalogue.checklists if one.id == name)
    advice = {item["id"]: item for theme in view["themes"] for item in theme["items"]}
    assert list(advice) == [item.id for theme in checklist.themes for item in checklist.items_of(theme.id)]
    assert [item["number"] for item in advice.values()] == list(range(1, len(checklist.items) + 1))
    assert view["two_axes"] == (checklist.importance is not None)
    for item in checklist.items:
        assert advice[item.id]["weak"] == item.weak
        assert len(advice[item.id]["guides"]) == len(item.guides)
        assert len(advice[item.id]["toolkits"]) == len(item.toolkits)


def test_the_island_holds_what_can_be_done_first_about_each_statement(catalogue, page_at):
    for checklist in catalogue.checklists:
        island = json.loads(json.dumps(results(page_at(catalogue, f"/checklists/{checklist.id}/results/"), checklist.id)["island"]))
        assert set(island["actions"]) == {item.id for item in checklist.items}
        for item in checklist.items:
            action = island["actions"][item.id]
            assert item.weak.startswith(action)
            assert 10 < len(action) <= LONGEST
            assert action[-1] in ".?!"


def test_every_address_is_relative(catalogue, page_at):
    view = results(page_at(catalogue, "/checklists/barriers/results/"), "barriers")
    assert view["hrefs"]["fill"] == "../fill/"
    assert not [href for href in view["hrefs"].values() if href.startswith(("/", "http"))]


def test_a_checklist_that_does_not_exist_is_refused_with_the_nearest_name(catalogue, page_at):
    with pytest.raises(ValueError, match="did you mean barriers"):
        results(page_at(catalogue, "/checklists/barriers/results/"), "bariers")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ask. Then act.", "Ask."),
        ("Is it so? Ask.", "Is it so?"),
        ("Use version 1.5 of it. Then stop.", "Use version 1.5 of it."),
        ("One sentence only.", "One sentence only."),
        ("No end", "No end"),
        ("Two\nlines. Next.", "Two\nlines."),
        ("x" * 400, "x" * LONGEST),
        ("", ""),
    ],
)
def test_the_first_sentence(text, first):
    assert first_sentence(text) == first
