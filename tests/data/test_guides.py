"""The written guides: each cites what exists, names entries that exist, and ends with something to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from macros.catalogue.model import Catalogue
from macros.publish.lists import availability

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
GUIDES = [path for path in PAGES if path.parent in (DOCS / "guides", DOCS / "guides" / "topics") and "toolkit_list(" in path.read_text("utf-8")]
CITE = re.compile(r"\{\{\s*cite\(\s*\"([^\"]*)\"\s*\)\s*\}\}")
TOOLKIT = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+)toolkits/(?!index\.md)([a-z0-9-]+)\.md(?:#[a-z0-9-]+)?\)")
each_guide = pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.relative_to(DOCS / "guides").with_suffix("").as_posix())
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).with_suffix("").as_posix())


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |^\{{\{{|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no section {heading!r}"
    return found[1]


def test_every_stage_and_topic_has_its_guide(catalogue: Catalogue) -> None:
    wanted = {f"{stage}.md" for stage in catalogue.vocabulary["stages"]} | {f"topics/{topic}.md" for topic in catalogue.vocabulary["topics"]}
    assert {path.relative_to(DOCS / "guides").as_posix() for path in GUIDES} == wanted


@each_guide
def test_a_guide_lists_its_own_toolkits(path: Path) -> None:
    word = f'topic="{path.stem}"' if path.parent.name == "topics" else f'stage="{path.stem}"'
    assert path.read_text("utf-8").count("toolkit_list(") == 1
    assert f"{{{{ toolkit_list({word}) }}}}" in path.read_text("utf-8")


@each_guide
def test_a_guide_ends_with_a_next_step_that_leads_somewhere(path: Path, main_of: Callable[[str], lxml.html.HtmlElement]) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[-1] == "Next step"
    assert re.search(r"\]\([^)]+\)", section(text, "Next step"))
    page = main_of(f"/guides/{path.relative_to(DOCS / 'guides').with_suffix('').as_posix()}/")
    assert [heading.text for heading in page.iter("h2") if heading.text == "Next step"]


@each_guide
def test_a_guide_starts_with_tools_that_can_be_had(catalogue: Catalogue, path: Path) -> None:
    named = [match[2] for match in TOOLKIT.findall(section(path.read_text("utf-8"), "Where to start"))]
    assert 1 <= len(named) <= 5
    assert all(availability(catalogue, catalogue.by_id[name]) == "now" for name in named)


@each_page
def test_toolkits_and_sources_that_a_page_names_exist(catalogue: Catalogue, path: Path) -> None:
    text = path.read_text("utf-8")
    assert not {match[2] for match in TOOLKIT.findall(text)} - set(catalogue.by_id)
    up = "../" * len(path.relative_to(DOCS).parts[:-1])
    assert {match[1] for match in TOOLKIT.findall(text)} <= {up}
    cited = CITE.findall(text)
    assert not set(cited) - set(catalogue.references)
    assert len(cited) == len(re.findall(r"\bcite\b\s*\(", text))
    assert bool(cited) == ("references()" in text)


def test_every_reference_is_cited_somewhere(catalogue: Catalogue) -> None:
    cited = {name for path in PAGES for name in CITE.findall(path.read_text("utf-8"))}
    cited |= {name for event in catalogue.timeline for name in event.references}
    for checklist in catalogue.checklists:
        cited |= {*checklist.sources, *(name for item in checklist.items for name in item.references)}
    assert not set(catalogue.references) - cited


@each_guide
def test_a_guide_shows_each_source_once_and_every_citation_leads_to_it(
    catalogue: Catalogue, main_of: Callable[[str], lxml.html.HtmlElement], path: Path
) -> None:
    page = main_of(f"/guides/{path.relative_to(DOCS / 'guides').with_suffix('').as_posix()}/")
    cited = list(dict.fromkeys(CITE.findall(path.read_text("utf-8"))))
    listed = [item.get("id") for item in page.xpath("//*[contains(@class, 'pn-references')]//li[@id]")]
    assert listed == [f"source-{name}" for name in cited]
    links = [(link.get("href"), link.text_content()) for link in page.find_class("pn-cite")]
    assert len(links) == len(CITE.findall(path.read_text("utf-8")))
    assert set(links) == {(f"#source-{name}", f"[{number}]") for number, name in enumerate(cited, 1)}
    for name, item in zip(cited, page.xpath("//*[contains(@class, 'pn-references')]//li[@id]"), strict=True):
        assert catalogue.references[name].title in " ".join(item.text_content().split())
