"""Every fault that an outside address may have: how it is served, what the observer has to make of it, and the state it leads to.

The words for the reader are in SAYS, written out once for each kind: a fault without them fails its test.
"""

# ruff: noqa: E501 - pages and their words read best on the line of their name

from __future__ import annotations

import gzip
import ssl
import zlib
from dataclasses import dataclass, field

from tests.links.observe.certificates import serving
from tests.links.observe.server import GOOD, PUBLISHER, RESOURCE, UNREACHABLE, Host, Request, Serve, Wire, first, raw, reply, response

LIVE, FAILING, UNSURE, HIDDEN = "live", "failing", "unsure", "hidden"


@dataclass(frozen=True)
class Fault:
    """`number` is that of the catalogue of faults (reliability research, section 5); `others` are the hosts that it needs beside its own."""

    number: str
    what: str
    kind: str
    state: str
    serve: Serve
    path: str = "/tools/checklist.html"
    scheme: str = "http"
    tls: ssl.SSLContext | None = None
    robots: Serve | None = field(default_factory=lambda: reply(404, b"no"))
    early: bool = False
    numbers: list[str] | list[list[str]] | str | None = None
    others: dict[str, Host] = field(default_factory=dict)
    domain: str = "example"

    @property
    def host(self) -> str:
        return f"{self.number.lower()}.{self.domain}"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"

    def hosts(self) -> dict[str, Host]:
        return {self.host: Host(self.serve, self.robots, self.tls, self.early, self.numbers), **self.others}


def page(title: str, *paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>".encode()


def to(location: str, status: int = 302, *headers: str) -> Serve:
    return reply(status, b"", f"Location: {location}", *headers)


def by_path(**serves: Serve) -> Serve:
    async def serve(request: Request, wire: Wire) -> None:
        await serves.get(request.path.strip("/").replace("/", "_").replace(".", "_") or "root", serves["other"])(request, wire)

    return serve


async def _cookie_then_self(request: Request, wire: Wire) -> None:
    if "seen=yes" in request.headers.get("cookie", ""):
        await wire.send(response())
    else:
        await wire.send(response(302, b"", f"Location: {request.path}", "Set-Cookie: seen=yes; Path=/"))


async def _get_only(request: Request, wire: Wire) -> None:
    await wire.send(response() if request.headers else response(405))


async def _no_machines(request: Request, wire: Wire) -> None:
    await wire.send(response(403 if "LinkObserver" in request.headers.get("user-agent", "") else 200))


def chain(length: int) -> Serve:
    async def serve(request: Request, wire: Wire) -> None:
        step = int(request.path.rsplit("/", 1)[-1]) if request.path.rsplit("/", 1)[-1].isdigit() else 0
        await wire.send(response(302, b"", f"Location: /step/{step + 1}") if step < length else response())

    return serve


LONG = " ".join(["Partners meet, talk and agree what to do next in their own words."] * 30)
PDF = b"%PDF-1.4\n1 0 obj << /Title (Something) >> endobj\n" + b"x" * 400 + b"\n%%EOF\n"
NAMED_PDF = PDF.replace(b"(Something)", f"({RESOURCE}, 2009)".encode())
SELLING_PDF = PDF.replace(b"(Something)", b"(Best online casino 2026: free spins, welcome bonus, play now)")
BOMB = gzip.compress(b"\0" * 30_000_000, 9)
CASINO = page(
    "Mega Spin Palace", "Free spins and a welcome bonus at the best online casino. Play now, live dealers, mega jackpots every day.", LONG[:300]
)
NAMESAKE = CASINO.replace(b"Mega Spin Palace", f"{PUBLISHER} - Best online casino".encode())
ADULT = page("Hot videos", "Free porn videos and live cams with sexy girls. XXX movies, hentai and sex chat all day long.", "Enter")
DRAWN = b"<html><body><div id=app></div><script>start()</script></body></html>"
PARKED = page("lapsed", "This domain is for sale. Make an offer for this domain today.")
OTHER = page("A plumber in Leeds", "We mend boilers, taps and pipes in Leeds and Bradford. Call us for a quote on your new bathroom.", LONG[:200])


def status(number: str, code: int, kind: str, state: str = UNSURE) -> Fault:
    return Fault(number, f"status {code}", kind, state, reply(code, page(f"Answer {code}", "Nothing to see.")))


def simple(number: str, what: str, kind: str, state: str, body: bytes, path: str = "/tools/checklist.html") -> Fault:
    return Fault(number, what, kind, state, reply(200, body), path)


def resolving(number: str, what: str, kind: str, state: str, body: bytes, media: str = "text/html") -> Fault:
    """An address of a resolver, which leads to `body` at a publisher's."""
    there = f"{number.lower()}.journals.example"
    return Fault(number, what, kind, state, to(f"http://{there}/"), domain="doi.org", others={there: Host(reply(200, body, kind=media))})


STATUSES = [
    Fault("F001", "a plain page", "names-it", LIVE, reply()),
    status("F002", 201, "odd-status"),
    status("F003", 202, "odd-status"),
    Fault("F004", "204, no content", "empty", UNSURE, raw(b"HTTP/1.1 204 X\r\n\r\n")),
    status("F005", 205, "odd-status"),
    status("F006", 206, "odd-status"),
    status("F007", 226, "odd-status"),
    status("F008", 300, "odd-status"),
    Fault("F009", "304 that nobody asked for", "odd-status", UNSURE, raw(b"HTTP/1.1 304 X\r\n\r\n")),
    status("F010", 305, "odd-status"),
    status("F011", 400, "odd-status"),
    status("F012", 401, "login"),
    status("F013", 402, "forbidden"),
    status("F014", 403, "forbidden"),
    status("F015", 404, "not-found", FAILING),
    status("F016", 405, "forbidden"),
    status("F017", 406, "forbidden"),
    status("F018", 407, "login"),
    status("F019", 408, "later"),
    status("F020", 410, "gone", FAILING),
    status("F021", 414, "odd-status"),
    status("F022", 418, "odd-status"),
    status("F023", 421, "odd-status"),
    status("F024", 425, "later"),
    status("F025", 426, "odd-status"),
    status("F026", 429, "throttled"),
    status("F027", 431, "odd-status"),
    status("F028", 451, "withheld"),
    status("F029", 500, "server-error"),
    status("F030", 501, "odd-status"),
    status("F031", 502, "server-error"),
    status("F032", 503, "later"),
    status("F033", 504, "server-error"),
    Fault("F034", "511 of a captive portal", "odd-status", UNSURE, reply(511)),
    status("F035", 520, "server-error"),
    status("F036", 527, "server-error"),
    status("F037", 999, "forbidden"),
    Fault("F038", "a status that is text", "not-http", UNSURE, raw(b"HTTP/1.1 fine OK\r\n\r\n")),
    Fault("F038B", "status 1000", "not-http", UNSURE, raw(b"HTTP/1.1 1000 X\r\nContent-Length: 0\r\n\r\n")),
    Fault("F039", "100, then a page", "names-it", LIVE, raw(b"HTTP/1.1 100 Continue\r\n\r\n" + response())),
    Fault("F040", "103 Early Hints, then 404", "not-found", FAILING, raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + response(404))),
]

REDIRECTS = [
    *(
        Fault(f"F04{3 + at}", f"redirect {code}", "names-it", LIVE, by_path(new=reply(), other=to("/new", code)))
        for at, code in enumerate((301, 302, 303, 307, 308))
    ),
    Fault("F048", "redirect to itself", "loop", UNSURE, to("/tools/checklist.html")),
    Fault("F049", "two addresses that lead to each other", "loop", UNSURE, by_path(a=to("/b"), other=to("/a"))),
    Fault("F051", "nine redirects", "too-many", UNSURE, chain(9)),
    Fault("F051B", "eight redirects", "names-it", LIVE, chain(8)),
    Fault("F052", "302 without Location", "no-target", UNSURE, reply(302, b"")),
    Fault("F053", "302 with a Location that is no address", "no-target", UNSURE, to("http://[bad/")),
    Fault("F054", "relative Location", "names-it", LIVE, by_path(tools_new_html=reply(), other=to("new.html"))),
    Fault("F054B", "Location that begins with two slashes", "names-it", LIVE, by_path(x=reply(), other=to("//f054b.example/x"))),
    Fault("F054C", "Location that is only a query", "names-it", LIVE, first(to("?page=2"), reply())),
    Fault("F055", "Location that is only a fragment", "loop", UNSURE, to("#top")),
    Fault("F056", "redirect to javascript:", "unsafe", UNSURE, to("javascript:alert(1)")),
    Fault("F057", "redirect to data:", "unsafe", UNSURE, to("data:text/html,hello")),
    Fault("F057B", "redirect to file:", "unsafe", UNSURE, to("file:///etc/passwd")),
    Fault("F058", "redirect to this computer", "unsafe", UNSURE, to("http://127.0.0.1/")),
    Fault("F058B", "redirect to the number of cloud machines' secrets", "unsafe", UNSURE, to("http://169.254.169.254/latest/meta-data/")),
    Fault("F058C", "redirect to a private number in other clothes", "unsafe", UNSURE, to("http://0x7f.1/")),
    Fault("F058D", "redirect to a name of a private network", "unsafe", UNSURE, to("http://intranet.local/")),
    Fault("F058E", "redirect to an unusual port", "unsafe", UNSURE, to("http://f058e.example:8080/")),
    Fault(
        "F059",
        "https that leads to http",
        "names-it",
        LIVE,
        to("http://www.f059.example/x"),
        scheme="https",
        tls=serving("f059.example"),
        others={"www.f059.example": Host(reply())},
    ),
    Fault("F060", "redirect to the home page", "home-page", UNSURE, by_path(root=reply(), other=to("/"))),
    Fault(
        "F061",
        "redirect to a page for what is missing, with 200",
        "soft-404",
        UNSURE,
        by_path(_404_html=reply(200, OTHER), **{"404_html": reply(200, OTHER)}, other=to("/404.html")),
    ),
    Fault("F062", "redirect to a real 404", "not-found", FAILING, by_path(gone=reply(404), other=to("/gone"))),
    Fault(
        "F063",
        "another domain that names the resource",
        "moved-named",
        UNSURE,
        to("http://new-home.example/x"),
        others={"new-home.example": Host(reply())},
    ),
    Fault(
        "F064", "another domain, a casino", "other-domain", HIDDEN, to("http://casino.example/"), others={"casino.example": Host(reply(200, CASINO))}
    ),
    Fault(
        "F064B",
        "another domain, a plumber",
        "other-domain",
        HIDDEN,
        to("http://plumber.example/"),
        others={"plumber.example": Host(reply(200, OTHER))},
    ),
    Fault(
        "F064C",
        "another domain that strangers cannot buy",
        "guarded",
        UNSURE,
        to("http://other-council.gov.uk/"),
        others={"other-council.gov.uk": Host(reply(200, OTHER))},
    ),
    Fault(
        "F064D",
        "a document of the same name on another domain",
        "moved-file",
        UNSURE,
        to("http://store.example/files/Guide-2009.pdf"),
        path="/docs/guide-2009.pdf",
        others={"store.example": Host(reply(200, PDF, kind="application/pdf"))},
    ),
    resolving("F064F", "a resolver that leads to nothing but a script", "resolved-unnamed", UNSURE, DRAWN),
    resolving("F064G", "a resolver that leads to an empty page", "resolved-unnamed", UNSURE, b""),
    resolving("F064H", "a resolver that leads to a document", "resolved-unnamed", UNSURE, PDF, "application/pdf"),
    resolving("F064I", "a resolver that leads to a casino", "gambling", HIDDEN, CASINO),
    resolving("F064J", "a resolver that leads to a domain for sale", "parked", HIDDEN, PARKED),
    resolving("F064K", "a resolver that leads to the resource", "names-it", LIVE, GOOD),
    resolving("F064L", "a resolver that leads to a casino under the name of the publisher", "gambling", HIDDEN, NAMESAKE),
    Fault("F064E", "redirect to a market for domains", "market", HIDDEN, to("https://www.sedo.com/search/details/?domain=x")),
    Fault("F065", "redirect to an address with a password", "unsafe", UNSURE, to("http://me:secret@f065.example/")),
    Fault("F068", "Location outside ASCII", "names-it", LIVE, by_path(**{"caf%C3%A9": reply()}, other=to("/café"))),
    Fault(
        "F069",
        "a page that forwards to a missing one",
        "forward-missing",
        UNSURE,
        by_path(gone=reply(404), other=reply(200, page("x", head='<meta http-equiv="refresh" content="0; url=/gone">'))),
    ),
    Fault("F070", "a Refresh header to a page", "names-it", LIVE, by_path(new=reply(), other=reply(200, b"<p>wait</p>", "Refresh: 0; url=/new"))),
    Fault(
        "F071",
        "a script that jumps to a casino",
        "other-domain",
        HIDDEN,
        reply(200, b"<html><script>window.location.href='http://jump.example/';</script></html>"),
        others={"jump.example": Host(reply(200, CASINO))},
    ),
    Fault(
        "F071B",
        "a frame that shows another domain",
        "other-domain",
        HIDDEN,
        reply(200, b'<html><iframe src="http://framed.example/"></iframe></html>'),
        others={"framed.example": Host(reply(200, OTHER))},
    ),
    Fault(
        "F071C",
        "a frame for browsers without scripts, as those that count readers leave",
        "script-only",
        UNSURE,
        reply(200, b'<body><noscript><iframe src="http://counts.example/ns"></iframe></noscript><div id=app></div><script>draw()</script></body>'),
        others={"counts.example": Host(reply(200, OTHER))},
    ),
    Fault(
        "F071D",
        "a page that names the resource, and a frame with a film",
        "names-it",
        LIVE,
        reply(200, page(RESOURCE, '<iframe src="http://films.example/embed/1" width=560 height=315></iframe>')),
        others={"films.example": Host(reply(200, OTHER))},
    ),
    Fault(
        "F071E",
        "a frame of a domain that lapsed",
        "lapsed-target",
        UNSURE,
        reply(200, b'<html><p>Welcome to our tools</p><iframe src="http://counter.example/count"></iframe></html>'),
        others={"counter.example": Host(reply(), numbers="no-such-domain")},
    ),
    Fault(
        "F071F",
        "a page that names the resource, and a script with an address for old browsers",
        "names-it",
        LIVE,
        reply(200, page("Our tools", RESOURCE, "<script>if (old) location = 'http://browsers.example/'</script>")),
        others={"browsers.example": Host(reply(200, OTHER))},
    ),
    Fault(
        "F071G",
        "a frame of no size that counts readers",
        "unnamed",
        UNSURE,
        reply(200, b'<html><p>Welcome to our tools and guides</p><iframe src="http://dot.example/" width="1" height="1px"></iframe></html>'),
        others={"dot.example": Host(reply(200, OTHER))},
    ),
    Fault(
        "F071H",
        "a forwarding for browsers without scripts",
        "script-only",
        UNSURE,
        reply(200, b'<head><noscript><meta http-equiv="refresh" content="0; url=http://enable.example/"></noscript></head><script>draw()</script>'),
        others={"enable.example": Host(reply(200, OTHER))},
    ),
    Fault(
        "F071I",
        "a redirect to a domain that lapsed",
        "lapsed-target",
        UNSURE,
        to("http://lapsed.example/new"),
        others={"lapsed.example": Host(reply(), numbers="no-such-domain")},
    ),
    Fault("F072", "a cookie, then a redirect to itself", "names-it", LIVE, _cookie_then_self),
]

BODIES = [
    simple("F074", "empty body", "empty", UNSURE, b""),
    Fault("F075", "shorter than it says", "torn", UNSURE, raw(response().replace(b"Content-Length: ", b"Content-Length: 9"))),
    Fault("F076", "longer than it says", "not-http", UNSURE, raw(response() + b"<p>and more, and more")),
    Fault("F078", "chunks that break off", "torn", UNSURE, raw(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n" + GOOD)),
    Fault("F079", "a chunk of no size", "not-http", UNSURE, raw(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + GOOD)),
    Fault(
        "F080",
        "chunks and a length",
        "not-http",
        UNSURE,
        raw(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    ),
    Fault("F081", "a bomb of 30 MB", "bomb", UNSURE, reply(200, BOMB, "Content-Encoding: gzip")),
    Fault("F082", "an honest gzip page", "names-it", LIVE, reply(200, gzip.compress(GOOD), "Content-Encoding: gzip")),
    Fault("F082B", "deflate without its frame", "names-it", LIVE, reply(200, zlib.compress(GOOD, wbits=-15), "Content-Encoding: deflate")),
    Fault("F083", "says gzip, is not", "garbled", UNSURE, reply(200, GOOD, "Content-Encoding: gzip")),
    Fault("F083B", "a packing that nobody asked for", "garbled", UNSURE, reply(200, GOOD, "Content-Encoding: br")),
    Fault("F084", "gzip that breaks off", "torn", UNSURE, reply(200, gzip.compress(GOOD)[:-20], "Content-Encoding: gzip")),
    Fault(
        "F086", "a page without end", "names-it", LIVE, raw(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\n\r\n" + GOOD, *[b"<p>more " * 9000] * 40)
    ),
    Fault(
        "F087", "headers that drip", "timeout", UNSURE, raw(b"HTTP/1.1 200 X\r\n", *[one for at in range(60) for one in (2.0, b"X-%d: y\r\n" % at)])
    ),
    Fault(
        "F088",
        "a body that drips",
        "timeout",
        UNSURE,
        raw(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n", *[one for _ in range(60) for one in (2.0, b"<p>drip")]),
    ),
    Fault("F089", "silence after the headers", "timeout", UNSURE, raw(b"HTTP/1.1 200 X\r\nContent-Length: 900\r\n\r\n", end="silence")),
    Fault(
        "F096",
        "an XML bomb as a page",
        "unnamed",
        UNSURE,
        reply(
            200,
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><html><p>&c; &c; and a few words more to read here</p></html>',
            kind="application/xhtml+xml",
        ),
    ),
    Fault("F097", "a document", "document", LIVE, reply(200, NAMED_PDF, kind="application/pdf"), "/guide.pdf"),
    Fault("F097C", "a document that is called something else", "document-unnamed", UNSURE, reply(200, PDF, kind="application/pdf"), "/guide.pdf"),
    Fault("F097D", "a document whose title cannot be read", "document-unnamed", UNSURE, reply(200, PDF.replace(b"/Title", b"/Stuff"), kind="application/pdf"), "/guide.pdf"),
    Fault("F097B", "a document that sells in its title", "gambling", HIDDEN, reply(200, SELLING_PDF, kind="application/pdf"), "/guide.pdf"),
    Fault("F098", "a page in place of a document", "became-html", UNSURE, reply(), "/guide.pdf"),
    Fault("F098B", "a page that says it is a document", "became-html", UNSURE, reply(200, GOOD, kind="application/pdf"), "/guide.pdf"),
    Fault("F099", "a page called a stream of bytes", "names-it", LIVE, reply(200, GOOD, kind="application/octet-stream")),
    Fault("F100", "a page of no type", "names-it", LIVE, reply(200, GOOD, kind="")),
    Fault("F101", "a page of two types", "names-it", LIVE, reply(200, GOOD, "Content-Type: text/plain")),
    Fault("F101B", "a picture", "unread", UNSURE, reply(200, b"\x89PNG\r\n\x1a\n\0\0\0", kind="image/png")),
    Fault("F102", "half a document", "torn-document", UNSURE, reply(200, PDF[:300], kind="application/pdf"), "/guide.pdf"),
    Fault(
        "F105",
        "a page in another encoding",
        "names-it",
        LIVE,
        reply(200, GOOD.decode().replace("—", "-").encode("utf-16"), kind="text/html; charset=utf-16"),
    ),
]

PAGES = [
    simple("F103", "a page to log in", "login-page", UNSURE, page("Log in", "Name", "<input type=password>", "Forgotten your password?")),
    simple("F104", "a wall of consent", "consent", UNSURE, page("Before you continue", "We use cookies. Accept all or reject all.")),
    simple("F106", "a soft 404", "soft-404", UNSURE, page(f"Page not found - {PUBLISHER}", "Sorry. Try the search or go to the home page.")),
    simple("F107", "a notice that the page moved", "moved-notice", UNSURE, page(PUBLISHER, "This page has moved. Please update your bookmarks.")),
    simple("F108", "nothing but a script", "script-only", UNSURE, DRAWN),
    simple("F109", "a parked domain", "parked", HIDDEN, PARKED),
    simple(
        "F110", "a domain for sale, under its own name", "parked", HIDDEN, page("f110.example", "f110.example is for sale. Instant transfer.", LONG)
    ),
    simple("F110B", "a parked page of adverts", "parked", HIDDEN, page("f110b.example", "Related searches", "Insurance", "Loans", "Privacy")),
    simple("F111", "a casino", "gambling", HIDDEN, CASINO),
    simple("F111B", "a casino that names the resource", "names-it", LIVE, CASINO.replace(b"<p>", f"<p>{RESOURCE} ".encode(), 1)),
    simple("F111C", "a casino under the name of the publisher", "gambling", HIDDEN, NAMESAKE),
    simple("F112", "pornography", "pornography", HIDDEN, ADULT),
    simple(
        "F112B",
        "a shop for pills",
        "pills",
        HIDDEN,
        page("Online pharmacy", "Buy viagra and cheap cialis. No prescription needed. Order tramadol.", "Generic levitra."),
    ),
    simple("F113B", "a page of the publisher about something else", "names-publisher", UNSURE, page(f"Bins and recycling - {PUBLISHER}", LONG[:200])),
    simple("F113", "a page about something else", "unnamed", UNSURE, OTHER),
    simple(
        "F114",
        "help with gambling harm, in place of the resource",
        "unnamed",
        UNSURE,
        page(
            "Help with gambling harm",
            "Free bets, free spins and a welcome bonus draw people in. Our service offers treatment, counselling and support groups for addiction, with a helpline for families. It works to prevent harm with councils and the NHS.",
        ),
    ),
    simple("F116", "maintenance, with 200", "maintenance", UNSURE, page("Scheduled maintenance", "We will be back soon.")),
    simple("F117", "an account that was switched off", "suspended", UNSURE, page("Account suspended", "Contact your hosting provider.")),
    Fault("F118", "no machines", "forbidden", UNSURE, _no_machines),
    Fault("F119", "403 with a challenge", "challenge", UNSURE, reply(403, b"<html>", "cf-mitigated: challenge")),
    simple("F119B", "200 with a challenge", "challenge", UNSURE, page("Just a moment...", "Checking your browser before you enter.")),
    Fault("F120", "only GET is fine", "names-it", LIVE, _get_only),
    Fault("F122", "a notice for other countries", "withheld", UNSURE, reply(451, page("Not in your country", "Sorry."))),
]

MANNERS = [
    Fault("F123", "robots.txt forbids", "robots", UNSURE, reply(), robots=reply(200, b"User-agent: *\nDisallow: /tools/\n", kind="text/plain")),
    Fault("F123B", "robots.txt forbids others", "names-it", LIVE, reply(), robots=reply(200, b"User-agent: Other\nDisallow: /\n", kind="text/plain")),
    Fault(
        "F123C",
        "robots.txt forbids us by name",
        "robots",
        UNSURE,
        reply(),
        robots=reply(200, b"User-agent: PartnershipToolkitNavigator-LinkObserver\nDisallow: /\n", kind="text/plain"),
    ),
    Fault("F124", "robots.txt asks for a password", "names-it", LIVE, reply(), robots=reply(401, b"")),
    Fault("F124B", "robots.txt is forbidden", "names-it", LIVE, reply(), robots=reply(403, b"")),
    Fault("F124C", "robots.txt fails", "robots-unread", UNSURE, reply(), robots=reply(500, b"")),
    Fault("F124D", "robots.txt never comes", "robots-unread", UNSURE, reply(), robots=raw(end="silence")),
    Fault(
        "F124E",
        "robots.txt of 5 MB",
        "names-it",
        LIVE,
        reply(),
        robots=reply(200, b"User-agent: *\nDisallow: /private/\n" + b"# so much\n" * 500_000, kind="text/plain"),
    ),
    Fault(
        "F124H",
        "robots.txt with a thousand rules for each of a thousand machines",
        "robots-unread",
        UNSURE,
        reply(),
        robots=reply(200, b"User-agent: m\n" * 1000 + b"Disallow: /x\n" * 1000, kind="text/plain"),
    ),
    Fault("F124F", "robots.txt is a page", "names-it", LIVE, reply(), robots=reply(200, OTHER)),
    Fault("F124G", "robots.txt is elsewhere, and not there", "names-it", LIVE, reply(), robots=by_path(robots_txt=to("/else.txt"), other=reply(404))),
    Fault("F125", "429 with a wait of a minute", "names-it", LIVE, first(reply(429, b"", "Retry-After: 60"), reply())),
    Fault("F126", "503 with a wait until a date", "names-it", LIVE, first(reply(503, b"", "Retry-After: Mon, 07 Dec 2026 04:01:30 GMT"), reply())),
    Fault("F126B", "429 with a wait of a day", "deferred", UNSURE, reply(429, b"", "Retry-After: 86400")),
    Fault("F126C", "429 with a wait that is nonsense", "throttled", UNSURE, reply(429, b"", "Retry-After: soon")),
    Fault("F126D", "429 with a wait of a minute, each time", "put-off", UNSURE, reply(429, b"", "Retry-After: 60")),
    Fault("F127", "503 once", "names-it", LIVE, first(reply(503, b""), reply())),
    Fault("F127B", "broken off once", "names-it", LIVE, first(raw(end="reset"), reply())),
]

CONNECTIONS = [
    Fault("F128", "refused", "refused", UNSURE, reply(), numbers=["24.0.0.1"]),
    Fault("F128B", "no way to its network", "unreachable", UNSURE, reply(), numbers=[UNREACHABLE]),
    Fault("F129", "broken off before the headers", "broken-off", UNSURE, raw(end="reset")),
    Fault("F129B", "broken off within the headers", "broken-off", UNSURE, raw(b"HTTP/1.1 200 X\r\nContent-", end="reset")),
    Fault("F129C", "broken off within the body", "torn", UNSURE, raw(b"HTTP/1.1 200 X\r\nContent-Length: 900\r\n\r\nhello", 0.1, end="reset")),
    Fault("F130", "closed at once", "robots-unread", UNSURE, raw(), robots=None, early=True),
    Fault("F131", "accepts and says nothing", "robots-unread", UNSURE, raw(end="silence"), robots=None),
    Fault("F132", "says nothing to a question for the page", "timeout", UNSURE, raw(end="silence")),
    Fault("F133", "speaks something else", "not-http", UNSURE, raw(b"220 mail.example ESMTP\r\n")),
    Fault("F135", "a hundred headers", "names-it", LIVE, reply(200, GOOD, *[f"X-{at}: y" for at in range(100)])),
    Fault("F135B", "500 headers", "not-http", UNSURE, reply(200, GOOD, *[f"X-{at}: y" for at in range(500)])),
    Fault("F136", "a header without end", "not-http", UNSURE, raw(b"HTTP/1.1 200 X\r\nX-Long: " + b"y" * 100_000 + b"\r\n\r\n")),
    Fault("F138", "no encryption on the encrypted port", "tls-broken", UNSURE, raw(response(400)), scheme="https", early=True),
    *(
        Fault(number, what, kind, UNSURE, reply(), scheme="https", tls=serving(f"{number.lower()}.example", fault))
        for number, what, kind, fault in (
            ("F139", "certificate expired", "tls-expired", "expired"),
            ("F140", "certificate not valid yet", "tls-early", "early"),
            ("F141", "certificate of another name", "tls-name", "name"),
            ("F142", "certificate of an unknown authority", "tls-issuer", "unknown"),
        )
    ),
    Fault("F144", "only old encryption", "tls-old", UNSURE, raw(b"\x15\x03\x01\x00\x02\x02\x46"), scheme="https", early=True),
    Fault("F145", "silence within the handshake", "robots-unread", UNSURE, raw(end="silence"), scheme="https", early=True),
    Fault("F146", "a good certificate", "names-it", LIVE, reply(), scheme="https", tls=serving("f146.example")),
    Fault("F148", "no such domain", "no-such-domain", FAILING, reply(), numbers="no-such-domain"),
    Fault("F149", "the look-up failed", "dns-failed", UNSURE, reply(), numbers="dns-failed"),
    Fault("F151", "a name without a number", "no-address", UNSURE, reply(), numbers="no-address"),
    Fault("F151B", "no number at all", "no-address", UNSURE, reply(), numbers=[[]]),
    Fault("F152", "a private number", "unsafe", UNSURE, reply(), numbers=["10.0.0.7"]),
    Fault("F152B", "a private number among public ones", "unsafe", UNSURE, reply(), numbers=["OWN", "192.168.1.1"]),
    Fault("F152C", "a private number inside another", "unsafe", UNSURE, reply(), numbers=["64:ff9b::7f00:1"]),
    Fault("F153", "public first, private second", "unsafe", UNSURE, to("/again"), numbers=[["OWN"], ["OWN"], ["127.0.0.1"]]),
]

FORMS = [
    Fault(
        "F157",
        "a redirect to a host outside ASCII",
        "moved-named",
        UNSURE,
        to("http://bücher.example/"),
        others={"xn--bcher-kva.example": Host(reply())},
    ),
    Fault("F159", "an address of 500 characters", "names-it", LIVE, reply(), "/" + "a" * 450),
    Fault("F159B", "a redirect to 9,000 characters", "unsafe", UNSURE, to("/" + "a" * 8_100)),
    Fault("F165", "a redirect with a broken percent sign", "names-it", LIVE, first(to("/a%zzb"), reply())),
    Fault("F166", "a redirect in capitals", "names-it", LIVE, by_path(x=reply(), other=to("HTTP://F166.EXAMPLE/x"))),
    Fault("F167", "a redirect that names the usual port", "names-it", LIVE, by_path(x=reply(), other=to("http://f167.example:80/x"))),
    Fault(
        "F169",
        "commas, underscores, an empty parameter and %20",
        "names-it",
        LIVE,
        reply(),
        "/component/option,com_docman/a%20b?_pageid=221,52565&_dad=&x=%7E",
    ),
    Fault("F170", "a fragment", "names-it", LIVE, reply(), "/tools/checklist.html#part-2"),
]

FAULTS = [*STATUSES, *REDIRECTS, *BODIES, *PAGES, *MANNERS, *CONNECTIONS, *FORMS]
SAYS = {
    "names-it": "The page names the resource.",
    "document": "It gives a document whose title names the resource.",
    "not-found": "The host says that there is no such page (404).",
    "gone": "The host says that the page was taken away for good (410).",
    "no-such-domain": "There is no such domain any more.",
    "other-domain": "It leads to another domain, ",
    "parked": "The page says that the domain is for sale, parked or expired.",
    "market": "It leads to a market where domains are sold or parked.",
    "gambling": "It offers gambling, and does not name the resource.",
    "pornography": "It offers pornography, and does not name the resource.",
    "pills": "It sells pills without prescription, and does not name the resource.",
    "dns-failed": "The name of the host could not be looked up this time.",
    "no-address": "The host has a name, but no address on the network.",
    "refused": "The host refused the connection.",
    "unreachable": "The host could not be reached.",
    "broken-off": "The host broke the connection off.",
    "timeout": "No whole answer came within 30 seconds.",
    "tls-expired": "The certificate of the host has expired.",
    "tls-early": "The certificate of the host is not valid yet.",
    "tls-name": "The certificate of the host is for another name.",
    "tls-issuer": "The certificate of the host comes from nobody that browsers trust.",
    "tls-old": "The host offers only a kind of encryption that is too old to trust.",
    "tls-broken": "No safe connection could be set up with the host.",
    "not-http": "The answer breaks the rules of the web and could not be read.",
    "torn": "The answer broke off before its end.",
    "garbled": "The answer is packed in a way that cannot be unpacked.",
    "bomb": "The answer unpacks to far more than any page holds, so it was not read.",
    "login": "The host asks for a name and password (40",
    "forbidden": "The host does not let machines in (",
    "challenge": "The host wants proof that a person is asking, which a machine cannot give.",
    "withheld": "The host withholds the page for legal reasons (451).",
    "throttled": "The host says that it was asked too often (429).",
    "later": "The host asks to come back later (",
    "deferred": "The host asked for a longer wait than one check can give, so it was left in peace.",
    "put-off": "The host asked again and again to come back later, so it was left in peace.",
    "server-error": "The host reports a fault of its own (5",
    "odd-status": "The host gave an answer that is neither yes nor no (",
    "robots": "The host asks machines not to look at this page (robots.txt).",
    "robots-unread": "The host did not say whether machines may look (robots.txt could not be read).",
    "no-target": "It redirects, but not to any address.",
    "loop": "It redirects in a circle.",
    "too-many": "It redirects more than 8 times.",
    "lapsed-target": "It leads to ",
    "unsafe": "It leads to a place where no public page can be, so it was not followed.",
    "empty": "The page is empty.",
    "script-only": "The page shows nothing until its scripts run, which this check does not do.",
    "unread": "It gives something that is neither a page nor a document.",
    "torn-document": "The document it gives is not whole.",
    "home-page": "It now leads to the home page of its host.",
    "soft-404": "The page says that what was there cannot be found.",
    "moved-notice": "The page says that what was there has moved.",
    "became-html": "It was a document, and now a page comes in its place.",
    "login-page": "The page asks readers to log in.",
    "consent": "The page asks for consent before it shows anything.",
    "maintenance": "The page says that the website is being repaired or is not ready.",
    "suspended": "The page says that the website has been switched off by its host.",
    "forward-missing": "The page sends readers on to one that is missing.",
    "moved-named": "It leads to another domain, ",
    "moved-file": "It leads to a document with the same file name on another domain, ",
    "guarded": "It leads to other-council.gov[.]uk, a name that no stranger can buy, but nothing there names the resource or its publisher.",
    "resolved-unnamed": "It leads to another domain, ",
    "names-publisher": "The page names the publisher, but not the resource.",
    "document-unnamed": "It gives a document whose title does not name the resource, or could not be read.",
    "unnamed": "The page names neither the resource nor its publisher.",
}
