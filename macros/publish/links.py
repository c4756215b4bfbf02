"""Views and data of the page about links: every outside address, worst first."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from macros.catalogue.model import Catalogue
from macros.catalogue.once import once
from macros.links.report import WORST_FIRST, Outside, outside
from macros.publish.addresses import look_ups, target_of, written_out
from macros.publish.list_views import pager
from macros.publish.lists import in_pages
from macros.publish.views import Page, View, day

LENGTH = 60
FORMAT, VERSION = "partnership-navigator/links", 1


def link_health(page: Page, number: int) -> View:
    """One page of the list, with what each state means and how many addresses have it."""
    rows = outside(page.catalogue)
    pages = in_pages(rows, LENGTH)
    counts, latest = _tally(page.catalogue)
    terms = page.catalogue.vocabulary["link_states"]
    return {
        "total": len(rows),
        "latest": day(latest) if latest else None,
        "states": [
            {"id": state, "label": terms[state].label, "definition": terms[state].definition, "count": counts.get(state, 0)}
            for state in WORST_FIRST
        ],
        "rows": [_row(page, row) for row in pages[number - 1]],
        "first": number == 1,
        "pager": pager(page, "/links/", "/links/", number, len(pages)),
        "index": page.href("/links.json"),
        "contribute": page.href("/contribute/"),
    }


@once
def _tally(catalogue: Catalogue) -> tuple[Counter[str], str | None]:
    """How many addresses have each state, and the day of the latest check."""
    rows = outside(catalogue)
    return Counter(row.standing.state for row in rows), max((row.standing.checked for row in rows if row.standing.checked), default=None)


def links_json(catalogue: Catalogue) -> str:
    """/links.json: every outside address with its state. Hidden ones are written with a broken dot."""
    rows = [_record(catalogue, row) for row in outside(catalogue)]
    states = {state: catalogue.vocabulary["link_states"][state].label for state in WORST_FIRST}
    return json.dumps({"format": FORMAT, "version": VERSION, "states": states, "links": rows}, ensure_ascii=False, indent=1) + "\n"


def _row(page: Page, row: Outside) -> View:
    record = _record(page.catalogue, row)
    standing = row.standing
    return {
        **record,
        "state": {"id": standing.state, "label": page.catalogue.vocabulary["link_states"][standing.state].label},
        "since": day(standing.since) if standing.since else None,
        "checked": day(standing.checked) if standing.checked else None,
        "version": page.catalogue.by_id[row.uses[0].entry].reviewed if row.uses[0].kind != "reference" else None,
        "original": row.address,
        "entries": [{"name": page.catalogue.by_id[name].name, "href": page.href(f"/toolkits/{name}/")} for name in record["toolkits"]],
        "look_ups": look_ups(page.catalogue, row.address, "2009" if row.footnote else "") if record["href"] is None else [],
    }


def _record(catalogue: Catalogue, row: Outside) -> dict[str, Any]:
    standing = row.standing
    return {
        "address": written_out(catalogue, row.address),
        "href": target_of(catalogue, row.address),
        "state": standing.state,
        "label": row.uses[0].label,
        "footnote": row.footnote,
        "since": standing.since,
        "checked": standing.checked,
        "seen": standing.seen,
        "reason": standing.reason if standing.decided else None,
        "toolkits": sorted({use.entry for use in row.uses if use.kind != "reference"}),
        "references": sorted({use.entry for use in row.uses if use.kind == "reference"}),
    }
