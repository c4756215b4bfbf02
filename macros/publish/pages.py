"""Catalogue to page sources: front matter and macro calls with ids, nothing else.

One pure function, so that the MkDocs hook and the loop that writes the same pages to disk cannot differ.
Facts reach a page through macros, which escape them; a page source carries none but its title and description.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from macros.catalogue.model import Catalogue, Toolkit
from macros.catalogue.once import once
from macros.links.report import outside
from macros.publish.checklists import PAPERS
from macros.publish.compare import LENGTH as TABLE_LENGTH
from macros.publish.links import LENGTH
from macros.publish.lists import FACETS, by_facet, in_pages, term

_NOT_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@once
def pages(catalogue: Catalogue) -> dict[str, str]:
    """Path below the docs folder to page source, for every page that is made from the catalogue."""
    made = {f"toolkits/{toolkit.id}.md": _toolkit(toolkit) for toolkit in catalogue.toolkits}
    made |= _lists(catalogue)
    made |= _facets(catalogue)
    made |= _links(catalogue)
    made |= _compare(catalogue)
    made |= _checklists(catalogue)
    made |= _choose() if catalogue.finder else {}
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


def _links(catalogue: Catalogue) -> dict[str, str]:
    made = {}
    for number in range(1, len(in_pages(outside(catalogue), LENGTH)) + 1):
        of = f", page {number}" if number > 1 else ""
        made["links/index.md" if number == 1 else f"links/{number}.md"] = source(
            {
                "title": f"Links and what we know of them{of}",
                "description": f"Every outside address on this site{of}: whether it works, when it was checked, and what each mark means.",
                "shape": "links",
            },
            f"{{{{ link_health({number}) }}}}",
        )
    return made


def _checklists(catalogue: Catalogue) -> dict[str, str]:
    if not catalogue.checklists:
        return {}
    made = {
        "checklists/index.md": source(
            {
                "title": "Checklists",
                "description": "Self-assessment checklists to fill in or print, with results to talk about and advice for every statement.",
                "shape": "checklists",
            },
            "{{ checklist_list() }}",
        ),
        "my/index.md": source(
            {
                "title": "My checklists",
                "description": "The checklists that are saved in this browser: carry on, see results, save a copy, open a copy, or delete.",
                "shape": "my",
            },
            "{{ runs() }}",
        ),
    }
    words = {"notes": "with space for notes", "compact": "compact", "large": "large print", "tally": ""}
    for checklist in catalogue.checklists:
        made[f"checklists/{checklist.id}/index.md"] = source(
            {"title": checklist.title, "description": checklist.purpose, "shape": "checklist"}, f'{{{{ checklist_start("{checklist.id}") }}}}'
        )
        made[f"checklists/{checklist.id}/fill.md"] = source(
            {
                "title": f"{checklist.title}: fill in",
                "description": f"Fill in the {checklist.title} on this device. Answers are saved in your browser and sent nowhere.",
                "shape": "fill",
            },
            f'{{{{ checklist_fill("{checklist.id}") }}}}',
        )
        made[f"checklists/{checklist.id}/results.md"] = source(
            {
                "title": f"{checklist.title}: results",
                "description": f"What your answers to the {checklist.title} say, what to talk about first, and a plan of action.",
                "shape": "results",
            },
            f'{{{{ results("{checklist.id}") }}}}',
        )
        for form, place in PAPERS.items():
            path = f"checklists/{checklist.id}/print/{place or 'index/'}".removesuffix("/")
            made[f"{path}.md"] = source(
                {
                    "title": f"{checklist.title}: {'sheet for counting' if form == 'tally' else f'paper, {words[form]}'}",
                    "description": _of_paper(checklist.title, words[form]) if form != "tally" else _of_tally(checklist.title),
                    "shape": "paper",
                },
                f'{{{{ checklist_paper("{checklist.id}", "{form}") }}}}',
            )
    return made


def _of_paper(title: str, words: str) -> str:
    return f"{title}, a blank form on A4 paper, {words}, with scoring by hand."


def _of_tally(title: str) -> str:
    return f"{title}, a sheet of A4 on which one person counts how many chose each answer, to show at the meeting."


def _compare(catalogue: Catalogue) -> dict[str, str]:
    made = {
        "compare/index.md": source(
            {
                "title": "Compare toolkits",
                "description": "Put two to four partnership toolkits side by side, with their differences first.",
                "shape": "compare",
            },
            "{{ compare() }}",
        )
    }
    for number in range(1, len(in_pages(catalogue.toolkits, TABLE_LENGTH)) + 1):
        of = f", page {number}" if number > 1 else ""
        made["compare/all/index.md" if number == 1 else f"compare/all/{number}.md"] = source(
            {
                "title": f"All toolkits in one table{of}",
                "description": f"Every toolkit in a table{of}: purpose, whose working it looks at, time, kind, cost and nation.",
                "shape": "table",
            },
            f"{{{{ compare_all({number}) }}}}",
        )
    return made


def _choose() -> dict[str, str]:
    return {
        "choose/index.md": source(
            {
                "title": "Help me choose",
                "description": "Answer up to five questions and get a shortlist of partnership toolkits, each with the reason and one caution.",
                "shape": "choose",
            },
            "{{ finder() }}",
        ),
        "choose/tree.md": source(
            {
                "title": "All the questions on one page",
                "description": "The whole decision tree for choosing a partnership toolkit, to read without script or to print as a poster.",
                "shape": "tree",
            },
            "{{ finder_tree() }}",
        ),
    }


def source(front_matter: Mapping[str, str], body: str) -> str:
    """A page source. Whatever text the values hold, YAML reads them back as they are."""
    lines = "".join(f"{key}: {_quoted(value)}\n" for key, value in front_matter.items())
    return f"---\n{lines}---\n\n{body}\n"


def _quoted(text: str) -> str:
    # A JSON string is a YAML one, but for what YAML calls line ends or not printable.
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
