"""Runs one command and says what it took: processor time, wall time and memory of that process and its children."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
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


# A process starts with the peak of the one that starts it. So a small one stands between: it runs the command and writes what it took.
_BETWEEN = """
import json, os, sys, time
start = time.perf_counter()
_, status, used = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
took = {"status": status, "cpu": used.ru_utime + used.ru_stime, "wall": time.perf_counter() - start, "peak": used.ru_maxrss}
with open(sys.argv[1], "w") as file:
    json.dump(took, file)
"""


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Cost:
    """What `command` costs in `folder`. Raises RuntimeError with its last words when it fails."""
    with tempfile.TemporaryDirectory() as between, tempfile.TemporaryFile() as said:
        report = Path(between, "took.json")
        small = [sys.executable, "-I", "-S", "-c", _BETWEEN, report, *command]
        subprocess.run(small, cwd=folder, env={**os.environ, **environment}, stdout=said, stderr=said, check=False)
        took = json.loads(report.read_text("utf-8")) if report.is_file() else {"status": 1 << 8}
        ended = os.waitstatus_to_exitcode(took["status"])
        if ended:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{' '.join(map(str, command))} ended with status {ended}:\n{words}")
    return Cost(took["cpu"], took["wall"], took["peak"] * _UNIT)
