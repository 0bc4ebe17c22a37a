"""Tables in the structure tree: rows, header cells with Scope, spans, and the headers of each data cell."""

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
    headers = [cell for cell in block.cells if cell.scope]
    for row in range(block.rows):
        parent = table.add(Element("TR"))
        for cell in sorted((c for c in block.cells if c.row == row), key=lambda c: c.col):
            elements[row, cell.col] = parent.add(_element(cell, headers, prefix))
    return elements


def _element(cell: TableCell, headers: Iterable[TableCell], prefix: str) -> Element:
    spans = _spans(cell)
    if cell.scope:
        return Element("TH", f"<</O/Table/Scope/{cell.scope}{spans}>>", ident=_ident(cell, prefix))
    named = "".join(f"({_ident(h, prefix)})" for h in headers if _heads(h, cell))
    listed = f"/Headers[{named}]" if named else ""
    return Element("TD", f"<</O/Table{spans}{listed}>>" if spans or listed else "")


def _spans(cell: TableCell) -> str:
    columns = f"/ColSpan {cell.colspan}" if cell.colspan > 1 else ""
    rows = f"/RowSpan {cell.rowspan}" if cell.rowspan > 1 else ""
    return columns + rows


def _heads(header: TableCell, cell: TableCell) -> bool:
    """Whether the header stands above the cell in its columns, or to its left in its rows."""
    above = (
        header.scope in ("Column", "Both")
        and header.row < cell.row
        and _overlap(header.col, header.colspan, cell.col, cell.colspan)
    )
    left = (
        header.scope in ("Row", "Both")
        and header.col < cell.col
        and _overlap(header.row, header.rowspan, cell.row, cell.rowspan)
    )
    return above or left


def _overlap(a: int, a_span: int, b: int, b_span: int) -> bool:
    return a < b + b_span and b < a + a_span


def _ident(cell: TableCell, prefix: str) -> str:
    return f"{prefix}r{cell.row}c{cell.col}"
