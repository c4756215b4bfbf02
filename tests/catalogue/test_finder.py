"""The real decision tree holds what it promises, and a tree that does not is refused by name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from macros.catalogue.finder import UNSURE, Answer, Finder, Means, Outcome, Pick, Question, contradictions, listing
from macros.catalogue.finder_rules import Named, check_finder
from macros.catalogue.model import Catalogue, Minutes, Toolkit
from tests.catalogue.trial import problems_in, trial

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "data" / "finder-paths.txt"


@pytest.fixture(scope="module")
def tree(catalogue: Catalogue) -> Finder:
    assert catalogue.finder
    return catalogue.finder


@pytest.fixture(scope="module")
def named(catalogue: Catalogue) -> Named:
    guides = [*catalogue.vocabulary["stages"], *(f"topics/{topic}" for topic in catalogue.vocabulary["topics"])]
    return Named(catalogue.toolkits, guides, [one.id for one in catalogue.checklists])


def led_elsewhere(tree: Finder, question: str, answer: str, **where: str | None) -> Finder:
    """A copy of the tree in which one answer leads somewhere else."""
    changed = [
        replace(one, answers=tuple(replace(a, **{"next": None, "outcome": None, **where}) if a.id == answer else a for a in one.answers))
        if one.id == question
        else one
        for one in tree.questions
    ]
    return replace(tree, questions=tuple(changed))


def said(tree: Finder, named: Named) -> list[tuple[str, str]]:
    return [(problem.rule, problem.wrong) for problem in check_finder(tree, named)]


# The real tree


def walk(tree: Finder, question: str, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every way from a question to an outcome, found without the code under test."""
    assert question not in seen, f"{' > '.join(seen)} comes back to {question}"
    for answer in next(one for one in tree.questions if one.id == question).answers:
        step = f"{question}.{answer.id}"
        if answer.next:
            yield from ((step, *rest) for rest in walk(tree, answer.next, (*seen, question)))
        else:
            assert answer.outcome in {outcome.id for outcome in tree.outcomes}, step
            yield step, answer.outcome


def test_every_path_ends_soon_and_there_are_few(tree: Finder) -> None:
    paths = list(walk(tree, tree.start))
    assert max(len(path) - 1 for path in paths) <= 5
    assert len(paths) <= 150
    assert len(tree.outcomes) <= 40
    assert len({path[-1] for path in paths}) < len(paths), "no outcome is shared"
    assert [(*str(path).split(" > "), path.outcome) for path in tree.paths()] == paths


def test_every_question_answer_and_outcome_is_used(tree: Finder) -> None:
    paths = list(walk(tree, tree.start))
    steps = set(chain.from_iterable(path[:-1] for path in paths))
    assert steps == {f"{question.id}.{answer.id}" for question in tree.questions for answer in question.answers}
    assert {path[-1] for path in paths} == {outcome.id for outcome in tree.outcomes}


def test_every_question_lets_a_reader_be_unsure(tree: Finder) -> None:
    for question in tree.questions:
        *sure, last = question.answers
        assert (last.id, last.because, last.means) == (UNSURE, None, None), question.id
        assert all(answer.because and answer.id != UNSURE for answer in sure), question.id
    first = tree.question[tree.start].answers[-1]
    assert first.outcome == "starter"
    assert len(tree.outcome["starter"].shortlist) == 3


def test_reasons_read_on_from_because(tree: Finder) -> None:
    for answer in (answer for question in tree.questions for answer in question.answers if answer.because):
        assert re.fullmatch(r"[a-z].*[^.!?,]", str(answer.because)), answer.because


def test_every_shortlist_has_a_reason_and_a_caution_for_each_and_can_be_had(tree: Finder, catalogue: Catalogue) -> None:
    for outcome in tree.outcomes:
        assert 1 <= len(outcome.shortlist) <= 3
        assert len({pick.id for pick in outcome.shortlist}) == len(outcome.shortlist)
        for pick in outcome.shortlist:
            assert catalogue.by_id[pick.id].status == "current", (outcome.id, pick.id)
            assert re.search(r"\.$", pick.why) and re.search(r"\.$", pick.caution)


def test_no_shortlist_contradicts_the_answers_that_led_there(tree: Finder, catalogue: Catalogue) -> None:
    compared = 0
    for path in tree.paths():
        for toolkit in (catalogue.by_id[pick.id] for pick in tree.outcome[path.outcome].shortlist):
            known = {"stages": toolkit.stages, "level": toolkit.level, "topics": toolkit.topics}
            known |= {"time": (toolkit.time_band,) if toolkit.minutes else ()}
            for question, answer in path.steps:
                for field, given in known.items():
                    asked = getattr(answer.means, field) if answer.means else ()
                    compared += bool(asked and given)
                    assert not asked or not given or set(asked) & set(given), (path.outcome, toolkit.id, question.id, answer.id, field)
    assert compared > 200


def test_every_toolkit_that_can_be_had_fits_an_outcome_or_is_left_out_with_a_reason(tree: Finder, catalogue: Catalogue) -> None:
    left_out = {one.id for one in tree.not_in_finder}
    for toolkit in catalogue.toolkits:
        ways = [[answer.means for _, answer in path.steps if answer.means] for path in tree.paths()]
        fits = any(asked and not any(contradictions(toolkit, means) for means in asked) for asked in ways)
        assert fits or toolkit.status != "current" or toolkit.id in left_out, toolkit.id


def test_every_path_and_shortlist_is_as_reviewed(tree: Finder) -> None:
    """The golden file: its diff is the review. After a change on purpose run `python -m macros finder paths tests/data/finder-paths.txt`."""
    assert listing(tree) == GOLDEN.read_text("utf-8"), "run `python -m macros finder paths tests/data/finder-paths.txt` and read the diff"


def test_the_command_prints_and_writes_what_is_reviewed(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "macros", "finder", "paths"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    printed = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.decode()
    subprocess.run([*call, str(tmp_path / "paths.txt")], cwd=ROOT, check=True)
    assert printed.splitlines() == (tmp_path / "paths.txt").read_text("utf-8").splitlines() == GOLDEN.read_text("utf-8").splitlines()


# A changed tree


def test_the_real_tree_has_no_problem(tree: Finder, named: Named) -> None:
    assert said(tree, named) == []


def test_a_question_or_outcome_that_nothing_leads_to_is_named(tree: Finder, named: Named) -> None:
    """For each of them, every answer that leads there is led to another outcome."""
    for name in (*(question.id for question in tree.questions if question.id != tree.start), *(outcome.id for outcome in tree.outcomes)):
        changed, other = tree, next(outcome.id for outcome in tree.outcomes if outcome.id != name)
        for question in tree.questions:
            for answer in question.answers:
                if name in (answer.next, answer.outcome):
                    changed = led_elsewhere(changed, question.id, answer.id, outcome=other)
        kind = "question" if name in tree.question else "outcome"
        assert ("finder-unreached", f"no answer leads to {kind} {name}") in said(changed, named)


def test_an_answer_that_leads_nowhere_is_named(tree: Finder, named: Named) -> None:
    for question in tree.questions:
        for answer in question.answers:
            where = f"answer {question.id}.{answer.id}"
            (problem,) = said(led_elsewhere(tree, question.id, answer.id), named)
            assert problem == ("finder-leads-nowhere", f"{where} has both next and outcome, or neither")
            (problem,) = said(led_elsewhere(tree, question.id, answer.id, next="gone"), named)
            assert problem == ("finder-leads-nowhere", f"{where} leads to question gone, which is not there")
            (problem,) = said(led_elsewhere(tree, question.id, answer.id, outcome="gone"), named)
            assert problem == ("finder-leads-nowhere", f"{where} leads to outcome gone, which is not there")


def test_every_way_back_is_a_circle(tree: Finder, named: Named) -> None:
    for path in tree.paths():
        last, answer = path.steps[-1]
        for question, _ in path.steps:
            circle = said(led_elsewhere(tree, last.id, answer.id, next=question.id), named)
            assert [rule for rule, _ in circle] == ["finder-cycle"], (str(path), question.id)
            assert question.id in circle[0][1]


def test_a_tool_that_has_gone_is_not_offered(tree: Finder, named: Named, catalogue: Catalogue) -> None:
    gone = next(toolkit for toolkit in catalogue.toolkits if toolkit.status == "lost")
    outcome = tree.outcomes[0]
    pick = replace(outcome.shortlist[0], id=gone.id)
    changed = replace(tree, outcomes=(replace(outcome, shortlist=(pick,)), *tree.outcomes[1:]))
    assert ("finder-toolkit", f"outcome {outcome.id} offers {gone.id}, which is lost") in said(changed, named)


def test_a_tool_that_contradicts_an_answer_is_named_with_question_and_answer(tree: Finder, named: Named, catalogue: Catalogue) -> None:
    team_only = next(toolkit for toolkit in catalogue.toolkits if toolkit.status == "current" and toolkit.level == ("team",) and not toolkit.topics)
    outcome = tree.outcome["alcohol-and-drugs"]
    changed = replace(outcome, shortlist=(*outcome.shortlist[:2], replace(outcome.shortlist[2], id=team_only.id)))
    outcomes = tuple(changed if one.id == outcome.id else one for one in tree.outcomes)
    wrong = f"outcome alcohol-and-drugs offers {team_only.id}, but answer check-who.partners asks for other level"
    assert ("finder-contradiction", wrong) in said(replace(tree, outcomes=outcomes), named)


def test_a_new_toolkit_needs_no_edit_of_the_tree(tree: Finder, named: Named, catalogue: Catalogue) -> None:
    assert named.toolkits
    model = catalogue.by_id["wilder-collaboration-factors-inventory"]
    stages, levels, topics = (catalogue.vocabulary[group] for group in ("stages", "levels", "topics"))
    made = [
        replace(model, id=f"new-{stage}-{level}-{topic}", stages=(stage,), level=(level,), topics=(topic,))
        for stage in stages for level in levels for topic in topics
    ]  # fmt: skip
    uncovered = said(tree, replace(named, toolkits=(*named.toolkits, *made)))
    assert all(rule == "finder-uncovered" for rule, _ in uncovered)
    assert len(uncovered) < len(made) / 20, uncovered  # what nothing asks for is named, and goes under not_in_finder


def test_a_tree_with_more_ways_than_anybody_can_walk_is_refused_at_once(named: Named) -> None:
    outcome = Outcome("end", "End", "Advice.", "skills", (Pick("place-standard", "Why.", "Caution."),))

    def question(number: int) -> Question:
        where = {"next": f"q{number + 1}"} if number < 59 else {"outcome": "end"}
        return Question(f"q{number}", "What?", (*(Answer(name, name, name, **where) for name in ("a", "b", "c")), Answer(UNSURE, "Unsure", **where)))

    problems = said(Finder("q0", tuple(map(question, range(60))), (outcome,)), named)
    assert {rule for rule, _ in problems} == {"finder-too-large"}
    assert any(f"there are {4**60} ways through" in wrong for _, wrong in problems)


def test_too_many_outcomes_are_refused(tree: Finder, named: Named) -> None:
    more = tuple(replace(tree.outcomes[0], id=f"more-{number}") for number in range(41 - len(tree.outcomes)))
    assert ("finder-too-large", "there are 41 outcomes") in said(replace(tree, outcomes=(*tree.outcomes, *more)), named)


def test_the_shape_of_the_tree_is_checked_although_a_toolkit_has_a_problem(tmp_path: Path) -> None:
    bad = (ROOT / "tests/bad/finder/finder-unreached.yaml").read_bytes()
    data = trial(tmp_path, "finder", bad)
    entries = data / "toolkits.yaml"
    entries.write_text(entries.read_text("utf-8").replace("kind: checklist", "kind: cheklist"), "utf-8")
    assert [problem.rule for problem in problems_in(data)] == ["finder-unreached", "unknown-word"]


# What contradicts


@pytest.mark.parametrize(
    ("known", "asked", "against"),
    [
        ({}, {"level": ("team",), "topics": ("housing",), "time": ("half-day",)}, []),
        ({"level": ("team", "board")}, {"level": ("team",)}, []),
        ({"level": ("team",)}, {"level": ("board", "network")}, ["level"]),
        ({"topics": ("housing",)}, {"topics": ("employability",)}, ["topics"]),
        ({"minutes": Minutes(5, 60, "publisher")}, {"time": ("under-1-hour",)}, []),
        ({"minutes": Minutes(5, 61, "publisher")}, {"time": ("under-1-hour",)}, ["time"]),
        ({}, {"stages": ("reviewing-and-ending",)}, ["stages"]),
        ({"level": ("team",), "topics": ("housing",)}, {"level": ("board",), "topics": ("employability",)}, ["level", "topics"]),
        ({"level": ("team",)}, {}, []),
    ],
)
def test_only_what_is_known_contradicts(catalogue: Catalogue, known: dict[str, Any], asked: dict[str, Any], against: list[str]) -> None:
    plain: Toolkit = replace(catalogue.by_id["place-standard"], stages=("skills",), level=(), topics=(), minutes=None)
    assert contradictions(replace(plain, **known), Means(**asked)) == against


# A changed file


def unreachable(project: Path) -> str:
    """Leads the one answer that led to an outcome elsewhere, in a copy of the project. Gives the outcome's name."""
    file = project / "data" / "finder.yaml"
    text = file.read_text("utf-8")
    ends = [name for name in re.findall(r"^        outcome: (\S+)$", text, re.MULTILINE) if name != "starter"]
    once = next(name for name in ends if ends.count(name) == 1)
    file.write_text(text.replace(f"        outcome: {once}\n", "        outcome: starter\n"), "utf-8")
    return once


def test_the_check_and_the_build_name_an_outcome_that_one_changed_branch_cut_off(project: Path) -> None:
    name = unreachable(project)
    wanted = rf"data/finder\.yaml:\d+: no answer leads to outcome {name}; lead an answer there, or take it out"
    checked = subprocess.run([sys.executable, "-m", "macros", "check"], cwd=project, capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert re.search(wanted, checked.stderr)
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", "site"], cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode != 0
    assert re.search(wanted, built.stdout + built.stderr)
    assert not (project / "site" / "choose").exists()
