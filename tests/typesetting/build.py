"""Small documents for the tests, and readings off their layouts."""

from datetime import date, datetime

from generator.clock import CHINA
from generator.document.model import Block, Document, Paragraph, Span, Table, TableCell
from generator.typesetting.fonts.face import width
from generator.typesetting.model import Layout, Line, Run
from generator.typesetting.units import CELL, LEFT, PITCH, TOP, Pt

MM = 72 / 25.4
"""Points in a millimetre."""


def document(*blocks: Block, draft: bool = False, mirror: bool = False) -> Document:
    """A document of the given blocks."""
    created = datetime(2016, 3, 1, tzinfo=CHINA)
    return Document("标题", "南岗区人民政府", blocks, draft, date(2016, 3, 1), created, "2008", 2015, mirror)


def text(content: str, flush: bool = False) -> Paragraph:
    """A body paragraph."""
    return Paragraph((Span(content),), flush)


def lines_of_text(count: int) -> tuple[Paragraph, ...]:
    """Paragraphs that make `count` lines of one line each."""
    return tuple(text(f"第{i}行。") for i in range(1, count + 1))


def table(rows: int, cols: int = 3, header_rows: int = 1, group: tuple[int, int] | None = None) -> Table:
    """A table with a head, labels in the first column and figures; `group` merges the labels [first, last)."""
    cells = []
    for row in range(rows):
        for col in range(cols):
            if group and col == 0 and group[0] < row < group[1]:
                continue
            span = group[1] - group[0] if group and col == 0 and row == group[0] else 1
            if row < header_rows:
                cells.append(TableCell(row, col, 1, 1, "header", f"栏目{col}", "Column"))
            elif col == 0:
                cells.append(TableCell(row, col, span, 1, "label", f"项目{row}", "Row"))
            else:
                cells.append(TableCell(row, col, 1, 1, "figure", str(row * col)))
    return Table("t", "统计表", rows, cols, header_rows, tuple(cells))


def grid_line(line: Line) -> float:
    """On which line of the type area, from 0, a baseline stands."""
    return (line.baseline - TOP) / PITCH - 0.8


def block_lines(layout: Layout, block: int) -> list[tuple[int, Line]]:
    """The lines of a block with their pages."""
    return [(page.number, line) for page in layout.pages for line in page.lines if line.block == block]


def left_cell(line: Line) -> float:
    """The cell, from 0, where a line begins."""
    return (line.runs[0].x - LEFT) / CELL


def right_edge(run: Run) -> Pt:
    """x of the right edge of a run's last character."""
    advance = width(run.face, run.text, run.size) * run.stretch
    return Pt(run.x + advance + run.spacing * (len(run.text) - 1))


def right_cell(line: Line) -> float:
    """The cell where a line ends."""
    return (right_edge(line.runs[-1]) - LEFT) / CELL
