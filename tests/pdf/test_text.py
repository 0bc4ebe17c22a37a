"""The text comes out of the PDF as it went in: same characters, same places, same order."""

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pypdfium2
import pytest

from generator.document.model import Span
from generator.typesetting.model import Layout, Line, Page
from generator.typesetting.units import Pt
from generator.writers.pdf import write_pdf
from tests.pdf.sample import Composer
from tests.tools import poppler
from tests.tools.pdf_tree import read_tree

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


def test_each_character_stands_where_the_layout_put_it(layout: Layout, pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page, read in zip(layout.pages, opened.pages, strict=True):
            placed = [origin for line in in_order(page) for origin in origins(line)]
            assert len(read.chars) == len(placed)
            for (char, x, y, size, face), found in zip(placed, read.chars, strict=True):
                assert found["text"] == char
                assert found["fontname"].partition("+")[2] == face
                place = found["matrix"][4], read.height - found["matrix"][5], found["size"]
                assert place == pytest.approx((x, y, size), abs=TOLERANCE)


def test_rules_stand_where_the_layout_put_them(layout: Layout, pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page, read in zip(layout.pages, opened.pages, strict=True):
            placed = sorted((rule.y0, rule.x0, rule.x1, rule.width) for rule in page.rules)
            found = sorted((line["top"], line["x0"], line["x1"], line["linewidth"]) for line in read.lines)
            assert len(found) == len(placed)
            for was, is_ in zip(placed, found, strict=True):
                assert is_ == pytest.approx(was, abs=TOLERANCE)


def test_text_is_black_or_red_and_nothing_else(layout: Layout, pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        colours = {char["non_stroking_color"] for page in opened.pages for char in page.chars}
        red = "".join(c["text"] for c in opened.pages[0].chars if c["non_stroking_color"] == (1, 0, 0))
    assert colours == {(0,), (1, 0, 0)}
    assert red == "南岗区人民政府文件南政发〔2016〕8号签发人：王某"


def text_in_order(layout: Layout) -> str:
    return _without_blanks("".join(line.text for page in layout.pages for line in in_order(page)))


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def test_pdfplumber_reads_the_text_in_reading_order(layout: Layout, pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        text = "".join(char["text"] for page in opened.pages for char in page.chars)
    assert _without_blanks(text) == text_in_order(layout)


def test_pdftotext_reads_the_text_in_reading_order(layout: Layout, pdf: bytes) -> None:
    assert _without_blanks(poppler.text(pdf)) == text_in_order(layout)


def test_pdfium_reads_the_text_in_reading_order(layout: Layout, pdf: bytes) -> None:
    opened = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in opened)
    assert _without_blanks(text) == text_in_order(layout)


def test_a_character_of_extension_b_has_one_code_and_reads_back() -> None:
    page = Composer()
    page.paragraph(Span("姓“𠮷”“𣘼”"))
    pdf = write_pdf(page.layout())
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        read = [char["text"] for char in opened.pages[0].chars if char["tag"] == "P"]
    assert read == list("姓“𠮷”“𣘼”")


def test_a_stacked_label_is_read_as_one_word(layout: Layout, pdf: bytes) -> None:
    assert "办理结果" in _without_blanks(poppler.text(pdf))


def test_lines_of_one_cell_that_come_apart_in_the_layout_are_written_together(pdf: bytes) -> None:
    """One sequence an element and page: the numbers of the sequences never go back."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            numbers = [char["mcid"] for char in page.chars if char["mcid"] is not None]
            assert all(after in (before, before + 1) for before, after in pairwise(numbers))


def test_a_blank_that_a_line_break_swallows_is_there_for_readers() -> None:
    page = Composer()
    page.paragraph(Span("Open  Data by 南岗"))
    first, second = page.lines[0], [replace(page.lines[0][0], baseline=Pt(200))]
    whole = first[0].runs
    page.lines[0] = [
        replace(first[0], runs=(replace(whole[0], text="Open"),)),
        replace(second[0], runs=(replace(whole[0], text="Data by "), *whole[1:])),
    ]
    pdf = write_pdf(page.layout())
    assert next(node.text for node in read_tree(pdf) if node.kind == "P") == "Open  Data by 南岗"


def test_a_line_that_is_set_otherwise_than_it_is_written_gets_no_blank() -> None:
    page = Composer()
    page.paragraph(Span("a b"))
    page.lines[0] = [replace(page.lines[0][0], runs=(replace(page.lines[0][0].runs[0], text="x"),))]
    assert next(node.text for node in read_tree(write_pdf(page.layout())) if node.kind == "P") == "x"
