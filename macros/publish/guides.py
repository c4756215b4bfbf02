"""Views for the prose pages: the home page, the guides and the pages about the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from macros.catalogue.model import Term, Toolkit
from macros.publish.list_views import guide_list, toolkit_card
from macros.publish.lists import FACETS, how_many_now, how_many_to_ask_for
from macros.publish.views import Page, View, day, link_view, outside_view, toolkit_link


def toolkit_list(page: Page, stage: str | None = None, topic: str | None = None) -> View:
    """The toolkits of one stage or one topic, for its guide.

    Raises ValueError for a word that is not in the vocabulary.
    """
    facet, value = ("do", stage) if stage else ("field", topic)
    group = FACETS[facet].group
    if value is None or value not in page.catalogue.vocabulary[group]:
        raise ValueError(f"toolkit_list was asked for {value!r}; use stage= or topic= with a word of data/vocabulary.yaml ({group})")
    return guide_list(page, facet, value)


def home(page: Page) -> View:
    """The ways in, and common situations."""
    stages = page.catalogue.vocabulary["stages"].values()
    return {
        "total": len(page.catalogue.toolkits),
        "today": how_many_now(page.catalogue),
        "situations": [{"label": term.situation or term.label, "href": page.href(f"/guides/{term.id}/")} for term in stages],
        "choose": page.href("/choose/") if page.catalogue.finder else None,
        "checklists": page.href("/checklists/") if page.catalogue.checklists else None,
        "my": page.href("/my/") if page.catalogue.checklists else None,
        "guides": page.href("/guides/"),
        "toolkits": page.href("/toolkits/"),
        "today_list": page.href("/toolkits/for/available/now/") if how_many_now(page.catalogue) else None,
        "a_to_z": page.href("/toolkits/a-to-z/"),
        "privacy": page.href("/about/privacy/"),
    }


def guide_index(page: Page) -> View:
    """Every guide, with what it helps with."""
    vocabulary = page.catalogue.vocabulary
    return {
        "stages": [_guide(page, f"/guides/{term.id}/", term) for term in vocabulary["stages"].values()],
        "topics": [_guide(page, f"/guides/topics/{term.id}/", term) for term in vocabulary["topics"].values()],
    }


def note_index(page: Page) -> View:
    """Every address of the 2009 note, in the order of its footnotes, with the toolkit it belongs to."""
    found: list[tuple[int, Toolkit, View]] = [
        (link.footnote, toolkit, link_view(page, link, toolkit.reviewed))
        for toolkit in page.catalogue.toolkits
        for link in toolkit.links
        if link.footnote is not None
    ]
    return {"footnotes": [{"number": n, "toolkit": toolkit_link(page, t), "link": link} for n, t, link in sorted(found, key=lambda f: f[0])]}


def numbers(page: Page) -> View:
    """How much the catalogue holds, counted."""
    toolkits = page.catalogue.toolkits
    # The note names a toolkit when it is a source of its name or publisher; some later entries only compare themselves with it.
    noted = sum(any(source.id == "note" and {"name", "publisher"} & {*source.supports} for source in toolkit.sources) for toolkit in toolkits)
    return {
        "total": len(toolkits),
        "noted": noted,
        "today": how_many_now(page.catalogue),
        "to_ask_for": how_many_to_ask_for(page.catalogue),
        "reviewed": day(max(toolkit.reviewed for toolkit in toolkits)),
    }


def references(page: Page, cited: Sequence[str]) -> View:
    """The sources that a page cites, in the order in which it cites them."""
    return {"references": [reference_view(page, name) for name in cited]}


def search(page: Page) -> View:
    """The search page's frame: where its data are, and what to do without script."""
    return {"index": page.href("/search.json"), "a_to_z": page.href("/toolkits/a-to-z/"), "guides": page.href("/guides/")}


def timeline(page: Page) -> View:
    """What became of the tools and their publishers, year by year."""
    years: list[View] = []
    for event in page.catalogue.timeline:
        if not years or years[-1]["year"] != event.when:
            years.append({"year": event.when, "events": []})
        years[-1]["events"].append(
            {
                "what": event.what,
                "toolkits": [toolkit_link(page, page.catalogue.by_id[name]) for name in event.toolkits],
                "sources": [reference_view(page, name) for name in event.references],
            }
        )
    return {"years": years}


def toolkit_set(page: Page, *names: str) -> View:
    """The toolkits of a curated set, in the order of use. Raises ValueError for an id that is not an entry."""
    unknown = [name for name in names if name not in page.catalogue.by_id]
    if unknown:
        raise ValueError(f"toolkit_set names {', '.join(unknown)}, which data/toolkits.yaml does not have")
    return {"cards": [toolkit_card(page, page.catalogue.by_id[name]) for name in names]}


def reference_view(page: Page, name: str) -> View:
    """One source of data/references.yaml."""
    reference = page.catalogue.references[name]
    return {
        "id": reference.id,
        "title": reference.title,
        "publisher": reference.publisher,
        "year": reference.year,
        "outside": outside_view(page, reference.url, reference.read, reference.how_read) if reference.url else None,
        "note": reference.note,
        "how": page.catalogue.vocabulary["how_read"][reference.how_read].label,
        "read": day(reference.read),
    }


def _guide(page: Page, address: str, term: Term) -> View:
    return {"href": page.href(address), "label": term.label, "definition": term.definition}
