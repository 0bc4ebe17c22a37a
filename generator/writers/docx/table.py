"""Statutory tables: measures from the layout, rules and padding in a table style, text in named styles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from generator.document.model import Role, Table, TableCell
from generator.typesetting.model import TableMeasure
from generator.typesetting.tables.model import alignment
from generator.typesetting.tables.place import FRAME, RULE
from generator.typesetting.units import PITCH as PITCH_PT
from generator.typesetting.units import SIZE_5, Pt, mm, twips
from generator.writers.docx.markup import NONE, Markup, group, node, paragraph, switch
from generator.writers.docx.stylebook import HAIRLINE, NORMAL, cell_margins, size
from generator.writers.docx.styles import PITCH, Setting, Style, StyleSheet, Variation, exact, letter_spacing
from generator.writers.docx.text import lines_runs
from generator.writers.docx.typefaces import role_fonts

_ROUNDING = 5
"""Twips that the rows of a page may come out higher in LibreOffice."""
_ON_MIDDLE = 1.2667
"""Exact line height over type size at which 0.8 of the line is 0.38 em below its middle, where the layout
puts the baseline of a line that is centred between two rules."""
_NAMES = {
    "caption": "表格栏题",
    "header": "表头文字",
    "label": "表格项目",
    "note": "表格说明",
    "unit": "表头文字",
    "figure": "表格数字",
    "blank": "表格数字",
}
_IDS = {
    "caption": "TableCaption",
    "header": "TableHead",
    "label": "TableLabel",
    "note": "TableRemark",
    "unit": "TableHead",
    "figure": "TableFigure",
    "blank": "TableFigure",
}


@dataclass(frozen=True)
class Surroundings:
    """How a table stands in the document.

    `page_break`: it must be told to begin a page. `keep_next`: the block after it must stand on its last
    page. `hairline_below`: a hair line follows, whose height is taken off the table.
    """

    page_break: bool
    keep_next: bool
    hairline_below: bool


def table(block: Table, measure: TableMeasure, sheet: StyleSheet, around: Surroundings) -> Markup:
    """`w:tbl`.

    LibreOffice adds the frame's lower border to the table's height, and rounds each row: the last row is
    lower by that much, so that the page's last line below a table still fits.
    """
    widths = _steps(measure.columns, 1)
    heights = _steps(measure.row_heights, PITCH / (PITCH_PT * 20))
    heights[-1] -= twips(FRAME) + _ROUNDING + (HAIRLINE if around.hairline_below else 0)
    style = sheet.add(_table_style(measure))
    rows = _Rows(block, measure, sheet, widths, around)
    properties = group(
        "tblPr",
        [
            node("tblStyle", val=style),
            node("tblW", w=sum(widths), type="dxa"),
            node("tblInd", w=-twips(mm(block.hang_mm)), type="dxa") if block.hang_mm else NONE,
            node("tblLayout", type="fixed"),
            node(
                "tblLook",
                val="04A0",
                firstRow=1,
                lastRow=0,
                firstColumn=1,
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
            node("tblCaption", val=block.title),
        ],
    )
    grid = node("tblGrid", *(node("gridCol", w=w) for w in widths))
    return node("tbl", properties, grid, *(rows.row(r, height) for r, height in enumerate(heights)))


def _steps(lengths: Sequence[Pt], scale: float) -> list[int]:
    """Lengths in whole twips that add up without drift.

    A row of the layout counts lines of 225/22 mm; the file's lines are a hair lower (579 twips), and the
    text below the table has to stay in step with them: hence the scale.
    """
    edges = [0]
    total = 0.0
    for length in lengths:
        total += length
        edges.append(twips(Pt(total * scale)))
    return [b - a for a, b in pairwise(edges)]


def _table_style(measure: TableMeasure) -> Style:
    """Rules on all sides (全线表) and padding; one style a padding."""
    horizontal, vertical = twips(measure.padding_x), twips(measure.padding_y)
    frame = (_border(side, FRAME) for side in ("top", "left", "bottom", "right"))
    borders = node("tblBorders", *frame, _border("insideH", RULE), _border("insideV", RULE))
    return Style(
        id=f"StatutoryTable{horizontal}x{vertical}",
        name=f"法定表格（边距{horizontal}×{vertical}）",
        kind="table",
        based_on="TableNormal",
        more=(group("tblPr", [borders, cell_margins(horizontal, vertical)]),),
        priority=40,
    )


def _border(side: str, width: Pt) -> Markup:
    return node(side, val="single", sz=round(width * 8), space=0, color="000000")


@dataclass(frozen=True)
class _Rows:
    """Makes the rows of one table."""

    block: Table
    measure: TableMeasure
    sheet: StyleSheet
    widths: Sequence[int]
    around: Surroundings
    _bases: dict[tuple[str, str], str] = field(default_factory=dict)

    def row(self, number: int, height: int) -> Markup:
        """`w:tr` of exact height that no page break cuts."""
        properties = group(
            "trPr",
            [
                node("cantSplit"),
                node("trHeight", val=height, hRule="exact"),
                node("tblHeader") if number < self.block.header_rows else NONE,
            ],
        )
        return node("tr", properties, *self._cells(number))

    def _cells(self, row: int) -> Iterator[Markup]:
        """The row's cells from left to right; a place that no cell covers becomes a blank one."""
        column = 0
        while column < self.block.cols:
            cell = self._cell_at(row, column)
            yield self._cell(cell, row)
            column += cell.colspan

    def _cell_at(self, row: int, column: int) -> TableCell:
        return self._by_place.get((row, column)) or TableCell(row, column, 1, 1, "blank", "")

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], TableCell]:
        """Row and left column → the cell there, in each row that it spans."""
        return {
            (row, cell.col): cell
            for cell in self.block.cells
            for row in range(cell.row, cell.row + cell.rowspan)
        }

    def _cell(self, cell: TableCell, row: int) -> Markup:
        """`w:tc`. Of a cell merged downwards, the part on a further page bears the label again."""
        starts = row == cell.row or row in self._page_starts
        merge = NONE
        if cell.rowspan > 1:
            merge = node("vMerge", val="restart") if starts else node("vMerge")
        properties = group(
            "tcPr",
            [
                node("tcW", w=sum(self.widths[cell.col : cell.col + cell.colspan]), type="dxa"),
                node("gridSpan", val=cell.colspan) if cell.colspan > 1 else NONE,
                merge,
                node("vAlign", val="center"),
            ],
        )
        lines = self.measure.cell_lines.get((cell.row, cell.col), ()) if starts else ()
        return node("tc", properties, paragraph(self._style(cell, row), *lines_runs(lines, Role.SONG)))

    @cached_property
    def _page_starts(self) -> frozenset[int]:
        return frozenset(p.first for p in self.measure.parts)

    def _style(self, cell: TableCell, row: int) -> str:
        place = None
        if cell.level and cell.kind == "label":
            indent = round(twips(self.measure.size) * cell.level)
            place = Setting(f"level{cell.level}", f"退{cell.level}字", (node("ind", left=indent),))
        base = self._base(cell)
        page_break = self.around.page_break and (row, cell.col) == (0, 0)
        return self.sheet.vary(base, Variation(self._keeps(row), page_break, place=place))

    def _keeps(self, row: int) -> bool:
        """Whether the row must stay with the one below: all rows of a page but its last."""
        last = any(row == p.last - 1 for p in self.measure.parts)
        return self.around.keep_next if row == self.block.rows - 1 else not last

    def _base(self, cell: TableCell) -> str:
        """The id of the style of the cell's kind."""
        key = (cell.kind, alignment(cell))
        if key not in self._bases:
            self._bases[key] = self.sheet.add(self._text_style(cell))
        return self._bases[key]

    def _text_style(self, cell: TableCell) -> Style:
        points = self.measure.figure_size if cell.kind == "figure" else self.measure.size
        pitch = twips(self.measure.line_pitch if points == self.measure.size else Pt(points * _ON_MIDDLE))
        return Style(
            id=f"{_IDS[cell.kind]}{round(points * 2)}x{pitch}",
            name=f"{_NAMES[cell.kind]}{points:g}／{pitch / 20:g}磅",
            based_on=NORMAL,
            paragraph=(switch("keepNext", True), exact(pitch), node("jc", val=alignment(cell))),
            run=(role_fonts(Role.SONG), letter_spacing(0), *size(round(points * 2))),
            variation=Variation(keep=True),
            gallery=False,
            priority=41,
        )


def note_style() -> Style:
    """The style of a note under a table: 五号宋体 on the grid of lines."""
    return Style(
        id="TableNote",
        name="表注",
        based_on=NORMAL,
        run=(role_fonts(Role.SONG), letter_spacing(0), *size(round(SIZE_5 * 2))),
        priority=42,
    )
