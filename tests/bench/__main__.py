"""Measures how building grows with the catalogue: `make bench`, or `python -m tests.bench --help`.

Rounds alternate between sizes and builders, so that other load on the machine falls on all alike.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench import interaction, lighthouse, report
from tests.bench.builders import BUILDERS, ROOT, Builder, build, zensical, zensical_python
from tests.bench.results import Results, targets
from tests.bench.weigh import toolkit_pages

SIZES, LONG = (20, 200, 2_000), 10_000


def main() -> int:
    """Runs the benchmark and prints it. Returns 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="toolkits, each a multiple of 20 (default: 20 200 2000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3); from 1,000 toolkits at most 2, from 10,000 one")
    parser.add_argument("--long", action="store_true", help="also 10,000 toolkits, and Zensical where `make zensical` has installed it")
    parser.add_argument("--no-interaction", action="store_true", help="leave out the waits in a browser, and Material's search beside ours")
    parser.add_argument("--no-lighthouse", action="store_true", help="leave out Lighthouse")
    parser.add_argument("--lighthouse-runs", type=int, default=1, help="runs of Lighthouse a page (default 1; single runs are noisy)")
    given = parser.parse_args()
    builders = dict(BUILDERS)
    if given.long and zensical_python():
        builders["Zensical"] = zensical
    with tempfile.TemporaryDirectory() as folder:
        results = measure(sorted({*given.sizes, *((LONG,) if given.long else ())}), given.rounds, builders, Path(folder))
        waits: list[interaction.Wait] = []
        if interaction.SIZE in given.sizes and not given.no_interaction and lighthouse.browser_path():
            waits = interaction.waits(Path(folder, f"{interaction.SIZE}-MkDocs"), Path(folder, "material"))
    report.costs(results)
    report.weights(results)
    if waits:
        report.waits(waits)
    else:
        print(f"\nThe waits of readers were left out: they need {interaction.SIZE:,} toolkits and a browser (PN_BROWSER)")
    if not given.no_lighthouse:
        if lacks := lighthouse.missing():
            print(f"\nLighthouse was left out: it needs {lacks}")
        else:
            report.scores(lighthouse.scores(given.lighthouse_runs))
    found = [*targets(results), *interaction.targets(waits)]
    report.verdicts(found)
    return 0 if all(target.met for target in found) else 1


def measure(sizes: Sequence[int], rounds: int, builders: Mapping[str, Builder], folder: Path) -> Results:
    """Builds every size with every builder, round after round."""
    results = Results()
    for size in sizes:
        subprocess.run([sys.executable, "-m", "tests.bench.project", str(size), folder / str(size)], cwd=ROOT, check=True)
    given_up: set[tuple[int, str]] = set()
    for number in range(1, rounds + 1):
        for size in (size for size in sizes if number <= _most_rounds(size)):
            for name, builder in builders.items():
                if (size, name) in given_up:
                    continue
                print(f"round {number}: {size:,} toolkits, {name}", file=sys.stderr)
                try:
                    results.add(size, name, build(builder, folder / str(size), folder / f"{size}-{name}", size))
                except RuntimeError as error:
                    if name in BUILDERS:
                        raise
                    print(f"left out: {error}", file=sys.stderr)
                    results.drop(size, name)
                    given_up.add((size, name))
            results.weights.setdefault(size, toolkit_pages(folder / f"{size}-MkDocs"))
    return results


def _most_rounds(size: int) -> int:
    if size >= 10_000:
        return 1
    return 2 if size >= 1_000 else 99


if __name__ == "__main__":
    sys.exit(main())
