"""Addresses of the site are relative and checked; outside addresses come out as their state allows."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.catalogue.address import refusal_of_address
from macros.catalogue.model import Catalogue, Standing
from macros.publish.addresses import Addresses, UnknownAddress, address_of_source, look_ups, target_of, wanted_look_ups, written_out

PATHS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True), max_size=4).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))
FILES = st.builds(lambda path, name: f"{path}{name}.json", PATHS, st.from_regex(r"[a-z]{1,6}", fullmatch=True))
NEW, NOTED, HIDDEN = "https://new.example.org/", "http://old.example.gov.uk/tool.asp?a=1&b=2", "http://www.gone.example.com/x"


@pytest.mark.parametrize(
    ("here", "target", "href"),
    [
        ("/toolkits/popit/", "/toolkits/", "../"),
        ("/toolkits/popit/", "/toolkits/itma/", "../itma/"),
        ("/toolkits/", "/toolkits/", "./"),
        ("/", "/", "./"),
        ("/", "/catalogue.json", "catalogue.json"),
        ("/about/source/", "/catalogue.json", "../../catalogue.json"),
        ("/about/source/", "/", "../../"),
        ("/toolkits/popit/", "/toolkits/#letter-a", "../#letter-a"),
        ("/toolkits/popit/", "/toolkits/popit/#x", "./#x"),
    ],
)
def test_an_address_is_relative_to_its_page(here: str, target: str, href: str) -> None:
    known = Addresses({"/", "/toolkits/", "/toolkits/popit/", "/toolkits/itma/", "/about/source/", "/catalogue.json"})
    assert known.href(here, target) == href


@given(here=PATHS, target=st.one_of(PATHS, FILES), below=st.sampled_from(["https://x.example", "https://x.example/below/a/path"]))
def test_a_browser_finds_the_target_wherever_the_site_lives(here: str, target: str, below: str) -> None:
    href = Addresses({target}).href(here, target)
    assert not re.match(r"/|[a-z]+:", href)
    assert urljoin(below + here, href) == below + target


def test_an_address_that_the_site_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(UnknownAddress, match=r"^/about/ links to /toolkits/popti/, which is not a page of this site"):
        Addresses({"/toolkits/popit/"}).href("/about/", "/toolkits/popti/")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("index.md", "/"),
        ("toolkits/index.md", "/toolkits/"),
        ("toolkits/popit.md", "/toolkits/popit/"),
        ("toolkits/for/do/skills/2.md", "/toolkits/for/do/skills/2/"),
        ("guides/my-index.md", "/guides/my-index/"),
    ],
)
def test_page_sources_stand_where_mkdocs_publishes_them(source: str, address: str) -> None:
    assert address_of_source(source) == address


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("http://www.readiness-tools.com/", "readiness-tools[.]com"),
        ("http://fivevital.educe.co.uk/index_1.htm", "fivevital.educe.co[.]uk"),
        ("https://RENEWAL.net/toolkits/?a=b#c", "renewal[.]net"),
    ],
)
def test_a_hidden_address_keeps_only_its_broken_host(small: Catalogue, address: str, text: str) -> None:
    assert written_out(small, address) == address
    hidden = replace(small, standings={address: Standing(address, "hidden")})
    assert written_out(hidden, address) == text


@pytest.mark.parametrize(
    ("state", "linked"),
    [("unchecked", True), ("live", True), ("unsure", True), ("failing", False), ("dead", False), ("hidden", False)],
)
def test_only_some_states_are_links(small: Catalogue, state: str, linked: bool) -> None:
    known = replace(small, standings={NEW: Standing(NEW, state)})
    assert target_of(known, NEW) == (NEW if linked else None)


def test_an_address_of_the_note_is_text_until_the_resource_is_found_there(small: Catalogue) -> None:
    for state in ("unchecked", "unsure", "failing", "dead", "hidden"):
        assert target_of(replace(small, standings={NOTED: Standing(NOTED, state)}), NOTED) is None


def test_a_page_that_moved_is_followed_but_never_to_a_bad_place(small: Catalogue) -> None:
    there = "https://there.example.org/"
    moved = Standing(NEW, "moved", moved_to=there)
    assert target_of(replace(small, standings={NEW: moved}), NEW) == there
    for state in ("hidden", "dead"):
        assert target_of(replace(small, standings={NEW: moved, there: Standing(there, state)}), NEW) is None
    circle = {NEW: moved, there: Standing(there, "moved", moved_to=NEW)}
    assert target_of(replace(small, standings=circle), NEW) is None


def test_look_ups_are_searches_and_only_government_is_in_its_archive(small: Catalogue) -> None:
    assert look_ups(small, NOTED) == [
        {"archive": "the Wayback Machine", "url": f"https://web.archive.org/web/2009*/{NOTED}"},
        {"archive": "the UK Government Web Archive", "url": f"https://webarchive.nationalarchives.gov.uk/ukgwa/*/{NOTED}"},
    ]
    assert look_ups(small, HIDDEN) == [{"archive": "the Wayback Machine", "url": f"https://web.archive.org/web/2009*/{HIDDEN}"}]
    assert look_ups(small, NEW, "")[0]["url"] == f"https://web.archive.org/web/*/{NEW}"


def test_look_ups_are_wanted_where_the_address_itself_is_no_help(small: Catalogue) -> None:
    assert [bool(wanted_look_ups(small, address)) for address in (NOTED, HIDDEN, NEW)] == [True, True, False]
    for state, wanted in (("live", False), ("unsure", True), ("failing", True), ("dead", True)):
        assert bool(wanted_look_ups(replace(small, standings={NEW: Standing(NEW, state)}), NEW)) == wanted


@given(st.from_regex(r"https?://[a-z]{1,9}\.(com|gov\.uk)/[!-~]{0,40}", fullmatch=True))
def test_a_look_up_holds_nothing_that_ends_an_attribute(address: str) -> None:
    url = look_ups(Catalogue((), {}), address)[0]["url"]
    assert not re.search(r"[\s\"<>#]", url)
    if refusal_of_address(address) is None and "#" not in address:
        assert url == "https://web.archive.org/web/2009*/" + address.replace("[", "%5B").replace("]", "%5D")
