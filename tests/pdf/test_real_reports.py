"""Real documents through the typesetter: what the clerk wrote is what the archived file says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from generator.document import compose
from generator.document.model import AnnexMark, Document, Heading, Paragraph, Span, Table, TableNote, Title
from generator.intake import read_workbook
from generator.narrative import complete
from generator.typesetting import typeset
from generator.typesetting.model import Layout
from generator.writers.pdf import write_pdf
from tests.pdf.conftest import ATTACHMENTS
from tests.pdf.extraction import READERS, check_places, check_rules, in_order, text_in_order, without_blanks
from tests.pdf.sample import FONTS, full_layout
from tests.tools import poppler, qpdf
from tests.tools.pdf_lint import lint
from tests.tools.pdf_tree import Node, read_tree
from tests.tools.verapdf import broken_rules

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.xlsx"))


@dataclass(frozen=True)
class Report:
    """One sample, set and written."""

    layout: Layout
    pdf: bytes
    tree: list[Node]


def every_kind_of_block() -> Document:
    """Letterhead, annex, imprint and all: a draft with mirrored margins."""
    return replace(full_layout().document, draft=True, mirror=True)


def completed(workbook: Path) -> Document:
    read = read_workbook(workbook).report
    assert read is not None
    return compose(complete(read)[0])


DOCUMENTS = {path.stem: partial(completed, path) for path in SAMPLES} | {"every block": every_kind_of_block}


@pytest.fixture(scope="module", params=DOCUMENTS)
def report(request: pytest.FixtureRequest) -> Report:
    layout = typeset(DOCUMENTS[request.param](), FONTS)
    pdf = write_pdf(layout, ATTACHMENTS)
    return Report(layout, pdf, read_tree(pdf))


def test_there_is_a_sample_of_each_format() -> None:
    assert len(SAMPLES) >= 3


def test_the_file_conforms_to_pdf_a_3a_and_pdf_ua_1(report: Report) -> None:
    assert broken_rules(report.pdf, "3a", "ua1") == ()
    assert qpdf.complaints(report.pdf) == []
    assert lint(report.pdf) == []
    assert all(font.embedded and font.unicode for font in poppler.fonts(report.pdf))


def test_without_attachments_it_conforms_to_pdf_a_2a(report: Report) -> None:
    assert broken_rules(write_pdf(report.layout), "2a", "ua1") == ()


def said(document: Document) -> Iterator[tuple[str, str]]:
    """What the document says, block by block: kind of element and text."""
    for block in document.blocks:
        match block:
            case Title():
                yield "H1", block.text
            case Heading():
                yield f"H{block.level + 1}", block.number + block.text
            case Paragraph() | TableNote() | AnnexMark():
                yield "P", block.text
            case Table():
                for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.col)):
                    yield "TH" if cell.scope else "TD", cell.text


def test_the_structure_tree_says_what_the_document_says_in_its_order(report: Report) -> None:
    found = iter([(node.kind, node.text) for node in report.tree])
    for element in said(report.layout.document):
        assert element in found, element


def test_every_character_and_rule_stands_where_it_was_set(report: Report) -> None:
    check_places(report.layout, report.pdf)
    check_rules(report.layout, report.pdf)


@pytest.mark.parametrize("reader", ["pdfplumber", "pdftotext"])
def test_programs_that_keep_to_the_order_of_the_file_read_it_as_it_reads(reader: str, report: Report) -> None:
    assert without_blanks(READERS[reader](report.pdf)) == text_in_order(report.layout)


def test_pdfium_reads_every_line_whole_and_in_order_outside_tables(report: Report) -> None:
    """PDFium puts what stands on one height in order of x, as in a head whose cells span rows."""
    read = without_blanks(READERS["pdfium"](report.pdf))
    lines = [line for page in report.layout.pages for line in in_order(page)]
    assert Counter(read) == Counter(text_in_order(report.layout))
    assert all(without_blanks(line.text) in read for line in lines)
    at = 0
    for line in lines:
        if line.cell is None:
            at = read.index(without_blanks(line.text), at) + 1


def test_the_form_field_stands_where_the_seal_goes(report: Report) -> None:
    form = next(node for node in report.tree if node.kind == "Form")
    assert report.layout.signature is not None
    assert form.pages == (report.layout.signature.page,)


def test_western_words_stay_apart_where_a_line_ends_between_them(report: Report) -> None:
    text = "采用 Internet of Things 技术和 machine readable format 标准建设 Open Data 平台，" * 4
    document = replace(report.layout.document, blocks=(Paragraph((Span(text),)),))
    layout = typeset(document, FONTS)
    assert any(line.text[-1].isascii() for line in layout.pages[0].lines)
    assert [node.text for node in read_tree(write_pdf(layout)) if node.kind == "P"] == [text]
