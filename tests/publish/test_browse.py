"""The filters and their data: every value that a toolkit has, in the order of the list, with counts that hold."""

from __future__ import annotations

import json
from collections.abc import Callable

from macros.catalogue.model import Catalogue
from macros.publish.browse import SHOWN, browse_form, browse_json
from macros.publish.lists import FACETS, all_in_order, availability
from macros.publish.views import Page

Pages = Callable[[Catalogue, str], Page]


def test_each_row_says_what_the_card_says_and_what_the_filters_ask(small: Catalogue) -> None:
    rows = json.loads(browse_json(small))["rows"]
    assert [row["id"] for row in rows] == [toolkit.id for toolkit in all_in_order(small)]
    assert next(row for row in rows if row["id"] == "new") == {
        "id": "new", "name": "The New Checklist", "short": "NC", "purpose": "Asks partners twelve things.",
        "facts": "checklist label · 1-to-2-hours label · scotland label", "note": "now label", "year": 2015, "minutes": 90,
        "values": {
            "do": ["decide", "improve"], "who": ["team", "board"], "field": ["housing"], "time": ["1-to-2-hours"], "nation": ["scotland"],
            "kind": ["checklist"], "available": ["now"],
        },
    }  # fmt: skip
    lost = next(row for row in rows if row["id"] == "lost")
    assert (lost["year"], lost["minutes"], lost["values"]["time"], lost["values"]["field"]) == (None, None, ["not-known"], [])


def test_every_filter_is_there_and_the_four_that_matter_stand_open(catalogue: Catalogue, page_at: Pages) -> None:
    view = browse_form(page_at(catalogue, "/toolkits/"))
    assert [group["id"] for group in view["shown"]] == list(SHOWN) == ["do", "who", "field", "available"]
    assert {group["id"] for group in view["more"]} == set(FACETS) - set(SHOWN)


def test_counts_are_those_of_the_data_and_no_value_is_missing(catalogue: Catalogue, page_at: Pages) -> None:
    rows = json.loads(browse_json(catalogue))["rows"]
    view = browse_form(page_at(catalogue, "/toolkits/"))
    for group in (*view["shown"], *view["more"]):
        shown = {value["id"]: value["count"] for value in group["values"]}
        assert all(count > 0 for count in shown.values())
        assert set(shown) == {value for row in rows for value in row["values"][group["id"]]}
        assert all(sum(value in row["values"][group["id"]] for row in rows) == count for value, count in shown.items())


def test_what_can_be_had_is_worked_out_and_not_the_status(catalogue: Catalogue) -> None:
    for row in json.loads(browse_json(catalogue))["rows"]:
        assert row["values"]["available"] == [availability(catalogue, catalogue.by_id[row["id"]])]
