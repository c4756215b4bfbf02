"""Search data: an entry for every toolkit and page, with words that people look for and addresses that exist."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.catalogue.model import Catalogue
from macros.publish.search import Prose, own_pages, prose_pages, search_data

ROOT = Path(__file__).parent.parent.parent


def test_a_toolkit_is_found_by_all_its_words(small: Catalogue) -> None:
    data = json.loads(search_data(small, ()))
    entry = next(entry for entry in data["entries"] if entry["address"] == "toolkits/new/")
    words = entry.pop("words")
    assert entry == {
        "kind": "toolkit", "address": "toolkits/new/", "title": "The New Checklist", "short": "NC", "line": "Asks partners twelve things.",
        "available": "now", "note": "now label",
    }  # fmt: skip
    assert words == "decide label improve label housing label scotland label checklist label New Council A. Author B. Writer Two themes Trust Money"
    assert data["synonyms"] == [["joint working", "partnership"]]


def test_written_pages_are_guides_or_pages_and_the_search_page_is_neither(small: Catalogue) -> None:
    pages = (("/", "Home", "First."), ("/guides/x/", "Guide", "Helps."), ("/about/", "About", "Says."), ("/search/", "Search", "Finds."))
    entries = json.loads(search_data(small, [Prose(*page) for page in pages]))["entries"][len(small.toolkits) :]
    assert [(entry["kind"], entry["address"], entry["title"], entry["line"]) for entry in entries] == [
        ("page", "./", "Home", "First."), ("guide", "guides/x/", "Guide", "Helps."), ("page", "about/", "About", "Says."),
    ]  # fmt: skip


def test_every_entry_leads_to_a_page_of_that_name(built_site: Path) -> None:
    entries: list[dict[str, Any]] = json.loads((built_site / "search.json").read_text("utf-8"))["entries"]
    assert len({entry["address"] for entry in entries}) == len(entries)
    for entry in entries:
        page = (built_site / entry["address"] / "index.html").read_text("utf-8")
        assert "<h1>" in page
    assert {entry["kind"] for entry in entries} == {"toolkit", "checklist", "guide", "page"}


def test_every_written_page_and_toolkit_can_be_found(built_site: Path, catalogue: Catalogue) -> None:
    addresses = {entry["address"] for entry in json.loads((built_site / "search.json").read_text("utf-8"))["entries"]}
    written = {page.address.lstrip("/") or "./" for page in prose_pages(ROOT / "docs")} - {"search/"}
    made = {"choose/", "choose/tree/", "compare/", "compare/all/", "links/", "toolkits/", "toolkits/a-to-z/", "checklists/"}
    made |= {f"checklists/{checklist.id}/" for checklist in catalogue.checklists}
    assert addresses == written | made | {f"toolkits/{toolkit.id}/" for toolkit in catalogue.toolkits}


def test_a_checklist_is_found_by_its_statements(catalogue: Catalogue) -> None:
    entries = {entry["address"]: entry for entry in json.loads(search_data(catalogue, ()))["entries"]}
    for checklist in catalogue.checklists:
        entry = entries[f"checklists/{checklist.id}/"]
        assert (entry["kind"], entry["title"], entry["line"]) == ("checklist", checklist.title, checklist.purpose)
        assert all(item.text in entry["words"] for item in checklist.items)


def test_of_generated_lists_only_the_first_page_is_found() -> None:
    paths = ("choose/tree.md", "compare/all/index.md", "compare/all/2.md", "toolkits/x.md")
    sources = dict.fromkeys(paths, '---\ntitle: "A"\ndescription: "B."\n---\n\nbody\n')
    assert own_pages(sources) == [Prose("/choose/tree/", "A", "B."), Prose("/compare/all/", "A", "B.")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("# A heading\n", "no title and description"),
        ("---\ntitle: x\n---\n", "no title and description"),
        ("---\ntitle: x\ndescription:\n---\n", "no title and description"),
        ("---\n- a list\n---\n", "no title and description"),
        ("---\ntitle: a: b\ndescription: c\n---\n", "front matter is not YAML"),
        (b"---\ntitle: \xff\n---\n", "not UTF-8"),
    ],
)
def test_a_page_that_search_could_not_name_is_refused_with_its_path(tmp_path: Path, text: str | bytes, wrong: str) -> None:
    docs = tmp_path / "docs"
    (docs / "about").mkdir(parents=True)
    (docs / "about" / "page.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ValueError, match=rf"docs/about/page\.md:\d+: .*{wrong}.*; \w"):
        prose_pages(docs)
