"""XLS (and WPS .et), XLSB and ODS through python-calamine: values by address; such files give no names here."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import ModuleType
from typing import TYPE_CHECKING

from generator.intake.reading.book import Book, RawCell, Sheet, as_day
from generator.intake.reading.container import Container, Unreadable
from generator.intake.reading.texts import clean
from generator.intake.reading.xlsx import LAST_COLUMN, LAST_ROW, number_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

KINDS = {
    "xls": "Excel 97-2003 工作簿（.xls）或 WPS 表格（.et）",
    "xlsb": "Excel 二进制工作簿（.xlsb）",
    "ods": "ODS 表格",
}
_SAVE_AS = "请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”后再试。"


def read_legacy(container: Container) -> Book:
    """The cells of the workbook. Raises Unreadable where the extra is not installed or the file is damaged."""
    kind = KINDS[container.kind]
    calamine = _calamine(kind)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(container.data))
        sheets = {name: _sheet(workbook, name) for name in workbook.sheet_names}
    except calamine.PasswordError as error:
        raise Unreadable(
            "工作簿设有打开密码，无法读取。请在 Excel 或 WPS 中取消密码，保存后再试。"
        ) from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Unreadable(f"这份{kind}已损坏或不能读取。{_SAVE_AS}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the component reports a fault of its own
            raise
        raise Unreadable(f"这份{kind}已损坏或不能读取。{_SAVE_AS}") from error
    return Book(sheets, has_names=False)


def _calamine(kind: str) -> ModuleType:
    try:
        import python_calamine
    except ImportError as error:
        raise Unreadable(f"这是{kind}，本机没有安装读取旧格式的组件。{_SAVE_AS}") from error
    return python_calamine


def _sheet(workbook: "CalamineWorkbook", name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    cells = {}
    for row, values in enumerate(rows[:LAST_ROW], 1):
        for column, value in enumerate(values[:LAST_COLUMN], 1):
            cell = _cell(value)
            if cell.kind != "blank":
                cells[row, column] = cell
    return Sheet(name, cells)


def _cell(value: object) -> RawCell:
    if isinstance(value, bool):
        return RawCell("boolean", value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date | datetime):
        return RawCell("date", as_day(value))
    if isinstance(value, time | timedelta):
        return RawCell("text", str(value))
    text = clean(str(value)) if value is not None else ""
    return RawCell("text", text) if text else RawCell()


def _number(value: int | float) -> RawCell:
    number = number_of(repr(value))
    return RawCell("number", number) if isinstance(number, Decimal) else RawCell()
