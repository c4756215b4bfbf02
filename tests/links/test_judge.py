"""The laws of macros.links.judge: what evidence may and may not do to the standing of an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.catalogue.model import Catalogue, Standing
from macros.links.judge import DECISIONS, LINKED, RESULTS, STATES, Observation, Policy, Ruling, judge

ADDRESS = "https://www.example.org/"
START = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = Policy(failures_until_dead=3, hours_between_failures=72, days_until_dead=14)
REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=250)
Event = Observation | Ruling


def seen(hours: float, result: str, reason: str = "seen") -> Observation:
    return Observation(ADDRESS, f"{START + timedelta(hours=hours):%Y-%m-%dT%H:%M:%SZ}", result, reason)


def ruled(day: int, decision: str) -> Ruling:
    to = "https://www.example.org/new" if decision == "moved" else None
    return Ruling(decision, f"decided {decision}", (START.date() + timedelta(days=day)).isoformat(), "editor", to)


def standing(events: Sequence[Event], policy: Policy = POLICY) -> Standing:
    return judge(
        ADDRESS, [one for one in events if isinstance(one, Observation)], [one for one in events if isinstance(one, Ruling)], policy
    )  # fmt: skip


def when(event: Event) -> str:
    return event.at if isinstance(event, Observation) else f"{event.date}T24"


# Hours that often fall on and beside the thresholds, and results that often fail: random ones would almost never kill.
HOURS = st.integers(0, 240).map(lambda step: step * 12) | st.integers(0, 60 * 24) | st.builds(
    lambda week, minutes: week * 168 + minutes / 60, st.integers(0, 17), st.integers(0, 180)
)
RESULT = st.sampled_from(("missing", "missing", "missing", *RESULTS))
MACHINES = st.lists(st.builds(seen, HOURS, RESULT), max_size=14, unique_by=lambda one: one.at).map(lambda found: sorted(found, key=when))
PEOPLE = st.lists(st.builds(ruled, st.integers(0, 120), st.sampled_from(DECISIONS)), max_size=4, unique_by=lambda one: one.date)
EVIDENCE = st.tuples(MACHINES, PEOPLE).map(lambda both: sorted((*both[0], *both[1]), key=when))
POLICIES = st.builds(Policy, st.integers(2, 5), st.integers(1, 200), st.integers(1, 30))


@REPEATABLE
@given(EVIDENCE, POLICIES, st.randoms(use_true_random=False))
def test_the_same_evidence_gives_the_same_standing_in_whatever_order_it_comes(events, policy, random):
    shuffled = random.sample(events, len(events))
    assert standing(events, policy) == standing(events, policy) == standing(shuffled, policy)


@REPEATABLE
@given(EVIDENCE, st.lists(RESULT, min_size=2, max_size=4), st.integers(121, 130), st.randoms(use_true_random=False))
def test_in_whatever_order_one_second_is_told_a_takeover_in_it_hides(events, results, day, random):
    at_once = [seen(day * 24, result, "new") for result in (*results, "takeover")]
    random.shuffle(at_once)
    found = standing([*events, *at_once])
    assert found.unsafe and found.state == ("moved" if standing(events).state == "moved" else "hidden")


@REPEATABLE
@given(EVIDENCE, st.lists(RESULT, min_size=2, max_size=5))
def test_observations_of_one_second_count_in_the_order_of_the_file(events, results):
    at_once = [seen(200 * 24, result) for result in results]
    later = [seen(200 * 24 + place / 3600, result) for place, result in enumerate(results)]
    assert standing([*events, *at_once]).state == standing([*events, *later]).state


@REPEATABLE
@given(EVIDENCE)
def test_what_was_known_on_a_day_stays_known_as_it_was(events):
    """The past told by all the evidence up to a moment never names anything later, and states only begin anew."""
    history = [standing(events[:count]) for count in range(len(events) + 1)]
    for event, (before, after) in zip(events, pairwise(history), strict=True):
        day = when(event)[:10]
        assert {after.since, after.checked, after.seen} <= {before.since, before.checked, before.seen, day}
        assert after.since == (day if isinstance(event, Ruling) or after.state != before.state else before.since)
        assert after.checked == (day if isinstance(event, Observation) else before.checked)
        if after.seen != before.seen:
            assert isinstance(event, Observation) and event.result == "answered"


@REPEATABLE
@given(EVIDENCE, EVIDENCE, st.integers(0, 14))
def test_later_evidence_never_changes_what_earlier_evidence_gave(events, others, count):
    """Evidence enters in time order: what comes after a moment, in whatever file order, leaves the standing of that moment alone."""
    earlier = events[:count]
    if not earlier:
        return
    moment = when(earlier[-1])
    later = [event for event in (*events[count:], *others) if when(event) > moment]
    told = [event for event in (*later, *earlier) if when(event) <= moment]
    assert standing(told) == standing(earlier)
    again = [standing(sorted((*earlier, *later), key=when)[:length]) for length in range(len(earlier) + len(later) + 1)]
    assert again[len(earlier)] == standing(earlier)
    assert again[-1] == standing([*later, *earlier])


@REPEATABLE
@given(EVIDENCE, POLICIES)
def test_what_proves_nothing_never_counts(events, policy):
    without = [event for event in events if not (isinstance(event, Observation) and event.result == "undecided")]
    with_all, with_some = standing(events, policy), standing(without, policy)
    assert with_all.state == with_some.state or (with_all.state == "unsure" and with_some.state in ("unchecked", "live"))
    assert with_all.state != "unsure" or with_all.reason == "seen"


@REPEATABLE
@given(EVIDENCE, MACHINES, POLICIES)
def test_machines_alone_never_do_what_only_people_may(events, machines, policy):
    after_all = [seen(121 * 24 + number, one.result) for number, one in enumerate(machines)]
    before = standing(events, policy)
    for count in range(len(after_all) + 1):
        after = standing([*events, *after_all[:count]], policy)
        assert after.state in STATES
        if before.state == "hidden":
            assert after.state == "hidden"
        if before.state == "dead":
            assert after.state in ("dead", "hidden") and after.state not in LINKED
        if after.state == "moved":
            assert before.state == "moved" and after.moved_to == before.moved_to
        if before.state == "moved":
            assert after.state == "moved" and after.decided
        assert after.unsafe or not before.unsafe
        before = after


@REPEATABLE
@given(MACHINES)
def test_machines_alone_never_reach_what_people_decide(machines):
    found = standing(machines)
    assert found.state != "moved"
    assert not found.decided
    assert found.moved_to is None


@REPEATABLE
@given(MACHINES, POLICIES)
def test_death_takes_exactly_what_the_policy_says(machines, policy):
    """The same rule told a second time, without a fold: count back from the end to the last success."""
    expected = "unchecked"
    counted: list[datetime] = []
    for one in machines:
        at = datetime.fromisoformat(one.at)
        if expected == "hidden" or one.result == "takeover" or (expected == "dead" and one.result == "answered"):
            expected = "hidden"
        elif one.result == "answered":
            expected, counted = "live", []
        elif one.result == "undecided":
            expected = expected if counted else "unsure"
        elif expected != "dead":
            if not counted or at - counted[-1] >= timedelta(hours=policy.hours_between_failures):
                counted.append(at)
            dead = len(counted) >= policy.failures_until_dead and (counted[-1].date() - counted[0].date()).days >= policy.days_until_dead
            expected = "dead" if dead else "failing"
    assert standing(machines, policy).state == expected


SECOND = 1 / 3600


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        ((), "unchecked"),
        ((0,), "failing"),
        ((0, 14 * 24), "failing"),
        ((0, 72, 14 * 24), "dead"),
        ((0, 72 - SECOND, 14 * 24), "failing"),
        ((0, 72 + SECOND, 14 * 24), "dead"),
        ((0, 72, 14 * 24 - SECOND), "failing"),
        ((0, 72, 14 * 24 + SECOND), "dead"),
        ((0, 72, 144), "failing"),
        ((0, 72, 144, 216), "failing"),
        ((0, 72, 144, 216, 288), "failing"),
        ((0, 72, 144, 216, 288, 360), "dead"),
        ((0, 14 * 24 - 71, 14 * 24), "failing"),
        ((0, 1, 2, 3, 4, 5, 6), "failing"),
        ((0, 71, 142), "failing"),
        ((0, 24, 48, 72, 96, 120, 144, 336), "dead"),
    ],
)
def test_the_thresholds_are_exact(hours: tuple[float, ...], state: str):
    assert standing([seen(at, "missing") for at in hours]).state == state


@pytest.mark.parametrize(
    ("times", "state"),
    [
        (("2026-12-07T04:50:00", "2026-12-14T04:50:00", "2026-12-21T04:49:00"), "dead"),
        (("2026-12-07T23:59:59", "2026-12-14T04:50:00", "2026-12-21T00:00:00"), "dead"),
        (("2026-12-07T00:00:00", "2026-12-14T04:50:00", "2026-12-20T23:59:59"), "failing"),
        (("2026-12-07T23:00:00", "2026-12-10T01:00:00", "2026-12-21T23:00:00"), "failing"),
    ],
    ids=["a minute early", "just the days", "a day short", "hours are hours"],
)
def test_weeks_are_counted_by_the_calendar_and_hours_by_the_clock(times: tuple[str, ...], state: str):
    assert standing([Observation(ADDRESS, f"{at}Z", "missing", "gone") for at in times]).state == state


DEAD = [seen(0, "missing"), seen(72, "missing"), seen(336, "missing")]


def test_a_success_between_failures_starts_the_count_again():
    assert standing([DEAD[0], DEAD[1], seen(100, "answered"), DEAD[2]]).state == "failing"


def test_what_proves_nothing_between_failures_neither_counts_nor_clears():
    assert standing([DEAD[0], seen(36, "undecided"), DEAD[1], seen(100, "undecided"), DEAD[2]]).state == "dead"
    assert standing([DEAD[0], seen(72, "undecided"), DEAD[2]]).state == "failing"


def test_a_dead_address_that_answers_again_is_hidden():
    found = standing([*DEAD, seen(400, "answered")])
    assert (found.state, found.decided) == ("hidden", False)


@pytest.mark.parametrize(
    "events", [[], [seen(0, "answered")], DEAD, [ruled(0, "dead")], [ruled(0, "show")], [ruled(0, "hide"), ruled(1, "show")]], ids=str
)
def test_a_takeover_hides_whatever_was_known(events: list[Event]):
    found = standing([*events, seen(1000, "takeover", "for sale")])
    assert (found.state, found.reason, found.decided) == ("hidden", "for sale", False)


@pytest.mark.parametrize("result", RESULTS)
def test_only_a_person_shows_a_hidden_address_again(result: str):
    hidden = [seen(0, "takeover"), seen(100, result)]
    assert standing(hidden).state == "hidden"
    assert standing([*hidden, ruled(30, "show")]).state == "unchecked"
    assert standing([*hidden, ruled(30, "show"), seen(31 * 24, "answered")]).state == "live"


SOLD, CASINO = "The page says that the domain is for sale.", "It leads to another domain, casino[.]example."


def test_what_a_person_knew_and_showed_is_no_news_and_anything_else_is():
    shown = [seen(0, "takeover", CASINO), ruled(3, "show")]
    for weeks in range(1, 5):
        again = [seen(168 * week, "takeover", CASINO) for week in range(1, weeks + 1)]
        found = standing([*shown, *again])
        assert (found.state, found.decided, found.reason, found.unsafe) == ("unchecked", True, "decided show", False)
        assert standing([*shown, *again, seen(1000, "takeover", SOLD)]).reason == SOLD
    assert standing([*shown, seen(168, "undecided"), seen(336, "takeover", CASINO)]).state == "unsure"


def test_all_that_a_person_knew_is_vetted_and_not_only_the_last():
    both = [seen(0, "takeover", CASINO), ruled(3, "show"), seen(100, "takeover", SOLD), ruled(5, "show")]
    for reason in (CASINO, SOLD):
        assert standing([*both, seen(1000, "takeover", reason)]).state == "unchecked"


def test_a_takeover_of_what_answered_since_or_died_since_is_news():
    shown = [seen(0, "takeover", CASINO), ruled(3, "show")]
    assert standing([*shown, seen(100, "answered"), seen(200, "takeover", CASINO)]).state == "hidden"
    gone = [seen(24 * day, "missing") for day in (10, 17, 24)]
    assert standing([*shown, *gone]).state == "dead"
    assert standing([*shown, *gone, seen(1000, "takeover", CASINO)]).state == "hidden"
    assert standing([*shown, ruled(9, "dead"), seen(1000, "takeover", CASINO)]).state == "hidden"


@REPEATABLE
@given(EVIDENCE, st.lists(st.sampled_from((CASINO, SOLD)), max_size=3), st.sampled_from((CASINO, SOLD)))
def test_only_what_was_seen_before_a_person_showed_it_is_vetted(events, before, after):
    told = [seen(121 * 24 + number, "takeover", reason) for number, reason in enumerate(before)]
    found = standing([*events, *told, ruled(130, "show"), seen(140 * 24, "takeover", after)])
    assert (found.state == "unchecked") is (after in before)


def test_a_page_that_moved_stays_found_when_strangers_take_the_address_that_it_left():
    found = standing([ruled(0, "moved"), seen(100, "takeover", CASINO)])
    assert (found.state, found.moved_to, found.reason, found.decided) == ("moved", "https://www.example.org/new", "decided moved", True)
    assert found.lapsed and found.unsafe and found.since == "2026-01-01"
    for result in RESULTS:
        assert standing([ruled(0, "moved"), seen(100, "takeover", CASINO), seen(200, result)]).unsafe


@pytest.mark.parametrize("decision", ["moved", "dead"])
def test_an_address_is_safe_again_only_when_a_person_shows_it(decision: str):
    for before in ([seen(0, "takeover")], [ruled(0, "hide")], [ruled(0, "moved"), seen(30, "takeover")]):
        after = [*before, ruled(4, decision)]
        assert standing(after).state == decision and standing(after).unsafe
        assert not standing([*after, ruled(5, "show")]).unsafe
    assert not standing([ruled(0, "dead"), ruled(1, "moved")]).unsafe


def test_a_decision_counts_from_the_end_of_its_day():
    assert standing([ruled(3, "hide"), seen(3 * 24 + 23, "answered")]).state == "hidden"
    assert standing([ruled(3, "show"), seen(3 * 24 + 23, "takeover")]).state == "unchecked"
    assert standing([ruled(3, "show"), seen(3 * 24 + 23, "takeover"), seen(4 * 24, "takeover")]).state == "unchecked"
    assert standing([ruled(3, "show"), seen(4 * 24, "takeover")]).state == "hidden"


def test_two_decisions_of_one_day_count_in_the_order_of_the_file():
    assert standing([ruled(0, "hide"), ruled(0, "show")]).state == "unchecked"
    assert standing([ruled(0, "show"), ruled(0, "hide")]).state == "hidden"


def test_a_decision_is_shown_with_its_reason_until_something_newer_is_known():
    found = standing([seen(0, "answered"), ruled(2, "hide")])
    assert found == Standing(ADDRESS, "hidden", since="2026-01-03", checked="2026-01-01", seen="2026-01-01", reason="decided hide", decided=True)
    assert standing([ruled(2, "show"), seen(100, "answered", "names it")]).reason == "names it"
    assert not standing([ruled(2, "show"), seen(100, "answered")]).decided


def test_what_a_person_found_moved_stays_found_though_its_old_place_is_gone():
    for result in ("answered", "missing", "undecided"):
        found = standing([ruled(0, "moved"), *(seen(100 * at, result) for at in range(1, 9))])
        assert (found.state, found.moved_to, found.decided, found.reason) == ("moved", "https://www.example.org/new", True, "decided moved")
    assert standing([ruled(0, "moved"), seen(100, "answered"), seen(200, "missing")]).seen == "2026-01-05"
    assert standing([ruled(0, "moved"), ruled(1, "show")]).moved_to is None


def test_a_decision_clears_the_failures_before_it():
    assert standing([DEAD[0], DEAD[1], ruled(5, "show"), DEAD[2]]).state == "failing"


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_words_for_the_reader(state: str, catalogue: Catalogue):
    words = catalogue.vocabulary["link_states"][state]
    assert words.label and words.definition.endswith(".")


def test_there_are_no_words_for_a_state_that_does_not_exist(catalogue: Catalogue):
    assert set(catalogue.vocabulary["link_states"]) == set(STATES)


def test_states_that_show_a_link_are_the_harmless_ones():
    assert {"unchecked", "live", "moved", "unsure"} == LINKED


def test_days_in_a_standing_are_days():
    found = standing([seen(0, "answered"), seen(50, "missing")])
    assert (found.since, found.checked, found.seen) == ("2026-01-03", "2026-01-03", "2026-01-01")
