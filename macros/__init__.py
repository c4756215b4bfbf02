"""The Partnership Toolkit Navigator: data to pages. `define_env` is what the macros plugin calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def define_env(env: Any) -> None:
    """Registers the macros that a page may call (macros.publish.calls)."""
    from macros.publish.calls import Calls

    for name, macro in Calls(ROOT).macros().items():
        env.macro(macro, name)
