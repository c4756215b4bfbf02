"""Views and data of the checklists: the list, the start page of each, and paper in four forms."""

from __future__ import annotations

import difflib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from macros.catalogue.checklist import Checklist, Item
from macros.catalogue.model import Catalogue
from macros.publish.guides import reference_view
from macros.publish.qr import qr
from macros.publish.views import Page, View, toolkit_link

FORMAT, VERSION = "partnership-navigator/checklists", 1
PAPERS = {"notes": "", "compact": "compact/", "large": "large/", "tally": "tally/"}
"""Forms of paper and where each stands below a checklist’s `print/`."""


def checklist_list(page: Page) -> View:
    return {"checklists": [_card(page, checklist) for checklist in page.catalogue.checklists], "my": page.href("/my/")}


def checklist_start(page: Page, name: str) -> View:
    """What a checklist is, how to use it, and its statements with why they matter and what to do when they are weak."""
    checklist = found(page, name)
    return {
        **_card(page, checklist),
        "lead": checklist.lead,
        "statements": [item.id for item in in_order(checklist)],
        "based_on": checklist.based_on,
        "basis": checklist.minutes.basis,
        "fill": page.href(f"/checklists/{name}/fill/"),
        "results": page.href(f"/checklists/{name}/results/"),
        "my": page.href("/my/"),
        "privacy": page.href("/about/privacy/"),
        "papers": {form: page.href(f"/checklists/{name}/print/{place}") for form, place in PAPERS.items()},
        "toolkits": [toolkit_link(page, page.catalogue.by_id[one]) for one in checklist.toolkits],
        "sources": [reference_view(page, one) for one in dict.fromkeys((*checklist.sources, *_cited(checklist)))],
        "themes": [
            {
                "id": theme.id,
                "title": theme.title,
                "intro": theme.intro,
                "items": [_item(page, checklist, item) for item in checklist.items_of(theme.id)],
            }
            for theme in checklist.themes
        ],
        "running": page.href("/guides/running-a-self-assessment/"),
        "misleading": page.href("/guides/continuous-improvement/") + "#how-scores-mislead",
    }


def checklist_paper(page: Page, name: str, form: str) -> View:
    """A blank form to print, or the sheet on which the answers of all forms are counted. Raises ValueError for a form that is not made."""
    checklist = found(page, name)
    if form not in PAPERS:
        raise ValueError(f"there is no paper form {form!r}; use one of: {', '.join(PAPERS)}")
    number = {item.id: place for place, item in enumerate(in_order(checklist), 1)}
    scales = [_scale(scale) for scale in (checklist.importance, checklist.scale) if scale]
    return {
        "form": form,
        "title": checklist.title,
        "version": checklist.version,
        "based_on": checklist.based_on,
        "scales": scales,
        "two_axes": checklist.importance is not None,
        "columns": 2 + sum(len(scale["levels"]) for scale in scales) + 2,
        "themes": [
            {
                "title": theme.title,
                "items": [{"number": number[item.id], "text": item.text, "hint": item.hint} for item in checklist.items_of(theme.id)],
            }
            for theme in checklist.themes
        ],
        "start": page.href(f"/checklists/{name}/"),
        "qr": qr(f"{page.origin.rstrip('/')}/checklists/{name}/") if page.origin else None,
        "others": [{"form": other, "href": page.href(f"/checklists/{name}/print/{place}")} for other, place in PAPERS.items() if other != form],
    }


def checklists_json(catalogue: Catalogue, licence: str) -> str:
    """/checklists.json: every checklist as its file gives it."""
    every = [_plain(checklist) for checklist in catalogue.checklists]
    return json.dumps({"format": FORMAT, "version": VERSION, "licence": licence, "checklists": every}, ensure_ascii=False, indent=1) + "\n"


def _card(page: Page, checklist: Checklist) -> View:
    return {
        "id": checklist.id,
        "title": checklist.title,
        "purpose": checklist.purpose,
        "href": page.href(f"/checklists/{checklist.id}/"),
        "count": len(checklist.items),
        "two_axes": checklist.importance is not None,
        "alone": checklist.minutes.alone,
        "together": checklist.minutes.together,
        "version": checklist.version,
    }


def _item(page: Page, checklist: Checklist, item: Item) -> View:
    vocabulary = page.catalogue.vocabulary
    guides = []
    for guide in item.guides:
        group, _, word = ("topics", "", guide.removeprefix("topics/")) if guide.startswith("topics/") else ("stages", "", guide)
        guides.append({"href": page.href(f"/guides/{guide}/"), "label": vocabulary[group][word].label})
    return {
        "id": item.id,
        "number": next(place for place, one in enumerate(in_order(checklist), 1) if one.id == item.id),
        "text": item.text,
        "why": item.why,
        "weak": item.weak,
        "guides": guides,
        "toolkits": [toolkit_link(page, page.catalogue.by_id[one]) for one in item.toolkits],
    }


def in_order(checklist: Checklist) -> list[Item]:
    """The statements in the order in which they are numbered."""
    return [item for theme in checklist.themes for item in checklist.items_of(theme.id)]


def _cited(checklist: Checklist) -> list[str]:
    return [name for item in checklist.items for name in item.references]


def _scale(scale: Any) -> View:
    return {"question": scale.question, "levels": [{"value": level.value, "label": level.label} for level in scale.levels]}


def found(page: Page, name: str) -> Checklist:
    """The checklist of that name. Raises ValueError, naming the nearest one, when there is none."""
    known = {checklist.id: checklist for checklist in page.catalogue.checklists}
    if name not in known:
        near = difflib.get_close_matches(name, list(known), n=1)
        raise ValueError(f"there is no checklist {name!r}; {f'did you mean {near[0]}?' if near else 'see data/checklists/'}")
    return known[name]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        given = {one.name: _plain(getattr(value, one.name)) for one in fields(value) if "kind" in one.metadata}
        return {name: one for name, one in given.items() if one not in (None, [], {})}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
