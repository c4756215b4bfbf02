"""LinkChecker over the built site: every internal link and anchor works, every page can be reached, and outside addresses are
exactly those of the catalogue. One planted fault of each kind turns it red.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

from macros.catalogue.model import Catalogue
from macros.links.crawl import NotChecked, crawl, read_report, wrong
from macros.publish.outgoing import allowed, required
from tests.conftest import ROOT

Serve = Callable[[Path], str]
DENIED = yaml.safe_load((ROOT / "data" / "links" / "policy.yaml").read_text("utf-8"))["denied_hosts"]


def test_the_site_has_no_broken_link_no_orphan_and_no_foreign_address(built_site: Path, site_address: str, catalogue: Catalogue) -> None:
    seen = crawl(site_address)
    assert wrong(seen, site_address, built_site, allowed(catalogue), DENIED) == []
    outside = {one.written for one in seen if one.outside}
    assert required(catalogue) - outside == set(), "the catalogue offers these, and no page does"
    pages = {one.address for one in seen if not one.outside}
    assert len(pages) >= len(list(built_site.rglob("*.html"))), "the crawl stopped early"


# A small site, in which each fault below is planted by itself.
HOME = '<!doctype html><title>Home</title><p><a href="page/">Page</a> <a href="page/#place">Place</a> {planted}</p>'
PAGE = '<!doctype html><title>Page</title><p id="place"><a href="https://example.org/tool?a=1&amp;b=2">Tool</a> <img src="../sign.svg" alt=""></p>'
KNOWN = {"https://example.org/tool?a=1&b=2"}


def small_site(folder: Path, planted: str = "") -> Path:
    (folder / "page").mkdir(parents=True)
    (folder / "index.html").write_text(HOME.format(planted=planted), "utf-8")
    (folder / "404.html").write_text("<!doctype html><title>Page not found</title>", "utf-8")
    (folder / "page" / "index.html").write_text(PAGE, "utf-8")
    (folder / "sign.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    return folder


def faults(folder: Path, serve: Serve, known: Iterable[str] = KNOWN) -> list[str]:
    site = serve(folder)
    return [fault.replace(site, "") for fault in wrong(crawl(site), site, folder, set(known), DENIED)]


FAULTS = {
    '<a href="gone/">a broken link</a>': "gone/ is broken: 404 File not found",
    '<map name="m"><area href="raw/" alt="a broken link in raw HTML"></map>': "raw/ is broken: 404 File not found",
    '<img src="no.png" alt="a missing picture">': "no.png is broken: 404 File not found",
    '<a href="page/#nowhere">a broken anchor</a>': "page/#nowhere leads to a place that is not on that page",
    '<a href="#nowhere">a broken anchor on the same page</a>': "#nowhere leads to a place that is not on that page",
    '<a href="https://example.net/">an outside address</a>': "https://example.net/ is not an address of the catalogue",
    '<img src="https://example.net/x.png" alt="an outside picture">': "https://example.net/x.png is not an address of the catalogue",
    '<a href="//example.org/tool">an address without a scheme</a>': "//example.org/tool is not an address of the catalogue",
    '<a href="javascript:alert(1)">a script</a>': "javascript:alert(1) is not an address of the catalogue",
    '<a href="data:text/html,x">data</a>': "data:text/html,x is not an address of the catalogue",
    '<a href="mailto:a@example.org">a mail address</a>': "mailto:a@example.org is not an address of the catalogue",
    '<a href="https://archive.ph/abc">a denied host</a>': "https://archive.ph/abc is on a denied host",
}


def test_every_planted_fault_turns_it_red(tmp_path: Path, serve: Serve) -> None:
    assert faults(small_site(tmp_path / "site", "".join(FAULTS)), serve) == sorted(f"/:1: {found}" for found in FAULTS.values())


def test_a_page_that_nothing_leads_to_turns_it_red(tmp_path: Path, serve: Serve) -> None:
    folder = small_site(tmp_path / "site")
    (folder / "alone").mkdir()
    shutil.copy(folder / "404.html", folder / "alone" / "index.html")
    assert faults(folder, serve) == ["alone/index.html: no page leads to it"]


def test_a_site_without_fault_passes_and_warnings_are_no_faults(tmp_path: Path, serve: Serve) -> None:
    # A link without its last slash is sent on, which LinkChecker warns of and ends with status 1 for.
    assert faults(small_site(tmp_path / "site", '<a href="page">x</a>'), serve) == []


def test_a_denied_host_stays_denied_when_the_catalogue_names_it(tmp_path: Path, serve: Serve) -> None:
    for host in ("archive.today", "archive.is", "archive.ph", "archive.li", "archive.vn", "archive.fo", "archive.md"):
        assert host in DENIED
    planted = "https://www.archive.today/x"
    folder = small_site(tmp_path / "site", f'<a href="{planted}">x</a>')
    assert faults(folder, serve, {*KNOWN, planted}) == [f"/:1: {planted} is on a denied host"]


def test_a_server_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    folder = small_site(tmp_path / "site")
    nobody = "http://127.0.0.1:9"
    assert any("is broken" in fault for fault in wrong(crawl(nobody), nobody, folder, KNOWN))


# How the outcome of a run is read.

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<linkchecker><urldata><url>http://127.0.0.1:1/</url><realurl>http://127.0.0.1:1/</realurl><extern>0</extern>
<valid result="200 OK">1</valid></urldata></linkchecker>
"""


@pytest.mark.parametrize("status", [2, 3, -9, 127])
def test_any_other_status_means_that_nothing_was_checked(status: int) -> None:
    with pytest.raises(NotChecked, match=f"status {status}"):
        read_report(status, REPORT.encode(), ["http://127.0.0.1:1/"], "out of memory")


@pytest.mark.parametrize("status", [0, 1])
def test_the_report_counts_not_the_status(status: int) -> None:
    assert [one.valid for one in read_report(status, REPORT.encode(), ["http://127.0.0.1:1/"])] == [True]


@pytest.mark.parametrize("report", ["", REPORT[:-20], REPORT.replace("<realurl>http://127.0.0.1:1/</realurl>", ""), "not xml"])
def test_a_torn_report_is_not_a_clean_one(report: str) -> None:
    with pytest.raises(NotChecked, match="torn"):
        read_report(0, report.encode(), ["http://127.0.0.1:1/"])


def test_an_address_that_goes_in_must_come_out() -> None:
    with pytest.raises(NotChecked, match=r"lost http://127\.0\.0\.1:1/404\.html"):
        read_report(0, REPORT.encode(), ["http://127.0.0.1:1/", "http://127.0.0.1:1/404.html"])


def test_wrong_settings_mean_that_nothing_was_checked(tmp_path: Path) -> None:
    with pytest.raises(NotChecked, match="status 2"):
        crawl("http://127.0.0.1:9", tmp_path / "no-such-file")


def test_the_report_comes_on_standard_output_whoever_runs_it(tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    # As root LinkChecker becomes nobody, who can neither read nor write here: the report must not need a file.
    folder = small_site(tmp_path / "site")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o700)
    monkeypatch.chdir(locked)
    assert faults(folder, serve) == []
    assert list(locked.iterdir()) == []
