"""What toolkits are compared by: the same facts in the same order for each, in small files and in one table."""

from __future__ import annotations

import json
from collections.abc import Callable

from macros.catalogue.model import Catalogue
from macros.publish.compare import COLUMNS, compare, compare_all, compare_files, compared
from macros.publish.lists import all_by_name, all_in_order
from macros.publish.views import Page

Pages = Callable[[Catalogue, str], Page]


def test_every_toolkit_has_the_same_facts_in_the_same_order(catalogue: Catalogue) -> None:
    labels = {tuple(fact["label"] for fact in compared(catalogue, toolkit)) for toolkit in catalogue.toolkits}
    assert len(labels) == 1
    assert set(COLUMNS) <= set(*labels)


def test_what_is_not_known_is_null_and_never_a_word(small: Catalogue) -> None:
    facts = {fact["label"]: fact["value"] for fact in compared(small, small.by_id["kept"])}
    assert facts["Available"] == "now label"
    assert [facts[label] for label in ("Field", "Looks at the working of", "Time", "Cost", "Year", "Good for")] == [None] * 6
    new = {fact["label"]: fact["value"] for fact in compared(small, small.by_id["new"])}
    assert (new["Time"], new["Questions or statements"], new["Good for"]) == ("30 to 90 minutes", "12 questions", "A first talk")
    assert new["Think twice"] == "It is short"
    assert None not in new.values()


def test_each_toolkit_has_a_small_file_and_all_names_stand_in_one(catalogue: Catalogue) -> None:
    files = compare_files(catalogue)
    assert set(files) == {"compare.json", *(f"toolkits/{toolkit.id}/facts.json" for toolkit in catalogue.toolkits)}
    assert json.loads(files["compare.json"])["toolkits"] == [{"id": one.id, "name": one.name} for one in all_by_name(catalogue)]
    for toolkit in catalogue.toolkits:
        assert json.loads(files[f"toolkits/{toolkit.id}/facts.json"]) == {"name": toolkit.name, "facts": compared(catalogue, toolkit)}


def test_the_table_has_a_row_for_every_toolkit(catalogue: Catalogue, page_at: Pages) -> None:
    rows, number = [], 1
    while True:
        view = compare_all(page_at(catalogue, "/compare/all/"), number)
        rows += view["rows"]
        if view["pager"] is None or number == view["pager"]["pages"][-1]["number"]:
            break
        number += 1
    assert [row["name"] for row in rows] == [toolkit.name for toolkit in all_in_order(catalogue)]
    assert {len(row["cells"]) for row in rows} == {len(view["columns"])}
    assert all(isinstance(cell, str) for row in rows for cell in row["cells"])


def test_the_frame_leads_to_its_data_and_to_what_needs_no_script(catalogue: Catalogue, page_at: Pages) -> None:
    assert compare(page_at(catalogue, "/compare/")) == {"index": "../compare.json", "all": "all/", "toolkits": "../toolkits/"}
