"""Nothing leaves the device: no request to elsewhere, no cookie, no storage but what the privacy page names, one strict policy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.browser.visit import visit

ROOT = Path(__file__).parents[2]
LISTEN = "addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));"
STORED = """async () => [
  ...Object.keys(localStorage).map((key) => `local ${key}`), ...Object.keys(sessionStorage).map((key) => `session ${key}`),
  ...(await indexedDB.databases()).map((one) => `database ${one.name}`), ...(await caches.keys()).map((key) => `cache ${key}`),
  ...(document.cookie ? [`cookie ${document.cookie}`] : []), ...(await navigator.serviceWorker.getRegistrations()).map(() => 'service worker'),
]"""


@pytest.fixture(scope="module")
def documents(built_site: Path) -> dict[str, html.HtmlElement]:
    return {path.relative_to(built_site).as_posix(): html.parse(path).getroot() for path in sorted(built_site.rglob("*.html"))}


def watched(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for and what it complains of, from now on."""
    requests: list[str] = []
    complaints: list[str] = []
    page.add_init_script(LISTEN)
    page.context.on("request", lambda request: requests.append(request.url))
    page.on("websocket", lambda socket: requests.append(socket.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    return requests, complaints


def test_a_crawl_of_every_page_stays_at_home(open_page: Callable[..., Page], site_address: str, published: list[str], kinds: dict[str, str]) -> None:
    page = open_page(width=320, height=300)  # a small screen takes less to draw
    requests, complaints = watched(page)
    for address in [*published, *(address for address in kinds.values() if "?" in address)]:
        visit(page, address)
    assert page.evaluate(STORED) == []  # storage outlives a page, so one look at the end sees what any page has left
    assert len(requests) > len(published)
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in requests} == {site_address}
    assert page.context.cookies() == []
    assert not complaints, complaints[:10]


def test_the_watch_sees_what_it_watches_for(open_page: Callable[..., Page]) -> None:
    page = open_page()
    _, complaints = watched(page)
    page.goto("/")
    page.evaluate("() => { document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/pixel.png'})); }")
    page.evaluate("() => { try { document.body.innerHTML += '<b>x</b>'; } catch (error) { console.error(String(error)); } }")
    page.evaluate("() => { document.cookie = 'seen=1'; localStorage.setItem('x', 'y'); }")
    assert page.evaluate(STORED) == ["local x", "cookie seen=1"]
    assert any("img-src" in one for one in complaints), complaints
    assert any("TrustedHTML" in one or "trusted-types" in one for one in complaints), complaints


def test_storage_holds_only_what_the_privacy_page_names(open_page: Callable[..., Page], kinds: dict[str, str]) -> None:
    named = set(re.findall(r"^\| `(pn:[^`]+)` \|", (ROOT / "docs/about/privacy.md").read_text("utf-8"), re.MULTILINE))
    page = open_page(width=640)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    for choice in ("Light", "Dark"):
        page.get_by_label(choice, exact=True).check()
        for kind in ("home", "search, found", "toolkit, gone"):
            page.goto(kinds[kind])
        stored = {one.removeprefix("local ") for one in page.evaluate(STORED)}
        assert stored, "nothing was kept: the test looks in the wrong place"
        assert stored <= named
    page.get_by_label("Automatic").check()
    assert page.evaluate(STORED) == []


def test_the_policy_is_one_strict_constant(documents: dict[str, html.HtmlElement]) -> None:
    policies = {path: document.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content") for path, document in documents.items()}
    assert {len(found) for found in policies.values()} == {1}
    (policy,) = {found[0] for found in policies.values()}
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == directives["form-action"] == ["'self'"]
    assert directives["base-uri"] == ["'none'"]
    assert directives["require-trusted-types-for"] == ["'script'"]
    assert directives["trusted-types"] == ["'none'"]
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*|sha\d|nonce", policy)
    for path, document in documents.items():  # a policy binds only what stands after it
        names = [element.tag for element in document.find("head")]
        before = names[: [element.get("http-equiv") for element in document.find("head")].index("Content-Security-Policy")]
        assert set(before) <= {"meta"}, path


def test_no_page_holds_script_style_or_handlers_of_its_own(documents: dict[str, html.HtmlElement]) -> None:
    for path, document in documents.items():
        for script in document.iter("script"):
            if script.get("type") in ("application/ld+json", "application/json"):  # data, which no browser runs
                assert json.loads(script.text_content()), path
            else:
                assert script.get("src"), path
                assert not (script.text or "").strip(), path
        assert not list(document.iter("style", "iframe", "object", "embed", "base")), path
        for element in document.iter():
            if not isinstance(element.tag, str):
                continue
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], (path, element.tag)
            for name in ("src", "srcset", "poster", "data", "action", "formaction"):
                assert "//" not in element.get(name, ""), (path, element.get(name))


def test_links_open_here_and_those_that_leave_say_so(documents: dict[str, html.HtmlElement]) -> None:
    outside = 0
    for path, document in documents.items():
        for link in document.iter("a"):
            href = link.get("href", "")
            assert link.get("target") is None, (path, href)
            scheme = urlsplit(href).scheme
            assert scheme in ("", "http", "https", "mailto"), (path, href)
            leaves = bool(scheme in ("http", "https") or href.startswith("//"))
            outside += leaves
            assert ("external" in (link.get("rel") or "").split()) == leaves, (path, href)
        for link in document.iter("link"):
            assert link.get("rel") == "canonical" or not urlsplit(link.get("href", "")).netloc, path
        assert document.xpath("//meta[@name='referrer']/@content") == ["no-referrer"], path
    assert outside > 100
