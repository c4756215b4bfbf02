"""What may be an outside address: only what Python, browsers and people read alike."""

from __future__ import annotations

import string
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.catalogue.address import LONGEST, refusal_of_address
from macros.catalogue.model import Catalogue
from macros.links.evidence import addresses_of

REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=400)

GOOD = (
    "http://example.org",
    "https://www.example.org/",
    "https://example.org/a_b(c)/d,e;f~g?h=i&j=%20k#l",
    "https://EXAMPLE.org/Path",
    "https://a-b.c3.example.gov.uk/x.aspx?ID=12!$'*+",
    "https://example.org/a@b/c:d/[e]",
    "https://web.archive.org/web/20091130120000/http://example.org/a?b=c",
    "https://example.org/v1.2/.well-known/...",
)

HOSTILE = {
    "script": ("javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "vbscript:x", "javascript://example.org/%0aalert(1)"),
    "other schemes": (
        "data:text/html,<p>", "file:///etc/passwd", "ftp://example.org/", "mailto:a@example.org", "blob:https://example.org/1", "HTTP://example.org/",
    ),
    "no scheme": ("//example.org/", "example.org", "/path", "", "http:example.org", "http:/example.org", "https:///example.org", "://example.org"),
    "credentials": (
        "https://user@example.org/", "https://user:pass@example.org/", "https://example.org@evil.com/", "https://@example.org/",
        "https://example.org%40evil.com/",
    ),
    "backslashes": ("https:\\\\example.org", "https://example.org\\@evil.com/", "https://evil.com\\.example.org/", "https:/\\example.org"),
    "ports": ("https://example.org:8080/", "https://example.org:443/", "https://example.org:/", "https://example.org:x/", "https://example.org:99999/"),
    "addresses in numbers": (
        "http://127.0.0.1/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/", "http://2130706433/", "http://0x7f000001/",
        "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.1/", "http://0/", "http://127.0.0.0x1/",
        "http://1.2.3.4.5/", "http://8.8.8.8/", "http://127.0.0.1./",
    ),
    "IPv6": ("http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1%25eth0]/", "http://[::1", "http://::1/", "http://[v1.x]/"),
    "private networks": (
        "http://localhost/", "http://intranet/", "http://printer.local/", "http://a.localhost/", "http://a.internal/", "http://a.lan/",
        "http://a.corp/", "http://a.home/", "http://router.home.arpa/", "http://a.onion/", "http://a.test/", "http://a.invalid/", "http://A.LOCAL/",
    ),
    "encoded hosts": ("https://%65xample.org/", "https://example.org%2f@evil.com/", "https://example%2eorg/", "https://ex%00ample.org/", "https://example.org%/"),
    "look-alike letters": (
        "https://ex\u0430mple.org/", "https://example\u3002org/", "https://\uff45xample.org/", "https://example.org\u2044@evil.com/", "https://xn--exmple-4nf.org/",
        "https://www.XN--exmple-4nf.org/", "https://example.org/\u00e9", "https://\u2488com/", "https://example\uff0eorg/",
    ),
    "breaks and spaces": (
        "https://example.org/\n", "https://exam\nple.org/", "https://exam\tple.org/", " https://example.org/", "https://example.org/ ",
        "https://example.org/a b", "https://example.org/\r\nx", "https://example.org/\x00", "https://example.org/\x7f", "\x01https://example.org/", "https://exam\u00adple.org/",
    ),
    "marks": (
        "https://example.org/<p>", 'https://example.org/"x', "https://example.org/{{x}}", "https://example.org/`x`", "https://example.org/a|b",
        "https://example.org/^",
    ),
    "broken hosts": (
        "https://example..org/", "https://.example.org/", "https://example.org./", "https://-example.org/", "https://example-.org/", "https://exam_ple.org/",
        "https://example.o/", "https://example.123/", "https://org/", "https://?x", "https://#x", "https://example.org;x/",
        "https://example.org,evil.com/", f"https://{'a' * 64}.org/",
    ),
    "steps": ("https://example.org/a/../b", "https://example.org/./a", "https://example.org/%2e%2E/a", "https://example.org/a/..", "https://example.org/.?x"),
    "bad percent": ("https://example.org/%", "https://example.org/%4", "https://example.org/%zz", "https://example.org/100%"),
}  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_a_plain_address_is_taken(address: str):
    assert refusal_of_address(address) is None


@pytest.mark.parametrize("address", [address for group in HOSTILE.values() for address in group], ids=ascii)
def test_a_hostile_address_is_refused(address: str):
    refusal = refusal_of_address(address)
    assert refusal
    assert refusal.isprintable(), "the reason must fit on one line of a message"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://ex\u0430mple.org/", "look like others"),
        ("https://exam\tple.org/", "invisible"),
        ("javascript:alert(1)", "http:// or https://"),
        ("https://example.org\\@evil.com/", "does not belong"),
        ("https://user@example.org/", "user name or password"),
        ("https://example.org:443/", "port"),
        ("https://[::1/", "cannot be parsed"),
        ("https://[::1]/", "number for a host"),
        ("https://example.org:x/", "port"),
        ("https://example.org/a b", "space"),
        ("https:///example.org", "http:// or https://"),
        ("https://example.org./", "not a domain name"),
        ("http://2130706433/", "number or a single word"),
        ("http://127.0.0.1/", "number or a single word"),
        ("http://printer.local/", "private network"),
        ("https://%65xample.org/", "programs read differently"),
        ("https://xn--exmple-4nf.org/", "encoded letters"),
        ("https://example..org/", "not a domain name"),
        ("https://example.org/a/../b", "browsers take out"),
        ("https://example.org/%zz", "hexadecimal"),
    ],
)
def test_the_reason_names_what_is_wrong(address: str, reason: str):
    assert reason in (refusal_of_address(address) or "")


def test_an_address_has_a_longest_length():
    longest = "https://example.org/".ljust(LONGEST, "a")
    assert refusal_of_address(longest) is None
    assert "longer" in (refusal_of_address(f"{longest}a") or "")


@REPEATABLE
@given(st.text(max_size=60) | st.text(alphabet="htps:/.@\\#?[]%0x1aA-_ \t\n", max_size=40).map(lambda tail: f"https://{tail}"))
@example("http://[")
@example("http://[::1]]/")
@example("https://\u2100.com/")
def test_any_text_gets_an_answer(text: str):
    refusal = refusal_of_address(text)
    assert refusal is None or refusal


@REPEATABLE
@given(st.text(alphabet=string.printable, max_size=50), st.sampled_from(("http://", "https://", "")))
def test_what_is_taken_is_safe_in_every_output_and_has_one_public_host(text: str, scheme: str):
    address = scheme + text
    if refusal_of_address(address) is not None:
        return
    assert not set(address) & set("<>\"{}|\\^` \t\r\n")
    parts = urlsplit(address)
    assert parts.geturl().rstrip("?#") == address.rstrip("?#"), "Python reads it and writes it as it stands"
    assert parts.netloc.lower() == parts.hostname, "nothing but the host stands before the path"
    assert not parts.hostname.rpartition(".")[2].isdigit()


LABELS = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)


@REPEATABLE
@given(st.lists(LABELS, min_size=1, max_size=3), st.sampled_from(("org", "co.uk")), st.from_regex(r"(/[A-Za-z0-9_~-]{1,9}){0,4}", fullmatch=True))
def test_ordinary_addresses_are_taken(labels: list[str], ending: str, path: str):
    assert refusal_of_address(f"https://{'.'.join(labels)}.{ending}{path}") is None


@REPEATABLE
@given(st.integers(0, 2**32 - 1), st.sampled_from(("%d", "0x%x", "0%o", "0X%X")))
def test_no_spelling_of_a_number_is_a_host(number: int, spelling: str):
    parts = [number >> shift & 255 for shift in (24, 16, 8, 0)]
    for host in (spelling % number, ".".join(spelling % part for part in parts), f"{spelling % parts[0]}.{spelling % (number & 0xFFFFFF)}"):
        assert refusal_of_address(f"http://{host}/")


def test_every_address_of_the_real_data_is_plain(catalogue: Catalogue):
    assert {address: refusal_of_address(address) for address in addresses_of(catalogue) if refusal_of_address(address)} == {}
