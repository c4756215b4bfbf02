"""Who may import what, and what may stand where: the only test about the code itself."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MACROS, OVERRIDES, DOCS, TESTS = ROOT / "macros", ROOT / "overrides", ROOT / "docs", ROOT / "tests"
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted(MACROS.rglob("*.py"))}
SCRIPTS = [path for path in sorted(OVERRIDES.rglob("*.js")) if path.parent.name != "vendor"]
TEMPLATES, COMPONENTS = sorted(OVERRIDES.rglob("*.html")), sorted((OVERRIDES / "components").iterdir())
VIEWS = [name for name in MODULES if re.search(r"publish/(?!assets|calls|disk|markdown|mistakes|render)\w+\.py$", name)]
# The number in running text that leads to a source; pages that hold nothing but the one component.
ALSO_STYLES = {"references": ("cite",), "finder-tree": ("shape-tree",), "compare": ("shape-compare",), "compare-all": ("shape-table",)}
WEB = ("jinja2", "markupsafe", "markdown", "mkdocs", "mkdocs_macros", "macros.publish", "macros.hooks")
# What asks outside addresses: the site is built without any of it.
OUTSIDE = ("aiohttp", "yarl", "protego", "publicsuffixlist", "lxml", "requests", "socket", "http.client", "urllib.request")
MAY_NOT = {
    r"macros/catalogue/": (*WEB, "macros.links", "macros.__main__"),
    r"macros/catalogue/(model|rules|finder|problems|fields|groups)\.py": ("yaml", "pathlib", "os", "io"),
    r"macros/links/": WEB,
    r"macros/links/(?!observe/)": OUTSIDE,
    r"macros/(?!links/)": (*OUTSIDE, "macros.links.observe"),
    r"macros/links/observe/(?!client|robots|domains|reading)": ("aiohttp", "yarl", "protego", "publicsuffixlist", "lxml", "requests"),
    r"macros/links/observe/(kinds|identity|naming|phrases|signs|guard|domains|tell)\.py": ("os", "pathlib", "io", "subprocess", "asyncio"),
    r"macros/publish/render\.py": ("macros.catalogue", "macros.publish.views", "macros.publish.guides", "macros.links", "yaml"),
    r"macros/publish/(?!assets|calls|disk|mistakes|render|search)": ("jinja2", "mkdocs", "mkdocs_macros", "yaml", "pathlib", "os"),
    r"macros/(?!__init__\.py|hooks\.py|publish/disk\.py)": ("mkdocs", "mkdocs_macros"),
}


def imports(path: Path) -> Iterator[str]:
    """Every module that a module names, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("name", MODULES)
def test_imports_follow_the_flow_of_data(name: str):
    for place, packages in MAY_NOT.items():
        if re.match(place, name):
            assert [one for one in imports(MODULES[name]) if within(one, packages)] == []


def test_the_judge_is_pure():
    others = {one for one in imports(MACROS / "links" / "judge.py") if one.split(".")[0] not in sys.stdlib_module_names}
    assert {one.rpartition(".")[0] for one in others} == {"macros.catalogue.model"}
    assert not {"now", "today", "open"} & set(re.findall(r"\w+(?=\()", (MACROS / "links" / "judge.py").read_text("utf-8")))


@pytest.mark.parametrize("name", VIEWS)
def test_views_hold_no_html(name: str):
    texts = [node.value for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))) if isinstance(node, ast.Constant)]
    assert [text for text in texts if isinstance(text, str) and re.search(r"</?[a-zA-Z]", text)] == []


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_words_hold_no_html_and_no_logic(path: Path):
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"<[a-zA-Z/!][^>]*>|\{%.*?%\}", prose) == []


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda folder: folder.name)
def test_a_component_has_one_name(folder: Path):
    name = folder.name
    assert (folder / f"{name}.html").is_file()
    assert {path.name for path in folder.iterdir() if path.suffix != ".html"} <= {f"{name}{end}" for end in (".css", ".state.js", ".element.js")}
    css = re.sub(r"/\*.*?\*/", "", "".join(path.read_text("utf-8") for path in folder.glob("*.css")), flags=re.DOTALL)
    for rule in re.findall(r"([^{}]+)\{", css):
        for selector in [] if rule.strip().startswith("@") else re.split(r",(?![^(]*\))", rule):
            blocks = "|".join((name, *ALSO_STYLES.get(name, ())))
            start = r"(\[dir\] )?(\.pn-(no-)?js )?(\.md-typeset )?[a-z0-9]*(:is\()?\.?"
            assert re.match(rf"{start}pn-({blocks})(?![a-z0-9]|-[a-z0-9])", selector.strip()), selector


def test_every_component_that_a_page_calls_has_its_folder():
    from macros.publish.calls import COMPONENTS as CALLED

    assert {name.replace("_", "-") for name in CALLED} <= {folder.name for folder in COMPONENTS}


@pytest.mark.parametrize("path", [*TEMPLATES, *SCRIPTS], ids=lambda path: path.relative_to(OVERRIDES).as_posix())
def test_nothing_runs_or_styles_in_line(path: Path):
    text = path.read_text("utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\bstyle\s*=|\.style\b|\|\s*safe\b", text) == []
    in_line = r"\son[a-z]+\s*=\s*[\"']|javascript:|<style|<script(?! type=\"(?:module|application/(?:ld\+)?json)\")"
    assert path.suffix != ".html" or re.findall(in_line, text) == []
    assert path.name == "store.js" or not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", text), "only store.js keeps anything"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hold_no_sentence(path: Path):
    comment, text = r"//[^\n]*|/\*.*?\*/", r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
    tokens = re.finditer(rf"{comment}|(new Error\()?({text})", path.read_text("utf-8"), re.DOTALL)
    assert [one[2] for one in tokens if one[2] and not one[1] and re.match(r".\s*[A-Z][\w’']* +\S", one[2])] == [], "words stand in the template"


@pytest.mark.parametrize("path", [*MODULES.values(), *SCRIPTS, *sorted(TESTS.rglob("*.py"))], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_are_small_and_say_what_they_are(path: Path):
    assert TESTS in path.parents or len(path.read_text("utf-8").splitlines()) <= 300
    assert path.stem.split(".")[0] not in ("utils", "util", "helpers", "helper", "common", "misc", "core", "manager")


def test_nothing_is_called_site_but_the_build_folder():
    parts = [path for folder in (MACROS, OVERRIDES, DOCS, TESTS, ROOT / "data") for path in folder.rglob("site")]
    assert [path.relative_to(ROOT).as_posix() for path in parts] == []
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "/site/" in ignored and not {"site", "site/", "**/site/"} & set(ignored)
