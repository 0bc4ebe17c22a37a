"""Tables in the structure tree: rows, header cells with Scope, spans, and the headers of each data cell."""

from collections import defaultdict
from collections.abc import Iterable

from generator.document.model import Table, TableCell
from generator.writers.pdf.structure import Element

Cell = tuple[int, int]
"""Row and column of a cell's upper left corner."""


def add_rows(table: Element, block: Table, prefix: str) -> dict[Cell, Element]:
    """Append the rows of `block`; the result finds each cell's element, the empty cells' too.

    Every header cell has a Scope (ISO 14289-1, 7.5) and a name that starts with `prefix`; every data cell
    also lists its headers by name, since a head of three rows is more than Scope alone tells all readers.
    """
    elements: dict[Cell, Element] = {}
    headers = _Headers(block.cells, prefix)
    rows: dict[int, list[TableCell]] = defaultdict(list)
    for cell in block.cells:
        rows[cell.row].append(cell)
    for row in range(block.rows):
        parent = table.add(Element("TR"))
        for cell in sorted(rows[row], key=lambda c: c.col):
            elements[row, cell.col] = parent.add(_element(cell, headers, prefix))
    return elements


class _Headers:
    """The header cells of a table by the columns or rows that they head."""

    def __init__(self, cells: Iterable[TableCell], prefix: str) -> None:
        self._above: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._left: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for cell in cells:
            if cell.scope in ("Column", "Both"):
                for column in _columns(cell):
                    self._above[column].append((cell.row, _ident(cell, prefix)))
            if cell.scope in ("Row", "Both"):
                for row in _rows(cell):
                    self._left[row].append((cell.col, _ident(cell, prefix)))

    def of(self, cell: TableCell) -> list[str]:
        """The names of the headers above the cell in its columns and to its left in its rows."""
        above = [name for c in _columns(cell) for row, name in self._above[c] if row < cell.row]
        left = [name for r in _rows(cell) for column, name in self._left[r] if column < cell.col]
        return list(dict.fromkeys(above + left))


def _element(cell: TableCell, headers: _Headers, prefix: str) -> Element:
    spans = _spans(cell)
    if cell.scope:
        return Element("TH", f"<</O/Table/Scope/{cell.scope}{spans}>>", ident=_ident(cell, prefix))
    named = "".join(f"({name})" for name in headers.of(cell))
    listed = f"/Headers[{named}]" if named else ""
    return Element("TD", f"<</O/Table{spans}{listed}>>" if spans or listed else "")


def _spans(cell: TableCell) -> str:
    columns = f"/ColSpan {cell.colspan}" if cell.colspan > 1 else ""
    rows = f"/RowSpan {cell.rowspan}" if cell.rowspan > 1 else ""
    return columns + rows


def _columns(cell: TableCell) -> range:
    return range(cell.col, cell.col + cell.colspan)


def _rows(cell: TableCell) -> range:
    return range(cell.row, cell.row + cell.rowspan)


def _ident(cell: TableCell, prefix: str) -> str:
    return f"{prefix}r{cell.row}c{cell.col}"
