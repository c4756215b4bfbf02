"""The headers file for static hosts, and what docs/contribute/hosting.md says of it."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from macros.publish.hosting import FOREVER, headers_file
from tests.conftest import build

ROOT = Path(__file__).parent.parent.parent
LONGEST_LINE, MOST_RULES = 2000, 100  # what Cloudflare Pages reads
ONE_YEAR = "max-age=31536000"


def parsed(text: str) -> dict[str, dict[str, str]]:
    """Path to headers, read as both hosts read the file: a path at column 0, its headers indented below it."""
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith(" "):
            assert re.fullmatch(r"/[^\s*]*\*?", line), f"not a path: {line!r}"
            assert line not in rules, f"{line} is given twice"
            path, rules[line] = line, {}
            continue
        name, colon, value = line.strip().partition(": ")
        assert path, "a header stands before any path"
        assert colon and value and re.fullmatch(r"[A-Za-z-]+", name), f"not a header: {line!r}"
        assert name not in rules[path], f"{name} is given twice for {path}"
        rules[path][name] = value
    return rules


def matching(rules: dict[str, dict[str, str]], address: str) -> list[dict[str, str]]:
    return [headers for path, headers in rules.items() if address == path or (path.endswith("*") and address.startswith(path[:-1]))]


@pytest.fixture(scope="module")
def rules(built_site: Path) -> dict[str, dict[str, str]]:
    return parsed((built_site / "_headers").read_text("utf-8"))


def loaded_by(page: Path) -> list[str]:
    tree = lxml.html.parse(page)
    return [str(found) for found in tree.xpath("//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //script/@src")]


def test_every_answer_bears_the_policy_of_the_meta_tag_and_forbids_frames(built_site: Path, rules: dict[str, dict[str, str]]) -> None:
    meta = lxml.html.parse(built_site / "index.html").xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert len(meta) == 1
    assert rules["/*"]["Content-Security-Policy"] == f"{meta[0]}; frame-ancestors 'none'"
    assert "frame-ancestors" not in meta[0], "browsers ignore frame-ancestors in a meta tag"


def test_every_answer_bears_what_a_meta_tag_cannot_say(rules: dict[str, dict[str, str]]) -> None:
    everywhere = {name: value for name, value in rules["/*"].items() if name != "Content-Security-Policy"}
    assert everywhere == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_everything_that_a_page_loads_is_kept_for_a_year(built_site: Path, rules: dict[str, dict[str, str]]) -> None:
    loaded = loaded_by(built_site / "index.html")
    assert len(loaded) >= 4, "the page loads fewer files than it needs: has the page template changed?"
    for address in loaded:
        cached = [headers["Cache-Control"] for headers in matching(rules, f"/{address.removeprefix('./')}") if "Cache-Control" in headers]
        assert cached == [FOREVER], address
    assert ONE_YEAR in FOREVER
    assert "immutable" in FOREVER


def test_what_is_kept_for_a_year_exists_and_bears_a_hash_in_its_address(built_site: Path, rules: dict[str, dict[str, str]]) -> None:
    kept = [path for path, headers in rules.items() if "Cache-Control" in headers]
    assert kept
    for path in kept:
        assert (built_site / path.strip("/*")).exists(), path
        assert re.search(r"/v/[0-9a-f]{12}/\*$|\.[0-9a-f]{8}\.min\.css$", path), f"{path} could change under its name"


@pytest.mark.parametrize("address", ["/", "/toolkits/popit/", "/catalogue.json", "/search.json", "/404.html", "/v/000000000000/assets/site.css"])
def test_no_page_and_no_data_are_kept_for_a_year(rules: dict[str, dict[str, str]], address: str) -> None:
    found = matching(rules, address)
    assert found, "no rule matches at all"
    assert not any("Cache-Control" in headers for headers in found)


def test_no_address_gets_one_header_from_two_rules(built_site: Path, rules: dict[str, dict[str, str]]) -> None:
    """Hosts join such values with a comma, and browsers then read neither."""
    for file in built_site.rglob("*"):
        names = [name for headers in matching(rules, f"/{file.relative_to(built_site).as_posix()}") for name in headers]
        assert len(names) == len(set(names)), file


def test_the_file_stays_within_what_hosts_read(built_site: Path, rules: dict[str, dict[str, str]]) -> None:
    lines = (built_site / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= LONGEST_LINE
    assert len(rules) <= MOST_RULES


def test_the_text_is_the_same_for_the_same_build() -> None:
    text = headers_file("default-src 'none'", "v/0123456789ab")
    assert text == headers_file("default-src 'none'", "v/0123456789ab")
    assert parsed(text) == {
        "/*": {
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
        },
        "/v/0123456789ab/*": {"Cache-Control": FOREVER},
    }


def test_the_nginx_example_sends_the_same_headers(rules: dict[str, dict[str, str]]) -> None:
    written = (ROOT / "docs" / "contribute" / "hosting.md").read_text("utf-8")
    sent = dict(re.findall(r'add_header ([A-Za-z-]+) "([^"]+)" always;', written))
    assert {name: value for name, value in sent.items() if name != "Cache-Control"} == rules["/*"]
    kept = re.findall(r'^\s+"~([^"]+)" "([^"]+)";$', written, re.MULTILINE)
    for path in (path for path, headers in rules.items() if "Cache-Control" in headers):
        assert [value for pattern, value in kept if re.search(pattern, path)] == [FOREVER], path
    assert not any(re.search(pattern, "/toolkits/popit/") for pattern, _ in kept)


def test_a_publisher_who_names_the_repository_gets_links_to_edit_each_page(project: Path, tmp_path: Path) -> None:
    settings = project / "mkdocs.yml"
    before = settings.read_text("utf-8")
    after = before.replace('repository: ""', 'repository: "https://example.org/people/navigator"')
    assert after != before
    settings.write_text(after, "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    edit = "https://example.org/people/navigator/edit/main"
    for page, source in (("about/privacy", "docs/about/privacy.md"), ("toolkits/popit", "data/toolkits.yaml")):
        links = lxml.html.parse(tmp_path / "site" / page / "index.html").xpath("//*[@class='pn-suggest']/a/@href")
        assert links == [f"{edit}/{source}"]


def test_a_publisher_who_names_no_repository_gets_no_such_links(built_site: Path) -> None:
    assert not lxml.html.parse(built_site / "about" / "privacy" / "index.html").xpath("//*[@class='pn-suggest']")
