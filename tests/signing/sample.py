"""A finished report as the program writes it, small: pages by hand, with workbook and data attached."""

import hashlib
import json
from typing import Any

from generator.writers.json_writer import SCHEMA
from generator.writers.pdf import Attachment, write_pdf
from tests.pdf.sample import TITLE_LINES, full_layout

TITLE = "".join(TITLE_LINES)
WORKBOOK = b"PK\x03\x04 the workbook"
WORKBOOK_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def facts(draft: bool = False, **changes: Any) -> dict[str, Any]:
    """What the attached JSON says: the entries that signing looks at."""
    approval = {"drafted_by": "甲", "checked_by": "乙", "approved_by": "丙", "approved_on": "2016-03-28"}
    if draft:
        approval |= {"approved_by": "", "approved_on": None}
    entries = {
        "schema": SCHEMA,
        "title": TITLE,
        "draft": draft,
        "approval": approval,
        "particulars": {"extra": {"seal_diameter": "42"}},
        "provenance": {"workbook": {"sha256": hashlib.sha256(WORKBOOK).hexdigest()}},
    }
    return entries | changes


def report_pdf(draft: bool = False, data: dict[str, Any] | None = None, marked: bool | None = None) -> bytes:
    """The PDF; `data` replaces the attached JSON, `marked` the mark 送审稿 on the pages."""
    attached = json.dumps(facts(draft) if data is None else data, ensure_ascii=False).encode()
    return write_pdf(
        full_layout(draft if marked is None else marked),
        (
            Attachment("填报表.xlsx", WORKBOOK_MIME, WORKBOOK, "Source", "填报工作簿"),
            Attachment("report.json", "application/json", attached, "Data", "报告数据"),
        ),
    )
