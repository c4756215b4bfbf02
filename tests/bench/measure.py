"""Runs one command and says what it took: processor time, wall time and memory of that process and its children."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in one unit of ru_maxrss


@dataclass(frozen=True)
class Cost:
    """`cpu` is user and system time in seconds, `peak` the largest resident size in bytes."""

    cpu: float
    wall: float
    peak: int

    def __add__(self, later: Cost) -> Cost:
        """The cost of two commands, one after the other."""
        return Cost(self.cpu + later.cpu, self.wall + later.wall, max(self.peak, later.peak))


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Cost:
    """What `command` costs in `folder`. Raises RuntimeError with its last words when it fails, or when its peak cannot be told."""
    import resource  # not on Windows, where nothing else here needs it

    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{' '.join(map(str, command))} ended with status {process.returncode}:\n{words}")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if used.ru_maxrss <= own:
        # A new process starts with the peak of the one that started it.
        raise RuntimeError("the benchmark itself has grown larger than what it measures")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _UNIT)
