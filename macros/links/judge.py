"""Folds what machines saw and what people decided into the standing of one address. Pure: no files, no clock.

Laws (tests/links/test_judge.py): the same evidence gives the same standing; later evidence never changes what
earlier evidence gave; undecided results never count as failures; machines alone never reach `moved`, never leave `hidden`
or `dead` for a state that shows a link, and never call an address safe again that a takeover made unsafe. A takeover hides
at once. There are two exceptions, both after a person: one who showed the address had seen that very takeover, which is
then no news; and where a page moved to stays known, so only the address that it left becomes unsafe text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from macros.catalogue.model import Standing

RESULTS = ("answered", "missing", "undecided", "takeover")
"""What a machine can find: the resource; surely nothing; nothing sure; signs that somebody else has the address."""

DECISIONS = ("hide", "show", "moved", "dead")
"""What a person can decide."""

STATES = ("unchecked", "live", "moved", "unsure", "failing", "dead", "hidden", "none")
LINKED = frozenset(("unchecked", "live", "moved", "unsure"))
"""States in which an address may be a link."""


@dataclass(frozen=True)
class Observation:
    """One answer of one address. `at` is UTC, as YYYY-MM-DDTHH:MM:SSZ."""

    address: str
    at: str
    result: str
    reason: str


@dataclass(frozen=True)
class Ruling:
    """A person's decision on an address, effective from the end of its day."""

    decision: str
    reason: str
    date: str
    role: str
    to: str | None = None


@dataclass(frozen=True)
class Policy:
    """The thresholds of data/links/policy.yaml. Hours are time that passed; days are counted by the calendar, because two
    weekly looks finish some minutes more or less than a week apart.
    """

    failures_until_dead: int
    hours_between_failures: int
    days_until_dead: int


@dataclass(frozen=True)
class _Fold:
    """`takeovers`: why the address seemed taken over, since it last answered. `vetted`: those that a person who showed it knew."""

    standing: Standing
    failures: tuple[datetime, ...] = ()
    takeovers: frozenset[str] = frozenset()
    vetted: frozenset[str] = frozenset()


def judge(address: str, observations: Iterable[Observation], rulings: Iterable[Ruling], policy: Policy) -> Standing:
    """The standing of `address`. Evidence is ordered by time; a ruling comes after the observations of its day."""
    events: Sequence[tuple[str, int, Observation | Ruling]] = sorted(
        [(seen.at, 0, seen) for seen in observations] + [(f"{ruling.date}T24", 1, ruling) for ruling in rulings],
        key=lambda event: event[:2],
    )
    fold = _Fold(Standing(address, "unchecked"))
    for _, _, event in events:
        fold = _observe(fold, event, policy) if isinstance(event, Observation) else _rule(fold, event)
    return fold.standing


def _observe(fold: _Fold, seen: Observation, policy: Policy) -> _Fold:
    day = seen.at[:10]
    before = replace(fold.standing, checked=day)
    if seen.result == "takeover":
        return _taken_over(fold, before, seen)
    if before.state == "hidden":
        return replace(fold, standing=before)
    if seen.result == "answered":
        return _answered(fold, before, seen)
    # That a page is gone from where it was does not undo that a person found it elsewhere, or that it was dead before.
    if before.state in ("dead", "moved") or (before.state == "failing" and seen.result == "undecided"):
        return replace(fold, standing=before)
    if seen.result == "missing":
        return _missing(fold, before, seen, policy)
    return replace(fold, standing=_moved_into(before, "unsure", day, seen.reason))


def _taken_over(fold: _Fold, before: Standing, seen: Observation) -> _Fold:
    fold = replace(fold, takeovers=fold.takeovers | {seen.reason})
    # That a dead address answers again is news, whatever was vetted while it lived.
    if before.state == "hidden" or (seen.reason in fold.vetted and before.state != "dead"):
        return replace(fold, standing=before)
    if before.state == "moved":
        return replace(fold, standing=replace(before, lapsed=True))
    return replace(fold, standing=_moved_into(before, "hidden", seen.at[:10], seen.reason), failures=())


def _answered(fold: _Fold, before: Standing, seen: Observation) -> _Fold:
    day = seen.at[:10]
    if before.state == "dead":
        return _Fold(_moved_into(before, "hidden", day, "It was dead and answers again, which is what a takeover looks like."))
    if before.state == "moved":
        return _Fold(replace(before, seen=day))
    return _Fold(replace(_moved_into(before, "live", day, seen.reason), seen=day))


def _missing(fold: _Fold, before: Standing, seen: Observation, policy: Policy) -> _Fold:
    at = datetime.fromisoformat(seen.at.replace("Z", "+00:00"))
    apart = timedelta(hours=policy.hours_between_failures)
    failures = fold.failures if fold.failures and at - fold.failures[-1] < apart else (*fold.failures, at)
    enough = len(failures) >= policy.failures_until_dead
    long = failures[-1].date() - failures[0].date() >= timedelta(days=policy.days_until_dead)
    return replace(fold, standing=_moved_into(before, "dead" if enough and long else "failing", seen.at[:10], seen.reason), failures=failures)


def _rule(fold: _Fold, ruling: Ruling) -> _Fold:
    state = {"hide": "hidden", "show": "unchecked", "moved": "moved", "dead": "dead"}[ruling.decision]
    standing = _moved_into(fold.standing, state, ruling.date, ruling.reason)
    # Whoever says where a page went, or that it is dead, does not say that its address is safe again.
    lapsed = ruling.decision in ("moved", "dead") and fold.standing.unsafe
    standing = replace(standing, since=ruling.date, moved_to=ruling.to, decided=True, lapsed=lapsed)
    return _Fold(standing, (), fold.takeovers, fold.takeovers if ruling.decision == "show" else fold.vetted)


def _moved_into(before: Standing, state: str, day: str, reason: str) -> Standing:
    since = before.since if before.state == state else day
    return replace(before, state=state, since=since, reason=reason, decided=before.decided and before.state == state)
