"""What must hold for the decision tree. Each function yields every problem of its kind, naming the question, answer or outcome at fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from macros.catalogue.finder import FILE, UNSURE, Answer, Finder, Path, Question, contradictions
from macros.catalogue.model import Toolkit
from macros.catalogue.problems import Problem

MOST_ANSWERS, MOST_OUTCOMES, MOST_PATHS = 5, 40, 150
PLACE = "at"
"""What the address of a half-finished walk calls the question on show: no question may have this name."""


@dataclass(frozen=True)
class Named:
    """What a tree may name. None for toolkits that could not be read, which leaves out what rests on them."""

    toolkits: tuple[Toolkit, ...] | None
    guides: Collection[str]
    checklists: Collection[str]


def check_finder(finder: Finder, named: Named) -> list[Problem]:
    """Every problem with the tree. Takes little time for any tree: the ways through are counted before any is walked."""
    found = [*_names(finder), *_shape(finder), *_further(finder, named)]
    if found:
        return found  # a tree with loose ends cannot be walked
    if found := [*_cycle(finder)]:
        return found
    found = [*_reached(finder), *_size(finder)]
    if named.toolkits is None or ways(finder) > MOST_PATHS:
        return found
    return [*found, *_toolkits(finder, list(finder.paths()), {toolkit.id: toolkit for toolkit in named.toolkits})]


def ways(finder: Finder) -> int:
    """How many ways lead through a tree without a cycle."""

    @cache
    def below(question: str) -> int:
        return sum(below(answer.next) if answer.next else 1 for answer in finder.question[question].answers)

    return below(finder.start)


def _problem(line: int, rule: str, wrong: str, right: str) -> Problem:
    return Problem(FILE, line, "", rule, wrong, right)


def _names(finder: Finder) -> Iterator[Problem]:
    groups = (("question", finder.questions), ("outcome", finder.outcomes))
    for kind, group in groups:
        seen: set[str] = set()
        for one in group:
            if one.id in seen:
                yield _problem(one.line, "finder-name", f"{kind} {one.id} is there twice", "choose another id")
            seen.add(one.id)
    for question in finder.questions:
        names = [answer.id for answer in question.answers]
        if len(set(names)) != len(names):
            yield _problem(question.line, "finder-name", f"question {question.id} has two answers with one id", "choose another id")
        if question.id == PLACE:
            yield _problem(question.line, "finder-name", f"question {PLACE} has a name that addresses use for something else", "choose another id")


def _shape(finder: Finder) -> Iterator[Problem]:
    if finder.start not in finder.question:
        wrong = f"start names {finder.start}, which is not a question"
        yield _problem(finder.lines.get("start", 1), "finder-leads-nowhere", wrong, "name a question")
    for question in finder.questions:
        yield from _unsure(question)
        for answer in question.answers:
            where = f"answer {question.id}.{answer.id}"
            if bool(answer.next) == bool(answer.outcome):
                yield _problem(answer.line, "finder-leads-nowhere", f"{where} has both next and outcome, or neither", "give one")
            elif answer.next and answer.next not in finder.question:
                wrong = f"{where} leads to question {answer.next}, which is not there"
                yield _problem(answer.line, "finder-leads-nowhere", wrong, "name a question")
            elif answer.outcome and answer.outcome not in finder.outcome:
                wrong = f"{where} leads to outcome {answer.outcome}, which is not there"
                yield _problem(answer.line, "finder-leads-nowhere", wrong, "name an outcome")


def _unsure(question: Question) -> Iterator[Problem]:
    names, last = [answer.id for answer in question.answers], question.answers[-1]
    if names.count(UNSURE) != 1 or last.id != UNSURE or last.because or last.means or len(names) < 3:
        wrong = f"question {question.id} does not end in a plain answer {UNSURE}"
        yield _problem(question.line, "finder-unsure", wrong, "give two or more answers and then one with id unsure, without because and means")


def _further(finder: Finder, named: Named) -> Iterator[Problem]:
    for outcome in finder.outcomes:
        if outcome.guide not in named.guides:
            wrong = f"outcome {outcome.id} names guide {outcome.guide}, which is not there"
            yield _problem(outcome.line, "finder-leads-nowhere", wrong, "name a stage, or topics/ and a topic")
        if outcome.checklist and outcome.checklist not in named.checklists:
            wrong = f"outcome {outcome.id} names checklist {outcome.checklist}, which is not there"
            yield _problem(outcome.line, "finder-leads-nowhere", wrong, "name one of data/checklists/, or leave it out")


def _cycle(finder: Finder) -> Iterator[Problem]:
    settled: set[str] = set()

    def walk(question: str, above: tuple[str, ...]) -> Iterator[Problem]:
        if question in above:
            wrong = f"the questions go round in a circle ({' > '.join([*above[above.index(question) :], question])})"
            yield _problem(finder.question[question].line, "finder-cycle", wrong, "lead one answer elsewhere")
            return
        if question in settled:
            return
        for answer in finder.question[question].answers:
            if answer.next:
                yield from walk(answer.next, (*above, question))
        settled.add(question)

    yield from walk(finder.start, ())


def _reached(finder: Finder) -> Iterator[Problem]:
    asked, ended, waiting = {finder.start}, set(), [finder.start]
    while waiting:
        for answer in finder.question[waiting.pop()].answers:
            if answer.outcome:
                ended.add(answer.outcome)
            elif answer.next and answer.next not in asked:
                asked.add(answer.next)
                waiting.append(answer.next)
    for question in finder.questions:
        if question.id not in asked:
            yield _problem(question.line, "finder-unreached", f"no answer leads to question {question.id}", "lead an answer there, or take it out")
    for outcome in finder.outcomes:
        if outcome.id not in ended:
            yield _problem(outcome.line, "finder-unreached", f"no answer leads to outcome {outcome.id}", "lead an answer there, or take it out")


def _size(finder: Finder) -> Iterator[Problem]:
    longest = _longest(finder)
    if len(longest.steps) > MOST_ANSWERS:
        wrong = f"it takes {len(longest.steps)} answers to reach {longest.outcome} ({longest})"
        yield _problem(1, "finder-too-large", wrong, f"ask at most {MOST_ANSWERS}")
    if len(finder.outcomes) > MOST_OUTCOMES:
        yield _problem(1, "finder-too-large", f"there are {len(finder.outcomes)} outcomes", f"keep at most {MOST_OUTCOMES}")
    if (count := ways(finder)) > MOST_PATHS:
        yield _problem(1, "finder-too-large", f"there are {count} ways through", f"keep at most {MOST_PATHS}")


def _longest(finder: Finder) -> Path:
    @cache
    def below(name: str) -> Path:
        question = finder.question[name]

        def taken(answer: Answer) -> Path:
            rest = below(answer.next) if answer.next else Path((), answer.outcome or "")
            return Path(((question, answer), *rest.steps), rest.outcome)

        return max(map(taken, question.answers), key=lambda path: len(path.steps))

    return below(finder.start)


def _toolkits(finder: Finder, paths: list[Path], by_id: Mapping[str, Toolkit]) -> Iterator[Problem]:
    for outcome in finder.outcomes:
        seen: set[str] = set()
        for pick in outcome.shortlist:
            offers = f"outcome {outcome.id} offers {pick.id}"
            if pick.id not in by_id:
                wrong = f"outcome {outcome.id} names {pick.id}, which is not an entry"
                yield _problem(outcome.line, "finder-toolkit", wrong, "name an id of data/toolkits.yaml")
            elif by_id[pick.id].status != "current":
                yield _problem(outcome.line, "finder-toolkit", f"{offers}, which is {by_id[pick.id].status}", "offer one that is current")
            if pick.id in seen:
                yield _problem(outcome.line, "finder-toolkit", f"{offers} twice", "keep one")
            seen.add(pick.id)
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
    for toolkit in by_id.values():
        if toolkit.status == "current" and toolkit.id not in left_out and not any(fits(toolkit, path) for path in paths):
            wrong = f"{toolkit.id} can be had today but fits no outcome"
            yield _problem(1, "finder-uncovered", wrong, "mend its stages, level or topics, or give the reason under not_in_finder")
    for one in finder.not_in_finder:
        if one.id not in by_id:
            yield _problem(one.line, "finder-toolkit", f"not_in_finder names {one.id}, which is not an entry", "take it out")


def fits(toolkit: Toolkit, path: Path) -> bool:
    """Whether a toolkit's own fields fit the answers of a way through that asks for something."""
    asked = [answer.means for _, answer in path.steps if answer.means]
    return bool(asked) and not any(contradictions(toolkit, means) for means in asked)
