"""`links observe` as a maintainer and a workflow run it: statuses, words, and nothing written where nothing may be."""

from __future__ import annotations

import argparse
import builtins
import errno
import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.links.commands import add_to
from macros.links.commands import run as run_links
from macros.links.evidence import PolicyFile, whole_catalogue
from macros.links.observe import commands
from macros.links.observe.answers import Answer, NoAnswer
from macros.links.observe.commands import World
from macros.links.observe.control import Void
from macros.links.observe.second import Opinion
from tests.links.observe.faults import CASINO
from tests.links.observe.virtual import EPOCH, virtually

KEPT = "http://www.kept.example.org.uk/resources/article.pdf"
PAPER = b"%PDF-1.4 << /Title (A Kept Tool, second edition) >> %%EOF"
OTHER = "https://other.example.net/?a=1&b=%20"


class Web:
    """A client and a resolver in one: every address gives what `pages` say, or the page of a toolkit."""

    def __init__(self, **pages: object) -> None:
        self.pages, self.asked = pages, list[str]()

    def __call__(self, *_: object) -> Web:
        return self

    async def __aenter__(self) -> Web:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def numbers(self, host: str) -> list[str]:
        if host.endswith(".invalid") or self.pages.get("offline"):
            raise NoAnswer("no-such-domain")
        return ["23.1.1.1"]

    async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
        if self.pages.get("offline"):
            raise NoAnswer("unreachable")
        if url.endswith("/robots.txt"):
            return Answer(url, 404)
        self.asked.append(url)
        given = next((page for part, page in self.pages.items() if part in url), b"<h1>A Kept Tool and Another Tool</h1> Example Council says so.")
        if isinstance(given, str):
            raise NoAnswer(given)
        return Answer(url, given, {}) if isinstance(given, int) else Answer(url, 200, {"content-type": "text/html"}, given)  # type: ignore[arg-type]


Observe = Callable[..., tuple[int, str, str]]


@pytest.fixture
def observe(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Observe:
    """Runs the command on the small data folder; gives the status and what was said on both outputs."""
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def observed(web: Web, *arguments: str, opinions: Any = lambda *_: Opinion(frozenset()), now: Any = lambda: EPOCH) -> tuple[int, str, str]:
        world = World(web, now=now, chance=lambda: 0.0, client=web, opinions=opinions, run=lambda made: virtually(lambda _: made()))
        status = commands.run(parser.parse_args(["links", "observe", *arguments]), root, world)
        return status, *capsys.readouterr()

    # The clock stands still in these runs, and time in them does not.
    monkeypatch.setattr("macros.links.observe.run._check_clock", lambda *_: None)
    monkeypatch.setattr("macros.links.evidence.date", type("Later", (), {"today": staticmethod(EPOCH.date)}))
    return observed


def recorded(root: Path) -> dict[str, str]:
    lines = (root / "data" / "links" / "observations.jsonl").read_text("utf-8").splitlines()
    return {one["address"]: one["result"] for one in map(json.loads, lines)}


def test_a_run_records_what_it_saw_and_asks_no_hidden_address(observe: Observe, root: Path) -> None:
    web = Web(**{"article.pdf": PAPER})
    status, out, err = observe(web)
    assert status == 0
    assert recorded(root) == {KEPT: "answered", OTHER: "answered"}
    assert not [url for url in web.asked if "lapsed" in url]
    assert out.startswith("2 addresses asked, 2 came out: 2 answered\n2 observations tell something new")
    assert "2 of 2 addresses" in err
    assert whole_catalogue(root / "data").standing(KEPT).state == "live"


def test_a_second_run_on_the_same_day_records_nothing(observe: Observe, root: Path) -> None:
    observe(Web())
    before = (root / "data" / "links" / "observations.jsonl").read_bytes()
    status, out, _ = observe(Web())
    assert (status, (root / "data" / "links" / "observations.jsonl").read_bytes()) == (0, before)
    assert "0 observations tell something new" in out


def test_a_takeover_is_recorded_and_told_with_a_broken_dot(observe: Observe, root: Path) -> None:
    _, out, _ = observe(Web(**{"other.example": CASINO}))
    assert recorded(root)[OTHER] == "takeover"
    assert "  takeover  https://other.example[.]net/?a=1&b=%20: It offers gambling" in out and OTHER not in out
    web = Web()
    observe(web, "--only", "other")
    assert not [url for url in web.asked if "other" in url]


def test_dry_runs_and_parts(observe: Observe, root: Path) -> None:
    assert observe(Web(), "--dry-run")[0] == 0
    assert recorded(root) == {}
    assert observe(Web(), "--only", "kept")[1].startswith("1 addresses asked")
    assert set(recorded(root)) == {KEPT}


def test_the_second_opinion_is_asked_of_the_same_addresses(observe: Observe, root: Path) -> None:
    given: list[Sequence[str]] = []

    def opinions(addresses: Sequence[str], *_: object) -> Opinion:
        given.append(addresses)
        return Opinion(frozenset(addresses))

    assert "LinkChecker found a page at 2 of 2 addresses\n" in observe(Web(**{"kept": 404}), opinions=opinions)[2]
    assert given == [[KEPT, OTHER]]
    assert recorded(root) == {KEPT: "undecided", OTHER: "answered"}
    observe(Web(**{"kept": 404}), "--no-second-opinion", opinions=opinions)
    assert given == [[KEPT, OTHER]]


@pytest.mark.parametrize("kind", ["deferred", "put-off"])
def test_a_host_that_wants_peace_is_not_asked_by_linkchecker_either(observe: Observe, kind: str) -> None:
    given: list[Sequence[str]] = []

    def opinions(addresses: Sequence[str], *_: object) -> Opinion:
        given.append(addresses)
        return Opinion(frozenset())

    assert observe(Web(**{"kept": kind}), opinions=opinions)[0] == 0
    assert given == [[OTHER]]
    status, _, err = observe(Web(**{"kept": kind, "other": kind}), opinions=opinions)
    assert status == 0 and "LinkChecker" not in err and given == [[OTHER]]


def test_the_second_opinion_keeps_to_the_seconds_of_the_policy(observe: Observe, root: Path) -> None:
    given: list[tuple[object, ...]] = []

    def opinions(addresses: Sequence[str], agent: str, folder: Path, *more: object) -> Opinion:
        given.append(more[:2])
        return Opinion(frozenset())

    file = root / "data" / "links" / "policy.yaml"
    text = file.read_text("utf-8").replace("seconds_for_an_answer: 30", "seconds_for_an_answer: 17")
    file.write_text(text.replace("seconds_between_requests: 2", "seconds_between_requests: 3"), "utf-8")
    assert observe(Web(**{"kept": 404}), opinions=opinions)[0] == 0
    assert given == [(17, 3)]


def full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_without_room_for_the_second_opinion_voids_the_run(observe: Observe, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.links.observe.commands.tempfile.TemporaryDirectory", full)
    status, _, err = observe(Web(**{"kept": 404}))
    assert status == 3 and "nothing was recorded: the second opinion did not come: [Errno 28] No space left on device." in err
    assert recorded(root) == {}


def test_a_disk_without_room_for_notes_leaves_the_run_as_it_is(observe: Observe, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes, real = tmp_path / "notes.json", Path.write_text

    def half(self: Path, text: str, *rest: Any) -> int:
        if self != notes:
            return real(self, text, *rest)
        real(self, text[:9], *rest)
        return int(full())

    monkeypatch.setattr(Path, "write_text", half)
    status, out, err = observe(Web(), "--notes", str(notes))
    assert status == 0 and "2 observations tell something new" in out
    assert err.endswith("The run counts, and its notes could not be written: [Errno 28] No space left on device\n")
    assert set(recorded(root)) == {KEPT, OTHER}
    assert not notes.exists()  # half of them would stop `announce`


def fails(why: str) -> Callable[..., Opinion]:
    def opinions(*_: object) -> Opinion:
        raise Void(why)

    return opinions


def test_a_void_run_says_why_and_writes_nothing(observe: Observe, root: Path) -> None:
    def interrupted(*_: object) -> Opinion:
        raise KeyboardInterrupt

    for web, more, why in (
        (Web(offline=True), {}, "0 of 2 control addresses answered"),
        (Web(**{"kept": 404}), {"opinions": fails("LinkChecker ended with status 2")}, "LinkChecker ended with status 2"),
        (Web(**{"kept": 404}), {"opinions": interrupted}, "it was stopped"),
    ):
        status, _, err = observe(web, **more)
        assert status == 3
        assert "The run is void, and nothing was recorded: " in err and why in err
        assert recorded(root) == {}


def test_a_clock_set_back_voids_the_run(observe: Observe, root: Path) -> None:
    observe(Web())
    status, _, err = observe(Web(**{"kept": 404}), now=lambda: EPOCH.replace(year=2025))
    assert status == 3 and "it was set back" in err
    assert recorded(root)[KEPT] == "undecided"  # a page instead of the document


def test_notes_hold_what_was_recorded(observe: Observe, tmp_path: Path) -> None:
    observe(Web(), "--notes", str(tmp_path / "notes.json"))
    assert {one["address"] for one in json.loads((tmp_path / "notes.json").read_text("utf-8"))} == {KEPT, OTHER}


@pytest.fixture
def repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The small data folder as a git repository with one commit; adds links to an entry."""
    for name, value in (("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_AUTHOR_NAME", "x"), ("GIT_AUTHOR_EMAIL", "x@example.org")):
        monkeypatch.setenv(name, value)
        monkeypatch.setenv(name.replace("AUTHOR", "COMMITTER"), value)
    for arguments in (("init", "--quiet", "-b", "main"), ("add", "."), ("commit", "--quiet", "-m", "x"), ("tag", "base")):
        subprocess.run(["git", "-C", root, *arguments], check=True)

    def add(*addresses: str, archive: bool = False) -> None:
        file = root / "data" / "toolkits.yaml"
        text = file.read_text("utf-8")
        for at, address in enumerate(addresses):
            link = f'    - url: "{address}"\n      label: "More {at}"\n      role: own\n'
            if archive:
                opened = 'captured: "2009-08-01"\n          opened: "2026-11-01"\n'
                link += f'      archives:\n        - url: "https://web.archive.org/web/20090801000000/{address}"\n          {opened}'
            text = text.replace("  sources:\n", f"{link}  sources:\n", 1)
        file.write_text(text, "utf-8")

    return add


def test_a_change_is_asked_only_for_what_it_adds(observe: Observe, repository: Callable[..., None], root: Path) -> None:
    web = Web(**{"kept": 404, "new-b": 403})
    assert observe(web, "--changed", "base") == (0, "Outside addresses: this change adds none\n", "")
    repository("https://new-a.example.org/", "https://new-b.example.org/x")
    status, out, _ = observe(web, "--changed", "base")
    assert status == 0
    assert {url for url in web.asked if "example" in url} == {"https://new-a.example.org/", "https://new-b.example.org/x"}
    assert "undecided https://new-b.example.org/x: The host does not let machines in (403)." in out
    assert recorded(root) == {}


@pytest.mark.parametrize("page", [404, 410, "no-such-domain"])
def test_a_change_is_blocked_by_an_added_address_that_is_surely_missing(observe: Observe, repository: Callable[..., None], page: object) -> None:
    repository("https://new.example.org/x")
    web = Web(**{"new": page})
    status, out, _ = observe(web, "--changed", "base")
    assert status == 1
    assert "missing   https://new.example.org/x: " in out and "Give another address, an archive that you have opened" in out
    assert sum("new" in url for url in web.asked) == 3
    assert not [url for url in web.asked if "kept" in url]


@pytest.mark.parametrize("page", [401, 403, 429, 500, 503, "timeout", "tls-expired", "refused", "dns-failed", "robots", CASINO])
def test_a_change_is_not_blocked_by_anything_else(observe: Observe, repository: Callable[..., None], page: object) -> None:
    repository("https://new.example.org/x")
    assert observe(Web(**{"new": page}), "--changed", "base")[0] == 0


def test_a_change_that_gives_an_archive_is_not_blocked(observe: Observe, repository: Callable[..., None]) -> None:
    repository("https://new.example.org/x", archive=True)
    assert observe(Web(**{"new": 404}), "--changed", "base")[0] == 0


def test_a_change_without_a_network_passes_and_says_so(observe: Observe, repository: Callable[..., None]) -> None:
    repository("https://new.example.org/x")
    assert observe(Web(offline=True), "--changed", "base")[:2] == (0, "Outside addresses: not checked (no network)\n")


def test_a_change_that_git_cannot_tell_passes_and_says_so(observe: Observe, repository: Callable[..., None]) -> None:
    status, out, _ = observe(Web(), "--changed", "no-such-commit")
    assert status == 0 and out.startswith("Outside addresses: not checked (git says: ")


def test_a_change_is_annotated_in_a_workflow(observe: Observe, repository: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    repository("https://new-a.example.org/", "https://new-b.example.org/x")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _, out, _ = observe(Web(**{"new-a": 404, "new-b": 403}), "--changed", "base")
    assert "::error title=Outside address::https://new-a.example[.]org/: " in out
    assert "::warning title=Outside address::https://new-b.example[.]org/x: " in out


def test_without_its_packages_the_observer_says_what_installs_them(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("macros.links.observe") and "commands" in (rest[2] or ()):
            raise ModuleNotFoundError("No module named 'aiohttp'", name="aiohttp")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())
    assert run_links(parser.parse_args(["links", "observe"]), root) == 2
    assert capsys.readouterr().err == "aiohttp is not installed; `make links` installs what the observer needs\n"


def test_the_contact_is_nobody_unless_somebody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PN_CONTACT", raising=False)
    monkeypatch.delenv("PN_SITE_URL", raising=False)
    assert commands._contact() == ""
    monkeypatch.setenv("PN_SITE_URL", "https://example.org/")
    assert commands._contact() == "https://example.org/"
    monkeypatch.setenv("PN_CONTACT", "bad\r\nHost: x")
    assert commands._contact() == ""


def test_dead_addresses_are_asked_only_now_and_then(root: Path) -> None:
    from macros.catalogue.model import Standing
    from macros.links.observe.asked import to_ask

    catalogue = whole_catalogue(root / "data")
    for checked, asked in (("2026-12-01", False), ("2026-11-09", True)):
        dead = replace(catalogue, standings={KEPT: Standing(KEPT, "dead", checked=checked)})
        assert (KEPT in [one.address for one in to_ask(dead, EPOCH, PolicyFile(3, 72, 14).days_until_repeated)]) is asked


def test_what_is_asked_has_the_names_of_all_its_uses(root: Path) -> None:
    from macros.links.observe.asked import to_ask

    one = next(one for one in to_ask(whole_catalogue(root / "data"), EPOCH, 28) if one.address == KEPT)
    assert {"A Kept Tool"} <= set(one.names) and one.publishers == ("Example Council",)
