"""What GitHub is told: one issue and one pull request, kept up to date, and nothing when nothing changed."""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from macros.catalogue.model import Catalogue, Standing
from macros.links.evidence import whole_catalogue
from macros.links.judge import Observation
from macros.links.observations import SHOWN, lines_of
from macros.links.observe import announce, commands, tell
from macros.links.observe.tell import MARKER

KEPT = "http://www.kept.example.org.uk/resources/article.pdf"
OTHER = "https://other.example.net/?a=1&b=%20"
BOT = {"login": "github-actions[bot]"}
SEEN = Observation(KEPT, "2026-11-22T04:00:00Z", "missing", "The host says that there is no such page (404).")


class GitHub:
    """The part of GitHub that is used: issues and pull requests, through `gh`; git itself is the real one."""

    def __init__(self, root: Path | None = None) -> None:
        self.issues: list[dict[str, Any]] = [
            {"number": 1, "body": None, "state": "open", "user": BOT},
            {"number": 2, "body": MARKER, "state": "open", "user": BOT, "pull_request": {}},
            {"number": 3, "body": f"{MARKER}\nmine now", "state": "open", "user": {"login": "somebody"}},
            {"number": 4, "body": f"{MARKER}\nmine now", "state": "open", "user": None},
        ]
        # What others opened: from their copy, or to another branch.
        self.pulls: list[dict[str, Any]] = [
            {"number": 5, "body": MARKER, "state": "open", "head": announce.BRANCH, "base": "main", "owner": "somebody"},
            {"number": 6, "body": MARKER, "state": "open", "head": "fix", "base": "main", "owner": "us"},
        ]
        self.writes, self.root, self.refuses = list[str](), root, False

    def __call__(self, command: Sequence[str], text: str) -> str:
        if command[0] == "git":
            assert self.root
            return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout
        assert command[:2] == ["gh", "api"]
        if command[2] != "--method":
            kind, _, rest = command[2].removeprefix("repos/{owner}/{repo}/").partition("?")
            asked = {name: values[0] for name, values in parse_qs(rest).items()}
            found = [one for one in getattr(self, kind) if one["state"] == asked["state"]]
            if kind == "pulls":
                head = asked["head"].replace("{owner}", "us")
                found = [one for one in found if (f"{one['owner']}:{one['head']}", one["base"]) == (head, asked["base"])]
            start = (int(asked["page"]) - 1) * int(asked["per_page"])
            return json.dumps(found[start : start + int(asked["per_page"])])
        method, what, given = command[3], command[4].removeprefix("repos/{owner}/{repo}/"), json.loads(text)
        self.writes.append(f"{method} {what}")
        kind, _, number = what.partition("/")
        held = getattr(self, kind)
        if method == "POST":
            if self.refuses:
                raise subprocess.CalledProcessError(1, command, "", "gh: GitHub Actions is not permitted to create pull requests. (HTTP 403)")
            held.append({"number": len(held) + 10, "state": "open", "user": BOT, "owner": "us", **given})
        else:
            next(one for one in held if one["number"] == int(number)).update(given)
        return "{}"


def test_one_issue_is_opened_edited_left_alone_and_closed() -> None:
    github = GitHub()
    assert announce.keep_issue(github, "") == "no issue, and nothing waits"
    for body, said in (
        ("a", "opened"),
        ("a", "left as it is"),
        ("b", "brought up to date"),
        ("b", "left as it is"),
        ("", "closed"),
        ("", "nothing waits"),
    ):
        assert said in announce.keep_issue(github, f"{MARKER}\n{body}\n" if body else "")
    assert github.writes == ["POST issues", "PATCH issues/14", "PATCH issues/14"]
    assert github.issues[-1]["state"] == "closed"
    assert github.issues[:4] == GitHub().issues


def test_the_issue_is_found_behind_hundreds_of_others() -> None:
    github = GitHub()
    github.issues += [{"number": 20 + at, "body": "x", "state": "open", "user": {"login": "somebody"}} for at in range(296)]
    announce.keep_issue(github, f"{MARKER}\na\n")
    assert len(github.issues) == 301
    assert "left as it is" in announce.keep_issue(github, f"{MARKER}\na\n")
    del github.issues[0]  # a last page that is full, and an empty one after it
    assert announce.keep_issue(github, "") == "issue 310 closed: nothing waits any more"


def test_a_full_last_page_ends_the_search() -> None:
    github = GitHub()
    github.issues += [{"number": 20 + at, "body": "x", "state": "open", "user": {"login": "somebody"}} for at in range(96)]
    assert announce.keep_issue(github, "") == "no issue, and nothing waits"


def test_an_issue_is_found_under_another_title_and_with_other_ends_of_lines() -> None:
    github = GitHub()
    announce.keep_issue(github, f"{MARKER}\na\n")
    github.issues[-1].update(title="Renamed", body=f"{MARKER}\r\na")
    assert "left as it is" in announce.keep_issue(github, f"{MARKER}\na\n")


@pytest.fixture
def github(root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> GitHub:
    """The small data folder as a clone of an empty repository."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    origin = tmp_path_factory.mktemp("origin")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for folder, *arguments in (
        (origin, "init", "--quiet", "--bare"),
        (root, "init", "--quiet", "-b", "main"),
        (root, "remote", "add", "origin", str(origin)),
        (root, "add", "."),
        (root, *who, "commit", "--quiet", "-m", "x"),
        (root, "push", "--quiet", "origin", "main"),
    ):
        subprocess.run(["git", "-C", folder, *arguments], check=True)
    return GitHub(root)


def test_five_runs_make_one_pull_request_and_touch_nothing_without_news(github: GitHub, root: Path) -> None:
    body = tell.request([SEEN])
    assert announce.keep_request(github, "main", body) == "no new observation, so no pull request"
    (root / SHOWN).write_text("".join(lines_of([SEEN])), "utf-8")
    assert announce.keep_request(github, "main", body) == "pull request opened"
    for _ in range(4):
        assert announce.keep_request(github, "main", body) == "no new observation, so no pull request"
    assert github.writes == ["POST pulls"]
    assert (github.pulls[-1]["head"], github.pulls[-1]["base"]) == (announce.BRANCH, "main")
    assert github.pulls[:2] == GitHub().pulls
    files = github(["git", "diff", "--name-only", "origin/main", f"origin/{announce.BRANCH}"], "").split()
    assert files == [SHOWN]
    assert "github-actions" in github(["git", "log", "-1", "--format=%an", announce.BRANCH], "")


def test_a_week_later_the_same_pull_request_is_renewed(github: GitHub, root: Path) -> None:
    (root / SHOWN).write_text("".join(lines_of([SEEN])), "utf-8")
    announce.keep_request(github, "main", "first " + MARKER)
    subprocess.run(["git", "-C", root, "checkout", "--quiet", "main"], check=True)
    (root / SHOWN).write_text("".join(lines_of([SEEN, replace(SEEN, at="2026-11-23T04:00:00Z")])), "utf-8")
    assert announce.keep_request(github, "main", "second, whatever it says") == "pull request 12 brought up to date"
    assert github.pulls[-1]["body"].startswith("second")
    assert len(github.pulls) == 3
    assert github.pulls[:2] == GitHub().pulls


def test_a_refused_pull_request_names_the_setting_and_is_tried_again(github: GitHub, root: Path) -> None:
    (root / SHOWN).write_text("".join(lines_of([SEEN])), "utf-8")
    github.refuses = True
    with pytest.raises(announce.NoRequest) as caught:
        announce.keep_request(github, "main", MARKER)
    assert "on the branch links/observations, without a pull request: gh: GitHub Actions is not permitted" in str(caught.value)
    assert "Allow GitHub Actions to create and approve pull requests" in str(caught.value)
    subprocess.run(["git", "-C", root, "checkout", "--quiet", "main"], check=True)
    (root / SHOWN).write_text("".join(lines_of([SEEN])), "utf-8")
    github.refuses = False
    assert announce.keep_request(github, "main", MARKER) == "pull request opened"


def test_the_command_says_what_was_refused_after_the_issue_was_kept(
    github: GitHub, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / SHOWN).write_text("".join(lines_of([SEEN])), "utf-8")
    github.refuses = True
    github.issues.append({"number": 9, "body": MARKER, "state": "open", "user": BOT})
    monkeypatch.setattr(announce, "run_in", lambda _: github)
    assert commands.run(argparse.Namespace(does="announce", notes=None, base="main"), root) == commands.BLOCKED
    told = capsys.readouterr()
    assert told.err.startswith("GitHub was not told: the observations are on the branch")
    assert announce.SETTING in told.err
    assert "issue 9 brought up to date" in told.out


def test_observations_that_wait_to_be_merged_are_not_sent_again(github: GitHub, root: Path) -> None:
    (root / SHOWN).write_text("".join(lines_of([SEEN])), "utf-8")
    announce.keep_request(github, "main", MARKER)
    sent = github(["git", "rev-parse", f"origin/{announce.BRANCH}"], "")
    subprocess.run(["git", "-C", root, "checkout", "--quiet", "main"], check=True)
    (root / SHOWN).write_text("".join(lines_of([SEEN])), "utf-8")
    assert announce.keep_request(github, "main", MARKER) == "pull request left as it is"
    assert github.writes == ["POST pulls"]
    assert github(["git", "rev-parse", f"origin/{announce.BRANCH}"], "") == sent


def waiting(root: Path, state: str, reason: str = "Because.", decided: bool = False) -> Catalogue:
    catalogue = whole_catalogue(root / "data")
    return replace(catalogue, standings={OTHER: Standing(OTHER, state, since="2026-11-02", reason=reason, decided=decided)})


@pytest.mark.parametrize("state", ["hidden", "dead", "failing"])
def test_what_waits_for_a_person_stands_in_the_issue_with_its_evidence(root: Path, state: str) -> None:
    body = tell.issue(waiting(root, state))
    assert body.startswith(MARKER)
    assert "since 2026-11-02. `Because.` Used by other-tool." in body
    assert ("https://other.example[.]net/" in body) is (state == "hidden")
    assert (OTHER in body) is (state != "hidden")


@pytest.mark.parametrize(
    ("state", "reason"), [("live", "x"), ("unsure", "The host does not let machines in (403)."), ("moved", "x"), ("unchecked", "x")]
)
def test_nothing_else_stands_in_it(root: Path, state: str, reason: str) -> None:
    assert tell.issue(waiting(root, state, reason)) == ""


def test_what_a_person_decided_waits_for_nobody(root: Path) -> None:
    assert tell.issue(waiting(root, "hidden", decided=True)) == ""


def test_perhaps_moved_addresses_stand_in_it(root: Path) -> None:
    reason = "It leads to another domain, new[.]example, where the page names the resource. A person can record the move."
    assert "### Perhaps moved" in tell.issue(waiting(root, "unsure", reason))


def test_no_words_of_a_website_become_a_link_or_a_mention(root: Path) -> None:
    body = tell.issue(waiting(root, "hidden", "`@everyone` see <b> [x](http://x.example) ` and more"))
    line = next(line for line in body.splitlines() if "@everyone" in line)
    assert line.count("`") == 4


def test_the_same_standings_give_the_same_words(root: Path) -> None:
    assert tell.issue(waiting(root, "dead")) == tell.issue(waiting(root, "dead"))


def test_the_pull_request_counts_what_was_seen() -> None:
    body = tell.request([SEEN, SEEN, replace(SEEN, result="takeover")])
    assert "- 2 missing\n- 1 takeover" in body and MARKER in body
