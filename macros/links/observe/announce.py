"""Keeps GitHub as the last run left things: one pull request with new observations, one issue with what waits for a person.

Nothing is touched when nothing changed. Both are found again by the marker in their text, whoever renamed them.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from macros.links.observations import SHOWN
from macros.links.observe.tell import MARKER, TITLE

BRANCH = "links/observations"
_AUTHOR = ("-c", "user.name=github-actions[bot]", "-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com")

Run = Callable[[Sequence[str], str], str]
"""Runs a command with a text on its standard input, and gives what it printed. Raises CalledProcessError."""


def run_in(root: Path) -> Run:
    def run(command: Sequence[str], text: str = "") -> str:
        return subprocess.run(command, cwd=root, input=text, check=True, capture_output=True, text=True).stdout  # noqa: S603

    return run


def keep_issue(run: Run, body: str) -> str:
    """Opens, edits, closes or leaves the one issue. Says what was done."""
    mine = _find(run, "issues?state=open&per_page=100")
    if mine is None and not body:
        return "no issue, and nothing waits"
    if mine is None:
        _send(run, "POST", "issues", {"title": TITLE, "body": body})
        return "issue opened"
    if not body:
        _send(run, "PATCH", f"issues/{mine['number']}", {"state": "closed", "state_reason": "completed"})
        return f"issue {mine['number']} closed: nothing waits any more"
    if _same(mine["body"], body):
        return f"issue {mine['number']} left as it is"
    _send(run, "PATCH", f"issues/{mine['number']}", {"body": body})
    return f"issue {mine['number']} brought up to date"


def keep_request(run: Run, base: str, body: str) -> str:
    """Puts new observations on the one branch and its pull request. Says what was done."""
    if not run(["git", "status", "--porcelain", "--", SHOWN], "").strip():
        return "no new observation, so no pull request"
    if _is_there(run):
        return "pull request left as it is"
    run(["git", "checkout", "--quiet", "-B", BRANCH], "")
    run(["git", *_AUTHOR, "commit", "--quiet", "--message", "Observations of outside addresses", "--", SHOWN], "")
    run(["git", "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{BRANCH}"], "")
    mine = _find(run, "pulls?state=open&per_page=100")
    if mine is None:
        _send(run, "POST", "pulls", {"title": "Observations of outside addresses", "head": BRANCH, "base": base, "body": body})
        return "pull request opened"
    if not _same(mine["body"], body):
        _send(run, "PATCH", f"pulls/{mine['number']}", {"body": body})
    return f"pull request {mine['number']} brought up to date"


def _is_there(run: Run) -> bool:
    """Whether the branch holds these very observations already, and waits for a person."""
    try:
        run(["git", "diff", "--quiet", f"origin/{BRANCH}", "--", SHOWN], "")
    except subprocess.CalledProcessError:  # they differ, or there is no such branch
        return False
    return _find(run, "pulls?state=open&per_page=100") is not None


def _find(run: Run, what: str) -> dict[str, Any] | None:
    """The oldest open one that holds the marker. GitHub counts pull requests as issues too."""
    found = json.loads(run(["gh", "api", f"repos/{{owner}}/{{repo}}/{what}&direction=asc"], ""))
    wants_issues = what.startswith("issues")
    return next((one for one in found if MARKER in (one["body"] or "") and not (wants_issues and "pull_request" in one)), None)


def _send(run: Run, method: str, what: str, fields: dict[str, str]) -> None:
    run(["gh", "api", "--method", method, f"repos/{{owner}}/{{repo}}/{what}", "--input", "-"], json.dumps(fields))


def _same(there: str | None, here: str) -> bool:
    return (there or "").replace("\r\n", "\n").strip() == here.strip()
