"""Reads data/links/ and gives a catalogue the standing of each of its addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from macros.catalogue.fields import Address, Checker, Day, Host, Number, OneOf, Text
from macros.catalogue.groups import Group, Many
from macros.catalogue.load import load
from macros.catalogue.model import Catalogue, given_as
from macros.catalogue.problems import CatalogueError, Problem
from macros.catalogue.read import LARGEST_FILE, NOTHING, read
from macros.links.judge import DECISIONS, Observation, Policy, Ruling, judge
from macros.links.observations import read_observations

_HOST = Host()


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
    torn: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PolicyFile:
    """data/links/policy.yaml."""

    failures_until_dead: int = given_as(Number(2, 20), "countable failures before an address is called dead")
    hours_between_failures: int = given_as(Number(1, 1000), "hours between two failures that both count")
    days_until_dead: int = given_as(Number(1, 365), "days, by the calendar, from the first to the last of those failures")
    denied_hosts: tuple[str, ...] = given_as(Many(_HOST, 200), "hosts that no address of the data may have, with everything below them", ())
    central_government_hosts: tuple[str, ...] = given_as(Many(_HOST, 200), "hosts that the UK Government Web Archive covers", ())
    control_addresses: tuple[str, ...] = given_as(
        Many(Address(), 9), "addresses that answer whenever the network does; without them no run counts", ()
    )
    controls_needed: int = given_as(Number(1, 9), "how many of them have to answer before a run, and again after it", 2)
    seconds_between_requests: int = given_as(Number(0, 60), "seconds between two requests to one registered domain", 2)
    domains_at_once: int = given_as(Number(1, 500), "how many domains may be asked at the same time", 16)
    seconds_for_an_answer: int = given_as(Number(1, 300), "seconds in which an address has to answer, all redirects included", 30)
    times_asked: int = given_as(Number(1, 5), "how often an address is asked in one run when it gives no clear answer", 3)
    seconds_before_second_try: int = given_as(Number(0, 600), "seconds before an address is asked again; later tries wait six times as long", 5)
    longest_wait_seconds: int = given_as(Number(1, 3_600), "the longest wait that a host may ask for before it is left for the next run", 120)
    redirects_followed: int = given_as(Number(0, 20), "redirects from one address that are followed", 8)
    kilobytes_read: int = given_as(Number(1, 10_000), "how much of a page is read, unpacked", 256)
    kilobytes_taken: int = given_as(Number(1, 10_000), "how much of an answer is taken from the network", 1_024)
    percent_failing_that_voids: int = given_as(
        Number(1, 100),
        "a run is void when more than this share of domains with live addresses cannot be reached or read; counted from 8 domains on",
        25,
    )
    days_until_repeated: int = given_as(Number(1, 90), "days after which an unchanged answer is recorded again", 28)
    guarded_hosts: tuple[str, ...] = given_as(Many(_HOST, 100), "names below which no stranger can buy one", ())
    resolver_hosts: tuple[str, ...] = given_as(Many(_HOST, 100), "hosts whose addresses are meant to lead to another domain", ())


_read_last: dict[Path, tuple[tuple[tuple[str, int, int], ...], Catalogue]] = {}


def whole_catalogue(data: Path) -> Catalogue:
    """Everything under `data`, read once and again only when a file there has changed.

    Raises CatalogueError with every problem found.
    """
    files = sorted(path for path in data.rglob("*") if path.suffix in (".yaml", ".jsonl"))
    stamp = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    if (known := _read_last.get(data)) and known[0] == stamp:
        return known[1]
    try:
        loaded = load(data, largest=LARGEST_FILE)
    except CatalogueError as error:
        found = list(error.problems)
        _policy_and_decisions(data / "links", found, date.today())
        list(read_observations(data / "links" / "observations.jsonl", found, date.today()))
        raise CatalogueError(found) from None
    catalogue = with_standings(loaded, data / "links")
    _read_last[data] = (stamp, catalogue)
    return catalogue


def with_standings(catalogue: Catalogue, folder: Path, today: date | None = None) -> Catalogue:
    """The catalogue with what is known of each address. Raises CatalogueError for torn or wrong evidence."""
    problems: list[Problem] = []
    today = today or date.today()
    policy, decisions = _policy_and_decisions(folder, problems, today)
    observations = list(read_observations(folder / "observations.jsonl", problems, today))
    # Where a page moved to is as much an outside address as where it was.
    addresses = {**addresses_of(catalogue), **{one.to: None for one in decisions if one.to}}
    problems += _wrong_decisions(decisions, addresses, "data/links/decisions.yaml")
    problems += _denied(catalogue, decisions, policy.denied_hosts if policy else ())
    if problems or policy is None:
        raise CatalogueError(problems)
    seen: dict[str, list[Observation]] = {}
    for observation in observations:
        seen.setdefault(observation.address, []).append(observation)
    thresholds = _thresholds(policy)
    standings = {}
    decided = _by_target(decisions)
    for address in addresses:
        rulings = _rulings(decided, address)
        if rulings or address in seen:
            standings[address] = judge(address, seen.get(address, ()), rulings, thresholds)
    return replace(catalogue, standings=standings, government=frozenset(policy.central_government_hosts))


@dataclass(frozen=True)
class Evidence:
    """All that is known of one address, for people who want to see it."""

    observations: tuple[Observation, ...]
    rulings: tuple[Ruling, ...]
    policy: Policy


def evidence_of(address: str, folder: Path) -> Evidence:
    """The observations and rulings of one address. Raises CatalogueError for torn or wrong evidence."""
    return evidence_in(folder)(address)


def evidence_in(folder: Path) -> Callable[[str], Evidence]:
    """The same for any number of addresses, with the files read once."""
    problems: list[Problem] = []
    today = date.today()
    policy, decisions = _policy_and_decisions(folder, problems, today)
    seen: dict[str, list[Observation]] = {}
    for observation in read_observations(folder / "observations.jsonl", problems, today):
        seen.setdefault(observation.address, []).append(observation)
    if problems or policy is None:
        raise CatalogueError(problems)
    by_target, thresholds = _by_target(decisions), _thresholds(policy)
    return lambda address: Evidence(tuple(seen.get(address, ())), tuple(_rulings(by_target, address)), thresholds)


def addresses_of(catalogue: Catalogue) -> Mapping[str, None]:
    """Every outside address of the catalogue, in order of first appearance."""
    found: dict[str, None] = {}
    for toolkit in catalogue.toolkits:
        for address in (*(link.url for link in toolkit.links), *(source.url for source in toolkit.sources)):
            if address:
                found[address] = None
    found.update((reference.url, None) for reference in catalogue.references.values() if reference.url)
    return found


def _policy_and_decisions(folder: Path, problems: list[Problem], today: date) -> tuple[PolicyFile | None, tuple[Decision, ...]]:
    at = Checker("data/links/policy.yaml", problems, {}, today)
    node = read(folder / "policy.yaml", at.file, problems)
    policy = Group(PolicyFile).check("the policy", node, at) if node else None
    at.file = "data/links/decisions.yaml"
    node = read(folder / "decisions.yaml", at.file, problems)
    return policy, (Many(Group(Decision), 5000).check("decisions", node, at) or ()) if node not in (None, NOTHING) else ()


def policy_of(folder: Path) -> PolicyFile:
    """The policy in `folder`. Raises CatalogueError when it is wrong."""
    problems: list[Problem] = []
    policy, _ = _policy_and_decisions(folder, problems, date.today())
    if problems or policy is None:
        raise CatalogueError(problems)
    return policy


def _thresholds(policy: PolicyFile) -> Policy:
    return Policy(policy.failures_until_dead, policy.hours_between_failures, policy.days_until_dead)


def _by_target(decisions: Iterable[Decision]) -> Mapping[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        found.setdefault(one.address or one.host or "", []).append(one)
    return found


def _targets(address: str) -> list[str]:
    """What a decision may name to be about an address: itself, its host, and the hosts that this one is below."""
    labels = (urlsplit(address).hostname or "").split(".")
    return [address, *(".".join(labels[at:]) for at in range(len(labels)))]


def _rulings(decisions: Mapping[str, Sequence[Decision]], address: str) -> list[Ruling]:
    about = sorted((one for target in _targets(address) for one in decisions.get(target, ())), key=lambda one: one.line)
    return [Ruling(one.decision, one.reason, one.date, one.role, one.to) for one in about]


def _denied(catalogue: Catalogue, decisions: Iterable[Decision], hosts: Iterable[str]) -> Iterable[Problem]:
    denied, instead = tuple(hosts), "use another source or archive"

    def is_denied(address: str) -> bool:
        host = urlsplit(address).hostname or ""
        return any(host == one or host.endswith(f".{one}") for one in denied)

    for toolkit in catalogue.toolkits:
        addresses = [("links", link.url) for link in toolkit.links] + [("sources", source.url) for source in toolkit.sources if source.url]
        for field, address in addresses:
            if is_denied(address):
                line = toolkit.lines.get(field, toolkit.line)
                yield Problem("data/toolkits.yaml", line, toolkit.id, "denied-host", f"{address} is on a denied host", instead)
    for reference in catalogue.references.values():
        if reference.url and is_denied(reference.url):
            wrong = f"{reference.url} is on a denied host"
            yield Problem("data/references.yaml", reference.line, reference.id, "denied-host", wrong, instead)
    for decision in decisions:
        if decision.to and is_denied(decision.to):
            yield Problem("data/links/decisions.yaml", decision.line, "", "denied-host", f"{decision.to} is on a denied host", instead)


def _wrong_decisions(decisions: Iterable[Decision], addresses: Iterable[str], file: str) -> Iterable[Problem]:
    known = {target for address in addresses for target in _targets(address)}
    for decision in decisions:
        if decision.torn:
            continue
        if bool(decision.address) == bool(decision.host):
            yield Problem(file, decision.line, "", "decision-target", "a decision names both an address and a host, or neither", "name one")
        elif (decision.address or decision.host) not in known:
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
        elif decision.to and (decision.host or decision.to == decision.address):
            yield Problem(
                file, decision.line, "", "decision-move", "a decision moves a host, or an address to itself", "name one address, and another in `to`"
            )
