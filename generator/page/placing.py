"""Where a finding stands on the printed pages: boxes to draw over their pictures.

A figure is found by its table cell, text by the stretch that the finding quotes, particulars by the block that
prints them. What is not printed (a contact, a sheet that is missing) has no box.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.model import Block, Heading, Letterhead, Paragraph, SignOff, Table, Title
from generator.intake.addresses import field_places, named_places
from generator.report.finding import Finding, Place
from generator.report.model import Chapter, Report
from generator.report.model import Paragraph as Text
from generator.typesetting.model import Layout, Line, Run, TableMeasure, TablePart
from generator.typesetting.units import PAGE_HEIGHT

_ABOVE, _BELOW = 0.92, 0.16
"""Em that a box reaches above and below the baseline."""
_MARGIN = 1.5
"""Points that a box of text stands off its characters at the sides."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from the page's top-left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class _Set:
    """A line of a block with the page that it stands on."""

    page: int
    line: Line


class Placer:
    """Finds the places of one report's findings in its layout."""

    def __init__(self, report: Report, layout: Layout) -> None:
        self._report, self._layout = report, layout
        self._fields = {place: id for id, place in field_places(report.format).items()}
        self._names = {place: name for name, place in (named_places() | dict(report.places)).items()}
        self._cells = _cells(layout)
        self._lines = _lines(layout)
        self._texts = _texts(report, layout.document.blocks)

    def boxes(self, finding: Finding) -> tuple[Box, ...]:
        """The finding's boxes in reading order; empty where it is not to be seen on any page."""
        turned = {page.number for page in self._layout.pages if page.turned}
        found = self._found(finding)
        return tuple(_on_the_sheet(box) if box.page in turned else box for box in found)

    def _found(self, finding: Finding) -> tuple[Box, ...]:
        place = finding.place
        field = finding.field or (self._fields.get(place, "") if place else "")
        if field in self._cells:
            block, cell = self._cells[field]
            return tuple(_cell_boxes(self._layout.tables[block], cell))
        if place is None:
            return ()
        if place in self._texts:
            return self._text_boxes(self._texts[place], finding.quote)
        return self._named_boxes(finding.field or self._names.get(place, ""))

    def _text_boxes(self, blocks: Sequence[int], quote: str) -> tuple[Box, ...]:
        """The quoted stretch in the first of these blocks that has it, else the blocks' first line."""
        for block in blocks:
            found = _stretch(self._lines.get(block, ()), quote)
            if found:
                return found
        first = [line for block in blocks for line in self._lines.get(block, ())][:1]
        return tuple(_box(at.page, at.line, 0, len(at.line.text)) for at in first)

    def _named_boxes(self, name: str) -> tuple[Box, ...]:
        """What is printed of 基本信息: the title, 署名, 成文日期, 发文字号, 主送机关."""
        for index, block in enumerate(self._layout.document.blocks):
            lines = self._lines.get(index, ())
            if _prints(block, name) and lines:
                shown = _signing_lines(block, name, lines)
                return tuple(_box(at.page, at.line, 0, len(at.line.text)) for at in shown)
        return ()


def _on_the_sheet(box: Box) -> Box:
    """A box of a landscape page, where the upright sheet has it."""
    return Box(box.page, box.y, PAGE_HEIGHT - box.x - box.width, box.height, box.width)


def _prints(block: Block, name: str) -> bool:
    match block:
        case Title():
            return name in ("title", "unit_short", "report_year")
        case SignOff():
            return name in ("signatory", "issue_date")
        case Letterhead():
            return name in ("doc_number", "mark", "signers")
        case Paragraph():
            return block.flush and name == "addressee"
    return False


def _signing_lines(block: Block, name: str, lines: Sequence[_Set]) -> Sequence[_Set]:
    """Of a sign-off, its date or its names; of any other block all lines."""
    if not isinstance(block, SignOff):
        return lines
    last = max(at.line.part for at in lines)
    return [at for at in lines if (at.line.part == last) == (name == "issue_date")]


def _cells(layout: Layout) -> dict[str, tuple[int, tuple[int, int, int, int]]]:
    """Field id → block index and the cell's row, column, rows and columns spanned."""
    return {
        cell.field: (index, (cell.row, cell.col, cell.rowspan, cell.colspan))
        for index, block in enumerate(layout.document.blocks)
        if isinstance(block, Table) and index in layout.tables
        for cell in block.cells
        if cell.field
    }


def _lines(layout: Layout) -> Mapping[int, Sequence[_Set]]:
    """Block index → its lines outside table cells, in reading order."""
    lines: dict[int, list[_Set]] = {}
    for page in layout.pages:
        for line in page.lines:
            if line.block >= 0 and line.cell is None:
                lines.setdefault(line.block, []).append(_Set(page.number, line))
    return lines


def _texts(report: Report, blocks: Sequence[Block]) -> dict[Place, list[int]]:
    """Place in the workbook → the blocks that print it.

    Chapters and paragraphs are printed one block each, in their order; so they are counted off together.
    """
    printed = [i for i, block in enumerate(blocks) if isinstance(block, Heading) or _is_body(block)]
    sources = list(_sources(report))
    places: dict[Place, list[int]] = {}
    if len(printed) != len(sources):
        return places
    for block, source in zip(printed, sources, strict=True):
        if source.place is not None:
            places.setdefault(source.place, []).append(block)
    return places


def _is_body(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.flush


def _sources(report: Report) -> Iterator[Chapter | Text]:
    for chapter in report.chapters:
        if chapter.heading:
            yield chapter
        yield from chapter.paragraphs


def _cell_boxes(measure: TableMeasure, cell: tuple[int, int, int, int]) -> Iterator[Box]:
    """The cell as it is framed on each page where rows of it stand."""
    row, col, rows, cols = cell
    left = sum(measure.columns[:col])
    width = sum(measure.columns[col : col + cols])
    for part in measure.parts:
        first, last = max(row, part.first), min(row + rows, part.last)
        if first < last:
            top = part.y + _head(measure, part) + sum(measure.row_heights[part.first : first])
            yield Box(part.page, part.x + left, top, width, sum(measure.row_heights[first:last]))


def _head(measure: TableMeasure, part: TablePart) -> float:
    """Height of the head rows that are repeated above the part's own rows."""
    return part.height - sum(measure.row_heights[part.first : part.last])


def _stretch(lines: Sequence[_Set], quote: str) -> tuple[Box, ...]:
    """The boxes of a stretch of text that may run over lines; blanks do not count."""
    places = [(at, i) for at in lines for i, char in enumerate(at.line.text) if not char.isspace()]
    text = "".join(at.line.text[i] for at, i in places)
    wanted = "".join(quote.split())
    start = text.find(wanted) if wanted else -1
    if start < 0:
        return ()
    spans: dict[int, tuple[_Set, int, int]] = {}
    for at, i in places[start : start + len(wanted)]:
        known = spans.get(id(at))
        spans[id(at)] = (at, known[1] if known else i, i + 1)
    return tuple(_box(at.page, at.line, first, last) for at, first, last in spans.values())


def _box(page: int, line: Line, first: int, last: int) -> Box:
    """The characters [first, last) of a line."""
    edges = [edge for run in line.runs for edge in _edges(run)]
    size = max(run.size for run in line.runs)
    left, right = edges[first][0], edges[last - 1][1]
    top = line.baseline - _ABOVE * size
    return Box(page, left - _MARGIN, top, right - left + 2 * _MARGIN, (_ABOVE + _BELOW) * size)


def _edges(run: Run) -> Iterator[tuple[float, float]]:
    """The left and right edge of every character of a run."""
    x: float = run.x
    for char in run.text:
        width = run.face.advance(char) * run.size * run.stretch
        yield x, x + width
        x += width + run.spacing
