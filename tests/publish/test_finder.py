"""Views and data of the decision tree; and what the browser works out from them is what Python works out from the catalogue."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import segno

from macros.catalogue.finder import Finder, LeftOut, Means, contradictions
from macros.catalogue.model import Catalogue, Link, Standing
from macros.publish.finder import finder, finder_json, finder_tree, offered_but_gone
from macros.publish.views import Page

ROOT = Path(__file__).parent.parent.parent
STATE = ROOT / "overrides" / "components" / "finder" / "finder.state.js"
Pages = Callable[[Catalogue, str], Page]


@pytest.fixture(scope="module")
def tree(catalogue: Catalogue) -> Finder:
    assert catalogue.finder
    return catalogue.finder


def test_the_first_question_links_to_the_whole_tree(catalogue: Catalogue, tree: Finder, page_at: Pages) -> None:
    view = finder(page_at(catalogue, "/choose/"))
    first = tree.question[tree.start]
    assert view["question"] == first.text
    assert [answer["text"] for answer in view["answers"]] == [answer.text for answer in first.answers]
    anchors = {f"question-{question.id}" for question in tree.questions} | {f"outcome-{outcome.id}" for outcome in tree.outcomes}
    for answer in view["answers"]:
        page, _, anchor = answer["href"].partition("#")
        assert page == "tree/"
        assert anchor in anchors


def test_the_island_holds_the_tree_with_addresses_as_seen_from_the_page(catalogue: Catalogue, tree: Finder, page_at: Pages) -> None:
    island = finder(page_at(catalogue, "/choose/"))["island"]
    assert island["start"] == tree.start
    assert list(island["questions"]) == [question.id for question in tree.questions]
    assert list(island["outcomes"]) == [outcome.id for outcome in tree.outcomes]
    outcome = island["outcomes"]["several-stuck"]
    assert outcome["guide"] == "../guides/continuous-improvement/"
    assert outcome["checklist"]["href"] == "../checklists/barriers/"
    assert [pick["href"] for pick in outcome["shortlist"]] == [f"../toolkits/{pick.id}/" for pick in tree.outcome["several-stuck"].shortlist]
    assert island["questions"]["goal"]["answers"][0]["means"] == {"stages": ["deciding-and-developing"]}


def test_every_question_stands_in_the_tree_once_and_is_named_where_it_comes_again(catalogue: Catalogue, tree: Finder, page_at: Pages) -> None:
    view = finder_tree(page_at(catalogue, "/choose/tree/"))
    seen: dict[str, int] = {}
    again: list[dict[str, Any]] = []

    def read(question: dict[str, Any]) -> None:
        assert question["id"] not in seen
        seen[question["id"]] = question["number"]
        for answer in question["answers"]:
            assert sum(answer[name] is not None for name in ("question", "again", "outcome")) == 1
            if answer["question"]:
                read(answer["question"])
            elif answer["again"]:
                again.append(answer["again"])

    read(view["tree"])
    assert set(seen) == {question.id for question in tree.questions}
    assert list(seen.values()) == list(range(1, len(seen) + 1)), "numbers run down the page"
    assert again
    assert all(seen[one["id"]] == one["number"] for one in again)
    assert [outcome["number"] for outcome in view["outcomes"]] == list(range(1, len(tree.outcomes) + 1))


def test_the_code_on_the_poster_is_that_of_the_address(catalogue: Catalogue, page_at: Pages) -> None:
    page = page_at(catalogue, "/choose/tree/")
    assert finder_tree(page)["qr"] is None
    code = finder_tree(replace(page, origin="https://partnerships.example.org/"))["qr"]
    assert code["address"] == "https://partnerships.example.org/choose/"
    dark = {(x + 4, y + 4) for y, row in enumerate(segno.make(code["address"], error="m", micro=False).matrix) for x, on in enumerate(row) if on}
    assert {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code["path"])} == dark
    assert code["size"] == max(x for x, _ in dark) + 5


def test_a_page_without_a_tree_says_what_is_missing(catalogue: Catalogue, page_at: Pages) -> None:
    with pytest.raises(ValueError, match=r"data/finder\.yaml"):
        finder(replace(page_at(catalogue, "/choose/"), catalogue=replace(catalogue, finder=None)))


# A tool that has died since


@pytest.fixture(scope="module")
def bereft(catalogue: Catalogue, tree: Finder) -> tuple[Catalogue, str]:
    """The catalogue after the first tool of a shortlist lost its only address; and the outcome's id."""
    outcome = tree.outcomes[0]
    address = "https://dead.example.org/"
    dead = replace(catalogue.by_id[outcome.shortlist[0].id], how_to_get=None, links=(Link(address, "Site", "own"),))
    toolkits = tuple(dead if one.id == dead.id else one for one in catalogue.toolkits)
    return replace(catalogue, toolkits=toolkits, standings={**catalogue.standings, address: Standing(address, "dead", "2026-11-01")}), outcome.id


def test_a_dead_tool_is_never_offered_first(bereft: tuple[Catalogue, str], tree: Finder, page_at: Pages) -> None:
    catalogue, name = bereft
    found = finder(page_at(catalogue, "/choose/"))["island"]["outcomes"][name]
    written = [pick.id for pick in tree.outcome[name].shortlist]
    assert [pick["id"] for pick in found["shortlist"]] == [*written[1:], written[0]]
    assert [pick["gone"] for pick in found["shortlist"]] == [None, None, "No longer available"]
    assert found["advice"] is None, "it speaks of the first, and another is first now"
    assert written[0] not in {one["id"] for one in json.loads(finder_json(catalogue))["toolkits"]}


def test_the_maintainer_is_told(bereft: tuple[Catalogue, str], catalogue: Catalogue, tree: Finder) -> None:
    assert offered_but_gone(catalogue) == []
    told = offered_but_gone(bereft[0])
    first = tree.outcomes[0].shortlist[0].id
    assert len(told) == sum(first in [pick.id for pick in outcome.shortlist] for outcome in tree.outcomes)
    assert re.fullmatch(rf"data/finder\.yaml:\d+: outcome {bereft[1]} offers {first}, whose links no longer work; .+", told[0])


def test_what_is_left_out_is_not_offered_elsewhere(catalogue: Catalogue, tree: Finder) -> None:
    changed = replace(catalogue, finder=replace(tree, not_in_finder=(LeftOut("place-standard", "A reason."),)))
    before, after = ({one["id"] for one in json.loads(finder_json(one))["toolkits"]} for one in (catalogue, changed))
    assert before - after == {"place-standard"}


# The browser's reading of the same data

COMPARE = """
import { readFileSync } from "node:fs";
const { contradictions, others, walk } = await import(process.argv[2]);
const { island, toolkits, paths, probes } = JSON.parse(readFileSync(process.argv[3], "utf8"));
const found = paths.map((answers) => {
  const way = walk(island, new Map(answers));
  const ids = island.outcomes[way.outcome].shortlist.map((pick) => pick.id);
  const { fits, near } = others(toolkits, way.steps, ids);
  return { outcome: way.outcome, fits: fits.map((one) => one.id), near: near.map((one) => [one.toolkit.id, one.field]) };
});
const against = probes.map((means) => toolkits.map((toolkit) => contradictions(toolkit, means)));
console.log(JSON.stringify({ found, against }));
"""


def test_the_browser_and_python_agree_on_every_path(catalogue: Catalogue, tree: Finder, page_at: Pages, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node, "no node: run `make test`, which finds or installs one"
    toolkits = json.loads(finder_json(catalogue))["toolkits"]
    paths = list(tree.paths())
    means = [answer.means for question in tree.questions for answer in question.answers if answer.means]
    (tmp_path / "data.json").write_text(
        json.dumps({
            "island": finder(page_at(catalogue, "/choose/"))["island"],
            "toolkits": toolkits,
            "paths": [[[question.id, answer.id] for question, answer in path.steps] for path in paths],
            "probes": [{one.name: getattr(each, one.name) for one in fields(Means) if getattr(each, one.name)} for each in means],
        }),
        "utf-8",
    )  # fmt: skip
    (tmp_path / "compare.mjs").write_text(COMPARE, "utf-8")
    done = subprocess.run(
        [node, tmp_path / "compare.mjs", STATE.as_uri(), tmp_path / "data.json"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    browser = json.loads(done.stdout)
    known = [catalogue.by_id[one["id"]] for one in toolkits]
    assert browser["against"] == [[contradictions(toolkit, each) for toolkit in known] for each in means]
    for path, said in zip(paths, browser["found"], strict=True):
        shortlist = {pick.id for pick in tree.outcome[path.outcome].shortlist}
        asked = [answer.means for _, answer in path.steps if answer.means]
        against = {one.id: {field for each in asked for field in contradictions(one, each)} for one in known if one.id not in shortlist}
        assert said["outcome"] == path.outcome
        assert said["fits"] == [name for name, wrong in against.items() if asked and not wrong], str(path)
        assert said["near"] == [[name, *wrong] for name, wrong in against.items() if len(wrong) == 1 and "stages" not in wrong], str(path)
    assert sum(len(said["fits"]) for said in browser["found"]) > 500
