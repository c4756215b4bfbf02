"""Writes a project of any size: the real macros, overrides, pages and settings over a made-up catalogue.

Run as a process of its own (`python -m tests.bench.project <count> <folder>`): what a big catalogue takes in memory must
not be counted to the builds that the benchmark starts later.
"""

from __future__ import annotations

import compileall
import re
import shutil
import sys
from collections.abc import Collection, Iterable
from itertools import cycle
from pathlib import Path

from macros.catalogue.model import Catalogue
from macros.links.evidence import whole_catalogue
from macros.links.observations import lines_of
from tests.bench import synthetic

ROOT = Path(__file__).parent.parent.parent
_LINKED = re.compile(r"(?<=toolkits/)[a-z0-9-]+(?=\.md)|(?<=\")(?<!cite\(\")[a-z0-9-]+(?=\")")
_LISTED = re.compile(r"(?<=- )[a-z0-9-]+$", re.MULTILINE)


def write(count: int, folder: Path, real: Catalogue | None = None) -> None:
    """Makes the project in `folder`, which must not exist yet, from the entries of the real catalogue."""
    for name in ("macros", "overrides", "docs", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    data, real = folder / "data", real or whole_catalogue(ROOT / "data")
    given = list(synthetic.entries(real, count))
    (data / "links" / "decisions.yaml").write_text(synthetic.as_yaml(list(synthetic.decisions(given))), "utf-8")
    (data / "links" / "observations.jsonl").write_text("".join(lines_of(synthetic.observations(given))), "utf-8")
    # The rules of the decision tree are about real toolkits: plain pages stand in its place.
    (data / "finder.yaml").unlink()
    for name in ("index", "tree"):
        page = folder / "docs" / "choose" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text('---\ntitle: "Help me choose"\ndescription: "Left out here."\n---\nLeft out here.\n', "utf-8")
    current = [entry["id"] for entry in given[: synthetic.BLOCK] if entry["status"] == "current"]
    _rename(folder / "docs", "*.md", _LINKED, real.by_id, current)
    _rename(data, "*.yaml", _LISTED, real.by_id, current)
    (data / "toolkits.yaml").write_text(synthetic.as_yaml(given), "utf-8")
    compileall.compile_dir(folder / "macros", quiet=1)  # once, as on any machine that has built before


def _rename(folder: Path, files: str, pattern: re.Pattern[str], real: Collection[str], made_up: Iterable[str]) -> None:
    """Puts a made-up entry wherever a file names a real one, each in turn, so that a list does not name one twice."""
    for path in sorted(folder.rglob(files)):
        turn = cycle(made_up)
        text = path.read_text("utf-8")
        path.write_text(pattern.sub(lambda found, turn=turn: next(turn) if found[0] in real else found[0], text), "utf-8")  # type: ignore[misc]


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
