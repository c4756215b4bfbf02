"""The macros that a page may call: each finds its view, renders the component of the same name and hands over HTML."""

from __future__ import annotations

import difflib
import os
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import pass_context

from macros.catalogue.model import Catalogue
from macros.links.evidence import whole_catalogue
from macros.publish import checklists, compare, filling, finder, guides, links, list_views, results, views
from macros.publish.addresses import Addresses, address_of_source
from macros.publish.pages import pages
from macros.publish.render import Renderer
from macros.publish.views import Page, View

# An address in our own HTML that is neither absolute nor only a fragment or query; or a part that Zensical leaves as it is.
_RELATIVE = re.compile(r'<noscript>.*?</noscript>|(?<=\s)(href|src)="(?![a-z]+:|[/#?])([^"#?]+)([^"]*)"', re.DOTALL)


class WrongCall(Exception):
    """A page calls a macro with something that does not exist. The message says what would be right."""


@dataclass
class Calls:
    """Everything that macros need to know of the project at `root`. Serves one build: the data are looked at once."""

    root: Path
    renderer: Renderer = field(init=False)
    cited: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.renderer = Renderer(self.root / "overrides" / "components")

    @cached_property
    def catalogue(self) -> Catalogue:
        return whole_catalogue(self.root / "data")

    @cached_property
    def addresses(self) -> Addresses:
        docs = self.root / "docs"
        sources = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
        return Addresses(DATA_FILES.union(address_of_source(source) for source in (*sources, *pages(self.catalogue))))

    def page(self, here: str) -> Page:
        addresses = self.addresses
        return Page(self.catalogue, lambda target: addresses.href(here, target), os.environ.get("PN_SITE_URL", ""))

    def macros(self) -> Mapping[str, Callable[..., str]]:
        """Name to macro, for the host to register."""
        found = {name: self._component(name, view) for name, view in COMPONENTS.items()}
        found["cite"] = self._cite()
        found["references"] = self._references()
        return found

    def _component(self, name: str, view: Callable[..., View]) -> Callable[..., str]:
        component = name.replace("_", "-")

        @pass_context
        def macro(context: Any, *args: Any, **named: Any) -> str:
            html = self.renderer.for_page(component, view(self.page(_here(context)), *args, **named))
            return as_source(html, context)

        return macro

    def _cite(self) -> Callable[..., str]:
        @pass_context
        def cite(context: Any, name: str) -> str:
            known = self.catalogue.references
            if name not in known:
                raise WrongCall(_no_such("reference", name, known, "data/references.yaml"))
            cited = self.cited.setdefault(_here(context), [])
            if name not in cited:
                cited.append(name)
            return self.renderer.environment.get_template("references/cite.html").render(id=name, number=cited.index(name) + 1).strip()

        return cite

    def _references(self) -> Callable[..., str]:
        @pass_context
        def references(context: Any) -> str:
            here = _here(context)
            cited = self.cited.pop(here, [])
            return as_source(self.renderer.for_page("references", guides.references(self.page(here), cited)), context) if cited else ""

        return references


def _here(context: Any) -> str:
    url = context["page"].url
    return f"/{url.removeprefix('/').removeprefix('./')}"


def as_source(html: str, context: Any) -> str:
    """The same HTML for a builder that takes addresses in it as seen from the page's source file (Zensical; MkDocs leaves them)."""
    path = getattr(context["page"], "path", None)
    if path is None or path.endswith("index.md"):
        return html
    stem = posixpath.basename(path).removesuffix(".md")

    def seen(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        address = posixpath.normpath(posixpath.join(stem, match[2]))
        return f'{match[1]}="{address}{"/" if match[2].endswith("/") else ""}{match[3]}"'

    return _RELATIVE.sub(seen, html)


def _no_such(what: str, name: object, known: Mapping[str, Any], where: str) -> str:
    near = difflib.get_close_matches(str(name), list(known), n=1)
    hint = f"did you mean {near[0]}?" if near else f"see {where}"
    return f"there is no {what} {name!r}; {hint}"


def _by_id(view: Callable[..., View]) -> Callable[..., View]:
    def found(page: Page, name: str) -> View:
        known = page.catalogue.by_id
        if name not in known:
            raise WrongCall(_no_such("toolkit", name, known, "data/toolkits.yaml"))
        return view(page, known[name])

    return found


DATA_FILES = frozenset(
    (
        "/catalogue.json", "/catalogue.csv", "/schema/toolkits.json", "/schema/references.json", "/search.json",
        "/links.json", "/finder.json", "/browse.json", "/checklists.json", "/schema/checklist.json", "/compare.json",
        "/schema/finder.json", "/schema/response.json",
    )
)  # fmt: skip

COMPONENTS: Mapping[str, Callable[..., View]] = {
    "toolkit_summary": _by_id(views.toolkit_summary),
    "toolkit_detail": _by_id(views.toolkit_detail),
    "all_toolkits": list_views.all_toolkits,
    "facet_page": list_views.facet_page,
    "a_to_z": list_views.a_to_z,
    "toolkit_list": guides.toolkit_list,
    "guide_index": guides.guide_index,
    "home": guides.home,
    "note_index": guides.note_index,
    "numbers": guides.numbers,
    "timeline": guides.timeline,
    "toolkit_set": guides.toolkit_set,
    "search": guides.search,
    "link_health": links.link_health,
    "checklist_list": checklists.checklist_list,
    "checklist_start": checklists.checklist_start,
    "checklist_paper": checklists.checklist_paper,
    "checklist_fill": filling.checklist_fill,
    "runs": filling.runs,
    "results": results.results,
    "compare": compare.compare,
    "compare_all": compare.compare_all,
    "finder": finder.finder,
    "finder_tree": finder.finder_tree,
}
