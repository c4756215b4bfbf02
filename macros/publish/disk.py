"""Everything that is made from the data and the overrides, and one loop that writes it to disk for another builder.

The MkDocs hook and that loop take the same `made`, so they cannot differ.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from macros import ROOT
from macros.catalogue.model import Catalogue
from macros.links.evidence import whole_catalogue
from macros.publish.assets import assets
from macros.publish.exports import data_files
from macros.publish.hosting import POLICY, headers_file
from macros.publish.pages import pages
from macros.publish.search import own_pages, prose_pages, search_data


@dataclass(frozen=True)
class Made:
    """`pages` maps paths below the docs folder to page sources; `files` maps paths in the site to what stands there;
    `assets` is the folder in the site that holds what browsers load."""

    pages: dict[str, str]
    files: dict[str, str | bytes]
    assets: str


def made(catalogue: Catalogue, docs: Path, overrides: Path, extra: Mapping[str, Any]) -> Made:
    """What the site holds beside its written pages. `extra` is the part of mkdocs.yml with that name.

    A page that someone has written takes the place of the generated page of the same path.
    """
    served = assets(overrides)
    files: dict[str, str | bytes] = {f"{served.base}/{path}": content for path, content in served.files.items()}
    files |= data_files(catalogue, extra["licence"]["data"])
    # Written by hand, because its model is the script that keeps answers.
    files["schema/response.json"] = (ROOT / "data" / "schema" / "response.json").read_text("utf-8")
    files["_headers"] = headers_file(POLICY, served.base, (extra["material"]["stylesheet"],))
    sources = {path: text for path, text in pages(catalogue).items() if not (docs / path).exists()}
    files["search.json"] = search_data(catalogue, [*prose_pages(docs), *own_pages(sources)])
    return Made(sources, files, served.base)


def write(root: Path, folder: Path) -> int:
    """Writes the whole site as plain sources to `folder`: mkdocs.yml, docs/ and the page template. Returns the number of files.

    `folder` is emptied first. Build there with the project root on the Python path, for the macros.
    Raises CatalogueError when the data have problems, ValueError for a folder that holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "mkdocs.yml").is_file():
        raise ValueError(f"{folder} holds something else; name a new or empty folder")
    settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    settings["extra"]["material"]["stylesheet"] = _stylesheet() or settings["extra"]["material"]["stylesheet"]
    docs, overrides = root / settings["docs_dir"], root / settings["theme"]["custom_dir"]
    result = made(whole_catalogue(root / "data"), docs, overrides, settings["extra"])
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(docs, folder / "docs")
    # Only the page template: what browsers load stands below /v/<hash>/, and component templates are read by the macros.
    shutil.copytree(overrides / "partials", folder / "overrides" / "partials")
    for template in overrides.glob("*.html"):
        shutil.copy(template, folder / "overrides")
    for path, content in (*result.pages.items(), *result.files.items()):
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(_settings(settings, result.assets), sort_keys=False, allow_unicode=True), "utf-8")
    return sum(path.is_file() for path in folder.rglob("*"))


def _stylesheet() -> str | None:
    """The theme's stylesheet under Zensical, which has it under another name."""
    zensical = find_spec("zensical")
    if zensical is None or zensical.origin is None:
        return None
    templates = Path(zensical.origin).parent / "templates"
    return next((path.relative_to(templates).as_posix() for path in templates.glob("assets/stylesheets/classic/main.*.css")), None)


def _settings(settings: Mapping[str, Any], served: str) -> dict[str, Any]:
    # Other builders have no hooks: what ours computes is written down. The macros are found on the Python path, not beside the pages.
    kept = {name: value for name, value in settings.items() if name not in ("hooks", "watch", "strict")}
    macros = next(plugin["macros"] for plugin in settings["plugins"] if "macros" in plugin)
    kept["plugins"] = [{"macros": {name: value for name, value in macros.items() if name != "module_name"} | {"modules": [macros["module_name"]]}}]
    kept["docs_dir"], kept["site_dir"] = "docs", "site"
    kept["theme"] = settings["theme"] | {"custom_dir": "overrides"}
    kept["extra"] = settings["extra"] | {"assets": served, "policy": POLICY, "canonical": False}
    return kept
