"""Reads the first part of an answer: what it is, what it calls itself, what it says, and where it sends readers on."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import islice
from urllib.parse import urljoin

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from macros.links.observe.answers import Answer
from macros.links.observe.domains import domain_of, host_of

FEW_WORDS = 40
"""A page with fewer words says nothing of its own: its scripts, frames and forwarding count."""
_UNREAD = ("script", "style", "template", "svg", "math", "object", "title")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|h1|p|div|script|frameset)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*([0-9.]{1,8})\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_JUMP = re.compile(r"\blocation(?:\.href)?\s*=\s*[\"']([^\"'\s]{1,2000})[\"']|\blocation\.(?:replace|assign)\(\s*[\"']([^\"'\s]{1,2000})[\"']")
_DESCRIBING = ("description", "og:title", "og:site_name", "og:description", "author", "dc.title", "citation_title", "application-name")
_TITLE_OF_PDF = re.compile(
    rb"<dc:title>.{0,200}?<rdf:li[^>]{0,80}>([^<]{1,300})<|/Title\s*\(((?:\\.|[^\\)]){1,300})\)|/Title\s*<([0-9A-Fa-f]{2,1200})>", re.DOTALL
)
# Python knows more encodings than pages have, and some of them take minutes for a page.
_OF_PAGES = re.compile(
    r"utf-8|utf-16(?:-[bl]e)?|ascii|iso8859-\d+|cp(?:125\d|437|850|866|874|932|949|950)|koi8-[rtu]|gb2312|gbk|gb18030|big5(?:hkscs)?|"
    r"euc_(?:jp|kr)|shift_jis|iso2022_jp|mac-roman"
)
_TITLES = 8
"""So many titles of a document are read: those of its bookmarks may come before its own."""
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_SOONEST = 30  # seconds: a page that sends readers on later than that is meant to be read


@dataclass(frozen=True)
class Page:
    """`kind`: html, text, pdf, document, other or empty. `strong` is what the page calls itself, `text` all that it says.

    `loads` are the domains of its scripts and frames; `sends_to` is where it sends readers without being asked, and `by_script`
    says that only a script or a frame does so: on a page that names what it is, such a thing is an ornament, not the page.
    """

    kind: str
    title: str = ""
    headings: tuple[str, ...] = ()
    strong: str = ""
    text: str = ""
    words: int = 0
    loads: frozenset[str] = frozenset()
    scripts: bool = False
    asks_password: bool = False
    sends_to: str = ""
    by_script: bool = False
    whole: bool = field(default=True)


def read_page(answer: Answer) -> Page:
    """What an answer holds. Never raises: what cannot be read is `other`."""
    start, declared = answer.body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n\x00"), answer.headers.get("content-type", "").lower()
    later = _refresh(answer.headers.get("refresh", ""))
    if not start:
        return Page("empty", sends_to=later)
    if b"%PDF-" in answer.body[:1024]:
        title = _title_of_pdf(answer.body)
        return Page("pdf", title=title[:300], strong=title, whole=not answer.whole or b"%%EOF" in answer.body[-2048:])
    if start.startswith(_DOCUMENTS):
        return Page("document")
    if _HTML.search(start) or "html" in declared:
        return _read_html(answer, later)
    if b"\x00" in start or declared.startswith(("image/", "audio/", "video/", "font/")):
        return Page("other")
    if declared.startswith("application/") and not re.match(r"application/(?:json|xml|[a-z.-]+\+xml|octet-stream)", declared):
        return Page("document" if "office" in declared or "msword" in declared or "opendocument" in declared else "other")
    text = " ".join(_decoded(answer).split())
    return Page("text", strong=text[:300], text=text[:200_000], words=text.count(" ") + 1, sends_to=later)


def _read_html(answer: Answer, later: str) -> Page:
    try:
        clean = _decoded(answer).replace("\x00", "").encode("utf-8", "replace")
        root = lxml.html.document_fromstring(clean, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=False))
    except Exception:  # whatever a hostile page does to the parser, it is a page that says nothing
        return Page("empty", sends_to=later)
    base, loads = answer.url, set[str]()
    texts: list[str] = []
    scripts: list[str] = []
    frames: list[str] = []
    described: list[str] = []
    headings: list[str] = []
    title = ""
    password = bool(root.xpath("//input[translate(@type, 'PASWORD', 'pasword')='password']"))
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "title" and not title:
            title = _plain(element)
        elif tag in ("h1", "h2"):
            headings.append(_plain(element))
        elif tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh" and not _is_for_others(element):
            later = later or _refresh(element.get("content") or "")
        elif tag == "meta" and (element.get("name") or element.get("property") or "").lower() in _DESCRIBING:
            described.append((element.get("content") or "")[:500])
        elif tag in {"img", "area"}:
            texts.append(element.get("alt") or "")
        elif tag in ("script", "frame", "iframe"):
            loads.add(_domain(base, element.get("src") or ""))
            if tag == "script":
                scripts.append(element.text or "")
            elif _is_seen(element):
                frames.append(element.get("src") or "")
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_UNREAD, with_tail=False)
    texts += root.itertext()
    text = " ".join(" ".join(texts).split())[:200_000]
    words = max(len(text.split()), len(text) // 12)  # some scripts leave no space between words
    if by_script := not later and words < FEW_WORDS:
        later = _jump(scripts) or next((one for one in frames if _domain(base, one) not in ("", domain_of(host_of(base)))), "")
    strong = " | ".join([title, *headings[:12], *described[:12]])
    seen = Page("html", title[:300], tuple(headings[:12]), strong, text, words, frozenset(loads - {""}), bool(scripts), password, later)
    return replace(seen, by_script=by_script and bool(later))


def _plain(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())[:400]


def _is_for_others(element: lxml.html.HtmlElement) -> bool:
    """Whether only browsers that run no scripts heed it, which are not those of readers."""
    return next(element.iterancestors("noscript"), None) is not None


def _is_seen(frame: lxml.html.HtmlElement) -> bool:
    """Whether readers see what a frame holds. Those that count readers are hidden, or a dot in size."""
    style = (frame.get("style") or "").replace(" ", "").lower()
    is_dot = any((frame.get(side) or "").strip().removesuffix("px") in ("0", "1") for side in ("width", "height"))
    is_hidden = is_dot or frame.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
    return not is_hidden and not _is_for_others(frame)


def _domain(base: str, target: str) -> str:
    try:
        return domain_of(host_of(urljoin(base, target.strip())))
    except ValueError:
        return ""


def _refresh(content: str) -> str:
    found = _REFRESH.match(content[:4_000])
    try:
        return found[2].strip() if found and float(found[1]) <= _SOONEST else ""
    except ValueError:
        return ""


def _jump(scripts: list[str]) -> str:
    for script in scripts:
        if found := _JUMP.search(script[:20_000]):
            return (found[1] or found[2]).replace("\\/", "/")
    return ""


def _decoded(answer: Answer) -> str:
    told = _CHARSET.search(answer.headers.get("content-type", "").encode("ascii", "replace")) or _CHARSET.search(answer.body[:4096])
    for encoding in (told[1].decode("ascii") if told else "", "utf-8"):
        try:
            if encoding and not _OF_PAGES.fullmatch(codecs.lookup(encoding).name):
                continue
            # The cut may run through a letter.
            return answer.body.decode(encoding, "strict" if answer.whole else "ignore") if encoding else answer.body.decode("utf-8")
        except (LookupError, UnicodeError, ValueError):
            continue
    return answer.body.decode("cp1252", "replace")


def _title_of_pdf(body: bytes) -> str:
    """What a document calls itself, where that stands in its first part unpacked."""
    return " | ".join(dict.fromkeys(_text_of_pdf(found) for found in islice(_TITLE_OF_PDF.finditer(body), _TITLES)))


def _text_of_pdf(found: re.Match[bytes]) -> str:
    if found[1]:
        return unescape(found[1].decode("utf-8", "replace"))
    if found[2]:
        raw = re.sub(rb"\\([0-7]{1,3}|.)", lambda one: bytes([int(one[1], 8) & 255]) if one[1].isdigit() else one[1], found[2], flags=re.DOTALL)
    else:
        raw = bytes.fromhex(found[3][: len(found[3]) // 2 * 2].decode())
    return raw.decode("utf-16" if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else "utf-8", "replace").replace("\x00", "")
