"""Sheets 基本信息 and 签发 → particulars and approval."""

import re
import unicodedata
from datetime import date

from generator.formats.model import Format
from generator.intake.addresses import APPROVAL, APPROVALS, BASIC, EXTRAS, PARTICULARS, NamedCell
from generator.intake.naming import default_title, short_name
from generator.intake.reading.book import BLANK, Book, RawCell
from generator.intake.reading.days import day_of
from generator.intake.reading.locating import Located, locate_named
from generator.intake.reading.texts import shortened, visible
from generator.intake.rules import say
from generator.intake.workbook.formulas import split_cell
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Approval, Particulars

_LABELS = {item.name: item.label for item in (*PARTICULARS, *EXTRAS, *APPROVALS)}
_BLANKS = re.compile(r"\s+")


class NamedValues:
    """Typed access to the named cells of both sheets."""

    def __init__(self, fmt: Format | None, book: Book) -> None:
        basic = locate_named(fmt, book, BASIC, (*PARTICULARS, *EXTRAS))
        approval = locate_named(fmt, book, APPROVAL, APPROVALS)
        self.fmt = fmt
        self.places: dict[str, Place] = basic.places | approval.places
        self.findings: list[Finding] = [*basic.findings, *approval.findings]
        self._book = book
        self._lost_rows(basic, BASIC, PARTICULARS)
        self._lost_rows(approval, APPROVAL, APPROVALS)

    def _lost_rows(self, located: Located, sheet: str, items: tuple[NamedCell, ...]) -> None:
        for item in items:
            if item.name in located.lost and sheet in self._book.sheets:
                what = f"“{sheet}”表中“{item.label}”一行不见了"
                severity = Severity.ERROR if item.required else Severity.WARNING
                self.say("book.row", what, Place(sheet), item.name, severity=severity)

    def cell(self, name: str) -> RawCell:
        """The value cell of a name, blank where it is lost."""
        place = self.places.get(name)
        if place is None:
            return BLANK
        return self._book.sheets[place.sheet].cells.get(split_cell(place.cell), BLANK)

    def text(self, name: str) -> str:
        """The value as one line of text, a cell's own lines parted by ；. Error values are said and count as nothing."""
        cell = self.cell(name)
        if cell.kind == "error" or (cell.formula and cell.kind == "blank"):
            self.say(
                "text.cell",
                f"“{_LABELS[name]}”是公式错误值",
                self.places.get(name),
                name,
                severity=Severity.ERROR,
            )
            return ""
        lines = (" ".join(line.split()) for line in cell.text.split("\n"))
        return "；".join(line for line in lines if visible(line))

    def day(self, name: str) -> date | None:
        """The value as a day; a faulty one is an error."""
        cell = self.cell(name)
        if cell.blank:
            return None
        day = day_of(cell)
        place = self.places.get(name)
        if day.fault:
            self.say(
                "basic.date", f"“{_LABELS[name]}”写的是“{shortened(cell.text)}”，{day.fault}", place, name
            )
        elif day.rewritten and day.day:
            official = f"{day.day.year}年{day.day.month}月{day.day.day}日"
            what = f"“{_LABELS[name]}”写的是“{shortened(cell.text)}”，按{official}读取"
            self.say("basic.date_form", what, place, name)
        return day.day

    def say(
        self,
        key: str,
        what: str,
        place: Place | None = None,
        field: str | None = None,
        severity: Severity | None = None,
        mend: str = "",
    ) -> None:
        """Note a finding."""
        self.findings.append(say(self.fmt, key, what, place, field, severity=severity, mend=mend))


def read_year(values: NamedValues) -> int | None:
    """The report year; None, with an error, where there is none."""
    cell = values.cell("report_year")
    digits = re.fullmatch(r"(\d{4})(?:年度?)?", _BLANKS.sub("", unicodedata.normalize("NFKC", cell.text)))
    if digits:
        return int(digits[1])
    what = f"报告年度写的是“{shortened(cell.text)}”" if cell.text.strip() else "报告年度没有填写"
    if cell.formula and not cell.text.strip():
        what = "报告年度是没有计算结果的公式"
    values.say("basic.year", what, values.places.get("report_year", Place(BASIC)), "report_year")
    return None


def read_particulars(values: NamedValues, fmt: Format, year: int, approval: Approval) -> Particulars:
    """Sheet 基本信息. What follows from the rest is filled in, with a notice where it stands in print."""
    unit_name = _required(values, "unit_name", Severity.ERROR)
    unit_short = values.text("unit_short")
    if not unit_short and unit_name:
        unit_short = short_name(unit_name)
        _defaulted(values, "unit_short", unit_short)
    signatory = values.text("signatory")
    if not signatory and unit_name:
        signatory = unit_name
        _defaulted(values, "signatory", signatory)
    return Particulars(
        report_year=year,
        unit_name=unit_name,
        unit_short=unit_short,
        title=values.text("title") or default_title(fmt, unit_short, year),
        signatory=signatory,
        issue_date=_issue_date(values, approval),
        scope=values.text("scope"),
        doc_number=values.text("doc_number"),
        addressee=values.text("addressee"),
        website=values.text("website"),
        address=values.text("address"),
        region_code=values.text("region_code"),
        credit_code=values.text("credit_code"),
        contact=values.text("contact"),
        phone=values.text("phone"),
        extra={item.name: text for item in EXTRAS if (text := values.text(item.name))},
    )


def _required(values: NamedValues, name: str, severity: Severity) -> str:
    text = values.text(name)
    if not text and name in values.places:
        values.say(
            "basic.required", f"“{_LABELS[name]}”没有填写", values.places[name], name, severity=severity
        )
    return text


def _defaulted(values: NamedValues, name: str, text: str) -> None:
    what = f"“{_LABELS[name]}”没有填写，按单位全称取“{text}”"
    values.say("basic.default", what, values.places.get(name, Place(BASIC)), name)


def _issue_date(values: NamedValues, approval: Approval) -> date | None:
    """成文日期. A draft may still lack it; a signed-off report may not."""
    day = values.day("issue_date")
    if values.cell("issue_date").blank and "issue_date" in values.places:
        severity = Severity.WARNING if approval.draft else Severity.ERROR
        values.say(
            "basic.required",
            "“成文日期”没有填写",
            values.places["issue_date"],
            "issue_date",
            severity=severity,
        )
    return day


def read_approval(values: NamedValues) -> Approval:
    """Sheet 签发."""
    return Approval(
        drafted_by=values.text("drafted_by"),
        checked_by=values.text("checked_by"),
        approved_by=values.text("approved_by"),
        approved_on=values.day("approved_on"),
    )
