"""A statutory table as it is printed: every cell with its text and, for a head or label, its scope."""

from typing import Literal

from generator.document.model import CellKind, Table, TableCell
from generator.formats import model as formats
from generator.formats.figure import printed
from generator.report.model import Report

Scope = Literal["Column", "Row", "Both"]

_SCOPES: dict[str, Scope] = {"caption": "Column", "header": "Column", "label": "Row"}
"""Head cells by kind (PDF/UA-1 7.5: each TH has a Scope); the head's note, units and figures are TD."""

_KINDS: dict[formats.CellKind, CellKind] = {
    "caption": "caption",
    "header": "header",
    "label": "label",
    "note": "note",
    "unit": "unit",
    "blank": "blank",
    "entry": "figure",
    "total": "figure",
}


def table_block(report: Report, table: formats.Table) -> Table:
    """The table with the report's figures; a figure that is missing is left empty."""
    return Table(
        id=table.id,
        title=table.title,
        rows=table.rows,
        cols=table.cols,
        header_rows=table.header_rows,
        cells=tuple(_cell(report, cell) for cell in table.cells),
        widths_mm=table.widths_mm,
    )


def _cell(report: Report, cell: formats.Cell) -> TableCell:
    return TableCell(
        row=cell.row,
        col=cell.col,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        kind=_KINDS[cell.kind],
        text=_text(report, cell),
        scope=_SCOPES.get(cell.kind),
        level=cell.level,
        stacked=cell.stacked,
        field=cell.field,
    )


def _text(report: Report, cell: formats.Cell) -> str:
    if not cell.field:
        return cell.text
    value = report.figures.get(cell.field)
    return "" if value is None else printed(report.format.fields[cell.field], value)
