"""What tests share: the catalogue as people wrote it, one built site a session, a loopback server, and one browser.

What machines saw of outside addresses is left out: no test may turn red because of an outside site. The one test that reads
it is tests/whole/test_observed.py.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from macros.catalogue.model import Catalogue
from macros.links.evidence import whole_catalogue

ROOT = Path(__file__).parent.parent
OBSERVATIONS = Path("data", "links", "observations.jsonl")
BROWSER_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Crawls and builds first: a long file at the end would keep one processor waiting for the other."""
    items.sort(key=lambda item: item.path.parent.name != "whole")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: while one waits for its browser, another works."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def long_run(pytestconfig: pytest.Config) -> bool:
    """Whether this is `make test-long`, or part of it: then what is alike is tried as well."""
    return str(pytestconfig.option.markexpr) != "not long"


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as people wrote and decided it, to build from and to leave as it is."""
    return copy_project(tmp_path_factory.mktemp("written") / "project")


@pytest.fixture(scope="session")
def catalogue(written: Path) -> Catalogue:
    return whole_catalogue(written / "data")


def build(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Builds the project at `root` into `target`, in a process of its own because the macros plugin may end it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(target)],
        cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def built_site(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as readers get it before any machine has looked at an outside address, built once."""
    target = tmp_path_factory.mktemp("built") / "site"
    done = build(written, target)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    return copy_project(tmp_path / "project")


def copy_project(target: Path) -> Path:
    """The project as it is here, but for what machines saw of outside addresses."""
    target.mkdir(parents=True)
    for name in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / OBSERVATIONS).write_text("", "utf-8")
    return target


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("LinkChecker", "allowed")  # LinkChecker then does not wait between requests to us
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on a free loopback port; gives the address without a slash at its end."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site_address(built_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(built_site)


def browser_path() -> str:
    """The browser that `make test` found or installed."""
    path = os.environ.get("PN_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("microsoft-edge")
    assert path, "no browser: run `make test`, which finds or installs one"
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_FLAGS)
        yield launched
        launched.close()


def rest_in_the_long_run(cases: Iterable[str], *kept: str) -> list[Any]:
    """Cases for parametrize: those that are named run always, the others in `make test-long`."""
    known = list(cases)
    assert set(kept) <= set(known), "a case was renamed"
    return [case if case in kept else pytest.param(case, marks=pytest.mark.long) for case in known]
