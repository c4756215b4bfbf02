"""Is it still that resource? Thirty-nine pages of strangers, and two hundred and forty of the field."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pytest

from macros.catalogue.model import Catalogue
from macros.links.observe import robots
from macros.links.observe.answers import Answer, NoAnswer
from macros.links.observe.asked import Asked, to_ask
from macros.links.observe.follow import Follower
from macros.links.observe.kinds import KINDS, Outcome
from macros.links.observe.naming import PUBLISHER, RESOURCE, named_on
from macros.links.observe.politeness import Turns
from macros.links.observe.reading import Page, read_page
from macros.links.observe.visit import Visitor
from tests.links.observe.pages import FILLER, TAKEOVERS, VIA, Made, hard, html, ordinary
from tests.links.observe.runs import AGENT, POLICY
from tests.links.observe.virtual import EPOCH, VirtualLoop, virtually

DECORATED = ("script-drawn", "film", "counted", "old browsers")
HARD, ORDINARY = list(hard()), list(ordinary())


class Web:
    """A page behind its address, or behind a redirect from it; every other host gives what `others` says, or its domain lapsed."""

    def __init__(self, made: Made) -> None:
        self.made = made

    async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
        made = self.made
        if url.endswith("/robots.txt"):
            return Answer(url, 404)
        if url == made.asked and made.final:
            return Answer(url, 302, {"location": made.final})
        if url not in (made.asked, made.final) and not made.others:
            raise NoAnswer("no-such-domain")
        body = made.html if url in (made.asked, made.final) else made.others
        return Answer(url, 200, {"content-type": "text/html; charset=utf-8"}, body.encode())


def judge_all(pages: Sequence[Made], state: str = "live") -> list[Outcome]:
    """What becomes of each page when it is visited as in a run: by the same following, with frames and scripts."""

    async def visited(loop: VirtualLoop, made: Made) -> Outcome:
        follower = Follower(Web(made), POLICY, Turns(0, 1), AGENT, loop.clock)
        return await Visitor(follower, POLICY, lambda: 0.0).visit(Asked(made.asked, (made.resource,), (made.publisher,), state))

    async def within(loop: VirtualLoop) -> list[Outcome]:
        return [await visited(loop, made) for made in pages]

    return virtually(within)


def judge(made: Made, state: str = "live") -> Outcome:
    return judge_all([made], state)[0]


def hidden(pages: Sequence[Made]) -> list[str]:
    return [f"{made.name}: {found.words}" for made, found in zip(pages, judge_all(pages), strict=True) if found.result == "takeover"]


def test_there_are_enough_different_pages() -> None:
    assert len({made.html for made in TAKEOVERS}) == len(TAKEOVERS) >= 30
    assert len({made.html for made in HARD}) == len(HARD) == 40
    assert len({made.html for made in ORDINARY}) == len(ORDINARY) == 200


@pytest.mark.parametrize("made", TAKEOVERS, ids=lambda made: made.name)
def test_a_takeover_is_hidden_at_its_first_check(made: Made) -> None:
    found = judge(made)
    assert found.result == "takeover", found
    assert "new-owner.example" not in found.words


def test_what_a_page_sells_counts_only_where_the_resource_is_not_named() -> None:
    casino = next(made for made in TAKEOVERS if made.name == "casino under the old owner's name")
    named = replace(casino, html=casino.html.replace("Free spins", f"{casino.resource}. Free spins"))
    assert [one.kind for one in judge_all([casino, named])] == ["gambling", "names-it"]
    assert [one.kind for one in judge_all([replace(made, final=VIA) for made in (casino, named)])] == ["gambling", "moved-named"]


def test_no_page_about_a_hard_subject_is_hidden_or_doubted_for_its_words() -> None:
    assert hidden(HARD) == []
    kinds = Counter(found.kind for found in judge_all(HARD))
    assert kinds == {"names-it": 15, "names-publisher": 10, "unnamed": 15}


@pytest.mark.parametrize(
    "said",
    [
        "Cars can be parked free at the back of the hall.", "This domain was discussed by the group.", "Domain registered with Nominet by us.",
        "The care domain is now available to buy in print.", "Restore the domain of trust between partners.", "The house is for sale.",
    ],
)  # fmt: skip
def test_words_that_parked_pages_use_too_hide_nobody(said: str) -> None:
    """On a short page of the field, and on one whose title is the name of its host."""
    short = Made(said, html("Riverside news", f"<h1>{said}</h1>", said))
    titled = Made(said, html("harbourtoolkit.example", said, FILLER * 8, "Related links: our partners, our plan, our people."))
    assert hidden([short, titled]) == []


def test_hardly_any_other_page_is_hidden() -> None:
    assert len(hidden(ORDINARY)) <= 2, hidden(ORDINARY)


def test_a_page_that_names_its_resource_is_found_to_do_so() -> None:
    named = [made for made in ORDINARY if made.resource in made.html and not made.final]
    missed = [made.name for made, found in zip(named, judge_all(named), strict=True) if found.result != "answered"]
    assert len(named) >= 120
    assert missed == []


def test_what_a_thing_is_need_not_follow_its_name() -> None:
    """A page that calls itself "Place Standard" names the Place Standard tool; plain words that begin so name nothing."""

    def named(title: str, name: str) -> bool:
        page = f"<title>{title}</title><p>Words that name nothing.".encode()
        return named_on(read_page(Answer("http://x.example/", 200, {"content-type": "text/html"}, page)), [name], ()) is not None

    assert named("Harbour Ladder | a council", "Harbour Ladder tool")
    assert not named("Harbour walks | a council", "Harbour Ladder tool")
    assert not named("Joint working | a council", "Joint Working Toolkit")


def test_a_page_that_names_only_its_publisher_is_unsure() -> None:
    """Each page of a publisher does so, whatever became of the resource."""
    only = [made for made in ORDINARY if made.name.startswith("moved page")]
    assert {found.kind for found in judge_all(only)} == {"names-publisher"}
    assert {found.result for found in judge_all(only)} == {"undecided"}


def test_pages_about_something_else_are_unsure() -> None:
    drifted = [made for made in ORDINARY if made.name.startswith("drifted")]
    assert {found.kind for found in judge_all(drifted)} == {"unnamed"}
    assert {found.kind for found in judge_all([made for made in ORDINARY if made.final])} == {"moved-named"}


def test_frames_and_scripts_that_decorate_a_page_are_not_taken_for_it() -> None:
    kinds = {kind: {found.kind for found in judge_all([made for made in ORDINARY if made.name.startswith(kind)])} for kind in DECORATED}
    assert kinds == {"script-drawn": {"script-only"}, "film": {"names-it"}, "counted": {"names-it"}, "old browsers": {"names-it"}}


def test_a_dead_address_that_answers_is_hidden_whatever_it_says() -> None:
    pages = [*HARD, *ORDINARY]
    assert [made.name for made, found in zip(pages, judge_all(pages, "dead"), strict=True) if found.result != "takeover"] == []


def test_every_kind_has_a_result_and_words_that_end() -> None:
    for name, kind in KINDS.items():
        assert kind.result in ("answered", "missing", "undecided", "takeover"), name
        assert kind.words.endswith(".") and len(kind.words) <= 160, name


def read(html: str) -> Page:
    return read_page(Answer("http://x.example/", 200, {"content-type": "text/html; charset=utf-8"}, html.encode()))


NAMED_AS_THEIR_PUBLISHER = {
    "https://www.employabilityinscotland.com/resources-for-partners/publications/",
}
"""Their names hold no word that is not their publisher's, or that half the field does not use: a machine is never sure of them."""


def test_every_address_of_the_catalogue_can_be_named_and_no_stranger_names_one(catalogue: Catalogue) -> None:
    """A page whose title is one of its names is found to name it; the pages of strangers name no toolkit, and no publisher."""
    strangers = [read(made.html) for made in TAKEOVERS]
    asked = to_ask(catalogue, EPOCH, 28)
    assert len(asked) > 500
    for one in asked:
        titles = [read(f"<title>{escape(name)}</title><p>Words that name nothing.") for name in one.names]
        named = any(named_on(page, one.names, one.publishers) == RESOURCE for page in titles)
        assert named or one.address in NAMED_AS_THEIR_PUBLISHER, one
        assert not [page.title for page in strangers if named_on(page, one.names, one.publishers)], one


def test_a_page_that_says_who_publishes_it_names_no_resource(catalogue: Catalogue) -> None:
    for one in to_ask(catalogue, EPOCH, 28):
        for publisher in one.publishers:
            said = escape(publisher)
            page = read(f"<title>Tenders and vacancies | {said}</title><h1>Tenders</h1><p>{said} buys goods and hires people.")
            assert named_on(page, one.names, one.publishers) != RESOURCE, (one, publisher)


@pytest.mark.parametrize(
    "title",
    [
        b"/Title (Harbour Ladder)",
        b"/Title(\xfe\xff" + "Harbour Ladder".encode("utf-16-be") + b")",
        b"/Title <FEFF" + "Harbour Ladder".encode("utf-16-be").hex().encode() + b">",
        b"/Title<" + b"Harbour Ladder".hex().encode() + b">",
        b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour Ladder</rdf:li></rdf:Alt></dc:title>',
        b"/Title (Foreword) >> endobj 2 0 obj << /Title (Harbour Ladder)",
        b"/Title (\\376\\377" + b"".join(b"\\000" + bytes([letter]) for letter in b"Harbour Ladder") + b")",
        b"/Title (Harbour\\ Ladder: children\\'s version)",
    ],
)
def test_the_title_of_a_document_is_read_however_it_is_written(title: bytes) -> None:
    page = read_page(Answer("http://x.example/a.pdf", 200, {}, b"%PDF-1.7\n1 0 obj << " + title + b" >> endobj\n%%EOF"))
    assert named_on(page, ["Harbour Ladder"], ()) == RESOURCE


@pytest.mark.parametrize("name", ["punycode", "idna", "utf-7", "unicode_escape", "undefined", "rot13", "zlib", "no-such", "utf_8_sig"])
def test_an_encoding_that_no_page_has_is_not_tried(name: str) -> None:
    """Some of those that Python knows take minutes for a page of this size."""
    start = time.monotonic()
    body = b"<title>Harbour Ladder</title>" + b"a-b9" * 60_000
    page = read_page(Answer("http://x.example/", 200, {"content-type": f"text/html; charset={name}"}, body))
    assert page.title == "Harbour Ladder"
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("utf-8", "é€й"), ("UTF8", "é"), ("iso-8859-1", "é"), ("latin1", "é"), ("windows-1252", "€"), ("windows-1251", "й"), ("us-ascii", "e"),
        ("iso-8859-15", "€"), ("macintosh", "È"), ("koi8-r", "й"), ("shift_jis", "日本"), ("euc-kr", "한국"), ("gb18030", "中文"), ("big5", "中文"),
        ("utf-16", "é"),
    ],
)  # fmt: skip
def test_encodings_of_pages_are_read(name: str, letter: str) -> None:
    page = read_page(Answer("http://x.example/", 200, {"content-type": f"text/html; charset={name}"}, f"<title>{letter}</title>".encode(name)))
    assert page.title == letter


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("", 0), ("User-agent: *\nDisallow: /a\nAllow: /b\n", 2), ("User-agent: a\nUser-agent: b\nDisallow: /\n\nUser-agent: c\nDisallow: /\n", 3),
        ("USER-AGENT : x\nDISALLOW : /\n# no\n\nSitemap: y", 2), ("Disallow: /\n", 0),
        ("useragent a\nUser agent: b\nvisit-time: x\ndissallow /\n", 4),
    ],
)  # fmt: skip
def test_rules_for_machines_are_counted_as_they_are_kept(text: str, work: int) -> None:
    assert robots._work(text) == work


@pytest.mark.parametrize("name", ["PSAT", "Partnership Self-Assessment Tool", "Partnership Assessment Tool"])
def test_a_document_may_be_named_in_plain_words_or_by_its_abbreviation(name: str) -> None:
    page = read_page(Answer("http://x.example/a.pdf", 200, {}, f"%PDF-1.7 << /Title ({name}) >> %%EOF".encode()))
    assert named_on(page, [name], ()) == RESOURCE


@pytest.mark.parametrize(
    ("publisher", "named"),
    [
        ("Toolkit2Collaborate, Canada", "Toolkit2Collaborate"), ("Vilans, Netherlands", "Vilans"), ("c4cp", "c4cp"),
        ("Victorian Health Promotion Foundation (VicHealth), Australia", "VicHealth"), ("The Open University (OpenLearn)", "OpenLearn"),
        ("Scottish Parliament Information Centre (SPICe)", "SPICe"), ("Skills for Care, and NHS Employers", "Skills for Care"),
    ],
)  # fmt: skip
def test_a_publisher_is_known_by_its_short_name(publisher: str, named: str) -> None:
    assert named_on(read(f"<title>Welcome | {named}</title><p>What we do."), ["Harbour Ladder"], [publisher]) == PUBLISHER


def test_no_text_of_a_page_stays_in_memory() -> None:
    """Thirty different pages of 100 kB leave nothing behind but names."""
    tracemalloc.start()
    try:
        for at in range(30):
            page = read_page(Answer("http://x.example/", 200, {"content-type": "text/html"}, f"<p>{f'page{at} ' * 14_000}".encode()))
            assert named_on(page, ["The Harbour Ladder"], ["Harbour Care Network"]) is None
        del page
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 300_000
    finally:
        tracemalloc.stop()
