"""data/README.md says of every field of every data file what the model says of it, with an example that the loader accepts."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from macros.catalogue import fields as kinds
from macros.catalogue.checklist import Checklist, Duration, Item, Level, Retired, Scale, Theme
from macros.catalogue.fields import Checker, Kind
from macros.catalogue.finder import Answer, Finder, LeftOut, Means, Outcome, Pick, Question
from macros.catalogue.groups import Group, Many, kinds_of, required_of, says_of
from macros.catalogue.model import Archive, Catalogue, Event, Link, Minutes, Part, Reference, Source, Structure, Successor, Synonyms, Term, Toolkit
from macros.catalogue.problems import Problem
from macros.catalogue.read import Fields, read
from macros.links.evidence import Decision, PolicyFile
from macros.links.judge import RESULTS, Observation
from macros.links.observations import lines_of, read_observations
from macros.publish.exports import COLUMNS, catalogue_csv, toolkit_record

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "data" / "README.md").read_text("utf-8")

SECTIONS: dict[str, type] = {
    "An entry": Toolkit, "A link": Link, "A capture": Archive, "A source": Source, "Minutes": Minutes, "Structure": Structure, "A part": Part,
    "A successor": Successor, "A word": Term, "A reference": Reference, "A checklist": Checklist, "How long it takes": Duration,
    "A scale": Scale, "A level": Level, "A theme": Theme, "A statement": Item, "A retired statement": Retired,
    "Words with one meaning": Synonyms, "An event": Event, "The finder": Finder, "A question": Question,
    "An answer": Answer, "What an answer means": Means, "An outcome": Outcome, "A pick": Pick, "Left out": LeftOut,
    "A decision": Decision, "The policy": PolicyFile,
}  # fmt: skip

each_model = pytest.mark.parametrize(("heading", "model"), SECTIONS.items())


def section(heading: str) -> str:
    """What stands below a heading of README.md, up to the next heading."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"data/README.md has no heading {heading!r}"
    return found[1]


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def limits(kind: Kind) -> str:
    """What a kind of value may hold, in the words of README.md."""
    match kind:
        case kinds.Text():
            span = f"up to {kind.longest:,} characters" if kind.shortest == 1 else f"{kind.shortest} to {kind.longest:,} characters"
            shape = "one sentence on one line" if kind.sentence else "paragraphs, **bold** and lists" if kind.markdown else "one line"
            return f"{shape}, {span}"
        case kinds.Identifier():
            return "lower-case letters, digits and single hyphens, up to 60"
        case kinds.Word():
            return f"a word of `{kind.group}`"
        case kinds.OneOf():
            return "one of " + ", ".join(f"`{word}`" for word in kind.words)
        case kinds.Number():
            return f"whole number, {kind.lowest:,} to {kind.highest:,}"
        case kinds.Day():
            return 'date in quotes, `"YYYY-MM-DD"`' + (' or `"YYYY-MM"`' if kind.month else "") + ", not in the future"
        case kinds.Year():
            return 'in quotes, `"2009"`, `"2003 to 2004"` or `"2009, revised 2014"`'
        case kinds.Address():
            return "http or https address of a public website, up to 600 characters"
        case kinds.Host():
            return "host in lower case, without http"
        case Many():
            return f"list of 1 to {kind.most:,}: {limits(kind.of)}"
        case Group():
            heading = next(heading for heading, model in SECTIONS.items() if model is kind.model)
            return f"the fields of [{heading.lower()}](#{heading.lower().replace(' ', '-')})"
    raise AssertionError(f"say here what {kind} may hold")


@each_model
def test_every_field_is_described_as_the_model_has_it(heading: str, model: type) -> None:
    expected = [
        [f"`{name}`", "yes" if name in required_of(model) else "", says_of(model)[name], limits(kind)] for name, kind in kinds_of(model).items()
    ]
    assert [row[:4] for row in rows(heading)] == expected


@each_model
def test_every_example_is_accepted(tmp_path: Path, catalogue: Catalogue, heading: str, model: type) -> None:
    for (cell, *_, example), kind in zip(rows(heading), kinds_of(model).values(), strict=True):
        name = cell.strip("`")
        inner = kind.of if isinstance(kind, Many) else kind
        if isinstance(inner, Group) or getattr(inner, "markdown", False):
            assert example == "below"
            continue
        value = example.strip("`")
        file = tmp_path / "example.yaml"
        file.write_text(f"{name}:\n  {value}\n" if isinstance(kind, Many) else f"{name}: {value}\n", "utf-8")
        problems: list[Problem] = []
        node = read(file, "example", problems)
        assert isinstance(node, Fields), problems
        assert kind.check(name, node.items[name], Checker("example", problems, catalogue.vocabulary, date.today())) is not None
        assert not problems


def test_every_data_file_has_a_section() -> None:
    files = {path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("*") if path.suffix in (".yaml", ".jsonl")}
    headings = set(re.findall(r"^## `(.+)`$", README, re.MULTILINE))
    assert {re.sub(r"^checklists/.*\.yaml$", "checklists/<id>.yaml", file) for file in files} <= headings


def test_lists_of_style_are_described() -> None:
    style = yaml.safe_load((ROOT / "data" / "style.yaml").read_text("utf-8"))
    assert [cell.strip("`") for cell, *_ in rows("The lists of style")] == list(style)
    (example,) = re.findall(r"```yaml\n(.*?)```", section("The lists of style"), re.DOTALL)
    assert {name: [type(one) for one in listed] for name, listed in yaml.safe_load(example).items()} == {"jargon": [dict], "known": [str]}
    assert set(yaml.safe_load(example)["jargon"][0]) == set(style["jargon"][0])


def test_every_group_of_words_is_explained(catalogue: Catalogue) -> None:
    assert [cell.strip("`") for cell, *_ in rows("The groups")] == list(catalogue.vocabulary)


def test_observations_are_described(tmp_path: Path) -> None:
    line = json.loads(next(lines_of([Observation("http://www.example.org/", "2026-11-23T04:00:00Z", "answered", "It does.")])))
    assert {cell.strip("`") for cell, *_ in rows("An observation")} == set(line)
    assert all(f"`{result}`" in section("An observation") for result in RESULTS)
    (example,) = re.findall(r"```json\n(.*?)```", section("An observation"), re.DOTALL)
    (tmp_path / "observations.jsonl").write_text(example, "utf-8")
    problems: list[Problem] = []
    assert len(list(read_observations(tmp_path / "observations.jsonl", problems, date.today()))) == 2
    assert not problems


def test_every_column_of_the_spreadsheet_is_described(catalogue: Catalogue) -> None:
    described = [cell.strip("`") for cell, *_ in rows("catalogue.csv")]
    assert described == list(COLUMNS) == catalogue_csv(catalogue).removeprefix("\ufeff").splitlines()[0].split(",")


def test_every_field_of_the_open_data_is_described(catalogue: Catalogue) -> None:
    published = {name for toolkit in catalogue.toolkits for name in toolkit_record(catalogue, toolkit)}
    changed = {cell.strip("`") for cell, *_ in rows("catalogue.json")}
    assert published <= set(kinds_of(Toolkit)) | changed
    assert changed <= published
