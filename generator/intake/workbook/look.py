"""How the workbook looks: one typeface, one accent colour, thin lines; the same on every sheet."""

from collections.abc import Iterator, Sequence
from functools import cache

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.intake.addresses import column_letters

SONG = "宋体"
ACCENT = "1F4E79"
ACCENT_PALE = "EAF1F8"
INK = "222222"
QUIET = "6B7280"
LINE = "9CA3AF"
TOTAL_FILL = "F1F3F5"
BLANK_FILL = "FFF9DB"
WRONG_FILL = "FBD5D5"
WRONG_INK = "B42318"
GOOD_INK = "1B7F4B"
WAIT_INK = "946200"

UNLOCKED = Protection(locked=False)
THIN = Side(style="thin", color=LINE)
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
ACCENT_FILL = PatternFill("solid", fgColor=ACCENT)
PALE_FILL = PatternFill("solid", fgColor=ACCENT_PALE)
GREY_FILL = PatternFill("solid", fgColor=TOTAL_FILL)

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
TOP_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
SHRUNK = Alignment(horizontal="left", vertical="center", shrink_to_fit=True, indent=1)
FIGURE = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
UPRIGHT = Alignment(horizontal="center", vertical="center", text_rotation=255)

A4 = 9
"""The paper size's number in the file format (ECMA-376 18.3.1.63)."""


@cache
def font(size: float = 10.5, bold: bool = False, colour: str = INK, underline: bool = False) -> Font:
    """宋体 in points."""
    return Font(name=SONG, size=size, bold=bold, color=colour, underline="single" if underline else None)


def dress(
    cell: Cell | MergedCell,
    face: Font | None = None,
    fill: PatternFill | None = None,
    alignment: Alignment | None = None,
    border: Border | None = None,
    protection: Protection | None = None,
) -> None:
    """Give a cell the parts of a style that are named."""
    cell.font = face or font()
    if fill:
        cell.fill = fill
    if alignment:
        cell.alignment = alignment
    if border:
        cell.border = border
    if protection:
        cell.protection = protection


def write_text(cell: Cell | MergedCell, text: str) -> None:
    """Write text as text: what starts with = + - @ is never a formula, here or after an edit in Excel."""
    if isinstance(cell, MergedCell):
        return
    cell.value = text
    if text and text[0] in "=+-@":
        cell.data_type = "s"
        cell.quotePrefix = True


def block(sheet: Worksheet, row: int, column: int, rowspan: int, colspan: int) -> Iterator[Cell | MergedCell]:
    """The cells of a block, merging them first where they are more than one."""
    if rowspan > 1 or colspan > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + rowspan - 1, end_column=column + colspan - 1
        )
    for r in range(row, row + rowspan):
        for c in range(column, column + colspan):
            yield sheet.cell(r, c)


def banner(sheet: Worksheet, title: str, hint: str, widths: Sequence[float]) -> None:
    """Rows 1 and 2 of a sheet across its columns: its title, and in grey what to do here."""
    columns = len(widths)
    for cell in block(sheet, 1, 1, 1, columns):
        dress(
            cell,
            font(15, bold=True, colour=ACCENT),
            alignment=Alignment(horizontal="left", vertical="center"),
        )
    for cell in block(sheet, 2, 1, 1, columns):
        dress(cell, font(9.5, colour=QUIET), alignment=LEFT)
    sheet.cell(1, 1).value = title
    sheet.cell(2, 1).value = hint
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[2].height = 6 + 14 * lines_needed(hint, sum(widths))


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Column widths from A on, in characters of the default typeface."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[column_letters(number)].width = width


def text_width(text: str) -> int:
    """Width in half-width characters: Han and full-width marks count two."""
    return sum(1 if ord(char) < 0x2E80 and char not in "“”‘’…—" else 2 for char in text)


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width at 10.5 points."""
    usable = max(width - 1, 2)
    return sum(max(1, -(-text_width(line) // int(usable))) for line in text.split("\n"))


def print_setup(sheet: Worksheet, landscape: bool = False, one_page: bool = False, titles: str = "") -> None:
    """A4, one page wide, margins as an office prints, page number in the foot; `titles` repeat ("1:4")."""
    setup = sheet.page_setup
    setup.paperSize = A4
    setup.orientation = "landscape" if landscape else "portrait"
    setup.fitToWidth = 1
    setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top = margins.bottom = 0.7
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    if footer is not None:
        footer.center.text = "&A　第 &P 页，共 &N 页"
        footer.center.size = 9
    if titles:
        sheet.print_title_rows = titles


def protect(sheet: Worksheet) -> None:
    """Protect against slips, without a password; columns and rows may still be made wider."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def difference(fill: str = "", colour: str = "", bold: bool = False) -> DifferentialStyle:
    """The style that a conditional format lays over a cell."""
    return DifferentialStyle(
        font=Font(color=colour, bold=bold or None) if colour or bold else None,
        fill=PatternFill(bgColor=fill, fill_type="solid") if fill else None,
    )
