"""Writes a project of any size: the real macros, overrides, pages and settings over a made-up catalogue.

Run as a process of its own (`python -m tests.bench.project <count> <folder>`): what a big catalogue takes in memory must
not be counted to the builds that the benchmark starts later.
"""

from __future__ import annotations

import compileall
import re
import shutil
import sys
from pathlib import Path

from macros.links.evidence import whole_catalogue
from macros.links.observations import lines_of
from tests.bench import synthetic

ROOT = Path(__file__).parent.parent.parent
_TOOLKIT = re.compile(r"(?<=toolkits/)([a-z0-9-]+)(?=\.md)")


def write(count: int, folder: Path) -> None:
    """Makes the project in `folder`, which must not exist yet."""
    for name in ("macros", "overrides", "docs", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    data = folder / "data"
    (data / "finder.yaml").unlink(missing_ok=True)  # the decision tree names real toolkits; its two pages are left out
    given = list(synthetic.entries(whole_catalogue(ROOT / "data"), count))
    (data / "toolkits.yaml").write_text(synthetic.as_yaml(given), "utf-8")
    (data / "links" / "decisions.yaml").write_text(synthetic.as_yaml(list(synthetic.decisions(given))), "utf-8")
    (data / "links" / "observations.jsonl").write_text("".join(lines_of(synthetic.observations(given))), "utf-8")
    _point_guides_at(synthetic.BLOCK, folder / "docs")
    compileall.compile_dir(folder / "macros", quiet=1)  # once, as on any machine that has built before


def _point_guides_at(count: int, docs: Path) -> None:
    """The guides link to real toolkits; here each link goes to one of the first `count` made-up ones."""
    for page in docs.rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(_TOOLKIT.sub(lambda found: synthetic.identifier(sum(found[1].encode()) % count), text), "utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
