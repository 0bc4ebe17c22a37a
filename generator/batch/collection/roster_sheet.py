"""Writes a blank roster 名册: three values above, one line a unit below, codes kept as text."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.batch.collection.model import Member
from generator.batch.collection.roster import COLUMNS, DEADLINE, DISTRICT, SHEET, YEAR
from generator.clock import document_time
from generator.intake.workbook import look
from generator.intake.workbook.package import made_over

HEADER_ROW = 7
LINES = 300
"""Rows that are made ready; more may be added below."""
KINDS = ("委办局", "街道", "镇", "乡", "事业单位", "其他")
WIDTHS = {
    "number": 6, "name": 36, "short": 16, "credit_code": 24, "kind": 10, "counted": 14, "contact": 12,
    "phone": 18, "former": 36, "note": 30,
}  # fmt: skip
HINT = (
    "一行一个单位，写应向本级报送的全部单位（含办公室本身）。垂直管理、由上级汇总的单位，“是否计入汇总”选“否”。"
    "“简称”用于核对。更名、合并的，在“原单位”写上年的名称，几个之间用顿号隔开。"
)
_TEXT = "@"
_DATE = 'yyyy"年"m"月"d"日"'


def write_roster(year: int | None = None, district: str = "", members: Sequence[Member] = ()) -> bytes:
    """A roster as XLSX, with the given members filled in; the same arguments give the same bytes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    look.banner(sheet, "政府信息公开年度报告单位名册", HINT, list(WIDTHS.values()))
    look.set_widths(sheet, list(WIDTHS.values()))
    _above(sheet, year, district)
    _header(sheet)
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + max(LINES, len(members))):
        _line(sheet, row, members[row - HEADER_ROW - 1] if row - HEADER_ROW <= len(members) else None)
    _lists(sheet)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    look.print_setup(sheet, landscape=True, titles=f"{HEADER_ROW}:{HEADER_ROW}")
    book.properties.creator = book.properties.lastModifiedBy = "nianbao"
    return made_over(book, {}, document_time(None))


def _above(sheet: Worksheet, year: int | None, district: str) -> None:
    """The district, the year and the deadline, label in column B and value in column C."""
    for row, (label, value) in enumerate(((DISTRICT, district), (YEAR, year), (DEADLINE, None)), 3):
        caption, cell = sheet.cell(row, 2, label), sheet.cell(row, 3)
        look.dress(caption, look.font(bold=True), look.PALE_FILL, look.LEFT, look.BOX)
        look.dress(cell, None, None, look.LEFT, look.BOX)
        sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=5)
        if isinstance(value, str):
            look.write_text(cell, value)
        elif value:
            cell.value = value
    sheet.cell(5, 3).number_format = _DATE


def _header(sheet: Worksheet) -> None:
    for column, names in enumerate(COLUMNS.values(), 1):
        cell = sheet.cell(HEADER_ROW, column, names[0])
        look.dress(cell, look.font(11, bold=True, colour="FFFFFF"), look.ACCENT_FILL, look.CENTRE, look.BOX)
    sheet.row_dimensions[HEADER_ROW].height = 24


def _line(sheet: Worksheet, row: int, member: Member | None) -> None:
    texts = _texts(member) if member else {}
    for column, key in enumerate(COLUMNS, 1):
        cell = sheet.cell(row, column)
        look.dress(
            cell, None, None, look.CENTRE if key in ("number", "kind", "counted") else look.LEFT, look.BOX
        )
        if key == "number":
            cell.value = row - HEADER_ROW
        else:
            cell.number_format = _TEXT
            if texts.get(key):
                look.write_text(cell, texts[key])


def _texts(member: Member) -> dict[str, str]:
    texts = {key: getattr(member, key) for key in COLUMNS if key not in ("number", "counted", "former")}
    return texts | {"counted": "是" if member.counted else "否", "former": "、".join(member.former)}


def _lists(sheet: Worksheet) -> None:
    columns = {key: chr(ord("A") + number) for number, key in enumerate(COLUMNS)}
    for key, choices, strict in (("kind", KINDS, False), ("counted", ("是", "否"), True)):
        validation = DataValidation(
            type="list",
            formula1='"' + ",".join(choices) + '"',
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="stop" if strict else "warning",
            error=f"请从列表中选择：{'、'.join(choices)}。",
        )
        validation.add(f"{columns[key]}{HEADER_ROW + 1}:{columns[key]}{HEADER_ROW + LINES}")
        sheet.add_data_validation(validation)
