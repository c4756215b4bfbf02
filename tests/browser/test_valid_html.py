"""Every published page is valid HTML."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# Every rule that .htmlvalidate.json turns off, and why. No rule of the HTML standard is among them.
OFF = {
    "doctype-style": "small letters are as valid as capitals",
    "long-title": "a title is as long as the name of the toolkit, which its publisher chose",
    "no-trailing-whitespace": "templates leave some; compression makes it nothing",
    "require-sri": "scripts and styles come from the same place as the page",
}


def check(files: Path | str, report: Path) -> tuple[int, list[dict[str, Any]]]:
    done = subprocess.run(
        ["node", "node_modules/.bin/html-validate", "--config", ".htmlvalidate.json", "--formatter", f"json={report}", str(files)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(report.read_text("utf-8"))


def test_only_matters_of_style_are_turned_off() -> None:
    settings = json.loads((ROOT / ".htmlvalidate.json").read_text("utf-8"))
    assert settings["extends"] == ["html-validate:recommended", "html-validate:document"]
    assert {name for name, value in settings["rules"].items() if value == "off"} == set(OFF)
    others = {name: value for name, value in settings["rules"].items() if value != "off"}
    assert others == {  # as the standard has it: checkboxes of a group share a name, and an id may begin with a figure
        "form-dup-name": ["error", {"shared": ["checkbox", "radio", "button", "reset", "submit"]}],
        "valid-id": ["error", {"relaxed": True}],
    }


def test_every_published_page_is_valid(built_site: Path, published: list[str], tmp_path: Path) -> None:
    code, found = check(f"{built_site}/**/*.html", tmp_path / "report.json")
    wrong = [f"{page['filePath']}:{one['line']} {one['ruleId']}: {one['message']}" for page in found for one in page["messages"]]
    assert not wrong, "\n".join(wrong[:30])
    assert code == 0
    assert len(published) > 200


def test_the_check_sees_a_fault(built_site: Path, tmp_path: Path) -> None:
    page = (built_site / "index.html").read_text("utf-8")
    (tmp_path / "broken.html").write_text(page.replace("</h1>", "</h1><p><div></div></p>", 1), "utf-8")
    code, found = check(tmp_path / "broken.html", tmp_path / "report.json")
    assert code == 1
    assert found[0]["messages"]
