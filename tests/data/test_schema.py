"""The schemas that tie editors to the model: fresh, valid, and of one mind with the loader about the real data."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from macros.catalogue.model import Catalogue
from macros.publish.exports import data_files

ROOT = Path(__file__).parent.parent.parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAMES = ("toolkits", "references", "finder")


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "data" / "schema" / f"{name}.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load((ROOT / "data" / "toolkits.yaml").read_text("utf-8"), Loader=LOADER)  # noqa: S506
    return found


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_what_the_model_makes_now(catalogue: Catalogue, name: str) -> None:
    made = data_files(catalogue, "")[f"schema/{name}.json"]
    assert (ROOT / "data" / "schema" / f"{name}.json").read_text("utf-8") == made, "run `python -m macros schema` and commit data/schema/"


@pytest.mark.parametrize("name", NAMES)
def test_schema_accepts_the_real_data(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema(name))
    data = yaml.load((ROOT / "data" / f"{name}.yaml").read_text("utf-8"), Loader=LOADER)  # noqa: S506
    errors = [f"{list(error.path)}: {error.message[:200]}" for error in jsonschema.Draft7Validator(schema(name)).iter_errors(data)]
    assert not errors


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Not An Id"),
        ("kind", "toolbox"),
        ("stages", []),
        ("stages", ["skills", "skills"]),
        ("status", None),
        ("purpose", "Too short."),
        ("reviewed", "23 November 2026"),
        ("year", "around 2003"),
        ("colour", "red"),
        ("links", [{"url": "javascript:alert(1)", "label": "x", "role": "own"}]),
        ("links", [{"url": "https://example.org/", "label": "x", "role": "mine"}]),
        ("minutes", {"low": 0, "high": 10, "basis": "publisher"}),
    ],
)
def test_schema_marks_what_the_loader_would_refuse(entries: list[dict[str, Any]], field: str, value: Any) -> None:
    entry = copy.deepcopy(entries[0])
    validator = jsonschema.Draft7Validator(schema("toolkits"))
    assert validator.is_valid([entry])
    entry[field] = value
    assert not validator.is_valid([entry])


@pytest.mark.parametrize("field", schema("toolkits")["items"]["required"])
def test_schema_asks_for_what_is_required(entries: list[dict[str, Any]], field: str) -> None:
    entry = {name: value for name, value in entries[0].items() if name != field}
    assert not jsonschema.Draft7Validator(schema("toolkits")).is_valid([entry])


def test_every_field_tells_the_editor_what_it_means() -> None:
    def properties(part: Any) -> list[Any]:
        if isinstance(part, list):
            return [one for item in part for one in properties(item)]
        if not isinstance(part, dict):
            return []
        return [*part.get("properties", {}).values(), *(one for value in part.values() for one in properties(value))]

    fields = [field for name in NAMES for field in properties(schema(name))]
    assert len(fields) > 60
    assert all(field.get("description") for field in fields)


def test_the_schema_of_checklists_is_fresh_and_accepts_them(catalogue: Catalogue) -> None:
    made = data_files(catalogue, "")["schema/checklist.json"]
    assert (ROOT / "data" / "schema" / "checklist.json").read_text("utf-8") == made, "run `python -m macros schema` and commit data/schema/"
    files = sorted((ROOT / "data" / "checklists").glob("*.yaml"))
    assert files
    for file in files:
        data = yaml.load(file.read_text("utf-8"), Loader=LOADER)  # noqa: S506
        assert not [error.message for error in jsonschema.Draft7Validator(schema("checklist")).iter_errors(data)]


def test_editors_are_tied_to_the_schemas() -> None:
    first = (ROOT / "data" / "toolkits.yaml").read_text("utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match
    assert (ROOT / "data" / match[1]).is_file()
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for path, file in settings["yaml.schemas"].items():
        assert (ROOT / path).is_file()
        assert list(ROOT.glob(file))
    assert {Path(path).stem for path in settings["yaml.schemas"]} == {*NAMES, "checklist"}
    assert "redhat.vscode-yaml" in json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))["recommendations"]


def test_templates_of_the_forge_can_be_read() -> None:
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    forms = [yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*.yml") if path.name != "config.yml"]
    assert forms
    for form in forms:
        assert {"name", "description", "body"} <= set(form)
        ids = [part["id"] for part in form["body"]]
        assert len(ids) == len(set(ids))
        assert all(part["type"] in ("input", "textarea", "dropdown", "checkboxes") and part["attributes"]["label"] for part in form["body"])
    assert (ROOT / ".github" / "pull_request_template.md").read_text("utf-8").count("- [ ]") >= 4
