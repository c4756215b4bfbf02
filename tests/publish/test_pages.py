"""Page sources: exact front matter for any text, and a body of macro calls with ids, nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import meta

from macros.catalogue.model import Catalogue
from macros.publish.calls import COMPONENTS
from macros.publish.lists import by_facet
from macros.publish.pages import pages, source

HOSTILE = (
    "<script>alert(1)</script>", "\"quoted\" and 'quoted' \\", "{{ 7*7 }} {% raw %} {# x #}", "]]> --> ---", "\u202eright to left\u200f",
    "\u2028\u2029\x85\x7f", "---\nfront: matter\n---\n", "a: b", "# not a comment", "- not a list", "[1, 2]", "&anchor *alias !tag", "yes", "1998",
    "2026-11-23", "null", "~", "", " spaces ", "\ttab", "é ß 日本語 \U0001f642", "%YAML 1.2", "@at `tick`",
)  # fmt: skip
BODY = re.compile(r"(?:\{\{ ([a-z_]+)\(((?:\"[a-z0-9-]+\"|\d+)(?:, (?:\"[a-z0-9-]+\"|\d+))*)?\) \}\}\s*)+")


def read(text: str) -> tuple[str, dict[str, Any]]:
    """Body and front matter, as any reader of YAML and as the host have them."""
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    assert meta.get_data(text)[1] == yaml.safe_load(front)
    return body, yaml.safe_load(front)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    _, front = read(source({"title": text, "description": f"{text}{text}"}, '{{ numbers("x") }}'))
    assert front == {"title": text, "description": f"{text}{text}"}


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was(title: str, description: str) -> None:
    body, front = meta.get_data(source({"title": title, "description": description}, "{{ x() }}"))
    assert front == {"title": title, "description": description}
    assert body.strip() == "{{ x() }}"


@pytest.fixture(params=["small", "catalogue"])
def any_catalogue(request: pytest.FixtureRequest) -> Catalogue:
    found: Catalogue = request.getfixturevalue(request.param)
    return found


def test_every_page_has_a_title_of_its_own_and_a_description(any_catalogue: Catalogue) -> None:
    fronts = [read(text)[1] for text in pages(any_catalogue).values()]
    assert all(isinstance(value, str) and value for front in fronts for value in front.values())
    assert all({"title", "description", "shape"} <= set(front) for front in fronts)
    titles = [front["title"] for front in fronts]
    assert sorted(titles) == sorted(set(titles))


def test_a_body_holds_macro_calls_with_ids_and_nothing_else(any_catalogue: Catalogue) -> None:
    for path, text in pages(any_catalogue).items():
        body, _ = read(text)
        assert BODY.fullmatch(body.strip()), path
        called = re.findall(r"\{\{ ([a-z_]+)\(", body)
        assert set(called) <= set(COMPONENTS), path


def test_no_fact_but_title_and_description_is_pasted_into_a_page(small: Catalogue) -> None:
    marked = replace(small.by_id["new"], name="NAME", short_name="SHORT", purpose="PURPOSE", description="DESCRIPTION", publisher="PUBLISHER")
    text = pages(replace(small, toolkits=(marked,)))["toolkits/new.md"]
    assert text == (
        '---\ntitle: "NAME (SHORT)"\ndescription: "PURPOSE"\nshape: "toolkit"\nentry: "new"\n---\n\n'
        '{{ toolkit_summary("new") }}\n\n{{ toolkit_detail("new") }}\n'
    )


def test_there_is_a_page_for_every_toolkit_and_for_every_value_of_a_facet(any_catalogue: Catalogue) -> None:
    made = pages(any_catalogue)
    wanted = {f"toolkits/{toolkit.id}.md" for toolkit in any_catalogue.toolkits}
    wanted |= {f"toolkits/for/{facet}/{value}/index.md" for facet, values in by_facet(any_catalogue).items() for value in values}
    assert wanted | {"toolkits/index.md", "toolkits/a-to-z/index.md"} <= set(made)


def test_long_lists_are_cut_into_pages(small: Catalogue) -> None:
    many = replace(small, toolkits=tuple(replace(small.by_id["kept"], id=f"t{n}", name=f"Tool {n}", part_of=None) for n in range(201)))
    made = pages(many)
    assert [path for path in made if re.fullmatch(r"toolkits/all/\d+\.md", path)] == [f"toolkits/all/{n}.md" for n in range(2, 6)]
    assert [path for path in made if path.startswith("toolkits/for/kind/guide/")] == [
        "toolkits/for/kind/guide/index.md", *(f"toolkits/for/kind/guide/{n}.md" for n in range(2, 6)),
    ]  # fmt: skip
    assert "toolkits/a-to-z/2.md" in made
    assert read(made["toolkits/all/3.md"])[1]["title"] == "All toolkits, page 3"


def test_the_same_catalogue_gives_the_same_pages(catalogue: Catalogue) -> None:
    assert list(pages(catalogue).items()) == list(pages(replace(catalogue)).items())


def test_no_text_stands_where_the_host_would_run_it(small: Catalogue) -> None:
    hostile = replace(small.by_id["new"], name="{{ boom() }}", purpose="{% boom %}")
    made = pages(replace(small, toolkits=(hostile,)))
    body, front = read(made.pop("toolkits/new.md"))
    assert front["title"] == "{{ boom() }} (NC)"
    assert "boom" not in body
    assert not [path for path, text in made.items() if "boom" in text]
