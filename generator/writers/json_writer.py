"""The report as data: every figure by id, the narrative, the confirmations, and where it all came from."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

from generator import __version__
from generator.document import compose
from generator.document.fingerprint import fingerprint, version_number
from generator.report.finding import Finding
from generator.report.model import Report
from generator.typesetting.model import Layout

SCHEMA = "nianbao-report/1"
"""Name and version of this JSON's own shape."""


def write_json(report: Report, findings: Sequence[Finding], layout: Layout) -> bytes:
    """UTF-8 JSON of one report. Numbers are JSON numbers; keys keep a fixed order, so bytes are stable."""
    data = {
        "schema": SCHEMA,
        "title": layout.document.title,
        "report_year": report.particulars.report_year,
        "format": report.format.id,
        "draft": report.draft,
        "particulars": _particulars(report),
        "approval": _plain(asdict(report.approval)),
        "figures": _figures(report),
        "narrative": _narrative(report),
        "findings": [f.as_json() for f in findings],
        "confirmations": dict(sorted(report.confirmations.items())),
        "provenance": _provenance(report, layout),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def number(value: Decimal) -> int | float:
    """A figure as a JSON number: whole numbers stay whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(record: dict[str, object]) -> dict[str, object]:
    """Dates as ISO strings; everything else as it stands."""
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in record.items()}


def _particulars(report: Report) -> dict[str, object]:
    record = _plain(asdict(report.particulars))
    record["extra"] = dict(sorted(report.particulars.extra.items()))
    return record


def _figures(report: Report) -> dict[str, dict[str, object]]:
    """Every field of the format in its order, then the derived ones; `value` null where none was given."""
    fields = {**report.format.fields, **report.format.derived}
    return {
        id: {
            "label": field.label,
            "unit": field.unit,
            "value": number(report.figures[id]) if id in report.figures else None,
        }
        for id, field in fields.items()
    }


def _narrative(report: Report) -> list[dict[str, object]]:
    return [
        {
            "section": chapter.section,
            "heading": chapter.heading,
            "paragraphs": [
                {
                    "level": str(p.level),
                    "number": p.number,
                    "text": p.text,
                    "generated": p.generated,
                    "place": str(p.place) if p.place else None,
                }
                for p in chapter.paragraphs
            ],
        }
        for chapter in report.chapters
    ]


def _provenance(report: Report, layout: Layout) -> dict[str, object]:
    """Where it all came from. `version` is the number of the 花脸稿 on which the report was approved."""
    digest = fingerprint(compose(report))
    return {
        "program": f"nianbao {__version__}",
        "workbook": {"name": Path(report.source.name).name, "sha256": report.source.sha256},
        "workbook_schema": report.source.schema,
        "format": {"id": report.format.id, "sha256": report.format.sha256},
        "fonts": [{"family": f.family, "file": f.path.name, "sha256": f.sha256} for f in layout.faces()],
        "fallbacks": dict(sorted(layout.fallbacks.items())),
        "version": version_number(digest),
        "content_sha256": digest,
        "pages": len(layout.pages),
        "remarks": [r.message for r in layout.remarks],
    }
