"""Reading raises nothing but CatalogueError, whatever a file holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.catalogue import read
from macros.catalogue.load import load
from macros.catalogue.problems import RULES, Problem
from macros.catalogue.read import DEEPEST, NOTHING, Fields, Listing, Scalar
from tests.catalogue.trial import AROUND, FILES, ROOT, TODAY, problems_in, trial

REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=100)
PARSERS = {"C": yaml.CLoader, "Python": yaml.Loader}
ENTRY = (AROUND / "toolkits.yaml").read_text("utf-8")
TREE = (ROOT / "tests" / "bad" / "finder" / "finder-name.yaml").read_text("utf-8")
DECISION = (ROOT / "tests" / "bad" / "decisions" / "decision-move.yaml").read_text("utf-8")

MAY_BE_EMPTY = ("references", "synonyms", "timeline", "decisions", "observations")

MARKS = st.text(alphabet="-:# \n[]{}&*!|>'\"%@`,?~<=\t\\\0\x85\u2028\ufeff\U0001f600ab19", max_size=60)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A good file with pieces cut out, doubled, or replaced by whatever."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + draw(MARKS | st.just(text[start:end] * 2) | st.just("")) + text[end:]
    return text


def tell(problem: Problem, text: bytes) -> None:
    """A problem must be one line that a person can find and a terminal can print."""
    assert problem.rule in RULES
    # YAML also counts two rare characters as ends of lines
    assert 1 <= problem.line <= max(text.count(end) for end in (b"\n", b"\r")) + text.count(b"\xc2\x85") + text.count(b"\xe2\x80") + 2
    for words in (str(problem), problem.annotation()):
        assert words.isprintable() and len(words) < 1500
        words.encode()


def is_told(kind: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for problem in problems_in(trial(Path(folder), kind, content)):
            if problem.file == f"data/{FILES[kind]}":
                tell(problem, content)


@REPEATABLE
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=80))
@example("toolkits", b"\xff\xfe")
@example("toolkits", b"- id: \x00")
@example("observations", b"\xff\n")
def test_any_bytes_are_read_or_refused(kind: str, content: bytes):
    is_told(kind, content)


@REPEATABLE
@given(st.sampled_from(sorted(FILES)), MARKS | st.text(max_size=60))
@example("toolkits", "- !<%0a%1b> x")
@example("toolkits", '- "a\\nb": 1\n  "a\\nb": 2')
@example("toolkits", '- "\\e[31m": 1')
@example("toolkits", '- id: "\\ud800"')
@example("toolkits", "? a\n: b\n? [c]\n: d")
@example("toolkits", "%YAML 9.9\n---\n- a")
@example("toolkits", "&a - *a")
@example("decisions", "-")
@example("finder", "start: a\nquestions:\n  - id: a")
def test_any_text_is_read_or_refused(kind: str, text: str):
    is_told(kind, text.encode("utf-8", "surrogatepass"))


@REPEATABLE
@given(damaged(ENTRY))
def test_a_damaged_entry_is_read_or_refused(text: str):
    is_told("toolkits", text.encode("utf-8", "surrogatepass"))


@REPEATABLE
@given(damaged(DECISION))
def test_a_damaged_decision_is_read_or_refused(text: str):
    is_told("decisions", text.encode("utf-8", "surrogatepass"))


@REPEATABLE
@given(damaged(TREE))
def test_a_damaged_tree_is_read_or_refused(text: str):
    is_told("finder", text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("parser", PARSERS.values(), ids=list(PARSERS))
@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "observations"])
@pytest.mark.parametrize("piece", ["[", "{", "- ", "? ", "a: [", "[{", "- - a:\n", "!!x ", "&a ", '"', "'", "\n ", "#"], ids=repr)
def test_ten_thousand_levels_are_refused_without_a_crash(kind: str, piece: str, parser: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "_Parser", parser)
    data = trial(tmp_path, kind, (piece * 10_000).encode())
    problems = problems_in(data)
    assert problems or (piece in ("\n ", "#") and kind in MAY_BE_EMPTY)


@pytest.mark.parametrize("piece", ["[", '{"a":', "9"])
def test_a_deeply_nested_observation_is_torn(piece: str, tmp_path: Path):
    [problem] = problems_in(trial(tmp_path, "observations", (piece * 100_000 + "\n").encode()))
    assert problem.rule == "torn-observation"


def test_eight_levels_are_read(tmp_path: Path):
    file = tmp_path / "file.yaml"
    problems: list[Problem] = []
    file.write_text(f"{'- ' * (DEEPEST - 1)}end")
    assert isinstance(read.read(file, "file", problems), Listing)
    assert problems == []
    file.write_text(f"{'- ' * DEEPEST}end")
    assert read.read(file, "file", problems) is None
    assert [problem.rule for problem in problems] == ["too-deep"]


@pytest.mark.parametrize("file", sorted(path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("*.yaml")))
def test_both_parsers_give_the_same_tree_for_the_real_data(file: str, monkeypatch: pytest.MonkeyPatch):
    trees = []
    for parser in PARSERS.values():
        monkeypatch.setattr(read, "_Parser", parser)
        problems: list[Problem] = []
        trees.append(read.read(ROOT / "data" / file, file, problems))
        assert problems == []
    assert trees[0] == trees[1]
    assert trees[0] not in (None, NOTHING)


@REPEATABLE
@given(MARKS | damaged(ENTRY))
def test_both_parsers_agree_on_what_is_data(text: str):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        file = Path(folder) / "file.yaml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        seen = []
        for parser in PARSERS.values():
            patch.setattr(read, "_Parser", parser)
            problems: list[Problem] = []
            tree = read.read(file, "file", problems)
            seen.append((tree, [problem.rule for problem in problems]))
        (tree, rules), (other, others) = seen
        if not rules and not others:
            assert values(tree) == values(other), "two builds of one commit would differ"


def values(node: read.Node | None) -> object:
    """What a tree holds, without its lines: the parsers count those of values that are not there differently."""
    if isinstance(node, Scalar) or node is None:
        return node and (node.value, node.quoted)
    return [values(item) for item in node.items] if isinstance(node, Listing) else {name: values(item) for name, item in node.items.items()}


@pytest.mark.parametrize("text", ["", "\n", "# only words\n", "---\n", "one word\n", "field: value\n"])
def test_a_file_without_entries_is_no_catalogue(text: str, tmp_path: Path):
    [problem] = problems_in(trial(tmp_path, "toolkits", text.encode()))
    assert problem.wrong == "the file is not a list of entries"


@pytest.mark.parametrize("kind", MAY_BE_EMPTY)
def test_nothing_is_a_list_of_none(kind: str, tmp_path: Path):
    assert problems_in(trial(tmp_path, kind, b"")) == ()


@pytest.mark.parametrize(
    ("file", "text"), [("vocabulary.yaml", "# none\n"), ("vocabulary.yaml", "- a\n"), ("links/policy.yaml", ""), ("links/policy.yaml", "- a\n")]
)
def test_a_vocabulary_or_policy_of_another_shape_is_refused_in_words(file: str, text: str, tmp_path: Path):
    data = trial(tmp_path, "references", b"")
    (data / file).write_text(text, "utf-8")
    [problem] = problems_in(data)
    assert (problem.file, problem.rule) == (f"data/{file}", "wrong-shape")


def test_a_word_of_the_vocabulary_has_one_meaning(tmp_path: Path):
    data = trial(tmp_path, "references", b"")
    words = data / "vocabulary.yaml"
    words.write_text(words.read_text("utf-8").replace("- id: housing\n", "- id: community-planning\n"), "utf-8")
    [problem] = problems_in(data)
    assert problem.rule == "duplicate-id"


def test_an_alias_is_refused_by_name(tmp_path: Path):
    data = trial(tmp_path, "toolkits", ENTRY.replace('"Example Council"', "*council").encode())
    assert "anchor" in {problem.rule for problem in problems_in(data)}


def test_lines_are_those_of_the_file_with_a_mark_at_its_start_and_ends_of_windows(tmp_path: Path):
    text = ENTRY.replace("kind: checklist", "kind: cheklist")
    line = text.split("\n").index("  kind: cheklist") + 1
    for content in (text.encode(), text.encode("utf-8-sig"), text.replace("\n", "\r\n").encode()):
        [problem] = problems_in(trial(tmp_path, "toolkits", content))
        assert problem.line == line


def test_the_mapping_of_lines_knows_every_field(tmp_path: Path):
    [toolkit] = load(trial(tmp_path, "references", b""), TODAY).toolkits
    lines = ENTRY.split("\n")
    assert lines[toolkit.line - 1].startswith("- id: example")
    assert all(lines[line - 1].strip(" -").startswith(f"{name}:") for name, line in toolkit.lines.items())


def test_scalars_remember_whether_they_were_quoted(tmp_path: Path):
    file = tmp_path / "file.yaml"
    file.write_text("a: 1\nb: '1'\nc: \"1\"\nd: |-\n  1\n")
    problems: list[Problem] = []
    tree = read.read(file, "file", problems)
    assert isinstance(tree, Fields)
    assert list(tree.items.values()) == [Scalar("1", 1, False), Scalar("1", 2, True), Scalar("1", 3, True), Scalar("1", 4, True)]
