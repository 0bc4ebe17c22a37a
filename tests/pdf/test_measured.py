"""Finished PDFs measured as a sceptic would, without the layout: pdfplumber's places and the ink at 600 dpi.

The reports are samples in each layout. Every measure is one of GB/T 9704-2012; docs/typography.md shows them.
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.document import compose
from generator.intake import read_workbook
from generator.narrative import complete
from generator.typesetting import typeset
from generator.writers.pdf import write_pdf
from tests.parity.documents import SAMPLES
from tests.pdf.sample import FONTS
from tests.tools.page_measures import MeasuredPage

PITCH = 225 / 22


def report(extra: Mapping[str, str], **particulars: str) -> bytes:
    """A sample with other particulars, as a PDF."""
    found = read_workbook(next(SAMPLES.glob("*2024年度.xlsx"))).report
    assert found is not None
    given = replace(found.particulars, extra=dict(extra), **particulars)
    return write_pdf(typeset(compose(complete(replace(found, particulars=given))[0]), FONTS))


@pytest.fixture(scope="module")
def plain() -> bytes:
    return report({})


@pytest.fixture(scope="module")
def letter() -> bytes:
    extra = {
        "signers": "何建华、欧阳文静、李一鸣",
        "seal_diameter": "42",
        "issuer": "区政府办公室",
        "mirror": "是",
    }
    return report(extra, doc_number="梧政发〔2025〕3号", addressee="清源市人民政府")


def pages(pdf: bytes) -> list[MeasuredPage]:
    first = MeasuredPage(pdf, 1)
    return [first, *(MeasuredPage(pdf, number) for number in range(2, first.pages + 1))]


def test_text_fills_the_type_area_on_the_grid(plain: bytes) -> None:
    """D01, D04: 28 to 184 mm, each baseline 0.8 of a pitch below its line's upper edge."""
    for page in pages(plain):
        assert min(line.left for line in page.body) >= 28 - 0.01
        assert max(line.right for line in page.body) <= 184 + 0.01
        for line in page.body:
            row = (line.baseline - 37) / PITCH - 0.8
            assert row == pytest.approx(round(row), abs=0.002)
            assert 0 <= round(row) <= 21
    full = MeasuredPage(plain, 3)
    assert len(full.body) == 22
    assert full.pitch() == pytest.approx(PITCH, abs=0.001)


def test_the_page_number_is_seven_millimetres_below_right_on_odd_left_on_even_pages(plain: bytes) -> None:
    """D05, D06."""
    for page in pages(plain):
        upper, lower = page.ink(page.foot.left, 264, page.foot.left + 4, 275)
        assert (upper + lower) / 2 == pytest.approx(269.0, abs=0.1)
        if page.number % 2:
            assert page.foot.right == pytest.approx(179.06, abs=0.01)
        else:
            assert page.foot.left == pytest.approx(32.94, abs=0.01)


def test_mark_number_red_line_and_title_stand_where_the_standard_puts_them(letter: bytes) -> None:
    """D17."""
    page = MeasuredPage(letter, 1)
    mark, number, title = page.lines[0], page.line("梧政发"), page.line("梧桐区2024年")
    assert mark.red
    assert page.ink(mark.left, 60, mark.right, mark.baseline + 5)[0] == pytest.approx(72.0, abs=0.1)
    (red,) = [rule for rule in page.rules if rule.red]
    assert (red.left, red.right) == pytest.approx((28, 184), abs=0.01)
    assert red.top - (number.baseline + 0.12 * 16 / 72 * 25.4) == pytest.approx(4.0, abs=0.01)
    assert (title.baseline - red.top) / PITCH + 0.2 == pytest.approx(3, abs=0.1)


def test_seal_name_and_date_are_centred_on_one_another(letter: bytes) -> None:
    """D13, with the margins of an even or odd page of a mirrored document."""
    page = next(page for page in pages(letter) if page.field)
    seal, left = page.field, 28 if page.number % 2 else 26
    assert seal is not None
    name, day = (line for line in page.body if seal.top < line.baseline < seal.bottom)
    middle = (seal.left + seal.right) / 2
    assert seal.right - seal.left == pytest.approx(42, abs=0.01)
    assert (day.left + day.right) / 2 == pytest.approx(middle, abs=0.01)
    assert (name.left + name.right) / 2 == pytest.approx(middle, abs=0.01)
    assert left + 156 - day.right == pytest.approx(4 * 156 / 28, abs=0.1)
    above = max(line.baseline for line in page.body if line.baseline < seal.top) + 0.2 * PITCH
    assert 0 <= seal.top - above <= PITCH


def test_the_last_rule_of_the_imprint_is_the_edge_of_the_type_area(letter: bytes) -> None:
    """D20, D21: on an even page of a document printed on both sides."""
    page = pages(letter)[-1]
    assert page.number % 2 == 0
    rules = [rule for rule in page.rules if rule.across]
    assert [round(rule.width, 2) for rule in (rules[0], rules[-1])] == [0.35, 0.35]
    assert rules[-1].top + rules[-1].width / 2 == pytest.approx(262.0, abs=0.01)
    assert all((rule.left, rule.right) == pytest.approx((26, 182), abs=0.01) for rule in rules)


def test_an_annex_has_its_mark_on_line_one_and_its_title_on_line_three() -> None:
    """D16."""
    mark, title, *_ = MeasuredPage(report({"layout": "附件"}), 1).body
    assert mark.text == "附件"
    assert mark.left == pytest.approx(28, abs=0.01)
    assert [(line.baseline - 37) / PITCH - 0.8 for line in (mark, title)] == pytest.approx([0, 2], abs=0.002)
    assert (title.left + title.right) / 2 == pytest.approx(106, abs=0.3)


def test_a_letter_has_its_mark_and_double_lines_where_the_standard_puts_them() -> None:
    """D22, by the ink and the rules; the first page has no number."""
    page = MeasuredPage(report({"layout": "信函"}, doc_number="梧政函〔2025〕3号"), 1)
    mark = page.lines[0]
    assert mark.text == "清源市梧桐区人民政府"
    assert page.ink(mark.left, 25, mark.right, 51)[0] == pytest.approx(30.0, abs=0.1)
    red = [rule for rule in page.rules if rule.red]
    assert [rule.right - rule.left for rule in red] == pytest.approx([170] * 4, abs=0.01)
    assert red[-1].top + red[-1].width / 2 == pytest.approx(277, abs=0.01)
    assert red[1].width < red[0].width == pytest.approx(red[3].width)
    assert not [line for line in page.lines if line.baseline > 262]
