"""The ways to build the pages that are measured against each other."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Cost, run

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
LARGE = 2_500
"""Above so many toolkits the data outgrow the size that the loader allows, and MkDocs is started with a higher one."""

_RAISED = (
    "import runpy, sys; from macros.links import evidence; evidence.LARGEST_FILE *= 10; "
    "sys.argv[0] = 'mkdocs'; runpy.run_module('mkdocs', run_name='__main__')"
)


def mkdocs(project: Path, target: Path, count: int) -> Cost:
    """The real build: `python -m mkdocs build`."""
    start = ["-m", "mkdocs"] if count <= LARGE else ["-c", _RAISED]
    return run([sys.executable, *start, "build", "--site-dir", target], project, QUIET)


def limit(project: Path, target: Path, count: int) -> Cost:
    """The same pages by Jinja and Python-Markdown alone."""
    large = ["--large"] if count > LARGE else []
    return run([sys.executable, HERE / "limit.py", *large, target], project, {"PYTHONPATH": str(project)})


def zensical(project: Path, target: Path, count: int) -> Cost:
    """The same pages written to disk, and built from there by the next builder."""
    python = zensical_python()
    assert python, "Zensical is not installed"
    raised = f"from macros.links import evidence; evidence.LARGEST_FILE *= 10; from macros.__main__ import main; main(['pages', {str(target)!r}])"
    written = run([python, *(["-m", "macros", "pages", target] if count <= LARGE else ["-c", raised])], project, {})
    return written + run([python, "-m", "zensical", "build", "--clean"], target, {"PYTHONPATH": str(project)})


def zensical_python() -> Path | None:
    """The Python that has Zensical (`make zensical` installs it), or None."""
    found = ROOT / ".venv-zensical" / "bin" / "python"
    return found if found.exists() else None


Builder = Callable[[Path, Path, int], Cost]
BUILDERS: dict[str, Builder] = {"MkDocs": mkdocs, "limit": limit}


def build(builder: Builder, project: Path, target: Path, count: int) -> Cost:
    """Builds into an empty folder: clearing away an earlier site is not part of what is measured."""
    shutil.rmtree(target, ignore_errors=True)
    return builder(project, target, count)
