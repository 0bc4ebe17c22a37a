"""The reader: one workbook file → the facts of one report, and every finding about the workbook itself."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from generator import formats
from generator.errors import InputError
from generator.files import read_whole
from generator.formats.model import Format
from generator.intake.addresses import (
    APPROVAL,
    BASIC,
    CHECKS,
    META,
    META_CELLS,
    NARRATIVE,
    NOT_FILLED_IN,
    SCHEMA,
)
from generator.intake.reading.basics import NamedValues, read_approval, read_particulars, read_year
from generator.intake.reading.book import Book
from generator.intake.reading.confirmations import read_confirmations
from generator.intake.reading.container import Container, Unreadable, recognise
from generator.intake.reading.figures import read_figures
from generator.intake.reading.legacy import read_legacy
from generator.intake.reading.locating import extra_sheets, locate_tables, missing_sheet
from generator.intake.reading.narrative import Narrative, read_narrative
from generator.intake.reading.texts import shortened
from generator.intake.reading.xlsx import read_xlsx
from generator.intake.rules import say
from generator.intake.workbook.formulas import split_cell
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Report, Source


@dataclass(frozen=True)
class ReadResult:
    """`report` is None where the file cannot be read or no form fits; otherwise it holds what could be read."""

    report: Report | None
    findings: tuple[Finding, ...]


def read_workbook(path: Path, data: bytes | None = None) -> ReadResult:
    """Read a workbook (`data` if given, else the file). Faults of the workbook are findings, never exceptions.

    Raises UsageError if there is no such file, SetupError if it may not be read.
    """
    content = data if data is not None else read_whole(path)
    try:
        container = recognise(content)
        book = (
            read_xlsx(content, container.macros, NOT_FILLED_IN)
            if container.kind == "xlsx"
            else read_legacy(container)
        )
    except Unreadable as error:
        return ReadResult(None, (Finding(Severity.ERROR, "book.file", f"无法读取“{path.name}”：{error}"),))
    return _facts(path.name, content, container, book)


def _facts(name: str, content: bytes, container: Container, book: Book) -> ReadResult:
    if BASIC not in book.sheets:
        what = f"“{name}”中没有工作表“{BASIC}”，不是填报工作簿，或工作表被改名"
        return ReadResult(None, (say(None, "book.sheet", what, Place(BASIC)),))
    year = read_year(first := NamedValues(None, book))
    if year is None:
        return ReadResult(None, tuple(first.findings))
    try:
        fmt = formats.for_year(year)
    except InputError as error:
        place = first.places.get("report_year", Place(BASIC))
        return ReadResult(None, (Finding(Severity.ERROR, "basic.year", str(error), place, "report_year"),))
    if _meta(book, "format") not in ("", fmt.id):
        return ReadResult(None, (_wrong_format(fmt, book, year, first.places.get("report_year")),))
    return _report(fmt, name, content, container, book, year)


def _wrong_format(fmt: Format, book: Book, year: int, place: Place | None) -> Finding:
    what = f"工作簿是{shortened(_meta(book, 'format'))}格式，{year}年度报告应使用{fmt.id}格式（{fmt.name}）"
    return say(None, "book.format", what, place, "report_year")


def _report(
    fmt: Format, name: str, content: bytes, container: Container, book: Book, year: int
) -> ReadResult:
    values = NamedValues(fmt, book)
    approval = read_approval(values)
    particulars = read_particulars(values, fmt, year, approval)
    located = locate_tables(fmt, book)
    figures = read_figures(fmt, book, located)
    narrative = read_narrative(fmt, book.sheets[NARRATIVE]) if NARRATIVE in book.sheets else Narrative()
    report = Report(
        format=fmt,
        particulars=particulars,
        chapters=tuple(narrative.chapters),
        figures=figures.values,
        given_tables=figures.given,
        places=values.places | located.places,
        approval=approval,
        source=Source(
            name, hashlib.sha256(content).hexdigest(), _meta(book, "schema"), _meta(book, "program")
        ),
        typed_totals=figures.typed_totals,
        confirmations=read_confirmations(book),
        unreadable=frozenset(figures.unreadable | located.lost),
    )
    findings = (
        *_about_file(fmt, container, book),
        *values.findings,
        *located.findings,
        *figures.findings,
        *narrative.findings,
    )
    return ReadResult(report, findings)


def _about_file(fmt: Format, container: Container, book: Book) -> list[Finding]:
    found = []
    if container.macros:
        found.append(say(fmt, "book.macro", "工作簿带有宏，只读取了数据，宏没有运行"))
    if not book.has_names:
        mend = "请改存为 xlsx，以便核对公式和名称"
        found.append(say(fmt, "book.version", "这是旧格式的工作簿，按单元格位置读取", mend=mend))
    schema = _meta(book, "schema")
    if schema not in ("", SCHEMA):
        found.append(say(fmt, "book.version", f"工作簿的版式版本是{shortened(schema)}，本程序的是{SCHEMA}"))
    for name in (NARRATIVE, APPROVAL, CHECKS):
        if name not in book.sheets:
            severity = Severity.WARNING if name == CHECKS else Severity.ERROR
            found.append(missing_sheet(fmt, book, name, severity))
    return found + extra_sheets(fmt, book)


def _meta(book: Book, key: str) -> str:
    """A value of the hidden sheet, else of the custom document properties."""
    sheet = book.sheets.get(META)
    value = sheet.at(*split_cell(META_CELLS[key])).text.strip() if sheet else ""
    return value or book.properties.get(f"nianbao.{key}", "")
