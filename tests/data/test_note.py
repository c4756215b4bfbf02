"""Every resource, fact and address of the 2009 note stands in the catalogue and on its page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from macros.catalogue.model import Catalogue, Toolkit
from macros.publish.lists import term
from tests.data.note import CENTRAL_GOVERNMENT, FOOTNOTES, HIDDEN_HOSTS, RESOURCES, Listed, Resource, Said

ROOT = Path(__file__).parent.parent.parent
FACTS = [pytest.param(resource, fact, id=f"{resource.id}-{number}") for resource in RESOURCES for number, fact in enumerate(resource.facts, 1)]
ARCHIVED = re.compile(r"https://(?:web\.archive\.org/web/[0-9*]+|webarchive\.nationalarchives\.gov\.uk/ukgwa/[0-9*]+)/[^\s\"'<>)]+")
WORDS_OF_FIELDS = {"nations": "nations", "kind": "kinds"}

each_resource = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.id)
each_footnote = pytest.mark.parametrize("number", FOOTNOTES)


def carries(text: str, words: str) -> bool:
    """Whether the words stand in the text in their order, whatever stands between them."""
    at, text = 0, text.casefold()
    for word in words.casefold().split():
        if (found := text.find(word, at)) < 0:
            return False
        at = found + len(word)
    return True


def values_of(toolkit: Toolkit, field: str) -> list[str]:
    """The texts of a field, in order."""
    value: Any = toolkit
    for name in field.split("."):
        value = getattr(value, name)
    return [value] if isinstance(value, str) else list(value or ())


def as_read(catalogue: Catalogue, field: str, value: str) -> Iterator[str]:
    """What a reader must find on the page for a value of a field."""
    if field in WORDS_OF_FIELDS:
        yield term(catalogue, WORDS_OF_FIELDS[field], value).label
    else:
        for paragraph in value.replace("**", "").split("\n"):
            yield " ".join(paragraph.removeprefix("- ").split())


@each_resource
def test_resource_is_an_entry_tied_to_the_note(catalogue: Catalogue, resource: Resource) -> None:
    toolkit = catalogue.by_id[resource.id]
    assert carries(f"{toolkit.name} | {toolkit.short_name}", resource.called) or resource.called in (toolkit.short_name or "")
    assert toolkit.part_of == resource.part_of
    assert resource.section in toolkit.stages
    assert any(source.id == "note" and source.how_read == "whole" and source.supports for source in toolkit.sources)


@each_resource
def test_resource_has_a_page_that_names_it(text_of: Callable[[str], str], catalogue: Catalogue, resource: Resource) -> None:
    text = text_of(f"/toolkits/{resource.id}/")
    assert carries(text, resource.called)
    if resource.part_of:
        assert f"Part of {catalogue.by_id[resource.part_of].name}" in text
    for part in RESOURCES:
        if part.part_of == resource.id:
            assert catalogue.by_id[part.id].name in text.partition("Its parts")[2]


@pytest.mark.parametrize(("resource", "fact"), FACTS)
def test_fact_stands_in_its_field_and_on_the_page(
    catalogue: Catalogue, text_of: Callable[[str], str], resource: Resource, fact: Listed | Said
) -> None:
    toolkit, page = catalogue.by_id[resource.id], text_of(f"/toolkits/{resource.id}/")
    if isinstance(fact, Said):
        values = values_of(toolkit, fact.field)
        assert carries(" ".join(values), fact.words), values
        shown = [line for value in values for line in as_read(catalogue, fact.field, value)]
    else:
        assert toolkit.structure
        part = next(part for part in toolkit.structure.parts if part.name == fact.part)
        assert len(part.items) == len(fact.items), "the note lists a different number of items"
        for item, words in zip(part.items, fact.items, strict=True):
            assert carries(item, words)
        shown = [part.name, *part.items]
    missing = [line for line in shown if line and line not in page]
    assert not missing


def test_the_titles_of_the_note_are_given_as_it_prints_them(catalogue: Catalogue) -> None:
    structure = catalogue.by_id["guidance-notes"].structure
    assert structure
    printed = {part.name: part.items for part in structure.parts}
    for fact in next(resource.facts for resource in RESOURCES if resource.id == "guidance-notes"):
        if isinstance(fact, Listed) and not fact.part.startswith("What"):
            assert printed[fact.part] == fact.items


def test_catalogue_counts_what_the_note_names(text_of: Callable[[str], str]) -> None:
    assert f"{len(RESOURCES)} that the note of 2009 names" in text_of("/about/source/")


def test_the_list_itself_is_whole() -> None:
    assert len(RESOURCES) == len({resource.id for resource in RESOURCES}) == 38
    assert sorted(FOOTNOTES) == list(range(1, 21))
    assert len({address for _, address in FOOTNOTES.values()}) == 20


@each_footnote
def test_address_stands_in_the_data_byte_for_byte(catalogue: Catalogue, number: int) -> None:
    entry, address = FOOTNOTES[number]
    found = [(toolkit.id, link.url) for toolkit in catalogue.toolkits for link in toolkit.links if link.footnote == number]
    assert found == [(entry, address)]
    data = (ROOT / "data" / "toolkits.yaml").read_bytes()
    assert f'url: "{address}"\n'.encode() in data


@each_footnote
def test_address_is_text_with_archive_look_ups_on_its_page(main_of: Callable[[str], Any], text_of: Callable[[str], str], number: int) -> None:
    """Until a machine finds the resource there: tests hold the site before that."""
    entry, address = FOOTNOTES[number]
    for page in (f"/toolkits/{entry}/", "/about/source/"):
        links = {one.get("href") for one in main_of(page).iter("a")}
        assert f"https://web.archive.org/web/2009*/{address}" in links
        assert (f"https://webarchive.nationalarchives.gov.uk/ukgwa/*/{address}" in links) == (number in CENTRAL_GOVERNMENT)
        assert f"(footnote {number} of the note): {_as_text(address)} " in text_of(page)


def _as_text(address: str) -> str:
    hidden = next((host for host in HIDDEN_HOSTS if f"//{host}/" in address.replace("//www.", "//")), None)
    return "[.]".join(hidden.rsplit(".", 1)) if hidden else address


def bare(address: str) -> str:
    """An address without its scheme and the slash at its end: http and https lead to the same owner."""
    return re.sub(r"^(https?:)?//", "", address.strip().casefold()).rstrip("/")


LIVING = {
    "https://www.improvementservice.org.uk/": "The Improvement Service is still at work, and its present pages, which we read, stand on this host. "
    "It is linked as its home of today; the http address that the note prints stays text.",
}
"""Addresses of today that differ from one of the note only in the scheme, each with the reason why it may be a link."""


def test_a_living_home_that_the_note_names_too_is_an_address_of_today(catalogue: Catalogue) -> None:
    noted = {bare(address): entry for entry, address in FOOTNOTES.values()}
    for address in LIVING:
        toolkit = catalogue.by_id[noted[bare(address)]]
        assert toolkit.status == "current"
        assert address not in catalogue.note_addresses
        assert any((link.url, link.role, link.footnote) == (address, "own", None) for link in toolkit.links)


def test_no_address_of_the_note_is_a_link(built_site: Path) -> None:
    forbidden = {bare(address): number for number, (_, address) in FOOTNOTES.items()}
    found, links = [], 0
    for path in built_site.rglob("*.html"):
        for element in lxml.html.fromstring(path.read_text("utf-8")).iter(lxml.etree.Element):
            for name in ("href", "src", "action", "formaction", "cite", "data", "poster", "srcset", "content", "data-originalurl"):
                value = element.get(name) or ""
                links += name == "href"
                if value not in LIVING and (number := forbidden.get(bare(value))):
                    found.append((path.relative_to(built_site).as_posix(), name, number))
    assert links > 1000
    assert not found


def test_open_data_offer_no_address_of_the_note_as_a_link(built_site: Path) -> None:
    records = json.loads((built_site / "catalogue.json").read_text("utf-8"))["toolkits"]
    noted = {link["footnote"]: link for record in records for link in record.get("links", ()) if "footnote" in link}
    assert sorted(noted) == sorted(FOOTNOTES)
    for number, link in noted.items():
        assert link["address"] == _as_text(FOOTNOTES[number][1])
        assert link["may_be_linked"] is False


def test_hidden_hosts_come_out_nowhere_but_broken_or_in_an_archive_address(built_site: Path) -> None:
    hosts = re.compile("|".join(re.escape(host).replace(r"\.", r"(?:\.|%2e|&#46;|\\u002e)") for host in HIDDEN_HOSTS), re.IGNORECASE)
    found, looked_up = [], 0
    for path in built_site.rglob("*"):
        if not path.is_file() or path.suffix == ".woff2":
            continue
        rest, count = ARCHIVED.subn("", path.read_bytes().decode("utf-8"))
        looked_up += count
        found += [(path.relative_to(built_site).as_posix(), rest[max(0, match.start() - 40) : match.end() + 20]) for match in hosts.finditer(rest)]
    assert looked_up > 2 * len(FOOTNOTES)
    assert not found


def test_the_two_slips_of_the_note_are_put_right_and_said_so(catalogue: Catalogue, text_of: Callable[[str], str]) -> None:
    paper = catalogue.by_id["we-have-to-stop-meeting-like-this"]
    assert paper.authors == ("Jon Glasby", "Edward Peck")
    said = text_of(f"/toolkits/{paper.id}/")
    assert carries(said, "A correction: the 2009 note calls the first author John Glasby. He publishes as Jon Glasby.")

    book = catalogue.by_id["integrating-health-and-social-care"]
    link = next(link for link in book.links if link.footnote == 13)
    assert link.role != "own"
    assert carries(link.label, "article not the book")
    assert carries(text_of(f"/toolkits/{book.id}/"), "A correction: the address 2009 note article not the book")

    source = text_of("/about/source/")
    assert carries(source, "Two slips of the note are put right Jon Glasby, not John Footnote 13 article not to the book")
    shown = [text for text in (catalogue.by_id[resource.id] for resource in RESOURCES) if "John Glasby" in repr(text.authors)]
    assert not shown
