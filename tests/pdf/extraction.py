"""What comes out of a PDF, held against the layout that went in; for layouts of any origin."""

import io
from collections.abc import Iterator

import pdfplumber
import pypdfium2
import pytest

from generator.typesetting.model import Layout, Line, Page
from tests.tools import poppler

TOLERANCE = 0.01
"""Points."""


def in_order(page: Page) -> list[Line]:
    """A page's lines as a reader meets them; what repeats, and the page number, come last."""
    own = sorted((line for line in page.lines if not line.repeated), key=_place)
    repeated = [line for line in page.lines if line.repeated]
    return [*own, *repeated, *(folio.line for folio in page.folios)]


def _place(line: Line) -> tuple[int, tuple[int, int]]:
    return line.block, line.cell or (0, line.part)


def origins(line: Line) -> Iterator[tuple[str, float, float, float, str]]:
    """Where the layout puts each character: character, x, baseline, size, face."""
    for run in line.runs:
        x = float(run.x)
        for char in run.text:
            yield char, x, float(line.baseline), float(run.size), run.face.key
            x += run.face.advance(char) * run.size + run.spacing


def check_places(layout: Layout, pdf: bytes) -> None:
    """Each character in its face, at its size and place, in reading order. Blanks have no ink: left out."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page, read in zip(layout.pages, opened.pages, strict=True):
            placed = [origin for line in in_order(page) for origin in origins(line) if origin[0] != " "]
            found = [char for char in read.chars if char["text"] != " "]
            assert len(found) == len(placed)
            for (char, x, y, size, face), was in zip(placed, found, strict=True):
                assert was["text"] == char
                assert was["fontname"].partition("+")[2] == face
                assert abs(was["matrix"][4] - x) <= TOLERANCE
                assert abs(read.height - was["matrix"][5] - y) <= TOLERANCE
                assert abs(was["size"] - size) <= TOLERANCE


def check_rules(layout: Layout, pdf: bytes) -> None:
    """Each rule at its place and of its width."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page, read in zip(layout.pages, opened.pages, strict=True):
            placed = sorted((rule.y0, rule.x0, rule.y1, rule.x1, rule.width) for rule in page.rules)
            found = sorted(
                (line["top"], line["x0"], line["bottom"], line["x1"], line["linewidth"])
                for line in read.lines
            )
            assert len(found) == len(placed)
            for was, is_ in zip(placed, found, strict=True):
                assert is_ == pytest.approx(was, abs=TOLERANCE)


def text_in_order(layout: Layout) -> str:
    """All text as a reader meets it, without blanks."""
    return without_blanks("".join(line.text for page in layout.pages for line in in_order(page)))


def without_blanks(text: str) -> str:
    """Readers put line ends and blanks in as they see fit."""
    return "".join(text.split())


def _by_pdfplumber(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "".join(char["text"] for page in opened.pages for char in page.chars)


def _by_pdfium(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in opened)


READERS = {"pdfplumber": _by_pdfplumber, "pdftotext": poppler.text, "pdfium": _by_pdfium}
"""Three programs that read text out of a PDF, none of which knows the others."""
