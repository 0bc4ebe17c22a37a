"""Reports for the tests of the stages after intake, made without a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.formats import Format, load
from generator.formats.model import PREAMBLE
from generator.intake.totals import with_totals
from generator.report.finding import Place
from generator.report.model import Approval, Chapter, Level, Paragraph, Particulars, Report, Source

YEARS = {"2008": 2015, "2019": 2019, "2021": 2023}
LEVELS = {"": Level.BODY, "（一）": Level.TWO, "1.": Level.THREE, "（1）": Level.FOUR}

Row = str | tuple[str, str]
"""A paragraph of body text, or (level, text)."""


def build(
    format_id: str = "2021",
    entries: Mapping[str, int | str] | None = None,
    chapters: Mapping[str, Sequence[Row]] | None = None,
    given: bool = True,
    **particulars: object,
) -> Report:
    """A report: every entry 0 unless given (`given=False`: no table at all), chapters by typed heading."""
    fmt = load(format_id)
    values = {f.id: Decimal(0) for f in fmt.fields.values() if not f.computed} if given else {}
    values |= {id: Decimal(str(value)) for id, value in (entries or {}).items()}
    return Report(
        format=fmt,
        particulars=replace(_particulars(YEARS[format_id]), **particulars),
        chapters=tuple(chapter(fmt, *item, row=n * 10) for n, item in enumerate((chapters or {}).items(), 1)),
        figures=with_totals(fmt, values) if values else {},
        given_tables=frozenset(table.id for table in fmt.tables) if given else frozenset(),
        places={},
        approval=Approval("张三", "李四", "王五", date(YEARS[format_id] + 1, 1, 25)),
        source=Source("样本.xlsx", "0" * 64),
    )


def _particulars(year: int) -> Particulars:
    return Particulars(
        report_year=year,
        unit_name="江北市南岗区人民政府",
        unit_short="南岗区",
        title="",
        signatory="江北市南岗区人民政府办公室",
        issue_date=date(year + 1, 1, 20),
    )


def chapter(fmt: Format, typed: str, rows: Sequence[Row], row: int = 2) -> Chapter:
    """A chapter as intake reads it: a section id where the heading is exactly one of the list."""
    listed = {section.heading: section.id for section in fmt.sections} | {"前言": PREAMBLE}
    paragraphs = tuple(paragraph(item, row + n) for n, item in enumerate(rows))
    return Chapter(listed.get(typed, ""), typed, paragraphs, Place("正文", f"A{row}"), typed)


def paragraph(item: Row, row: int) -> Paragraph:
    level, text = ("", item) if isinstance(item, str) else item
    return Paragraph(LEVELS[level], text, Place("正文", f"C{row}"))
