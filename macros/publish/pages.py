"""Catalogue to page sources: front matter and macro calls with ids, nothing else.

One pure function, so that the MkDocs hook and the loop that writes the same pages to disk cannot differ.
Facts reach a page through macros, which escape them; a page source carries none but its title and description.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from macros.catalogue.model import Catalogue, Toolkit
from macros.publish.lists import FACETS, by_facet, in_pages, term


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Path below the docs folder to page source, for every page that is made from the catalogue."""
    made = {f"toolkits/{toolkit.id}.md": _toolkit(toolkit) for toolkit in catalogue.toolkits}
    made |= _lists(catalogue)
    made |= _facets(catalogue)
    return made


def _toolkit(toolkit: Toolkit) -> str:
    short = f" ({toolkit.short_name})" if toolkit.short_name and toolkit.short_name not in toolkit.name else ""
    return source(
        {"title": f"{toolkit.name}{short}", "description": toolkit.purpose, "shape": "toolkit", "entry": toolkit.id},
        f'{{{{ toolkit_summary("{toolkit.id}") }}}}\n\n{{{{ toolkit_detail("{toolkit.id}") }}}}',
    )


def _lists(catalogue: Catalogue) -> dict[str, str]:
    made = {}
    count = len(in_pages(catalogue.toolkits))
    for number in range(1, count + 1):
        path = "toolkits/index.md" if number == 1 else f"toolkits/all/{number}.md"
        of = f", page {number}" if number > 1 else ""
        made[path] = source(
            {
                "title": f"All toolkits{of}",
                "description": f"Every toolkit in the catalogue{of}: what it does, how long it takes and whether it can be had today.",
                "shape": "list",
            },
            f"{{{{ all_toolkits({number}) }}}}",
        )
    for number in range(1, len(in_pages(catalogue.toolkits, 200)) + 1):
        path = "toolkits/a-to-z/index.md" if number == 1 else f"toolkits/a-to-z/{number}.md"
        of = f", page {number}" if number > 1 else ""
        made[path] = source(
            {
                "title": f"Toolkits A to Z{of}",
                "description": f"The names of all toolkits in alphabetical order{of}, each marked with whether it can be had today.",
                "shape": "list",
            },
            f"{{{{ a_to_z({number}) }}}}",
        )
    return made


def _facets(catalogue: Catalogue) -> dict[str, str]:
    made = {}
    for facet, values in by_facet(catalogue).items():
        for value, toolkits in values.items():
            word = term(catalogue, FACETS[facet].group, value)
            for number in range(1, len(in_pages(toolkits)) + 1):
                of = f", page {number}" if number > 1 else ""
                name = "index" if number == 1 else str(number)
                made[f"toolkits/for/{facet}/{value}/{name}.md"] = source(
                    {
                        "title": f"Toolkits: {word.label}{of}",
                        "description": f"{FACETS[facet].label}: {word.label}{of}. {word.definition} Toolkits that can be had today come first.",
                        "shape": "list",
                    },
                    f'{{{{ facet_page("{facet}", "{value}", {number}) }}}}',
                )
    return made


def source(front_matter: Mapping[str, str], body: str) -> str:
    """A page source. Values are written as JSON strings, which YAML reads as they are."""
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front_matter.items())
    return f"---\n{lines}---\n\n{body}\n"
