"""Hostile text that got past the loader is shown as text, never as markup, wherever it can come out."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from macros.catalogue.load import load
from macros.catalogue.model import Catalogue, Toolkit
from macros.catalogue.problems import CatalogueError
from tests.conftest import build, copy_project
from tests.publish.hostile import ATTACKS, PLAIN, hostile

STUB = """

def whole_catalogue(data, _kept=[]):
    import pickle
    if not _kept:
        _kept.append(pickle.loads((data / "hostile.pickle").read_bytes()))
    return _kept[0]
"""
ROOT = Path(__file__).parent.parent.parent
GONE = re.compile(r"[\x02\x03]")  # Markdown's own marks, which it takes out of everything
SPACE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def attacked(catalogue: Catalogue) -> Catalogue:
    return hostile(catalogue)


@pytest.fixture(scope="module")
def site(attacked: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built from the hostile catalogue by a copy of the project whose loader lets everything pass."""
    project = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    (project / "data" / "hostile.pickle").write_bytes(pickle.dumps(attacked))
    with (project / "macros" / "links" / "evidence.py").open("a", encoding="utf-8") as evidence:
        evidence.write(STUB)
    target = project.parent / "site"
    done = build(project, target, PN_SITE_URL="https://navigator.example/below/")
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="module")
def html(site: Path) -> dict[str, lxml.html.HtmlElement]:
    return {path.relative_to(site).as_posix(): lxml.html.fromstring(path.read_bytes().decode("utf-8")) for path in site.rglob("*.html")}


def seen(text: str) -> str:
    return SPACE.sub(" ", GONE.sub("", text)).strip()


def page_of(html: dict[str, lxml.html.HtmlElement], toolkit: Toolkit) -> lxml.html.HtmlElement:
    return html[f"toolkits/{toolkit.id}/index.html"]


def components_on(pages: Iterable[lxml.html.HtmlElement]) -> set[str]:
    names = {f"pn-{path.name}" for path in (ROOT / "overrides" / "components").iterdir()}
    return names & {name for page in pages for element in page.iter() for name in (element.get("class") or "").split()}


def test_every_component_that_readers_meet_was_tried(html: dict[str, lxml.html.HtmlElement], built_site: Path) -> None:
    met = components_on(lxml.html.fromstring(path.read_text("utf-8")) for path in built_site.rglob("*.html"))
    assert len(met) > 15
    assert not met - components_on(html.values())


def test_no_text_becomes_a_script_or_a_handler(html: dict[str, lxml.html.HtmlElement]) -> None:
    assert len(html) > 150
    for name, page in html.items():
        for script in page.iter("script"):
            assert script.get("src") or script.get("type") in ("application/ld+json", "application/json"), name
            assert "alert" not in (script.get("src") or ""), name
        for element in page.iter(lxml.html.etree.Element):
            assert element.tag not in ("blink", "iframe", "object", "embed", "base"), name
            assert element.tag != "img" or element.get("src") != "x", name
            for attribute, value in element.attrib.items():
                assert not attribute.startswith("on"), name
                if attribute in ("href", "src", "action", "formaction"):
                    assert not value.strip().lower().startswith(("javascript:", "data:")), name
        assert len(list(page.iter("h1"))) == 1, name
        assert len(list(page.iter("title"))) == 1, name


def test_no_text_becomes_a_comment_or_ends_one(html: dict[str, lxml.html.HtmlElement]) -> None:
    comments = [(name, comment.text) for name, page in html.items() for comment in page.iter(lxml.html.etree.Comment)]
    assert not comments


def test_title_heading_and_description_are_the_text(html: dict[str, lxml.html.HtmlElement], attacked: Catalogue) -> None:
    for toolkit in attacked.toolkits:
        page = page_of(html, toolkit)
        title = f"{toolkit.name} ({toolkit.short_name})" if toolkit.short_name else toolkit.name
        assert seen(page.find(".//h1").text_content()) == seen(title)
        assert seen(page.find(".//title").text) == seen(f"{title} · Partnership Toolkit Navigator")
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert seen(description) == seen(toolkit.purpose)


def test_what_a_page_says_is_the_text(html: dict[str, lxml.html.HtmlElement], attacked: Catalogue) -> None:
    for toolkit in attacked.toolkits:
        text = seen(page_of(html, toolkit).get_element_by_id("main").text_content())
        said = [toolkit.purpose, toolkit.publisher, *toolkit.authors, *toolkit.good_for, *toolkit.think_twice, *toolkit.how_to_use]
        said += [one for one in (toolkit.answered_by, toolkit.produces, toolkit.licence, toolkit.how_to_get) if one]
        said += [part.name for part in toolkit.structure.parts] if toolkit.structure else []
        said += [item for part in (toolkit.structure.parts if toolkit.structure else ()) for item in part.items]
        said += [source.title for source in toolkit.sources] + [link.label for link in toolkit.links]
        assert not [one for one in said if seen(one) not in text]


def test_prose_is_escaped_though_it_may_be_bold(html: dict[str, lxml.html.HtmlElement], attacked: Catalogue) -> None:
    described = [toolkit for toolkit in attacked.toolkits if toolkit.description and "<script>" in toolkit.description]
    assert described
    for toolkit in described:
        assert seen(toolkit.description or "") in seen(page_of(html, toolkit).text_content())


def test_json_ld_gives_back_the_exact_text(html: dict[str, lxml.html.HtmlElement], attacked: Catalogue) -> None:
    for toolkit in attacked.toolkits:
        (block,) = page_of(html, toolkit).xpath("//script[@type='application/ld+json']")
        data = json.loads(block.text)
        assert (data["name"], data["description"], data["publisher"]["name"]) == (toolkit.name, toolkit.purpose, toolkit.publisher)
        assert [author["name"] for author in data.get("author", ())] == list(toolkit.authors)


def test_open_data_give_back_the_exact_text(site: Path, attacked: Catalogue) -> None:
    records: list[dict[str, Any]] = json.loads((site / "catalogue.json").read_bytes())["toolkits"]
    table = list(csv.DictReader(io.StringIO((site / "catalogue.csv").read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    for toolkit, record, row in zip(attacked.toolkits, records, table, strict=True):
        for field in ("name", "purpose", "publisher", "description", "fate", "licence", "no_successor", "produces", "answered_by"):
            assert record.get(field) == getattr(toolkit, field)
        for field in ("name", "purpose", "publisher", "licence"):
            cell = " ".join((getattr(toolkit, field) or "").split())
            assert row[field] == (f"'{cell}" if cell.startswith("=") else cell)


def test_search_data_give_back_the_exact_text(site: Path, attacked: Catalogue) -> None:
    entries = json.loads((site / "search.json").read_bytes())["entries"]
    found = {entry["address"]: entry for entry in entries if entry["kind"] == "toolkit"}
    for toolkit in attacked.toolkits:
        entry = found[f"toolkits/{toolkit.id}/"]
        assert (entry["title"], entry["short"], entry["line"]) == (toolkit.name, toolkit.short_name or "", toolkit.purpose)


def test_the_loader_refuses_what_was_tried_here(project: Path) -> None:
    file, name = project / "data" / "toolkits.yaml", 'name: "Partnership Outcomes Performance Improvement Tool"'
    original = file.read_text("utf-8")
    for attack in ATTACKS:
        file.write_text(original.replace(name, f"name: {json.dumps(attack)}"), "utf-8")
        if attack in PLAIN:
            load(project / "data")
        else:
            with pytest.raises(CatalogueError) as refused:
                load(project / "data")
            assert [(problem.entry, problem.line) for problem in refused.value.problems] == [("popit", 3)]
