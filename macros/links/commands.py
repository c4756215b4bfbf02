"""`python -m macros links list | show | explain | decide | due | history | observe | announce`: what maintainers do with outside addresses."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from macros.catalogue.model import Catalogue
from macros.catalogue.problems import CatalogueError
from macros.links.evidence import Evidence, evidence_in, evidence_of, policy_of, whole_catalogue
from macros.links.history import NotChecked, rewritten
from macros.links.judge import DECISIONS, Observation, Ruling, judge
from macros.links.observe import arguments
from macros.links.report import WORST_FIRST, Outside, outside


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `links` and what belongs to it to the maintainer's command."""
    links = commands.add_parser("links", help="what is known and decided of outside addresses")
    does = links.add_subparsers(dest="does", required=True)
    every = does.add_parser("list", help="every address, worst first")
    every.add_argument("--state", choices=WORST_FIRST, help="only those in this state")
    for name, help_text in (("show", "the standing of one address and where it is used"), ("explain", "how its evidence led to its state")):
        does.add_parser(name, help=help_text).add_argument("address", help="as `list` shows it, or as it is")
    does.add_parser("due", help="addresses of which nothing was recorded for as long as the policy's days_until_repeated")
    does.add_parser("history", help="whether recorded observations were ever changed")
    arguments.add_to(does)
    decide = does.add_parser("decide", help="record a decision in data/links/decisions.yaml")
    decide.add_argument("target", help="an address of the catalogue, or a host with everything below it")
    decide.add_argument("decision", choices=DECISIONS)
    decide.add_argument("--reason", required=True, help="why, in a sentence that readers may see")
    decide.add_argument("--role", default="maintainer", help="your role, not your name (maintainer)")
    decide.add_argument("--to", help="the new address, when the page moved")


def run(given: argparse.Namespace, root: Path, today: date | None = None) -> int:
    """Runs one of them on the project at `root`, as if it were `today`.

    Returns 0; 1 when the address is unknown, the decision is refused or history was rewritten; 2 when history could not
    be checked. Raises CatalogueError for bad data.
    """
    if given.does in ("observe", "announce"):
        return _observe(given, root)
    if given.does == "history":
        return _history(root)
    if given.does == "decide":
        return _decide(given, root / "data", today or date.today())
    rows = outside(whole_catalogue(root / "data"))
    if given.does == "list":
        return _print([row for row in rows if given.state in (None, row.standing.state)])
    if given.does == "due":
        return _due(rows, policy_of(root / "data" / "links").days_until_repeated, today or datetime.now(UTC).date())
    row = next((row for row in rows if given.address in (row.address, row.in_terminal)), None)
    if row is None:
        print(f"{given.address} is not an address of the catalogue; `python -m macros links list` shows all")
        return 1
    return _show(row) if given.does == "show" else _explain(row, root / "data" / "links")


def _print(rows: list[Outside]) -> int:
    for row in rows:
        print(f"{row.standing.state:10} {row.standing.checked or 'never':10} {row.in_terminal}")
    print(f"{len(rows)} address{'es' if len(rows) != 1 else ''}")
    return 0


def _due(rows: Sequence[Outside], days: int, today: date) -> int:
    """Looks that saw nothing new are recorded only after so many days, so a shorter silence says nothing."""
    before = (today - timedelta(days=days)).isoformat()
    _print([row for row in rows if (row.standing.checked or "") <= before and not row.standing.unsafe])
    print(f"Nothing was recorded of these for {days} days (days_until_repeated in data/links/policy.yaml), or ever.")
    return 0


def _show(row: Outside) -> int:
    standing = row.standing
    print(f"{row.in_terminal}\n  state    {standing.state}{' (decided by a person)' if standing.decided else ''}")
    for label, value in (("since", standing.since), ("checked", standing.checked), ("seen", standing.seen), ("moved to", standing.moved_to)):
        if value:
            print(f"  {label:8} {value}")
    if standing.reason:
        print(f"  reason   {standing.reason}")
    if standing.lapsed:
        print("  unsafe   the address itself seems to be somebody else's now")
    for use in row.uses:
        note = f", footnote {use.link.footnote} of the note" if use.link and use.link.footnote else ""
        print(f"  used by  {use.entry} ({use.kind}{note}): {use.label}")
    return 0


def _explain(row: Outside, folder: Path) -> int:
    evidence = evidence_of(row.address, folder)
    _tell(row, evidence)
    policy = evidence.policy
    print(
        f"  An address is dead after {policy.failures_until_dead} failures, each at least {policy.hours_between_failures} hours after the one "
        f"before, over at least {policy.days_until_dead} days, with no success between."
    )
    return 0


def _tell(row: Outside, evidence: Evidence) -> None:
    """Each piece of evidence in words, with the state to which it led."""
    events: list[Observation | Ruling] = [*evidence.observations, *evidence.rulings]
    events.sort(key=lambda one: one.at if isinstance(one, Observation) else f"{one.date}T24")
    print(f"{row.in_terminal}\n  at first  unchecked")
    for number, event in enumerate(events, 1):
        seen = [one for one in events[:number] if isinstance(one, Observation)]
        ruled = [one for one in events[:number] if not isinstance(one, Observation)]
        state = judge(row.address, seen, ruled, evidence.policy).state
        if isinstance(event, Observation):
            print(f"  {event.at}  {event.result}: {event.reason} -> {state}")
        else:
            print(f"  {event.date} ({event.role})  decided {event.decision}: {event.reason} -> {state}")


def _decide(given: argparse.Namespace, data: Path, today: date) -> int:
    before = whole_catalogue(data)  # a decision is no place to find out that the data were wrong before it
    target = given.target.replace("[.]", ".")
    field = "address" if "://" in target else "host"
    fields = {field: target, "decision": given.decision, "to": given.to, "reason": given.reason, "date": today.isoformat(), "role": given.role}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value is not None]
    file = data / "links" / "decisions.yaml"
    text = file.read_text("utf-8").rstrip("\n") + "\n- " + "\n  ".join(lines) + "\n"
    with tempfile.TemporaryDirectory() as trial:
        copy = Path(trial) / "data"
        shutil.copytree(data, copy)
        # A terminal can hand over what is no text at all; reading it back refuses that.
        (copy / "links" / "decisions.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
        try:
            after, evidence_after = whole_catalogue(copy), evidence_in(copy / "links")
        except CatalogueError as error:
            print("Nothing was written, because the decision would be wrong:")
            for problem in error.problems:
                print(f"  {problem.wrong}; {problem.right}")
            return 1
    print("What was known before:")
    _tell_all(before, target, evidence_in(data / "links"))
    file.write_text(text, "utf-8")
    print(f"Written to {file.name}. Commit it as a change of its own. What is known now:")
    _print(_tell_all(after, target, evidence_after))
    return 0


def _tell_all(catalogue: Catalogue, target: str, evidence: Callable[[str], Evidence]) -> list[Outside]:
    """Tells the evidence on each address that a decision is about. An unsafe address is broken in it, as everywhere."""
    rows = [row for row in outside(catalogue) if target == row.address or f".{row.host}".endswith(f".{target}")]
    for row in rows:
        _tell(row, evidence(row.address))
    return rows


def _observe(given: argparse.Namespace, root: Path) -> int:
    try:
        from macros.links.observe import commands  # needs packages that building the site does not
    except ModuleNotFoundError as missing:
        print(f"{missing.name} is not installed; `make links` installs what the observer needs", file=sys.stderr)
        return 2
    return commands.run(given, root)


def _history(root: Path) -> int:
    try:
        changes = rewritten(root)
    except NotChecked as why:
        print(f"The history was not checked: {why}", file=sys.stderr)
        return 2
    for change in changes:
        print(change)
    if not changes:
        print("Every observation that was ever recorded still stands as it was recorded.")
    return 1 if changes else 0
