"""Reads and writes lines of data/links/observations.jsonl, which machines append to and nobody edits.

Each line bears a sum over itself and the sum before it: a line that was changed, lost or moved is found and named.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

from macros.catalogue.address import refusal_of_address
from macros.catalogue.problems import Problem
from macros.links.judge import RESULTS, Observation

SHOWN = "data/links/observations.jsonl"
LONGEST_REASON = 300
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_FIELDS = {"address", "at", "result", "reason", "sum"}


def lines_of(observations: Iterable[Observation], before: str = "") -> Iterator[str]:
    """Whole lines, each with its end, to append to a file whose last sum is `before`.

    Raises ValueError for an observation that `read_observations` would refuse.
    """
    for observation in observations:
        if wrong := _refusal(observation):
            raise ValueError(f"{observation} cannot be recorded: {wrong}")
        before = _sum(observation, before)
        yield _line(observation, before)


def last_sum(path: Path) -> str:
    """The sum of the last line of a file, or nothing for an empty file."""
    lines = path.read_text("utf-8").split("\n")
    return str(json.loads(lines[-2])["sum"]) if len(lines) > 1 else ""


def read_observations(path: Path, problems: list[Problem], today: date) -> Iterator[Observation]:
    """The observations of a file, in order. Torn, edited, unknown, disordered or future lines are appended to `problems`.

    Reading ends at the first line that cannot be trusted: what comes after it proves nothing.
    """

    def refuse(line: int, rule: str, wrong: str, right: str) -> None:
        problems.append(Problem(SHOWN, line, "", rule, wrong, right))

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        refuse(1, "torn-observation", "the file cannot be read as UTF-8 text", "restore it from the repository")
        return
    if text and not text.endswith("\n"):
        refuse(text.count("\n") + 1, "torn-observation", "the last line is torn", "restore the file; lines are only ever appended whole")
        return
    at, before = "", ""
    latest = (today + timedelta(days=1)).isoformat()  # machines record UTC, which may be a day ahead of here
    for number, line in enumerate(text.split("\n")[:-1], 1):
        observation = _observation(line)
        if observation is None:
            refuse(number, "torn-observation", "this line is not an observation", "restore it; observations are never edited by hand")
            return
        before = _sum(observation, before)
        if line + "\n" != _line(observation, before):
            refuse(number, "edited-observation", "this line or one before it was edited", "restore the file; observations are never edited by hand")
            return
        if observation.at < at:
            refuse(number, "observation-order", f"{observation.at} comes after {at}", "restore the order; observations are only ever appended")
        if observation.at[:10] > latest:
            refuse(number, "future-date", f"{observation.at} is in the future", "set the clock of the machine that looks, and let it look again")
        at = max(at, observation.at)
        yield observation


def _observation(line: str) -> Observation | None:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or set(fields) != _FIELDS or not all(isinstance(value, str) for value in fields.values()):
        return None
    observation = Observation(fields["address"], fields["at"], fields["result"], fields["reason"])
    return None if _refusal(observation) else observation


def _refusal(observation: Observation) -> str | None:
    if wrong := refusal_of_address(observation.address):
        return f"its address {wrong}"
    if observation.result not in RESULTS:
        return f"its result is none of {', '.join(RESULTS)}"
    # What a website says of itself may stand in a reason: nothing that turns text round or steers a terminal.
    if not observation.reason.isprintable() or not 0 < len(observation.reason) <= LONGEST_REASON:
        return f"its reason is not 1 to {LONGEST_REASON} printable characters"
    try:
        datetime.fromisoformat(observation.at)
    except ValueError:
        return "its time is not a time"
    return None if _AT.fullmatch(observation.at) else "its time is not UTC, as YYYY-MM-DDTHH:MM:SSZ"


def _line(observation: Observation, sum_: str) -> str:
    return json.dumps({**asdict(observation), "sum": sum_}, ensure_ascii=False, sort_keys=True) + "\n"


def _sum(observation: Observation, before: str) -> str:
    text = json.dumps([before, observation.address, observation.at, observation.result, observation.reason], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
