"""Reads one YAML file into a tree that remembers lines. Knows nothing of what the fields mean.

YAML is read from parser events, never composed: hostile nesting crashes the composer, and events let every
oddity of YAML that surprises people (tags, anchors, `no` as false, silently cut text) be refused by name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.catalogue.problems import Problem

LARGEST_FILE = 16_000_000  # bytes; some 3,000 entries
DEEPEST = 8

_COMMENT = re.compile(r"[^\S\n]*#")
_WORD = 30
_Parser = getattr(yaml, "CLoader", yaml.Loader)  # the C parser is ten times as fast, and not everywhere

_WORDS = (
    ("mapping values are not allowed", "a colon followed by a space stands inside this text", "put the text in double quotes"),
    ("found character '\\t'", "a tab stands at the start of this line", "indent with spaces"),
    ("found a tab character", "a tab stands at the start of this line", "indent with spaces"),
    ("cannot start any token", "a tab or a reserved character starts this value", "indent with spaces and put the text in double quotes"),
    ("unexpected end of stream", "a quote that was opened is never closed", "close it on the same line"),
    ("did not find expected key", "this line does not fit the lines above it", "check the indentation and the quotes just above"),
    ("expected <block end>", "this line does not fit the lines above it", "check the indentation and the quotes just above"),
    ("<document start>", "this line does not belong to any entry", "start each entry with `- id: its-id`, and indent its fields by two spaces"),
    ("sequence entries are not allowed", "a list starts on the line of its field", "start it on the next line"),
    ("alphabetic or numeric character", "a * or & starts this value", "put the text in double quotes"),
    ("comment or", "text stands on the line of its | or >", "start the text on the next line"),
    ("did not find expected '-'", "this line does not fit the lines above it", "check the indentation and the quotes just above"),
    ("could not find expected ':'", "a field has no colon after its name", "write `field: value`"),
    ("control characters are not allowed", "an invisible control character stands here", "delete it"),
    ("special characters are not allowed", "an invisible control character stands here", "delete it"),
    ("escape", "a backslash in double quotes starts an escape that YAML does not know", "double the backslash"),
)


@dataclass(slots=True)
class Scalar:
    """One value. `quoted` is true for quoted and block text."""

    value: str
    line: int
    quoted: bool


@dataclass(slots=True)
class Listing:
    items: list[Node] = field(default_factory=list)
    line: int = 0


@dataclass(slots=True)
class Fields:
    items: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    line: int = 0


Node = Scalar | Listing | Fields
Taker = Callable[[Node], None]
NOTHING = Scalar("", 1, False)
"""What a file without any data gives: a comment is no data."""


def read(path: Path, shown: str, problems: list[Problem], largest: int = LARGEST_FILE, each: Taker | None = None) -> Node | None:
    """The tree of a YAML file, or None when it cannot be read. Whatever is wrong is appended to `problems`.

    `shown` is the path in messages. A file that holds nothing gives NOTHING. Raises nothing for any content of the file.
    With `each`, the items of an outermost list are given to it as they are read, and not kept: a long list need not
    stand in memory as a whole. Reading may still fail after that.
    """

    def refuse(line: int, rule: str, wrong: str, right: str) -> None:
        problems.append(Problem(shown, line, "", rule, wrong, right))

    try:
        raw = path.read_bytes()
    except OSError:
        refuse(1, "missing-file", "the file is missing or cannot be read", "restore it from the repository")
        return None
    if len(raw) > largest:
        refuse(1, "too-large", f"the file has {len(raw):,} bytes", f"keep it under {largest:,}")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        refuse(line, "bad-bytes", "a byte here is not UTF-8 text", "save the file as UTF-8")
        return None
    try:
        del raw
        return _Builder(text, refuse, each).build() or NOTHING
    except _Stop:
        return None
    except (yaml.YAMLError, RecursionError) as error:
        line, wrong, right = _in_our_words(error)
        refuse(line, "syntax", wrong, right)
        return None


class _Stop(Exception):
    """Reading cannot go on, and the reason is already among the problems."""


def _in_our_words(error: Exception) -> tuple[int, str, str]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = int(mark.line) + 1 if mark else 1
    said = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", ""), error))
    for sign, wrong, right in _WORDS:
        if sign in said:
            return line, wrong, right
    plain = str(getattr(error, "problem", None) or "the file is not YAML").replace("\n", " ")
    return line, f"YAML cannot be read here ({plain})", "check the indentation, colons and quotes on this line and just above"


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Builder:
    def __init__(self, text: str, refuse: Callable[[int, str, str, str], None], each: Taker | None):
        self.text = text
        self.events: Any = yaml.parse(text, Loader=_Parser)
        self.refuse = refuse
        self.each = each
        self.documents = 0

    def build(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self.refuse(_line(event), "second-document", "a second document starts here (---)", "keep one list in the file")
                    raise _Stop
                root = self._node(next(self.events), 1)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        line = _line(event)
        if depth > DEEPEST:
            self.refuse(line, "too-deep", f"this is nested more than {DEEPEST} levels deep", "check the indentation")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, "anchor", f"*{str(event.anchor)[:60]} is an alias", "write the value out")
            return Scalar("", line, True)
        if event.anchor is not None:
            self.refuse(line, "anchor", f"&{event.anchor[:60]} is an anchor", "write the value out where it is needed")
        if event.tag is not None:
            self.refuse(line, "tag", f"{event.tag[:60]!r} is a tag", "write plain text, lists and fields only")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if event.flow_style:
            self.refuse(line, "flow-style", "a list or fields in brackets start here", "write each item on a line of its own")
            raise _Stop
        if isinstance(event, yaml.SequenceStartEvent):
            listing = Listing(line=line)
            take = self.each if self.each and depth == 1 else listing.items.append
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                take(self._node(event, depth + 1))
            return listing
        return self._fields(line, depth)

    def _scalar(self, event: Any, line: int) -> Scalar:
        quoted = event.style not in (None, "")  # the C parser gives "" for plain text, the other None
        if not quoted and event.value and _COMMENT.match(self.text, event.end_mark.index):
            self.refuse(line, "cut-text", "the text is cut at #, where YAML starts a comment", "put the text in double quotes")
        # Ids and words stand in the data by the thousand: one copy of each is kept.
        return Scalar(sys.intern(event.value) if len(event.value) <= _WORD else event.value, line, quoted)

    def _fields(self, line: int, depth: int) -> Fields:
        fields = Fields(line=line)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            at = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse(at, "wrong-shape", "the name of a field is not plain text", "write `field: value`")
                raise _Stop
            name = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            assert isinstance(name, Scalar)
            if name.value == "<<":
                self.refuse(at, "merge-key", "<< merges other fields in", "write the fields out")
            elif name.value in fields.items:
                self.refuse(at, "duplicate-key", f"{name.value[:60]!r} is given twice", f"keep one (the first is on line {fields.lines[name.value]})")
            else:
                fields.items[name.value] = value
                fields.lines[name.value] = at
        return fields
