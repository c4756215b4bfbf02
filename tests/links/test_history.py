"""Every way in which recorded observations can be rewritten is named with its line and commit; appending is not one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from macros.links.history import NotChecked, rewritten
from macros.links.observations import SHOWN

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "maintainers", "GIT_AUTHOR_EMAIL": "maintainers@example.org",
    "GIT_COMMITTER_NAME": "maintainers", "GIT_COMMITTER_EMAIL": "maintainers@example.org",
}  # fmt: skip
THREE = ["one", "two", "three"]


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], env={**os.environ, **SETTINGS}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository in which three observations were recorded, one by one."""
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, [])
    for count in range(1, 4):
        commit(root, THREE[:count])
    return root


def write(root: Path, lines: list[str]) -> None:
    (root / SHOWN).parent.mkdir(parents=True, exist_ok=True)
    (root / SHOWN).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def commit(root: Path, lines: list[str]) -> str:
    """The commit in which the file holds these lines."""
    write(root, lines)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Observations")
    return git(root, "rev-parse", "HEAD")[:12]


def named(line: int, commit: str, before: str) -> str:
    return f"{SHOWN}:{line}: {commit} changes what {before} recorded; observations are only ever appended"


def test_lines_that_are_only_appended_are_in_order(root: Path) -> None:
    commit(root, [*THREE, "four", "five"])
    write(root, [*THREE, "four", "five", "six"])
    assert rewritten(root) == []


REWRITTEN = {
    "edited": (["one", "2", "three"], 2),
    "the last edited": (["one", "two", "3", "four"], 3),
    "made longer": (["one", "two", "three and more"], 3),
    "deleted": (["one", "three"], 2),
    "the last deleted": (["one", "two"], 3),
    "all deleted": ([], 1),
    "put in order anew": (["one", "three", "two"], 2),
    "put in between": (["one", "two", "2.5", "three"], 3),
    "put before": (["0", *THREE], 1),
}


@pytest.mark.parametrize(("lines", "line"), REWRITTEN.values(), ids=REWRITTEN.keys())
def test_a_commit_that_rewrites_is_named_with_its_first_changed_line(root: Path, lines: list[str], line: int) -> None:
    before = git(root, "rev-parse", "HEAD")[:12]
    assert rewritten(root) == []
    assert rewritten_in(root, lines) == [named(line, git(root, "rev-parse", "HEAD")[:12], before)]


def rewritten_in(root: Path, lines: list[str]) -> list[str]:
    commit(root, lines)
    return rewritten(root)


@pytest.mark.parametrize(("lines", "line"), REWRITTEN.values(), ids=REWRITTEN.keys())
def test_a_change_that_is_not_committed_yet_is_named_too(root: Path, lines: list[str], line: int) -> None:
    before = git(root, "rev-parse", "HEAD")[:12]
    write(root, lines)
    assert rewritten(root) == [named(line, "the working tree", before)]


def test_a_file_that_was_deleted_is_named_even_when_it_came_back(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD")[:12]
    (root / SHOWN).unlink()
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Delete")
    gone = git(root, "rev-parse", "HEAD")[:12]
    assert rewritten(root) == [named(1, gone, before)]
    commit(root, ["one"])
    assert rewritten(root) == [named(1, gone, before)]


def test_putting_an_edit_right_does_not_hide_it(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD")[:12]
    edit = commit(root, ["one", "2", "three"])
    right = commit(root, THREE)
    assert rewritten(root) == [named(2, edit, before), named(2, right, edit)]


def test_a_merge_that_only_appends_is_in_order_whatever_its_branch_did_on_the_way(root: Path) -> None:
    git(root, "switch", "--quiet", "--create", "branch")
    commit(root, [*THREE, "four"])
    commit(root, [*THREE, "4"])
    git(root, "switch", "--quiet", "main")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Something else")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "branch")
    assert rewritten(root) == []


def test_a_merge_that_rewrites_is_named(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD")[:12]
    git(root, "switch", "--quiet", "--create", "branch")
    commit(root, ["one", "two", "3"])
    git(root, "switch", "--quiet", "main")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Something else")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "branch")
    assert rewritten(root) == [named(3, git(root, "rev-parse", "HEAD")[:12], before)]


def test_ends_of_lines_that_git_changed_on_the_disk_are_no_rewriting(root: Path) -> None:
    (root / SHOWN).write_bytes(b"one\r\ntwo\r\nthree\r\n")
    assert rewritten(root) == []


def test_the_project_may_be_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    inner = tmp_path / "inner"
    first = commit_in(inner, ["one", "two"])
    second = commit_in(inner, ["one", "2"])
    assert rewritten(inner) == [named(2, second, first)]


def commit_in(root: Path, lines: list[str]) -> str:
    root.mkdir(exist_ok=True)
    return commit(root, lines)


def test_half_a_history_is_no_check(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "shallow")
    with pytest.raises(NotChecked, match="unshallow"):
        rewritten(tmp_path / "shallow")


def test_no_repository_is_no_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NotChecked, match="git says: "):
        rewritten(tmp_path)


def test_no_git_is_no_check(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(NotChecked, match="not installed"):
        rewritten(root)
