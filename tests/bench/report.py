"""Prints what a run found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.bench.interaction import Wait
from tests.bench.lighthouse import Score
from tests.bench.results import Results, Target


def costs(results: Results) -> None:
    rows = [("toolkits", "builder", "CPU s", "wall s", "peak MB", "CPU / limit", "rounds")]
    for size in results.sizes():
        for builder in results.builders(size):
            peak = results.peak(size, builder) / 1e6
            ratio = f"{results.ratio(size, builder):.2f}"
            rounds = str(len(results.costs[size, builder]))
            rows.append(
                (f"{size:,}", builder, f"{results.cpu(size, builder):.2f}", f"{results.wall(size, builder):.2f}", f"{peak:.1f}", ratio, rounds)
            )
    _table("Building (medians; peak is the largest)", rows)
    sizes = results.sizes()
    pairs = list(pairwise(sizes))
    if pairs:
        names = [name for name in results.builders(sizes[0]) if all(name in results.builders(size) for size in sizes)]
        rows = [("growth exponent of CPU", *names)]
        rows += [(f"{a:,} to {b:,}", *(f"{results.exponent(a, b, name):.2f}" for name in names)) for a, b in pairs]
        _table("Growth (1 is linear)", rows)


def weights(results: Results) -> None:
    rows = [("toolkits", "median", "largest", "median gzip", "largest gzip")]
    for size, weight in results.weights.items():
        rows.append((f"{size:,}", f"{weight.raw:,}", f"{weight.raw_largest:,}", f"{weight.packed:,}", f"{weight.packed_largest:,}"))
    _table("Bytes of a toolkit page", rows)


def scores(found: Iterable[Score]) -> None:
    rows = [("page", "performance", "LCP s", "TBT ms", "CLS", "KiB", "requests")]
    rows += [
        (one.address, str(one.performance), f"{one.lcp / 1000:.1f}", f"{one.tbt:.0f}", f"{one.cls:.3f}", f"{one.size / 1024:.0f}", str(one.requests))
        for one in found
    ]
    _table("Lighthouse, mobile (median of the runs by score)", rows)


def waits(found: Iterable[Wait]) -> None:
    rows = [("milliseconds in Chromium", "median", "longest", "times", "kB fetched")]
    rows += [
        (one.what, f"{one.middle:.0f}", f"{max(one.times):.0f}", str(len(one.times)), f"{one.fetched / 1000:.0f}" if one.fetched else "")
        for one in found
    ]
    _table("What readers wait for", rows)


def verdicts(found: Iterable[Target]) -> None:
    rows = [("target", "found", "at most", "")]
    rows += [(one.what, one.found, one.most, "pass" if one.met else "FAIL") for one in found]
    _table("Targets", rows)


def _table(title: str, rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print(f"\n{title}")
    for row in rows:
        cells = (cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(row, widths, strict=True)))
        print(f"  {'  '.join(cells)}".rstrip())
