"""Sheet 正文: one paragraph a row; the prescribed chapters stand ready, with empty rows below each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.formats.model import PREAMBLE, Format
from generator.intake.addresses import NARRATIVE_HEADER as HEADER
from generator.intake.addresses import PREAMBLE_NAME
from generator.intake.workbook import look
from generator.report.model import Chapter, Level

EMPTY_ROWS = 10
LAST_ROW = 2000
"""Formulas and validations look at rows 2 to this one."""
WIDTHS = (36, 9, 82)
TALLEST = 409
"""The greatest height of a row in points."""
CHAPTER_LIST = "list.chapters"
LEVEL_LIST = "list.levels"


@dataclass(frozen=True)
class Row:
    """One sheet row: 章, 层级, 内容. `opens`: it opens a chapter."""

    chapter: str = ""
    level: str = ""
    text: str = ""

    @property
    def opens(self) -> bool:
        """Whether the row opens a chapter."""
        return bool(self.chapter)


def chapter_names(fmt: Format) -> tuple[str, ...]:
    """What the list of column 章 offers: 前言, then the headings of the form."""
    return (PREAMBLE_NAME, *(section.heading for section in fmt.sections if not section.annex))


def narrative_rows(fmt: Format, chapters: Sequence[Chapter]) -> list[Row]:
    """All rows below the header: each prescribed chapter in order, chapters of the unit's own behind the one
    that they followed; a heading row, the paragraphs, and empty rows up to `EMPTY_ROWS`.
    """
    rows: list[Row] = []
    for name, chapter in _in_order(fmt, chapters):
        rows.append(Row(chapter=name))
        texts = [Row(level=str(p.level), text=p.text) for p in chapter.paragraphs] if chapter else []
        rows += texts + [Row()] * max(EMPTY_ROWS - len(texts), 2)
    return rows


def _in_order(fmt: Format, chapters: Sequence[Chapter]) -> Iterator[tuple[str, Chapter | None]]:
    prescribed = dict(
        zip((PREAMBLE, *(s.id for s in fmt.sections if not s.annex)), chapter_names(fmt), strict=True)
    )
    own: dict[str, list[Chapter]] = {}
    last = PREAMBLE
    for chapter in chapters:
        if chapter.section in prescribed:
            last = chapter.section
        else:
            own.setdefault(last, []).append(chapter)
    for section, name in prescribed.items():
        yield name, next((c for c in chapters if c.section == section), None)
        for chapter in own.get(section, []):
            yield chapter.typed_heading or chapter.heading, chapter


def fill_narrative(sheet: Worksheet, fmt: Format, rows: Sequence[Row]) -> None:
    """Write the sheet: header, rows, lists. It is left unprotected: rows are inserted, deleted and pasted."""
    for column, title in enumerate(HEADER, 1):
        cell = sheet.cell(1, column, title)
        look.dress(cell, look.font(11, bold=True, colour="FFFFFF"), look.ACCENT_FILL, look.CENTRE, look.BOX)
    sheet.row_dimensions[1].height = 26
    for number, row in enumerate(rows, 2):
        _write_row(sheet, number, row)
    look.set_widths(sheet, WIDTHS)
    _validate(sheet, fmt)
    sheet.freeze_panes = "A2"
    look.print_setup(sheet, titles="1:1")


def _write_row(sheet: Worksheet, number: int, row: Row) -> None:
    chapter, level, text = (sheet.cell(number, column) for column in (1, 2, 3))
    fill = look.PALE_FILL if row.opens else None
    look.dress(chapter, look.font(10.5, bold=True, colour=look.ACCENT), fill, look.TOP_LEFT, look.BOX)
    look.dress(level, look.font(), fill, look.CENTRE, look.BOX)
    look.dress(text, look.font(), fill, look.TOP_LEFT, look.BOX)
    level.number_format = "@"
    look.write_text(chapter, row.chapter)
    look.write_text(level, row.level)
    look.write_text(text, row.text)
    for cell in (chapter, level, text):
        if cell.value == "":
            cell.value = None
    if row.text:
        lines = look.lines_needed(row.text, WIDTHS[2])
        sheet.row_dimensions[number].height = min(4 + 14 * lines, TALLEST)


def _validate(sheet: Worksheet, fmt: Format) -> None:
    chapters = DataValidation(
        type="list",
        formula1=CHAPTER_LIST,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="章名不在列表中",
        error="请从列表中选择。本表格式只有列表中的各章；确需自设章时，选“是”保留。"
        if fmt.open_chapters
        else "请从列表中选择本格式规定的章，或写章的序号，如“一、”。",
        showInputMessage=True,
        promptTitle="章",
        prompt="从列表中选择。空着表示与上一行同章。",
    )
    levels = DataValidation(
        type="list",
        formula1=LEVEL_LIST,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="层级",
        error="请从列表中选择：正文、（一）、1.、（1）。",
        showInputMessage=True,
        promptTitle="层级",
        prompt="空着按“正文”处理。序号由程序编排，不必手写。",
    )
    text = DataValidation(
        showInputMessage=True,
        promptTitle="内容",
        prompt="一段一行。从文档粘贴：选中一格，用“只粘贴文本”，各段自动落到下面各行。引用表中数字可写[[名称]]，如[[新收申请]]。",
    )
    for validation, column in ((chapters, "A"), (levels, "B"), (text, "C")):
        validation.add(f"{column}2:{column}{LAST_ROW}")
        sheet.add_data_validation(validation)


LEVELS = tuple(str(level) for level in Level)
"""What the list of column 层级 offers."""
