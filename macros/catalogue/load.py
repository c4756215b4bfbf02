"""YAML under data/ to a Catalogue. All problems of all files are found before any is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from macros.catalogue import rules
from macros.catalogue.checklist import Known, read_checklists
from macros.catalogue.fields import Checker
from macros.catalogue.finder import FILE as FINDER_FILE
from macros.catalogue.finder import Finder
from macros.catalogue.finder_rules import Named, check_finder
from macros.catalogue.groups import Group, Many, check_fields
from macros.catalogue.model import VOCABULARY_GROUPS, Catalogue, Event, Reference, Synonyms, Term, Toolkit, Vocabulary
from macros.catalogue.problems import CatalogueError, Problem
from macros.catalogue.read import LARGEST_FILE, NOTHING, Fields, Listing, Node, read


def load(data: Path, today: date | None = None, largest: int = LARGEST_FILE) -> Catalogue:
    """The catalogue in the folder `data`.

    Raises CatalogueError with every problem found. `today` bounds the dates that entries may bear.
    `largest` is the size limit of a file in bytes.
    """
    problems: list[Problem] = []
    at = Checker("data/vocabulary.yaml", problems, {}, today or date.today())
    vocabulary = _vocabulary(data / "vocabulary.yaml", at)
    if problems:
        raise CatalogueError(problems)
    at.words, at.file = vocabulary, "data/toolkits.yaml"
    toolkits, unread = _toolkits(data / "toolkits.yaml", at, largest)
    stopped = bool(problems) and not (toolkits or unread)
    before = len(problems)
    references, unread_references = _references(data / "references.yaml", at)
    stopped = stopped or (len(problems) > before and not (references or unread_references))
    synonyms = _synonyms(data / "synonyms.yaml", at)
    before = len(problems)
    finder = _finder(data / "finder.yaml", at)
    finder_whole = len(problems) == before
    timeline = _timeline(data / "timeline.yaml", at)
    guides = [*vocabulary["stages"], *(f"topics/{topic}" for topic in vocabulary["topics"])]
    known = Known({toolkit.id: toolkit for toolkit in toolkits}, references, guides, _Anything() if stopped else unread | unread_references)
    checklists = read_checklists(data / "checklists", at, known)
    at.file = "data/toolkits.yaml"
    # An entry with a problem of its own is no entry to these rules, yet whoever names it is not wrong.
    problems += rules.check(toolkits, at.file, unread)
    if not stopped:
        ids = {toolkit.id for toolkit in toolkits} | unread
        problems += rules.check_timeline(timeline, ids, {*references} | unread_references, "data/timeline.yaml")
    if finder and finder_whole:  # a tree with a hole would get blame for what leads there
        ours = {path.stem for path in (data / "checklists").glob("*.yaml")}
        problems += check_finder(finder, Named(None if problems else toolkits, guides, ours))
    if problems:
        raise CatalogueError(problems)
    return Catalogue(
        toolkits=toolkits,
        vocabulary=vocabulary,
        references=references,
        synonyms=synonyms,
        finder=finder,
        timeline=timeline,
        checklists=checklists,
    )


_FIXED = {
    "statuses": ("current", "historical", "lost"),
    "times": ("under-1-hour", "1-to-2-hours", "half-day", "day-or-more", "not-known"),
    "availabilities": ("now", "copy", "gone"),
    "how_read": ("whole", "opening", "copy", "search"),
    "link_states": ("unchecked", "live", "moved", "unsure", "failing", "dead", "hidden", "none"),
}
"""Words that the code itself works out or asks for: their labels are free, and they are not."""


class _Anything(frozenset[str]):
    """Where a whole file could not be read, whoever names something of it is not wrong."""

    def __contains__(self, _: object) -> bool:
        return True


def _vocabulary(path: Path, at: Checker) -> Vocabulary:
    node = read(path, at.file, at.problems)
    if node is None:
        return {}
    if not isinstance(node, Fields) or set(node.items) != set(VOCABULARY_GROUPS):
        at.refuse(1, "wrong-shape", "the vocabulary does not hold exactly its groups", f"give {', '.join(VOCABULARY_GROUPS)}")
        return {}
    groups: dict[str, MappingProxyType[str, Term]] = {}
    for name, child in node.items.items():
        terms: dict[str, Term] = {}
        for term in Many(Group(Term), 40).check(name, child, at) or ():
            if term.id in terms:
                at.refuse(child.line, "duplicate-id", f"{name} gives {term.id} twice", "keep one")
            terms[term.id] = term
        if name in _FIXED and {*terms} != {*_FIXED[name]}:
            words = ", ".join(_FIXED[name])
            at.refuse(child.line, "wrong-shape", f"{name} does not hold exactly the words that the site works with", f"give {words}")
        groups[name] = MappingProxyType(terms)
    return MappingProxyType(groups)


def _toolkits(path: Path, at: Checker, largest: int) -> tuple[tuple[Toolkit, ...], frozenset[str]]:
    """The entries, and the ids of those that could not be read."""
    toolkits: list[Toolkit] = []
    unread: set[str] = set()
    entries = replace(at, problems=[])

    def take(item: Node) -> None:
        entries.entry = _name_of(item)
        if not isinstance(item, Fields):
            entries.refuse(item.line, "wrong-shape", "this entry has no fields", "write `- id: its-id` and its fields below")
            return
        toolkit = check_fields(Toolkit, "an entry", item, entries)
        if toolkit is not None:
            toolkits.append(toolkit)
        else:
            unread.add(entries.entry)

    node = read(path, at.file, at.problems, largest, take)
    if node is None:  # what stopped reading stands alone
        return (), frozenset()
    at.problems += entries.problems
    if not isinstance(node, Listing):
        at.refuse(node.line, "wrong-shape", "the file is not a list of entries", "start each entry with `- id: its-id` at the start of a line")
    return tuple(toolkits), frozenset(unread)


def _references(path: Path, at: Checker) -> tuple[Mapping[str, Reference], frozenset[str]]:
    """The references, and the ids of those that could not be read."""
    at.file = "data/references.yaml"
    if not path.exists():
        return {}, frozenset()
    node = read(path, at.file, at.problems)
    found: dict[str, Reference] = {}
    named = {_name_of(item) for item in node.items} if isinstance(node, Listing) else set()
    for reference in (Many(Group(Reference), 1000).check("references", node, at) or ()) if node not in (None, NOTHING) else ():
        if reference.id in found:
            at.refuse(
                reference.line, "duplicate-id", f"{reference.id} is taken", f"choose another id (the first stands on line {found[reference.id].line})"
            )
        if not reference.url and not reference.note and not reference.torn:
            at.refuse(reference.line, "source-unreachable", f"{reference.id} has neither url nor note", "say where it can be read")
        if reference.how_read == "search":
            at.refuse(reference.line, "search-source", f"{reference.id} is a search that found nothing", "cite only what was found and read")
        found[reference.id] = reference
    return MappingProxyType(found), frozenset(named - found.keys() - {""})


def _synonyms(path: Path, at: Checker) -> tuple[tuple[str, ...], ...]:
    at.file = "data/synonyms.yaml"
    node = read(path, at.file, at.problems) if path.exists() else NOTHING
    groups = (Many(Group(Synonyms), 500).check("synonyms", node, at) or ()) if node not in (None, NOTHING) else ()
    return tuple(group.words for group in groups)


def _timeline(path: Path, at: Checker) -> tuple[Event, ...]:
    at.file = "data/timeline.yaml"
    node = read(path, at.file, at.problems) if path.exists() else NOTHING
    return (Many(Group(Event), 300).check("timeline", node, at) or ()) if node not in (None, NOTHING) else ()


def _finder(path: Path, at: Checker) -> Finder | None:
    at.file = FINDER_FILE
    node = read(path, at.file, at.problems) if path.exists() else None
    if node is None:
        return None
    found: Finder | None = Group(Finder).check("the tree", node, at)
    return found


def _name_of(item: Any) -> str:
    name = item.items.get("id") if isinstance(item, Fields) else None
    value = getattr(name, "value", "")
    return value if isinstance(value, str) and value.isprintable() and len(value) <= 60 else ""
