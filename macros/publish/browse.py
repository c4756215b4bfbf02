"""View and data of the filtered list. The list itself is complete HTML; the data are fetched when someone filters."""

from __future__ import annotations

import json
from typing import Any

from macros.catalogue.model import Catalogue, Toolkit
from macros.publish.lists import FACETS, all_in_order, availability, by_facet, term
from macros.publish.views import Page, View

SHOWN = ("do", "who", "field", "available")
"""Filters that stand open; the others are behind "More filters"."""


def browse_form(page: Page) -> View:
    """The filters, each value with how many toolkits have it."""
    groups = [_group(page, facet) for facet in FACETS]
    return {
        "index": page.href("/browse.json"),
        "compare": page.href("/compare/"),
        "shown": [group for group in groups if group["id"] in SHOWN],
        "more": [group for group in groups if group["id"] not in SHOWN],
    }


def browse_json(catalogue: Catalogue) -> str:
    """/browse.json: a row a toolkit in the order of the list, with its values for each filter."""
    rows = [_row(catalogue, toolkit) for toolkit in all_in_order(catalogue)]
    return json.dumps({"rows": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _group(page: Page, facet: str) -> View:
    found = by_facet(page.catalogue)[facet]
    group = FACETS[facet].group
    values = [{"id": value, "label": term(page.catalogue, group, value).label, "count": len(toolkits)} for value, toolkits in found.items()]
    return {"id": facet, "label": FACETS[facet].label, "values": values}


def _row(catalogue: Catalogue, toolkit: Toolkit) -> dict[str, Any]:
    facts = [term(catalogue, "kinds", toolkit.kind).label]
    if toolkit.minutes:
        facts.append(term(catalogue, "times", toolkit.time_band).label)
    facts += [term(catalogue, "nations", nation).label for nation in toolkit.nations]
    available = availability(catalogue, toolkit)
    return {
        "id": toolkit.id,
        "name": toolkit.name,
        "short": toolkit.short_name or "",
        "purpose": toolkit.purpose,
        "facts": " · ".join(facts),
        "note": term(catalogue, "availabilities", available).label,
        "year": int(toolkit.year[-4:]) if toolkit.year else None,
        "minutes": toolkit.minutes.high if toolkit.minutes else None,
        "values": {facet.id: list(facet.values(catalogue, toolkit)) for facet in FACETS.values()},
    }
