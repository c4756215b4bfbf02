"""View of the results page: what scripts need to work results out, and the advice that they show for low answers."""

from __future__ import annotations

import re

from macros.publish.checklists import checklist_start, found
from macros.publish.filling import definition
from macros.publish.views import Page, View

_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
LONGEST = 300
"""As long as the text of an action may be (overrides/assets/answers/response.js)."""


def results(page: Page, name: str) -> View:
    """Advice stands in the page once for each statement, so that it reads without script and its links stay relative.

    Raises ValueError for a checklist that does not exist.
    """
    checklist = found(page, name)
    start = checklist_start(page, name)
    return {
        "island": {**definition(checklist), "actions": {item.id: first_sentence(item.weak) for item in checklist.items}},
        "two_axes": checklist.importance is not None,
        "themes": [
            {"id": theme["id"], "title": theme["title"], "items": [{key: item[key] for key in _ADVICE} for item in theme["items"]]}
            for theme in start["themes"]
        ],
        "hrefs": {
            "start": page.href(f"/checklists/{name}/"),
            "fill": page.href(f"/checklists/{name}/fill/"),
            "paper": page.href(f"/checklists/{name}/print/"),
            "my": page.href("/my/"),
            "guide": page.href("/guides/continuous-improvement/"),
        },
    }


def first_sentence(text: str) -> str:
    """What an action may be prefilled with. The whole text when no sentence ends in it."""
    match = _FIRST_SENTENCE.match(text)
    return (match[0] if match else text)[:LONGEST]


_ADVICE = ("id", "number", "text", "weak", "guides", "toolkits")
