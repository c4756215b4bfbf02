"""What readers get of an outside address in each of its states, on pages and in data; and that a hidden one comes out nowhere."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.catalogue.address import refusal_of_address
from macros.catalogue.model import Archive, Catalogue, Link, Reference, Source, Standing, Successor, Toolkit, Vocabulary
from macros.links.judge import LINKED, STATES, Observation, Policy, Ruling, judge
from macros.links.observe.kinds import outcome
from macros.links.report import WORST_FIRST
from macros.publish.addresses import look_ups
from macros.publish.calls import COMPONENTS
from macros.publish.exports import data_files
from macros.publish.guides import references
from macros.publish.links import LENGTH, link_health, links_json
from macros.publish.pages import pages
from macros.publish.render import Renderer
from macros.publish.search import search_data
from macros.publish.views import Page, link_view, toolkit_detail, toolkit_summary

ROOT = Path(__file__).parent.parent.parent
POLICY = Policy(3, 72, 14)
RENDERER = Renderer(ROOT / "overrides" / "components")
PageAt = Callable[[Catalogue, str], Page]

NEW_HOME = "https://moved.example.org/new"
COPY = "https://web.archive.org/web/20090801000000/"


def seen(*results: str) -> list[tuple[str, str]]:
    """Results with the times at which machines found them, five days apart."""
    return [(f"2026-10-{1 + 5 * number:02}T06:00:00Z", result) for number, result in enumerate(results)]


EVIDENCE: Mapping[str, tuple[list[tuple[str, str]], list[tuple[str, str, str | None]]]] = {
    "unchecked": ([], []),
    "live": (seen("missing", "answered"), []),
    "moved": (seen("answered"), [("moved", "2026-10-20", NEW_HOME)]),
    "unsure": (seen("answered", "undecided"), []),
    "failing": (seen("answered", "missing", "undecided"), []),
    "dead": (seen("answered", "missing", "missing", "missing", "missing"), []),
    "hidden": (seen("answered", "takeover"), []),
    "decided": (seen("answered"), [("hide", "2026-10-20", None)]),
}
"""What machines saw and what people decided, by the state that it leads to; `decided` is hidden by a person."""
LEFT = {
    "lapsed": (seen("answered", "undecided", "takeover"), [("moved", "2026-10-08", NEW_HOME)]),
    "ended": (seen("takeover"), [("dead", "2026-10-08", None)]),
}
"""Addresses that are not hidden, but no safer: the page moved before strangers took it, or a person called it dead after."""


def address_of(state: str, note: bool = False) -> str:
    return f"http://{state}.example.net/2009.asp?a=1&b=2" if note else f"https://{state}.example.org/page"


def judged(address: str, state: str) -> Standing:
    machines, people = {**EVIDENCE, **LEFT}[state]
    observations = [Observation(address, at, result, "Spam from https://casino.example.com/ says the page.") for at, result in machines]
    return judge(address, observations, [Ruling(decision, "Found by a person.", day, "editor", to) for decision, day, to in people], POLICY)


PAPER = Source("paper", "On paper", "whole", "2026-11", ("name",), note="Read on paper.")


def toolkit(name: str, *links: Link, sources: tuple[Source, ...] = (PAPER,), status: str = "historical") -> Toolkit:
    return Toolkit(
        name, f"Tool {name}", f"Does {name}.", "guide", ("skills",), status, "Publisher", sources, "2026-11-20", links=links, no_successor="None.",
        how_to_get="Ask the council for a copy." if status == "lost" else None,
    )  # fmt: skip


ASKED_FOR = replace(toolkit("asked-for", status="current"), how_to_get="Ask for it.")  # a site where nothing can be had has no home page


def source(url: str, how_read: str = "whole", read: str = "2026-11") -> Source:
    return Source("site", "What was read", how_read, read, ("name",), url=url)


@pytest.fixture(scope="module")
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    return catalogue.vocabulary


@pytest.fixture(scope="module")
def told(vocabulary: Vocabulary) -> Catalogue:
    """A toolkit for each state, with an address of today, one of the note and a source; one that never had an address."""
    toolkits = [
        toolkit(
            state,
            Link(address_of(state), f"Site {state}", "own"),
            Link(address_of(state, note=True), f"Printed {state}", "own", footnote=number),
            sources=(source(address_of(state)),),
        )
        for number, state in enumerate(EVIDENCE, 1)
    ]
    toolkits += [toolkit("none", sources=(Source("note", "The note", "whole", "2026-11", ("name",), note="Printed."),), status="lost"), ASKED_FOR]
    addresses = {address_of(state, note): state for state in EVIDENCE for note in (False, True)}
    return Catalogue(
        tuple(toolkits),
        vocabulary,
        {state: Reference(state, f"Paper {state}", "A press", "whole", "2026-11-01", url=address_of(state)) for state in EVIDENCE},
        standings={address: judged(address, state) for address, state in addresses.items() if EVIDENCE[state] != ([], [])},
        government=frozenset(("dead.example.net", "hidden.example.net")),
    )


class Elements(HTMLParser):
    """The start tags of a piece of HTML, and its text with single spaces."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def links(self) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == "a"]

    @property
    def hrefs(self) -> list[str | None]:
        return [link["href"] for link in self.links]


def link_state(told: Catalogue, page_at: PageAt, state: str, note: bool = False) -> str:
    one = next(link for link in told.by_id[state].links if (link.footnote is not None) == note)
    return RENDERER.html("link-state", {"link": link_view(page_at(told, f"/toolkits/{state}/"), one, "2026-11-20")})


def archives(address: str, year: str = "", government: bool = False) -> list[str]:
    found = [f"https://web.archive.org/web/{year}*/{address}"]
    return [*found, f"https://webarchive.nationalarchives.gov.uk/ukgwa/*/{address}"] if government else found


WAYBACK = "Look for a copy in the Wayback Machine."
TODAY = {
    "unchecked": ("Site unchecked Not checked yet.", [address_of("unchecked")]),
    "live": ("Site live Works, checked on 6 October 2026.", [address_of("live")]),
    "moved": (
        "Site moved. It was at https://moved.example.org/page Moved, new address found on 20 October 2026, last seen working on 1 October 2026. "
        "Found by a person.",
        [NEW_HOME],
    ),
    "unsure": (
        f"Site unsure Could not be checked automatically, last tried on 6 October 2026, last seen working on 1 October 2026. {WAYBACK}",
        [address_of("unsure"), *archives(address_of("unsure"))],
    ),
    "failing": (
        "Site failing: https://failing.example.org/page Not answering since 6 October 2026, last seen working on 1 October 2026. " + WAYBACK,
        archives(address_of("failing")),
    ),
    "dead": (
        "Site dead: https://dead.example.org/page Dead since 21 October 2026, last seen working on 1 October 2026. " + WAYBACK,
        archives(address_of("dead")),
    ),
    "hidden": (
        "Site hidden: hidden.example[.]org Hidden for safety since 6 October 2026, last seen working on 1 October 2026. " + WAYBACK,
        archives(address_of("hidden")),
    ),
    "decided": (
        "Site decided: decided.example[.]org Hidden for safety since 20 October 2026, last seen working on 1 October 2026. "
        f"Found by a person. {WAYBACK}",
        archives(address_of("decided")),
    ),
}


@pytest.mark.parametrize(("state", "text", "hrefs"), [(state, *expected) for state, expected in TODAY.items()], ids=TODAY.keys())
def test_each_state_of_an_address_is_told_in_words(told: Catalogue, page_at: PageAt, state: str, text: str, hrefs: list[str]) -> None:
    found = Elements(link_state(told, page_at, state).replace("</p>", " </p>"))
    assert (found.text, found.hrefs) == (text, hrefs)


NOTED = {
    "unchecked": ": http://unchecked.example.net/2009.asp?a=1&b=2 Not checked yet.",
    "live": " Works, checked on 6 October 2026.",
    "moved": ". It was at http://moved.example.net/2009.asp?a=1&b=2 Moved, new address found on 20 October 2026, "
    "last seen working on 1 October 2026. Found by a person.",
    "unsure": ": http://unsure.example.net/2009.asp?a=1&b=2 Could not be checked automatically, last tried on 6 October 2026, "
    "last seen working on 1 October 2026.",
    "failing": ": http://failing.example.net/2009.asp?a=1&b=2 Not answering since 6 October 2026, last seen working on 1 October 2026.",
    "dead": ": http://dead.example.net/2009.asp?a=1&b=2 Dead since 21 October 2026, last seen working on 1 October 2026.",
    "hidden": ": hidden.example[.]net Hidden for safety since 6 October 2026, last seen working on 1 October 2026.",
}


@pytest.mark.parametrize(("number", "state", "words"), [(number, *one) for number, one in enumerate(NOTED.items(), 1)], ids=NOTED.keys())
def test_an_address_of_the_note_is_text_with_look_ups_until_it_is_known(
    told: Catalogue, page_at: PageAt, number: int, state: str, words: str
) -> None:
    found = Elements(link_state(told, page_at, state, note=True).replace("</p>", " </p>"))
    government = state in ("dead", "hidden")
    wayback = "the Wayback Machine or the UK Government Web Archive" if government else "the Wayback Machine"
    assert found.text == f"Printed {state} (footnote {number} of the note){words} Look for a copy from 2009 in {wayback}."
    linked = {"live": [address_of("live", note=True)], "moved": [NEW_HOME]}.get(state, [])
    assert found.hrefs == [*linked, *archives(address_of(state, note=True), "2009", government)]


def icon(html: str) -> str:
    found = re.search(r"<svg.*?</svg>", html)
    assert found
    return found[0]


def test_each_state_has_a_shape_of_its_own(told: Catalogue, page_at: PageAt) -> None:
    shapes = [icon(link_state(told, page_at, state)) for state in WORST_FIRST]
    shapes.append(icon(RENDERER.html("toolkit-detail", toolkit_detail(page_at(told, "/toolkits/none/"), told.by_id["none"]))))
    assert len(set(shapes)) == len(STATES)
    assert all('aria-hidden="true"' in shape for shape in shapes)


def test_what_never_had_an_address_says_so_and_how_to_ask(told: Catalogue, page_at: PageAt) -> None:
    page = page_at(told, "/toolkits/none/")
    assert "Never had an address. The note of 2009 gives none, and we know of no other." in Elements(
        RENDERER.html("toolkit-detail", toolkit_detail(page, told.by_id["none"]))
    ).text
    assert "Ask the council for a copy." in Elements(RENDERER.html("toolkit-summary", toolkit_summary(page, told.by_id["none"]))).text


HEADINGS = {
    "current": (Link(address_of("live"), "Site", "own"), "live", "How to get it"),
    "asked for": (None, "live", "How to get it"),
    "a page about it": (Link(address_of("live"), "Page", "part"), "live", "How to read about it"),
    "a page about it, dead": (Link(address_of("dead"), "Page", "part"), "dead", "If you need the original"),
    "no link": (None, "live", "If you need the original"),
    "a copy": (
        Link(address_of("dead"), "Page", "copy", None, (Archive(COPY + address_of("dead"), "2009-08-01", "2026-11-20"),)),
        "dead",
        "How to read about it",
    ),
}


@pytest.mark.parametrize("case", HEADINGS)
def test_a_summary_promises_something_to_read_only_where_it_leads_to_it(vocabulary: Vocabulary, page_at: PageAt, case: str) -> None:
    link, state, heading = HEADINGS[case]
    status = "current" if heading == "How to get it" else "historical"
    one = replace(toolkit("one", *([link] if link else []), status=status), how_to_get="Ask the council.")
    told = Catalogue((one,), vocabulary, standings={address_of(state): Standing(address_of(state), state)})
    html = RENDERER.html("toolkit-summary", toolkit_summary(page_at(told, "/toolkits/one/"), one))
    assert [text for text in re.findall("<h2>(.*?)</h2>", html) if text != "What to use instead"] == [heading, "At a glance"]


def test_only_what_is_lost_says_that_it_never_had_an_address(told: Catalogue, page_at: PageAt) -> None:
    for state in EVIDENCE:
        html = RENDERER.html("toolkit-detail", toolkit_detail(page_at(told, f"/toolkits/{state}/"), told.by_id[state]))
        assert "Never had an address" not in html


@pytest.mark.parametrize("state", EVIDENCE)
def test_a_summary_shows_what_is_offered_today_and_never_the_address_of_the_note(told: Catalogue, page_at: PageAt, state: str) -> None:
    html = RENDERER.html("toolkit-summary", toolkit_summary(page_at(told, f"/toolkits/{state}/"), told.by_id[state]))
    assert link_state(told, page_at, state) in html
    assert "example.net" not in html and "example[.]net" not in html


@pytest.mark.parametrize("state", EVIDENCE)
def test_a_source_bears_the_state_of_its_address(told: Catalogue, page_at: PageAt, state: str) -> None:
    text, hrefs = TODAY[state]
    words = re.sub(r"^.*? (?=Not|Works|Moved|Could|Dead|Hidden)", "", text).partition(".")[0].replace("last seen working on", "seen on")
    detail = RENDERER.html("toolkit-detail", toolkit_detail(page_at(told, f"/toolkits/{state}/"), told.by_id[state]))
    cited = RENDERER.html("references", references(page_at(told, "/guides/"), [state]))
    for item in (detail[detail.index("pn-toolkit-detail__sources") :], cited):
        found = Elements(item)
        assert words[0].lower() + words[1:] in found.text
        assert found.hrefs == hrefs
        assert ("look for a copy in the Wayback Machine" in found.text) is (WAYBACK in text)


def test_an_address_that_is_only_somebodys_copy_is_text_on_every_page(vocabulary: Vocabulary, page_at: PageAt) -> None:
    address = "https://sharing.example.com/copy"
    told = Catalogue((toolkit("read", Link("https://a.example.org/", "Site", "own"), sources=(source(address, "copy"),)),), vocabulary)
    detail = RENDERER.html("toolkit-detail", toolkit_detail(page_at(told, "/toolkits/read/"), told.by_id["read"]))
    health = RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1))
    for html in (detail, health):
        found = Elements(html)
        assert address in found.text and address not in found.hrefs and "not checked yet" in found.text.lower()
    assert next(row for row in json.loads(links_json(told))["links"] if row["address"] == address)["href"] is None


def test_a_copy_is_a_copy_only_when_a_person_opened_it(vocabulary: Vocabulary, page_at: PageAt) -> None:
    address = "http://old.example.com/"
    opened = Archive(COPY + address, "2009-08-01", "2026-11-20")
    for archived, hrefs in (((opened,), [opened.url]), ((), archives(address, "2009"))):
        told = Catalogue((toolkit("old", Link(address, "Old", "own", 1, archived)),), vocabulary, standings={address: Standing(address, "dead")})
        found = Elements(RENDERER.html("link-state", {"link": link_view(page_at(told, "/"), told.toolkits[0].links[0], "2026-11-20")}))
        assert found.hrefs == hrefs
        assert ("Read the copy of 1 August 2009, opened by a person on 20 November 2026." in found.text) is bool(archived)
        assert ("Look for a copy from 2009 in" in found.text) is not bool(archived)
        health = Elements(RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1)).partition("<template")[0])
        assert [href for href in health.hrefs if href and "web.archive.org" in href] == hrefs


def everything(told: Catalogue, page_at: PageAt) -> dict[str, str]:
    """Every page and data file that is made from the catalogue, as it comes out, and components that prose pages use."""
    environment = jinja2.Environment(autoescape=False)  # noqa: S701 - as the host renders page sources
    found = dict(data_files(told, "CC BY 4.0")) | {"search.json": search_data(told, ())}
    sources = dict(pages(told)) | {"prose.md": "{{ note_index() }} {{ home() }} {{ numbers() }} {{ guide_index() }}"}
    for path, text in sources.items():
        page = page_at(told, "/" if path == "prose.md" else f"/{path.removesuffix('index.md').removesuffix('.md')}".rstrip("/") + "/")
        calls = {name: _call(name, page) for name in COMPONENTS}
        found[path] = environment.from_string(text).render(calls)
    found["references"] = RENDERER.html("references", references(page_at(told, "/guides/"), list(told.references)))
    return found


def _call(name: str, page: Page) -> Callable[..., str]:
    return lambda *arguments, **named: RENDERER.html(name.replace("_", "-"), COMPONENTS[name](page, *arguments, **named))


def test_every_link_out_is_robust_and_opens_where_the_reader_is(told: Catalogue, page_at: PageAt) -> None:
    count = 0
    for html in everything(told, page_at).values():
        for link in Elements(html).links if html.lstrip().startswith(("<", "---")) else ():
            href = link["href"] or ""
            assert "target" not in link and "ping" not in link
            if "://" not in href:
                continue
            assert link["rel"] == "external"
            if not href.startswith(("https://web.archive.org/", "https://webarchive.nationalarchives.gov.uk/")):
                count += 1
                assert refusal_of_address(link["data-originalurl"] or "") is None
                assert link["data-originalurl"] == href or href == NEW_HOME
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", link["data-versiondate"] or "")
    assert count > 20


def test_a_robust_link_names_the_copy_that_was_opened(vocabulary: Vocabulary, page_at: PageAt) -> None:
    address = "https://live.example.com/"
    opened = Archive(COPY + address, "2009-08-01", "2026-11-20")
    told = Catalogue((toolkit("kept", Link(address, "Site", "own", archives=(opened,))),), vocabulary)
    for html in (
        RENDERER.html("toolkit-summary", toolkit_summary(page_at(told, "/toolkits/kept/"), told.by_id["kept"])),
        RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1)),
    ):
        link = next(link for link in Elements(html).links if link["href"] == address)
        assert (link["data-originalurl"], link["data-versiondate"], link["data-versionurl"]) == (address, "2026-11-20", opened.url)


def test_the_page_of_links_lists_all_worst_first_with_what_each_mark_means(told: Catalogue, page_at: PageAt, vocabulary: Vocabulary) -> None:
    html = RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1))
    text = Elements(html.partition("<template")[0]).text
    assert "This site names 17 addresses of other websites. The latest check was on 21 October 2026." in text
    for state, word in vocabulary["link_states"].items():
        count = {"hidden": "4", "none": "1 toolkit", "unchecked": "3"}.get(state, "2")
        assert f"{word.label} ({count}) {word.definition}" in text.replace("\n", " ")
    rows = [Elements(row.replace("</p>", " </p>")) for row in re.findall(r'<li class="pn-link-health__row">(.*?)</li>', html, re.DOTALL)]
    shown = [row["state"] for row in json.loads(links_json(told))["links"]]
    assert [WORST_FIRST.index(state) for state in shown] == sorted(map(WORST_FIRST.index, shown))
    labels = vocabulary["link_states"]
    assert len(rows) == len(shown) and all(labels[state].label in row.text for state, row in zip(shown, rows, strict=True))
    assert rows[0].text == (
        "Printed hidden (footnote 7 of the note) hidden.example[.]net Hidden for safety since 6 October 2026, last seen working on 1 October 2026. "
        "Look for a copy from 2009 in the Wayback Machine or the UK Government Web Archive. Used by Tool hidden"
    )
    assert any(row.text.endswith("Used by Tool live, the guides") for row in rows)


def test_nothing_claims_to_have_been_checked_without_an_observation(vocabulary: Vocabulary, page_at: PageAt) -> None:
    told = Catalogue((toolkit("one", Link("https://a.example.org/", "Site", "own")),), vocabulary)
    text = Elements(RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1)).partition("<template")[0]).text
    assert "None has been checked by a machine yet" in text
    assert "checked on" not in text and "latest check" not in text


def test_a_filter_offers_the_states_that_addresses_have(told: Catalogue, page_at: PageAt) -> None:
    html = RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1))
    assert re.findall(r'<option value="([^"]*)">', html) == ["", *WORST_FIRST]
    only = Catalogue((toolkit("one", Link("https://a.example.org/", "Site", "own")),), told.vocabulary)
    html = RENDERER.html("link-health", link_health(page_at(only, "/links/"), 1))
    assert re.findall(r'<option value="([^"]*)">', html) == ["", "unchecked"]


def test_a_long_list_comes_in_pages_and_what_the_marks_mean_stands_on_the_first(vocabulary: Vocabulary, page_at: PageAt) -> None:
    links = tuple(Link(f"https://a{number}.example.org/", f"Site {number}", "own") for number in range(LENGTH + 1))
    told = Catalogue((toolkit("one", *links),), vocabulary)
    first, second = (RENDERER.html("link-health", link_health(page_at(told, here), number)) for number, here in ((1, "/links/"), (2, "/links/2/")))
    assert [html.count('<li class="pn-link-health__row">') for html in (first, second)] == [LENGTH, 1]
    assert ("What the marks mean" in first, "What the marks mean" in second) == (True, False)
    for html, others in ((first, "2/"), (second, "../")):
        assert f'href="{others}"' in html and "data-word" in html
    assert 'data-index="../links.json"' in first and 'data-index="../../links.json"' in second


def test_beside_an_address_that_is_not_known_to_work_stands_what_to_use_instead(told: Catalogue, page_at: PageAt) -> None:
    links = tuple(Link(address_of(state), f"Site {state}", "own") for state in ("live", "dead"))
    successors = tuple(Successor(f"next-{number}", "It asks the same.") for number in range(4))
    old = replace(toolkit("old", *links), successors=successors)
    known = replace(told, toolkits=(old, *(toolkit(one.id) for one in successors)), references={})
    rows = {row["state"]: row["instead"] for row in json.loads(links_json(known))["links"]}
    assert rows == {"live": [], "dead": [{"id": f"next-{number}", "name": f"Tool next-{number}"} for number in range(3)]}
    html = RENDERER.html("link-health", link_health(page_at(known, "/links/"), 1))
    assert html.count("<p class=\"pn-link-health__words\">Use instead: ") == 1
    assert '<a href="../toolkits/next-0/">Tool next-0</a>' in html


def test_the_data_of_links_say_what_the_page_says(told: Catalogue) -> None:
    data = json.loads(links_json(told))
    assert (data["format"], data["version"]) == ("partnership-navigator/links", 1)
    assert set(data["states"]) == set(STATES) - {"none"}
    rows = {row["label"]: row for row in data["links"]}
    assert rows["Site moved"]["href"] == NEW_HOME and rows["Site live"]["href"] == address_of("live")
    assert rows["Site live"] == {
        "address": address_of("live"), "href": address_of("live"), "state": "live", "label": "Site live", "footnote": None, "since": "2026-10-06",
        "checked": "2026-10-06", "seen": "2026-10-06", "reason": None, "version": "2026-11-20", "archives": [], "look_ups": [],
        "toolkits": [{"id": "live", "name": "Tool live"}], "instead": [], "references": [{"id": "live", "title": "Paper live"}],
    }  # fmt: skip
    printed = rows["Printed hidden"]
    assert (printed["address"], printed["href"], printed["footnote"]) == ("hidden.example[.]net", None, 7)
    assert [one["address"] for one in printed["look_ups"]] == archives(address_of("hidden", note=True), "2009", government=True)
    assert rows["Site decided"]["reason"] == "Found by a person."
    for row in data["links"]:
        assert bool(row["look_ups"]) == (row["href"] is None or row["state"] == "unsure" or row["footnote"] is not None)
        assert row["state"] in LINKED or row["href"] is None


def test_the_catalogue_as_data_says_what_may_be_linked(told: Catalogue) -> None:
    entries = {entry["id"]: entry for entry in json.loads(data_files(told, "CC BY 4.0")["catalogue.json"])["toolkits"]}
    for state in EVIDENCE:
        own, printed = entries[state]["links"]
        assert own["state"] == printed["state"] == entries[state]["sources"][0]["state"] == ("hidden" if state == "decided" else state)
        assert own["may_be_linked"] is (state in ("unchecked", "live", "unsure"))
        assert printed["may_be_linked"] is (state == "live")
        assert own.get("moved_to") == printed.get("moved_to") == (NEW_HOME if state == "moved" else None)
        assert own.get("look_ups", []) == (archives(address_of(state)) if state not in ("unchecked", "live", "moved") else [])
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(data_files(told, "")["catalogue.csv"].removeprefix("\ufeff")))}
    assert {state: rows[state]["address"] for state in ("live", "moved", "dead", "hidden", "none")} == {
        "live": address_of("live"), "moved": NEW_HOME, "dead": address_of("dead"), "hidden": "hidden.example[.]org", "none": "",
    }  # fmt: skip
    assert rows["hidden"]["address_state"] == "hidden"


def test_what_a_machine_read_on_a_page_is_never_shown_to_readers(told: Catalogue, page_at: PageAt) -> None:
    for name, text in everything(told, page_at).items():
        assert "casino" not in text, name


@pytest.mark.parametrize(
    ("state", "result", "kind", "words"),
    [
        ("unsure", "undecided", "forbidden", "The host does not let machines in (403)."),
        ("unsure", "undecided", "moved-named", "It leads to another domain, where the page names the resource."),
        ("failing", "missing", "not-found", "The host says that there is no such page (404)."),
        ("hidden", "takeover", "other-domain", "It leads to another domain, where nothing names the resource or its publisher."),
    ],
)
def test_what_a_machine_saw_is_told_in_our_own_words(
    vocabulary: Vocabulary, page_at: PageAt, state: str, result: str, kind: str, words: str
) -> None:
    address, reason = "https://a.example.org/", outcome(kind, where="casino[.]example", what="the resource", status=403).words
    standing = judge(address, [Observation(address, "2026-10-06T06:00:00Z", result, reason)], (), POLICY)
    one = toolkit("one", Link(address, "Site", "own"), sources=(source(address),))
    told = Catalogue((one, ASKED_FOR), vocabulary, standings={address: standing})
    listed = Elements(RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1)).partition("<template")[0])
    beside = Elements(RENDERER.html("link-state", {"link": link_view(page_at(told, "/"), one.links[0], "2026-11-20")}))
    assert standing.state == state and words in listed.text and words in beside.text
    assert next(row for row in json.loads(links_json(told))["links"] if row["label"] == "Site")["reason"] == words
    detail = Elements(RENDERER.html("toolkit-detail", toolkit_detail(page_at(told, "/toolkits/one/"), one))).text
    assert (f": {words[0].lower()}{words[1:-1]}; look for" in detail) is (state != "hidden")
    for name, text in everything(told, page_at).items():
        assert "casino" not in text, name


def test_every_output_is_looked_through(told: Catalogue, page_at: PageAt) -> None:
    """Or the test below would find nothing because nothing was there."""
    outputs = everything(told, page_at)
    for state in ("dead", "failing"):
        for name in ("catalogue.json", "catalogue.csv", "links.json", "references", f"toolkits/{state}.md", "links/index.md"):
            assert address_of(state) in unescape(outputs[name]), (state, name)
        for name in ("catalogue.json", "links.json", f"toolkits/{state}.md", "links/index.md", "prose.md"):
            assert address_of(state, note=True) in unescape(outputs[name]), (state, name)


def test_a_new_address_stays_when_strangers_take_the_old_one(vocabulary: Vocabulary, page_at: PageAt) -> None:
    old = "http://old.example.com/tool?a=1"
    one = toolkit("moved", Link(old, "Site", "own", footnote=1), sources=(source(old),), status="current")
    told = Catalogue((one, ASKED_FOR), vocabulary, standings={old: judged(old, "lapsed")})
    shown = Elements(RENDERER.html("link-state", {"link": link_view(page_at(told, "/toolkits/moved/"), one.links[0], "2026-11-20")}))
    assert shown.hrefs == [NEW_HOME, *archives(old, "2009")]
    assert ". It was at old.example[.]com" in shown.text
    assert shown.links[0] == {"class": "pn-link-state__link", "href": NEW_HOME, "rel": "external", "data-versiondate": "2026-11-20"}
    row = next(row for row in json.loads(links_json(told))["links"] if row["label"] == "Site")
    assert (row["state"], row["address"], row["href"]) == ("moved", "old.example[.]com", NEW_HOME)
    listed = Elements(RENDERER.html("link-health", link_health(page_at(told, "/links/"), 1)).partition("<template")[0])
    assert NEW_HOME in listed.hrefs and "old.example[.]com" in listed.text


LABELS = st.from_regex(r"zq[a-z0-9]{1,8}", fullmatch=True)
HOSTS = st.builds(
    lambda www, labels, ending: ".".join((*www, *labels, *ending)),
    st.sampled_from(((), ("www",), ("WWW",))),
    st.lists(LABELS, min_size=1, max_size=3),
    st.sampled_from((("com",), ("co", "uk"), ("Example", "ORG"))),
)
PATHS = st.from_regex(r"(/[A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]{0,12}){0,4}(\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]{0,20})?(#[a-z]{0,4})?", fullmatch=True)
ADDRESSES = st.builds(lambda scheme, host, path: f"{scheme}://{host}{path}", st.sampled_from(("http", "https")), HOSTS, PATHS).filter(
    lambda address: refusal_of_address(address) is None
)


@settings(derandomize=True, database=None, deadline=None, max_examples=60)
@given(address=ADDRESSES, how=st.sampled_from(("hidden", "decided", "lapsed", "ended")), government=st.booleans(), archived=st.booleans())
def test_a_hidden_address_comes_out_nowhere(
    vocabulary: Vocabulary, page_at: PageAt, address: str, how: str, government: bool, archived: bool
) -> None:
    host = address.split("://")[1].partition("/")[0].partition("?")[0].partition("#")[0].lower()
    opened = Archive(COPY + address, "2009-08-01", "2026-11-20")
    moved = "https://before.example.org/"
    told = Catalogue(
        (
            toolkit("noted", Link(address, "Printed", "own", 1, (opened,) if archived else ()), sources=(source(address),)),
            toolkit("current", Link(address, "Site", "own"), Link(address, "Copy", "copy"), sources=(source(address, "copy"),), status="current"),
            toolkit("moved", Link(moved, "Moved there", "own"), Link(f"{moved}2", "Site", "own"), sources=(source(moved),)),
            ASKED_FOR,
        ),
        vocabulary,
        {"paper": Reference("paper", "Paper", "A press", "whole", "2026-11-01", url=address)},
        standings={address: judged(address, how), moved: Standing(moved, "moved", since="2026-11-01", moved_to=address)},
        government=frozenset((host,) if government else ()),
    )
    allowed = [opened.url, *(one["url"] for year in ("", "2009") for one in look_ups(told, address, year))]
    met = ""
    for name, text in everything(told, page_at).items():
        plain = unescape(text)
        for one in allowed:
            met += one if one in plain else ""
            plain = plain.replace(one, "")
        assert host not in plain.lower(), name
        assert host.removeprefix("www.") not in plain.lower(), name
    assert met  # it did come out, inside an archive


def test_the_words_for_the_reader_agree_with_the_policy(vocabulary: Vocabulary) -> None:
    policy = yaml.safe_load((ROOT / "data" / "links" / "policy.yaml").read_text("utf-8"))
    assert (policy["failures_until_dead"], policy["days_until_dead"]) == (3, 14)
    assert vocabulary["link_states"]["dead"].definition == "The page was missing at least three times over at least two weeks."
