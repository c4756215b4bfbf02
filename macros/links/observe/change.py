"""Which addresses a change adds: those of the catalogue that no data file names where the change branched off."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from macros.links.observe.asked import Asked


class NotCompared(Exception):
    """Git cannot say what the change adds."""


def added(asked: Sequence[Asked], root: Path, base: str) -> list[Asked]:
    """Those that are not in the data of `root` where its work branched off from `base`. Raises NotCompared."""
    start = _git(root, "merge-base", base, "HEAD").strip()
    before = ""
    for name in _git(root, "ls-tree", "-r", "--name-only", start, "--", "data").splitlines():
        if name.endswith(".yaml"):
            before += _git(root, "show", f"{start}:./{name}")
    return [one for one in asked if not re.search(rf"(?:^|[\s\"']){re.escape(one.address)}(?=[\s\"']|$)", before)]


def _git(root: Path, *arguments: str) -> str:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True).stdout.decode("utf-8", "replace")  # noqa: S603, S607
    except FileNotFoundError:
        raise NotCompared("git is not installed") from None
    except subprocess.CalledProcessError as error:
        raise NotCompared(f"git says: {error.stderr.decode(errors='replace').strip()}") from None
