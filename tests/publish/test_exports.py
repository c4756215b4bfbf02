"""Open data: whole, valid, safe in a spreadsheet, and equal to what the pages say."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.catalogue.model import Catalogue
from macros.publish.exports import COLUMNS, FORMAT, VERSION, catalogue_csv, catalogue_json, data_files, toolkit_record

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LISTS = ("stages", "topics", "level", "authors", "nations", "formats", "successors")


def strictly(text: str) -> Any:
    """JSON as the standard has it: no NaN, no repeated member."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is not JSON")

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(pairs) == len(dict(pairs))
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=members)


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_record_holds_every_field_that_is_known(small: Catalogue) -> None:
    assert toolkit_record(small, small.by_id["new"]) == {
        "id": "new",
        "name": "The New Checklist",
        "short_name": "NC",
        "purpose": "Asks partners twelve things.",
        "description": "More **about** it.\n\n- one\n- two",
        "kind": "checklist",
        "stages": ["decide", "improve"],
        "topics": ["housing"],
        "level": ["team", "board"],
        "answered_by": "Each partner",
        "produces": "A list.",
        "authors": ["A. Author", "B. Writer"],
        "year": "2014 to 2015",
        "nations": ["scotland"],
        "cost": "free",
        "licence": "May be printed.",
        "formats": ["PDF", "Web page"],
        "status": "current",
        "publisher": "New Council",
        "related": ["kept"],
        "good_for": ["A first talk"],
        "think_twice": ["It is short"],
        "how_to_use": ["Read it.", "Fill it in."],
        "reviewed": "2026-11-23",
        "minutes": {"low": 30, "high": 90, "basis": "site"},
        "time": "1-to-2-hours",
        "structure": {
            "parts": [{"name": "Two themes", "items": ["Trust", "Money"]}],
            "items": "12 questions",
            "scale": "Yes or no",
            "scoring": "None",
        },
        "availability": "now",
        "links": [
            {"label": "Site", "role": "own", "address": "https://new.example.org/", "state": "unchecked", "may_be_linked": True},
            {"label": "Form", "role": "part", "address": "https://new.example.org/form", "state": "unchecked", "may_be_linked": True},
            {"label": "Library", "role": "copy", "address": "https://library.example.org/new", "state": "unchecked", "may_be_linked": True},
        ],
        "sources": [
            {
                "id": "site",
                "title": "The site",
                "address": "https://new.example.org/",
                "state": "unchecked",
                "how_read": "opening",
                "read": "2026-11",
                "supports": ["name", "purpose"],
            }
        ],
    }


def test_what_is_not_known_is_absent_and_hidden_addresses_stay_hidden(small: Catalogue) -> None:
    assert toolkit_record(small, small.by_id["lost"]) == {
        "id": "lost",
        "name": "the Lost One",
        "purpose": "Nobody knows.",
        "kind": "guide",
        "stages": ["improve"],
        "status": "lost",
        "publisher": "Not stated in the note",
        "no_successor": "Nothing does this today.",
        "reviewed": "2026-11-23",
        "time": "not-known",
        "availability": "gone",
        "links": [
            {
                "label": "Lost",
                "role": "own",
                "footnote": 2,
                "address": "gone.example[.]com",
                "state": "hidden",
                "may_be_linked": False,
                "look_ups": ["https://web.archive.org/web/2009*/http://www.gone.example.com/x"],
            }
        ],
        "sources": [
            {"id": "note", "title": "The note", "note": "See About.", "how_read": "whole", "read": "2026-11-20", "supports": ["name", "publisher"]}
        ],
    }


def test_the_document_is_versioned_and_explains_its_words(small: Catalogue) -> None:
    document = strictly(catalogue_json(small, "CC BY 4.0"))
    assert (FORMAT, VERSION) == ("partnership-navigator/catalogue", 1)
    assert (document["format"], document["version"], document["licence"]) == (FORMAT, VERSION, "CC BY 4.0")
    assert document["vocabulary"]["costs"] == [{"id": "free", "label": "free label", "definition": "What free means."}]
    assert document["toolkits"] == [toolkit_record(small, toolkit) for toolkit in small.toolkits]
    assert set(document) == {"format", "version", "licence", "vocabulary", "toolkits"}


def test_a_row_says_the_same_as_the_record(small: Catalogue) -> None:
    new, lost = (next(row for row in rows(catalogue_csv(small)) if row["id"] == name) for name in ("new", "lost"))
    assert new == dict.fromkeys(COLUMNS, "") | {
        "id": "new", "name": "The New Checklist", "short_name": "NC", "purpose": "Asks partners twelve things.", "kind": "checklist",
        "stages": "decide; improve", "topics": "housing", "level": "team; board", "answered_by": "Each partner", "minutes_low": "30",
        "minutes_high": "90", "time": "1-to-2-hours", "produces": "A list.", "authors": "A. Author; B. Writer", "publisher": "New Council",
        "year": "2014 to 2015", "nations": "scotland", "cost": "free", "licence": "May be printed.", "formats": "PDF; Web page",
        "status": "current", "availability": "now", "address": "https://new.example.org/", "address_state": "unchecked", "reviewed": "2026-11-23",
    }  # fmt: skip
    assert (lost["address"], lost["availability"], lost["no_successor"]) == ("", "gone", "Nothing does this today.")
    old = next(row for row in rows(catalogue_csv(small)) if row["id"] == "old")
    assert old["successors"] == "new"


STARTS = st.sampled_from(["=", "+", "-", "@", "\t=", " =", "\n@", "\r-", "\u3000+", "\ufeff="])
TEXTS = st.one_of(st.text(), st.builds(lambda start, rest: start + rest, STARTS, st.text()))


@given(texts=st.tuples(TEXTS, TEXTS, TEXTS))
def test_no_cell_can_start_a_formula_and_no_text_breaks_a_row(small: Catalogue, texts: tuple[str, str, str]) -> None:
    name, author, licence = texts
    toolkit = replace(small.by_id["new"], name=name, authors=(author, author), licence=licence)
    (row,) = rows(catalogue_csv(replace(small, toolkits=(toolkit,))))
    assert None not in row
    assert None not in row.values()
    assert not [cell for cell in row.values() if cell.startswith(FORMULA)]
    single = " ".join(name.split())
    assert row["name"] == (f"'{single}" if single.startswith(("=", "+", "-", "@")) else single)


def test_the_apostrophe_stands_only_where_a_formula_would(small: Catalogue) -> None:
    for text, cell in (("=1+1", "'=1+1"), ("@x", "'@x"), ("-", "'-"), ("a=1", "a=1"), ("'a", "'a"), ('"=1"', '"=1"')):
        (row,) = rows(catalogue_csv(replace(small, toolkits=(replace(small.by_id["kept"], name=text),))))
        assert row["name"] == cell


def test_every_data_file_is_valid_json_or_csv(catalogue: Catalogue) -> None:
    for path, text in data_files(catalogue, "CC BY 4.0").items():
        assert text.endswith("\n")
        if path.endswith(".json"):
            strictly(text)
        else:
            assert path == "catalogue.csv"
            assert len(rows(text)) == len(catalogue.toolkits)


@pytest.fixture(scope="module")
def published(built_site: Path) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    document = strictly((built_site / "catalogue.json").read_text("utf-8"))
    table = rows((built_site / "catalogue.csv").read_bytes().decode("utf-8"))
    return document, {row["id"]: row for row in table}


def test_json_and_csv_hold_every_toolkit_in_the_same_order(catalogue: Catalogue, published: tuple[dict[str, Any], dict[str, dict[str, str]]]) -> None:
    document, table = published
    ids = [toolkit.id for toolkit in catalogue.toolkits]
    assert [record["id"] for record in document["toolkits"]] == ids == list(table)


def test_csv_says_what_json_says(published: tuple[dict[str, Any], dict[str, dict[str, str]]]) -> None:
    document, table = published
    for record in document["toolkits"]:
        row = table[record["id"]]
        for column in COLUMNS:
            if column in ("minutes_low", "minutes_high", "address", "address_state"):
                continue
            value = record.get(column, "")
            if column in LISTS:
                value = "; ".join(one["id"] if isinstance(one, dict) else one for one in value)
            assert row[column].removeprefix("'") == " ".join(value.split()), (record["id"], column)
        minutes = record.get("minutes", {})
        assert (row["minutes_low"], row["minutes_high"]) == (str(minutes.get("low", "")), str(minutes.get("high", "")))


def test_pages_say_what_json_says(published: tuple[dict[str, Any], dict[str, dict[str, str]]], built_site: Path) -> None:
    document, _ = published
    label = {group: {word["id"]: word["label"] for word in words} for group, words in document["vocabulary"].items()}

    def words(group: str, ids: Any) -> str:
        return ", ".join(label[group][one] for one in ids)

    for record in document["toolkits"]:
        page = lxml.html.fromstring((built_site / "toolkits" / record["id"] / "index.html").read_text("utf-8"))
        pairs = page.find_class("pn-summary-list")[0]
        shown = {term.text_content(): " ".join(value.text_content().split()) for term, value in zip(pairs.iter("dt"), pairs.iter("dd"), strict=True)}
        expected = {
            "Helps you to": words("stages", record["stages"]),
            "Field": words("topics", record.get("topics", ())),
            "Who fills it in": record.get("answered_by"),
            "Looks at the working of": words("levels", record.get("level", ())),
            "You end up with": record.get("produces"),
            "Kind": words("kinds", [record["kind"]]),
            "Comes as": ", ".join(record.get("formats", ())),
            "Cost": words("costs", [record["cost"]] if "cost" in record else ()),
            "Licence": record.get("licence"),
            "Written for": words("nations", record.get("nations", ())),
            "Published by": record["publisher"],
            "By": ", ".join(record.get("authors", ())),
            "Year": record.get("year"),
        }
        assert ("minutes" in record) == (shown.pop("Time") != "Not known")
        assert shown == {name: value for name, value in expected.items() if value}, record["id"]
        assert page.findtext(".//h1").startswith(record["name"])
        assert page.find_class("pn-lead")[0].text_content() == record["purpose"]
        assert page.find_class("pn-availability")[0].text_content().strip() == label["availabilities"][record["availability"]]
        text = " ".join(page.text_content().split())
        for field in ("good_for", "think_twice", "how_to_use"):
            assert all(one in text for one in record.get(field, ()))
        for link in record.get("links", ()):
            assert link["may_be_linked"] == bool(page.xpath("//a[@href=$address]", address=link["address"])) or "moved_to" in link
            assert label["link_states"][link["state"]] in text
