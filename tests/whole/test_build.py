"""The build: wrong data stop it in words, and what it makes is whole, small and the same for every builder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from lxml import html
from lxml.etree import fromstring

from macros.catalogue.model import Catalogue
from macros.links.evidence import whole_catalogue
from macros.publish.calls import as_source
from macros.publish.disk import write
from macros.publish.pages import pages
from macros.vendor import make, third_party
from tests.bench import project as bench
from tests.conftest import ROOT, build, rest_in_the_long_run
from tests.whole.builders import differences

# A file, the line there that is changed, what it becomes, and what is then said of it. All in one go.
WRONG = (
    ("toolkits.yaml", "  kind: self-assessment", "  kind: quiz", "kind 'quiz' is not in data/vocabulary.yaml"),
    ("toolkits.yaml", "  stages:", "  stage:", "stage"),
    ("toolkits.yaml", "  status: historical", "  status: historical\n  status: lost", "status"),
    ("toolkits.yaml", "    - url: ", '    - url: "javascript:alert(1)" #', "url does not start with http:// or https://"),
    ("toolkits.yaml", "  produces: ", '  produces: "{{ config }} <script>alert(1)</script>" #', "produces"),
    ("references.yaml", "  publisher: ", "  publishers: ", "publishers"),
    ("synonyms.yaml", "- words:", "- wards:", "wards"),
    ("links/decisions.yaml", "  decision: hide", "  decision: burn", "burn"),
)


def spoil(data: Path) -> list[tuple[str, str]]:
    """Makes every mistake of WRONG. Gives where each stands and what must be said."""
    expected = []
    for name, old, new, said in WRONG:
        path = data / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        at = next(number for number, line in enumerate(lines) if line.startswith(old))
        lines[at] = lines[at].replace(old, new, 1)
        path.write_text("".join(lines), "utf-8")
        expected.append((f"data/{name}:", said))
    return expected


def check(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "macros", "check"],
        cwd=project, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_wrong_data_stop_the_check_and_the_build_with_every_problem_at_its_line(project: Path, tmp_path: Path) -> None:
    expected = spoil(project / "data")
    checked, built = check(project), build(project, tmp_path / "site")
    for done in (checked, built):
        output = done.stdout + done.stderr
        assert done.returncode == 1, output
        assert "Traceback" not in output
        for place, said in expected:
            found = [line for line in output.splitlines() if re.match(rf"\s*{re.escape(place)}\d+", line) and said in line]
            assert found, f"nothing at {place} says {said}:\n{output}"
    assert not list(tmp_path.joinpath("site").rglob("*.html")), "nothing may be published from wrong data"


def test_on_github_each_problem_is_an_annotation_on_its_line(project: Path) -> None:
    spoil(project / "data")
    quiet, told = check(project, GITHUB_ACTIONS=""), check(project, GITHUB_ACTIONS="true")
    assert "::error" not in quiet.stdout
    problems = [line for line in told.stderr.splitlines() if line.startswith("data/")]
    assert len(problems) >= len(WRONG)
    assert len(re.findall(r"^::error file=data/[a-z/-]+\.yaml,line=\d+::", told.stdout, re.MULTILINE)) == len(problems)


HOSTILE = {
    "deep lists": b"- " * 200_000,
    "deep fields": b"a: {" * 100_000,
    "bombs of aliases": b"- &a [x]\n" + b"- &b [*a,*a,*a,*a,*a,*a,*a,*a]\n" * 1000,
    "bytes that are no text": b"- id: \xff\xfe\x00\n",
    "nothing": b"",
    "a tag that builds an object": b"- !!python/object/apply:os.system ['true']\n",
    "a file too large": b"#" * 9_000_000,
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_file_is_refused_in_words(project: Path, attack: str) -> None:
    (project / "data" / "toolkits.yaml").write_bytes(HOSTILE[attack])
    done = check(project)
    assert done.returncode == 1, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert re.search(r"^data/toolkits\.yaml:\d+", done.stderr, re.MULTILINE)


# A mistake in a page or template: the file, the text in it, what becomes of it, and what is said.
SLIPS = {
    "a name that nobody cites": ("docs/about/index.md", "{{ numbers()", '{{ cite("no-such")', "docs/about/index.md:9: there is no reference"),
    "a broken link": ("docs/about/index.md", "(source.md)", "(sources.md)", "sources.md"),
    "a broken anchor": ("docs/about/index.md", "(source.md)", "(source.md#nowhere)", "nowhere"),
    "a slip in the page template": ("overrides/partials/footer.html", "<nav", "{% if %}<nav", "overrides/partials/footer.html:3: "),
    "a page without a description": ("docs/about/index.md", "description:", "describes:", "docs/about/index.md:1: "),
}


@pytest.mark.parametrize("slip", rest_in_the_long_run(SLIPS, "a broken link", "a slip in the page template"))
def test_a_slip_in_a_page_or_template_stops_the_build_in_words(project: Path, tmp_path: Path, slip: str) -> None:
    name, old, new, said = SLIPS[slip]
    path = project / name
    text = path.read_text("utf-8")
    assert old in text, f"the test no longer fits {name}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    done = build(project, tmp_path / "site")
    output = done.stdout + done.stderr
    assert done.returncode != 0, output
    assert said in output
    assert "Traceback" not in output


@pytest.fixture(scope="module")
def documents(built_site: Path) -> Mapping[str, html.HtmlElement]:
    """Path in the site to page, for every page."""
    return {path.relative_to(built_site).as_posix(): html.fromstring(path.read_bytes()) for path in sorted(built_site.rglob("*.html"))}


def test_no_page_shows_what_only_programs_should_see(documents: Mapping[str, html.HtmlElement]) -> None:
    for name, page in documents.items():
        texts = page.xpath("//body//text()[not(ancestor::script or ancestor::code)] | //title/text() | //@content | //@href | //@alt | //@title")
        for text in texts:
            assert not re.search(r"\{\{|\}\}|\{%|%\}|<!--|\]\(|\bUndefined\b|Markup\(|dict_keys", text), f"{name}: {text}"
            assert text.strip() not in ("None", "True", "False", "[]", "{}", "()"), f"{name}: {text}"
        assert not page.xpath("//comment()"), name


def test_islands_and_descriptions_for_machines_can_be_read(documents: Mapping[str, html.HtmlElement], catalogue: Catalogue) -> None:
    for name, page in documents.items():
        for block in page.xpath("//script[@type='application/json' or @type='application/ld+json']"):
            assert json.loads(block.text), name
    for toolkit in catalogue.toolkits:
        (block,) = documents[f"toolkits/{toolkit.id}/index.html"].xpath("//script[@type='application/ld+json']")
        assert json.loads(block.text)["name"] == toolkit.name


def test_every_page_loads_the_files_of_its_own_build(built_site: Path, documents: Mapping[str, html.HtmlElement]) -> None:
    (version,) = (built_site / "v").iterdir()
    for name, page in documents.items():
        loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //script/@src")
        ours = [address for address in loaded if "/v/" in f"/{address}"]
        assert len(ours) == 4, name
        for address in ours:
            target = built_site / address.lstrip("/") if address.startswith("/") else (built_site / name).parent / address
            assert target.resolve().is_relative_to(version.resolve()), f"{name}: {address}"
            assert target.is_file(), f"{name}: {address}"


def test_a_changed_asset_gives_every_page_a_new_address(project: Path, tmp_path: Path, built_site: Path) -> None:
    with (project / "overrides" / "assets" / "element.js").open("a", encoding="utf-8") as script:
        script.write("export const changed = true;\n")
    assert build(project, tmp_path / "site").returncode == 0
    (before,), (after,) = (built_site / "v").iterdir(), (tmp_path / "site" / "v").iterdir()
    assert before.name != after.name
    for path in (tmp_path / "site").rglob("*.html"):
        assert before.name not in path.read_text("utf-8"), path


def test_without_an_address_of_its_own_the_site_claims_none(built_site: Path, documents: Mapping[str, html.HtmlElement]) -> None:
    assert not list(built_site.glob("sitemap*"))
    for name, page in documents.items():
        assert not page.xpath("//link[@rel='canonical']"), name


PROBE = """
def on_nav(nav, config, files):
    print("IN NAVIGATION:", *sorted(page.file.src_uri for page in nav.pages))
"""


def test_with_an_address_it_names_every_page_and_generated_pages_stay_out_of_the_navigation(
    project: Path, tmp_path: Path, documents: Mapping[str, html.HtmlElement]
) -> None:
    settings = project / "mkdocs.yml"
    (project / "probe.py").write_text(PROBE, "utf-8")
    settings.write_text(settings.read_text("utf-8").replace("\nhooks:\n", "\nhooks:\n  - probe.py\n"), "utf-8")
    done = build(project, tmp_path / "site", PN_SITE_URL="https://toolkits.example.org/here")
    assert done.returncode == 0, done.stdout + done.stderr

    base = "https://toolkits.example.org/here/"
    addresses = {name: base + name.removesuffix("index.html") for name in documents if name != "404.html"}
    for name, address in addresses.items():
        (canonical,) = html.fromstring((tmp_path / "site" / name).read_bytes()).xpath("//link[@rel='canonical']/@href")
        assert canonical == address
    sitemap = fromstring((tmp_path / "site" / "sitemap.xml").read_bytes())
    assert sorted(sitemap.xpath("//*[local-name()='loc']/text()")) == sorted(addresses.values())

    (line,) = [line for line in done.stdout.splitlines() if line.startswith("IN NAVIGATION:")]
    listed = set(line.split()[2:])
    assert listed & set(pages(whole_catalogue(project / "data"))) == set()
    assert "about/index.md" in listed, "the probe sees the navigation"


@pytest.mark.parametrize("address", ["partnerships.example.org", "https://", "https://here", "ftp://partnerships.example.org/", "https://a b.org/"])
def test_an_address_that_is_none_stops_the_build_in_words(project: Path, tmp_path: Path, address: str) -> None:
    done = build(project, tmp_path / "site", PN_SITE_URL=address)
    assert done.returncode != 0
    assert f"PN_SITE_URL is {address}, which is no address of a website; write it as https://" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_page_does_not_grow_with_the_catalogue(tmp_path: Path) -> None:
    sites = {}
    for count in (120, 360):
        bench.write(count, tmp_path / str(count))
        sites[count] = tmp_path / f"site-{count}"
        done = build(tmp_path / str(count), sites[count])
        assert done.returncode == 0, done.stdout + done.stderr
    small, large = sites.values()
    for number in range(20):
        name = f"toolkits/toolkit-{number}/index.html"
        assert (small / name).read_bytes() == (large / name).read_bytes(), name
    most = {shape: size for shape, size in largest(large).items() if size > 1.25 * largest(small)[shape]}
    assert most == {}, "pages of these shapes grow with the catalogue"


def largest(site: Path) -> Mapping[str, int]:
    """Shape of page to the size in bytes of the largest such page."""
    found: dict[str, int] = {}
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        shape = re.search(r'<body class="pn-shape-([a-z-]+)"', page)
        name = shape[1] if shape else path.name
        found[name] = max(found.get(name, 0), len(page))
    return found


def test_pages_written_to_disk_are_the_same_pages(tmp_path: Path, written: Path, built_site: Path) -> None:
    folder = tmp_path / "sources"
    assert write(written, folder) == sum(path.is_file() for path in folder.rglob("*"))
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    assert "hooks" not in settings
    done = build(folder, tmp_path / "site", PYTHONPATH=str(written))
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(differences(built_site, tmp_path / "site")) == []
    for name in ("catalogue.json", "catalogue.csv", "links.json", "search.json"):
        assert (built_site / name).read_bytes() == (tmp_path / "site" / name).read_bytes()


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("toolkits/a.md", '<a href="b/">B</a> <a href="../guides/#x">G</a> <a href="a/2/">2</a> <a href="a/">here</a>'),
        ("toolkits/index.md", '<a href="../b/">B</a> <a href="../../guides/#x">G</a> <a href="2/">2</a> <a href="./">here</a>'),
    ],
)
def test_the_next_builder_gets_addresses_as_seen_from_the_source(path: str, seen: str) -> None:
    html = '<a href="../b/">B</a> <a href="../../guides/#x">G</a> <a href="2/">2</a> <a href="./">here</a>'
    same = '<a href="#x">x</a> <a href="https://example.org/">out</a> <pn-x data-index="../x.json"></pn-x> <noscript><a href="../b/">B</a></noscript>'
    page = SimpleNamespace(path=path, url="toolkits/a/")
    assert as_source(f"{html} {same}", {"page": page}) == f"{seen} {same}"
    assert as_source(html, {"page": SimpleNamespace(url="toolkits/a/")}) == html, "MkDocs leaves addresses as they are"


def test_a_difference_between_two_builders_is_seen(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    page = "<title>T</title><main><p>Text <a href='../a/'>A</a></p></main>"
    for folder, text in ((one, page), (other, page)):
        (folder / "b" / "c").mkdir(parents=True)
        (folder / "b" / "c" / "index.html").write_text(text, "utf-8")
    assert list(differences(one, other)) == []
    for old, new in (("Text", "Other"), ("../a/", "../../a/"), ("</p>", "</p><p>More</p>"), ("T<", "U<")):
        changed = page.replace(old, new)
        (other / "b" / "c" / "index.html").write_text(changed, "utf-8")
        assert len(list(differences(one, other))) == 1, changed
    (other / "b" / "c" / "index.html").unlink()
    assert list(differences(one, other)) == [f"b/c/index.html: only in {one}"]


def test_a_folder_that_holds_something_else_is_never_emptied(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear", "utf-8")
    with pytest.raises(ValueError, match="holds something else"):
        write(ROOT, tmp_path)
    assert (tmp_path / "letters.txt").exists()


def test_what_browsers_load_of_others_is_what_make_vendor_makes(tmp_path: Path) -> None:
    make(ROOT, tmp_path)
    committed = ROOT / "overrides" / "assets" / "vendor"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {path.name: path.read_bytes() for path in committed.iterdir()}
    assert third_party(ROOT, tmp_path) == (ROOT / "THIRD-PARTY.md").read_text("utf-8")
