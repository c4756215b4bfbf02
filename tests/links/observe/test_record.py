"""What is written, and what happens to it when a run is killed, the disk is full, two runs meet or the clock is set back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from macros.catalogue.problems import CatalogueError, Problem
from macros.links.judge import Observation
from macros.links.observations import lines_of, read_observations
from macros.links.observe import record
from macros.links.observe.asked import Asked
from macros.links.observe.control import Void
from macros.links.observe.domains import broken
from macros.links.observe.kinds import KINDS, Outcome, outcome
from macros.links.observe.run import Seen
from tests.links.observe.runs import POLICY
from tests.links.observe.virtual import EPOCH

ADDRESS = "http://www.kept.example.org.uk/resources/article.pdf"
ROOT = Path(__file__).parent.parent.parent.parent
SOON = Observation(ADDRESS, "2026-11-23T04:00:00Z", "answered", "The page names the resource.")


@pytest.fixture
def file(root: Path) -> Path:
    return root / "data" / "links" / "observations.jsonl"


def seen(found: Outcome, at: datetime) -> Seen:
    return Seen(Asked(ADDRESS), at, found)


def held(file: Path) -> list[Observation]:
    problems: list[Problem] = []
    found = list(read_observations(file, problems, date(2028, 1, 1)))
    assert problems == []
    return found


def test_lines_are_appended_whole_and_in_order(file: Path) -> None:
    for at in range(3):
        record.append([replace(SOON, at=f"2026-11-2{at}T04:00:00Z")], file, file.read_bytes())
    assert [one.at[9] for one in held(file)] == ["0", "1", "2"]
    assert list(file.parent.glob(".*")) == []


def weeks(file: Path, outcomes: list[Outcome], start: datetime = EPOCH - timedelta(days=400)) -> list[int]:
    """The weeks in which something was recorded, when each week has one of the outcomes."""
    wrote = []
    for week, found in enumerate(outcomes):
        fresh = record.worth_recording([seen(found, start + timedelta(weeks=week))], file.parent, POLICY)
        if fresh:
            wrote.append(week)
            record.append(fresh, file, file.read_bytes())
    return wrote


FINE, GONE, DOUBT, TAKEN = outcome("names-it", what="it"), outcome("not-found"), outcome("timeout", seconds=30), outcome("parked")
OTHER_DOUBT = outcome("forbidden", status=403)
MOVED = outcome("moved-named", where="new[.]example", what="the resource")


@pytest.mark.parametrize(
    ("outcomes", "wrote"),
    [
        ([FINE] * 9, [0, 4, 8]),
        ([FINE, GONE, GONE, GONE, GONE, GONE], [0, 1, 2, 3]),
        ([FINE, DOUBT, OTHER_DOUBT, DOUBT, FINE], [0, 1, 4]),
        ([GONE, DOUBT, GONE, FINE], [0, 1, 2, 3]),
        ([FINE, TAKEN, TAKEN, FINE], [0, 1, 3]),
        ([DOUBT, MOVED, MOVED, OTHER_DOUBT], [0, 1, 3]),
    ],
)  # fmt: skip
def test_only_what_tells_something_new_is_recorded(file: Path, outcomes: list[Outcome], wrote: list[int]) -> None:
    assert weeks(file, outcomes) == wrote


def test_five_runs_on_one_day_record_once(file: Path) -> None:
    for found in (FINE, GONE, DOUBT, TAKEN):
        file.write_text("", "utf-8")
        for run in range(5):
            fresh = record.worth_recording([seen(found, EPOCH - timedelta(days=99) + timedelta(hours=run))], file.parent, POLICY)
            assert len(fresh) == (run == 0)
            if fresh:
                record.append(fresh, file, file.read_bytes())


def test_what_was_seen_in_any_order_is_recorded_in_time(file: Path) -> None:
    old = EPOCH - timedelta(days=99)
    many = [Seen(Asked(f"http://h{at}.example.org/"), old - timedelta(minutes=at), FINE) for at in range(5)]
    record.append(record.worth_recording(many, file.parent, POLICY), file, b"")
    assert [one.address[8] for one in held(file)] == ["4", "3", "2", "1", "0"]


def test_two_runs_at_once(file: Path) -> None:
    with record.alone(file.parent), pytest.raises(Void, match="another run is under way"), record.alone(file.parent):
        pytest.fail("two runs at once")
    with record.alone(file.parent):
        pass


def test_runs_on_other_data_are_free(file: Path, tmp_path: Path) -> None:
    with record.alone(file.parent), record.alone(tmp_path):
        pass


def test_a_file_that_changed_during_the_run_is_left_alone(file: Path) -> None:
    before = file.read_bytes()
    record.append([SOON], file, before)
    after = file.read_bytes()
    with pytest.raises(Void, match="were changed while the run was under way"):
        record.append([SOON], file, before)
    assert file.read_bytes() == after


def test_a_clock_that_was_set_back(file: Path) -> None:
    record.append([SOON], file, b"")
    record.check_clock(file, datetime.fromisoformat("2026-11-23T04:00:01+00:00"))
    for wrong in ("2026-11-23T03:59:59+00:00", "2020-01-01T00:00:00+00:00"):
        with pytest.raises(Void, match="2026-11-23T04:00:00Z was recorded before"):
            record.check_clock(file, datetime.fromisoformat(wrong))


def test_evidence_that_cannot_be_trusted_stops_a_run_before_it_starts(file: Path) -> None:
    file.write_text("".join(lines_of([SOON])).replace("answered", "missing"), "utf-8")
    with pytest.raises(CatalogueError):
        record.check_clock(file, EPOCH)


class Full:
    """A disk that is full after so many calls: open, write, flush and sync, copy of the mode, putting in place."""

    def __init__(self, patch: pytest.MonkeyPatch, after: int) -> None:
        self.left = after
        for owner, name in ((os, "fsync"), (record.shutil, "copymode"), (Path, "replace"), (Path, "open")):
            patch.setattr(owner, name, self.guarded(getattr(owner, name)))

    def guarded(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            self.left -= 1
            if self.left < 0:
                raise OSError(28, "No space left on device")
            return real(*given, **named)

        return call


@pytest.mark.parametrize("after", range(7))
def test_a_full_disk_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    record.append([SOON], file, b"")
    before = file.read_bytes()
    with monkeypatch.context() as patch:
        Full(patch, after)
        try:
            record.append([replace(SOON, at="2026-11-23T05:00:00Z")], file, before)
        except Void as why:
            assert "could not be written: [Errno 28] No space left on device" in str(why)
        else:
            assert after == 6
    assert len(held(file)) == (2 if after == 6 else 1)
    assert list(file.parent.glob(".*")) == []


def test_a_place_that_takes_no_bytes(file: Path) -> None:
    """Linux has a device that is always full; elsewhere a folder that is not there does as well."""
    full = Path("/dev/full")
    file.with_name(f".{file.name}.new").symlink_to(full if full.exists() else file.parent / "none" / "none")
    with pytest.raises(Void, match="No space left" if full.exists() else "could not be written"):
        record.append([SOON], file, b"")
    assert file.read_bytes() == b""


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_host_is_called_what_was_seen_of_it_can_be_recorded(file: Path, kind: str) -> None:
    longest = ".".join(["x" * 60] * 4) + ".example"
    found = outcome(kind, status=200, seconds=30, most=8, what="its publisher", where=broken(longest))
    record.append(record.worth_recording([seen(found, EPOCH - timedelta(days=99))], file.parent, POLICY), file, b"")
    assert held(file)[0].reason == found.words


def test_what_observations_cannot_hold_is_refused_whole(file: Path) -> None:
    with pytest.raises(Void, match="could not be written"):
        record.append([SOON, replace(SOON, reason="two\nlines")], file, b"")
    assert file.read_bytes() == b""


KILLED = """
import sys
from pathlib import Path
from macros.links.judge import Observation
from macros.links.observe import record
file = Path(sys.argv[1])
many = [Observation(f"http://h{at}.example.org/", "2026-11-23T04:00:00Z", "answered", "It is there.") for at in range(3000)]
with record.alone(file.parent):
    print("ready", flush=True)
    record.append(many, file, file.read_bytes())
    print("done", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def killed(file: Path) -> Iterator[Callable[[float], None]]:
    def kill(after: float) -> None:
        process = subprocess.Popen([sys.executable, "-c", KILLED, file], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"ready\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if process.stdin:
            process.stdin.close()

    yield kill


@pytest.mark.parametrize("after", [0.0, 0.01, 0.02, 0.03, pytest.param(0.05, marks=pytest.mark.long), pytest.param(0.2, marks=pytest.mark.long)])
def test_a_killed_run_leaves_all_or_nothing_and_no_lock(file: Path, killed: Callable[[float], None], after: float) -> None:
    record.append([SOON], file, b"")
    killed(after)
    assert len(held(file)) in (1, 3001)
    with record.alone(file.parent):
        record.append([replace(SOON, at="2026-11-23T05:00:00Z")], file, file.read_bytes())
    assert len(held(file)) in (2, 3002)
