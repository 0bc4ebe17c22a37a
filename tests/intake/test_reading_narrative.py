"""Sheet 正文: rows, cells with line breaks, pasted headings, levels."""

import openpyxl
import pytest

from generator import formats
from generator.formats.model import PREAMBLE, Format
from generator.intake import ReadResult
from generator.intake.reading.narrative import match_heading
from generator.report.finding import Severity
from generator.report.model import Chapter, Level
from tests.intake.conftest import edited, filled, messages, read

FORM, OPEN_FORM = formats.load("2021"), formats.load("2008")
Rows = list[tuple[object, object, object]]


def read_rows(rows: Rows, form: Format = FORM) -> ReadResult:
    """A workbook whose sheet 正文 holds just these rows."""

    def write(book: openpyxl.Workbook) -> None:
        sheet = book["正文"]
        sheet.delete_rows(2, sheet.max_row)
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value

    return read(edited(filled(form), write))


def chapters(rows: Rows, form: Format = FORM) -> list[Chapter]:
    report = read_rows(rows, form).report
    assert report is not None
    return list(report.chapters)


def texts(rows: Rows, form: Format = FORM) -> list[tuple[str, list[str]]]:
    return [(c.section, [p.text for p in c.paragraphs]) for c in chapters(rows, form)]


def test_an_empty_chapter_repeats_the_one_above_and_blank_rows_are_skipped() -> None:
    rows: Rows = [
        ("前言", None, "甲"),
        (None, None, None),
        (None, None, "乙"),
        ("一、总体情况", None, "丙"),
        (None, None, "丁"),
    ]
    assert texts(rows) == [(PREAMBLE, ["甲", "乙"]), ("s1", ["丙", "丁"])]


def test_a_heading_row_without_text_opens_the_chapter() -> None:
    rows: Rows = [("一、总体情况", None, None), (None, None, "甲"), ("五、", None, None), (None, None, "乙")]
    assert texts(rows) == [("s1", ["甲"]), ("s5", ["乙"])]


def test_a_chapter_without_any_text_is_absent() -> None:
    assert texts([("一、总体情况", None, None), ("五、", None, "乙")]) == [("s5", ["乙"])]


def test_a_chapter_begun_twice_is_one() -> None:
    assert texts([("一", None, "甲"), ("五", None, "乙"), ("一", None, "丙")]) == [
        ("s1", ["甲", "丙"]),
        ("s5", ["乙"]),
    ]


@pytest.mark.parametrize(
    ("written", "section"),
    [
        ("一、总体情况", "s1"),
        ("一", "s1"),
        ("一、", "s1"),
        ("总体情况", "s1"),
        (" 一、 总体情况 ", "s1"),
        ("五、存在问题及改进情况", "s5"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "s4"),
        ("第六部分", "s6"),
        ("前言", PREAMBLE),
        ("引言", PREAMBLE),
    ],
)
def test_a_chapter_is_known_by_its_ordinal_its_words_or_a_published_variant(
    written: str, section: str
) -> None:
    match = match_heading(FORM, written)
    assert match is not None
    assert (match.section, match.other_heading) == (section, False)


def test_a_prescribed_ordinal_with_other_words_is_matched_with_a_warning() -> None:
    result = read_rows([("一、全年工作回顾", None, "甲")])
    assert result.report is not None
    assert [(c.section, c.typed_heading) for c in result.report.chapters] == [("s1", "一、全年工作回顾")]
    assert "“一、全年工作回顾”与规定的“一、总体情况”不一致" in messages(result, "text.heading")[0]


def test_words_tell_more_than_a_wrong_ordinal() -> None:
    match = match_heading(FORM, "二、存在的主要问题及改进情况")
    assert match is not None
    assert match.section == "s5"


def test_an_unknown_chapter_is_an_error_where_the_form_prescribes_them() -> None:
    result = read_rows([("收费情况", None, "甲")])
    (finding,) = [f for f in result.findings if "chapter" in f.rule]
    assert finding.severity is Severity.ERROR
    assert str(finding.place) == "正文!A2"


def test_an_unknown_chapter_is_the_units_own_where_the_form_leaves_them_open() -> None:
    (chapter,) = chapters([("四、人员和收支情况", None, "甲")], OPEN_FORM)
    assert (chapter.section, chapter.heading, chapter.typed_heading) == (
        "",
        "人员和收支情况",
        "四、人员和收支情况",
    )
    assert not messages(read_rows([("四、人员和收支情况", None, "甲")], OPEN_FORM), "text.")


def test_line_breaks_in_a_cell_are_paragraphs_of_which_the_first_has_the_level() -> None:
    (chapter,) = chapters([("一", "（一）", "主动公开\n甲\n\n乙")])
    assert [(p.level, p.text) for p in chapter.paragraphs] == [
        (Level.TWO, "主动公开"),
        (Level.BODY, "甲"),
        (Level.BODY, "乙"),
    ]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("正文", Level.BODY),
        ("（一）", Level.TWO),
        ("(一)", Level.TWO),
        ("1.", Level.THREE),
        (1, Level.THREE),
        ("１．", Level.THREE),
        ("（1）", Level.FOUR),
        ("(1)", Level.FOUR),
        (-1, Level.FOUR),
        (None, Level.BODY),
    ],
)
def test_a_level_is_known_in_any_width_and_as_the_number_that_excel_made_of_it(
    written: object, level: Level
) -> None:
    (chapter,) = chapters([("一", written, "甲")])
    assert chapter.paragraphs[0].level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("（二）依申请公开", Level.TWO),
        ("(二)依申请公开", Level.TWO),
        ("3.网站建设", Level.THREE),
        ("3、网站建设", Level.THREE),
        ("（3）其他", Level.FOUR),
        ("3.5万条信息", Level.BODY),
        ("2024年公开信息", Level.BODY),
    ],
)
def test_without_a_level_a_typed_number_tells_it(text: str, level: Level) -> None:
    (chapter,) = chapters([("一", None, text)])
    assert (chapter.paragraphs[0].level, chapter.paragraphs[0].text) == (level, text)


def test_a_level_that_is_none_is_body_text_with_a_notice() -> None:
    result = read_rows([("一", "五级", "甲")])
    assert result.report is not None
    assert result.report.chapters[0].paragraphs[0].level is Level.BODY
    assert "“五级”不在列表中" in messages(result, "text.level")[0]


def test_text_before_any_chapter_is_the_preamble_with_a_notice() -> None:
    result = read_rows([(None, None, "甲")])
    assert result.report is not None
    assert [c.section for c in result.report.chapters] == [PREAMBLE]
    assert len(messages(result, "text.heading")) == 1


def test_a_formula_without_a_result_in_the_text_is_an_error() -> None:
    result = read_rows([("一", None, "=本年公开信息")])
    assert [f.severity for f in result.findings if "text.cell" in f.rule] == [Severity.ERROR]


def test_text_that_begins_like_a_formula_is_text_when_the_program_wrote_it() -> None:
    report = read(filled(FORM)).report
    assert report is not None
    assert report.chapters[1].paragraphs[1].text == "=全年公开信息，@各部门，-逐项核对。"


def test_every_paragraph_knows_its_cell() -> None:
    (chapter,) = chapters([("一", None, "甲"), (None, None, "乙\n丙")])
    assert [str(p.place) for p in chapter.paragraphs] == ["正文!C2", "正文!C3", "正文!C3"]
