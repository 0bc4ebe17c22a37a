"""Sheets 基本信息 and 签发: label in A, value in B, what to write in C."""

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.formats.model import Format
from generator.intake.addresses import APPROVALS, EXTRAS, PARTICULARS, NamedCell
from generator.intake.workbook import look
from generator.intake.workbook.content import Value

WIDTHS = (20, 46, 46)
DATE_FORMAT = 'yyyy"年"m"月"d"日"'
VALUE = look.LEFT


def fill_basic(sheet: Worksheet, fmt: Format, values: Mapping[str, Value]) -> None:
    """Sheet 基本信息: the names of the contract, and below them the optional layout rows."""
    look.banner(sheet, "基本信息", "黄色格为必填项。日期写全年、月、日。其余各项没有的空着。", WIDTHS)
    _items(sheet, PARTICULARS, values)
    first = EXTRAS[0].row - 1
    for cell in look.block(sheet, first, 1, 1, 3):
        look.dress(cell, look.font(10.5, bold=True, colour=look.ACCENT), look.PALE_FILL, look.LEFT, look.BOX)
    sheet.cell(first, 1).value = "版式（均可不填）"
    sheet.row_dimensions[first].height = 22
    _items(sheet, EXTRAS, values)
    last = fmt.last_year or 2100
    year = DataValidation(
        type="whole",
        operator="between",
        formula1=str(fmt.first_year),
        formula2=str(last),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="报告年度",
        error=f"本工作簿的格式适用于{_years(fmt)}年度报告。其他年度请用相应格式的空白工作簿。",
        showInputMessage=True,
        promptTitle="报告年度",
        prompt=f"四位数字。本格式适用于{_years(fmt)}年度。",
    )
    _add(sheet, year, "report_year", PARTICULARS)
    _add(sheet, _date("成文日期"), "issue_date", PARTICULARS)
    for item in (*PARTICULARS, *EXTRAS):
        if item.kind == "choice":
            _add(sheet, _choice(item), item.name, EXTRAS)
    _add(sheet, _diameter(), "seal_diameter", EXTRAS)
    _finish(sheet)


def fill_approval(sheet: Worksheet, values: Mapping[str, Value]) -> None:
    """Sheet 签发: who drafted, checked and approved; without name and date the report is a draft."""
    hint = "签发人和签发日期填写之前，生成的报告是送审稿：每页印有“送审稿”字样，不能签名盖章。"
    look.banner(sheet, "签发", hint, WIDTHS)
    _items(sheet, APPROVALS, values)
    _add(sheet, _date("签发日期"), "approved_on", APPROVALS)
    _finish(sheet)


def _items(sheet: Worksheet, items: Sequence[NamedCell], values: Mapping[str, Value]) -> None:
    for item in items:
        label, value, note = (sheet.cell(item.row, column) for column in (1, 2, 3))
        look.dress(label, look.font(bold=item.required), look.PALE_FILL, look.LEFT, look.BOX)
        look.dress(value, look.font(11), None, VALUE, look.BOX, look.UNLOCKED)
        look.dress(note, look.font(9.5, colour=look.QUIET), None, look.LEFT, look.BOX)
        label.value = item.label
        note.value = item.note or None
        value.number_format = {"date": DATE_FORMAT, "code": "@"}.get(item.kind, "General")
        given = values.get(item.name)
        if isinstance(given, str):
            look.write_text(value, given)
        else:
            value.value = given
        lines = max(look.lines_needed(item.note, WIDTHS[2]), look.lines_needed(str(given or ""), WIDTHS[1]))
        sheet.row_dimensions[item.row].height = max(24, 15 * lines + 6)
        if item.required:
            _mark_missing(sheet, item.cell)


def _mark_missing(sheet: Worksheet, cell: str) -> None:
    sheet.conditional_formatting.add(
        cell,
        Rule(type="expression", dxf=look.difference(look.BLANK_FILL), formula=[f"LEN(TRIM({cell}))=0"]),
    )


def _finish(sheet: Worksheet) -> None:
    look.set_widths(sheet, WIDTHS)
    sheet.freeze_panes = "A3"
    look.protect(sheet)
    look.print_setup(sheet, one_page=True)


def _years(fmt: Format) -> str:
    if fmt.last_year is None:
        return f"{fmt.first_year}及以后"
    return f"{fmt.first_year}至{fmt.last_year}"


def _date(title: str) -> DataValidation:
    return DataValidation(
        type="date",
        operator="between",
        formula1="36526",
        formula2="73415",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=title,
        error="日期应写全年、月、日，如 2026-1-20 或 2026年1月20日。",
        showInputMessage=True,
        promptTitle=title,
        prompt="年、月、日写全，如 2026-1-20。",
    )


def _choice(item: NamedCell) -> DataValidation:
    return DataValidation(
        type="list",
        formula1='"' + ",".join(item.choices) + '"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=item.label,
        error=f"请从列表中选择：{'、'.join(item.choices)}。",
    )


def _diameter() -> DataValidation:
    return DataValidation(
        type="decimal",
        operator="between",
        formula1="20",
        formula2="60",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="印章直径",
        error="请填20至60之间的数，单位毫米。",
    )


def _add(sheet: Worksheet, validation: DataValidation, name: str, items: Sequence[NamedCell]) -> None:
    validation.add(next(item.cell for item in items if item.name == name))
    sheet.add_data_validation(validation)
