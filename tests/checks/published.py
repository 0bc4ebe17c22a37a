"""Published reports as data (../shared/reports beside the repository, where it is there) → reports to check."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from generator.formats import Format, load
from generator.formats.headings import folded, section_for
from generator.formats.model import PREAMBLE, Table
from generator.intake.addresses import all_places
from generator.intake.totals import with_totals
from generator.narrative import complete
from generator.report.finding import Place
from generator.report.model import Approval, Chapter, Level, Paragraph, Particulars, Report, Source

FOLDER = Path(__file__).parents[3] / "shared" / "reports"


def names() -> list[str]:
    """Every published report that is at hand."""
    return sorted(f.stem for f in FOLDER.glob("*.json") if f.stem != "errors")


def faults(name: str) -> list[dict[str, Any]]:
    """The faults that people found in it."""
    known = json.loads((FOLDER / "errors.json").read_text(encoding="utf-8"))["errors"]
    return [fault for fault in known if fault["report"] == name]


def load_report(name: str) -> Report:
    """The report as a clerk would have entered it, its narrative completed."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    fmt, meta = load(data["format"]), data["meta"]
    values = dict(_values(fmt, data["tables"]))
    entries = {id: value for id, value in values.items() if not fmt.fields[id].computed}
    year, unit = meta["report_year"], meta["unit_name"]
    report = Report(
        format=fmt,
        particulars=Particulars(
            year, unit, meta["unit_short"], "", meta["signatory"] or unit, date(year + 1, 1, 20)
        ),
        chapters=tuple(_chapters(fmt, data["narrative"])),
        figures=with_totals(fmt, entries),
        given_tables=frozenset(t.id for t in fmt.tables if any(c.field in entries for c in t.cells)),
        places=all_places(fmt),
        approval=Approval(),
        source=Source(name, "0" * 64),
        typed_totals={id: value for id, value in values.items() if fmt.fields[id].computed},
        unreadable=frozenset(id for id in fmt.fields if id not in values),
    )
    return complete(report)[0]


def _chapters(fmt: Format, narrative: list[dict[str, str]]) -> Iterator[Chapter]:
    headings = dict.fromkeys(part["section"] for part in narrative)
    row = 1
    for heading in headings:
        section = section_for(fmt, heading)
        paragraphs = []
        for part in narrative:
            if part["section"] == heading:
                row += 1
                paragraphs.append(Paragraph(Level(part["level"]), part["text"], Place("正文", f"C{row}")))
        preamble = heading.startswith("（引言")
        id = PREAMBLE if preamble else section.id if section else ""
        yield Chapter(id, heading, tuple(paragraphs), Place("正文", f"A{row}"), "" if preamble else heading)


def _values(fmt: Format, tables: dict[str, Any]) -> Iterator[tuple[str, Decimal]]:
    """Published figures by field id: a row is found by its last label, a figure by its place in the row."""
    for section in fmt.sections:
        published = tables.get(section.heading[0])
        for table_id in section.tables if published else ():
            table = fmt.table(table_id)
            for block in published.get("blocks", [published]):
                for row in block["rows"]:
                    for id, text in zip(_fields(table, row["path"]), row["values"], strict=False):
                        try:
                            yield id, Decimal(text)
                        except InvalidOperation:
                            continue


def _fields(table: Table, path: list[str]) -> list[str]:
    rows = [c.row for c in table.cells if c.kind == "label" and path and folded(c.text) == folded(path[-1])]
    row = rows[0] if rows else max(c.row for c in table.cells)
    return [c.field for c in sorted(table.cells, key=lambda c: c.col) if c.row == row and c.field]
