"""Pieces of Excel formulas: short ranges from lists of cells, numbers and texts as a formula writes them."""

import re
from collections.abc import Iterable
from decimal import Decimal

from generator.intake.addresses import a1, quoted
from generator.report.finding import Place

_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def split_cell(cell: str) -> tuple[int, int]:
    """Row and column from 1 of an A1 address. Raises ValueError."""
    match = _CELL.fullmatch(cell)
    if match is None:
        raise ValueError(cell)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def areas(places: Iterable[Place], with_sheet: bool = True) -> str:
    """The cells as a list of ranges, `'申请办理'!$D$9:$I$29,…`, neighbours joined into rectangles."""
    by_sheet: dict[str, list[tuple[int, int]]] = {}
    for place in places:
        by_sheet.setdefault(place.sheet, []).append(split_cell(place.cell))
    parts = []
    for sheet, cells in by_sheet.items():
        prefix = f"{quoted(sheet)}!" if with_sheet else ""
        parts += [prefix + _area(rectangle) for rectangle in _rectangles(cells)]
    return ",".join(parts)


def _rectangles(cells: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Rectangles (first row, first column, last row, last column) that cover just these cells."""
    runs: list[tuple[int, int, int, int]] = []
    for row, column in sorted(set(cells)):
        if runs and runs[-1][0] == row and runs[-1][3] == column - 1:
            runs[-1] = (row, runs[-1][1], row, column)
        else:
            runs.append((row, column, row, column))
    rectangles: list[tuple[int, int, int, int]] = []
    for top, left, bottom, right in runs:
        above = (left, right)
        at = next((i for i, r in enumerate(rectangles) if (r[1], r[3]) == above and r[2] == top - 1), None)
        if at is None:
            rectangles.append((top, left, bottom, right))
        else:
            rectangles[at] = (rectangles[at][0], left, bottom, right)
    return rectangles


def _area(rectangle: tuple[int, int, int, int]) -> str:
    top, left, bottom, right = rectangle
    first, last = _absolute(top, left), _absolute(bottom, right)
    return first if first == last else f"{first}:{last}"


def _absolute(row: int, column: int) -> str:
    letters = a1(row, column).rstrip("0123456789")
    return f"${letters}${row}"


def literal(text: str) -> str:
    """A text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def plain(value: Decimal) -> str:
    """A number as Excel joins it to a text: no trailing zeros, no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
