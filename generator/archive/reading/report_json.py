"""A report's JSON read back, and made into a report again so that it can be composed and checked."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.archive.reading.limits import Refused
from generator.formats.model import Format
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Approval, Chapter, Level, Paragraph, Particulars, Report, Source

SCHEMA = "nianbao-report/1"
"""The only shape of JSON that this reader knows."""

_FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,8})?")
_FORM = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Provenance:
    """Where the report came from, as its JSON says. Digests are hexadecimal SHA-256."""

    program: str
    workbook_name: str
    workbook_sha256: str
    format_sha256: str
    font_sha256: tuple[str, ...]
    pages: int


@dataclass(frozen=True)
class ReportData:
    """One JSON file. `figures` holds every field with its value, None where none was given."""

    title: str
    format_id: str
    draft: bool
    particulars: Particulars
    approval: Approval
    figures: Mapping[str, Decimal | None]
    chapters: tuple[Chapter, ...]
    findings: tuple[Finding, ...]
    confirmations: Mapping[str, str]
    provenance: Provenance

    def report(self, fmt: Format) -> Report:
        """The report with its figures as they stand, totals too, so that wrong ones show."""
        figures = {id: value for id, value in self.figures.items() if value is not None}
        given = {
            table.id
            for table in fmt.tables
            if not table.optional or any(cell.field in figures for cell in table.cells if cell.field)
        }
        return Report(
            format=fmt,
            particulars=self.particulars,
            chapters=self.chapters,
            figures=figures,
            given_tables=frozenset(given),
            places={},
            approval=self.approval,
            source=Source(self.provenance.workbook_name, self.provenance.workbook_sha256),
            typed_totals={
                id: figures[id] for id, field in fmt.fields.items() if field.computed and id in figures
            },
            confirmations=self.confirmations,
        )


def read_json(data: bytes) -> ReportData:
    """Read a JSON of any origin. Raises Refused where it is none, or not a report's."""
    try:
        raw = json.loads(
            data.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise Refused(f"不是完整的 JSON：{str(error).partition(':')[0][:80]}") from error
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        raise Refused(f"不是年度报告的 JSON（schema 应为 {SCHEMA}）。")
    try:
        return _data(raw)
    except (KeyError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        raise Refused(f"JSON 的内容不齐全或格式有误：{error}") from error


def _no_constant(word: str) -> None:
    raise ValueError(f"“{word}”不是数字")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("同一键出现两次")
    return found


def _data(raw: dict[str, Any]) -> ReportData:
    return ReportData(
        title=_text(raw["title"]),
        format_id=_name(raw["format"]),
        draft=bool(raw["draft"]),
        particulars=_particulars(raw),
        approval=Approval(**_dated(raw["approval"], "approved_on")),
        figures={id: _figure(id, entry["value"]) for id, entry in raw["figures"].items()},
        chapters=tuple(_chapter(chapter) for chapter in raw["narrative"]),
        findings=tuple(_finding(finding) for finding in raw["findings"]),
        confirmations={_text(key): _text(note) for key, note in raw["confirmations"].items()},
        provenance=_provenance(raw["provenance"]),
    )


def _particulars(raw: dict[str, Any]) -> Particulars:
    """The title is what was printed, so that no pattern has to be filled in again."""
    record = _dated(raw["particulars"], "issue_date")
    record["report_year"] = int(record["report_year"])
    record["extra"] = {_text(key): _text(value) for key, value in record["extra"].items()}
    record["title"] = _text(raw["title"])
    return Particulars(**record)


def _dated(record: dict[str, Any], key: str) -> dict[str, Any]:
    """The record with one ISO date as a date; all other values must be texts (or the year)."""
    dates = {key: date.fromisoformat(record[key]) if record[key] else None}
    wrong = [
        k for k, v in record.items() if k not in (key, "extra", "report_year") and not isinstance(v, str)
    ]
    if wrong:
        raise ValueError(f"{'、'.join(wrong)}应为文字")
    return record | dates


def read_figure(text: str) -> Decimal | None:
    """A number of at most 15 digits and 8 decimals, without exponent or grouping; None for anything else."""
    return Decimal(text) if _FIGURE.fullmatch(text) else None


def _figure(id: str, value: Any) -> Decimal | None:
    if value is None:
        return None
    figure = read_figure(str(value)) if isinstance(value, Decimal) else None
    if figure is None:
        raise ValueError(f"{id} 的值“{str(value)[:30]}”不是数字")
    return figure


def _chapter(raw: dict[str, Any]) -> Chapter:
    paragraphs = tuple(
        Paragraph(
            Level(p["level"]), _text(p["text"]), _place(p["place"]), _text(p["number"]), bool(p["generated"])
        )
        for p in raw["paragraphs"]
    )
    return Chapter(_text(raw["section"]), _text(raw["heading"]), paragraphs)


def _place(text: Any) -> Place | None:
    sheet, _, cell = text.rpartition("!") if isinstance(text, str) else ("", "", "")
    return Place(sheet, cell) if sheet else None


def _finding(raw: dict[str, Any]) -> Finding:
    place = Place(_text(raw["sheet"]), _text(raw["cell"] or "")) if raw["sheet"] else None
    return Finding(
        Severity(raw["severity"]),
        _text(raw["rule"]),
        _text(raw["message"]),
        place,
        raw["field"] if raw["field"] is None else _text(raw["field"]),
        confirmed=_text(raw.get("confirmed", "")),
    )


def _provenance(raw: dict[str, Any]) -> Provenance:
    return Provenance(
        program=_text(raw["program"]),
        workbook_name=_text(raw["workbook"]["name"]),
        workbook_sha256=_digest(raw["workbook"]["sha256"]),
        format_sha256=_digest(raw["format"]["sha256"]),
        font_sha256=tuple(_digest(font["sha256"]) for font in raw["fonts"]),
        pages=int(raw["pages"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"“{str(value)[:30]}”应为文字")
    return value


def _name(value: Any) -> str:
    if not _FORM.fullmatch(_text(value)):
        raise ValueError("格式编号应为字母和数字")
    return _text(value)


def _digest(value: Any) -> str:
    if not _DIGEST.fullmatch(_text(value)):
        raise ValueError("摘要应为 64 位十六进制数")
    return _text(value)
