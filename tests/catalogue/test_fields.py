"""What each kind of value takes and refuses, at its edges."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.catalogue.fields import Address, Checker, Day, Host, Identifier, Kind, Number, OneOf, Text, Word, Year
from macros.catalogue.groups import Group, Many
from macros.catalogue.model import Source
from macros.catalogue.problems import RULES
from macros.catalogue.read import Fields, Listing, Node, Scalar
from macros.publish.markdown import prose

REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=300)
WORDS = MappingProxyType({"kinds": {"checklist": 1, "guide": 1}, "how_read": {"whole": 1}})
PROSE = Text(longest=200, markdown=True)
KINDS: tuple[Kind, ...] = (
    PROSE, Text(longest=60), Text(longest=60, sentence=True), Identifier(), Word("kinds"), OneOf(("own", "part")), Number(1, 20), Day(),
    Day(month=True), Year(), Address(), Host(), Many(Identifier(), 3), Group(Source), Many(Group(Source), 2),
)  # fmt: skip


def checked(kind: Kind, value: Any, quoted: bool = True) -> tuple[Any, list[str]]:
    """The value that a kind makes of one node, and the rules that it breaks."""
    at = Checker("file", [], WORDS, date(2026, 11, 23))
    node = value if isinstance(value, (Scalar, Listing, Fields)) else Scalar(value, 1, quoted)
    return kind.check("field", node, at), [problem.rule for problem in at.problems]


PLAIN, QUOTED = False, True
EDGES: tuple[tuple[Kind, bool, str | None, tuple[str, ...]], ...] = (
    (Identifier(), PLAIN, None, ("a-b-1", "a" * 60)),
    (Identifier(), PLAIN, "bad-id", ("A", "a--b", "-a", "a-", "a\n", "\u0430", "../a", "a/b", "a_b", "a" * 61)),
    (Identifier(), QUOTED, "bad-id", (" a", "a ")),
    (Number(1, 20), PLAIN, None, ("1", "20")),
    (Number(1, 20), PLAIN, "bad-number", ("0", "21", "01", "1.0", "+1", "-1", "1_0", "0x1", "1\u0662", "9" * 5000, "yes")),
    (Number(1, 20), QUOTED, "bad-number", ("1",)),
    (Day(), QUOTED, None, ("2026-11-23", "2024-02-29")),
    (Day(), QUOTED, "bad-date", ("2026-11", "2023-02-29", "2026-1-1", "20261123", "2026-W01-1", "\u0662026-11-23", "0000-01-01", "2026-11-23\n")),
    (Day(), QUOTED, "future-date", ("2026-11-24",)),
    (Day(), PLAIN, "bad-date", ("2026-11-23",)),
    (Day(month=True), QUOTED, None, ("2026-11", "2026-11-23")),
    (Day(month=True), QUOTED, "bad-date", ("2026-13", "2026")),
    (Day(month=True), QUOTED, "future-date", ("2026-12",)),
    (Year(), QUOTED, None, ("2009", "2003 to 2004", "2009, revised 2014")),
    (Year(), QUOTED, "bad-year", ("1799", "2100", "20\u0660\u0669", "2009-10", "09")),
    (Year(), PLAIN, "bad-year", ("2009",)),
    (Word("kinds"), PLAIN, None, ("guide",)),
    (Word("kinds"), PLAIN, "unknown-word", ("Guide", "guides", "x" * 9000)),
    (OneOf(("own", "part")), PLAIN, None, ("own",)),
    (OneOf(("own", "part")), PLAIN, "unknown-word", ("copy",)),
    (Text(longest=5, shortest=3), QUOTED, None, ("123", "12345")),
    (Text(longest=5, shortest=3), QUOTED, "bad-length", ("12", "123456")),
    (Text(longest=5, shortest=3), QUOTED, "one-line", ("1\n2",)),
    (Text(longest=60, sentence=True), QUOTED, None, ("One sentence, e.g. this.",)),
    (Text(longest=60, sentence=True), QUOTED, "not-a-sentence", ("One. Two.", "No end")),
    (PROSE, QUOTED, None, ("One.\n\n- **two**\n- three",)),
)


@pytest.mark.parametrize(
    ("kind", "quoted", "rule", "value"), [(kind, quoted, rule, value) for kind, quoted, rule, values in EDGES for value in values], ids=ascii
)  # fmt: skip
def test_a_value_at_the_edge(kind: Kind, quoted: bool, rule: str | None, value: str):
    made, rules = checked(kind, value, quoted=quoted)
    assert rules == ([rule] if rule else [])
    assert (made is None) == bool(rule)


@pytest.mark.parametrize("kind", KINDS, ids=repr)
@pytest.mark.parametrize("value", [*(Scalar(text, 1, text == "  ") for text in ("", "  ", "~", "null")), Listing(), Fields()], ids=repr)
def test_nothing_is_never_a_value(kind: Kind, value: Node):
    made, rules = checked(kind, value)
    assert made is None
    assert rules and set(rules) <= {"empty-value", "wrong-shape", "missing-field"}


TREES = st.recursive(
    st.builds(Scalar, st.text(max_size=20), st.just(1), st.booleans()),
    lambda inner: st.builds(Listing, st.lists(inner, max_size=3), st.just(1))
    | st.dictionaries(st.text(max_size=8), inner, max_size=3).map(lambda items: Fields(items, dict.fromkeys(items, 1), 1)),
    max_leaves=8,
)


@REPEATABLE
@given(st.sampled_from(KINDS), TREES)
def test_any_tree_gives_a_value_or_a_problem_and_never_an_exception(kind: Kind, tree: Node):
    made, rules = checked(kind, tree)
    assert set(rules) <= set(RULES)
    assert made is not None or rules


HARMLESS = "\u00a3\u20ac\u00e9\u00fc\u2013\u2018\u2019\u201c\u201d\u2026\u2192\u00bd\u03a9\u6f22\u00a0"
CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")  # controls, formats, halves of characters, private ones, ends of lines and paragraphs
HARMLESS_FORMATS = ("ARABIC", "SYRIAC", "KAITHI", "EGYPT", "SHORTHAND", "MUSICAL")


def test_text_holds_no_character_that_is_invisible_or_turns_text_round():
    """All that the tables of Unicode call so, but for formats of scripts and notations that nobody can misuse here."""
    every = (chr(code) for code in range(sys.maxunicode + 1))
    invisible = [one for one in every if unicodedata.category(one) in CATEGORIES and not unicodedata.name(one, "").startswith(HARMLESS_FORMATS)]
    taken = [f"U+{ord(one):04X}" for one in invisible if one != "\n" and checked(PROSE, f"a{one}b")[1] != ["bad-text"]]
    assert taken == []


CODE = [
    "<", ">", "{", "}", "{{ x }}", "{% x %}", "<script>", "]]>", "\t", "\x00", "\x1b[31m", "\u202e", "\u061c", "\u2066",
    "\ufeff", "\U000e0041", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("piece", CODE, ids=ascii)
@pytest.mark.parametrize("kind", [PROSE, Text(longest=60)], ids=repr)
def test_text_with_marks_of_code_is_refused(kind: Kind, piece: str):
    assert checked(kind, f"before {piece} after") == (None, ["bad-text"])


ORDINARY = [*HARMLESS, "&amp;", '"quoted"', "it's", "=1+1", "1 | 2", "a_b_c", "#1", "50%", "a: b", "@x", "\\"]


@pytest.mark.parametrize("piece", ORDINARY, ids=ascii)
def test_ordinary_text_is_taken_as_it_is(piece: str):
    text = f"before {piece} after"
    assert checked(Text(longest=60), text) == (text, [])


LINKS = ["[a](b)", "[a][b]", "[a] [b]", "[a]: b", "![a](b)", "http://example.org", "HTTPS://example.org", "www.example.org"]


@pytest.mark.parametrize("text", LINKS)
def test_prose_holds_no_link(text: str):
    assert checked(PROSE, text) == (None, ["link-in-text"])


@REPEATABLE
@given(st.text(alphabet="ab []()!:/.\n*_-`#&;\"'|\\>0w", max_size=60))
def test_no_prose_that_is_taken_becomes_a_link_or_an_image(text: str):
    made, _ = checked(PROSE, text)
    if made is not None:
        html = str(prose(made))
        assert "<a" not in html and "<img" not in html and "href" not in html


def test_a_list_keeps_to_its_length_its_order_and_its_single_values():
    def listing(*values: str) -> Listing:
        return Listing([Scalar(value, 1, False) for value in values], 1)

    assert checked(Many(Identifier(), 3), listing("c", "a", "b")) == (("c", "a", "b"), [])
    assert checked(Many(Identifier(), 3), listing("a", "b", "a")) == (("a", "b"), ["repeated-value"])
    assert checked(Many(Identifier(), 3), listing("a", "b", "c", "d"))[1] == ["too-many"]
    assert checked(Many(Identifier(), 3), listing("a", "B", "c")) == (("a", "c"), ["bad-id"])


def test_a_list_of_very_many_values_is_refused_without_looking_at_them_all():
    many = Listing([Scalar(f"a{number}", 1, False) for number in range(200_000)], 1)
    made, rules = checked(Many(Identifier(), 3), many)
    assert (len(made), rules) == (3, ["too-many"])
