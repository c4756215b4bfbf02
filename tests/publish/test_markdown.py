"""Component HTML passes Markdown byte for byte; the short Markdown of catalogue text can make paragraphs, bold and lists only."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from macros.publish.markdown import prose
from macros.publish.render import END, MARK

ROOT = Path(__file__).parent.parent.parent
LIKE_MARKDOWN = (
    "<div>\n\n# not a heading\n\n* not a list\n\n    not code\n\n</div>",
    "<p>**not bold** _not em_ `not code` [not](a-link) {: .not-an-attribute }</p>",
    "<section><!-- a comment --><pre>\n\n  kept   spaces\n\n</pre></section>",
    "<ul><li>one\n<li>unclosed & not escaped</ul>",
    "<div>&amp;lt; &#8217; &nbsp; \\* \\\\ ]]&gt; | a | b |\n--- | ---\n</div>",
    '<div>!!! note "not an admonition"\n    x\n[TOC]\n\n*[HTML]: abbreviation</div>',
    "<div>klzzwxh:0001 $1 \\1 \\g<0></div>",
)


@pytest.fixture(scope="module")
def site_markdown() -> Markdown:
    """Markdown as mkdocs.yml sets it up."""
    extensions = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    return Markdown(extensions=[one if isinstance(one, str) else next(iter(one)) for one in extensions])


def marked(html: str) -> str:
    return f"\n\n{MARK}{html}{END}\n\n"


@pytest.mark.parametrize("html", LIKE_MARKDOWN)
def test_component_html_passes_byte_for_byte(site_markdown: Markdown, html: str) -> None:
    site_markdown.reset()
    assert site_markdown.convert(f"Before *it*.{marked(html)}After.") == f"<p>Before <em>it</em>.</p>\n{html}\n<p>After.</p>"


def test_without_the_marks_markdown_would_change_it(site_markdown: Markdown) -> None:
    site_markdown.reset()
    html = "<p>one</p>\n\n*text* between\n\n<pn-own>**x**</pn-own>"
    assert site_markdown.convert(html) != html
    site_markdown.reset()
    assert site_markdown.convert(marked(html)) == html


def test_several_components_keep_their_order(site_markdown: Markdown) -> None:
    site_markdown.reset()
    assert site_markdown.convert(marked("<p>1</p>") + marked("<p>2</p>") + "x" + marked("<p>3</p>")) == "<p>1</p>\n<p>2</p>\n<p>x</p>\n<p>3</p>"


# Markdown takes its own marks out of everything, and tabs and carriage returns are made one with spaces and line ends.
@given(st.text(st.characters(exclude_characters="\x02\x03\t\r", exclude_categories=("Cs",))))
def test_any_escaped_text_in_a_component_passes(text: str) -> None:
    markdown = Markdown(extensions=["macros.publish.markdown:ComponentExtension"])
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = f"<div>x{escaped}x</div>"
    stripped = re.sub(r"(?<=\n) +\n", "\n", html)  # a line of spaces alone is an empty line to Markdown
    assert markdown.convert(marked(html)) == stripped


def test_mkdocs_loads_the_extension() -> None:
    assert "macros.publish.markdown:ComponentExtension" in yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("A **bold** word.", "<p>A <strong>bold</strong> word.</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("Say \"a\" & 'b'.", "<p>Say \"a\" &amp; 'b'.</p>"),
        ("<b>x</b> </p> <!-- y -->", "<p>&lt;b&gt;x&lt;/b&gt; &lt;/p&gt; &lt;!-- y --&gt;</p>"),
        ("&lt; &amp;", "<p>&amp;lt; &amp;amp;</p>"),
        ("# one", "<p># one</p>"),
        ("> quote", "<p>&gt; quote</p>"),
        ("`<x>`", "<p>`&lt;x&gt;`</p>"),
        ("[a](javascript:b)", "<p>[a](javascript:b)</p>"),
        ("![a](http://b.example)", "<p>![a](http://b.example)</p>"),
        ("[a]: javascript:b\n\n[a] [c][a]", "<p>[a]: javascript:b</p>\n<p>[a] [c][a]</p>"),
        ("<http://a.example> <a@b.example>", "<p>&lt;http://a.example&gt; &lt;a@b.example&gt;</p>"),
        ("{{ 7*7 }}", "<p>{{ 7*7 }}</p>"),
        ("Renewal[.]net", "<p>Renewal[.]net</p>"),
    ],
)
def test_prose_is_paragraphs_bold_and_lists(text: str, html: str) -> None:
    assert prose(text) == html


BETWEEN = st.sampled_from(["<script>", "](javascript:x)", "[a]: x\n", "&", '"', "    ", "\n\n", "* "])


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200), BETWEEN)
def test_no_prose_makes_any_other_element(text: str, between: str) -> None:
    html = prose(between.join(text))
    found = lxml.html.fragment_fromstring(str(html), create_parent="div")
    assert {element.tag for element in found.iterdescendants()} <= {"p", "strong", "em", "ul", "ol", "li", "br"}
    assert not [element for element in found.iterdescendants() if element.attrib]


def test_one_text_does_not_change_the_next() -> None:
    prose("[a]: http://x.example\n\n- one")
    assert prose("[a]") == "<p>[a]</p>"
