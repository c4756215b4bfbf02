"""Macros that pages call: each renders the component of its name, and a wrong call says what would be right."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lxml.html
import pytest

from macros.publish.addresses import UnknownAddress
from macros.publish.calls import COMPONENTS, DATA_FILES, Calls, WrongCall
from macros.publish.render import END, MARK
from tests.conftest import build

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def calls() -> Calls:
    return Calls(ROOT)


def at(url: str) -> dict[str, Any]:
    """What the host gives a macro, as far as macros look at it."""
    return {"page": SimpleNamespace(url=url)}


def test_every_view_has_a_component_of_its_name(calls: Calls) -> None:
    components = ROOT / "overrides" / "components"
    for name in COMPONENTS:
        component = name.replace("_", "-")
        names = {component, *([] if component != "toolkit-list" else ["toolkit-cards"])}
        assert any((components / one / f"{one}.html").is_file() for one in names), name
    assert set(calls.macros()) == {*COMPONENTS, "cite", "references"}


def test_a_macro_gives_its_component_between_marks(calls: Calls) -> None:
    html = calls.macros()["toolkit_summary"](at("toolkits/popit/"), "popit")
    assert html.strip().startswith(f"{MARK}<section class=\"pn-toolkit-summary\"")
    assert html.strip().endswith(END)


@pytest.mark.parametrize("url", ["", ".", "./", "/"])
def test_links_start_from_the_page_that_calls(calls: Calls, url: str) -> None:
    page = lxml.html.fragment_fromstring(calls.macros()["home"](at(url)).strip(), create_parent=True)
    assert "toolkits/a-to-z/" in [link.get("href") for link in page.iter("a")]
    deeper = lxml.html.fragment_fromstring(calls.macros()["note_index"](at("about/source/")).strip(), create_parent=True)
    assert "../../toolkits/readiness-tools/" in [link.get("href") for link in deeper.iter("a")]


@pytest.mark.parametrize(
    ("macro", "arguments", "said"),
    [
        ("toolkit_summary", ("popti",), "there is no toolkit 'popti'; did you mean popit?"),
        ("toolkit_detail", ("zzzzzz",), r"there is no toolkit 'zzzzzz'; see data/toolkits\.yaml"),
        ("cite", ("audit-scotland-2081",), "there is no reference 'audit-scotland-2081'; did you mean audit-scotland-2018?"),
        ("cite", ("zzzzzz",), r"there is no reference 'zzzzzz'; see data/references\.yaml"),
    ],
)
def test_a_wrong_name_gets_a_hint(calls: Calls, macro: str, arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(WrongCall, match=said.replace("?", r"\?")):
        calls.macros()[macro](at("toolkits/popit/"), *arguments)


def test_citations_are_numbered_by_page_and_listed_once(calls: Calls) -> None:
    cite, references = calls.macros()["cite"], calls.macros()["references"]
    here, there = at("guides/skills/"), at("guides/housing/")
    one, two = list(calls.catalogue.references)[:2]
    numbers = [lxml.html.fromstring(cite(page, name)).text for page, name in ((here, two), (here, one), (there, one), (here, two))]
    assert numbers == ["[1]", "[2]", "[1]", "[1]"]
    listed = lxml.html.fragment_fromstring(references(here).strip(), create_parent=True)
    assert [item.get("id") for item in listed.iter("li")] == [f"source-{two}", f"source-{one}"]
    assert references(here) == "", "a page that is built again starts anew"
    assert cite(here, one).count("[1]") == 1


def test_a_citation_is_inline_and_says_what_it_is(calls: Calls) -> None:
    name = next(iter(calls.catalogue.references))
    link = lxml.html.fromstring(calls.macros()["cite"](at("guides/skills/"), name))
    assert (link.tag, link.get("href"), link.get("aria-label")) == ("a", f"#source-{name}", "Source 1")


def test_every_data_file_that_pages_may_link_is_published(calls: Calls, built_site: Path) -> None:
    assert not [path for path in DATA_FILES if not (built_site / path.lstrip("/")).is_file()]
    with pytest.raises(UnknownAddress):
        calls.page("/about/").href("/catalogue.xml")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('{{ toolkit_summary("popti") }}', "did you mean popit?"),
        ('{{ toolkit_list(stage="skill") }}', "use stage= or topic= with a word of data/vocabulary.yaml"),
        ("{{ toolkit_sumary('popit') }}", "toolkit_sumary"),
        ("{% if %}", "about/broken.md"),
    ],
)
def test_a_wrong_call_stops_the_build_with_page_and_reason(project: Path, tmp_path: Path, call: str, said: str) -> None:
    text = f'---\ntitle: "Broken"\ndescription: "A page with a wrong call."\n---\n\nText.\n\n{call}\n'
    (project / "docs" / "about" / "broken.md").write_text(text, "utf-8")
    done = build(project, tmp_path / "site")
    output = done.stdout + done.stderr
    assert done.returncode != 0
    assert said in output
    assert "about/broken.md" in output
    assert "Traceback" not in output
