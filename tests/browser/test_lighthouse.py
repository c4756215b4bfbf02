"""Lighthouse, as on a telephone, gives full marks for accessibility, best practice and search engines. `make bench` prints the speed.

The settings in lighthouse.json leave out the waiting that only a measure of speed needs.
"""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.conftest import BROWSER_FLAGS, browser_path

ROOT = Path(__file__).parents[2]
KINDS = ("home", "all toolkits", "toolkit, gone", "stage guide")
FULL = {"accessibility", "best-practices", "seo"}


@pytest.fixture(scope="module")
def reports(browser: Browser, kinds: dict[str, str], site_address: str) -> dict[str, dict[str, Any]]:
    """The report on each kind of page, made by one program in one browser."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = [*BROWSER_FLAGS, f"--remote-debugging-port={port}"]
    listening = browser.browser_type.launch(executable_path=browser_path(), args=flags)
    try:
        done = subprocess.run(
            ["node", "tests/browser/lighthouse.js", str(port), *(f"{site_address}{kinds[kind]}" for kind in KINDS)],
            cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
    finally:
        listening.close()
    assert done.returncode == 0, done.stderr
    return dict(zip(KINDS, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_lighthouse_gives_full_marks(kind: str, reports: dict[str, dict[str, Any]]) -> None:
    report = reports[kind]
    assert "runtimeError" not in report, report["runtimeError"]
    scores = {name: round(one["score"] * 100) for name, one in report["categories"].items()}
    wrong = [
        f"{audit['id']}: {audit['title']}"
        for name in FULL
        for audit in (report["audits"][one["id"]] for one in report["categories"][name]["auditRefs"] if one["weight"] > 0)
        if audit["score"] not in (None, 1)
    ]
    assert scores == dict.fromkeys(FULL, 100), wrong
