"""The only code that MkDocs calls: adds the generated pages, assets and data files, takes out what nobody needs, and keeps
`serve` alive when a build fails.

MkDocs runs this file while it reads its configuration, before the project is importable under every command; the
project's own modules are therefore imported inside the functions.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

log = logging.getLogger("mkdocs.hooks.navigator")


class _Run:
    """What one run of MkDocs remembers between its events."""

    serving = False
    shown: Path | None = None


def on_startup(command: str, dirty: bool) -> None:
    from mkdocs_macros.errors import format_error

    _Run.serving = command == "serve"
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)  # it lists every macro on each build
    for kind in (Exception, TemplateSyntaxError):  # the plugin's own words are a traceback
        format_error.register(kind, _mistake_on_page)


@event_priority(100)  # before the macros plugin reads its settings
def on_config(config: Any) -> Any:
    from macros import ROOT
    from macros.publish.assets import assets
    from macros.publish.hosting import POLICY

    catalogue = _catalogue(ROOT / "data")
    address = os.environ.get("PN_SITE_URL", "")
    if address and not re.fullmatch(r"https?://[^/\s]+\.[^/\s]+(?:/\S*)?|https?://localhost(?::\d+)?/?", address):
        raise PluginError(f"PN_SITE_URL is {address}, which is no address of a website; write it as https://partnerships.example.org/")
    if address and not _Run.serving:
        config.site_url = address if address.endswith("/") else f"{address}/"
    elif not _Run.serving:
        config.site_url = ""
        log.info("PN_SITE_URL is not set: canonical addresses, sitemap and QR codes are left out")
        config.theme.static_templates.discard("sitemap.xml")
    config.extra["assets"] = assets(ROOT / "overrides").base
    # The policy would stop live reload: it is for builds only.
    config.extra["policy"] = "" if _Run.serving else POLICY
    config.extra["canonical"] = bool(address) and not _Run.serving
    config.extra["catalogue_size"] = len(catalogue.toolkits)
    if repository := config.extra["publisher"]["repository"]:
        config.repo_url, config.edit_uri = f"{repository.rstrip('/')}/", "edit/main/docs/"
    return config


def _source_of(path: str) -> str | None:
    """The data file from which a page is made, seen from docs/; None where it is made from many."""
    folder, _, rest = path.partition("/")
    if folder == "toolkits":
        return "../data/toolkits.yaml"
    if folder == "choose":
        return "../data/finder.yaml"
    if folder == "checklists" and "/" in rest:
        return f"../data/checklists/{rest.partition('/')[0]}.yaml"
    return None


def on_files(files: Any, config: Any) -> Any:
    from macros import ROOT
    from macros.publish.disk import made

    stylesheet = config.extra["material"]["stylesheet"]
    for file in list(files):
        # Of the theme only its stylesheet is used; our own assets are served below /v/<hash>/ instead.
        if file.src_dir != config.docs_dir and file.src_uri != stylesheet:
            files.remove(file)
    result = made(_catalogue(ROOT / "data"), Path(config.docs_dir), ROOT / "overrides", config.extra)
    for path, text in result.pages.items():
        page = File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
        page.edit_uri = _source_of(path)
        files.append(page)
    for path, content in result.files.items():
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        # MkDocs knows files that stand in the site already. Big ones need not stay in memory while pages are made.
        files.append(File.generated(config, path, abs_src_path=str(target), inclusion=InclusionLevel.NOT_IN_NAV))
    return files


@event_priority(100)  # before the macros plugin, which would run braces in a title as code
def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    page.title = page.title.translate({ord("{"): "(", ord("}"): ")"})  # our template shows the title of the front matter, untouched
    return markdown


def on_page_content(html: str, page: Any, **_: Any) -> None:
    page.markdown = ""  # read by nobody from here on, and most of it stands in the page's HTML once more


def on_build_error(error: Exception) -> None:
    """Ends a build with one line that says what to mend. Errors that are nobody's typing keep their traceback."""
    from macros import ROOT
    from macros.publish.mistakes import mistake

    if isinstance(error, TemplateError) or type(error).__module__.startswith("macros."):
        raise Abort(mistake(error, ROOT)) from None


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Keeps the last good pages on show while a build fails. MkDocs itself would stop answering, or end."""
    made, shown = Path(config.site_dir), Path(f"{config.site_dir}_shown")
    build, code = server.builder, Path(__file__).parent
    known = _written(code)

    def show() -> None:
        shutil.rmtree(shown, ignore_errors=True)
        made.rename(shown)

    def build_or_stay() -> None:
        nonlocal known
        if known != (known := _written(code)):
            for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
                del sys.modules[name]
        try:
            build()
            show()
        except (Exception, SystemExit) as error:
            log.error("%s\nThe pages stay as they were. Mend this and save.", _said(error))

    def error_page(status: int) -> bytes | None:
        page = shown / f"{status}.html"
        return page.read_bytes() if page.is_file() else None

    show()
    _Run.shown = shown
    server.root, server.builder, server.error_handler = str(shown), build_or_stay, error_page
    return server


def on_shutdown() -> None:
    if _Run.shown:
        shutil.rmtree(_Run.shown, ignore_errors=True)


def _said(error: BaseException) -> str:
    from macros import ROOT
    from macros.publish.mistakes import mistake

    if isinstance(error, SystemExit):  # whoever ends a build has said why
        return str(error) if isinstance(error, Abort) else "The build has stopped."
    return mistake(error, ROOT)


def _mistake_on_page(error: Exception, markdown: str, page: Any) -> NoReturn:
    from macros import ROOT
    from macros.publish.mistakes import mistake

    file = page.file
    name = f"{Path(file.src_dir).name}/{file.src_uri}" if file.src_dir else f"the generated page {file.src_uri}"
    raise PluginError(mistake(error, ROOT, name, file.content_string, markdown)) from None


def _written(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.py")}


def _catalogue(data: Path) -> Any:
    from macros.catalogue.problems import CatalogueError
    from macros.links.evidence import whole_catalogue

    try:
        return whole_catalogue(data)
    except CatalogueError as error:
        raise PluginError(str(error)) from None
