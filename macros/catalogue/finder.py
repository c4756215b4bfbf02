"""The decision tree of data/finder.yaml, and what must hold for it. No code stands in the flow itself: it is all data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from macros.catalogue.fields import Identifier, Text, Word
from macros.catalogue.groups import Group, Many
from macros.catalogue.model import Toolkit, given_as
from macros.catalogue.problems import Problem

FILE = "data/finder.yaml"
MOST_ANSWERS, MOST_OUTCOMES, MOST_PATHS = 5, 40, 150
UNSURE = "unsure"


@dataclass(frozen=True)
class Means:
    """What an answer asks of a toolkit's own fields: within a field any value will do, and every field counts."""

    stages: tuple[str, ...] = given_as(Many(Word("stages"), 8), "stages, any of which fits", ())
    level: tuple[str, ...] = given_as(Many(Word("levels"), 6), "levels, any of which fits", ())
    topics: tuple[str, ...] = given_as(Many(Word("topics"), 8), "fields, any of which fits", ())
    time: tuple[str, ...] = given_as(Many(Word("times"), 4), "time bands, any of which fits", ())


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


@dataclass(frozen=True)
class Finder:
    start: str = given_as(Identifier(), "the first question")
    questions: tuple[Question, ...] = given_as(Many(Group(Question), 60), "the questions")
    outcomes: tuple[Outcome, ...] = given_as(Many(Group(Outcome), 200), "the outcomes")
    not_in_finder: tuple[LeftOut, ...] = given_as(Many(Group(LeftOut), 200), "toolkits that the tree leaves out, and why", ())

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


def check_finder(finder: Finder, toolkits: tuple[Toolkit, ...]) -> list[Problem]:
    """Every problem with the tree, each naming the question, answer or outcome at fault."""
    found = [*_shape(finder)]
    if found:
        return found  # a tree with loose ends cannot be walked
    found += _cycle(finder)
    if found:
        return found
    paths = list(finder.paths())
    found += _reached(finder, paths)
    found += _size(finder, paths)
    return found + [*_toolkits(finder, paths, {toolkit.id: toolkit for toolkit in toolkits})]


def _problem(line: int, rule: str, wrong: str, right: str) -> Problem:
    return Problem(FILE, line, "", rule, wrong, right)


def _shape(finder: Finder) -> Iterator[Problem]:
    for name, group in (("question", finder.questions), ("outcome", finder.outcomes)):
        seen: set[str] = set()
        for one in group:
            if one.id in seen:
                yield _problem(one.line, "finder-name", f"{name} {one.id} is there twice", "choose another id")
            seen.add(one.id)
    if finder.start not in finder.question:
        yield _problem(1, "finder-leads-nowhere", f"start names {finder.start}, which is not a question", "name a question")
    for question in finder.questions:
        names = [answer.id for answer in question.answers]
        if len(set(names)) != len(names):
            yield _problem(question.line, "finder-name", f"question {question.id} has two answers with one id", "choose another id")
        last = question.answers[-1]
        if names.count(UNSURE) != 1 or last.id != UNSURE or last.because or last.means or len(names) < 3:
            wrong = f"question {question.id} does not end in a plain answer {UNSURE}"
            yield _problem(question.line, "finder-unsure", wrong, "give two or more answers and then one with id unsure, without because and means")
        for answer in question.answers:
            where = f"answer {question.id}.{answer.id}"
            if bool(answer.next) == bool(answer.outcome):
                yield _problem(answer.line, "finder-leads-nowhere", f"{where} has both next and outcome, or neither", "give one")
            elif answer.next and answer.next not in finder.question:
                yield _problem(answer.line, "finder-leads-nowhere", f"{where} leads to question {answer.next}, which is not there", "name a question")
            elif answer.outcome and answer.outcome not in finder.outcome:
                yield _problem(answer.line, "finder-leads-nowhere", f"{where} leads to outcome {answer.outcome}, which is not there", "name an outcome")


def _cycle(finder: Finder) -> Iterator[Problem]:
    settled: set[str] = set()

    def walk(question: str, above: tuple[str, ...]) -> Iterator[Problem]:
        if question in above:
            circle = " > ".join([*above[above.index(question) :], question])
            yield _problem(finder.question[question].line, "finder-cycle", f"the questions go round in a circle ({circle})", "lead one answer elsewhere")
            return
        if question in settled:
            return
        for answer in finder.question[question].answers:
            if answer.next:
                yield from walk(answer.next, (*above, question))
        settled.add(question)

    yield from walk(finder.start, ())


def _reached(finder: Finder, paths: list[Path]) -> Iterator[Problem]:
    asked = {question.id for path in paths for question, _ in path.steps}
    ended = {path.outcome for path in paths}
    for question in finder.questions:
        if question.id not in asked:
            yield _problem(question.line, "finder-unreached", f"no answer leads to question {question.id}", "lead an answer there, or take it out")
    for outcome in finder.outcomes:
        if outcome.id not in ended:
            yield _problem(outcome.line, "finder-unreached", f"no answer leads to outcome {outcome.id}", "lead an answer there, or take it out")


def _size(finder: Finder, paths: list[Path]) -> Iterator[Problem]:
    longest = max(paths, key=lambda path: len(path.steps))
    if len(longest.steps) > MOST_ANSWERS:
        way = " > ".join(f"{question.id}.{answer.id}" for question, answer in longest.steps)
        yield _problem(1, "finder-too-large", f"it takes {len(longest.steps)} answers to reach {longest.outcome} ({way})", f"ask at most {MOST_ANSWERS}")
    if len(finder.outcomes) > MOST_OUTCOMES:
        yield _problem(1, "finder-too-large", f"there are {len(finder.outcomes)} outcomes", f"keep at most {MOST_OUTCOMES}")
    if len(paths) > MOST_PATHS:
        yield _problem(1, "finder-too-large", f"there are {len(paths)} ways through", f"keep at most {MOST_PATHS}")


def _toolkits(finder: Finder, paths: list[Path], by_id: Mapping[str, Toolkit]) -> Iterator[Problem]:
    for outcome in finder.outcomes:
        for pick in outcome.shortlist:
            if pick.id not in by_id:
                yield _problem(outcome.line, "finder-toolkit", f"outcome {outcome.id} names {pick.id}, which is not an entry", "name an id of data/toolkits.yaml")
            elif by_id[pick.id].status != "current":
                yield _problem(outcome.line, "finder-toolkit", f"outcome {outcome.id} offers {pick.id}, which is {by_id[pick.id].status}", "offer one that is current")
    told: set[tuple[str, str, str]] = set()
    for path in paths:
        for pick in finder.outcome[path.outcome].shortlist:
            for question, answer in path.steps:
                against = contradictions(by_id[pick.id], answer.means) if answer.means and pick.id in by_id else []
                key = (path.outcome, pick.id, f"{question.id}.{answer.id}")
                if against and key not in told:
                    told.add(key)
                    wrong = f"outcome {key[0]} offers {key[1]}, but answer {key[2]} asks for other {' and '.join(against)}"
                    yield _problem(answer.line, "finder-contradiction", wrong, "choose another toolkit, or lead the answer elsewhere")
    yield from _covered(finder, paths, by_id)


def _covered(finder: Finder, paths: list[Path], by_id: Mapping[str, Toolkit]) -> Iterator[Problem]:
    left_out = {one.id for one in finder.not_in_finder}
    asked = [[answer.means for _, answer in path.steps if answer.means] for path in paths]
    for toolkit in by_id.values():
        fits = any(means and not any(contradictions(toolkit, one) for one in means) for means in asked)
        if toolkit.status == "current" and not fits and toolkit.id not in left_out:
            wrong = f"{toolkit.id} can be had today but fits no outcome"
            yield _problem(1, "finder-uncovered", wrong, "mend its stages, level or topics, or give the reason under not_in_finder")
    for one in finder.not_in_finder:
        if one.id not in by_id:
            yield _problem(one.line, "finder-toolkit", f"not_in_finder names {one.id}, which is not an entry", "take it out")
