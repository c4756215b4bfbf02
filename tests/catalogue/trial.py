"""A data folder in which one file is tried, and the bad files of tests/bad with what is expected of them.

A bad file stands in a folder named after the data file that it takes the place of, and is named after the rule that it
breaks, with `--` and a word where a rule has several. Its first line is the expected message, its second the change
that mends it; where a file cannot hold comments, the two lines stand beside it in a file that ends in `.expected`.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.catalogue.load import load
from macros.catalogue.problems import CatalogueError, Problem
from macros.catalogue.read import LARGEST_FILE
from macros.links.evidence import with_standings

ROOT = Path(__file__).parent.parent.parent
BAD = ROOT / "tests" / "bad"
AROUND = Path(__file__).parent / "around"
TODAY = date(2026, 11, 23)
FILES = {
    "toolkits": "toolkits.yaml",
    "references": "references.yaml",
    "synonyms": "synonyms.yaml",
    "finder": "finder.yaml",
    "timeline": "timeline.yaml",
    "checklists": "checklists/example.yaml",
    "decisions": "links/decisions.yaml",
    "observations": "links/observations.jsonl",
}
LIMITS = {"too-large": 800}
"""Rules whose fixture needs another size limit than the real one."""


def trial(folder: Path, kind: str = "toolkits", content: bytes | None = None) -> Path:
    """A data folder with the project's own vocabulary and policy, entries without a mistake, and `content` as one file.

    Without content that file is missing.
    """
    data = folder / "data"
    shutil.copytree(AROUND, data, dirs_exist_ok=True)
    shutil.copy(ROOT / "data" / "vocabulary.yaml", data)
    shutil.copy(ROOT / "data" / "links" / "policy.yaml", data / "links")
    file = data / FILES[kind]
    if content is None:
        file.unlink()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    return data


def problems_in(data: Path, largest: int = LARGEST_FILE) -> tuple[Problem, ...]:
    """Every problem with a data folder on a fixed day."""
    try:
        with_standings(load(data, TODAY, largest), data / "links", TODAY)
    except CatalogueError as error:
        assert error.problems, "an error without a problem tells nobody anything"
        return error.problems
    return ()


@dataclass(frozen=True)
class BadFile:
    path: Path

    @property
    def kind(self) -> str:
        return self.path.parent.name

    @property
    def rule(self) -> str:
        return self.path.stem.partition("--")[0]

    @property
    def content(self) -> bytes | None:
        return None if self.rule == "missing-file" else self.path.read_bytes()

    @property
    def largest(self) -> int:
        return LIMITS.get(self.rule, LARGEST_FILE)

    @property
    def expected(self) -> str:
        """The message, as `file:line (id): what is wrong; what would be right`."""
        return self._head()[0].removeprefix("# ")

    @property
    def mended(self) -> bytes:
        """The same file without its mistake."""
        wrong, arrow, right = self._head()[1].removeprefix("# mend:").partition(" =>")
        assert arrow, f"{self.path} does not say how it is mended"
        wrong, right = (part[1:].encode().decode("unicode_escape") for part in (wrong, right))
        if self.path.with_suffix(".expected").exists():
            head, body = b"", self.path.read_bytes()
        else:
            first, second, body = self.path.read_bytes().split(b"\n", 2)
            head = first + b"\n" + second + b"\n"
        assert wrong.encode("latin-1") in body, f"{self.path} does not hold what its second line mends"
        return head + body.replace(wrong.encode("latin-1"), right.encode("latin-1"), 1)

    def _head(self) -> list[str]:
        beside = self.path.with_suffix(".expected")
        return (beside if beside.exists() else self.path).read_bytes().decode("utf-8", "replace").split("\n")[:2]


BAD_FILES = [BadFile(path) for path in sorted(BAD.rglob("*")) if path.suffix in (".yaml", ".jsonl")]


def name_of(bad: BadFile) -> str:
    return f"{bad.kind}/{bad.path.stem}"
