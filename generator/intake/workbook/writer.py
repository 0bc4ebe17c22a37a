"""Puts the intake workbook together: sheets in the contract's order, defined names, properties, same bytes."""

from collections.abc import Mapping
from datetime import date

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from generator import __version__
from generator.clock import document_time
from generator.formats.model import Format
from generator.intake.addresses import (
    APPROVAL,
    BASIC,
    CHECKS,
    GUIDE,
    META,
    NARRATIVE,
    SCHEMA,
    all_places,
    reference,
    sheet_names,
)
from generator.intake.workbook import look, meta_sheet
from generator.intake.workbook.checks_sheet import fill_checks
from generator.intake.workbook.content import Content, Shown
from generator.intake.workbook.guide_sheet import fill_guide
from generator.intake.workbook.live import LiveChecks, previous_fields
from generator.intake.workbook.meta_sheet import fill_meta, list_reference, previous_cells
from generator.intake.workbook.named_sheets import fill_approval, fill_basic
from generator.intake.workbook.narrative_sheet import (
    CHAPTER_LIST,
    LEVEL_LIST,
    LEVELS,
    chapter_names,
    fill_narrative,
    narrative_rows,
)
from generator.intake.workbook.package import Value as CachedValue
from generator.intake.workbook.package import made_over
from generator.intake.workbook.table_sheet import fill_table


def write_workbook(fmt: Format, content: Content) -> bytes:
    """The workbook as bytes: the same content gives the same bytes; every formula carries its right value."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = {name: book.create_sheet(name) for name in sheet_names(fmt)}
    cached = _fill(fmt, content, sheets)
    _names(book, fmt)
    for sheet in content.extra_sheets:
        cached[sheet.name] = sheet.draw(book.create_sheet(sheet.name))
    _properties(book, fmt, content)
    numbers = {name: number for number, name in enumerate(book.sheetnames, 1)}
    parts = {f"xl/worksheets/sheet{numbers[name]}.xml": values for name, values in cached.items()}
    return made_over(book, parts, document_time(_day(content)))


def _fill(
    fmt: Format, content: Content, sheets: Mapping[str, Worksheet]
) -> dict[str, Mapping[str, CachedValue]]:
    """Write every sheet. Returns the cached formula values by sheet and cell."""
    shown = Shown(fmt, content)
    cells = previous_cells(previous_fields(fmt.rules))
    rules = LiveChecks(shown, cells).rules()
    rows = narrative_rows(fmt, content.chapters)
    fill_guide(sheets[GUIDE], fmt, int(str(content.named["report_year"])))
    fill_basic(sheets[BASIC], fmt, content.named)
    fill_narrative(sheets[NARRATIVE], fmt, rows)
    cached: dict[str, Mapping[str, CachedValue]] = {}
    for table in fmt.tables:
        totals = fill_table(sheets[table.sheet], table, content, shown)
        cached[table.sheet] = {cell: float(value) for cell, value in totals.items()}
    meta = fill_meta(sheets[META], shown, cells, rules, rows)
    cached[META] = meta.cached
    cached[CHECKS] = fill_checks(sheets[CHECKS], fmt, rules, meta, content.confirmations)
    fill_approval(sheets[APPROVAL], content.named)
    for name, sheet in sheets.items():
        sheet.sheet_properties.tabColor = look.LINE if name in (GUIDE, CHECKS) else look.ACCENT
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 100
    return cached


def _names(book: Workbook, fmt: Format) -> None:
    references = {name: reference(place) for name, place in all_places(fmt).items()}
    lists = {
        CHAPTER_LIST: list_reference(meta_sheet.CHAPTERS_COLUMN, len(chapter_names(fmt))),
        LEVEL_LIST: list_reference(meta_sheet.LEVELS_COLUMN, len(LEVELS)),
    }
    for name, text in (references | lists).items():
        book.defined_names[name] = DefinedName(name, attr_text=text)


def _properties(book: Workbook, fmt: Format, content: Content) -> None:
    book.security = WorkbookProtection(lockStructure=True)
    book.calculation.fullCalcOnLoad = True
    properties = book.properties
    properties.creator = "nianbao"
    properties.lastModifiedBy = "nianbao"
    properties.title = f"{content.named['report_year']}年政府信息公开工作年度报告填报工作簿"
    properties.subject = str(content.named.get("unit_name", ""))
    properties.language = "zh-CN"
    # The library has custom_doc_props, its type stubs have not.
    for name, value in (
        ("nianbao.format", fmt.id),
        ("nianbao.schema", SCHEMA),
        ("nianbao.program", __version__),
    ):
        vars(book)["custom_doc_props"].append(StringProperty(name=name, value=value))


def _day(content: Content) -> date:
    """成文日期 where it is given as a date, else the last day of the report year."""
    day = content.named.get("issue_date")
    return day if isinstance(day, date) else date(int(str(content.named["report_year"])), 12, 31)
