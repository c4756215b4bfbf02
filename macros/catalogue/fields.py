"""The kinds of single value a data file may hold: each turns one tree node into a typed value, or says what is wrong.

A kind also describes itself as JSON Schema, so that editors complete what the loader accepts.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.catalogue.address import refusal_of_address
from macros.catalogue.problems import Problem
from macros.catalogue.read import Node, Scalar

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Markup and braces run or vanish somewhere on the way to the page; the rest is invisible or turns text round.
_BAD_TEXT = re.compile(
    "[<>{}\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\u3164\\ud800-\\uf8ff\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\U000e0000-\\U0010ffff]"
)
_YEAR = re.compile(r"(1[89]|20)[0-9]{2}((?: to |, revised )(1[89]|20)[0-9]{2})?")
# Markdown makes a link of [text](…), of [text][name] and of [name]: … further down.
_LINK = re.compile(r"\]\(|\]\s?\[|\]:|https?://|www\.", re.IGNORECASE)


@dataclass(slots=True)
class Checker:
    """Carries where we are, and collects what is wrong."""

    file: str
    problems: list[Problem]
    words: Mapping[str, Mapping[str, Any]]
    today: date
    entry: str = ""

    def refuse(self, line: int, rule: str, wrong: str, right: str) -> None:
        self.problems.append(Problem(self.file, line, self.entry, rule, wrong, right))


class Kind:
    """A kind of value. `check` gives None after it has refused a value."""

    def check(self, name: str, node: Node, at: Checker) -> Any:
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        raise NotImplementedError


def _scalar(name: str, node: Node, at: Checker) -> Scalar | None:
    if not isinstance(node, Scalar):
        at.refuse(node.line, "wrong-shape", f"{name} is a list or has fields of its own", "write one value")
        return None
    if not node.value.strip() or (not node.quoted and node.value in ("~", "null")):
        at.refuse(node.line, "empty-value", f"{name} has no value", "give one, or leave the field out: absent means not known")
        return None
    return node


@dataclass(frozen=True)
class Text(Kind):
    """Prose. `markdown` allows paragraphs, bold and lists; otherwise one line."""

    longest: int
    shortest: int = 1
    markdown: bool = False
    sentence: bool = False

    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        text = scalar.value.strip()
        if bad := _BAD_TEXT.search(text):
            shown = bad.group() if bad.group().isprintable() else f"the invisible character U+{ord(bad.group()):04X}"
            at.refuse(node.line, "bad-text", f"{name} holds {shown}", "write plain text")
            return None
        if not self.markdown and "\n" in text:
            at.refuse(node.line, "one-line", f"{name} runs over several lines", "write it on one line")
            return None
        if _LINK.search(text):  # an address in text would stand on the page whatever is known of it
            at.refuse(node.line, "link-in-text", f"{name} holds a link", "put addresses under links or sources, where they are checked")
            return None
        if not self.shortest <= len(text) <= self.longest:
            at.refuse(node.line, "bad-length", f"{name} has {len(text)} characters", f"use {self.shortest} to {self.longest}")
            return None
        if self.sentence and (not text.endswith(".") or ". " in text.replace("e.g. ", "").replace("etc. ", "")):
            at.refuse(node.line, "not-a-sentence", f"{name} is not one sentence", "write one sentence that ends in a full stop")
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": self.shortest, "maxLength": self.longest}


@dataclass(frozen=True)
class Identifier(Kind):
    """A kebab-case id: written once, permanent."""

    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        if not KEBAB.fullmatch(scalar.value) or len(scalar.value) > 60:
            at.refuse(
                node.line, "bad-id", f"{name} {scalar.value[:60]!r} is not an id", "use lower-case letters, digits and single hyphens, at most 60"
            )
            return None
        return scalar.value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{KEBAB.pattern}$", "maxLength": 60}


@dataclass(frozen=True)
class Word(Kind):
    """An id from one group of data/vocabulary.yaml."""

    group: str

    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        allowed = at.words[self.group]
        if scalar.value not in allowed:
            near = difflib.get_close_matches(scalar.value, list(allowed), n=1)
            hint = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(allowed)}"
            at.refuse(node.line, "unknown-word", f"{name} {scalar.value[:60]!r} is not in data/vocabulary.yaml ({self.group})", hint)
            return None
        return scalar.value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "x-vocabulary": self.group}


@dataclass(frozen=True)
class OneOf(Kind):
    """A word that the code itself knows."""

    words: tuple[str, ...]

    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        if scalar.value not in self.words:
            at.refuse(node.line, "unknown-word", f"{name} {scalar.value[:60]!r} is not a word for this", f"use one of: {', '.join(self.words)}")
            return None
        return scalar.value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True)
class Number(Kind):
    lowest: int
    highest: int

    def check(self, name: str, node: Node, at: Checker) -> int | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        if scalar.quoted or not re.fullmatch(r"[1-9][0-9]{0,8}|0", scalar.value) or not self.lowest <= int(scalar.value) <= self.highest:
            at.refuse(
                node.line,
                "bad-number",
                f"{name} {scalar.value[:40]!r} is not a whole number in range",
                f"use {self.lowest} to {self.highest}, without quotes",
            )
            return None
        return int(scalar.value)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}


@dataclass(frozen=True)
class Day(Kind):
    """A quoted date, never in the future. `month` also allows YYYY-MM, where no more is known."""

    month: bool = False

    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        right = 'write it in quotes, as "YYYY-MM-DD"' + (' or "YYYY-MM"' if self.month else "")
        whole = f"{scalar.value}-01" if self.month and re.fullmatch(r"\d{4}-\d\d", scalar.value) else scalar.value
        try:
            day = date.fromisoformat(whole) if re.fullmatch(r"\d{4}-\d\d-\d\d", whole) else None
        except ValueError:
            day = None
        if day is None or not scalar.quoted:
            at.refuse(node.line, "bad-date", f"{name} {scalar.value[:40]!r} is not a quoted date", right)
            return None
        if day > at.today:
            at.refuse(node.line, "future-date", f"{name} {scalar.value} is in the future", f"today is {at.today.isoformat()}")
            return None
        return scalar.value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d\d(-\d\d)?$" if self.month else r"^\d{4}-\d\d-\d\d$"}


@dataclass(frozen=True)
class Year(Kind):
    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        if not scalar.quoted or not _YEAR.fullmatch(scalar.value):
            at.refuse(
                node.line, "bad-year", f"{name} {scalar.value[:40]!r} is not a quoted year", 'write "2009", "2003 to 2004" or "2009, revised 2014"'
            )
            return None
        return scalar.value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_YEAR.pattern}$"}


@dataclass(frozen=True)
class Address(Kind):
    """A web address that Python, browsers and people read alike. Kept byte for byte."""

    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        if wrong := refusal_of_address(scalar.value):
            at.refuse(node.line, "bad-address", f"{name} {wrong}", "use a plain http or https address of a public website")
            return None
        return scalar.value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 600}


@dataclass(frozen=True)
class Host(Kind):
    """The host of web addresses, in lower case."""

    def check(self, name: str, node: Node, at: Checker) -> str | None:
        scalar = _scalar(name, node, at)
        if scalar is None:
            return None
        if scalar.value != scalar.value.lower() or set("/?#") & set(scalar.value) or refusal_of_address(f"https://{scalar.value}/"):
            at.refuse(node.line, "bad-address", f"{name} {scalar.value[:60]!r} is not a host", "write it as example.org, in lower case")
            return None
        return scalar.value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "hostname"}
