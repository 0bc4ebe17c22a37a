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


def test_a_shared_text_that_the_file_lacks_is_damage_told_with_its_cell() -> None:
    for index in ("99999", "-1", "x"):
        result = read(in_cell("D6", f"<v>{index}</v>", ' t="s"'))
        assert result.report is None
        assert "“申请办理”的D6单元格的文字在文件中缺失" in messages(result)[0]


def test_senseless_numbers_are_no_figures() -> None:
    for inner, kind in (
        ("<v>1e999</v>", ""),
        ("<v>1_000</v>", ""),
        ("<v>NaN</v>", ""),
        ("<v>x</v>", ' t="e"'),
    ):
        assert "app.new.natural" not in report_of(in_cell("D6", inner, kind)).figures


def test_dates_of_the_other_calendar_are_four_years_later() -> None:
    data = replaced("xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"')
    assert report_of(data).particulars.issue_date == date(2029, 1, 21)


def test_a_cell_given_twice_is_damage_unless_both_say_the_same() -> None:
    assert report_of(in_cell("D6", '<v>3</v></c><c r="D6"><v>3</v>')).figures["app.new.natural"] == 3
    result = read(in_cell("D6", '<v>3</v></c><c r="D6"><v>4</v>'))
    assert result.report is None
    assert "D6单元格出现两次，内容不同" in messages(result)[0]


def test_a_sheet_whose_part_is_lost_is_damage_and_not_a_blank_sheet() -> None:
    for name in ("sheet2", "sheet3", "sheet5", "sheet8"):
        lost = f"xl/worksheets/{name}.xml"
        result = read(repacked(filled(FORM), lambda part, data, lost=lost: None if part == lost else data))
        assert result.report is None
        assert "的内容在文件中缺失" in messages(result)[0]


def test_two_sheets_of_one_name_are_damage() -> None:
    result = read(replaced("xl/workbook.xml", 'name="复议诉讼"', 'name="申请办理"'))
    assert "有两张工作表都叫“申请办理”" in messages(result)[0]


def test_text_that_lies_out_of_reach_is_an_error_with_its_row() -> None:
    far = '<row r="900000"><c r="C900000" t="inlineStr"><is><t>远处的文字。</t></is></c></row></sheetData>'
    result = read(replaced("xl/worksheets/sheet3.xml", "</sheetData>", far))
    assert ["“正文”中第900000行的内容太远" in m for m in messages(result, "text.cell")] == [True]
    assert any(f.severity == "error" for f in result.findings)


def test_more_text_than_any_report_has_is_an_error_with_the_row() -> None:
    mass = f'<row r="200"><c r="C200" t="inlineStr"><is><t>{"文字" * 500_001}</t></is></c></row></sheetData>'
    result = read(replaced("xl/worksheets/sheet3.xml", "</sheetData>", mass))
    (told,) = [f for f in result.findings if "超过100万字，从第200行起没有读取" in f.message]
    assert (told.severity, str(told.place)) == ("error", "正文!C200")


def test_a_unit_of_invisible_characters_is_not_filled_in() -> None:
    blank = '<c r="B4" t="inlineStr"><is><t>\u00a0\u3000\u200b\u202e</t></is></c>'
    result = read(replaced("xl/worksheets/sheet2.xml", r'<c r="B4".*?</c>', blank))
    assert any("“单位全称”没有填写" in m for m in messages(result, "basic.required"))


def test_cells_without_addresses_are_counted_on() -> None:
    plain = re.compile(r' r="[A-Z]+\d+"')

    def bare(name: str, data: bytes) -> bytes:
        return plain.sub("", data.decode()).encode() if name == "xl/worksheets/sheet8.xml" else data

    assert report_of(repacked(filled(FORM), bare)).approval.approved_by == "王五"
