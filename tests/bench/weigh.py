"""What toolkit pages weigh."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Weight:
    """Bytes a page, as they are and compressed as servers do."""

    raw: int
    raw_largest: int
    packed: int
    packed_largest: int


def toolkit_pages(site: Path) -> Weight:
    """The median and largest page of a toolkit of the made-up catalogue in `site`."""
    raw, packed = [], []
    for page in site.glob("toolkits/toolkit-*/index.html"):
        content = page.read_bytes()
        raw.append(len(content))
        packed.append(len(gzip.compress(content, 6)))
    return Weight(round(median(raw)), max(raw), round(median(packed)), max(packed))
