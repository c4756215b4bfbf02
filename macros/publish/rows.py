"""Data files that grow with the catalogue: JSON with a line for each row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def json_rows(head: Mapping[str, Any], name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """A JSON object: the members of `head`, then the list `name` with one row on each line.

    A line is what changes when an entry does. Indented JSON would be a third larger and take six times as long to write.
    """
    pieces = [json.dumps(head, ensure_ascii=False)[:-1], f', "{name}": [']
    for number, row in enumerate(rows):
        pieces += (",\n" if number else "\n", json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    return "".join((*pieces, "\n]}\n"))
