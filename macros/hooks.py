"""The only code that MkDocs calls: adds the generated pages, assets and data files, and takes out what nobody needs.

MkDocs runs this file while it reads its configuration, before the project is importable under every command; the
project's own modules are therefore imported inside the functions.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

log = logging.getLogger("mkdocs.hooks.navigator")
_serving = False
_last_good: Any = None

# One constant for every page: no inline script or style exists anywhere, so nothing needs a hash.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def on_startup(command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"


@event_priority(100)  # before the macros plugin reads its settings
def on_config(config: Any) -> Any:
    from macros import ROOT
    from macros.publish.assets import assets

    catalogue = _catalogue(ROOT / "data")
    address = os.environ.get("PN_SITE_URL", "")
    if address and not _serving:
        config.site_url = address if address.endswith("/") else f"{address}/"
    elif not _serving:
        config.site_url = ""
        log.info("PN_SITE_URL is not set: canonical addresses, sitemap and QR codes are left out")
        config.theme.static_templates.discard("sitemap.xml")
    config.extra["assets"] = assets(ROOT / "overrides").base
    # The policy would stop live reload, and a typo must not end the server: both are for builds only.
    config.extra["policy"] = "" if _serving else POLICY
    config.extra["canonical"] = bool(address) and not _serving
    config.plugins["macros"].config["on_error_fail"] = not _serving
    config.extra["catalogue_size"] = len(catalogue.toolkits)
    return config


def on_files(files: Any, config: Any) -> Any:
    from macros import ROOT
    from macros.publish.assets import assets
    from macros.publish.exports import data_files
    from macros.publish.pages import pages
    from macros.publish.search import prose_pages, search_data

    stylesheet = config.extra["material"]["stylesheet"]
    for file in list(files):
        # Of the theme only its stylesheet is used; our own assets are served below /v/<hash>/ instead.
        if not file.is_documentation_page() and file.src_uri.startswith(("assets/", "components/", "partials/")) and file.src_uri != stylesheet:
            files.remove(file)
    catalogue = _catalogue(ROOT / "data")
    for path, text in pages(catalogue).items():
        if files.get_file_from_path(path) is None:
            page = File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
            page.edit_uri = "../data/toolkits.yaml"
            files.append(page)
    for path, text in data_files(catalogue, config.extra["licence"]["data"]).items():
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    found = search_data(catalogue, prose_pages(Path(config.docs_dir)))
    files.append(File.generated(config, "search.json", content=found, inclusion=InclusionLevel.NOT_IN_NAV))
    served = assets(ROOT / "overrides")
    for path, content in served.files.items():
        files.append(File.generated(config, f"{served.base}/{path}", content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _catalogue(data: Path) -> Any:
    """The catalogue; while serving, the last good one stands in for one that cannot be published."""
    global _last_good
    from macros.catalogue.problems import CatalogueError
    from macros.links.evidence import whole_catalogue

    try:
        _last_good = whole_catalogue(data)
    except CatalogueError as error:
        if _last_good is None or not _serving:
            raise PluginError(str(error)) from None
        log.error("%s\nThe pages still show the data as they were. Mend the file and save it.", error)
    return _last_good
