"""The catalogue as open data: JSON and CSV that say what the pages say. Documented on the page about the source."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from macros.catalogue.model import Catalogue, Link, Toolkit
from macros.catalogue.schema import catalogue_schema, checklist_schema, finder_schema, references_schema
from macros.publish.addresses import target_of, wanted_look_ups, written_out
from macros.publish.browse import browse_json
from macros.publish.checklists import checklists_json
from macros.publish.compare import compare_files
from macros.publish.finder import finder_json
from macros.publish.links import links_json
from macros.publish.lists import availability, time_band
from macros.publish.rows import json_rows

FORMAT, VERSION = "partnership-navigator/catalogue", 1

COLUMNS = (
    "id", "name", "short_name", "part_of", "purpose", "kind", "stages", "topics", "level", "answered_by",
    "minutes_low", "minutes_high", "time", "produces", "authors", "publisher", "year", "nations", "cost", "licence",
    "formats", "status", "availability", "successors", "no_successor", "address", "address_state", "how_to_get", "reviewed",
)  # fmt: skip


def catalogue_json(catalogue: Catalogue, licence: str) -> str:
    """Every entry with every field that it has; absent means not known. Addresses bear their state."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "licence": licence,
        "vocabulary": {
            group: [{"id": term.id, "label": term.label, "definition": term.definition} for term in terms.values()]
            for group, terms in catalogue.vocabulary.items()
        },
    }
    return json_rows(head, "toolkits", (toolkit_record(catalogue, toolkit) for toolkit in catalogue.toolkits))


def catalogue_csv(catalogue: Catalogue) -> str:
    """A row a toolkit, for spreadsheets: no cell can start a formula. Lists are joined by `; `."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for toolkit in catalogue.toolkits:
        record = toolkit_record(catalogue, toolkit)
        main = next((link for link in record.get("links", ()) if link["role"] == "own" and "footnote" not in link), None)
        record |= {
            "minutes_low": toolkit.minutes.low if toolkit.minutes else "",
            "minutes_high": toolkit.minutes.high if toolkit.minutes else "",
            "successors": [successor.id for successor in toolkit.successors],
            "address": main.get("moved_to", main["address"]) if main else "",
            "address_state": main["state"] if main else "",
        }
        writer.writerow([_cell(record.get(column, "")) for column in COLUMNS])
    return "\ufeff" + text.getvalue()  # the mark tells Excel that this is UTF-8


def toolkit_record(catalogue: Catalogue, toolkit: Toolkit) -> dict[str, Any]:
    """One toolkit as plain data."""
    minutes, structure = toolkit.minutes, toolkit.structure
    record = {
        **{name: getattr(toolkit, name) for name in _PLAIN},
        "minutes": minutes and {"low": minutes.low, "high": minutes.high, "basis": minutes.basis},
        "time": time_band(toolkit),
        "structure": structure
        and _known(
            {
                "parts": [_known({"name": part.name, "items": list(part.items)}) for part in structure.parts],
                "items": structure.items,
                "scale": structure.scale,
                "scoring": structure.scoring,
            }
        ),
        "availability": availability(catalogue, toolkit),
        "successors": [{"id": successor.id, "why": successor.why} for successor in toolkit.successors],
        "links": [_link(catalogue, link) for link in toolkit.links],
        "sources": [
            _known(
                {
                    "id": source.id,
                    "title": source.title,
                    "address": written_out(catalogue, source.url) if source.url else None,
                    "state": catalogue.standing(source.url).state if source.url else None,
                    "note": source.note,
                    "how_read": source.how_read,
                    "read": source.read,
                    "supports": list(source.supports),
                }
            )
            for source in toolkit.sources
        ],
    }
    return _known({name: list(value) if isinstance(value, tuple) else value for name, value in record.items()})


_PLAIN = (
    "id", "name", "short_name", "part_of", "purpose", "description", "fate", "kind", "stages", "topics", "level",
    "answered_by", "produces", "authors", "year", "nations", "cost", "licence", "formats", "status", "publisher",
    "no_successor", "related", "good_for", "think_twice", "how_to_use", "how_to_get", "reviewed",
)  # fmt: skip


def _link(catalogue: Catalogue, link: Link) -> dict[str, Any]:
    standing = catalogue.standing(link.url)
    return _known(
        {
            "label": link.label,
            "role": link.role,
            "footnote": link.footnote,
            "address": written_out(catalogue, link.url),
            "state": standing.state,
            "may_be_linked": target_of(catalogue, link.url) == link.url,
            "moved_to": target_of(catalogue, link.url) if standing.state == "moved" else None,
            "checked": standing.checked,
            "archives": [{"address": archive.url, "captured": archive.captured, "opened": archive.opened} for archive in link.archives],
            "look_ups": [] if link.archives else [one["url"] for one in wanted_look_ups(catalogue, link.url)],
        }
    )


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, [], (), {})}


def _cell(value: Any) -> str:
    text = "; ".join(value) if isinstance(value, (list, tuple)) else str(value)
    text = " ".join(text.split())
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def data_files(catalogue: Catalogue, licence: str) -> dict[str, str]:
    """Path in the site to text, for every file of open data."""
    return {
        "catalogue.json": catalogue_json(catalogue, licence),
        "catalogue.csv": catalogue_csv(catalogue),
        "checklists.json": checklists_json(catalogue, licence),
        "schema/checklist.json": json.dumps(checklist_schema(catalogue.vocabulary), indent=1, ensure_ascii=False) + "\n",
        "links.json": links_json(catalogue),
        "finder.json": finder_json(catalogue),
        "browse.json": browse_json(catalogue),
        **compare_files(catalogue),
        "schema/toolkits.json": json.dumps(catalogue_schema(catalogue.vocabulary), indent=1, ensure_ascii=False) + "\n",
        "schema/finder.json": json.dumps(finder_schema(catalogue.vocabulary), indent=1, ensure_ascii=False) + "\n",
        "schema/references.json": json.dumps(references_schema(catalogue.vocabulary), indent=1, ensure_ascii=False) + "\n",
    }
