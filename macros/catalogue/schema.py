"""The model as JSON Schema, so that editors complete and check data/toolkits.yaml while someone types."""

from __future__ import annotations

from typing import Any

from macros.catalogue.checklist import Checklist
from macros.catalogue.finder import Finder
from macros.catalogue.groups import Group, Many
from macros.catalogue.model import Reference, Toolkit, Vocabulary


def catalogue_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of data/toolkits.yaml. Rules across entries are the loader's alone."""
    return _document("A list of toolkits", Toolkit, vocabulary)


def references_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of data/references.yaml."""
    return _document("A list of references", Reference, vocabulary)


def checklist_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a file of data/checklists/."""
    schema: dict[str, Any] = _with_words(Group(Checklist).schema(), vocabulary)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "A checklist", **schema}


def finder_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of data/finder.yaml. Where answers lead is checked by the loader alone."""
    schema: dict[str, Any] = _with_words(Group(Finder).schema(), vocabulary)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "The decision tree", **schema}


def _document(title: str, model: type, vocabulary: Vocabulary) -> dict[str, Any]:
    schema = Many(Group(model), 100_000).schema()
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **_with_words(schema, vocabulary)}


def _with_words(schema: Any, vocabulary: Vocabulary) -> Any:
    if isinstance(schema, list):
        return [_with_words(item, vocabulary) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _with_words(value, vocabulary) for key, value in schema.items() if key != "x-vocabulary"}
    if group := schema.get("x-vocabulary"):
        found["enum"] = list(vocabulary[group])
    return found
