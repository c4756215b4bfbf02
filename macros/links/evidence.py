"""Reads data/links/ and gives a catalogue the standing of each of its addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from macros.catalogue.fields import Address, Checker, Day, Group, Many, Number, OneOf, Text, check_fields
from macros.catalogue.load import load
from macros.catalogue.model import Catalogue, given_as
from macros.catalogue.problems import CatalogueError, Problem
from macros.catalogue.read import LARGEST_FILE, Fields, read
from macros.links.judge import DECISIONS, RESULTS, Observation, Policy, Ruling, judge

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_HOST = Text(longest=120)


@dataclass(frozen=True)
class Decision:
    """One entry of decisions.yaml."""

    decision: str = given_as(OneOf(DECISIONS), "hide, show, moved or dead")
    reason: str = given_as(Text(longest=300), "why, in a sentence that readers may see")
    date: str = given_as(Day(), "the day of the decision")
    role: str = given_as(Text(longest=60), "the role of the person who decided")
    address: str | None = given_as(Address(), "the one address that it is about", None)
    host: str | None = given_as(_HOST, "or the host, with everything below it", None)
    to: str | None = given_as(Address(), "the new address, when the page moved", None)
    line: int = 0

    def about(self, address: str) -> bool:
        if self.address:
            return self.address == address
        host = urlsplit(address).hostname or ""
        return host == self.host or host.endswith(f".{self.host}")


@dataclass(frozen=True)
class PolicyFile:
    """data/links/policy.yaml."""

    failures_until_dead: int = given_as(Number(2, 20), "countable failures before an address is called dead")
    hours_between_failures: int = given_as(Number(1, 1000), "hours between two failures that both count")
    days_until_dead: int = given_as(Number(1, 365), "days from the first to the last of those failures")
    central_government_hosts: tuple[str, ...] = given_as(Many(_HOST, 200), "hosts that the UK Government Web Archive covers", ())


_read_last: dict[Path, tuple[tuple[tuple[str, int, int], ...], Catalogue]] = {}


def whole_catalogue(data: Path) -> Catalogue:
    """Everything under `data`, read once and again only when a file there has changed.

    Raises CatalogueError with every problem found.
    """
    files = sorted(path for path in data.rglob("*") if path.suffix in (".yaml", ".jsonl"))
    stamp = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    if (known := _read_last.get(data)) and known[0] == stamp:
        return known[1]
    catalogue = with_standings(load(data, largest=LARGEST_FILE), data / "links")
    _read_last[data] = (stamp, catalogue)
    return catalogue


def with_standings(catalogue: Catalogue, folder: Path, today: date | None = None) -> Catalogue:
    """The catalogue with what is known of each address. Raises CatalogueError for torn or wrong evidence."""
    problems: list[Problem] = []
    at = Checker("data/links/policy.yaml", problems, {}, today or date.today())
    node = read(folder / "policy.yaml", at.file, problems)
    policy = check_fields(PolicyFile, "the policy", node, at) if isinstance(node, Fields) else None
    at.file = "data/links/decisions.yaml"
    node = read(folder / "decisions.yaml", at.file, problems)
    decisions: tuple[Decision, ...] = (Many(Group(Decision), 5000).check("decisions", node, at) or ()) if node else ()
    observations = list(read_observations(folder / "observations.jsonl", problems))
    addresses = addresses_of(catalogue)
    problems += _wrong_decisions(decisions, addresses, at.file)
    if problems or policy is None:
        raise CatalogueError(problems)
    seen: dict[str, list[Observation]] = {}
    for observation in observations:
        seen.setdefault(observation.address, []).append(observation)
    thresholds = Policy(policy.failures_until_dead, policy.hours_between_failures, policy.days_until_dead)
    standings = {}
    for address in addresses:
        rulings = [Ruling(d.decision, d.reason, d.date, d.role, d.to) for d in decisions if d.about(address)]
        if rulings or address in seen:
            standings[address] = judge(address, seen.get(address, ()), rulings, thresholds)
    return replace(catalogue, standings=standings, government=frozenset(policy.central_government_hosts))


def addresses_of(catalogue: Catalogue) -> Mapping[str, None]:
    """Every outside address of the catalogue, in order of first appearance."""
    found: dict[str, None] = {}
    for toolkit in catalogue.toolkits:
        for address in (*(link.url for link in toolkit.links), *(source.url for source in toolkit.sources)):
            if address:
                found[address] = None
    found.update((reference.url, None) for reference in catalogue.references.values() if reference.url)
    return found


def read_observations(path: Path, problems: list[Problem]) -> Iterable[Observation]:
    """The observations of a file, in order. Torn, unknown or disordered lines are appended to `problems`."""
    shown, last = "data/links/observations.jsonl", ""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        problems.append(Problem(shown, 1, "", "torn-observation", "the file cannot be read as UTF-8 text", "restore it from the repository"))
        return
    if text and not text.endswith("\n"):
        problems.append(
            Problem(
                shown, text.count("\n") + 1, "", "torn-observation", "the last line is torn", "restore the file; lines are only ever appended whole"
            )
        )
        return
    for number, line in enumerate(text.splitlines(), 1):
        try:
            fields = json.loads(line)
            observation = Observation(**fields)
            good = all(isinstance(value, str) for value in fields.values()) and observation.result in RESULTS and _AT.fullmatch(observation.at)
        except (ValueError, TypeError):
            good = None
        if not good:
            problems.append(
                Problem(shown, number, "", "torn-observation", "this line is not an observation", "restore it; observations are never edited by hand")
            )
            continue
        if observation.at < last:
            problems.append(
                Problem(
                    shown,
                    number,
                    "",
                    "observation-order",
                    f"{observation.at} comes after {last}",
                    "restore the order; observations are only ever appended",
                )
            )
        last = max(last, observation.at)
        yield observation


def _wrong_decisions(decisions: Iterable[Decision], addresses: Iterable[str], file: str) -> Iterable[Problem]:
    known = list(addresses)
    for decision in decisions:
        if bool(decision.address) == bool(decision.host):
            yield Problem(file, decision.line, "", "decision-target", "a decision names both an address and a host, or neither", "name one")
        elif not any(decision.about(address) for address in known):
            target = decision.address or decision.host
            yield Problem(
                file, decision.line, "", "decision-target", f"no entry has an address at {target}", "name an address or host of data/toolkits.yaml"
            )
        if (decision.decision == "moved") != bool(decision.to):
            yield Problem(
                file,
                decision.line,
                "",
                "decision-move",
                f"decision {decision.decision} and its new address do not fit",
                "give `to` when, and only when, the page moved",
            )
