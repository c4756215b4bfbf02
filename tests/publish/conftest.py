"""A small catalogue made by hand, in which every field is known, and pages that stand on its site."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import pytest
from hypothesis import settings

from macros.catalogue.model import (
    VOCABULARY_GROUPS,
    Archive,
    Catalogue,
    Link,
    Minutes,
    Part,
    Reference,
    Source,
    Standing,
    Structure,
    Successor,
    Term,
    Toolkit,
)
from macros.publish.addresses import Addresses, address_of_source
from macros.publish.pages import pages
from macros.publish.views import Page

# The same examples on every run, and no limit on their time: a busy machine is not a defect.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

WORDS = {
    "stages": ("decide", "improve"),
    "topics": ("housing",),
    "kinds": ("guide", "checklist"),
    "levels": ("team", "board"),
    "nations": ("scotland", "uk"),
    "costs": ("free",),
    "statuses": ("current", "historical", "lost"),
    "times": ("under-1-hour", "1-to-2-hours", "half-day", "day-or-more", "not-known"),
    "availabilities": ("now", "copy", "gone"),
    "how_read": ("whole", "opening", "copy"),
    "link_states": ("unchecked", "live", "moved", "unsure", "failing", "dead", "hidden", "none"),
}
VOCABULARY = MappingProxyType(
    {group: {word: Term(word, f"{word} label", f"What {word} means.") for word in WORDS[group]} for group in VOCABULARY_GROUPS}
)

GONE = "http://www.gone.example.com/x"
NOTE = Source("note", "The note", "whole", "2026-11-20", ("name", "publisher"), note="See About.")
NEW = Toolkit(
    id="new", name="The New Checklist", short_name="NC", purpose="Asks partners twelve things.", description="More **about** it.\n\n- one\n- two",
    kind="checklist", stages=("decide", "improve"), topics=("housing",), level=("team", "board"), status="current", publisher="New Council",
    answered_by="Each partner", minutes=Minutes(30, 90, "site"), produces="A list.", authors=("A. Author", "B. Writer"), year="2014 to 2015",
    structure=Structure((Part("Two themes", ("Trust", "Money")),), "12 questions", "Yes or no", "None"), nations=("scotland",), cost="free",
    licence="May be printed.", formats=("PDF", "Web page"), related=("kept",), good_for=("A first talk",), think_twice=("It is short",),
    how_to_use=("Read it.", "Fill it in."),
    links=(
        Link("https://new.example.org/", "Site", "own"),
        Link("https://new.example.org/form", "Form", "part"),
        Link("https://library.example.org/new", "Library", "copy"),
    ),
    sources=(Source("site", "The site", "opening", "2026-11", ("name", "purpose"), url="https://new.example.org/"),),
    reviewed="2026-11-23",
)  # fmt: skip
KEPT = Toolkit(
    id="kept", name="Kept Guide", purpose="Tells boards who decides.", kind="guide", stages=("decide",), status="current", publisher="A Trust",
    part_of="new", how_to_get="Ask the trust.", nations=("uk",), sources=(Source("talk", "A talk", "copy", "2026-11-01", ("name",), note="Heard."),),
    reviewed="2026-11-22",
)  # fmt: skip
OLD = Toolkit(
    id="old", name="An Old Tool", purpose="Scored teams.", kind="checklist", stages=("improve",), status="historical", publisher="Old Office",
    fate="Closed in 2010.", nations=("scotland",), successors=(Successor("new", "Asks the same."),), sources=(NOTE,), reviewed="2026-11-23",
    links=(
        Link("http://old.example.gov.uk/tool.asp?a=1&b=2", "Old tool", "own", 1),
        Link("http://kept.example.org/old", "Kept", "copy", None,
             (Archive("https://web.archive.org/web/20090801000000/http://kept.example.org/old", "2009-08-01", "2026-11-23"),)),
    ),
)  # fmt: skip
LOST = Toolkit(
    id="lost", name="the Lost One", purpose="Nobody knows.", kind="guide", stages=("improve",), status="lost", publisher="Not stated in the note",
    no_successor="Nothing does this today.", sources=(NOTE,), reviewed="2026-11-23", links=(Link(GONE, "Lost", "own", 2),),
)  # fmt: skip


@pytest.fixture(scope="session")
def small() -> Catalogue:
    """Four toolkits: one with every field, one to ask for, one historical, one lost whose address is hidden."""
    return Catalogue(
        toolkits=(OLD, NEW, LOST, KEPT),
        vocabulary=VOCABULARY,
        references={
            "study": Reference("study", "A study", "A journal", "opening", "2026-11", "2018", "https://journal.example.org/1"),
            "talk": Reference("talk", "A talk", "Somebody", "copy", "2026-11-02", url="https://copies.example.org/talk", note="Read on a copy."),
        },
        synonyms=(("joint working", "partnership"),),
        standings={GONE: Standing(GONE, "hidden", "2026-11-01", reason="Its owner is gone.", decided=True)},
        government=frozenset(("old.example.gov.uk",)),
    )


@pytest.fixture(scope="session")
def page_at() -> Callable[[Catalogue, str], Page]:
    """The page of a catalogue's site at an address, where every link to a page that does not exist is an error."""

    def page(catalogue: Catalogue, here: str) -> Page:
        written = ["/", "/compare/", "/guides/", "/guides/running-a-self-assessment/", "/about/privacy/", "/contribute/"]
        written += ["/search.json", "/links.json", "/browse.json", "/finder.json", "/compare.json"]
        written += [f"/guides/{stage}/" for stage in catalogue.vocabulary["stages"]]
        written += [f"/guides/topics/{topic}/" for topic in catalogue.vocabulary["topics"]]
        known = Addresses(frozenset([*written, *(address_of_source(source) for source in pages(catalogue))]))
        return Page(catalogue, lambda target: known.href(here, target))

    return page
