"""What the browser prints: the sheets of a page, the size and the text of each, and the lines at its foot."""

from __future__ import annotations

from ctypes import byref, c_double
from dataclasses import dataclass, field

import pypdfium2
from playwright.sync_api import Page
from pypdfium2 import raw

A3 = (1191, 842)
A4 = (595, 842)
A4_ACROSS = (842, 595)
FOOT = 36.0  # the page number stands below this


@dataclass
class Sheets:
    """A printed document: for each sheet its size in points, its text, and the lowest line of each half of its width above the foot."""

    sizes: list[tuple[int, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    lowest: list[list[str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def printed(page: Page) -> Sheets:
    """Prints a page as the paper that its styles name."""
    return read(page.pdf(prefer_css_page_size=True))


def read(pdf: bytes) -> Sheets:
    document = pypdfium2.PdfDocument(pdf)
    result = Sheets()
    for sheet in document:
        text = sheet.get_textpage()
        width, height = sheet.get_size()
        result.sizes.append((round(width), round(height)))
        result.texts.append(text.get_text_range())
        result.lowest.append(_lowest(text, width / 2))
    document.close()
    return result


def _lowest(text: pypdfium2.PdfTextPage, middle: float) -> list[str]:
    halves: tuple[list[tuple[float, int]], list[tuple[float, int]]] = ([], [])
    across, up = c_double(), c_double()
    for place in range(text.count_chars()):
        raw.FPDFText_GetCharOrigin(text, place, byref(across), byref(up))  # where it stands on its line
        if up.value > FOOT:
            halves[across.value > middle].append((up.value, place))
    found = []
    for letters in halves:
        level = min(letters, default=(0, 0))[0]
        found.append("".join(text.get_text_range(place, 1) for height, place in letters if height < level + 1))
    return found


def squeezed(text: str) -> str:
    """The letters without what a printer may put between them: spaces, ends of lines, hyphens at them."""
    return "".join(text.replace("\ufffe", "-").split())
