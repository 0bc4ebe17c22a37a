"""归档登记表.xlsx: the register for people, made from the CSV, every cell as text."""

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from generator.archive.package.register import COLUMNS, Row
from generator.archive.reading.limits import Refused, unzip
from generator.clock import CHINA
from generator.files import zip_bytes
from generator.intake.workbook.package import saved_parts

SHEET = "归档登记表"
_WIDTHS = {"题名": 44, "责任者": 30, "档号": 30, "包名称": 34, "备注": 24, "检测结果": 24, "电子文件号": 46}
_DIGEST_WIDTH = 24
_HEAD = PatternFill("solid", fgColor="FFE7E6E6")
_LINE = Side(style="thin", color="FF808080")


def write_book(rows: Sequence[Row], when: datetime) -> bytes:
    """The workbook: same rows, same bytes (`when` is its only time)."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    for number, values in enumerate([COLUMNS, *([row[c] for c in COLUMNS] for row in rows)], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column)
            assert isinstance(cell, Cell)
            cell.value = value
            cell.data_type = "s"
            cell.number_format = "@"
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if number == 1:
                cell.font, cell.fill = Font(bold=True), _HEAD
    for column, name in enumerate(COLUMNS, 1):
        width = _DIGEST_WIDTH if "摘要" in name or "SHA" in name or "SM3" in name else 12
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, width)
    sheet.freeze_panes = "F2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    return _timeless(book, when)


def _timeless(book: Workbook, when: datetime) -> bytes:
    """The saved bytes with `when` in place of the clock."""
    stamp = when.astimezone(CHINA).replace(tzinfo=None)
    book.properties.creator = "nianbao"
    book.properties.created = book.properties.modified = stamp
    return zip_bytes(saved_parts(book).items(), when)


def read_book(data: bytes) -> list[list[str]]:
    """The cells of the register's workbook, head first. Raises Refused."""
    unzip(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        strangers = [name for name in book.sheetnames if name != SHEET]
        rows = list(book[SHEET].iter_rows(max_col=len(COLUMNS), values_only=True))
    except Exception as error:  # the library raises whatever its parsers raise
        raise Refused(f"归档登记表.xlsx 无法读取（{type(error).__name__}）。") from error
    if strangers:
        raise Refused(f"归档登记表.xlsx 多出工作表“{'、'.join(strangers)}”。")
    return [["" if value is None else str(value) for value in row] for row in rows]
