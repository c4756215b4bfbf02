"""What a catalogue is: frozen records whose fields say what they mean and what kind of value they hold.

This is the one definition of the data. The loader, the JSON Schema, data/README.md (by a test) and the
exports all follow it. Absent means not known, never "none".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from macros.catalogue.fields import Address, Day, Identifier, Kind, Number, OneOf, Text, Word, Year
from macros.catalogue.groups import Group, Many

if TYPE_CHECKING:
    from macros.catalogue.checklist import Checklist
    from macros.catalogue.finder import Finder

_REQUIRED = object()


def given_as(kind: Kind, says: str, default: Any = _REQUIRED) -> Any:
    metadata = {"kind": kind, "says": says}
    return field(metadata=metadata) if default is _REQUIRED else field(default=default, metadata=metadata)


LINE = Text(longest=220)
STEP = Text(longest=260)


@dataclass(frozen=True)
class Archive:
    """A dated capture of a link that a person has opened."""

    url: str = given_as(Address(), "the capture, with its 14 digits")
    captured: str = given_as(Day(), "the day of the capture")
    opened: str = given_as(Day(), "the day a person opened the capture and found the resource in it")


@dataclass(frozen=True)
class Link:
    """An address of a toolkit. An address with a footnote number is the note's, kept byte for byte."""

    url: str = given_as(Address(), "the address")
    label: str = given_as(Text(longest=120), "what the reader finds there")
    role: str = given_as(
        OneOf(("own", "part", "copy", "replacement")),
        "own (the publisher's page of this toolkit), part (another page of it), copy (a copy kept by someone else) or replacement",
    )
    footnote: int | None = given_as(Number(1, 20), "the footnote of the 2009 note that gives this address", None)
    archives: tuple[Archive, ...] = given_as(Many(Group(Archive), 4), "captures that a person has opened", ())


@dataclass(frozen=True)
class Source:
    """Where facts of an entry come from."""

    id: str = given_as(Identifier(), "a name for the source within this entry")
    title: str = given_as(Text(longest=200), "what was read")
    how_read: str = given_as(Word("how_read"), "how much of it was read")
    read: str = given_as(Day(month=True), "when it was read")
    supports: tuple[str, ...] = given_as(Many(Text(longest=30), 30), "the fields of this entry that rest on it")
    url: str | None = given_as(Address(), "the publisher's page, where readers may follow it", None)
    note: str | None = given_as(Text(longest=260), "where it was read, when there is no address to publish", None)


@dataclass(frozen=True)
class Minutes:
    """How long one round takes, for one person or one meeting."""

    low: int = given_as(Number(1, 10_000), "the shortest time, in minutes")
    high: int = given_as(Number(1, 10_000), "the longest time, in minutes")
    basis: str = given_as(Identifier(), "publisher, the id of a source of this entry, or our-estimate")


@dataclass(frozen=True)
class Part:
    name: str = given_as(Text(longest=120), "what these items are")
    items: tuple[str, ...] = given_as(Many(Text(longest=300), 30), "the items, in order", ())


@dataclass(frozen=True)
class Structure:
    parts: tuple[Part, ...] = given_as(Many(Group(Part), 12), "named parts, themes, principles, aims or uses", ())
    items: str | None = given_as(LINE, "how many questions or statements there are", None)
    scale: str | None = given_as(LINE, "how each is answered", None)
    scoring: str | None = given_as(Text(longest=300), "how answers become a result", None)


@dataclass(frozen=True)
class Successor:
    id: str = given_as(Identifier(), "the toolkit to use instead")
    why: str = given_as(Text(longest=260), "why that one")


@dataclass(frozen=True)
class Toolkit:
    """One entry of data/toolkits.yaml. `line` is where it starts there."""

    id: str = given_as(Identifier(), "permanent name in addresses")
    name: str = given_as(Text(longest=120), "full name")
    purpose: str = given_as(Text(longest=220, shortest=30, sentence=True), "what it does that no other does, in one sentence on one line")
    kind: str = given_as(Word("kinds"), "what kind of thing it is")
    stages: tuple[str, ...] = given_as(Many(Word("stages"), 4), "what it helps to do, best first")
    status: str = given_as(Word("statuses"), "current, historical or lost: a person's judgement")
    publisher: str = given_as(Text(longest=160), "who published it")
    sources: tuple[Source, ...] = given_as(Many(Group(Source), 14, "id"), "where the facts come from")
    reviewed: str = given_as(Day(), "the day someone compared the entry with its sources")
    short_name: str | None = given_as(Text(longest=40), "abbreviation or handy name", None)
    part_of: str | None = given_as(Identifier(), "the toolkit that this one belongs to", None)
    description: str | None = given_as(Text(longest=1600, markdown=True), "what else a reader should know; paragraphs, **bold** and lists", None)
    fate: str | None = given_as(Text(longest=1000, markdown=True), "what became of it since; paragraphs, **bold** and lists", None)
    topics: tuple[str, ...] = given_as(Many(Word("topics"), 8), "the fields it was made for", ())
    level: tuple[str, ...] = given_as(Many(Word("levels"), 6), "whose working it looks at", ())
    answered_by: str | None = given_as(LINE, "who fills it in", None)
    minutes: Minutes | None = given_as(Group(Minutes), "how long it takes", None)
    structure: Structure | None = given_as(Group(Structure), "what it is made of", None)
    produces: str | None = given_as(Text(longest=300), "what one holds at the end", None)
    authors: tuple[str, ...] = given_as(Many(Text(longest=80), 14), "authors", ())
    year: str | None = given_as(Year(), "year of publication", None)
    nations: tuple[str, ...] = given_as(Many(Word("nations"), 6), "the nations it was written for", ())
    cost: str | None = given_as(Word("costs"), "free, registration or paid", None)
    licence: str | None = given_as(Text(longest=300), "licence, and whether one may print or adapt it", None)
    formats: tuple[str, ...] = given_as(Many(Text(longest=120), 8), "the forms it comes in", ())
    successors: tuple[Successor, ...] = given_as(Many(Group(Successor), 6, "id"), "what to use instead", ())
    no_successor: str | None = given_as(Text(longest=360), "that nothing does this today, and what comes nearest", None)
    related: tuple[str, ...] = given_as(Many(Identifier(), 6), "toolkits that go well with it", ())
    good_for: tuple[str, ...] = given_as(Many(LINE, 5), "situations in which it helps", ())
    think_twice: tuple[str, ...] = given_as(Many(LINE, 5), "its limits", ())
    how_to_use: tuple[str, ...] = given_as(Many(STEP, 8), "steps", ())
    how_to_get: str | None = given_as(Text(longest=400), "how to get it when there is no link", None)
    links: tuple[Link, ...] = given_as(Many(Group(Link), 10, "url"), "addresses", ())
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False, hash=False)
    torn: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @property
    def time_band(self) -> str:
        """The band of the longest time that a source gives."""
        if self.minutes is None:
            return "not-known"
        for band, most in (("under-1-hour", 60), ("1-to-2-hours", 120), ("half-day", 240)):
            if self.minutes.high <= most:
                return band
        return "day-or-more"


FACTS = (
    "name", "purpose", "description", "fate", "answered_by", "minutes", "structure", "produces", "authors", "year",
    "nations", "cost", "licence", "formats", "publisher", "links",
)  # fmt: skip
"""Fields that state facts. All others are this project's own judgement, and read as such."""


@dataclass(frozen=True)
class Term:
    """One word of data/vocabulary.yaml."""

    id: str = given_as(Identifier(), "the word as data use it")
    label: str = given_as(Text(longest=60), "the word as readers see it")
    definition: str = given_as(Text(longest=300), "what it means")
    situation: str | None = given_as(Text(longest=120), "the same in a practitioner's words", None)


Vocabulary = Mapping[str, Mapping[str, Term]]
"""Group to id to term, in display order."""


@dataclass(frozen=True)
class Reference:
    """One entry of data/references.yaml: evidence that guides cite."""

    id: str = given_as(Identifier(), "the name by which guides cite it")
    title: str = given_as(Text(longest=240), "title")
    publisher: str = given_as(Text(longest=160), "who published it")
    how_read: str = given_as(Word("how_read"), "how much of it was read")
    read: str = given_as(Day(month=True), "when it was read")
    year: str | None = given_as(Year(), "year of publication", None)
    url: str | None = given_as(Address(), "where readers may follow it", None)
    note: str | None = given_as(Text(longest=260), "where it was read, when there is no address to publish", None)
    line: int = field(default=0, compare=False)
    torn: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True)
class Event:
    """One entry of data/timeline.yaml: something that happened to the tools of the note or to their publishers."""

    when: str = given_as(Year(), "the year")
    what: str = given_as(Text(longest=300), "what happened, in one or two sentences")
    toolkits: tuple[str, ...] = given_as(Many(Identifier(), 12), "the entries that it is about", ())
    references: tuple[str, ...] = given_as(Many(Identifier(), 6), "references that say so; without one, the entries name the source", ())
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Synonyms:
    """One entry of data/synonyms.yaml."""

    words: tuple[str, ...] = given_as(Many(Text(longest=60), 12), "words that people use for one thing, in lower case")


VOCABULARY_GROUPS = (
    "stages", "topics", "kinds", "levels", "nations", "costs", "statuses", "times", "availabilities",
    "how_read", "link_states",
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """What is known of one outside address. Computed by macros.links.judge, never stored.

    `lapsed`: a person said that the page moved or is dead, and its address seems to be somebody else's.
    """

    address: str
    state: str
    since: str | None = None
    checked: str | None = None
    seen: str | None = None
    reason: str | None = None
    moved_to: str | None = None
    decided: bool = False
    lapsed: bool = False

    @property
    def unsafe(self) -> bool:
        """Whether the address itself may come out only as broken text."""
        return self.state == "hidden" or self.lapsed


@dataclass(frozen=True)
class Catalogue:
    """Everything that is known, checked as a whole. Lookups are computed once, in linear time.

    `standings` holds what is known of each outside address, `government` the hosts that the UK Government
    Web Archive covers.
    """

    toolkits: tuple[Toolkit, ...]
    vocabulary: Vocabulary
    references: Mapping[str, Reference] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    finder: Finder | None = None
    timeline: tuple[Event, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    government: frozenset[str] = frozenset()

    def standing(self, address: str) -> Standing:
        return self.standings.get(address) or Standing(address, "unchecked")

    @cached_property
    def by_id(self) -> Mapping[str, Toolkit]:
        return {toolkit.id: toolkit for toolkit in self.toolkits}

    @cached_property
    def note_addresses(self) -> frozenset[str]:
        """The addresses that the 2009 note prints. None of them is a link before the resource was found there."""
        return frozenset(link.url for toolkit in self.toolkits for link in toolkit.links if link.footnote is not None)

    @cached_property
    def parts(self) -> Mapping[str, tuple[Toolkit, ...]]:
        """Parent id to its parts, in file order."""
        return _grouped((toolkit.part_of, toolkit) for toolkit in self.toolkits if toolkit.part_of)

    @cached_property
    def succeeds(self) -> Mapping[str, tuple[Toolkit, ...]]:
        """Toolkit id to the toolkits that name it as their successor."""
        return _grouped((successor.id, toolkit) for toolkit in self.toolkits for successor in toolkit.successors)

    @cached_property
    def related(self) -> Mapping[str, tuple[Toolkit, ...]]:
        """Toolkit id to what goes well with it, whichever of the two says so."""
        pairs: list[tuple[str, Toolkit]] = []
        for toolkit in self.toolkits:
            for other in toolkit.related:
                pairs.append((toolkit.id, self.by_id[other]))
                pairs.append((other, toolkit))
        return {key: tuple(dict.fromkeys(group)) for key, group in _grouped(pairs).items()}


def _grouped(pairs: Iterable[tuple[str, Toolkit]]) -> dict[str, tuple[Toolkit, ...]]:
    groups: dict[str, list[Toolkit]] = {}
    for key, toolkit in pairs:
        groups.setdefault(key, []).append(toolkit)
    return {key: tuple(group) for key, group in groups.items()}
