"""The entry that CONTRIBUTING.md offers to copy: it holds what is required, no more, and the project builds with it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
import yaml

from macros.catalogue.groups import required_of
from macros.catalogue.model import Toolkit
from tests.conftest import build

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
(ENTRY,) = re.findall(r"```yaml\n(- id: .*?)```", TEXT, re.DOTALL)
RECORD = yaml.safe_load(ENTRY)[0]


def with_entry(project: Path, entry: str) -> Path:
    file = project / "data" / "toolkits.yaml"
    file.write_text(file.read_text("utf-8") + "\n" + entry, "utf-8")
    return project


def check(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "macros", "check"], cwd=project, capture_output=True, text=True, timeout=60, check=False)


def test_it_fits_on_one_screen() -> None:
    assert len(TEXT.splitlines()) <= 60


def test_the_entry_holds_what_is_required_and_what_makes_it_pass() -> None:
    assert set(RECORD) == {*required_of(Toolkit), "links"}
    assert RECORD["status"] == "current"


def test_the_project_builds_with_the_entry(project: Path, tmp_path: Path) -> None:
    done = check(with_entry(project, ENTRY))
    assert done.returncode == 0, done.stderr
    target = tmp_path / "site"
    built = build(project, target)
    assert built.returncode == 0, built.stdout + built.stderr
    page = lxml.html.fromstring((target / "toolkits" / RECORD["id"] / "index.html").read_text("utf-8"))
    assert page.findtext(".//h1") == RECORD["name"]
    assert RECORD["purpose"] in page.text_content()
    listed = lxml.html.fromstring((target / "toolkits" / "a-to-z" / "index.html").read_text("utf-8"))
    assert RECORD["name"] in [link.text_content() for link in listed.iter("a")]
    data = json.loads((target / "catalogue.json").read_text("utf-8"))
    assert RECORD["id"] in [toolkit["id"] for toolkit in data["toolkits"]]


@pytest.mark.parametrize("field", [field for field in RECORD if field != "id"])
def test_without_any_of_its_fields_it_is_refused_in_words_at_its_line(project: Path, field: str) -> None:
    short = re.sub(rf"^  {field}:.*\n(?:    .*\n)*", "", ENTRY, flags=re.MULTILINE)
    assert short != ENTRY
    line = len((project / "data" / "toolkits.yaml").read_text("utf-8").splitlines()) + 2
    done = check(with_entry(project, short))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = [int(one) for one in re.findall(r"^data/toolkits\.yaml:(\d+) \(example-exit-checklist\): .+; .+$", done.stderr, re.MULTILINE)]
    assert found
    assert all(line <= one <= line + short.count("\n") for one in found)


def test_the_other_promises_hold(project: Path) -> None:
    gone = ENTRY.replace("status: current", "status: lost")
    assert "says nothing of what to use instead" in check(with_entry(project, gone)).stderr
    for name in re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT):
        assert (ROOT / name).exists()
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= set(targets)
