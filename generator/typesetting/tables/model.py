"""A fitted table, and what follows from a cell's kind alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.document.model import Table, TableCell
from generator.typesetting.model import TableMeasure, TablePart
from generator.typesetting.units import LEFT, Pt, mm

Place = tuple[int, int]
"""Row and column of a cell's upper left corner."""


@dataclass(frozen=True)
class FittedTable:
    """The measures of a table; see `TableMeasure`. `remarks` tell in Chinese what could not be done well."""

    columns: tuple[Pt, ...]
    row_heights: tuple[Pt, ...]
    size: Pt
    figure_size: Pt
    line_pitch: Pt
    padding_x: Pt
    padding_y: Pt
    cell_lines: Mapping[Place, tuple[str, ...]]
    remarks: tuple[str, ...] = ()

    def height(self, first: int = 0, last: int | None = None) -> Pt:
        """Height of the rows [first, last)."""
        return Pt(sum(self.row_heights[first:last]))

    def width(self, cell: TableCell) -> Pt:
        """Width of a cell from rule to rule."""
        return Pt(sum(self.columns[cell.col : cell.col + cell.colspan]))

    def type_size(self, cell: TableCell) -> Pt:
        """Type size of a cell's text."""
        return self.figure_size if cell.kind == "figure" else self.size

    def indent(self, cell: TableCell) -> Pt:
        """How far a label of a lower level stands in: one 字 a level."""
        return Pt(self.size * cell.level if cell.kind == "label" else 0)

    def measure(self, parts: Iterable[TablePart]) -> TableMeasure:
        """The measures with the places on the pages, for the writers."""
        return TableMeasure(
            self.columns,
            self.row_heights,
            self.size,
            self.figure_size,
            self.line_pitch,
            self.padding_x,
            self.padding_y,
            tuple(parts),
            self.cell_lines,
        )


def left_edge(table: Table) -> Pt:
    """x of a table's left edge on an odd page."""
    return Pt(LEFT - mm(table.hang_mm))


def alignment(cell: TableCell) -> Literal["left", "center"]:
    """Labels and notes stand left, all else is centred.

    A stacked label stands left too: its column is as wide as 三、, so that all characters are below 三.
    """
    return "left" if cell.kind in ("label", "note") else "center"
