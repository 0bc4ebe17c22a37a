"""The text comes out of the PDF as it went in: same characters, same places, same order."""

import io
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pytest

from generator.document.model import Span
from generator.typesetting.model import Layout
from generator.typesetting.units import Pt
from generator.writers.pdf import write_pdf
from tests.pdf.extraction import READERS, check_places, check_rules, text_in_order, without_blanks
from tests.pdf.sample import Composer
from tests.tools.pdf_tree import read_tree


def test_each_character_stands_where_the_layout_put_it(layout: Layout, pdf: bytes) -> None:
    check_places(layout, pdf)


def test_rules_stand_where_the_layout_put_them(layout: Layout, pdf: bytes) -> None:
    check_rules(layout, pdf)


def test_text_is_black_or_red_and_nothing_else(layout: Layout, pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        colours = {char["non_stroking_color"] for page in opened.pages for char in page.chars}
        red = "".join(c["text"] for c in opened.pages[0].chars if c["non_stroking_color"] == (1, 0, 0))
    assert colours == {(0,), (1, 0, 0)}
    assert red == "南岗区人民政府文件南政发〔2016〕8号签发人：王某"


@pytest.mark.parametrize("reader", READERS)
def test_three_programs_read_the_text_in_reading_order(reader: str, layout: Layout, pdf: bytes) -> None:
    assert without_blanks(READERS[reader](pdf)) == text_in_order(layout)


def test_a_character_of_extension_b_has_one_code_and_reads_back() -> None:
    page = Composer()
    page.paragraph(Span("姓“𠮷”“𣘼”"))
    pdf = write_pdf(page.layout())
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        read = [char["text"] for char in opened.pages[0].chars if char["tag"] == "P"]
    assert read == list("姓“𠮷”“𣘼”")


def test_a_stacked_label_is_read_as_one_word(layout: Layout, pdf: bytes) -> None:
    assert "办理结果" in without_blanks(READERS["pdftotext"](pdf))


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
