"""The district's own workbook: its text and entries kept, the sums put in, the two sheets put behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.batch.collection import ledger
from generator.batch.collection.aggregates import AGGREGATES, entry_fields
from generator.batch.collection.books import open_book
from generator.batch.collection.detecting import SHEET
from generator.batch.collection.lastyear import LastYear
from generator.batch.collection.ledger import Ledger, read_ledger
from generator.batch.collection.model import Collection
from generator.batch.collection.names import some
from generator.batch.collection.rules import say
from generator.batch.collection.sheets import LedgerSheet, ReminderSheet
from generator.checks.values import plain
from generator.errors import InputError
from generator.files import read_whole
from generator.intake import read_workbook
from generator.intake.addresses import sheet_names
from generator.intake.blank import write_filled
from generator.intake.naming import short_name
from generator.intake.totals import with_totals
from generator.intake.workbook.content import FurtherSheet
from generator.report.finding import Finding
from generator.report.model import Approval, Particulars, Report


@dataclass(frozen=True)
class Into:
    """The district's workbook that is to be filled: its contents, the sums it was last given, its own sheets."""

    report: Report
    ledger: Ledger | None
    further: tuple[str, ...]

    @property
    def year(self) -> int:
        """Its report year."""
        return self.report.particulars.report_year


@dataclass(frozen=True)
class District:
    """All that is known of the district apart from its units."""

    into: Into | None
    name: str
    last_year: LastYear | None
    today: date


@dataclass(frozen=True)
class Collected:
    """The collection with all its findings, and the district's workbook as bytes."""

    collection: Collection
    workbook: bytes


def read_district(path: Path) -> Into:
    """The workbook given with `--into`. Raises InputError where it is no intake workbook."""
    data = read_whole(path)
    result = read_workbook(path, data)
    if result.report is None:
        raise InputError(f"--into 所给的工作簿不能用：{result.findings[0].message}")
    usual = {*sheet_names(result.report.format), SHEET, ledger.REMINDERS}
    further = tuple(name for name in open_book(path, data).sheets if name not in usual)
    return Into(result.report, read_ledger(path, data), further)


def district_workbook(collection: Collection, district: District, folder: str) -> Collected:
    """Put the sums into the district's workbook. Raises InputError where `into` is of another year."""
    into = district.into
    if into and into.year != collection.year:
        raise InputError(
            f"--into 所给的是{into.year}年度的工作簿，汇总的是{collection.year}年度。请核对文件或 --year。"
        )
    own = into.report.figures if into else {}
    figures = {
        field.id: collection.sums.get(field.id, own.get(field.id))
        for field in entry_fields(collection.format)
    }
    entries = {id: value for id, value in figures.items() if value is not None}
    findings = [*collection.findings, *(_about_into(collection, into, entries) if into else ())]
    told = replace(collection, findings=tuple(findings))
    return Collected(told, _written(told, district, entries, folder))


def _written(
    collection: Collection, district: District, entries: Mapping[str, Decimal], folder: str
) -> bytes:
    into, fmt = district.into, collection.format
    shown = with_totals(fmt, entries)
    sheets = (
        FurtherSheet(SHEET, LedgerSheet(collection, shown, folder).draw),
        FurtherSheet(ledger.REMINDERS, ReminderSheet(collection, district.today).draw),
    )
    previous = district.last_year.report if district.last_year else None
    fits = previous is not None and previous.particulars.report_year == collection.year - 1
    return write_filled(
        fmt,
        into.report.particulars if into else _particulars(collection.year, district.name),
        into.report.chapters if into else (),
        entries,
        _approval(into, entries) if into else None,
        confirmations=into.report.confirmations if into else None,
        previous=previous if fits else None,
        notes=_notes(collection),
        extra_sheets=sheets,
    )


def _particulars(year: int, name: str) -> Particulars:
    return Particulars(year, name, short_name(name) if name else "", "", "", None)


def _notes(collection: Collection) -> dict[str, str]:
    """Comments on the cells that a plain sum does not settle."""
    fields = entry_fields(collection.format)
    plainly = {code for code, aggregate in AGGREGATES.items() if aggregate.adds and not aggregate.upper_bound}
    return {
        field.id: AGGREGATES[field.aggregate].trap + "。"
        for field in fields
        if field.aggregate not in plainly
    }


def _approval(into: Into, entries: Mapping[str, Decimal]) -> Approval:
    """The approval stands only while no figure has changed since."""
    approval = into.report.approval
    if _changed(into, entries):
        return replace(approval, approved_by="", approved_on=None)
    return approval


def _changed(into: Into, entries: Mapping[str, Decimal]) -> list[str]:
    """Fields whose value in the workbook is not the one that it had."""
    return [id for id, value in entries.items() if into.report.figures.get(id) != value]


def _about_into(collection: Collection, into: Into, entries: Mapping[str, Decimal]) -> Iterator[Finding]:
    """What is not carried over from the district's workbook."""
    changed = _changed(into, entries)
    typed = [id for id in changed if id in into.report.figures and not _from_last_time(into, id)]
    if typed:
        shown = some([_change(collection, into, id, entries[id]) for id in typed], 5, "项")
        message = f"原工作簿中手工填写或改过的数已换成汇总数：{shown}。确需调整的，请在汇总后重新改。"
        yield say("replaced", message, typed[0])
    if changed and not into.report.draft:
        yield say("approval", "数字有变动，原来的签发人和签发日期已清空，工作簿恢复为送审稿。请重新签发。")
    if into.further:
        yield say("sheets", f"原工作簿中另加的工作表没有带入：{some(into.further)}。请另行保存。")


def _from_last_time(into: Into, id: str) -> bool:
    """Whether the workbook's value is the sum that `collect` itself had put in."""
    return into.ledger is not None and into.ledger.sum_of(id) == into.report.figures.get(id)


def _change(collection: Collection, into: Into, id: str, value: Decimal) -> str:
    label = collection.format.fields[id].label
    return f"“{label}”原为{plain(into.report.figures[id])}，现为{plain(value)}"
