"""A PDF's text as lines with places, read by PDFium: whoever made the PDF, the same way."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_TWINS = {"•": "·"}
"""Characters with one outline in the shipped fonts: LibreOffice names both by the same code."""
_SAME_LINE = 2.0
"""Points between baselines that count as one line: raised marks, and two renderers' rounding."""


@dataclass(frozen=True)
class Char:
    """One character with its origin, points from the page's top-left corner."""

    text: str
    x: float
    baseline: float


@dataclass(frozen=True)
class TextLine:
    """Characters on one baseline from left to right, blanks left out."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """The characters as they read."""
        return "".join(c.text for c in self.chars)

    @property
    def baseline(self) -> float:
        """Points from the page's top edge."""
        return self.chars[0].baseline

    @property
    def x(self) -> float:
        """Where the first character begins."""
        return self.chars[0].x


def pages(pdf: bytes) -> list[list[TextLine]]:
    """The lines of each page from top to bottom, running heads and feet included."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [_lines(_chars(page)) for page in opened]


def _chars(page: pypdfium2.PdfPage) -> Iterator[Char]:
    """Every visible character with its origin.

    On a sheet whose text reads upwards (a landscape table of the PDF) they are placed as on the turned sheet, which
    is how LibreOffice makes a landscape page.
    """
    height, text = page.get_height(), page.get_textpage()
    turned = _reads_upwards(text)
    x, y = ctypes.c_double(), ctypes.c_double()
    high = ""
    for i in range(text.count_chars()):
        unit = pdfium.FPDFText_GetUnicode(text, i)
        char = high + chr(unit)
        if 0xD800 <= unit < 0xDC00:
            high = char
            continue
        high = ""
        char = char.encode("utf-16", "surrogatepass").decode("utf-16")
        if not pdfium.FPDFText_IsGenerated(text, i) and not char.isspace():
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            place = (y.value, x.value) if turned else (x.value, height - y.value)
            yield Char(_TWINS.get(char, char), *place)


def _reads_upwards(text: pypdfium2.PdfTextPage) -> bool:
    """Whether most characters of the page are turned by a quarter."""
    angles = [pdfium.FPDFText_GetCharAngle(text, i) for i in range(text.count_chars())]
    return text.page.get_height() > text.page.get_width() and sum(angle > 1 for angle in angles) * 2 > len(
        angles
    )


def _lines(chars: Iterable[Char]) -> list[TextLine]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.baseline):
        if not lines or char.baseline - lines[-1][0].baseline > _SAME_LINE:
            lines.append([])
        lines[-1].append(char)
    return [TextLine(tuple(sorted(line, key=lambda c: c.x))) for line in lines]
