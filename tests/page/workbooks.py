"""Workbooks that visitors put in: sound, faulty, drafts, hostile ones."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook

from generator.formats import for_year
from generator.intake.addresses import field_places
from generator.intake.workbook.keeping import opened

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = next(SAMPLES.glob("*2024年度.xlsx"))
UNIT = "清源市梧桐区人民政府"
HOSTILE = "<script>document.title='hacked'</script><img src=x onerror=alert(1)>{{7*7}}"

Change = Callable[[Workbook], None]


@cache
def sound() -> bytes:
    """A report that is signed off."""
    return SAMPLE.read_bytes()


def changed(*changes: Change) -> bytes:
    """The sound workbook with changes."""
    kept = opened(sound())
    for change in changes:
        change(kept.book)
    return kept.saved(datetime(2025, 1, 1))


def figure(field: str, value: object) -> Change:
    """Another value in the cell of a figure."""

    def change(book: Workbook) -> None:
        place = field_places(for_year(2024))[field]
        book[place.sheet][place.cell].value = value

    return change


def words(old: str, new: str) -> Change:
    """Other words in the narrative."""

    def change(book: Workbook) -> None:
        sheet = book["正文"]
        cells = [sheet.cell(row, 3) for row in range(2, sheet.max_row + 1)]
        cell = next(c for c in cells if old in str(c.value))
        cell.value = str(cell.value).replace(old, new)

    return change


def cell(sheet: str, address: str, value: object) -> Change:
    """Another value in any cell."""

    def change(book: Workbook) -> None:
        book[sheet][address].value = value

    return change


def not_signed_off(book: Workbook) -> None:
    """Without 签发人 and 签发日期."""
    book["签发"]["B5"].value = None
    book["签发"]["B6"].value = None


@cache
def draft() -> bytes:
    """A sound report that is not signed off."""
    return changed(not_signed_off)


@cache
def second_draft() -> bytes:
    """The draft with two figures and some words changed."""
    return changed(
        not_signed_off,
        figure("app.new.natural", 417),
        figure("app.open.natural", 156),
        words("听证会、座谈会等方式", "听证会、座谈会、实地走访等多种方式"),
    )


FAULTS = (
    not_signed_off,
    figure("app.new.natural", 512),
    figure("pub.doc.valid", "约50"),
    cell("基本信息", "B9", "2025年13月2日"),
    words("区级部门公开11305条", "区级部门公开11405条"),
)
"""Errors in figures, text and particulars, and a figure of the text that is off."""


@cache
def faulty() -> bytes:
    """A draft with those faults."""
    return changed(*FAULTS)


@cache
def faulty_with_slips() -> bytes:
    """The same with two slips of the pen, so that three findings quote the text."""
    return changed(
        *FAULTS,
        words("健全依申请公开会商机制", "按着规定健全依申请公开会商机制"),
        words("组织旁听涉及", "做为培训内容组织旁听涉及"),
    )


@cache
def hostile() -> bytes:
    """Markup, a template and formulas wherever a clerk may write."""
    book = load_workbook(io.BytesIO(sound()))
    for change in (
        not_signed_off,
        words("编印《梧桐", HOSTILE + "编印《梧桐"),
        cell("基本信息", "B4", UNIT + HOSTILE),
        cell("基本信息", "B8", '=HYPERLINK("http://evil.example","x")'),
        figure("app.new.natural", "=cmd|' /C calc'!A0"),
    ):
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def bomb() -> bytes:
    """A few kilobytes that would inflate to hundreds of megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return stream.getvalue()


def last_year() -> bytes:
    """The same unit's workbook of the year before."""
    return changed(cell("基本信息", "B3", 2023))
