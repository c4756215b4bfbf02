"""The one file of the theme that pages load is the one we know: a new version of the theme is looked at before it is taken."""

from __future__ import annotations

from pathlib import Path

import material
import yaml

ROOT = Path(__file__).parents[2]
THEME = Path(material.__file__).parent / "templates"
# Look at every kind of page, light, dark and printed, before writing new values here.
NAME = "assets/stylesheets/main.57a0d79d.min.css"
BYTES = 137572


def test_the_stylesheet_of_the_theme_is_the_one_we_looked_at(built_site: Path) -> None:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.SafeLoader)
    assert settings["extra"]["material"]["stylesheet"] == NAME
    assert [path.relative_to(THEME).as_posix() for path in THEME.glob("assets/stylesheets/main.*.css")] == [NAME]
    assert (THEME / NAME).stat().st_size == BYTES
    assert (built_site / NAME).read_bytes() == (THEME / NAME).read_bytes()


def test_nothing_else_of_the_theme_is_published(built_site: Path) -> None:
    assert [path.relative_to(built_site).as_posix() for path in (built_site / "assets").rglob("*") if path.is_file()] == [NAME]
