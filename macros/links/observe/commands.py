"""`python -m macros links observe` and `links announce`: a run from the terminal or in a workflow, with its exit status."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from macros.links.evidence import PolicyFile, policy_of, whole_catalogue
from macros.links.judge import Observation
from macros.links.observe import announce, change, record, second, tell
from macros.links.observe.asked import Asked, to_ask
from macros.links.observe.client import HttpClient, user_agent
from macros.links.observe.control import Void
from macros.links.observe.resolve import Resolver, SystemResolver
from macros.links.observe.run import Means, Progress, Seen, observe, utc_now

RECORDED, BLOCKED, VOID = 0, 1, 3
"""Exit statuses: the run counts (or a change is fine, or could not be checked); a change adds a missing page; the run is void."""

Opinions = Callable[[Sequence[str], str, Path, int, int, Progress], second.Opinion]
"""Given addresses, agent, folder, the seconds for an answer and between requests, and whom to tell of progress."""


@dataclass(frozen=True)
class World:
    """All that a run touches outside its own files. Tests give their own."""

    resolver: Resolver
    now: Callable[[], datetime] = utc_now
    chance: Callable[[], float] = random.random
    client: Callable[..., HttpClient] = HttpClient
    opinions: Opinions = second.ask
    run: Callable[..., list[Seen]] | None = None


def run(given: argparse.Namespace, root: Path, world: World | None = None) -> int:
    """Runs one of them on the project at `root`. Raises CatalogueError for bad data."""
    if given.does == "announce":
        return _announce(given, root)
    world = world or World(SystemResolver())
    return _changed(given, root, world) if given.changed else _observe(given, root, world)


def _observe(given: argparse.Namespace, root: Path, world: World) -> int:
    folder = root / "data" / "links"
    file = folder / "observations.jsonl"
    try:
        with record.alone(folder):
            as_it_was = file.read_bytes()
            record.check_clock(file, world.now())
            policy = policy_of(folder)
            asked = [
                one for one in to_ask(whole_catalogue(root / "data"), world.now(), policy.days_until_repeated) if (given.only or "") in one.address
            ]
            seen = _ask(asked, root, world)
            if not given.no_second_opinion:
                seen = _with_second_opinion(seen, policy, world)
            fresh = record.worth_recording(seen, folder, policy)
            if fresh and not given.dry_run:
                record.append(fresh, file, as_it_was)
    except Void as why:
        print(f"The run is void, and nothing was recorded: {why}.", file=sys.stderr)
        return VOID
    except KeyboardInterrupt:
        print("The run is void, and nothing was recorded: it was stopped.", file=sys.stderr)
        return VOID
    print(tell.summary(seen, fresh))
    if given.notes:
        _note(fresh, given.notes)
    return RECORDED


def _note(fresh: Sequence[Observation], notes: Path) -> None:
    """Writes what was recorded for `announce`, which copes without. Nothing is left of notes that could not be written."""
    try:
        notes.write_text(json.dumps([vars(one) for one in fresh]), "utf-8")
    except OSError as error:
        with contextlib.suppress(OSError):
            notes.unlink(missing_ok=True)
        print(f"The run counts, and its notes could not be written: {error}", file=sys.stderr)


def _with_second_opinion(seen: list[Seen], policy: PolicyFile, world: World) -> list[Seen]:
    addresses = second.to_ask_again(seen)
    if not addresses:
        return seen
    print("Asking LinkChecker for a second opinion", file=sys.stderr)
    seconds, spacing = policy.seconds_for_an_answer, policy.seconds_between_requests
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            opinion = world.opinions(addresses, user_agent(_contact()), Path(folder), seconds, spacing, _progress())
    except OSError as error:
        raise Void(f"the second opinion did not come: {error}") from None
    print(f"LinkChecker found a page at {len(opinion.found)} of {len(addresses)} addresses", file=sys.stderr)
    return second.with_opinion(seen, opinion)


def _changed(given: argparse.Namespace, root: Path, world: World) -> int:
    """A change is blocked only by an address that it adds, that is surely missing, and for which readers would have no copy."""
    policy = policy_of(root / "data" / "links")
    try:
        asked = change.added(to_ask(whole_catalogue(root / "data"), world.now(), policy.days_until_repeated), root, given.changed)
    except change.NotCompared as why:
        print(f"Outside addresses: not checked ({why})")
        return RECORDED
    if not asked:
        print("Outside addresses: this change adds none")
        return RECORDED
    try:
        seen = _ask(asked, root, world, sure=True)
    except Void as why:
        print(f"Outside addresses: not checked ({'no network' if why.offline else why})")
        return RECORDED
    blocking = [one for one in seen if one.outcome.result == "missing" and not one.asked.cared_for]
    for one in seen:
        print(f"{one.outcome.result:9} {tell.in_terminal(one.asked.address, one.outcome.result == 'takeover')}: {one.outcome.words}")
        if os.environ.get("GITHUB_ACTIONS") and one.outcome.result != "answered":
            level = "error" if one in blocking else "warning"
            print(f"::{level} title=Outside address::{tell.in_terminal(one.asked.address, True)}: {one.outcome.words}")
    if blocking:
        print("Give another address, an archive that you have opened, or a decision (`python -m macros links decide`) for each that is missing.")
    return BLOCKED if blocking else RECORDED


def _announce(given: argparse.Namespace, root: Path) -> int:
    runs = announce.run_in(root)
    notes = json.loads(given.notes.read_text("utf-8")) if given.notes and given.notes.exists() else []
    try:
        print(announce.keep_issue(runs, tell.issue(whole_catalogue(root / "data"))))
        print(announce.keep_request(runs, given.base, tell.request([Observation(**one) for one in notes])))
    except (OSError, subprocess.CalledProcessError, announce.NoRequest) as error:
        print(f"GitHub was not told: {getattr(error, 'stderr', '') or error}", file=sys.stderr)
        return BLOCKED
    return RECORDED


def _ask(asked: Sequence[Asked], root: Path, world: World, sure: bool = False) -> list[Seen]:
    policy = policy_of(root / "data" / "links")

    async def within() -> list[Seen]:
        async with world.client(policy, world.resolver, _contact()) as client:
            means = Means(client, world.resolver, user_agent(_contact()), world.now, world.chance)
            return await observe(asked, policy, means, _progress(), sure)

    return world.run(within) if world.run else asyncio.run(within())


def _contact() -> str:
    """Where hosts can read about this project: set by whoever runs the observer, and never made up."""
    found = os.environ.get("PN_CONTACT") or os.environ.get("PN_SITE_URL") or ""
    return found if found.isascii() and found.isprintable() and len(found) < 200 and not set("()\\\"'%") & set(found) else ""


def _progress() -> Progress:
    """A line that counts, or a line now and then where the output is no terminal."""
    live, told = sys.stderr.isatty(), [0]

    def tell_progress(done: int, of: int) -> None:
        if live or done == of or done // 50 > told[0]:
            told[0] = done // 50
            print(f"{done} of {of} addresses", end="\r" if live and done < of else "\n", file=sys.stderr, flush=True)

    return tell_progress
