"""Records what a run saw: only what adds to the evidence, whole or not at all, and never by two runs at once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from macros.catalogue.problems import CatalogueError, Problem
from macros.links.evidence import Evidence, PolicyFile, evidence_in
from macros.links.judge import Observation, judge
from macros.links.observations import last_sum, lines_of, read_observations
from macros.links.observe.control import Void
from macros.links.observe.kinds import PERHAPS_MOVED
from macros.links.observe.run import Seen


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps other runs on the same folder out until the block ends, however it ends. Raises Void when there is one already."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    try:
        handle = os.open(Path(tempfile.gettempdir()) / f"partnership-links-{name}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise Void(f"this run cannot keep others out: {error}") from None
    try:
        try:
            _lock(handle)
        except OSError:
            raise Void("another run is under way on the same data") from None
        yield
    finally:
        os.close(handle)  # which gives the lock back, as the end of the process does


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def check_clock(file: Path, now: datetime) -> None:
    """Raises Void when something was recorded later than now, and CatalogueError when what was recorded cannot be trusted."""
    problems: list[Problem] = []
    latest = max((one.at for one in read_observations(file, problems, now.date())), default="")
    if latest > stamp(now):
        raise Void(f"the clock says {stamp(now)}, and {latest} was recorded before: it was set back, or was wrong then")
    if problems:
        raise CatalogueError(problems)


def worth_recording(seen: Sequence[Seen], folder: Path, policy: PolicyFile) -> list[Observation]:
    """Those observations that tell something new, oldest first.

    New is another result than last time, another state of the address, a failure that counts towards death, that it perhaps
    moved or no longer seems to have, or the same answer after `days_until_repeated` days, so that readers do not see a date that is too old.
    """
    known, found = evidence_in(folder), []
    for one in seen:
        observation = Observation(one.asked.address, stamp(one.at), one.outcome.result, one.outcome.words)
        if _is_new(observation, known(observation.address), policy):
            found.append(observation)
    return sorted(found, key=lambda one: (one.at, one.address))


def _is_new(observation: Observation, evidence: Evidence, policy: PolicyFile) -> bool:
    if not evidence.observations:
        return True
    last = evidence.observations[-1]
    before = judge(observation.address, evidence.observations, evidence.rulings, evidence.policy)
    after = judge(observation.address, [*evidence.observations, observation], evidence.rulings, evidence.policy)
    if last.result != observation.result or before.state != after.state:
        return True
    if (PERHAPS_MOVED in last.reason) != (PERHAPS_MOVED in observation.reason):
        return True
    age = _time(observation.at) - _time(last.at)
    if observation.result == "missing" and before.state == "failing":
        return age >= timedelta(hours=policy.hours_between_failures)
    return age >= timedelta(days=policy.days_until_repeated)


def append(observations: Sequence[Observation], file: Path, as_it_was: bytes) -> None:
    """Adds lines to the file: afterwards it holds all of them, or it is as it was. Raises Void when it could not be done.

    `as_it_was` are the bytes of the file when the run started; a file that changed since is left alone.
    """
    fresh = file.with_name(f".{file.name}.new")
    try:
        if file.read_bytes() != as_it_was:
            raise Void("the recorded observations were changed while the run was under way")
        with fresh.open("wb") as out:
            out.write(as_it_was + "".join(lines_of(observations, last_sum(file))).encode())
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(file, fresh)
        fresh.replace(file)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise Void(f"what was seen could not be written: {error}") from None


def stamp(when: datetime) -> str:
    """A time as observations hold it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00"))
