"""What the search page fetches: a line for each toolkit, checklist, guide and page. Nobody else fetches it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.catalogue.checklist import Checklist
from macros.catalogue.model import Catalogue, Toolkit
from macros.publish.addresses import address_of_source
from macros.publish.lists import availability

_NOT_FOUND_BY_SEARCH = frozenset(("/search/",))
# Of the generated pages, those that people look for by name: not each page of a long list.
_OWN_PAGES = re.compile(r"(choose/\w+|(checklists|compare|compare/all|links|toolkits|toolkits/a-to-z)/index)\.md")


class WrongPage(ValueError):
    """A written page cannot be published. The message says where, and what would be right."""


@dataclass(frozen=True)
class Prose:
    """A written page, as its front matter gives it."""

    address: str
    title: str
    description: str


def prose_pages(docs: Path) -> list[Prose]:
    """Every Markdown page below `docs`. Raises WrongPage for a page that is not text, or has no title and description."""
    found = []
    for path in sorted(docs.rglob("*.md")):
        shown = f"{docs.name}/{path.relative_to(docs).as_posix()}"
        try:
            text = path.read_text("utf-8")
            front: Any = yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n")) if text.startswith("---\n") else None
        except UnicodeDecodeError:
            raise WrongPage(f"{shown}:1: the page is not UTF-8 text; save it as UTF-8") from None
        except yaml.YAMLError as error:
            line = error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
            raise WrongPage(f"{shown}:{line}: the front matter is not YAML; put its values in double quotes") from None
        if not isinstance(front, dict) or not front.get("title") or not front.get("description"):
            raise WrongPage(f"{shown}:1: the page has no title and description; start it with front matter that gives both")
        found.append(Prose(address_of_source(path.relative_to(docs).as_posix()), front["title"], front["description"]))
    return found


def own_pages(sources: Mapping[str, str]) -> list[Prose]:
    """The generated pages that are neither a toolkit nor a checklist nor a further page of a list. `sources` maps paths to page sources."""
    found = []
    for path, text in sources.items():
        if _OWN_PAGES.fullmatch(path):
            front = yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n"))
            found.append(Prose(address_of_source(path), front["title"], front["description"]))
    return found


def search_data(catalogue: Catalogue, prose: Iterable[Prose]) -> str:
    """The JSON of /search.json: entries with addresses relative to it, and groups of words with one meaning."""
    entries = [_toolkit(catalogue, toolkit) for toolkit in catalogue.toolkits]
    entries += [_checklist(checklist) for checklist in catalogue.checklists]
    entries += [
        {
            "kind": "guide" if page.address.startswith("/guides/") else "page",
            "address": page.address.lstrip("/") or "./",
            "title": page.title,
            "short": "",
            "line": page.description,
            "words": "",
            "available": "now",
            "note": "",
        }
        for page in prose
        if page.address not in _NOT_FOUND_BY_SEARCH
    ]
    return json.dumps({"entries": entries, "synonyms": catalogue.synonyms}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _toolkit(catalogue: Catalogue, toolkit: Toolkit) -> dict[str, str]:
    vocabulary = catalogue.vocabulary
    available = availability(catalogue, toolkit)
    words = [
        *(vocabulary["stages"][stage].label for stage in toolkit.stages),
        *(vocabulary["topics"][topic].label for topic in toolkit.topics),
        *(vocabulary["nations"][nation].label for nation in toolkit.nations),
        vocabulary["kinds"][toolkit.kind].label,
        toolkit.publisher,
        *toolkit.authors,
        *(word for part in (toolkit.structure.parts if toolkit.structure else ()) for word in (part.name, *part.items)),
    ]
    return {
        "kind": "toolkit",
        "address": f"toolkits/{toolkit.id}/",
        "title": toolkit.name,
        "short": toolkit.short_name or "",
        "line": toolkit.purpose,
        "words": " ".join(words),
        "available": available,
        "note": vocabulary["availabilities"][available].label,
    }


def _checklist(checklist: Checklist) -> dict[str, str]:
    words = [*(theme.title for theme in checklist.themes), *(item.text for item in checklist.items)]
    return {
        "kind": "checklist",
        "address": f"checklists/{checklist.id}/",
        "title": checklist.title,
        "short": "",
        "line": checklist.purpose,
        "words": " ".join(words),
        "available": "now",
        "note": "",
    }
