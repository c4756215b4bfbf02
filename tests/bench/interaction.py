"""How long readers wait with a big catalogue: a filter, a first search and a later one, in Chromium; beside Material's own search.

On its own: `python -m tests.bench.interaction`. Material's site holds the words of the same toolkit pages, served alike.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lxml import html
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.builders import QUIET, ROOT, mkdocs
from tests.bench.lighthouse import FLAGS, browser_path, served
from tests.bench.measure import run
from tests.bench.results import Target

SIZE, ROUNDS, MOST = 2_000, 5, 50
"""Toolkits, openings of each page, and the milliseconds that a reader may wait."""
WORDS = ("housing", "partnership checklist", "joint working", "alcohol", "governence", "health and social care")
# Clicks a box and says how long it takes until the next frame is ready to be shown: script, style and layout.
_FILTER = """async (boxes) => {
  const times = [];
  for (const id of boxes) {
    const start = performance.now();
    document.getElementById(id).click();
    for (let turn = 0; turn < 5; turn += 1) await null;
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
  return times;
}"""
_SEARCH = """async ([words, kind]) => {
  const times = [];
  const status = document.querySelector({ours: '.pn-search__status', material: '.md-search-result__list'}[kind]);
  for (const query of words) {
    const said = new Promise((done) => new MutationObserver(done).observe(status, {childList: true, characterData: true, subtree: true}));
    const input = document.querySelector({ours: '#pn-search-words', material: '.md-search__input'}[kind]);
    input.value = query;
    const start = performance.now();
    if (kind === 'ours') input.form.requestSubmit();
    else input.dispatchEvent(new Event('keyup'));
    await said;
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 300));
  }
  return times;
}"""
_FIRST = """(selector) => {
  addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    if (!window.pnFirst && document.querySelector(selector)) window.pnFirst = performance.now();
  }).observe(document, {childList: true, subtree: true}));
}"""


@dataclass(frozen=True)
class Wait:
    """Milliseconds, each measured time and time again; `most` is what readers may wait, `fetched` what the page with the first
    result brings in bytes over the wire."""

    what: str
    times: Sequence[float]
    most: int | None = None
    fetched: int | None = None

    @property
    def middle(self) -> float:
        return median(self.times)


@dataclass(frozen=True)
class _Engine:
    label: str
    kind: str
    address: str
    result: str
    most: int | None


def waits(site: Path, folder: Path) -> list[Wait]:
    """What readers of `site` wait for, and those of a Material site with the same words, built in `folder`. Needs a browser."""
    material = material_of(site, folder)
    with sync_playwright() as playwright, served(site) as ours, served(material) as theirs:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS.split())
        try:
            found = [Wait("a filter redraws the list", _filters(browser.new_page(), ours), MOST)]
            for engine in (
                _Engine("our search", "ours", f"{ours}/search/?q=", ".pn-search__results li", MOST),
                _Engine("Material's search", "material", f"{theirs}/?q=", ".md-search-result__item", None),
            ):
                found += _searches(browser, engine)
            return found
        finally:
            browser.close()


def material_of(site: Path, folder: Path) -> Path:
    """Builds a plain Material site with its search plugin from the words of the toolkit pages of `site`."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Toolkits\n", "utf-8")
    for page in site.glob("toolkits/toolkit-*/index.html"):
        parts = html.parse(page).getroot().xpath("//main//*[self::h1 or self::h2 or self::h3 or self::p or self::li or self::dt or self::dd]")
        lines = [("#" * int(part.tag[1]) + " " if part.tag in ("h1", "h2", "h3") else "") + " ".join(part.text_content().split()) for part in parts]
        (docs / f"{page.parent.name}.md").write_text("\n\n".join(lines) + "\n", "utf-8")
    settings = ["site_name: Toolkits", "theme: {name: material, font: false}", "plugins: [search]", "nav: [index.md]"]
    (folder / "mkdocs.yml").write_text("\n".join([*settings, "validation: {nav: {omitted_files: ignore}}"]), "utf-8")
    run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "site"], folder, QUIET)
    return folder / "site"


def _filters(page: Page, base: str) -> list[float]:
    page.goto(f"{base}/toolkits/?available=now")
    page.locator(".pn-browse__status:not(:empty)").wait_for()
    boxes: list[str] = page.eval_on_selector_all(".pn-browse__value input", "all => all.map((one) => one.id)")
    times: list[float] = []
    for _ in range(ROUNDS):
        times += page.evaluate(_FILTER, boxes)
    return times


def _searches(browser: Browser, engine: _Engine) -> Iterator[Wait]:
    first: list[float] = []
    later: list[float] = []
    fetched = 0
    for _ in range(ROUNDS):
        context = browser.new_context()
        page = context.new_page()
        sizes: list[int] = []
        page.on("requestfinished", lambda request, sizes=sizes: sizes.append(request.sizes()["responseBodySize"]))  # type: ignore[misc]
        page.add_init_script(f"({_FIRST})('{engine.result}')")
        page.goto(f"{engine.address}{WORDS[0]}")
        page.wait_for_function("() => window.pnFirst", timeout=60_000)
        first.append(page.evaluate("window.pnFirst"))
        fetched = sum(sizes)
        later += page.evaluate(_SEARCH, [[*WORDS[1:], WORDS[0]], engine.kind])
        context.close()
    yield Wait(f"{engine.label}: first result, from opening its page", first, fetched=fetched)
    yield Wait(f"{engine.label}: a later one", later, engine.most)


def targets(found: Iterable[Wait]) -> Iterator[Target]:
    """Ours alone: a filter and a search answer before anybody notices."""
    for wait in found:
        if wait.most:
            yield Target(f"{wait.what}, median", f"{wait.middle:.0f} ms", f"{wait.most} ms", wait.middle <= wait.most)


def main() -> int:
    """Builds the catalogue of 2,000 and prints the waits. Returns 1 when one of ours is too long."""
    from tests.bench import report

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "tests.bench.project", str(SIZE), folder / "project"], cwd=ROOT, check=True)
        mkdocs(folder / "project", folder / "site", SIZE)
        found = waits(folder / "site", folder / "material")
    report.waits(found)
    verdicts = list(targets(found))
    report.verdicts(verdicts)
    return 0 if all(target.met for target in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
