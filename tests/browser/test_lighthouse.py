"""Lighthouse, as on a telephone, gives full marks for accessibility, best practice and search engines. `make bench` prints the speed.

The settings in lighthouse.json leave out the waiting that only a measure of speed needs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import rest_in_the_long_run

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
BROWSER = os.environ.get("PN_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("microsoft-edge") or ""
FULL = {"accessibility", "best-practices", "seo"}


@pytest.mark.parametrize("kind", rest_in_the_long_run(["home", "all toolkits", "toolkit, gone", "stage guide"], "all toolkits"))
def test_lighthouse_gives_full_marks(kind: str, kinds: dict[str, str], site_address: str, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    done = subprocess.run(
        [
            "node", "node_modules/.bin/lighthouse", f"{site_address}{kinds[kind]}", "--quiet", "--output=json", f"--output-path={target}",
            "--config-path=tests/browser/lighthouse.json", f"--chrome-flags={FLAGS}",
        ],
        cwd=ROOT, env={**os.environ, "CHROME_PATH": BROWSER}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    report = json.loads(target.read_text("utf-8"))
    assert "runtimeError" not in report, report["runtimeError"]
    scores = {name: round(one["score"] * 100) for name, one in report["categories"].items()}
    wrong = [
        f"{audit['id']}: {audit['title']}"
        for name in FULL
        for audit in (report["audits"][one["id"]] for one in report["categories"][name]["auditRefs"] if one["weight"] > 0)
        if audit["score"] not in (None, 1)
    ]
    assert scores == dict.fromkeys(FULL, 100), wrong
