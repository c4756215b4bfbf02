"""A Markdown extension that passes finished component HTML by, so that it is not parsed a second time.

Also turns the short Markdown of catalogue text into HTML.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markupsafe import Markup, escape

from macros.publish.render import END, MARK

_COMPONENT = re.compile(f"{re.escape(MARK)}(.*?){re.escape(END)}", re.DOTALL)
_PRIORITY = 25  # Python-Markdown 3: after normalize_whitespace (30), which strips placeholders; before html_block (20)


class _PassBy(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if MARK not in text:
            return lines
        return _COMPONENT.sub(lambda match: self.md.htmlStash.store(match[1]), text).split("\n")


class ComponentExtension(Extension):
    """Register as `macros.publish.markdown:ComponentExtension` in mkdocs.yml."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_PassBy(md), "components", _PRIORITY)


# Only paragraphs, bold, emphasis and lists are left: a reference such as `[a]: javascript:` would make a link that nothing checked.
_NOT_INLINE = (
    "backtick", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref", "autolink", "automail", "html",
)  # fmt: skip
_NOT_BLOCKS = ("code", "hashheader", "setextheader", "hr", "quote", "reference")


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    converter = Markdown(output_format="html")
    for name in _NOT_INLINE:
        converter.inlinePatterns.deregister(name)
    for name in _NOT_BLOCKS:
        converter.parser.blockprocessors.deregister(name)
    converter.preprocessors.deregister("html_block")
    return converter


def prose(text: str) -> Markup:
    """Short Markdown of the catalogue as HTML. The loader has refused markup; it is escaped here all the same."""
    converter = _converter()
    converter.reset()
    return Markup(converter.convert(str(escape(text)).replace("&#39;", "'").replace("&#34;", '"')))  # noqa: S704
