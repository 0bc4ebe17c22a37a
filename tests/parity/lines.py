"""A PDF's text as lines with places, read by pdfplumber: whoever made the PDF, the same way."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import pdfplumber

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
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [_lines(_chars(page)) for page in opened.pages]


def _chars(page: pdfplumber.page.Page) -> Iterable[Char]:
    """Every visible character; a ligature counts as its letters, side by side."""
    for char in page.chars:
        x, y = char["matrix"][4:6]
        step = (char["x1"] - char["x0"]) / max(len(char["text"]), 1)
        for i, letter in enumerate(char["text"]):
            if not letter.isspace():
                yield Char(_TWINS.get(letter, letter), x + i * step, float(page.height) - y)


def _lines(chars: Iterable[Char]) -> list[TextLine]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.baseline):
        if not lines or char.baseline - lines[-1][0].baseline > _SAME_LINE:
            lines.append([])
        lines[-1].append(char)
    return [TextLine(tuple(sorted(line, key=lambda c: c.x))) for line in lines]
