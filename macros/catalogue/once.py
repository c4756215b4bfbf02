"""Work over the whole catalogue that is done once, however many pages ask for its result."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from macros.catalogue.model import Catalogue

_Result = TypeVar("_Result")


def once(work: Callable[[Catalogue], _Result]) -> Callable[[Catalogue], _Result]:
    """The same function, whose result is kept with the catalogue and shared by all callers: nobody may change it.

    Building pages stays linear only if whatever walks through all toolkits is not done again for each page.
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def known(catalogue: Catalogue) -> _Result:
        kept = catalogue.__dict__  # where cached_property keeps its results too; copies made by `replace` start empty
        if name not in kept:
            kept[name] = work(catalogue)
        return cast(_Result, kept[name])

    return known
