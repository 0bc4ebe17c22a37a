"""A landscape table in the PDF (GB/T 9704, 8): measured on the sheet, conforming, and readable as text."""

import io
from dataclasses import replace

import pdfplumber
import pytest

from generator.document.model import Heading, Table, TableCell
from generator.typesetting import typeset
from generator.writers.pdf import write_pdf
from tests.pdf.sample import FONTS
from tests.tools import qpdf
from tests.tools.pdf_lint import lint
from tests.tools.pdf_tree import read_tree
from tests.tools.verapdf import broken_rules
from tests.typesetting.build import MM, document, text

COLUMNS = 15
HEADS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰"


@pytest.fixture(scope="module")
def turned_pdf() -> bytes:
    """Text, and behind it a table of fifteen columns of nine digits: on page 2, and after more text on page 4."""
    cells = [TableCell(0, col, 1, 1, "header", f"{HEADS[col]}栏", "Column") for col in range(COLUMNS)]
    cells += [TableCell(1, col, 1, 1, "figure", str(912345678 + col)) for col in range(COLUMNS)]
    table = Table("t", "统计表", 2, COLUMNS, 1, tuple(cells))
    heading = Heading(1, "二、", "统计表")
    blocks = (text("前文。"), heading, table, text("中间。"), heading, replace(table, id="u"))
    return write_pdf(typeset(document(*blocks), FONTS))


def test_the_sheet_stays_upright_and_the_table_has_its_head_at_the_left(turned_pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(turned_pdf)) as pdf:
        for number in (2, 4):
            page = pdf.pages[number - 1]
            assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.01)
            assert page.rotation == 0
            heads = [char["matrix"][4] for char in page.chars if char["text"] == "栏"]
            figures = [char["matrix"][4] for char in page.chars if char["text"] == "9"]
            assert max(heads) < min(figures)
            edges = [line["x0"] for line in page.lines], [line["top"] for line in page.lines]
            assert min(edges[0]) / MM == pytest.approx(28 + 225 / 22, abs=0.2)
            assert min(edges[1]) / MM == pytest.approx(37, abs=0.2)
            assert max(line["bottom"] for line in page.lines) / MM == pytest.approx(262, abs=0.2)


def test_its_text_reads_upwards_and_its_page_number_stands_upright_below(turned_pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(turned_pdf)) as pdf:
        for page in (pdf.pages[1], pdf.pages[3]):
            dashes = [char for char in page.chars if char["text"] == "—"]
            others = [char for char in page.chars if char["tag"] != "Artifact"]
            assert all(char["upright"] for char in dashes)
            assert not any(char["upright"] for char in others)
            assert all(char["matrix"][1] > 0 for char in others)
            assert dashes[0]["matrix"][4] / MM == pytest.approx(32.94, abs=0.01)


def test_it_conforms_and_says_what_an_upright_one_would(turned_pdf: bytes) -> None:
    assert not lint(turned_pdf)
    assert not qpdf.complaints(turned_pdf)
    assert not broken_rules(turned_pdf, "2a", "ua1")
    (document_node,) = [node for node in read_tree(turned_pdf) if node.kind == "Document"]
    figures = "".join(str(912345678 + col) for col in range(COLUMNS))
    heads = "".join(f"{HEADS[col]}栏" for col in range(COLUMNS))
    table = f"二、统计表{heads}{figures}"
    assert document_node.text == f"前文。{table}中间。{table}"
