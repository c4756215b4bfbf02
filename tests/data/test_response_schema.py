"""The schema of saved answers. It is written by hand, since its model is JavaScript: real copies hold to it, and others do not."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT

ANSWERS = ROOT / "tests" / "components" / "answers"
SCHEMA: dict[str, Any] = json.loads((ROOT / "data" / "schema" / "response.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA)
FIXTURE: dict[str, Any] = json.loads((ANSWERS / "response-1.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def copies() -> list[dict[str, Any]]:
    node = shutil.which("node")
    assert node, "no node: run `make test`, which finds or installs one"
    done = subprocess.run([node, ANSWERS / "print-documents.js", "200"], capture_output=True, text=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.split("\n") if line]  # not splitlines: texts hold other ends of lines


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_copies_that_the_site_writes_hold_to_it(copies: list[dict[str, Any]]) -> None:
    assert len(copies) == 200
    assert any(one["actions"] for one in copies) and any(len(one["answers"]) > 3 for one in copies)
    for one in (*copies, FIXTURE):
        assert not [f"{list(error.path)}: {error.message[:200]}" for error in VALID.iter_errors(one)]


def at(document: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        document = document[part]
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "partnership-navigator/catalogue"),
        (("version",), 2),
        (("run",), "../run"),
        (("checklist", "id"), "Success Factors"),
        (("checklist", "version"), 0),
        (("about", "partner"), "x" * 301),
        (("about", "mode"), "both"),
        (("about", "email"), "someone"),
        (("answers", "Trust"), {"value": 4, "importance": None, "agreed": None, "note": ""}),
        (("answers", "trust", "value"), 5),
        (("answers", "trust", "value"), "4"),
        (("answers", "trust", "importance"), "not-applicable"),
        (("answers", "trust", "agreed"), True),
        (("answers", "trust", "note"), None),
        (("answers", "trust", "note"), "x" * 16_001),
        (("answers", "trust", "score"), 4),
        (("answers", "trust"), 4),
        (("answers",), []),
        (("actions",), {}),
        (("actions", 0, "id"), ""),
        (("actions", 0, "status"), "finished"),
        (("actions", 0, "removed"), "no"),
        (("actions", 0, "owner"), "x"),
        (("edited", "answers/trust/colour"), "2026-11-23T09:00:00.000Z"),
        (("edited", "answers/trust/value"), "23 November 2026"),
        (("created",), "2026-11-23"),
        (("updated",), None),
        (("other",), 1),
    ],
)
def test_what_the_site_would_never_write_does_not(path: tuple[str | int, ...], value: Any) -> None:
    document = copy.deepcopy(FIXTURE)
    at(document, path[:-1])[path[-1]] = value
    assert not VALID.is_valid(document)


@pytest.mark.parametrize("name", SCHEMA["required"])
def test_no_field_can_be_left_out(name: str) -> None:
    assert not VALID.is_valid({key: value for key, value in FIXTURE.items() if key != name})


def test_every_field_says_what_it_means() -> None:
    def fields(part: Any) -> list[Any]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        return [*(part.get("properties", {}).values() if isinstance(part, dict) else ()), *(one for value in inner for one in fields(value))]

    assert len(fields(SCHEMA)) == 30
    assert all(field.get("description") for field in fields(SCHEMA))


def test_its_limits_are_those_of_the_script() -> None:
    script = (ROOT / "overrides" / "assets" / "answers" / "response.js").read_text("utf-8")
    (written,) = re.findall(r"LIMITS = \{(.*?)\}", script)
    limits = {name: int(number.replace("_", "")) for name, number in re.findall(r"(\w+): ([\d_]+)", written)}
    answer = SCHEMA["properties"]["answers"]
    assert limits == {
        "note": answer["additionalProperties"]["properties"]["note"]["maxLength"],
        "text": SCHEMA["$defs"]["text"]["maxLength"],
        "items": answer["maxProperties"],
        "actions": SCHEMA["properties"]["actions"]["maxItems"],
    }


def test_the_site_publishes_it(built_site: Path) -> None:
    assert json.loads((built_site / "schema" / "response.json").read_text("utf-8")) == SCHEMA
