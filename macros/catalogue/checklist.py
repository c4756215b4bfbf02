"""The self-assessment checklists of data/checklists/: what they are, and what must hold for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.catalogue.fields import Checker, Identifier, Number, Text
from macros.catalogue.groups import Group, Many
from macros.catalogue.model import Toolkit, given_as
from macros.catalogue.problems import Problem
from macros.catalogue.read import read

VALUES = (4, 3, 2, 1)


@dataclass(frozen=True)
class Level:
    value: int = given_as(Number(1, 4), "4 for the most, 1 for the least")
    label: str = given_as(Text(longest=60), "the answer in words")


@dataclass(frozen=True)
class Scale:
    """A question with four levels. Don't know and Does not apply stand beside them, outside every average."""

    question: str = given_as(Text(longest=120), "what is asked of every statement")
    levels: tuple[Level, ...] = given_as(Many(Group(Level), 4), "exactly four levels, from 4 to 1")


@dataclass(frozen=True)
class Duration:
    alone: int = given_as(Number(1, 600), "minutes for one person")
    together: int = given_as(Number(1, 600), "minutes for a group with one set of answers")
    basis: str = given_as(Text(longest=240), "where the figures come from")


@dataclass(frozen=True)
class Theme:
    id: str = given_as(Identifier(), "permanent name")
    title: str = given_as(Text(longest=60), "title")
    intro: str = given_as(Text(longest=240), "what the theme is about, in a sentence")


@dataclass(frozen=True)
class Item:
    """One statement. Wording that changes the meaning takes a new id."""

    id: str = given_as(Identifier(), "permanent name; answers are kept under it")
    theme: str = given_as(Identifier(), "the theme that it belongs to")
    text: str = given_as(Text(longest=160), "the statement: one idea, in the positive")
    why: str = given_as(Text(longest=360), "why it matters")
    weak: str = given_as(Text(longest=460), "what to do when it is weak")
    guides: tuple[str, ...] = given_as(Many(Text(longest=80), 3), "guides that help: stages, or topics/ and a topic")
    toolkits: tuple[str, ...] = given_as(Many(Identifier(), 4), "toolkits that can be had today and help")
    since: int = given_as(Number(1, 1000), "the version of the checklist in which it came")
    hint: str | None = given_as(Text(longest=160), "what to think of", None)
    references: tuple[str, ...] = given_as(Many(Identifier(), 5), "references for the facts in why", ())
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Retired:
    """A statement that is no longer asked. It stays known, so that old answers still open."""

    id: str = given_as(Identifier(), "its name")
    text: str = given_as(Text(longest=160), "how it read")
    since: int = given_as(Number(1, 1000), "the version in which it came")
    until: int = given_as(Number(1, 1000), "the last version that asked it")


@dataclass(frozen=True)
class Checklist:
    id: str = given_as(Identifier(), "the file's name, and its place in addresses")
    title: str = given_as(Text(longest=60), "title")
    version: int = given_as(Number(1, 1000), "goes up when statements come, go or change their meaning")
    purpose: str = given_as(Text(longest=220, sentence=True), "what a partnership learns from it, in one sentence")
    lead: str = given_as(Text(longest=360), "who it is for and what to do")
    based_on: str = given_as(Text(longest=600), "what it rests on, and that it is not the original")
    sources: tuple[str, ...] = given_as(Many(Identifier(), 10), "references for its structure")
    minutes: Duration = given_as(Group(Duration), "how long it takes")
    scale: Scale = given_as(Group(Scale), "how each statement is answered")
    themes: tuple[Theme, ...] = given_as(Many(Group(Theme), 10), "themes, in order")
    items: tuple[Item, ...] = given_as(Many(Group(Item), 60), "statements, in order within their themes")
    toolkits: tuple[str, ...] = given_as(Many(Identifier(), 6), "the entries that it builds on", ())
    importance: Scale | None = given_as(Group(Scale), "a second question, for checklists with two axes", None)
    retired: tuple[Retired, ...] = given_as(Many(Group(Retired), 200, "id"), "statements no longer asked", ())
    line: int = field(default=0, compare=False)

    def items_of(self, theme: str) -> list[Item]:
        return [item for item in self.items if item.theme == theme]


@dataclass(frozen=True)
class Known:
    """What a checklist may name."""

    toolkits: dict[str, Toolkit]
    references: Collection[str]
    guides: Collection[str]
    unread: Collection[str] = ()
    """Toolkits and references that have a problem of their own: whoever names them is not wrong."""


def check_checklist(checklist: Checklist, file: str, known: Known) -> Iterator[Problem]:
    """Every problem with one checklist, each naming the statement at fault."""

    def problem(line: int, rule: str, wrong: str, right: str) -> Problem:
        return Problem(file, line, checklist.id, rule, wrong, right)

    if file.rsplit("/", 1)[-1] != f"{checklist.id}.yaml":
        yield problem(1, "checklist-name", f"the id is {checklist.id}", "name the file after its id")
    for scale in filter(None, (checklist.scale, checklist.importance)):
        if len({level.label.casefold() for level in scale.levels}) < len(scale.levels):
            yield problem(1, "checklist-scale", "two levels of a scale have the same label", "say what tells them apart")
        if tuple(level.value for level in scale.levels) != VALUES:
            wrong = "a scale does not have the levels 4, 3, 2 and 1 in this order"
            yield problem(1, "checklist-scale", wrong, "give four levels, positive to negative")
    for theme in checklist.themes:
        if [one.id for one in checklist.themes].count(theme.id) > 1:
            yield problem(1, "checklist-theme", f"theme {theme.id} is there twice", "give each theme an id of its own")
            break
        if not checklist.items_of(theme.id):
            yield problem(1, "checklist-theme", f"theme {theme.id} has no statement", "give it one, or take it out")
    unknown = [name for name in checklist.sources if name not in known.references]
    unknown += [name for name in checklist.toolkits if name not in known.toolkits]
    for name in (one for one in unknown if one not in known.unread):
        yield problem(1, "dangling-reference", f"the checklist names {name}, which is not there", "name a reference, or an entry")
    taken = {retired.id for retired in checklist.retired}
    for item in checklist.items:
        if item.id in taken:
            yield problem(item.line, "checklist-item", f"{item.id} is taken, now or by a retired statement", "choose a new id")
        taken.add(item.id)
        yield from _item(checklist, item, known, problem)


def _item(checklist: Checklist, item: Item, known: Known, problem: Callable[[int, str, str, str], Problem]) -> Iterator[Problem]:
    if item.theme not in [theme.id for theme in checklist.themes]:
        wrong = f"{item.id} names theme {item.theme}, which is not there"
        yield problem(item.line, "checklist-theme", wrong, "name a theme of the checklist")
    if item.since > checklist.version:
        yield problem(item.line, "checklist-item", f"{item.id} is from version {item.since}, after this one", f"use at most {checklist.version}")
    for name in item.toolkits:
        if name not in known.unread and (name not in known.toolkits or known.toolkits[name].status != "current"):
            wrong = f"{item.id} sends readers to {name}, which cannot be had"
            yield problem(item.line, "checklist-toolkit", wrong, "name a toolkit that is current")
    unknown = [name for name in item.references if name not in known.references] + [name for name in item.guides if name not in known.guides]
    for name in (one for one in unknown if one not in known.unread):
        yield problem(item.line, "dangling-reference", f"{item.id} names {name}, which is not there", "name a reference, or a guide")


def read_checklists(folder: Path, at: Checker, known: Known) -> tuple[Checklist, ...]:
    """Every checklist of a folder, the shortest first. Problems are appended to those of `at`."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        at.file = f"data/checklists/{path.name}"
        before = len(at.problems)
        node = read(path, at.file, at.problems)
        checklist = Group(Checklist).check("a checklist", node, at) if node is not None else None
        if checklist is not None and len(at.problems) == before:
            at.problems.extend(check_checklist(checklist, at.file, known))
            found.append(checklist)
    return tuple(sorted(found, key=lambda one: len(one.items)))
