"""Twenty situations in words, the answers that a person in them would give, and where the decision tree must take them.

Judged against the note of 2009, which sorts its tools by the same tasks, and against what is known of today's tools.
`reason` stands in the sentence that says why the first tool is suggested. `untimed` are tools of the shortlist whose
time no source gives although an answer asked for it: their reason has to say so.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from macros.catalogue.finder import Finder, Path
from macros.catalogue.model import Catalogue


@dataclass(frozen=True)
class Situation:
    words: str
    answers: str
    outcome: str
    first: str
    reason: str
    untimed: tuple[str, ...] = ()


SITUATIONS = (
    Situation(
        "A new housing and care partnership of six organisations has an hour",
        "goal=start&start-who=several-organisations&start-far=agreed&start-field=housing&start-time=an-hour",
        "housing-start-hour", "wilder-collaboration-factors-inventory", "housing is one of the partners and you have an hour",
        ("improving-health-through-the-home-checklist",),
    ),
    Situation(
        "An alcohol and drug partnership wants to check its health",
        "goal=check&check-who=partners&check-why=whole&check-field=alcohol-and-drugs",
        "alcohol-and-drugs", "adp-partnership-delivery-framework", "it is about alcohol and drugs",
    ),
    Situation(
        "A council with sixty partnerships has to thin them out",
        "goal=thin&thin-what=too-many",
        "too-many", "blackpool-partnership-governance-framework", "one organisation has to decide which to keep",
    ),
    Situation(
        "An integrated team struggles to work together",
        "goal=check&check-who=team&check-team=struggling",
        "team-struggling", "development-matrix-for-integration", "one team will answer and the team struggles",
    ),
    Situation(
        "An integration joint board prepares for an inspection",
        "goal=check&check-who=partners&check-why=inspection",
        "care-inspection", "joint-inspection-adults-framework", "an inspection of health and care is coming",
    ),
    Situation(
        "A community planning board has its yearly review to hold",
        "goal=check&check-who=partners&check-why=whole&check-field=community-planning",
        "community-planning-check", "community-planning-self-assessment", "it is in community planning",
    ),
    Situation(
        "A third sector interface wants to know how charities and public bodies get on",
        "goal=check&check-who=partners&check-why=charities",
        "charities-check", "third-sector-interface-self-assessment", "it is about charities and public bodies",
    ),
    Situation(
        "A local employability partnership takes stock",
        "goal=check&check-who=partners&check-why=whole&check-field=employability",
        "employability", "local-employability-partnership-framework", "it is about employability",
    ),
    Situation(
        "A community safety partnership takes stock",
        "goal=check&check-who=partners&check-why=whole&check-field=justice-and-safety",
        "justice-and-safety", "wilder-collaboration-factors-inventory", "it is about community safety or justice",
    ),
    Situation(
        "A regional economic partnership wants to know how well it works",
        "goal=check&check-who=partners&check-why=whole&check-field=economy",
        "economy-check", "wilder-collaboration-factors-inventory", "it is about the local or regional economy",
    ),
    Situation(
        "On a partnership board nobody knows who decides",
        "goal=govern&govern-worry=decides",
        "who-decides", "provider-collaboration-governance", "nobody knows who may decide what",
    ),
    Situation(
        "A health board and a small charity of very unequal power want an honest check",
        "goal=check&check-who=partners&check-why=power",
        "unequal-power", "genuine-partnerships-audit-tool", "some partners have far less power than others",
    ),
    Situation(
        "A partnership officer needs skills for working with other organisations",
        "goal=skills&skills-who=one-person",
        "skills-person", "collaborative-leadership-course", "one person wants to learn",
    ),
    Situation(
        "A partnership may have done its job",
        "goal=end&end-what=review",
        "review", "sdg-partnership-health-check", "it may have done its job",
    ),
    Situation(
        "Hospital, council and housing want people to get home from hospital without delay",
        "goal=check&check-who=partners&check-why=handover",
        "moving-between-services", "transfers-of-care-high-impact-change-model", "people move from one service to another",
    ),
    Situation(
        "Several organisations can spare only an hour for a check",
        "goal=check&check-who=partners&check-why=an-hour",
        "several-check", "wilder-collaboration-factors-inventory", "several organisations or their board will answer and you have an hour",
        ("sdg-partnership-health-check", "nuffield-pat"),
    ),
    Situation(
        "Someone new to partnerships is not sure where to begin",
        "goal=unsure",
        "starter", "wilder-collaboration-factors-inventory", "You were not sure, so this is a starter shortlist",
    ),
    Situation(
        "General practices, community nurses and charities form a cluster in one locality",
        "goal=check&check-who=network&check-network=locality",
        "locality-network", "cluster-maturity-matrix", "general practices and others serve one locality together",
    ),
    Situation(
        "Partners and residents set out to regenerate a neighbourhood",
        "goal=start&start-who=several-organisations&start-far=agreed&start-field=place",
        "place", "place-standard", "it is about one place and the people who live there",
    ),
    Situation(
        "A partnership has to show its funder what it achieves",
        "goal=results&results-for=funder",
        "show-results", "evaluating-partnerships", "a funder or commissioner needs to know",
    ),
)  # fmt: skip

each_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.words)


@pytest.fixture(scope="module")
def tree(catalogue: Catalogue) -> Finder:
    assert catalogue.finder
    return catalogue.finder


def way(tree: Finder, answers: str) -> Path:
    """The path with exactly these answers."""
    return next(path for path in tree.paths() if "&".join(f"{question.id}={answer.id}" for question, answer in path.steps) == answers)


def test_there_are_twenty_and_each_differs() -> None:
    assert len(SITUATIONS) == 20
    assert len({situation.answers for situation in SITUATIONS}) == 20


@each_situation
def test_the_answers_lead_to_the_tool_that_fits(tree: Finder, situation: Situation) -> None:
    path = way(tree, situation.answers)
    assert path.outcome == situation.outcome
    assert tree.outcome[path.outcome].shortlist[0].id == situation.first


@each_situation
def test_the_reason_comes_from_the_answers(tree: Finder, situation: Situation) -> None:
    reasons = [answer.because for _, answer in way(tree, situation.answers).steps if answer.because]
    said = ", ".join(reasons[:-1]) + (" and " if len(reasons) > 1 else "") + "".join(reasons[-1:])
    assert situation.reason in (said or "You were not sure, so this is a starter shortlist")


@each_situation
def test_what_takes_a_time_that_nobody_gives_is_marked(tree: Finder, catalogue: Catalogue, situation: Situation) -> None:
    path = way(tree, situation.answers)
    asks = any(answer.means and answer.means.time for _, answer in path.steps)
    untimed = [pick.id for pick in tree.outcome[path.outcome].shortlist if catalogue.by_id[pick.id].minutes is None]
    assert list(situation.untimed) == (untimed if asks else [])
