"""The decision tree of data/finder.yaml. No code stands in the flow itself: it is all data. `finder_rules` says what must hold for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from macros.catalogue.fields import Identifier, OneOf, Text, Word
from macros.catalogue.groups import Group, Many
from macros.catalogue.model import Toolkit, given_as

FILE = "data/finder.yaml"
UNSURE = "unsure"
TIMES = ("under-1-hour", "1-to-2-hours", "half-day", "day-or-more")
"""The time bands that an answer may ask for: a time that is not known cannot be asked for."""


@dataclass(frozen=True)
class Means:
    """What an answer asks of a toolkit's own fields: within a field any value will do, and every field counts."""

    stages: tuple[str, ...] = given_as(Many(Word("stages"), 8), "stages, any of which fits", ())
    level: tuple[str, ...] = given_as(Many(Word("levels"), 6), "levels, any of which fits", ())
    topics: tuple[str, ...] = given_as(Many(Word("topics"), 8), "fields, any of which fits", ())
    time: tuple[str, ...] = given_as(Many(OneOf(TIMES), 4), "time bands, any of which fits", ())


@dataclass(frozen=True)
class Answer:
    id: str = given_as(Identifier(), "its name in addresses")
    text: str = given_as(Text(longest=100), "what the reader chooses")
    because: str | None = given_as(Text(longest=140), "what it contributes to the reason; none when the reader is not sure", None)
    means: Means | None = given_as(Group(Means), "what it asks of a toolkit's own fields", None)
    next: str | None = given_as(Identifier(), "the question that follows", None)
    outcome: str | None = given_as(Identifier(), "or the outcome", None)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Question:
    id: str = given_as(Identifier(), "its name in addresses")
    text: str = given_as(Text(longest=100), "the question")
    answers: tuple[Answer, ...] = given_as(Many(Group(Answer), 10), "two or more answers, the last of them unsure")
    hint: str | None = given_as(Text(longest=220), "a line of help", None)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Pick:
    """One toolkit of a shortlist, chosen by hand."""

    id: str = given_as(Identifier(), "the toolkit")
    why: str = given_as(Text(longest=240), "why it is right here")
    caution: str = given_as(Text(longest=220), "one thing to know first")


@dataclass(frozen=True)
class Outcome:
    id: str = given_as(Identifier(), "its name in addresses")
    name: str = given_as(Text(longest=100), "the situation that it answers")
    advice: str = given_as(Text(longest=320), "what to do with the shortlist")
    guide: str = given_as(Text(longest=80), "the guide to read: a stage, or topics/ and a topic")
    shortlist: tuple[Pick, ...] = given_as(Many(Group(Pick), 3), "up to three toolkits, the first to start with")
    checklist: str | None = given_as(Identifier(), "our own checklist that helps in this situation", None)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class LeftOut:
    id: str = given_as(Identifier(), "a toolkit that can be had but fits no outcome")
    reason: str = given_as(Text(longest=240), "why")
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Path:
    """A way through: the questions with their answers, and the outcome."""

    steps: tuple[tuple[Question, Answer], ...]
    outcome: str

    def __str__(self) -> str:
        return " > ".join(f"{question.id}.{answer.id}" for question, answer in self.steps)


@dataclass(frozen=True)
class Finder:
    start: str = given_as(Identifier(), "the first question")
    questions: tuple[Question, ...] = given_as(Many(Group(Question), 60), "the questions")
    outcomes: tuple[Outcome, ...] = given_as(Many(Group(Outcome), 200), "the outcomes")
    not_in_finder: tuple[LeftOut, ...] = given_as(Many(Group(LeftOut), 200), "toolkits that the tree leaves out, and why", ())
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False, hash=False)

    @cached_property
    def question(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def outcome(self) -> Mapping[str, Outcome]:
        return {outcome.id: outcome for outcome in self.outcomes}

    def paths(self) -> Iterator[Path]:
        """Every way through, in the order of the file. Ends only for a tree without a cycle."""
        yield from self._paths(self.start, ())

    def _paths(self, question: str, steps: tuple[tuple[Question, Answer], ...]) -> Iterator[Path]:
        for answer in self.question[question].answers:
            taken = (*steps, (self.question[question], answer))
            if answer.outcome:
                yield Path(taken, answer.outcome)
            elif answer.next:
                yield from self._paths(answer.next, taken)


def contradictions(toolkit: Toolkit, means: Means) -> list[str]:
    """The fields in which a toolkit says something else than an answer asks for. What is not known never contradicts."""
    known = {"stages": toolkit.stages, "level": toolkit.level, "topics": toolkit.topics, "time": (toolkit.time_band,)}
    found = []
    for asked in fields(Means):
        wanted, given = getattr(means, asked.name), known[asked.name]
        if wanted and given and given != ("not-known",) and not set(wanted) & set(given):
            found.append(asked.name)
    return found


def listing(finder: Finder) -> str:
    """Every way through with its outcome, then every outcome with its shortlist: one line each, so that a change shows as a change."""
    lines = [f"{path} = {path.outcome}" for path in finder.paths()]
    lines += ["", *(f"{outcome.id}: {', '.join(pick.id for pick in outcome.shortlist)}" for outcome in finder.outcomes)]
    return "\n".join(lines) + "\n"
