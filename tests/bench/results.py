"""What a run measured, what is computed from it, and which targets it meets."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tests.bench.measure import Cost
from tests.bench.weigh import Weight

EXPONENT, RATIO, PAGE = 1.05, 1.5, 6_000
FIXED_MEMORY, MEMORY_A_TOOLKIT = 60_000_000, 60_000


@dataclass
class Results:
    """`costs` has a measurement for each round, under size and builder."""

    costs: dict[tuple[int, str], list[Cost]] = field(default_factory=dict)
    weights: dict[int, Weight] = field(default_factory=dict)

    def add(self, size: int, builder: str, cost: Cost) -> None:
        self.costs.setdefault((size, builder), []).append(cost)

    def drop(self, size: int, builder: str) -> None:
        self.costs.pop((size, builder), None)

    def sizes(self) -> list[int]:
        return sorted({size for size, _ in self.costs})

    def builders(self, size: int) -> list[str]:
        return [builder for at, builder in self.costs if at == size]

    def cpu(self, size: int, builder: str = "MkDocs") -> float:
        return median(cost.cpu for cost in self.costs[size, builder])

    def wall(self, size: int, builder: str) -> float:
        return median(cost.wall for cost in self.costs[size, builder])

    def peak(self, size: int, builder: str = "MkDocs") -> int:
        return max(cost.peak for cost in self.costs[size, builder])

    def ratio(self, size: int, builder: str = "MkDocs") -> float:
        """Processor time over that of the limit: the median of the ratios within a round."""
        return median(one.cpu / least.cpu for one, least in zip(self.costs[size, builder], self.costs[size, "limit"], strict=True))

    def exponent(self, small: int, large: int, builder: str = "MkDocs") -> float:
        """1 when twice the toolkits take twice the processor time, 2 when they take four times as much."""
        return math.log(self.cpu(large, builder) / self.cpu(small, builder)) / math.log(large / small)


@dataclass(frozen=True)
class Target:
    what: str
    found: str
    most: str
    met: bool


def targets(results: Results) -> Iterator[Target]:
    """Every target that the sizes of this run can tell."""
    sizes = results.sizes()
    for small, large in pairwise(sizes):
        # From 20 to 200 most of the time is starting up, which no target is about.
        if small >= 200:
            found = results.exponent(small, large)
            yield Target(f"growth exponent, {small:,} to {large:,}", f"{found:.2f}", f"{EXPONENT}", found <= EXPONENT)
    for size in sizes:
        if size >= 2_000:
            found = results.ratio(size)
            yield Target(f"processor time over the limit, {size:,}", f"{found:.2f}", f"{RATIO}", found <= RATIO)
    for size in sizes:
        peak, most = results.peak(size), FIXED_MEMORY + MEMORY_A_TOOLKIT * size
        yield Target(f"peak memory, {size:,}", f"{peak / 1e6:.1f} MB", f"{most / 1e6:.1f} MB", peak <= most)
    for size, weight in results.weights.items():
        yield Target(f"largest toolkit page, gzip, {size:,}", f"{weight.packed_largest:,} B", f"{PAGE:,} B", weight.packed_largest <= PAGE)
