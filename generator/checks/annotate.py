"""The clerk's own workbook back with what was found: a comment on every faulty cell, and a sheet 问题清单.

The copy is the workbook that was given, with its formulas, names, protection and cached values; it can be
corrected and built. Files of other kinds (.xls, .et, .ods) and damaged ones come back as a new workbook with
the same contents.
"""

import re
import warnings
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from generator.checks.examine import Examination
from generator.clock import document_time
from generator.intake.addresses import quoted
from generator.intake.blank import write_again
from generator.intake.workbook import look
from generator.intake.workbook.keeping import opened
from generator.report.finding import Finding, Severity, worst_first

LIST = "问题清单"
AUTHOR = "年报核对"
NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_COLOURS = {Severity.ERROR: look.WRONG_INK, Severity.WARNING: look.WAIT_INK, Severity.NOTICE: look.QUIET}
_WIDTHS = (6, 8, 18, 92, 24)
_HEADER = ("序号", "级别", "位置", "问题和改法", "规则编号")
_BEFORE = "\n――原有批注――\n"
"""Between what was found and the comment that the cell had before."""


def annotated(examination: Examination) -> bytes | None:
    """The annotated copy; None for a file of which nothing could be read."""
    report = examination.report
    if report is None:
        return None
    data = examination.data if examination.suffix in (".xlsx", ".xlsm") else None
    try:
        with (
            warnings.catch_warnings()
        ):  # the library's remarks on foreign style sheets are nothing for a clerk
            warnings.simplefilter("ignore")
            return _annotate(data or write_again(report), examination)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, zipfile.BadZipFile):
        # A style sheet or part that the library does not take: the contents are written into a new workbook.
        return _annotate(write_again(report), examination)


def _annotate(data: bytes, examination: Examination) -> bytes:
    kept = opened(data)
    _clear(kept.book)
    findings = worst_first(examination.findings)
    _comment(kept.book, findings)
    _list(kept.book, findings, examination.path.name)
    day = examination.report.particulars.issue_date if examination.report else None
    return kept.saved(document_time(day))


def _clear(book: Workbook) -> None:
    """Take away what an earlier check left: its list, and its part of every comment."""
    if LIST in book.sheetnames:
        book.remove(book[LIST])
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and cell.comment.text.startswith(tuple(f"【{n}】" for n in NAMES.values())):
                    old = cell.comment.text.partition(_BEFORE)[2]
                    cell.comment = Comment(old, cell.comment.author) if old else None


def _comment(book: Workbook, findings: Sequence[Finding]) -> None:
    """One comment a cell, with all errors and warnings about it above what was there before."""
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        if (
            place
            and place.cell
            and finding.severity is not Severity.NOTICE
            and place.sheet in book.sheetnames
        ):
            by_cell.setdefault((place.sheet, place.cell), []).append(finding)
    for (sheet, address), found in by_cell.items():
        cell = _anchor(book[sheet], address)
        text = "\n".join(f"【{NAMES[f.severity]}】{f.message}" for f in found)
        if cell.comment:
            text += _BEFORE + cell.comment.text
        comment = Comment(_storable(text), AUTHOR)
        comment.width = 340
        comment.height = 40 + 18 * look.lines_needed(text, 48)
        cell.comment = comment


def _anchor(sheet: Worksheet, address: str) -> Cell:
    """The cell, or the top left one of the merged range that holds it."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        merged = next(r for r in sheet.merged_cells.ranges if address in r)
        cell = sheet.cell(merged.min_row, merged.min_col)
    if not isinstance(cell, Cell):
        raise ValueError(address)
    return cell


def _storable(text: str) -> str:
    """The text without characters that a workbook cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)[:32000]


def _list(book: Workbook, findings: Sequence[Finding], name: str) -> None:
    """The sheet 问题清单, worst first, each place a link; it is the sheet that the copy opens with."""
    sheet = book.create_sheet(LIST)
    for other in book.worksheets:
        other.sheet_view.tabSelected = False
    book.active = book.worksheets.index(sheet)
    sheet.sheet_view.tabSelected = True
    counts = "，".join(f"{label}{sum(f.severity is s for f in findings)}处" for s, label in NAMES.items())
    hint = f"{counts}。改正后可以直接用这个工作簿再次核对和生成；错误须全部改正，警告经查属实的请在“校验”表写确认说明。"
    look.banner(sheet, f"问题清单：{_storable(name)}", hint, _WIDTHS)
    sheet.row_dimensions[2].height = 30
    look.set_widths(sheet, _WIDTHS)
    for column, title in enumerate(_HEADER, 1):
        cell = sheet.cell(3, column, title)
        look.dress(cell, look.font(10.5, True, "FFFFFF"), look.ACCENT_FILL, look.CENTRE, look.BOX)
    for number, finding in enumerate(findings, 1):
        _row(sheet, number, finding)
    sheet.freeze_panes = "A4"
    look.print_setup(sheet, landscape=True, titles="3:3")


def _row(sheet: Worksheet, number: int, finding: Finding) -> None:
    place = f"{finding.place.sheet}!{finding.place.cell}" if finding.place and finding.place.cell else ""
    if finding.place and not place:
        place = finding.place.sheet
    confirmed = f"（已确认：{finding.confirmed}）" if finding.confirmed else ""
    texts = (NAMES[finding.severity], place, finding.message + confirmed, finding.rule)
    row = number + 3
    look.dress(sheet.cell(row, 1, number), alignment=look.CENTRE, border=look.BOX)
    for column, text in enumerate(texts, 2):
        cell = sheet.cell(row, column)
        look.write_text(cell, _storable(text))
        look.dress(cell, _face(finding, column), _fill(finding, column), _alignment(column), look.BOX)
    _link(sheet, row, finding)
    sheet.row_dimensions[row].height = 6 + 15 * look.lines_needed(texts[2], _WIDTHS[3])


def _face(finding: Finding, column: int) -> Font:
    if column == 2:
        return look.font(10.5, True, _COLOURS[finding.severity])
    if column == 3 and finding.place:
        return look.font(10.5, colour=look.ACCENT, underline=True)
    return look.font(9.5, colour=look.QUIET) if column == 5 else look.font()


def _fill(finding: Finding, column: int) -> PatternFill | None:
    wrong = column == 2 and finding.severity is Severity.ERROR
    return PatternFill("solid", fgColor=look.WRONG_FILL) if wrong else None


def _alignment(column: int) -> Alignment:
    return look.LEFT if column in (4, 5) else look.CENTRE


def _link(sheet: Worksheet, row: int, finding: Finding) -> None:
    book = sheet.parent
    if finding.place is None or book is None or finding.place.sheet not in book.sheetnames:
        return
    address = f"C{row}"
    target = f"{quoted(finding.place.sheet)}!{finding.place.cell or 'A1'}"
    sheet[address].hyperlink = Hyperlink(ref=address, location=target, display=sheet[address].value)
