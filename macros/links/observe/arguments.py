"""What can be said after `links observe` and `links announce`. Needs nothing but the standard library, as the whole command does."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_to(does: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds both commands to `python -m macros links`."""
    looks = does.add_parser("observe", help="ask outside addresses and record what was seen (needs `make links` once)")
    looks.add_argument("--changed", metavar="COMMIT", help="ask only the addresses that were added since this commit; record nothing")
    looks.add_argument("--only", metavar="TEXT", help="ask only the addresses that hold this text")
    looks.add_argument("--dry-run", action="store_true", help="record nothing")
    looks.add_argument("--no-second-opinion", action="store_true", help="do not let LinkChecker ask the same addresses")
    looks.add_argument("--notes", type=Path, metavar="FILE", help="write what was recorded to a file, for `announce`")
    tells = does.add_parser("announce", help="in GitHub's workflow: keep the pull request and the issue as the last run left things")
    tells.add_argument("--base", default="main", help="the branch that the pull request is for (main)")
    tells.add_argument("--notes", type=Path, metavar="FILE", help="what `observe --notes` wrote")
