"""The limit that MkDocs is measured against: the same pages by Jinja and Python-Markdown alone.

The loader, `pages()`, views, components and page template are the project's own. Left out are MkDocs, the macros plugin
and what they do beside (settings, navigation, link checks, events), and the files that are not pages. Run as a process of
its own in the folder of a project: `python tests/bench/limit.py <target>` with the project on the Python path.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markdown import Markdown

from macros import ROOT
from macros.links import evidence
from macros.publish.addresses import address_of_source
from macros.publish.assets import assets
from macros.publish.calls import Calls
from macros.publish.hosting import POLICY
from macros.publish.pages import pages

_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ALWAYS = ("toc", "tables", "fenced_code")  # MkDocs loads these whatever the settings say


@dataclass
class Page:
    """What the page template asks of a page."""

    url: str
    meta: Mapping[str, Any]
    content: str = ""
    toc: Iterable[Any] = ()
    edit_url: None = None
    canonical_url: None = None

    @property
    def title(self) -> Any:
        return self.meta["title"]


def write(target: Path) -> int:
    """Writes the site to `target`, which must not exist yet. Returns the number of pages."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    docs, overrides, calls = ROOT / settings["docs_dir"], ROOT / settings["theme"]["custom_dir"], Calls(ROOT)
    settings["extra"] |= {"assets": assets(overrides).base, "policy": POLICY, "canonical": False}
    host = Environment(undefined=StrictUndefined)  # noqa: S701 - as the macros plugin makes it; components escape
    host.globals.update(calls.macros())
    theme = Environment(loader=FileSystemLoader(overrides))  # noqa: S701 - as MkDocs makes it; the template escapes
    theme.filters["url"] = _url
    template = theme.get_template("main.html")
    markdown = Markdown(extensions=list(dict.fromkeys((*_ALWAYS, *settings["markdown_extensions"]))))
    sources = pages(calls.catalogue) | {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}
    for path, source in sources.items():
        front, body = source.removeprefix("---\n").split("\n---\n", 1)
        page = Page(address_of_source(path)[1:], yaml.load(front, _YAML))  # noqa: S506 - a safe loader
        page.content = markdown.reset().convert(host.from_string(body).render(page=page, **page.meta))
        page.toc = [{"url": f"#{one['id']}", "title": one["name"]} for one in markdown.toc_tokens]
        file = target / page.url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(template.render(page=page, config=settings).encode())
    return len(sources)


@pass_context
def _url(context: Any, address: str) -> str:
    relative = posixpath.relpath(address, context["page"].url or ".")
    return f"{relative}/" if address.endswith("/") else relative


if __name__ == "__main__":
    if "--large" in sys.argv:
        evidence.LARGEST_FILE *= 10  # more than a data file may have, for the size of the long run alone
    write(Path(sys.argv[-1]))
