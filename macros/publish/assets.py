"""What the browser loads: all styles joined into one, scripts without their comments, everything below `/v/<hash>/`.

The hash covers every byte, so a page never meets a module or style of another build.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_STYLES_FIRST = ("tokens.css", "shell.css", "pieces.css")
_STYLES_LAST = ("print.css",)
# Comments that fill their lines. Those within a line stay, because only a parser could tell them from text.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True)
class Assets:
    """`base` is the folder in the site, such as `v/1f3a9c0b7d2e`; `files` maps paths below it, laid out as in the overrides
    folder so that modules find each other in both places, to their bytes."""

    base: str
    files: dict[str, bytes]


def assets(overrides: Path) -> Assets:
    """Collects `assets/` and `components/` of the overrides folder."""
    shared, components = overrides / "assets", overrides / "components"
    middle = sorted(components.glob("*/*.css"))
    styles = [*(shared / name for name in _STYLES_FIRST), *middle, *(shared / name for name in _STYLES_LAST)]
    files = {"assets/site.css": b"\n".join(_style(path) for path in styles)}
    for path in sorted(shared.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            files[path.relative_to(overrides).as_posix()] = _script(path) if path.suffix == ".js" else path.read_bytes()
    for path in sorted(components.glob("*/*.js")):
        files[path.relative_to(overrides).as_posix()] = _script(path)
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return Assets(f"v/{digest.hexdigest()[:12]}", files)


def _style(path: Path) -> bytes:
    # Readers pay for every byte: comments and indentation stay in the repository.
    lines, text = [], path.read_text("utf-8")
    while "/*" in text:
        before, _, rest = text.partition("/*")
        text = before + rest.partition("*/")[2]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join(lines).encode()


def _script(path: Path) -> bytes:
    if path.parent.name == "vendor":
        return path.read_bytes()
    return _COMMENT.sub("", path.read_text("utf-8")).encode()
