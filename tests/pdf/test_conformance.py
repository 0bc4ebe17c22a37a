"""The files conform to PDF/A and PDF/UA, by an outside validator, by qpdf, and by our own lint."""

from collections.abc import Callable

import pytest

from generator.document.model import Span
from generator.typesetting.model import Layout
from generator.writers.pdf import write_pdf
from tests.pdf.conftest import ATTACHMENTS
from tests.pdf.sample import Composer, full_layout
from tests.tools import poppler, qpdf
from tests.tools.pdf_lint import lint
from tests.tools.verapdf import broken_rules


def only_a_paragraph() -> Layout:
    page = Composer()
    page.paragraph(Span("只有一段。"))
    return page.layout()


def headings_that_skip() -> Layout:
    page = Composer()
    page.heading(2, "（一）", "无上级标题")
    page.heading(1, "一、", "概述")
    page.title("附件标题")
    page.heading(2, "（一）", "跳级标题")
    return page.layout()


CASES = {
    "every kind of block": full_layout,
    "a draft": lambda: full_layout(draft=True),
    "one paragraph and nothing else": only_a_paragraph,
    "headings that skip levels": headings_that_skip,
}


@pytest.mark.parametrize("make", CASES.values(), ids=CASES.keys())
def test_with_attachments_the_file_is_pdf_a_3a_and_pdf_ua_1(make: Callable[[], Layout]) -> None:
    pdf = write_pdf(make(), ATTACHMENTS)
    assert broken_rules(pdf, "3a", "ua1") == ()
    assert qpdf.complaints(pdf) == []
    assert lint(pdf) == []


@pytest.mark.parametrize("make", CASES.values(), ids=CASES.keys())
def test_without_attachments_the_file_is_pdf_a_2a_and_pdf_ua_1(make: Callable[[], Layout]) -> None:
    pdf = write_pdf(make())
    assert broken_rules(pdf, "2a", "ua1") == ()
    assert qpdf.complaints(pdf) == []
    assert lint(pdf) == []


def test_without_a_signature_field_the_file_conforms_as_well(layout: Layout) -> None:
    pdf = write_pdf(layout, ATTACHMENTS, signature_field=False)
    assert broken_rules(pdf, "3a", "ua1") == ()
    assert lint(pdf) == []
    assert b"/AcroForm" not in pdf


def test_every_font_is_an_embedded_subset_with_its_way_back_to_text(pdf: bytes) -> None:
    fonts = poppler.fonts(pdf)
    assert len(fonts) == 7
    assert all(font.embedded and font.subset and font.unicode for font in fonts)
