"""What outside sites do never stops the build and never brings out an address that is hidden: as it may be one day, and as
it was really seen. No other test reads the real observations.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from macros.catalogue.model import Catalogue
from macros.links.evidence import evidence_in, whole_catalogue
from macros.links.judge import Observation
from macros.links.observations import lines_of
from macros.links.report import last_check, outside
from macros.publish.lists import availability
from tests.conftest import OBSERVATIONS, ROOT, build
from tests.data.note import HIDDEN_HOSTS
from tests.data.test_note import ARCHIVED
from tests.whole.test_build import check

FIRST, *LATER = "2026-10-05T06:00:00Z", "2026-10-12T06:00:00Z", "2026-10-19T06:00:00Z", "2026-10-26T06:00:00Z"
TAKEN_OVER = "It leads to another domain, casino[.]example, where nothing names the resource or its publisher."
STAYS = {"hide": {"hidden"}, "show": {"unchecked", "live", "unsure", "failing", "dead", "hidden"}, "moved": {"moved"}, "dead": {"dead", "hidden"}}
"""The states in which machines may leave an address, whatever they see, once a person has decided."""


@pytest.fixture(scope="module")
def offered(catalogue: Catalogue) -> str:
    """A tool that the decision tree offers and that can be had from its links alone."""
    assert catalogue.finder
    picks = (catalogue.by_id[pick.id] for outcome in catalogue.finder.outcomes for pick in outcome.shortlist)
    return next(tool.id for tool in picks if availability(catalogue, tool) == "now" and tool.links and not tool.how_to_get)


@pytest.fixture(scope="module")
def taken(catalogue: Catalogue) -> str:
    """An address of the note that nobody has decided about."""
    return next(row.address for row in outside(catalogue) if row.footnote and row.standing.state == "unchecked")


def weeks(catalogue: Catalogue, offered: str, taken: str) -> Iterable[Observation]:
    """Every address answers; then the tool's own are not found three weeks running, and the note's is somebody else's."""
    yield from (Observation(row.address, FIRST, "answered", "The page names the resource.") for row in outside(catalogue))
    for at in LATER:
        for link in catalogue.by_id[offered].links:
            yield Observation(link.url, at, "missing", "The host says that there is no such page (404).")
        yield Observation(taken, at, "takeover", TAKEN_OVER)


def brought_out(site: Path, addresses: Iterable[str]) -> list[str]:
    """The files of a built site in which one of the addresses or a hidden host stands whole, outside the address of an archive."""
    ended = [rf"{re.escape(address.rstrip('/'))}/?(?!\.?[\w/?=&%#~-])" for address in addresses]
    whole = re.compile("|".join([*ended, *map(re.escape, HIDDEN_HOSTS)]), re.IGNORECASE)
    files = [path for path in site.rglob("*") if path.is_file() and path.suffix != ".woff2"]
    return [path.relative_to(site).as_posix() for path in files if whole.search(ARCHIVED.sub("", html.unescape(path.read_text("utf-8"))))]


def test_whatever_outside_sites_do_the_project_is_checked_and_built(
    catalogue: Catalogue, offered: str, taken: str, project: Path, tmp_path: Path
) -> None:
    (project / OBSERVATIONS).write_text("".join(lines_of(weeks(catalogue, offered, taken))), "utf-8")
    checked, built = check(project), build(project, tmp_path / "site")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"offers {offered}, whose links no longer work" in checked.stdout, "the maintainer is told, and nothing stops"
    assert built.returncode == 0, built.stdout + built.stderr

    after = whole_catalogue(project / "data")
    assert {after.standing(link.url).state for link in after.by_id[offered].links} == {"dead"}
    assert after.standing(taken).state == "hidden"
    assert {row.standing.state for row in outside(after)} >= {"live", "dead", "hidden"} and last_check(after) == LATER[-1][:10]
    assert brought_out(tmp_path / "site", [row.address for row in outside(after) if row.standing.unsafe]) == []
    own_page = tmp_path / "site" / "toolkits" / offered
    assert brought_out(own_page, [after.by_id[offered].links[0].url]) == ["index.html"], "what is only dead stands there as text"


def test_what_was_really_seen_loads_and_leaves_decisions_and_hidden_addresses_as_they_are(tmp_path: Path) -> None:
    seen = whole_catalogue(ROOT / "data")
    evidence_of = evidence_in(ROOT / "data" / "links")
    for row in outside(seen):
        rulings = sorted(evidence_of(row.address).rulings, key=lambda ruling: ruling.date)
        assert not rulings or row.standing.state in STAYS[rulings[-1].decision], row.address
    done = build(ROOT, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert brought_out(tmp_path / "site", [row.address for row in outside(seen) if row.standing.unsafe]) == []


def test_what_the_other_tests_hold_was_seen_by_no_machine(catalogue: Catalogue, project: Path) -> None:
    assert last_check(catalogue) is None
    assert (project / OBSERVATIONS).read_text("utf-8") == ""
