"""Where in a page, a template or our own code something went wrong, in one line instead of a traceback. Knows no builder."""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateSyntaxError

_PAGE = "<template>"  # what Jinja calls a template that came from text


def mistake(error: BaseException, root: Path, page: str = "", source: str = "", body: str = "") -> str:
    """What is wrong and where, as `file:line: message`, from the page inwards.

    `page` is the page's path as people know it; `body` is the part of its `source` that was rendered as a template.
    """
    places = []
    for name, line in _lines(error, root):
        if name != _PAGE:
            places.append(f"{_shown(name, root)}:{line}")
        elif page:
            places.append(f"{page}:{line + _lines_before(source, body)}")
    places = list(dict.fromkeys(places)) or ([page] if page else [])
    said = " ".join(str(error).split())
    if not _meant_for_people(error) or not said:
        said = f"{type(error).__name__}: {said}"
    return ": ".join((*places, said))


def _lines(error: BaseException, root: Path) -> list[tuple[str, int]]:
    """File and line of every template that the error passed through, outermost first, then of our code if it failed there."""
    templates, code = [], None
    for frame, line in walk_tb(error.__traceback__):
        name = frame.f_code.co_filename
        if name == _PAGE or name.endswith(".html"):
            templates.append((name, line))
        elif Path(name).is_relative_to(root / "macros"):
            code = (name, line)
    if isinstance(error, TemplateSyntaxError):
        templates.append((error.filename or _PAGE, error.lineno))
    elif isinstance(error, SyntaxError) and error.filename:
        code = (error.filename, error.lineno or 1)
    return templates if code is None or _meant_for_people(error) else [*templates, code]


def _meant_for_people(error: BaseException) -> bool:
    # Our own exceptions and these say what would be right; others need the place in the code.
    return isinstance(error, (TemplateError, ValueError)) or type(error).__module__.startswith("macros.")


def _lines_before(source: str, body: str) -> int:
    at = source.find(body) if body else -1
    return source.count("\n", 0, at) if at > 0 else 0


def _shown(name: str, root: Path) -> str:
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else name
