"""Whether the observations were only ever appended to, through all commits that git still knows."""

from __future__ import annotations

import subprocess
from pathlib import Path

from macros.links.observations import SHOWN


def rewritten(root: Path) -> list[str]:
    """A sentence for each commit, and for the working tree, in which a line that stood before is gone or changed.

    Raises FileNotFoundError without git and CalledProcessError outside a repository: then the check did not happen.
    """
    commits = _git(root, "log", "--first-parent", "--reverse", "--format=%H", "--", SHOWN).decode().split()
    versions = [(commit[:12], _git(root, "show", f"{commit}:{SHOWN}")) for commit in commits if _holds(root, commit)]
    here = root / SHOWN
    versions.append(("the working tree", here.read_bytes() if here.exists() else b""))
    found = []
    for (earlier, before), (later, after) in zip(versions, versions[1:], strict=False):
        if not after.startswith(before):
            old, new = before.split(b"\n"), after.split(b"\n")
            line = next((number for number, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b), len(new))
            found.append(f"{SHOWN}:{line}: {later} changes what {earlier} recorded; observations are only ever appended")
    return found


def _holds(root: Path, commit: str) -> bool:
    return bool(_git(root, "ls-tree", "--name-only", commit, "--", SHOWN).strip())


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True).stdout  # noqa: S603, S607
