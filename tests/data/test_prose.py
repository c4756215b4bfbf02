"""The warnings about prose: each kind is found, names are left alone, and few remain in what is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalogue.model import Catalogue
from macros.prose import Style, read_style, warnings
from tests.conftest import ROOT

STYLE = Style({"empower": "let, help", "leverage": "use"}, frozenset({"NHS"}))
LONG = " ".join(["word"] * 26)


def said(tmp_path: Path, catalogue: Catalogue, text: str) -> list[str]:
    (tmp_path / "docs" / "guides").mkdir(parents=True, exist_ok=True)
    (tmp_path / "docs" / "guides" / "one.md").write_text(f'---\ntitle: "One"\n---\n\n{text}\n', "utf-8")
    return [one.what for one in warnings(tmp_path, catalogue, STYLE) if one.file == "docs/guides/one.md"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}.", "a sentence of 26 words"),
        ("We leverage trust.", '"leverage"; try: use'),
        ("Empower people.", '"empower"; try: let, help'),
        ("Ask the ADP.", "ADP is not spelt out on this page"),
    ],
)
def test_each_kind_of_warning_is_given(tmp_path: Path, catalogue: Catalogue, text: str, expected: str) -> None:
    (found,) = said(tmp_path, catalogue, text)
    assert found.startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        f"{' '.join(['word'] * 25)}.",
        "The Community Empowerment (Scotland) Act 2015.",
        "The alcohol and drug partnership (ADP) meets. Ask the ADP.",
        "Ask the NHS.",
        "See [the page](https://example.org/leverage) and `leverage`.",
        "| short | cells | " + "word | " * 30,
    ],
)
def test_names_spelt_out_words_and_code_are_left_alone(tmp_path: Path, catalogue: Catalogue, text: str) -> None:
    assert said(tmp_path, catalogue, text) == []


def test_a_warning_names_file_and_line(tmp_path: Path, catalogue: Catalogue) -> None:
    said(tmp_path, catalogue, "First.\n\nWe leverage trust.")
    (found,) = [one for one in warnings(tmp_path, catalogue, STYLE) if one.file == "docs/guides/one.md"]
    assert str(found).startswith("docs/guides/one.md:7: ")


def test_a_broken_list_of_words_is_told(tmp_path: Path) -> None:
    (tmp_path / "style.yaml").write_text("jargon: no\n", "utf-8")
    for text, said in (
        ("jargon: no\n", "give two lists"), ("jargon: [leverage]\nknown: []\n", "a word, and the plainer one"), ("jargon: [\n", "cannot be read"),
        ("jargon:\n  - word: leverage\nknown: []\n", "a word, and the plainer one"),
    ):  # fmt: skip
        (tmp_path / "style.yaml").write_text(text, "utf-8")
        with pytest.raises(ValueError, match=said):
            read_style(tmp_path / "style.yaml")


def test_few_warnings_remain(catalogue: Catalogue) -> None:
    assert len(warnings(ROOT, catalogue, read_style(ROOT / "data" / "style.yaml"))) <= 5
