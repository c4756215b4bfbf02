"""Views and data of the page about links: every outside address, worst first."""

from __future__ import annotations

from typing import Any

from macros.catalogue.model import Catalogue, Toolkit
from macros.links.reasons import reason_for_readers
from macros.links.report import WORST_FIRST, Outside, count_by_state, last_check, outside
from macros.publish.addresses import target_of, wanted_look_ups, written_out
from macros.publish.list_views import pager
from macros.publish.lists import in_pages
from macros.publish.rows import json_rows
from macros.publish.views import Page, View, address_view, day, toolkit_link, version_date

LENGTH = 60
_WORK = ("live", "moved")
_MOST_INSTEAD = 3
FORMAT, VERSION = "partnership-navigator/links", 1


def link_health(page: Page, number: int) -> View:
    """One page of the list, with what each state means and how many addresses have it."""
    pages = in_pages(outside(page.catalogue), LENGTH)
    counts = count_by_state(page.catalogue)
    latest = last_check(page.catalogue)
    return {
        "total": len(outside(page.catalogue)),
        "latest": day(latest) if latest else None,
        "states": [
            {"id": word.id, "label": word.label, "definition": word.definition, "count": counts[word.id], "of_toolkits": word.id == "none"}
            for word in map(page.catalogue.vocabulary["link_states"].__getitem__, (*WORST_FIRST, "none"))
        ],
        "rows": [_row(page, row) for row in pages[number - 1]],
        "first": number == 1,
        "pager": pager(page, "/links/", "/links/", number, len(pages)),
        "index": page.href("/links.json"),
        "guides": page.href("/guides/"),
        "contribute": page.href("/contribute/"),
    }


def links_json(catalogue: Catalogue) -> str:
    """/links.json: every outside address with its state, null where nothing is known. Hidden ones are written with a broken dot."""
    states = {state: catalogue.vocabulary["link_states"][state].label for state in WORST_FIRST}
    head = {"format": FORMAT, "version": VERSION, "states": states}
    return json_rows(head, "links", (_record(catalogue, row) for row in outside(catalogue)))


def _record(catalogue: Catalogue, row: Outside) -> dict[str, Any]:
    standing = row.standing
    return {
        "address": written_out(catalogue, row.address),
        "href": None if row.only_copied else target_of(catalogue, row.address),
        "state": standing.state,
        "label": row.uses[0].label,
        "footnote": row.footnote,
        "since": standing.since,
        "checked": standing.checked,
        "seen": standing.seen,
        "reason": reason_for_readers(standing),
        "version": version_date(row.uses[0].read),
        "archives": [{"address": archive.url, "captured": archive.captured, "opened": archive.opened} for archive in row.archives],
        "look_ups": [] if row.archives else [{"archive": one["archive"], "address": one["url"]} for one in wanted_look_ups(catalogue, row.address)],
        "toolkits": [{"id": entry, "name": catalogue.by_id[entry].name} for entry in row.toolkits],
        "instead": [{"id": one.id, "name": one.name} for one in _instead(catalogue, row)],
        "references": [{"id": entry, "title": catalogue.references[entry].title} for entry in row.references],
    }


def _row(page: Page, row: Outside) -> View:
    first = row.uses[0]
    found = address_view(page, row.address, first.read)
    archives = [{"url": archive.url, "captured": day(archive.captured), "opened": day(archive.opened)} for archive in row.archives]
    return {
        **found,
        "href": None if row.only_copied else found["href"],
        "label": first.label,
        "footnote": row.footnote,
        "archives": archives,
        "look_ups": [] if archives else found["look_ups"],
        "toolkits": [{"name": page.catalogue.by_id[entry].name, "href": page.href(f"/toolkits/{entry}/")} for entry in row.toolkits],
        "instead": [toolkit_link(page, one) for one in _instead(page.catalogue, row)],
        "in_guides": bool(row.references),
    }


def _instead(catalogue: Catalogue, row: Outside) -> list[Toolkit]:
    """What to use instead of the toolkits behind an address that is not known to work, the best first."""
    if row.standing.state in _WORK:
        return []
    names = dict.fromkeys(successor.id for entry in row.toolkits for successor in catalogue.by_id[entry].successors)
    return [catalogue.by_id[name] for name in names][:_MOST_INSTEAD]
