"""The site is built without the observer, but for its sentences: those need nothing that has to be installed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
OBSERVE = "macros.links.observe"


def imported_by(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return named | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}


def test_the_sentences_for_readers_need_the_standard_library_alone() -> None:
    for name in ("__init__.py", "kinds.py"):
        assert {one.split(".")[0] for one in imported_by(ROOT / "macros" / "links" / "observe" / name)} <= sys.stdlib_module_names, name


def test_building_the_site_uses_no_other_module_of_the_observer() -> None:
    """Whatever is imported at once or later by what MkDocs runs, in a process of its own. `__main__.py` is the maintainer's command."""
    files = [ROOT / "macros" / "hooks.py", *(ROOT / "macros" / "publish").rglob("*.py")]
    named = sorted({one for path in files for one in imported_by(path) if one.startswith("macros.links")})
    script = f"import sys, macros.hooks, {', '.join(named)}\nprint(*(one for one in sys.modules if one.startswith('{OBSERVE}')))"
    out = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert set(out.split()) == {OBSERVE, f"{OBSERVE}.kinds"}
