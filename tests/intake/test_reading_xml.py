"""What other programs write into the XML of a workbook: cached values, rich text, guides, dates, names."""

import re
from datetime import date
from decimal import Decimal

from generator import formats
from generator.report.model import Report
from tests.intake.conftest import filled, messages, read, repacked, severities

FORM = formats.load("2021")
TABLE = "xl/worksheets/sheet5.xml"


def replaced(part: str, old: str, new: str) -> bytes:
    """The sound workbook with a pattern of one part replaced once."""

    def change(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        text, count = re.subn(old, new, data.decode(), count=1)
        assert count == 1
        return text.encode()

    return repacked(filled(FORM), change)


def in_cell(cell: str, inner: str, attributes: str = "") -> bytes:
    return replaced(
        TABLE, rf'<c r="{cell}"( s="\d+")[^>]*>.*?</c>', rf'<c r="{cell}"\1{attributes}>{inner}</c>'
    )


def report_of(data: bytes) -> Report:
    report = read(data).report
    assert report is not None
    return report


def test_a_formula_in_an_entry_cell_is_read_by_its_value_with_a_notice() -> None:
    result = read(in_cell("D6", "<f>20+3</f><v>23</v>"))
    assert result.report is not None
    assert result.report.figures["app.new.natural"] == 23
    assert severities(result, "app.new.natural") == {"notice"}
    assert "是公式，按其显示的23读取" in messages(result, "formula_in_entry")[0]


def test_binary_tails_of_stored_numbers_vanish() -> None:
    report = report_of(replaced("xl/worksheets/sheet4.xml", r"<v>14722\.49</v>", "<v>14722.490000000002</v>"))
    assert report.figures["pub.fee.amount"] == Decimal("14722.49")


def test_inline_text_shared_text_and_text_results_read_alike() -> None:
    for inner, kind in (
        ("<is><t>12</t></is>", ' t="inlineStr"'),
        ("<is><r><t>1</t></r><r><t>2</t></r><rPh><t>9</t></rPh></is>", ' t="inlineStr"'),
        ('<f>"12"</f><v>12</v>', ' t="str"'),
        ("<v>12</v>", ""),
    ):
        assert report_of(in_cell("D6", inner, kind)).figures["app.new.natural"] == 12


def test_a_shared_text_keeps_its_runs_and_loses_its_phonetic_guide() -> None:
    rich = "<si><r><t>根据</t></r><r><t>规定</t></r><rPh><t>guide</t></rPh></si>"
    data = replaced("xl/sharedStrings.xml", "<si><t>(?:根据|&#26681;&#25454;)[^<]*</t></si>", rich)
    assert report_of(data).chapters[0].paragraphs[0].text == "根据规定"


def test_a_line_break_pasted_from_windows_is_one_line_break() -> None:
    data = replaced("xl/sharedStrings.xml", "<t>(?:根据|&#26681;&#25454;)[^<]*</t>", "<t>甲_x000D_\n乙</t>")
    assert [p.text for p in report_of(data).chapters[0].paragraphs] == ["甲", "乙"]


def test_an_unknown_shared_text_and_a_senseless_number_are_no_figures() -> None:
    for inner, kind in (
        ("<v>99999</v>", ' t="s"'),
        ("<v>1e999</v>", ""),
        ("<v>NaN</v>", ""),
        ("<v>x</v>", ' t="e"'),
    ):
        assert "app.new.natural" not in report_of(in_cell("D6", inner, kind)).figures


def test_dates_of_the_other_calendar_are_four_years_later() -> None:
    data = replaced("xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"')
    assert report_of(data).particulars.issue_date == date(2029, 1, 21)


def test_cells_without_addresses_are_counted_on() -> None:
    plain = re.compile(r' r="[A-Z]+\d+"')

    def bare(name: str, data: bytes) -> bytes:
        return plain.sub("", data.decode()).encode() if name == "xl/worksheets/sheet8.xml" else data

    assert report_of(repacked(filled(FORM), bare)).approval.approved_by == "王五"
