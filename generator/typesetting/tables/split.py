"""Where a table that is taller than a page breaks (typography 3.4).

Head rows repeat, no row is cut, no row stands alone on either side; a break before a new main item is
preferred, and the label of a group that goes on is repeated, so there must be room for it on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.document.model import Table, TableCell
from generator.typesetting.tables.model import FittedTable
from generator.typesetting.tables.rows import crossing, stretch, text_height, to_whole_pitches
from generator.typesetting.units import Pt

_LEAST_ROWS = 2
"""Rows of a part, its head not counted."""
_CLEAR = Pt(2)
"""A full page ends so far above the type area's edge: an application rounds rows to twips."""
_MAIN_ITEM = 0.2
"""Share of a page's rows that may go over so that the break falls before a main item (level 0)."""
_SUB_ITEM = 0.06
"""Likewise for an item of level 1."""
_AWAY_FROM_PARENT, _THROUGH_GROUP, _TORN_GROUP = 6.0, 3.0, 20.0
"""Faults of a break, in rows of white space: after an item with details, inside a group, one row of it."""
_NEVER = 1000.0
"""After a caption or head inside the table."""


@dataclass(frozen=True)
class Split:
    """The parts [first, last) of a table, one a page, and its measures with the heights that they need.

    All parts but the last fill their pages; the last, with the repeated head above it, takes whole line
    pitches. `moved`: nothing of use fits
    into the first page's room, so that the table begins on a new page.
    """

    fitted: FittedTable
    parts: tuple[tuple[int, int], ...]
    moved: bool


def split_rows(
    table: Table, fitted: FittedTable, first_height: Pt, page_height: Pt, tail: Pt = Pt(0)
) -> Split:
    """Break a table: `first_height` is left on the page where it begins, `page_height` on the next ones.

    `tail` is left below the last row, for what must stand on its page.
    """
    head = fitted.height(0, table.header_rows)
    least = min(table.header_rows + _LEAST_ROWS, table.rows)
    moved = fitted.height(0, least) > first_height + 1e-6
    heights = list(fitted.row_heights)
    parts: list[tuple[int, int]] = []
    start = 0
    while start < table.rows:
        room = Pt(page_height - head) if start else page_height if moved else first_height
        end = _end(table, fitted, heights, start, room, tail)
        heights = _with_labels(table, fitted, heights, start, end)
        if end < table.rows:
            _fill(heights, start, end, table.header_rows, room)
        parts.append((start, end))
        start = end
    to_whole_pitches(heights, *parts[-1], above=head if parts[-1][0] else Pt(0))
    return Split(replace(fitted, row_heights=tuple(heights)), tuple(parts), moved)


def _fill(heights: list[Pt], start: int, end: int, header_rows: int, room: Pt) -> None:
    """Raise the rows of a part that is not the last so that they fill the page (撑满版心).

    It also keeps an application from drawing another row onto the page. The head keeps its height, as it
    repeats.
    """
    first = max(start, header_rows)
    above = sum(heights[start:first])
    stretch(heights, first, end, Pt(room - above - _CLEAR))


def _end(table: Table, fitted: FittedTable, heights: Sequence[Pt], start: int, room: Pt, tail: Pt) -> int:
    """The best end of the part that begins at `start`."""
    fits = [
        end
        for end in range(start + 1, table.rows + 1)
        if sum(_with_labels(table, fitted, heights, start, end)[start:end])
        <= room + 1e-6 - (_CLEAR if end < table.rows else tail)
    ]
    if table.rows in fits or not fits:
        return table.rows if fits else start + 1
    least = max(start, table.header_rows) + _LEAST_ROWS
    good = [end for end in fits if end >= least and table.rows - end >= _LEAST_ROWS]
    limit = max(fits)
    return min(good or [limit], key=lambda end: (_cost(table, end, limit, limit - start), -end))


def _cost(table: Table, end: int, limit: int, page_rows: int) -> float:
    """How bad a break before row `end` is, in rows of white space."""
    cost = float(limit - end)
    above, below = _level(table, end - 1), _level(table, end)
    if below == 0:
        cost -= _MAIN_ITEM * page_rows
    elif below == 1:
        cost -= _SUB_ITEM * page_rows
    if below > above:
        cost += _AWAY_FROM_PARENT
    for cell in crossing(table, end):
        torn = end - cell.row == 1 or cell.row + cell.rowspan - end == 1
        cost += _TORN_GROUP if torn else _THROUGH_GROUP
    return cost + (_NEVER if _heads_what_follows(table, end - 1) else 0.0)


def _level(table: Table, row: int) -> int:
    """The level of the item that the row begins; a row inside a group counts as a detail of it."""
    labels = [c for c in table.cells if c.row == row and c.kind == "label"]
    level = min((c.level for c in labels), default=0)
    inside = any(c.row < row < c.row + c.rowspan for c in table.cells if c.kind == "label")
    return level + (1 if inside else 0)


def _heads_what_follows(table: Table, row: int) -> bool:
    """Whether the row holds nothing but captions and heads."""
    cells = [c for c in table.cells if c.row == row]
    return bool(cells) and all(c.kind in ("caption", "header", "note") for c in cells)


def _with_labels(table: Table, fitted: FittedTable, heights: Sequence[Pt], start: int, end: int) -> list[Pt]:
    """The heights with room in the rows [start, end) for the labels of groups that a break cuts."""
    raised = list(heights)
    for cell in _cut(table, start, end):
        needed = text_height(fitted.cell_lines[cell.row, cell.col], fitted.line_pitch, fitted.padding_y)
        stretch(raised, max(cell.row, start), min(cell.row + cell.rowspan, end), needed)
    return raised


def _cut(table: Table, start: int, end: int) -> list[TableCell]:
    found = crossing(table, start) + crossing(table, end)
    return [c for i, c in enumerate(found) if c not in found[:i]]
