"""Views and data for comparing toolkits: side by side in the browser, and all of them in one table."""

from __future__ import annotations

import json
from typing import Any

from macros.catalogue.model import Catalogue, Toolkit
from macros.publish.list_views import pager
from macros.publish.lists import all_by_name, all_in_order, availability, in_pages, term
from macros.publish.views import Page, View, availability_view, spoken_time, toolkit_link

LENGTH = 100


def compare(page: Page) -> View:
    """The frame of /compare/: where its data are, and what to do without script."""
    return {
        "index": page.href("/compare.json"),
        "all": page.href("/compare/all/"),
        "toolkits": page.href("/toolkits/"),
    }


def compare_all(page: Page, number: int) -> View:
    """One page of the table with a toolkit a row."""
    pages = in_pages(all_in_order(page.catalogue), LENGTH)
    rows = []
    for toolkit in pages[number - 1]:
        facts = {fact["label"]: fact["value"] for fact in compared(page.catalogue, toolkit)}
        cells = [facts[name] or "" for name in COLUMNS]
        rows.append({**toolkit_link(page, toolkit), "availability": availability_view(page, toolkit), "cells": cells})
    return {"columns": COLUMNS, "rows": rows, "pager": pager(page, "/compare/all/", "/compare/all/", number, len(pages))}


COLUMNS = ("Helps you to", "Looks at the working of", "Time", "Kind", "Cost", "Written for")


def compared(catalogue: Catalogue, toolkit: Toolkit) -> list[View]:
    """The facts by which toolkits are compared, each with its words, always in this order; None where nothing is known."""

    def words(group: str, ids: tuple[str, ...]) -> str:
        return ", ".join(term(catalogue, group, word).label for word in ids)

    facts = (
        ("Available", term(catalogue, "availabilities", availability(catalogue, toolkit)).label),
        ("Helps you to", words("stages", toolkit.stages)),
        ("Field", words("topics", toolkit.topics)),
        ("Looks at the working of", words("levels", toolkit.level)),
        ("Who fills it in", toolkit.answered_by),
        ("Time", spoken_time(toolkit)),
        ("Questions or statements", toolkit.structure.items if toolkit.structure else None),
        ("You end up with", toolkit.produces),
        ("Kind", words("kinds", (toolkit.kind,))),
        ("Cost", term(catalogue, "costs", toolkit.cost).label if toolkit.cost else None),
        ("Licence", toolkit.licence),
        ("Written for", words("nations", toolkit.nations)),
        ("Published by", toolkit.publisher),
        ("Year", toolkit.year),
        ("Good for", " ".join(toolkit.good_for)),
        ("Think twice", " ".join(toolkit.think_twice)),
    )
    return [{"label": label, "value": value or None} for label, value in facts]


def compare_files(catalogue: Catalogue) -> dict[str, str]:
    """The names to choose from, and a small file for each toolkit, so that comparing four fetches four."""
    names = [{"id": toolkit.id, "name": toolkit.name} for toolkit in all_by_name(catalogue)]
    files = {f"toolkits/{toolkit.id}/facts.json": _facts(catalogue, toolkit) for toolkit in catalogue.toolkits}
    return {"compare.json": json.dumps({"toolkits": names}, ensure_ascii=False, separators=(",", ":")) + "\n", **files}


def _facts(catalogue: Catalogue, toolkit: Toolkit) -> str:
    document: dict[str, Any] = {"name": toolkit.name, "facts": compared(catalogue, toolkit)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
