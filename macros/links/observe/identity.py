"""Is it still that resource? Judges where a chain of redirects ended. Pure: the page comes in, an outcome goes out.

Four things hide an address at once: another registered domain that names neither the resource nor its publisher, a page
that offers its own domain, a dead address that answers, and a page that sells what strangers sell on bought names and does
not name the resource. The publisher's name does not help it: whoever buys a name may keep the old owner's. Only what names
the resource itself is live: each page of a publisher names the publisher. Everything else is unsure, for a person.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from macros.links.evidence import PolicyFile
from macros.links.observe import phrases, signs
from macros.links.observe.asked import Asked
from macros.links.observe.domains import broken, domain_of, host_of, is_below
from macros.links.observe.follow import Landed
from macros.links.observe.kinds import Outcome, outcome
from macros.links.observe.naming import PUBLISHER, RESOURCE, named_on
from macros.links.observe.reading import Page

SHORT = 150
"""A page with at most so many words may be a mere notice, so words of notices count anywhere in it."""
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|rtf|odt|xlsx?|pptx?)$", re.IGNORECASE)
_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home|main|welcome)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_LOST = re.compile(r"/(?:404|not[-_]?found|page[-_]?not[-_]?found|error(?:404)?|missing)(?:[./?]|$)", re.IGNORECASE)
_NAMING = {RESOURCE: "names-it", PUBLISHER: "names-publisher"}
_STATUSES = {
    401: "login", 407: "login", 402: "forbidden", 403: "forbidden", 405: "forbidden", 406: "forbidden", 999: "forbidden",
    404: "not-found", 410: "gone", 408: "later", 425: "later", 503: "later", 429: "throttled", 451: "withheld",
}  # fmt: skip


def judged(asked: Asked, landed: Landed, policy: PolicyFile) -> Outcome:
    """What the end of a chain says of the address that it started from."""
    status, page, final = landed.answer.status, landed.page, landed.answer.url
    if page.kind == "html" and signs.is_parked(page, host_of(final)):
        return outcome("parked", final, page.title)
    if "challenge" in landed.answer.headers.get("cf-mitigated", ""):
        return outcome("challenge", final)
    if not 200 <= status < 300:
        return _of_status(status, landed)
    if status not in (200, 203, 204):
        return outcome("odd-status", final, status=status)
    if asked.state == "dead":
        return outcome("revived", final, page.title)
    return _elsewhere(asked, landed, policy) if domain_of(host_of(final)) != domain_of(host_of(asked.address)) else _at_home(asked, landed)


def _of_status(status: int, landed: Landed) -> Outcome:
    final = landed.answer.url
    if status in (404, 410) and landed.sent_on:
        return outcome("forward-missing", final)
    if status in (403, 503) and signs.found_in(phrases.CHALLENGE, landed.page, SHORT):
        return outcome("challenge", final)
    kind = _STATUSES.get(status) or ("server-error" if 500 <= status < 600 and status not in (501, 511) else "odd-status")
    return outcome(kind, final, status=status)


def _wall(page: Page) -> str | None:
    """What stands before the page, so that nothing is known of the page itself."""
    if signs.found_in(phrases.CHALLENGE, page, SHORT) and page.words <= SHORT:
        return "challenge"
    if page.words <= SHORT and page.asks_password and phrases.LOGIN.search(f"{page.strong} {page.text}"):
        return "login-page"
    if page.words <= SHORT and signs.found_in(phrases.CONSENT, page, SHORT):
        return "consent"
    return None


def _elsewhere(asked: Asked, landed: Landed, policy: PolicyFile) -> Outcome:
    page, final = landed.page, landed.answer.url
    there, resolved = host_of(final), is_below(host_of(asked.address), policy.resolver_hosts)
    named = named_on(page, asked.names, asked.publishers)
    sold = None if named == RESOURCE else signs.sells(page)
    guarded = is_below(there, policy.guarded_hosts)
    if sold:
        return outcome(sold.kind if named or resolved or guarded else "other-domain", final, page.title, where=broken(there))
    if named and resolved:
        return outcome(_NAMING[named], final, page.title)
    if named:
        return outcome("moved-named", final, page.title, where=broken(there), what=named)
    if page.kind in ("pdf", "document") and _file(final) and _file(final) == _file(asked.address):
        return outcome("moved-file", final, where=broken(there))
    if wall := _wall(page):
        return outcome(wall, final, page.title)
    if guarded:
        return outcome("guarded", final, page.title, where=broken(there))
    if resolved:
        return outcome("resolved-unnamed", final, page.title, where=broken(there))
    return outcome("other-domain", final, page.title, where=broken(there))


def _at_home(asked: Asked, landed: Landed) -> Outcome:
    page, final = landed.page, landed.answer.url
    if page.kind == "empty":
        return outcome("empty", final)
    if page.kind == "other":
        return outcome("unread", final)
    named = named_on(page, asked.names, asked.publishers)
    sold = None if named == RESOURCE else signs.sells(page)
    if sold:
        return outcome(sold.kind, final, page.title)
    if page.kind in ("pdf", "document"):
        whole = "document" if named == RESOURCE else "document-unnamed"
        return outcome(whole if page.whole else "torn-document", final)
    if kind := _notice(page, asked.address, final) or _wall(page):
        return outcome(kind, final, page.title)
    if _DOCUMENT.search(urlsplit(asked.address).path):
        return outcome("became-html", final, page.title)
    if landed.hops and _is_home(final) and not _is_home(asked.address):
        return outcome("home-page", final, page.title)
    if page.words < 3:
        return outcome("script-only" if page.scripts else "empty", final, page.title)
    if named:
        return outcome(_NAMING[named], final, page.title)
    return outcome("script-only" if page.scripts and page.words < 20 else "unnamed", final, page.title)


def _notice(page: Page, asked: str, final: str) -> str | None:
    """What a page says of itself in place of what was there."""
    lost = urlsplit(final).path
    if signs.found_in(phrases.NOT_FOUND, page, SHORT) or (_LOST.search(lost) and lost != urlsplit(asked).path):
        return "soft-404"
    for kind, pattern in (("suspended", phrases.SUSPENDED), ("moved-notice", phrases.MOVED), ("maintenance", phrases.MAINTENANCE)):
        if page.words <= SHORT and signs.found_in(pattern, page, SHORT):
            return kind
    return None


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_HOME.fullmatch(parts.path)) and not parts.query


def _file(address: str) -> str:
    name = unquote(urlsplit(address).path.rsplit("/", 1)[-1]).casefold()
    return name if len(name) > 5 and _DOCUMENT.search(name) else ""
