"""Warns of prose that readers stumble over: long sentences, words to avoid, abbreviations that nobody has spelt out.

Warnings, never errors: a person decides. The lists are in data/style.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.catalogue.model import Catalogue

LONGEST = 25
_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-Z\"'(0-9])|\n+")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9]{1,6}s?\b")
_NOT_PROSE = re.compile(r"\{\{.*?\}\}|`[^`]*`|\]\([^)]*\)")
_FIELDS = ("purpose", "description", "fate", "answered_by", "produces", "licence", "no_successor", "how_to_get")
_LISTS = ("good_for", "think_twice", "how_to_use")


@dataclass(frozen=True, order=True)
class Remark:
    """One place to look at."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass(frozen=True)
class Style:
    """data/style.yaml: words to avoid with plainer ones, and abbreviations that need no spelling out."""

    jargon: dict[str, str]
    known: frozenset[str]


def read_style(path: Path) -> Style:
    """Raises ValueError when the file is not what it should be."""
    try:
        found: Any = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(found, dict) or not all(isinstance(found.get(key), list) for key in ("jargon", "known")):
        raise ValueError(f"{path.name}: give two lists, jargon (word and use) and known")
    pieces = [one if isinstance(one, dict) else {} for one in found["jargon"]]
    if not all({*one} == {"word", "use"} and all(isinstance(text, str) for text in one.values()) for one in pieces):
        raise ValueError(f"{path.name}: give each piece of jargon a word, and the plainer one to use")
    return Style({one["word"]: one["use"] for one in found["jargon"]}, frozenset(found["known"]))


def warnings(root: Path, catalogue: Catalogue, style: Style) -> list[Remark]:
    """Every warning about the pages and the catalogue, in file order."""
    found: list[Remark] = []
    names = " ".join(f"{toolkit.name} {toolkit.short_name or ''}" for toolkit in catalogue.toolkits)
    style = Style(style.jargon, style.known | frozenset(_ABBREVIATION.findall(names)))
    for path in sorted((root / "docs").rglob("*.md")):
        if "contribute" not in path.parts:
            found += _page(path.relative_to(root).as_posix(), path.read_text("utf-8"), style)
    for toolkit in catalogue.toolkits:
        texts = [getattr(toolkit, name) or "" for name in _FIELDS]
        texts += [text for name in _LISTS for text in getattr(toolkit, name)]
        whole = " ".join([toolkit.name, toolkit.short_name or "", toolkit.publisher, *toolkit.authors, *toolkit.formats, *texts])
        place = _Place("data/toolkits.yaml", toolkit.line, f"{toolkit.id}: ", whole)
        for text in texts:
            found += _text(place, text.replace("**", ""), style)
    return sorted(set(found))


def _page(file: str, text: str, style: Style) -> Iterator[Remark]:
    front, mark, body = text.partition("\n---\n")
    start = front.count("\n") + 3 if mark else 1
    plain = _NOT_PROSE.sub(lambda match: "]" if match[0].startswith("]") else " ", body if mark else text)
    for number, line in enumerate(plain.splitlines(), start):
        cells = line.strip("|").split("|") if line.startswith("|") else [line]
        for cell in cells:
            yield from _text(_Place(file, number, "", plain), cell.strip("#-* 0123456789."), style)


@dataclass(frozen=True)
class _Place:
    """Where a text stands, and all that its reader has before them."""

    file: str
    line: int
    who: str
    whole: str

    def remark(self, what: str) -> Remark:
        return Remark(self.file, self.line, f"{self.who}{what}")


def _text(place: _Place, text: str, style: Style) -> Iterator[Remark]:
    for sentence in _SENTENCE.split(text):
        count = len(sentence.split())
        if count > LONGEST:
            yield place.remark(f'a sentence of {count} words ("{" ".join(sentence.split()[:6])} …"); use at most {LONGEST}')
    for word, use in style.jargon.items():
        # With a capital it is a name, such as that of an Act, unless a sentence begins with it.
        if re.search(rf"\b{re.escape(word)}|(?:^|[.!?:] ){re.escape(word.capitalize())}", text):
            yield place.remark(f'"{word}"; try: {use}')
    for short in {found.rstrip("s") for found in _ABBREVIATION.findall(text)} - style.known:
        if not _spelt_out(short, place.whole):
            yield place.remark(f"{short} is not spelt out on this page")


def _spelt_out(short: str, whole: str) -> bool:
    """Whether the words that an abbreviation stands for are near: their initials in order, or it stands in brackets behind words."""
    if re.search(rf"[a-z’']+\W{{0,3}}\(([A-Za-z ,]* )?{re.escape(short)}s?\b", whole) or re.search(rf"\b{re.escape(short)}\W{{0,2}}\(", whole):
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", whole)).lower()
    return re.sub(r"\d", "", short).lower() in initials
