"""What a visitor adds on the page, written into the workbook: a 确认说明, the names of 签发.

The clerk's own file is kept and only those cells change. A file of another kind (.xls, .et, .ods), or one whose
sheet 校验 is gone, comes back as a new workbook with the same contents.
"""

import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.checks.examine import Examination
from generator.clock import document_time
from generator.intake.addresses import CHECKS, named_places
from generator.intake.blank import write_again
from generator.intake.workbook import look
from generator.intake.workbook.checks_sheet import HEADER
from generator.intake.workbook.keeping import opened
from generator.report.model import Approval, Report

_FAULTS = (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, zipfile.BadZipFile)
"""What the library raises for a file that it does not take."""

Change = Callable[[Workbook], None]


def with_notes(examination: Examination, notes: Mapping[str, str]) -> bytes:
    """The workbook with these 确认说明, by rule id."""
    report = _report(examination)
    anew = replace(report, confirmations={**report.confirmations, **notes})
    return _changed(examination, lambda book: _note(book, notes), anew)


def with_approval(examination: Examination, approved_by: str, approved_on: date) -> bytes:
    """The workbook signed off by that person on that day."""
    report = _report(examination)
    approval: Approval = replace(report.approval, approved_by=approved_by, approved_on=approved_on)

    def change(book: Workbook) -> None:
        places = named_places() | dict(report.places)
        who, when = places["approved_by"], places["approved_on"]
        look.write_text(book[who.sheet][who.cell], approved_by)
        book[when.sheet][when.cell].value = approved_on

    return _changed(examination, change, replace(report, approval=approval))


def _report(examination: Examination) -> Report:
    if examination.report is None:
        raise ValueError(examination.path)
    return examination.report


def _changed(examination: Examination, change: Change, anew: Report) -> bytes:
    """The clerk's file with the change, or a new one that says what `anew` says."""
    when = document_time(anew.particulars.issue_date)
    if examination.suffix in (".xlsx", ".xlsm"):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                kept = opened(examination.data)
                change(kept.book)
                return kept.saved(when)
        except _FAULTS:
            return write_again(anew)
    return write_again(anew)


def _note(book: Workbook, notes: Mapping[str, str]) -> None:
    """Write the notes beside their rules, or in rows that are free for other rules. Raises KeyError."""
    sheet = book[CHECKS]
    top, column = _header(sheet)
    for rule, note in notes.items():
        row = _row(sheet, top, rule)
        if not sheet.cell(row, 1).value:
            look.write_text(sheet.cell(row, 1), rule)
        look.write_text(sheet.cell(row, column), note)


def _header(sheet: Worksheet) -> tuple[int, int]:
    """The row of the head and the column of the notes."""
    for row in sheet.iter_rows(max_row=20):
        texts = [str(cell.value or "").strip() for cell in row]
        if texts[:1] == [HEADER[0]] and HEADER[-1] in texts:
            return row[0].row or 1, texts.index(HEADER[-1]) + 1
    raise KeyError(HEADER[-1])


def _row(sheet: Worksheet, top: int, rule: str) -> int:
    """The rule's row, else the first free one: a spare row of the form, or one below everything."""
    spare = 0
    for row in range(top + 1, sheet.max_row + 1):
        named = str(sheet.cell(row, 1).value or "").strip()
        if named == rule:
            return row
        if not named and not spare:
            spare = row
    return spare or sheet.max_row + 1
