"""Blank and filled-in workbooks: what `new`, `collect`, the samples and the tests call."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal

from generator.errors import UsageError
from generator.formats.model import Format
from generator.intake.carrying import carried_figures, carried_particulars
from generator.intake.naming import default_title, short_name
from generator.intake.workbook.content import Content, FurtherSheet, Value
from generator.intake.workbook.writer import write_workbook
from generator.report.model import Approval, Chapter, Particulars, Report


def write_blank(
    fmt: Format, year: int, unit_name: str, unit_short: str = "", previous: Report | None = None
) -> bytes:
    """A blank workbook for one unit and year. `unit_short` is derived from the name where it is empty.

    With last year's report, names and contacts and what is carried over are filled in, last year's figures
    stand beside the entry cells as comments, and the year-against-year rows of 校验 are live.
    Raises UsageError where the format does not cover the year or last year's report is of the wrong year.
    """
    if not fmt.covers(year):
        raise UsageError(f"{fmt.name}不适用于{year}年度。请改用适用的格式，或不写 --format。")
    named: dict[str, Value] = {"report_year": year, "unit_name": unit_name}
    named["unit_short"] = unit_short or short_name(unit_name)
    if previous is None:
        return write_workbook(fmt, Content(named))
    if previous.particulars.report_year != year - 1:
        raise UsageError(
            f"--from 所给的是{previous.particulars.report_year}年度的工作簿，应为{year - 1}年度。请核对文件。"
        )
    carried = carried_particulars(previous.particulars, unit_name)
    return write_workbook(
        fmt,
        Content(
            named=carried
            | named
            | ({"unit_short": carried["unit_short"]} if "unit_short" in carried else {}),
            figures=carried_figures(fmt, previous),
            previous=previous.figures,
            previous_year=year - 1,
        ),
    )


def write_filled(
    fmt: Format,
    particulars: Particulars,
    chapters: Sequence[Chapter],
    figures: Mapping[str, Decimal],
    approval: Approval | None = None,
    *,
    typed_totals: Mapping[str, Decimal] | None = None,
    confirmations: Mapping[str, str] | None = None,
    previous: Report | None = None,
    notes: Mapping[str, str] | None = None,
    extra_sheets: Sequence[FurtherSheet] = (),
) -> bytes:
    """A workbook filled in by id, every formula with its right value. Only entry fields of `figures` are written;
    `notes` are comments by field id; `extra_sheets` follow the contract's sheets.
    """
    content = Content(
        named=_named(fmt, particulars, approval or Approval()),
        chapters=chapters,
        figures=figures,
        typed_totals=typed_totals or {},
        previous=previous.figures if previous else {},
        previous_year=previous.particulars.report_year if previous else None,
        notes=notes or {},
        confirmations=confirmations or {},
        extra_sheets=extra_sheets,
    )
    return write_workbook(fmt, content)


def write_again(report: Report) -> bytes:
    """What a report's workbook says in a new workbook of the same form; text that the program wrote is left out."""
    return write_filled(
        report.format,
        report.particulars,
        [c for c in report.chapters if any(not p.generated for p in c.paragraphs)],
        report.figures,
        report.approval,
        typed_totals=report.typed_totals,
        confirmations=report.confirmations,
    )


def _named(fmt: Format, particulars: Particulars, approval: Approval) -> dict[str, Value]:
    """The values of 基本信息 and 签发; a title that follows the pattern is left to the pattern."""
    named: dict[str, Value] = {}
    for record in (particulars, approval):
        for item in fields(record):
            value = getattr(record, item.name)
            if item.name != "extra" and value:
                named[item.name] = value
    named |= particulars.extra
    usual = default_title(fmt, particulars.unit_short, particulars.report_year)
    if named.get("title") == usual:
        del named["title"]
    return named
