"""Views and data of the decision tree: a question at a time, the whole tree, and what else fits."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from macros.catalogue.finder import FILE, Answer, Finder, Means, Outcome, Pick, Question
from macros.catalogue.model import Catalogue, Toolkit
from macros.publish.lists import availability, in_order, term
from macros.publish.qr import qr
from macros.publish.views import Page, View, toolkit_link


def finder(page: Page) -> View:
    """The frame of /choose/: the first question with links for readers without script, and the island for its script."""
    tree = _tree(page)
    first = tree.question[tree.start]
    return {
        "question": first.text,
        "answers": [{"text": answer.text, "href": page.href(f"/choose/tree/#{_anchor(answer)}")} for answer in first.answers],
        "tree": page.href("/choose/tree/"),
        "index": page.href("/finder.json"),
        "island": {
            "start": tree.start,
            "questions": {question.id: _question(question) for question in tree.questions},
            "outcomes": {outcome.id: _outcome(page, outcome) for outcome in tree.outcomes},
        },
    }


def finder_tree(page: Page) -> View:
    """The whole tree: each question nested under the answer that first leads to it, and every outcome with its tools."""
    tree = _tree(page)
    numbers = {question.id: number for number, question in enumerate(_in_reading_order(tree), 1)}
    lists = {outcome.id: {"id": outcome.id, "number": number, "name": outcome.name} for number, outcome in enumerate(tree.outcomes, 1)}
    shown: set[str] = set()

    def nested(name: str) -> View:
        shown.add(name)
        question = tree.question[name]
        answers = []
        for answer in question.answers:
            known = answer.next in shown if answer.next else False
            answers.append(
                {
                    "text": answer.text,
                    "question": nested(answer.next) if answer.next and not known else None,
                    "again": {"number": numbers[answer.next], "id": answer.next} if answer.next and known else None,
                    "outcome": lists[answer.outcome] if answer.outcome else None,
                }
            )
        return {"id": name, "number": numbers[name], "text": question.text, "hint": question.hint, "answers": answers}

    return {
        "tree": nested(tree.start),
        "outcomes": [{**lists[outcome.id], **_outcome(page, outcome)} for outcome in tree.outcomes],
        "questions": len(tree.questions),
        "choose": page.href("/choose/"),
        "qr": qr(f"{page.origin.rstrip('/')}/choose/") if page.origin else None,
    }


def finder_json(catalogue: Catalogue) -> str:
    """/finder.json: the fields of every toolkit that can be had, by which the browser tells what else fits."""
    left_out = {one.id for one in catalogue.finder.not_in_finder} if catalogue.finder else set()
    offered = [toolkit for toolkit in catalogue.toolkits if availability(catalogue, toolkit) == "now" and toolkit.id not in left_out]
    return json.dumps({"toolkits": [_fields(toolkit) for toolkit in in_order(catalogue, offered)]}, ensure_ascii=False, separators=(",", ":")) + "\n"


def offered_but_gone(catalogue: Catalogue) -> list[str]:
    """What a maintainer should look at: outcomes that offer a tool whose links have stopped working since it was chosen.

    Readers are shown the others first, so this never stops a build.
    """
    outcomes = catalogue.finder.outcomes if catalogue.finder else ()
    return [
        f"{FILE}:{outcome.line}: outcome {outcome.id} offers {pick.id}, whose links no longer work; choose another, and mend the advice"
        for outcome in outcomes
        for pick in outcome.shortlist
        if availability(catalogue, catalogue.by_id[pick.id]) != "now"
    ]


def _tree(page: Page) -> Finder:
    if page.catalogue.finder is None:
        raise ValueError("the page shows the decision tree, but data/finder.yaml is not there")
    return page.catalogue.finder


def _anchor(answer: Answer) -> str:
    return f"question-{answer.next}" if answer.next else f"outcome-{answer.outcome}"


def _question(question: Question) -> View:
    return {
        "text": question.text,
        "hint": question.hint,
        "answers": [
            {
                "id": answer.id,
                "text": answer.text,
                "because": answer.because,
                "means": _means(answer.means) if answer.means else None,
                "next": answer.next,
                "outcome": answer.outcome,
            }
            for answer in question.answers
        ],
    }


def _means(means: Means) -> dict[str, Any]:
    return {one.name: list(getattr(means, one.name)) for one in fields(Means) if getattr(means, one.name)}


def _outcome(page: Page, outcome: Outcome) -> View:
    picks = [_pick(page, pick) for pick in outcome.shortlist]
    here, gone = [one for one in picks if one["gone"] is None], [one for one in picks if one["gone"]]
    return {
        "name": outcome.name,
        # It names the tools by their places, which have changed.
        "advice": None if gone else outcome.advice,
        "guide": page.href(f"/guides/{outcome.guide}/"),
        "checklist": _checklist(page, outcome.checklist) if outcome.checklist else None,
        "shortlist": here + gone,
    }


def _checklist(page: Page, name: str) -> View:
    found = next(one for one in page.catalogue.checklists if one.id == name)
    return {"title": found.title, "href": page.href(f"/checklists/{name}/"), "purpose": found.purpose, "minutes": found.minutes.alone}


def _pick(page: Page, pick: Pick) -> View:
    toolkit = page.catalogue.by_id[pick.id]
    link = toolkit_link(page, toolkit)
    return {
        "id": pick.id,
        "name": link["name"],
        "href": link["href"],
        "why": pick.why,
        "caution": pick.caution,
        "time": term(page.catalogue, "times", toolkit.time_band).label,
        "timeKnown": toolkit.minutes is not None,
        "gone": None if link["availability"]["id"] == "now" else link["availability"]["label"],
    }


def _fields(toolkit: Toolkit) -> dict[str, Any]:
    return {
        "id": toolkit.id,
        "name": toolkit.name,
        "stages": toolkit.stages,
        "level": toolkit.level,
        "topics": toolkit.topics,
        "time": toolkit.time_band,
    }


def _in_reading_order(tree: Finder) -> list[Question]:
    found: dict[str, Question] = {}

    def visit(name: str) -> None:
        if name in found:
            return
        found[name] = tree.question[name]
        for answer in tree.question[name].answers:
            if answer.next:
                visit(answer.next)

    visit(tree.start)
    return list(found.values())
