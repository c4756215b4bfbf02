"""Views of what is done with a checklist in the browser: the form, and the runs that are kept there."""

from __future__ import annotations

from macros.catalogue.checklist import Checklist, Item, Scale
from macros.publish.checklists import found, in_order
from macros.publish.views import Page, View


def definition(checklist: Checklist) -> View:
    """What scripts need of a checklist: ids, numbers and words. Keys: id, version, title, scale, importance, themes, retired.

    Scales hold labels from 4 to 1; themes hold items with id, number, text and the version they came in.
    """
    number = {item.id: place for place, item in enumerate(in_order(checklist), 1)}
    return {
        "id": checklist.id,
        "version": checklist.version,
        "title": checklist.title,
        "scale": _scale(checklist.scale),
        "importance": _scale(checklist.importance) if checklist.importance else None,
        "themes": [
            {
                "id": theme.id,
                "title": theme.title,
                "items": [
                    {"id": item.id, "number": number[item.id], "text": item.text, "since": item.since} for item in checklist.items_of(theme.id)
                ],
            }
            for theme in checklist.themes
        ],
        "retired": [{"id": one.id, "text": one.text} for one in checklist.retired],
    }


def checklist_fill(page: Page, name: str) -> View:
    """The form. Every statement is there without script, too."""
    checklist = found(page, name)
    number = {item.id: place for place, item in enumerate(in_order(checklist), 1)}
    return {
        "island": definition(checklist),
        "count": len(checklist.items),
        "importance": _scale(checklist.importance) if checklist.importance else None,
        "scale": _scale(checklist.scale),
        "sections": [
            {
                "id": theme.id,
                "title": theme.title,
                "intro": theme.intro,
                "place": place,
                "items": [_item(item, number[item.id]) for item in checklist.items_of(theme.id)],
            }
            for place, theme in enumerate(checklist.themes, 1)
        ],
        "hrefs": {
            "start": page.href(f"/checklists/{name}/"),
            "results": page.href(f"/checklists/{name}/results/"),
            "paper": page.href(f"/checklists/{name}/print/"),
            "my": page.href("/my/"),
            "privacy": page.href("/about/privacy/"),
        },
    }


def runs(page: Page) -> View:
    """The list of runs that are kept in this browser, and the way to open a saved copy."""
    known = [{**definition(one), "href": page.href(f"/checklists/{one.id}/")} for one in page.catalogue.checklists]
    return {
        "island": {"checklists": known},
        "checklists": page.href("/checklists/"),
        "privacy": page.href("/about/privacy/"),
    }


def _item(item: Item, number: int) -> View:
    return {"id": item.id, "number": number, "text": item.text, "hint": item.hint}


def _scale(scale: Scale) -> View:
    return {"question": scale.question, "levels": [{"value": level.value, "label": level.label} for level in scale.levels]}
