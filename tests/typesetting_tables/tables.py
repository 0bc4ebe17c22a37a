"""Tables for the tests: the statutory ones with any figures, and made-up ones of any shape."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import strategies as st

from generator.document.model import CellKind, Table, TableCell
from generator.formats.loader import load
from generator.formats.model import Table as Form

STATUTORY = ("2008.annex", "2019.t2", "2019.t3", "2019.t4", "2021.t2", "2021.t3", "2021.t4")
WORDS = "政府信息公开申请办理结果其他行政许可处罚强制（一）、，。“”《》——……1.2%"


def form(table_id: str) -> Form:
    """A form as the template says."""
    return next(t for t in load(table_id.partition(".")[0]).tables if t.id == table_id)


def statutory(table_id: str, figure: Callable[[int, int], str] = lambda row, col: "12") -> Table:
    """A statutory table whose figures are made by `figure(row, column)`."""
    table = form(table_id)
    cells = []
    for c in table.cells:
        kind: CellKind = "figure" if c.kind in ("entry", "total") else c.kind
        text = figure(c.row, c.col) if kind == "figure" else c.text
        cells.append(
            TableCell(
                c.row,
                c.col,
                c.rowspan,
                c.colspan,
                kind,
                text,
                level=c.level,
                stacked=c.stacked,
                field=c.field,
            )
        )
    return Table(
        table.id, table.title, table.rows, table.cols, table.header_rows, tuple(cells), table.widths_mm
    )


def listed(rows: list[tuple[int, str]], groups: tuple[tuple[int, int], ...] = ()) -> Table:
    """A table of one head row, a column of groups, one of labels with levels, and one of figures."""
    cells = [TableCell(0, c, 1, 1, "header", t) for c, t in enumerate(("组", "项目", "数量"))]
    grouped = {row for first, last in groups for row in range(first, last)}
    for first, last in groups:
        cells.append(TableCell(first, 0, last - first, 1, "label", "（一）合并项目", stacked=False))
    for row, (level, text) in enumerate(rows, 1):
        if row not in grouped:
            cells.append(TableCell(row, 0, 1, 1, "blank", ""))
        cells.append(TableCell(row, 1, 1, 1, "label", text, level=level))
        cells.append(TableCell(row, 2, 1, 1, "figure", str(row)))
    return Table("made", "试验表", len(rows) + 1, 3, 1, tuple(cells))


figures = st.one_of(
    st.integers(0, 99999).map(str),
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(0, 10**8, places=2).map(str),
    st.just(""),
)
"""Figures as reports have them, and much larger ones."""


@st.composite
def filled(draw: st.DrawFn) -> Table:
    """A statutory table with arbitrary figures."""
    table_id = draw(st.sampled_from(STATUTORY))
    some = draw(st.lists(figures, min_size=1, max_size=5))
    return statutory(table_id, lambda row, col: some[(row * 7 + col) % len(some)])


@st.composite
def made_up(draw: st.DrawFn) -> Table:
    """A table of arbitrary labels, with groups of rows, and no preferred widths."""
    labels = st.text(st.sampled_from(WORDS), min_size=1, max_size=60)
    rows = draw(st.lists(st.tuples(st.integers(0, 3), labels), min_size=1, max_size=120))
    cuts = sorted(draw(st.sets(st.integers(1, len(rows)), max_size=4)))
    groups = tuple((a, b) for a, b in pairwise(cuts))
    return listed(rows, groups)
