"""A dict and a component's template to HTML. Knows neither the catalogue nor MkDocs.

The environment escapes everything and refuses names it does not know, which the host's own environment does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

MARK, END = "<!--component-->", "<!--/component-->"
"""Stand around component HTML in page source, so that Markdown passes it by unread (macros.publish.markdown)."""

_BLOCK = re.compile(r"<(?:section|article|div|nav|dl|ul|ol|p|table|aside|form)\b")


class Renderer:
    """Renders `components/<name>/<name>.html` below `folder`."""

    def __init__(self, folder: Path):
        self.environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # a renderer serves one build
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def html(self, component: str, view: Mapping[str, Any]) -> str:
        """The component's HTML; its outermost tag is a block element at column 0.

        Raises jinja2 errors for a template that asks for what the view does not hold.
        """
        html = self.environment.get_template(f"{component}/{component}.html").render(view).strip()
        if not _BLOCK.match(html):
            raise ValueError(f"component {component} does not start with a block element; Markdown would take it apart")
        return html

    def for_page(self, component: str, view: Mapping[str, Any]) -> str:
        """The same, marked for page source."""
        return f"\n\n{MARK}{self.html(component, view)}{END}\n\n"
