"""Rows of text at fixed heights: what letterhead and imprint are made of (7.2, 7.4).

Every row is a paragraph of exact height; what stands above it is its space before. So the rows come to stand
where the layout put them to the twip, and the text after them stays on the grid of lines.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.document.model import Role, Span
from generator.typesetting.fonts.face import width
from generator.typesetting.model import Colour, Run
from generator.typesetting.units import Pt, twips
from generator.writers.docx.flow import Text
from generator.writers.docx.markup import NONE, Markup, line_break, node
from generator.writers.docx.place import TEXT_WIDTH, Placed
from generator.writers.docx.stylebook import NORMAL, size
from generator.writers.docx.styles import Style, StyleSheet, exact, letter_spacing
from generator.writers.docx.text import span_runs
from generator.writers.docx.typefaces import role_fonts

_ASCENT = 0.8
"""Share of an exact line above its baseline, in Word and LibreOffice."""
_LINE = 1.25
"""Height of a row's line box over its type size."""
COLOURS: dict[Colour, str] = {"black": "000000", "red": "FF0000", "grey": "808080"}
"""RGB of the layout's colours."""

SpansOf = Callable[[int, str], tuple[Span, ...]]
"""A text with its typefaces, from the part that it belongs to."""


@dataclass(frozen=True)
class Segment:
    """A text of a row. `left` is twips from the type area's left edge, `right` from its right edge."""

    text: str
    part: int
    left: int
    right: int


@dataclass(frozen=True)
class Row:
    """One paragraph to be: lines below one another, each of one or more texts side by side.

    `baseline` (of the first line), `top` and `bottom` are twips from the type area's top edge.
    """

    lines: tuple[tuple[Segment, ...], ...]
    first: Run
    baseline: int
    height: int

    @property
    def top(self) -> int:
        """Upper edge."""
        return self.baseline - round(_ASCENT * self.height)

    @property
    def bottom(self) -> int:
        """Lower edge."""
        return self.top + self.height * len(self.lines)


def text_rows(lines: Iterable[Placed], together: bool = False) -> Iterator[Row]:
    """Texts on one baseline are one line. `together`: lines that begin with one part are one paragraph."""
    ordered = sorted(lines, key=lambda p: (p.baseline, p.left))
    beside = [list(group) for _, group in groupby(ordered, key=lambda p: p.baseline)]
    parted = groupby(beside, key=lambda line: line[0].line.part)
    for below in [list(group) for _, group in parted] if together else [[line] for line in beside]:
        first = below[0][0]
        height = round(first.size * 10 * _LINE)
        if len(below) > 1:
            height = below[1][0].baseline - first.baseline
        texts = tuple(tuple(s for p in line for s in _segments(p)) for line in below)
        yield Row(texts, first.line.runs[0], first.baseline, height)


def _segments(placed: Placed) -> Iterator[Segment]:
    """The stretches of a line between which there is room on purpose (签发人： and the names)."""
    groups: list[list[Run]] = []
    for run in placed.line.runs:
        if not groups or run.x - _end(groups[-1][-1]) > run.size / 2:
            groups.append([])
        groups[-1].append(run)
    begin, end = placed.line.runs[0].x, _end(placed.line.runs[-1])
    for group in groups:
        left = placed.left + twips(Pt(group[0].x - begin))
        right = placed.right + twips(Pt(end - _end(group[-1])))
        yield Segment("".join(r.text for r in group), placed.line.part, left, right)


def _end(run: Run) -> float:
    return run.x + width(run.face, run.text, run.size) * run.stretch + run.spacing * (len(run.text) - 1)


@dataclass(frozen=True)
class Look:
    """How a row is dressed: the style's id and name, space above in twips, where its texts stand."""

    id: str
    name: str
    before: int
    place: tuple[Markup, ...] = ()


def row_paragraph(sheet: StyleSheet, row: Row, look: Look, role: Role, spans_of: SpansOf) -> Text:
    """The paragraph of a row in typeface `role`, its style added to the sheet."""
    return Text(sheet.add(_row_style(row, look, role)), tuple(_row_runs(row, role, spans_of)))


def _row_style(row: Row, look: Look, role: Role) -> Style:
    """Type size and stretch are rounded down, so that a row that just fits never wraps; letter spacing makes
    up for what the row then lacks to its width.
    """
    run = row.first
    half_points, stretch = int(run.size * 2), int(run.stretch * 100)
    lack = 1 - half_points / (run.size * 2) * stretch / (run.stretch * 100)
    first = row.lines[0][0]
    spacing = int(lack * (TEXT_WIDTH - first.left - first.right) / max(len(first.text) - 1, 1))
    return Style(
        look.id,
        look.name,
        based_on=NORMAL,
        paragraph=(exact(row.height, max(look.before, 0)), *look.place),
        run=(
            role_fonts(role),
            node("color", val=COLOURS[run.colour]),
            letter_spacing(spacing),
            node("w", val=stretch) if stretch != 100 else NONE,
            *size(half_points),
        ),
        gallery=False,
    )


def _row_runs(row: Row, role: Role, spans_of: SpansOf) -> Iterator[Markup]:
    for number, line in enumerate(row.lines):
        if number:
            yield line_break()
        for i, segment in enumerate(line):
            if i:
                yield node("r", node("tab"))
            yield from span_runs(spans_of(segment.part, segment.text), role)
