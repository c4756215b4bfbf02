"""Components are escaped, complete and whole blocks; whatever is not is an error in the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from macros.publish.render import END, MARK, Renderer

ROOT = Path(__file__).parent.parent.parent
COMPONENTS = ROOT / "overrides" / "components"


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    def component(name: str, text: str) -> None:
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text(text, "utf-8")

    component("plain", '<p class="pn-plain" title="{{ title }}">{{ text }}</p>\n')
    component("deep", "<div>{{ one.two }}{% for item in items %}{{ item }}{% endfor %}</div>")
    component("outer", '<section>{% with text = text, title = "x" %}{% include "plain/plain.html" %}{% endwith %}</section>')
    component("inline", "<span>{{ text }}</span>")
    component("words", "Words <p>first</p>")
    component("late", "\n  <p>late</p>\n")
    component("tagged", "<pn-tagged><p>x</p></pn-tagged>")
    return Renderer(tmp_path)


def test_values_are_escaped_in_text_and_attributes(renderer: Renderer) -> None:
    html = renderer.html("plain", {"text": "<b>&'\"", "title": '"><script>'})
    assert html == '<p class="pn-plain" title="&#34;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;&#34;</p>'


def test_included_components_are_escaped_too(renderer: Renderer) -> None:
    assert renderer.html("outer", {"text": "<i>"}) == '<section><p class="pn-plain" title="x">&lt;i&gt;</p></section>'


def test_text_that_looks_like_a_template_is_not_run(renderer: Renderer) -> None:
    assert "{{ 7*7 }}{% x %}" in renderer.html("plain", {"text": "{{ 7*7 }}{% x %}", "title": ""})


@pytest.mark.parametrize("view", [{}, {"text": "x"}, {"title": "x"}])
def test_a_missing_value_is_an_error(renderer: Renderer, view: dict[str, str]) -> None:
    with pytest.raises(UndefinedError):
        renderer.html("plain", view)


@pytest.mark.parametrize("view", [{"one": {}, "items": []}, {"one": {"two": 2}}])
def test_a_missing_member_or_list_is_an_error(renderer: Renderer, view: dict[str, object]) -> None:
    with pytest.raises(UndefinedError):
        renderer.html("deep", view)


@pytest.mark.parametrize("name", ["inline", "words", "tagged"])
def test_what_markdown_would_take_apart_is_refused(renderer: Renderer, name: str) -> None:
    with pytest.raises(ValueError, match=f"component {name} does not start with a block element"):
        renderer.html(name, {"text": "x"})


def test_space_around_a_component_does_not_matter(renderer: Renderer) -> None:
    assert renderer.html("late", {}) == "<p>late</p>"


def test_an_unknown_component_is_an_error(renderer: Renderer) -> None:
    with pytest.raises(TemplateNotFound):
        renderer.html("nothing", {})


def test_a_component_for_a_page_stands_alone_between_its_marks(renderer: Renderer) -> None:
    assert renderer.for_page("late", {}) == f"\n\n{MARK}<p>late</p>{END}\n\n"


def test_no_template_switches_escaping_off() -> None:
    templates = sorted(COMPONENTS.rglob("*.html"))
    assert len(templates) > 15
    for path in templates:
        text = path.read_text("utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
