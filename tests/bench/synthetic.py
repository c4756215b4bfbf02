"""Catalogues of any size, made of the real entries under other names. The same call always gives the same bytes.

Entries come in blocks of twenty that refer only to each other, and an entry depends on nothing but its number: the
page of a toolkit must therefore be the same, byte for byte, however many blocks the catalogue has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlsplit

from macros.catalogue.model import Catalogue, Link, Source, Toolkit
from macros.links.judge import Observation

BLOCK = 20
_TIMES = ((20, 45), (60, 90), (120, 200), (420, 900))
Entry = dict[str, Any]


def entries(real: Catalogue, count: int) -> Iterator[Entry]:
    """`count` entries as plain data. Each is a real one with its own id, name and addresses; every facet value occurs.

    Raises ValueError for a count that is not a whole number of blocks.
    """
    if count % BLOCK:
        raise ValueError(f"{count} toolkits are not a whole number of blocks of {BLOCK}")
    # Blocks mix all parts of the file: neighbours there are alike.
    models = [toolkit for start in range(7) for toolkit in real.toolkits[start::7]]
    numbered = cycle(models)
    for start in range(0, count, BLOCK):
        block = list(islice(numbered, BLOCK))
        for place, model in enumerate(block):
            yield _entry(real, start + place, model, block)


def identifier(number: int) -> str:
    return f"toolkit-{number}"


def decisions(given: Sequence[Entry]) -> Iterator[Entry]:
    """A decision for every tenth entry that has an address: its host is hidden, or shown again."""
    for number, entry in enumerate(given):
        if number % 10 == 1 and _addresses(entry):
            decision = "hide" if number % 20 == 1 else "show"
            yield {"host": _host(number), "decision": decision, "reason": "Made up.", "date": "2026-11-02", "role": "benchmark"}


def observations(given: Sequence[Entry]) -> Iterator[Observation]:
    """One observation of each own address, in time order: most answer, some do not."""
    for number, entry in enumerate(given):
        for link in entry.get("links", ()):
            if link["role"] == "own" and "footnote" not in link:
                result = ("answered", "answered", "answered", "undecided", "missing")[number % 5]
                yield Observation(link["url"], "2026-11-01T06:00:00Z", result, "Made up.")


def as_yaml(value: Any, indent: str = "") -> str:
    """Plain data in the block style that the loader reads: every text in double quotes."""
    if isinstance(value, Mapping):
        return "".join(f"{indent}{key}:{_below(child, indent)}" for key, child in value.items())
    return "".join(f"{indent}- {as_yaml(item, indent + '  ').lstrip() if isinstance(item, Mapping) else _scalar(item)}" for item in value)


def _below(value: Any, indent: str) -> str:
    return f"\n{as_yaml(value, indent + '  ')}" if isinstance(value, (Mapping, list)) else f" {_scalar(value)}"


def _scalar(value: Any) -> str:
    return f"{json.dumps(value, ensure_ascii=False)}\n"


def _entry(real: Catalogue, number: int, model: Toolkit, block: Sequence[Toolkit]) -> Entry:
    words = {group: list(terms) for group, terms in real.vocabulary.items()}
    start, place = number - number % BLOCK, number % BLOCK
    current = [start + at for at, one in enumerate(block) if one.status == "current" and at != place]
    found = {
        **_plain(model),
        "id": identifier(number),
        "name": f"{model.name} {number}",
        "purpose": f"{model.purpose.rstrip('.')}, number {number}.",
        "kind": words["kinds"][number % len(words["kinds"])],
        "stages": _some(words["stages"], number, len(model.stages)),
        "topics": _some(words["topics"], number, len(model.topics) or 1),
        "level": _some(words["levels"], number, len(model.level)),
        "nations": _some(words["nations"], number, len(model.nations)),
        "related": [identifier(start + (place + step) % BLOCK) for step in (3, 5, 7, 11)[: len(model.related)]],
        "part_of": identifier(start) if model.part_of and place else None,
        "successors": [{"id": identifier(current[at % len(current)]), "why": one.why} for at, one in enumerate(model.successors)],
        "links": [_link(link, number) for link in model.links],
        "sources": [_source(source, number) for source in model.sources],
        "minutes": dict(zip(("low", "high"), _TIMES[number // 3 % 4], strict=True)) | {"basis": "our-estimate"} if number % 3 == 0 else None,
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        given = {field.name: getattr(value, field.name) for field in fields(value) if "kind" in field.metadata}
        return {name: _plain(one) for name, one in given.items() if one not in (None, ())}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _some(words: Sequence[str], number: int, count: int) -> list[str]:
    return [words[(number + step) % len(words)] for step in range(min(count, len(words)))]


def _link(link: Link, number: int) -> Entry:
    found = _plain(link) | {"url": _moved(link.url, number)}
    found["archives"] = [{**archive, "url": archive["url"].replace(link.url, found["url"])} for archive in found.get("archives", ())]
    # The note has each footnote once: the first block alone may keep them.
    return {key: value for key, value in found.items() if value != [] and (key != "footnote" or number < BLOCK)}


def _source(source: Source, number: int) -> Entry:
    found = _plain(source)
    found["supports"] = [name for name in found["supports"] if name != "minutes"] or ["name"]
    return found | ({"url": _moved(source.url, number)} if source.url else {})


def _addresses(entry: Entry) -> list[str]:
    return [one["url"] for one in (*entry.get("links", ()), *entry["sources"]) if "url" in one]


def _host(number: int) -> str:
    return f"p{number}.example.org"


def _moved(address: str, number: int) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=f"{parts.netloc}.{_host(number)}").geturl()
