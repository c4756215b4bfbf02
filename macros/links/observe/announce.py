"""Keeps GitHub as the last run left things: one pull request with new observations, one issue with what waits for a person.

Nothing is touched when nothing changed. The issue is found again by the marker in its text, whoever renamed it, and only
among those that the workflow opened: anyone may write a marker. The pull request is found by its branch, which only those
who may write to the repository can push.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from macros.links.observations import SHOWN
from macros.links.observe.tell import MARKER, TITLE

BRANCH = "links/observations"
AUTHOR = "github-actions[bot]"
"""Who the workflow is on GitHub, with the token that each run is given."""
SETTING = "Settings, Actions, General, Workflow permissions: Allow GitHub Actions to create and approve pull requests"
_A_PAGE = 100
_AUTHOR = ("-c", f"user.name={AUTHOR}", "-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com")

Run = Callable[[Sequence[str], str], str]
"""Runs a command with a text on its standard input, and gives what it printed. Raises CalledProcessError."""


class NoRequest(Exception):
    """GitHub took the branch and refused the pull request; the message says which setting may be why."""


def run_in(root: Path) -> Run:
    def run(command: Sequence[str], text: str = "") -> str:
        return subprocess.run(command, cwd=root, input=text, check=True, capture_output=True, text=True).stdout  # noqa: S603

    return run


def keep_issue(run: Run, body: str) -> str:
    """Opens, edits, closes or leaves the one issue. Says what was done."""
    mine = next((one for one in _all(run, "issues?state=open&direction=asc") if _is_ours(one)), None)
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
    """Puts new observations on the one branch and its pull request. Says what was done. Raises NoRequest."""
    if not run(["git", "status", "--porcelain", "--", SHOWN], "").strip():
        return "no new observation, so no pull request"
    if _is_there(run, base):
        return "pull request left as it is"
    run(["git", "checkout", "--quiet", "-B", BRANCH], "")
    run(["git", *_AUTHOR, "commit", "--quiet", "--message", "Observations of outside addresses", "--", SHOWN], "")
    run(["git", "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{BRANCH}"], "")
    mine = _request(run, base)
    if mine is None:
        try:
            _send(run, "POST", "pulls", {"title": "Observations of outside addresses", "head": BRANCH, "base": base, "body": body})
        except subprocess.CalledProcessError as error:
            why = (error.stderr or str(error)).strip()
            raise NoRequest(f"the observations are on the branch {BRANCH}, without a pull request: {why}\nIs this allowed? {SETTING}") from None
        return "pull request opened"
    if not _same(mine["body"], body):
        _send(run, "PATCH", f"pulls/{mine['number']}", {"body": body})
    return f"pull request {mine['number']} brought up to date"


def _is_there(run: Run, base: str) -> bool:
    """Whether the branch holds these very observations already, and waits for a person."""
    try:
        run(["git", "diff", "--quiet", f"origin/{BRANCH}", "--", SHOWN], "")
    except subprocess.CalledProcessError:  # they differ, or there is no such branch
        return False
    return _request(run, base) is not None


def _is_ours(issue: dict[str, Any]) -> bool:
    """GitHub counts pull requests as issues too. An author who has left GitHub is nobody."""
    by_us = (issue["user"] or {}).get("login") == AUTHOR
    return by_us and MARKER in (issue["body"] or "") and "pull_request" not in issue


def _request(run: Run, base: str) -> dict[str, Any] | None:
    """The open pull request of the branch; GitHub allows one. Branches of that name in other people's copies do not count."""
    return next(_all(run, f"pulls?state=open&base={quote(base, safe='')}&head={{owner}}:{BRANCH}"), None)


def _all(run: Run, what: str) -> Iterator[dict[str, Any]]:
    """Everything that GitHub lists, page by page."""
    for page in count(1):
        found = json.loads(run(["gh", "api", f"repos/{{owner}}/{{repo}}/{what}&per_page={_A_PAGE}&page={page}"], ""))
        yield from found
        if len(found) < _A_PAGE:
            return


def _send(run: Run, method: str, what: str, fields: dict[str, str]) -> None:
    run(["gh", "api", "--method", method, f"repos/{{owner}}/{{repo}}/{what}", "--input", "-"], json.dumps(fields))


def _same(there: str | None, here: str) -> bool:
    return (there or "").replace("\r\n", "\n").strip() == here.strip()
