"""What a maintainer can ask and record about links, on a small data folder."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros import __main__ as command
from macros.catalogue.problems import CatalogueError
from macros.links.commands import add_to, run
from macros.links.evidence import whole_catalogue
from macros.links.judge import Observation
from macros.links.observations import lines_of

HIDDEN = "http://www.lapsed.example.com/"
BROKEN = "http://www.lapsed.example[.]com/"
PLAIN = "http://www.kept.example.org.uk/resources/article.pdf"
TODAY = date(2026, 11, 23)

Links = Callable[..., tuple[int, str]]


@pytest.fixture
def links(root: Path, capsys: pytest.CaptureFixture[str]) -> Links:
    """`python -m macros links …` on a copy: the exit status and what stands on the terminal."""
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())

    def called(*arguments: str) -> tuple[int, str]:
        status = run(parser.parse_args(["links", *arguments]), root, TODAY)
        return status, capsys.readouterr().out

    return called


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def observe(root: Path, *seen: tuple[int, str, str]) -> None:
    """Records what was seen of PLAIN so many days ago."""
    told = [Observation(PLAIN, f"{ago(days)}T00:00:00Z", result, reason) for days, result, reason in seen]
    (root / "data" / "links" / "observations.jsonl").write_text("".join(lines_of(told)), "utf-8")


def decisions(root: Path) -> str:
    return (root / "data" / "links" / "decisions.yaml").read_text("utf-8")


def test_list_shows_all_worst_first_with_hidden_ones_broken(links: Links, root: Path) -> None:
    observe(root, (1, "answered", "It names the toolkit."))
    assert links("list") == (
        0,
        f"hidden     never      {BROKEN}\n"
        f"hidden     never      {BROKEN}digging.asp\n"
        "unchecked  never      https://other.example.net/?a=1&b=%20\n"
        f"live       {ago(1)} {PLAIN}\n"
        "4 addresses\n",
    )


def test_list_shows_one_state(links: Links, root: Path) -> None:
    observe(root, (1, "missing", "404"))
    assert links("list", "--state", "failing") == (0, f"failing    {ago(1)} {PLAIN}\n1 address\n")
    assert links("list", "--state", "dead") == (0, "0 addresses\n")


@pytest.mark.parametrize("address", [HIDDEN, BROKEN])
def test_show_tells_standing_and_uses(links: Links, address: str) -> None:
    status, out = links("show", address)
    assert status == 0
    assert out.splitlines()[0] == BROKEN
    assert "  state    hidden (decided by a person)\n  since    2026-11-23\n  reason   Its sponsor no longer exists.\n" in out
    assert "  used by  lapsed-tool (link, footnote 1 of the note): A Lapsed Tool, .com/\n" in out
    assert HIDDEN not in out


def test_show_tells_when_it_was_checked_and_seen_and_where_it_moved(links: Links, root: Path) -> None:
    observe(root, (3, "answered", "It names the toolkit."), (2, "undecided", "503"))
    _, out = links("show", PLAIN)
    assert "  state    unsure\n" in out
    assert f"  checked  {ago(2)}\n  seen     {ago(3)}\n" in out
    links("decide", PLAIN, "moved", "--to", "https://www.example.org/article", "--reason", "Found by title.")
    assert "  moved to https://www.example.org/article\n" in links("show", PLAIN)[1]


def test_explain_tells_how_each_piece_of_evidence_led_to_the_state(links: Links, root: Path) -> None:
    told = ((40, "missing"), (36, "undecided"), (30, "missing"), (20, "missing"), (10, "answered"), (0, "missing"))
    observe(root, *((days, result, "Made up.") for days, result in told))
    links("decide", PLAIN, "show", "--reason", "It is theirs again.")
    status, out = links("explain", PLAIN)
    assert status == 0
    states = [line.rsplit(" ", 1)[-1] for line in out.splitlines()[1:-1]]
    assert states == ["unchecked", "failing", "failing", "failing", "dead", "hidden", "hidden", "unchecked"]
    assert "  2026-11-23 (maintainer)  decided show: It is theirs again. -> unchecked\n" in out
    assert out.splitlines()[-1].strip() == (
        "An address is dead after 3 failures, each at least 72 hours after the one before, over at least 14 days, with no success between."
    )


@pytest.mark.parametrize("does", ["show", "explain"])
def test_an_unknown_address_is_said_to_be_unknown(links: Links, does: str) -> None:
    status, out = links(does, "https://www.example.org/none")
    assert status == 1
    assert "https://www.example.org/none is not an address of the catalogue" in out


@pytest.mark.parametrize("threshold", [28, 9])
def test_due_is_what_nothing_was_recorded_of_for_as_long_as_the_policy_says_and_nothing_hidden(links: Links, root: Path, threshold: int) -> None:
    policy = root / "data" / "links" / "policy.yaml"
    policy.write_text(policy.read_text("utf-8").replace("days_until_repeated: 28", f"days_until_repeated: {threshold}"), "utf-8")
    assert links("due") == (
        0,
        f"unchecked  never      {PLAIN}\nunchecked  never      https://other.example.net/?a=1&b=%20\n2 addresses\n"
        f"Nothing was recorded of these for {threshold} days (days_until_repeated in data/links/policy.yaml), or ever.\n",
    )
    for days, due in ((threshold - 1, False), (threshold, True)):
        observe(root, (days, "answered", "It names the toolkit."))
        assert (PLAIN in links("due")[1]) is due


def test_due_sends_nobody_to_an_address_that_strangers_took_after_its_page_moved(links: Links, root: Path) -> None:
    links("decide", PLAIN, "moved", "--to", "https://www.example.org/article", "--reason", "Found by title.")
    assert PLAIN in links("due")[1]
    moved = decisions(root).replace('"2026-11-23"\n  role: "maintainer"\n', f'"{ago(90)}"\n  role: "maintainer"\n')
    (root / "data" / "links" / "decisions.yaml").write_text(moved, "utf-8")
    observe(root, (60, "takeover", "The page says that the domain is for sale."))
    assert PLAIN.split("/")[2].rpartition(".")[0] not in links("due")[1]
    _, out = links("show", PLAIN)
    assert "state    moved (decided by a person)" in out and "unsafe   the address itself seems to be somebody else's now" in out
    assert PLAIN not in out


def test_due_names_where_a_page_moved_to(links: Links) -> None:
    links("decide", PLAIN, "moved", "--to", "https://www.example.org/article", "--reason", "Found by title.")
    assert "unchecked  never      https://www.example.org/article\n" in links("due")[1]


def test_decide_writes_a_decision_that_counts_at_once(links: Links, root: Path) -> None:
    before = decisions(root)
    status, out = links("decide", "www.kept.example.org.uk", "hide", "--reason", 'Sold: now a "casino", it says.', "--role", "editor")
    assert status == 0
    assert decisions(root) == before + (
        '- host: "www.kept.example.org.uk"\n  decision: "hide"\n  reason: "Sold: now a \\"casino\\", it says."\n'
        '  date: "2026-11-23"\n  role: "editor"\n'
    )
    assert "Written to decisions.yaml" in out
    assert f"hidden     never      {PLAIN.replace('.org.uk', '.org[.]uk')}\n" in out
    standing = whole_catalogue(root / "data").standing(PLAIN)
    assert (standing.state, standing.reason, standing.decided) == ("hidden", 'Sold: now a "casino", it says.', True)


def test_decide_tells_the_evidence_in_words_before_and_after(links: Links, root: Path) -> None:
    observe(root, (20, "answered", "The page names the resource."), (6, "takeover", "The page says that the domain is for sale."))
    _, out = links("decide", PLAIN, "show", "--reason", "It is theirs; the page was about something else.")
    broken = PLAIN.replace(".org.uk", ".org[.]uk")
    known = (
        "  at first  unchecked\n"
        f"  {ago(20)}T00:00:00Z  answered: The page names the resource. -> live\n"
        f"  {ago(6)}T00:00:00Z  takeover: The page says that the domain is for sale. -> hidden\n"
    )
    assert out == (
        f"What was known before:\n{broken}\n{known}"
        f"Written to decisions.yaml. Commit it as a change of its own. What is known now:\n{PLAIN}\n{known}"
        "  2026-11-23 (maintainer)  decided show: It is theirs; the page was about something else. -> unchecked\n"
        f"unchecked  {ago(6)} {PLAIN}\n1 address\n"
    )


def test_decide_takes_a_host_with_all_below_it_and_a_broken_address(links: Links, root: Path) -> None:
    assert links("decide", "kept.example.org.uk", "dead", "--reason", "Closed.")[1].splitlines()[-2].split()[0] == "dead"
    assert links("decide", BROKEN, "show", "--reason", "Bought back.")[0] == 0
    assert whole_catalogue(root / "data").standing(HIDDEN).state == "unchecked"
    assert whole_catalogue(root / "data").standing(f"{HIDDEN}digging.asp").state == "hidden"


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (("https://www.example.org/none", "hide", "--reason", "Gone."), "no entry has an address at https://www.example.org/none"),
        (("example.org", "hide", "--reason", "Gone."), "no entry has an address at example.org"),
        (("org.uk/", "hide", "--reason", "Gone."), "is not a host"),
        ((PLAIN, "moved", "--reason", "Gone."), "decision moved and its new address do not fit"),
        ((PLAIN, "hide", "--to", "https://www.example.org/", "--reason", "Gone."), "decision hide and its new address do not fit"),
        ((PLAIN, "moved", "--to", PLAIN, "--reason", "Gone."), "moves a host, or an address to itself"),
        (("www.kept.example.org.uk", "moved", "--to", "https://www.example.org/", "--reason", "Gone."), "moves a host, or an address to itself"),
        ((PLAIN, "moved", "--to", "https://archive.ph/x", "--reason", "Gone."), "https://archive.ph/x is on a denied host"),
        ((PLAIN, "moved", "--to", "javascript:alert(1)", "--reason", "Gone."), "to does not start with http"),
        ((PLAIN, "hide", "--reason", " "), "reason has no value"),
        ((PLAIN, "hide", "--reason", "See https://casino.example.com/"), "reason holds a link"),
        ((PLAIN, "hide", "--reason", "two\nlines"), "reason runs over several lines"),
        ((PLAIN, "hide", "--reason", "{{ 1 }}"), "reason holds {"),
        ((PLAIN, "hide", "--reason", "no text \udcff"), "is not UTF-8 text"),
        ((PLAIN, "hide", "--reason", "Gone.", "--role", ""), "role has no value"),
    ],
)
def test_decide_refuses_without_writing(links: Links, root: Path, arguments: tuple[str, ...], wrong: str) -> None:
    before = decisions(root)
    status, out = links("decide", *arguments)
    assert (status, decisions(root)) == (1, before)
    assert out.startswith("Nothing was written, because the decision would be wrong:\n") and wrong in out


def test_decide_on_data_that_are_wrong_already_says_so_and_writes_nothing(links: Links, root: Path) -> None:
    (root / "data" / "links" / "observations.jsonl").write_text("torn", "utf-8")
    before = decisions(root)
    with pytest.raises(CatalogueError, match="the last line is torn"):
        links("decide", PLAIN, "hide", "--reason", "Gone.")
    assert decisions(root) == before


@pytest.mark.parametrize("decision", ["delete", "live", "unsure"])
def test_people_cannot_decide_what_only_machines_find(links: Links, decision: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        links("decide", PLAIN, decision, "--reason", "Because.")


def test_history_tells_rewriting_from_order_and_from_a_check_that_did_not_happen(
    links: Links, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    assert links("history")[0] == 2
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    observe(root, (2, "missing", "404"))
    for arguments in (
        ("init", "--quiet"),
        ("add", "--all"),
        ("-c", "user.name=maintainers", "-c", "user.email=maintainers@example.org", "commit", "--quiet", "--message", "Data"),
    ):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    assert links("history") == (0, "Every observation that was ever recorded still stands as it was recorded.\n")
    observe(root, (2, "answered", "404"))
    status, out = links("history")
    assert status == 1
    assert out.startswith("data/links/observations.jsonl:1: the working tree changes what ")


def test_the_maintainers_command_knows_links(capsys: pytest.CaptureFixture[str]) -> None:
    """It is asked of the real data, where addresses that lapsed are hidden."""
    assert command.main(["links", "list", "--state", "hidden"]) == 0
    assert "http://www.renewal[.]net/toolkits/BuildPartnership/\n" in capsys.readouterr().out
