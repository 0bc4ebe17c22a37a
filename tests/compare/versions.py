"""Two versions of one report: a sample workbook, and the same with some figures and words changed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from generator.checks.examine import Examination, examine
from generator.formats import for_year
from generator.intake.addresses import field_places
from generator.intake.workbook.keeping import opened

SAMPLE = next((Path(__file__).parents[2] / "samples").glob("*2024年度.xlsx"))
FIGURES = {"app.new.natural": 417, "app.open.natural": 156}
"""Both five more than in the sample, so that the report stays sound."""


def changed(change: Callable[[Workbook], None]) -> bytes:
    """The sample workbook with a change."""
    kept = opened(SAMPLE.read_bytes())
    change(kept.book)
    return kept.saved(datetime(2025, 1, 1))


def with_figures(book: Workbook, figures: Mapping[str, int] = FIGURES) -> None:
    """Other figures."""
    places = field_places(for_year(2024))
    for field, value in figures.items():
        book[places[field].sheet][places[field].cell].value = value


def with_words(book: Workbook) -> None:
    """A word changed, a paragraph deleted, one inserted, another date."""
    sheet = book["正文"]
    _put(book, "听证会、座谈会等方式", "听证会、座谈会、实地走访等多种方式")
    _put(book, "废止6件，修改3件", "废止7件，修改4件")
    gone = next(row for row in range(2, sheet.max_row) if "会商机制" in str(sheet.cell(row, 3).value))
    sheet.cell(gone, 3).value = None
    last = next(row for row in range(2, sheet.max_row) if "加强数据治理" in str(sheet.cell(row, 3).value))
    sheet.cell(last + 1, 2).value = "1."
    sheet.cell(last + 1, 3).value = "强化队伍建设。每季度组织一次业务培训。"
    book["基本信息"]["B9"].value = date(2025, 1, 24)


def as_draft(book: Workbook) -> None:
    """Not signed off."""
    book["签发"]["B5"].value = None
    book["签发"]["B6"].value = None


def _put(book: Workbook, old: str, new: str) -> None:
    sheet = book["正文"]
    cells = [sheet.cell(row, 3) for row in range(2, sheet.max_row + 1)]
    cell = next(c for c in cells if old in str(c.value))
    cell.value = str(cell.value).replace(old, new)


@cache
def old() -> Examination:
    """The sample."""
    return examine(SAMPLE)


@cache
def new(*changes: Callable[[Workbook], None]) -> Examination:
    """The sample with these changes; without any, with figures and words changed."""

    def all_of_them(book: Workbook) -> None:
        for change in changes or (with_figures, with_words):
            change(book)

    return examine(Path("新稿.xlsx"), data=changed(all_of_them))
