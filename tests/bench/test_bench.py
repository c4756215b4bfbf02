"""What the benchmark rests on, and growth guarded by counting calls: the same on every machine, unlike time."""

from __future__ import annotations

import os
import pstats
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.catalogue.model import Catalogue
from macros.links.evidence import whole_catalogue
from macros.publish.list_views import pager
from macros.publish.lists import FACETS, by_facet
from macros.publish.views import Page
from tests.bench import project, synthetic
from tests.bench.builders import HERE, QUIET
from tests.bench.measure import Cost, run
from tests.bench.results import EXPONENT, PAGE, RATIO, Results, targets
from tests.bench.weigh import Weight, toolkit_pages

SMALL, LARGE = 20, 200
SPARE = 200  # calls that a function may have in the large build alone
ONCE = {"by_facet", "all_in_order", "all_by_name", "how_many_now", "how_many_to_ask_for", "outside", "pages", "load", "with_standings"}


@dataclass(frozen=True)
class Built:
    project: Path
    site: Path
    calls: Counter[tuple[str, str]]
    """How often each Python function was called, under its file and name."""


@pytest.fixture(scope="module")
def built(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Built]:
    """MkDocs builds of two sizes, under the profiler of the standard library."""
    return {size: _build(catalogue, size, tmp_path_factory.mktemp(f"bench{size}")) for size in (SMALL, LARGE)}


def _build(catalogue: Catalogue, size: int, folder: Path) -> Built:
    made, site, counted = folder / "project", folder / "site", folder / "calls"
    project.write(size, made, catalogue)
    _run([sys.executable, "-m", "cProfile", "-o", str(counted), "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], made, QUIET)
    calls: Counter[tuple[str, str]] = Counter()
    for (file, _, name), (_, count, *_) in pstats.Stats(str(counted)).stats.items():  # type: ignore[attr-defined]
        if Path(file).suffix in (".py", ".html"):  # the profiler mixes up code that has no file
            calls[file.replace(str(made), "").split("site-packages")[-1], name] += count
    return Built(made, site, calls)


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300, check=False)
    # The profiler hides the status of what it runs, but not what that has said.
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


def test_made_up_entries_load_and_have_every_value_of_every_facet(built: dict[int, Built]) -> None:
    found = whole_catalogue(built[SMALL].project / "data")
    assert len(found.toolkits) == SMALL
    assert {facet: set(values) for facet, values in by_facet(found).items()} == {
        facet.id: set(found.vocabulary[facet.group]) for facet in FACETS.values()
    }
    assert any(toolkit.successors for toolkit in found.toolkits)
    assert any(toolkit.related for toolkit in found.toolkits)
    assert any(toolkit.part_of for toolkit in found.toolkits)
    assert {standing.state for standing in found.standings.values()} >= {"hidden", "live", "unsure", "failing"}


def test_made_up_entries_are_about_as_long_as_real_ones(catalogue: Catalogue) -> None:
    real = (project.ROOT / "data" / "toolkits.yaml").stat().st_size / len(catalogue.toolkits)
    made = len(synthetic.as_yaml(list(synthetic.entries(catalogue, LARGE))).encode()) / LARGE
    assert 0.8 * real < made < 1.3 * real


def test_an_entry_is_the_same_whatever_the_size_of_the_catalogue(catalogue: Catalogue) -> None:
    assert list(synthetic.entries(catalogue, LARGE))[:SMALL] == list(synthetic.entries(catalogue, SMALL))
    with pytest.raises(ValueError, match="whole number of blocks"):
        list(synthetic.entries(catalogue, SMALL + 1))


def test_mkdocs_and_the_limit_make_the_same_pages(built: dict[int, Built], tmp_path: Path) -> None:
    small = built[SMALL]
    _run([sys.executable, str(HERE / "limit.py"), str(tmp_path)], small.project, {"PYTHONPATH": str(small.project)})
    pages = [page.relative_to(small.site) for page in small.site.glob("toolkits/**/index.html")]
    assert len(pages) > SMALL
    different = [str(page) for page in pages if (small.site / page).read_bytes() != (tmp_path / page).read_bytes()]
    assert different == []
    # Written pages differ in links between them, which only MkDocs resolves; but each is there.
    assert {page.relative_to(small.site) for page in small.site.glob("**/index.html")} == {
        page.relative_to(tmp_path) for page in tmp_path.glob("**/index.html")
    }


def test_the_page_of_a_toolkit_does_not_grow_with_the_catalogue(built: dict[int, Built]) -> None:
    for number in range(SMALL):
        page = f"toolkits/{synthetic.identifier(number)}/index.html"
        assert (built[LARGE].site / page).read_bytes() == (built[SMALL].site / page).read_bytes(), page
    assert toolkit_pages(built[LARGE].site).packed_largest <= PAGE


def test_links_between_pages_of_a_list_stay_few(catalogue: Catalogue) -> None:
    page = Page(catalogue, lambda target: target)
    for number in (1, 2, 500, 1000):
        found = pager(page, "/list/", "/list/", number, 1000)
        assert found is not None
        assert len(found["pages"]) <= 8
        assert [one["number"] for one in found["pages"] if one["current"]] == [number]
        assert {1, 1000, max(1, number - 1), min(1000, number + 1)} <= {one["number"] for one in found["pages"]}
    few = pager(page, "/list/", "/list/", 3, 9)
    assert few is not None
    assert [one["number"] for one in few["pages"]] == list(range(1, 10))
    assert not any(one["after_gap"] for one in few["pages"])


def test_no_function_is_called_more_often_than_the_catalogue_is_larger(built: dict[int, Built]) -> None:
    times = LARGE // SMALL
    many = {
        function: (built[SMALL].calls[function], count)
        for function, count in built[LARGE].calls.items()
        if count > 1.1 * times * built[SMALL].calls[function] + SPARE
    }
    assert many == {}


def test_work_over_the_whole_catalogue_is_done_once(built: dict[int, Built]) -> None:
    counts = {name: count for (file, name), count in built[LARGE].calls.items() if file.startswith("/macros/") and name in ONCE}
    assert counts == dict.fromkeys(ONCE, 1)


def test_a_measurement_counts_time_memory_and_failure(tmp_path: Path) -> None:
    least = run([sys.executable, "-c", ""], tmp_path, {})
    small = run([sys.executable, "-c", "len(b'1' * 80_000_000)"], tmp_path, {})
    large = run([sys.executable, "-c", "len(b'1' * 160_000_000); sum(range(3_000_000))"], tmp_path, {})
    assert large.peak > 160_000_000 > small.peak > 80_000_000
    assert least.peak < 40_000_000, "the size of the process that measures is none of what it measures"
    assert large.cpu > 0
    assert large.wall > 0
    with pytest.raises(RuntimeError, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, {})


def test_targets_are_met_and_missed() -> None:
    good, bad = Results(), Results()
    for size in (20, 200, 2000):
        good.add(size, "MkDocs", Cost(1 + size / 100, 1, 60_000_000))
        bad.add(size, "MkDocs", Cost(1 + size**1.2, 1, 60_000_001 + 60_000 * size))
        for results in (good, bad):
            results.add(size, "limit", Cost(1 + size / 140, 1, 1))
            results.weights[size] = Weight(1, 1, 1, PAGE + (results is bad))
    assert all(target.met for target in targets(good))
    assert not any(target.met for target in targets(bad))
    assert len(list(targets(good))) == 1 + 1 + 3 + 3
    assert good.ratio(2000) < RATIO < bad.ratio(2000)
    assert good.exponent(200, 2000) < EXPONENT < bad.exponent(200, 2000)
