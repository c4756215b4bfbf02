"""What browsers load: one stylesheet in a fixed order, and an address that changes with any byte."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.publish.assets import assets

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    return tmp_path / "overrides"


def test_any_changed_byte_gives_another_address(overrides: Path) -> None:
    first = assets(overrides).base
    assert assets(overrides).base == first
    bases = {first}
    changed = [
        overrides / "assets" / "site.js", overrides / "assets" / "print.css", next(overrides.glob("components/*/*.element.js")),
        overrides / "assets" / "vendor" / "minisearch.js",
    ]  # fmt: skip
    for path in changed:
        path.write_bytes(path.read_bytes() + b"\n.x{y:z}\n")
        bases.add(assets(overrides).base)
    assert len(bases) == len(changed) + 1


def test_a_renamed_file_gives_another_address(overrides: Path) -> None:
    first = assets(overrides).base
    (overrides / "assets" / "store.js").rename(overrides / "assets" / "store2.js")
    assert assets(overrides).base != first


def test_templates_do_not_change_the_address(overrides: Path) -> None:
    first = assets(overrides).base
    (overrides / "main.html").write_text("<p>", "utf-8")
    assert assets(overrides).base == first


def test_all_styles_are_one_with_components_between_shell_and_print(overrides: Path) -> None:
    for path, mark in (("tokens", "a"), ("shell", "b"), ("pieces", "c"), ("print", "y")):
        (overrides / "assets" / f"{path}.css").write_text(f".{mark} {{ }}", "utf-8")
    shutil.rmtree(overrides / "components")
    for name in ("zebra", "apple"):
        (overrides / "components" / name).mkdir(parents=True)
        (overrides / "components" / name / f"{name}.css").write_text(f"/* {name} */\n  .{name} {{\n    x: 1;\n  }}\n", "utf-8")
    files = assets(overrides).files
    assert files["assets/site.css"] == b".a { }\n.b { }\n.c { }\n.apple {\nx: 1;\n}\n.zebra {\nx: 1;\n}\n.y { }"
    assert not [name for name in files if name.endswith(".css") and name != "assets/site.css"]


def test_no_comment_and_no_rule_is_lost(overrides: Path) -> None:
    style = assets(overrides).files["assets/site.css"].decode()
    assert "/*" not in style
    source = "".join(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL) for path in overrides.rglob("*.css"))
    for mark in "{};:":
        assert style.count(mark) == source.count(mark), mark


def test_scripts_are_published_as_they_are_and_templates_are_not(built_site: Path) -> None:
    made = assets(ROOT / "overrides")
    for name, content in made.files.items():
        assert (built_site / made.base / name).read_bytes() == content
    assert not [path for path in built_site.rglob("*.html") if "components" in path.parts or "partials" in path.parts]
    page = (built_site / "index.html").read_text("utf-8")
    assert f'href="{made.base}/assets/site.css"' in page
    assert f'src="{made.base}/assets/site.js"' in page


def test_scripts_lose_nothing_but_comments(tmp_path: Path) -> None:
    """A parser finds the same program in what stands in the repository and in what is served."""
    served = assets(ROOT / "overrides").files
    scripts = [name for name in served if name.endswith(".js") and "/vendor/" not in name]
    minified = {}
    for kind in ("kept", "served"):
        for name in scripts:
            path = tmp_path / kind / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(served[name] if kind == "served" else (ROOT / "overrides" / name).read_bytes())
        esbuild, out = ROOT / "node_modules" / ".bin" / "esbuild", tmp_path / f"{kind}-min"
        files = sorted((tmp_path / kind).rglob("*.js"))
        subprocess.run([esbuild, *files, "--minify", f"--outdir={out}", f"--outbase={tmp_path / kind}", "--log-level=error"], check=True)
        minified[kind] = {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.js")}
    assert minified["kept"] == minified["served"]
    assert len(minified["served"]) == len(scripts) > 20
    assert sum(len(served[name]) for name in scripts) < 0.8 * sum((ROOT / "overrides" / name).stat().st_size for name in scripts)


def test_comments_that_fill_their_lines_are_not_served(overrides: Path) -> None:
    text = '/* one\n * two */\nconst a = "/* text */"; // kept\n  // three\n  /** four */\n\tconst b = /** @type {X} */ (a);\n'
    (overrides / "assets" / "store.js").write_text(text, "utf-8")
    assert assets(overrides).files["assets/store.js"].decode() == 'const a = "/* text */"; // kept\n\tconst b = /** @type {X} */ (a);\n'
