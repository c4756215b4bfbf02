"""The workflow that asks outside addresses: what it may do, and that what waits to be merged is not lost."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.links.observe import run, second

ROOT = Path(__file__).parent.parent.parent.parent
TEXT = (ROOT / ".github" / "workflows" / "links.yml").read_text("utf-8")
WORKFLOW: dict[str, Any] = yaml.safe_load(TEXT)
FILE = "data/links/observations.jsonl"


def step(name: str) -> str:
    return next(one["run"] for one in WORKFLOW["jobs"]["weekly"]["steps"] if one.get("name") == name)


def test_a_pull_request_gets_no_more_than_reading() -> None:
    assert WORKFLOW["permissions"] == {}
    assert WORKFLOW["jobs"]["added"]["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in TEXT and "workflow_run" not in TEXT
    assert TEXT.count("persist-credentials: false") == TEXT.count("actions/checkout@") == 2
    assert "token" not in str(WORKFLOW["jobs"]["added"])


def test_nothing_that_others_write_is_pasted_into_a_script() -> None:
    for job in WORKFLOW["jobs"].values():
        for one in job["steps"]:
            assert "${{" not in one.get("run", ""), one


def test_every_job_ends_by_itself_and_two_weekly_ones_never_meet() -> None:
    assert all(job["timeout-minutes"] for job in WORKFLOW["jobs"].values())
    assert WORKFLOW["jobs"]["weekly"]["concurrency"]["group"] == "links"
    assert WORKFLOW["jobs"]["weekly"]["timeout-minutes"] >= run.MINUTES + second.MINUTES + 20
    assert WORKFLOW["jobs"]["added"]["timeout-minutes"] >= run.MINUTES_OF_A_CHANGE + 5


def test_the_commands_that_it_runs_exist() -> None:
    called = re.findall(r"-m macros links (observe|announce)((?: --[a-z-]+(?: [^\s-]\S*)?)*)", TEXT)
    assert {name for name, _ in called} == {"observe", "announce"}
    from macros.__main__ import main

    for name, given in called:
        with pytest.raises(SystemExit) as ended:
            main(["links", name, *given.replace('"$BASE"', "main").split(), "--help"])
        assert ended.value.code == 0


@pytest.mark.parametrize(
    ("main", "pending", "kept"),
    [("a\n", "a\nb\n", "a\nb\n"), ("a\n", None, "a\n"), ("a\nc\n", "a\nb\n", "a\nc\n"), ("", "a\n", "a\n"), ("a\n", "a\n", "a\n")],
)
def test_observations_that_wait_to_be_merged_are_taken_up_where_they_still_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, main: str, pending: str | None, kept: str
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=tmp_path, check=True)

    git("init", "--quiet", "-b", "main")
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    if pending is not None:
        file.write_text(pending, "utf-8")
        git("add", ".")
        git("commit", "--quiet", "-m", "x")
        git("update-ref", "refs/remotes/origin/links/observations", "HEAD")
    file.write_text(main, "utf-8")
    script = step("Start from observations that were not merged yet")
    subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, check=True)
    assert file.read_text("utf-8") == kept
    assert not (tmp_path / "pending.jsonl").exists()
