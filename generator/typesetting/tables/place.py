"""Rows of a fitted table as placed lines and rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.document.model import Role, Table, TableCell
from generator.typesetting.measure import Measured, Setter
from generator.typesetting.model import Line, Rule, Run
from generator.typesetting.tables.model import FittedTable, Place, alignment
from generator.typesetting.units import Pt

RULE, FRAME = Pt(0.5), Pt(0.75)
"""Width of the inner rules and of the frame."""
_BASELINE = 0.38
"""Em from the middle of a line down to its baseline: centres Han characters in every font alike."""


@dataclass(frozen=True)
class PlacedRows:
    """What stands on one page of a table."""

    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    height: Pt


@dataclass(frozen=True)
class _Band:
    """A row on the page: its number, its upper and lower edge."""

    row: int
    top: Pt
    bottom: Pt


def place_rows(
    table: Table, fitted: FittedTable, setter: Setter, first: int, last: int, x: Pt, y: Pt, block: int = -1
) -> PlacedRows:
    """Place the rows [first, last) with the table's upper left corner at (x, y).

    On a further page the head rows stand above them; those, and the labels of groups that began on an
    earlier page, are marked as repeated.
    """
    bands = _bands(table, fitted, first, last, y)
    edges = [x]
    for width in fitted.columns:
        edges.append(Pt(edges[-1] + width))
    lines: list[Line] = []
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        shown = [b for b in bands if cell.row <= b.row < cell.row + cell.rowspan]
        if shown:
            box = _Box(edges[cell.col], edges[cell.col + cell.colspan], shown[0].top, shown[-1].bottom)
            repeated = cell.row < first
            lines += (replace(n, block=block, repeated=repeated) for n in _lines(fitted, setter, cell, box))
    rules = (*_inner(table, bands, edges), *_frame(edges, bands))
    return PlacedRows(tuple(lines), rules, Pt(bands[-1].bottom - y))


def _bands(table: Table, fitted: FittedTable, first: int, last: int, y: Pt) -> list[_Band]:
    head = range(min(table.header_rows, first))
    bands: list[_Band] = []
    for row in (*head, *range(first, last)):
        top = bands[-1].bottom if bands else y
        bands.append(_Band(row, top, Pt(top + fitted.row_heights[row])))
    return bands


@dataclass(frozen=True)
class _Box:
    left: Pt
    right: Pt
    top: Pt
    bottom: Pt


def _lines(fitted: FittedTable, setter: Setter, cell: TableCell, box: _Box) -> Iterator[Line]:
    """The cell's lines, centred between the upper and the lower rule."""
    texts = fitted.cell_lines[cell.row, cell.col]
    size = fitted.type_size(cell)
    top = (box.top + box.bottom - len(texts) * fitted.line_pitch) / 2
    for i, text in enumerate(texts):
        measured = setter.measure_text(text, Role.SONG, size)
        left = box.left + fitted.padding_x + fitted.indent(cell)
        if alignment(cell) == "center":
            left = (box.left + box.right - measured.width(0, len(text), 0) / 20) / 2
        baseline = top + (i + 0.5) * fitted.line_pitch + _BASELINE * size
        yield Line(Pt(baseline), _runs(measured, left), -1, (cell.row, cell.col))


def _runs(measured: Measured, left: float) -> tuple[Run, ...]:
    """One run a stretch of one face without a gap in it."""
    runs: list[Run] = []
    start = 0
    for i in range(1, len(measured.text) + 1):
        ends = i == len(measured.text) or measured.faces[i] is not measured.faces[start] or measured.gaps[i]
        if ends:
            x = left + (measured.natural[start] + measured.gaps[start] - measured.gaps[0]) / 20
            runs.append(Run(measured.faces[start], measured.size, Pt(x), measured.text[start:i]))
            start = i
    return tuple(runs)


def _inner(table: Table, bands: Sequence[_Band], edges: Sequence[Pt]) -> Iterator[Rule]:
    """Rules between cells, each as long as it goes without a merged cell in its way.

    A place that no cell covers is a blank cell of its own.
    """
    owner = _owners(table)
    owners = [[owner.get((b.row, col), (b.row, col)) for col in range(table.cols)] for b in bands]
    for upper, (above, below) in enumerate(pairwise(owners)):
        y = bands[upper].bottom
        for a, b in _stretches([p != q for p, q in zip(above, below, strict=True)]):
            yield Rule(edges[a], y, edges[b], y, RULE)
    for col in range(1, table.cols):
        for a, b in _stretches([row[col - 1] != row[col] for row in owners]):
            yield Rule(edges[col], bands[a].top, edges[col], bands[b - 1].bottom, RULE)


def _owners(table: Table) -> dict[Place, Place]:
    """Place → the upper left corner of the cell that covers it."""
    return {
        (row, col): (cell.row, cell.col)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }


def _stretches(wanted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The runs [a, b) of true values."""
    start = None
    for i, value in enumerate((*wanted, False)):
        if value and start is None:
            start = i
        elif not value and start is not None:
            yield start, i
            start = None


def _frame(edges: Sequence[Pt], bands: Sequence[_Band]) -> tuple[Rule, ...]:
    """The frame; its corners are full."""
    left, right, top, bottom = edges[0], edges[-1], bands[0].top, bands[-1].bottom
    over = FRAME / 2
    return (
        Rule(Pt(left - over), top, Pt(right + over), top, FRAME),
        Rule(Pt(left - over), bottom, Pt(right + over), bottom, FRAME),
        Rule(left, top, left, bottom, FRAME),
        Rule(right, top, right, bottom, FRAME),
    )
