"""Lists, and groups of fields: frozen dataclasses whose fields carry a kind and a sentence that explains them."""

from __future__ import annotations

import difflib
from dataclasses import MISSING, dataclass, fields
from typing import Any

from macros.catalogue.fields import Checker, Kind
from macros.catalogue.read import Fields, Listing, Node


@dataclass(frozen=True)
class Many(Kind):
    """A list, in order, without repeats. The value is a tuple. `once`: a field that tells its items apart."""

    of: Kind
    most: int
    once: str | None = None

    def check(self, name: str, node: Node, at: Checker) -> tuple[Any, ...] | None:
        if not isinstance(node, Listing):
            at.refuse(node.line, "wrong-shape", f"{name} is not a list", "write each item on its own line after a hyphen")
            return None
        if not node.items:
            at.refuse(node.line, "empty-value", f"{name} is an empty list", "give an item, or leave the field out")
            return None
        if len(node.items) > self.most:
            at.refuse(node.line, "too-many", f"{name} has {len(node.items)} items", f"keep at most {self.most}")
        values: list[Any] = []
        known = set[Any]()
        for item in node.items[: self.most]:
            value = self.of.check(name, item, at)
            if value is None:
                continue
            told = getattr(value, self.once) if self.once else None
            if value in values or (told is not None and told in known):
                at.refuse(item.line, "repeated-value", f"{name} names {told or 'the same thing'} twice", "keep one")
                continue
            known.add(told)
            values.append(value)
        return tuple(values)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "minItems": 1, "maxItems": self.most, "uniqueItems": True, "items": self.of.schema()}


@dataclass(frozen=True)
class Group(Kind):
    """Fields of their own: a frozen dataclass whose fields carry kinds in their metadata."""

    model: type

    def check(self, name: str, node: Node, at: Checker) -> Any:
        if not isinstance(node, Fields):
            at.refuse(node.line, "wrong-shape", f"{name} has no fields", "write `field: value` lines below it")
            return None
        return check_fields(self.model, name, node, at)

    def schema(self) -> dict[str, Any]:
        known = kinds_of(self.model)
        properties = {}
        for key, kind in known.items():
            properties[key] = {**kind.schema(), "description": says_of(self.model)[key]}
        return {"type": "object", "additionalProperties": False, "required": required_of(self.model), "properties": properties}


def kinds_of(model: type) -> dict[str, Kind]:
    """Field name to kind, in the order in which the model declares them."""
    return {f.name: f.metadata["kind"] for f in fields(model) if "kind" in f.metadata}


def says_of(model: type) -> dict[str, str]:
    """Field name to the sentence that explains it."""
    return {f.name: f.metadata["says"] for f in fields(model) if "kind" in f.metadata}


def required_of(model: type) -> list[str]:
    return [f.name for f in fields(model) if "kind" in f.metadata and f.default is MISSING]


def check_fields(model: type, name: str, node: Fields, at: Checker) -> Any:
    """An instance of `model`, or None when a required field is missing or wrong. Every problem is collected.

    Where the model has them, `line` says where the group starts, `lines` where each field stands, and `torn` which of
    the fields had a problem, so that nobody is blamed a second time for what is missing because of it.
    """
    known = kinds_of(model)
    values: dict[str, Any] = {}
    torn: set[str] = set()
    for key, child in node.items.items():
        if key not in known:
            near = difflib.get_close_matches(key, list(known), n=1)
            hint = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(known)}"
            at.refuse(node.lines[key], "unknown-field", f"{key[:60]!r} is not a field of {name}", hint)
            continue
        before = len(at.problems)
        value = known[key].check(key, child, at)
        if len(at.problems) > before:
            torn.add(key)
        if value is not None:
            values[key] = value
    missing = [key for key in required_of(model) if key not in node.items]
    for key in missing:
        at.refuse(node.line, "missing-field", f"{name} has no {key}", f"add {key}: {says_of(model)[key]}")
    if any(key not in values for key in required_of(model)):
        return None
    about = {"line": node.line, "lines": node.lines, "torn": frozenset(torn)}
    return model(**values, **{f.name: about[f.name] for f in fields(model) if f.name in about})
