"""Row heights of a table: as high as the text asks, in the end a whole number of line pitches."""

import math
from collections.abc import Mapping, Sequence

from generator.document.model import Table, TableCell
from generator.typesetting.tables.model import Place
from generator.typesetting.units import PITCH, Pt

_SLACK = Pt(0.1)
"""Points that a row is higher than its text: DOCX counts in twips, and its lines are a hair lower."""


def row_heights(
    table: Table, lines: Mapping[Place, tuple[str, ...]], line_pitch: Pt, padding_y: Pt, least: Pt
) -> list[Pt]:
    """The height of each row: its text, padded, or `least`; merged cells stretch all their rows alike."""
    heights = [max(least, least_row(line_pitch, padding_y))] * table.rows
    for cell in sorted(table.cells, key=lambda c: c.rowspan):
        needed = text_height(lines[cell.row, cell.col], line_pitch, padding_y)
        stretch(heights, cell.row, cell.row + cell.rowspan, needed)
    return heights


def least_row(line_pitch: Pt, padding_y: Pt) -> Pt:
    """The least height of a row: one line, padded."""
    return text_height(("",), line_pitch, padding_y)


def text_height(lines: Sequence[str], line_pitch: Pt, padding_y: Pt) -> Pt:
    """What a cell's text takes from rule to rule."""
    return Pt(len(lines) * line_pitch + 2 * padding_y + _SLACK)


def stretch(heights: list[Pt], first: int, last: int, total: Pt) -> None:
    """Raise the rows [first, last) alike so that together they are at least `total` high."""
    lacking = total - sum(heights[first:last])
    if lacking > 0:
        for row in range(first, last):
            heights[row] = Pt(heights[row] + lacking / (last - first))


def to_whole_pitches(heights: list[Pt], first: int, last: int, above: Pt = Pt(0)) -> None:
    """Raise the rows [first, last) alike so that they and what is `above` take whole line pitches."""
    total = above + sum(heights[first:last])
    pitches = math.ceil(total / PITCH - 1e-6)
    stretch(heights, first, last, Pt(pitches * PITCH - above))


def crossing(table: Table, row: int) -> list[TableCell]:
    """The cells that stand both above and below the upper edge of `row`."""
    return [c for c in table.cells if c.row < row < c.row + c.rowspan]
