"""Whether the observations were only ever appended to, through all commits that git still knows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from macros.links.observations import SHOWN


class NotChecked(Exception):
    """The check did not happen: there is no git, no repository, or only a part of its history."""


def rewritten(root: Path) -> list[str]:
    """A sentence for each commit, and for the working tree, in which a line that stood before is gone or changed.

    Raises NotChecked when nothing can be said.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        raise NotChecked("this clone knows only the last commits; fetch the whole history (git fetch --unshallow)")
    found = []
    for (earlier, before), (later, after) in pairwise(_versions(root)):
        if not after.startswith(before):
            old, new = before.split(b"\n"), after.split(b"\n")
            line = next((number for number, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b), len(new))
            found.append(f"{SHOWN}:{line}: {later} changes what {earlier} recorded; observations are only ever appended")
    return found


def _versions(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every version of the file with the name of its commit, oldest first; nothing where a commit has no such file."""
    for commit in _git(root, "log", "--first-parent", "--reverse", "--format=%H", "--", SHOWN).decode().split():
        held = _git(root, "ls-tree", "--name-only", commit, "--", SHOWN).strip()
        yield commit[:12], _git(root, "show", f"{commit}:./{SHOWN}") if held else b""
    here = root / SHOWN
    # Git may have changed the ends of lines on its way to the disk.
    yield "the working tree", here.read_bytes().replace(b"\r\n", b"\n") if here.exists() else b""


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True).stdout  # noqa: S603, S607
    except FileNotFoundError:
        raise NotChecked("git is not installed") from None
    except subprocess.CalledProcessError as error:
        raise NotChecked(f"git says: {error.stderr.decode(errors='replace').strip()}") from None
