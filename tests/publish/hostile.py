"""A catalogue in which every text is an attack. It never passed the loader, which would refuse all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import count, cycle
from typing import Any

from macros.catalogue.fields import Kind, Text
from macros.catalogue.groups import Group, Many
from macros.catalogue.model import Catalogue

ATTACKS = (
    "<script>alert(1)</script>",
    "\"quotes\" 'single' `back` \\",
    "{{ 7*7 }} {% raw %} {# comment",
    "]]> --> <!-- ]]]]>",
    "\u202eright to left\u200f \u2066isolated\u2069",
    '"><img src=x onerror=alert(1)>',
    "</script></title></textarea><script>alert(2)</script>",
    "[click](javascript:alert(1)) <javascript:alert(1)>",
    "&lt;blink&gt; &amp;amp; &#60;blink&#62;",
    "<!--component--><blink>x</blink><!--/component-->",
    "=HYPERLINK(1)",
    "[here]: javascript:alert(1)\n\n[here]",
    "# heading\n\n<h1>x</h1>",
    "\x02wzxhzdk:0\x03 klzzwxh:0001",
)
PLAIN = (ATTACKS[1], ATTACKS[8], ATTACKS[10])
"""Quotes, entities and formulas: plain text to the loader, so that only their way out makes them safe."""

_KEPT = {"guide", "guides", "supports"}  # paths and field names, which are Text to the loader but not to readers


def hostile(catalogue: Catalogue) -> Catalogue:
    """The same catalogue with an attack in place of every text; ids, words, dates and addresses are as they were."""
    attacks = (f"{attack} {number}" for attack, number in zip(cycle(ATTACKS), count(), strict=False))
    return replace(
        catalogue,
        toolkits=tuple(_record(toolkit, attacks) for toolkit in catalogue.toolkits),
        vocabulary={group: {word: _record(term, attacks) for word, term in terms.items()} for group, terms in catalogue.vocabulary.items()},
        references={name: _record(reference, attacks) for name, reference in catalogue.references.items()},
        synonyms=tuple(tuple(next(attacks) for _ in words) for words in catalogue.synonyms),
        timeline=tuple(_record(event, attacks) for event in catalogue.timeline),
        checklists=tuple(_record(checklist, attacks) for checklist in catalogue.checklists),
        finder=_record(catalogue.finder, attacks) if catalogue.finder else None,
        standings={address: replace(standing, reason=next(attacks)) for address, standing in catalogue.standings.items()},
    )


def _record(record: Any, attacks: Iterator[str]) -> Any:
    known = {field.name: field.metadata["kind"] for field in fields(record) if "kind" in field.metadata and field.name not in _KEPT}
    return replace(record, **{name: _value(getattr(record, name), kind, attacks) for name, kind in known.items()})


def _value(value: Any, kind: Kind, attacks: Iterator[str]) -> Any:
    if value is None:
        return None
    if isinstance(kind, Many):
        return tuple(_value(one, kind.of, attacks) for one in value)
    if isinstance(kind, Group):
        return _record(value, attacks)
    return next(attacks) if isinstance(kind, Text) else value
