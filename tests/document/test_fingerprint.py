"""The number of a version follows from what is printed of a report, and from nothing that only lists have."""

from dataclasses import replace
from datetime import UTC, datetime

from generator.document.fingerprint import fingerprint
from generator.document.model import Document, Table, TableCell, Title

TITLE = Title("梧桐区2024年政府信息公开工作年度报告")
TABLE = Table("2021.t4", "行政复议", 1, 1, 0, (TableCell(0, 0, 1, 1, "figure", "20"),))


def document(*blocks: Title | Table) -> Document:
    return Document(
        TITLE.text, "梧桐区", blocks, False, None, datetime(2025, 1, 20, tzinfo=UTC), "2021", 2024
    )


def test_the_look_of_a_list_is_no_part_of_a_reports_number() -> None:
    number = fingerprint(document(TITLE, TABLE))
    assert fingerprint(document(replace(TITLE, close=True), TABLE)) == number
    assert fingerprint(document(TITLE, replace(TABLE, most_pages=2, hang_mm=8.0))) == number


def test_a_figure_is() -> None:
    other = replace(TABLE, cells=(replace(TABLE.cells[0], text="21"),))
    assert fingerprint(document(TITLE, other)) != fingerprint(document(TITLE, TABLE))
