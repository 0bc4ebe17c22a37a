"""What the writer reads off the layout's pages: where a block's lines stand, in twips from the type area."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from generator.typesetting.fonts.face import width
from generator.typesetting.model import Layout, Line, Page
from generator.typesetting.units import LEFT, LINES, PAGE_WIDTH, PITCH, TOP, TYPE_WIDTH, Pt, twips

TEXT_WIDTH = 8845
"""Width of the type area in twips."""
_THIN = 0.1
"""Lines by which a table's frame may stand over the grid."""
TYPE_AREA_HEIGHT = 12756
"""Height of the type area in twips."""


@dataclass(frozen=True)
class Placed:
    """A line with its page. Lengths are twips: `left`, `right` inside the type area's edges."""

    page: int
    line: Line
    left: int
    right: int
    baseline: int

    @property
    def size(self) -> int:
        """Type size of its first run, half points."""
        return round(self.line.runs[0].size * 2)


def type_area_left(layout: Layout, page: int) -> Pt:
    """x of the type area's left edge: the other margin on even pages of a mirrored document."""
    mirrored = layout.document.mirror and page % 2 == 0
    return Pt(PAGE_WIDTH - LEFT - TYPE_WIDTH) if mirrored else LEFT


def last_pages(layout: Layout) -> dict[int, int]:
    """Block → the last page that it stands on."""
    return {line.block: page.number for page in layout.pages for line in page.lines if line.block >= 0}


def turned_blocks(layout: Layout) -> list[bool]:
    """For each block whether it stands on landscape pages; one that is not shown is as the block before it."""
    shown = {line.block: page.turned for page in layout.pages for line in page.lines}
    turned: list[bool] = []
    for index in range(len(layout.document.blocks)):
        turned.append(shown.get(index, turned[-1] if turned else False))
    return turned


def free_lines(page: Page) -> int:
    """Lines of the grid below all that stands on the page."""
    used = [int(Pt(line.baseline - TOP) / PITCH) + 1 for line in page.lines]
    used += [ceil(Pt(rule.y1 - TOP) / PITCH - _THIN) for rule in page.rules if rule.colour == "black"]
    return LINES - max(used, default=0)


def block_lines(layout: Layout, block: int) -> tuple[Placed, ...]:
    """The lines of a block in order, repeated ones left out."""
    return tuple(
        placed(layout, page, line)
        for page in layout.pages
        for line in page.lines
        if line.block == block and not line.repeated and line.runs
    )


def placed(layout: Layout, page: Page, line: Line) -> Placed:
    """One line with its distances; `baseline` counts from the type area's top edge."""
    area = type_area_left(layout, page.number)
    left = Pt(min(run.x for run in line.runs) - area)
    right = Pt(area + TYPE_WIDTH - max(_ends(line)))
    return Placed(page.number, line, twips(left), twips(right), twips(Pt(line.baseline - TOP)))


def _ends(line: Line) -> Iterator[float]:
    """Right edge of each run, without the spacing after its last character."""
    for run in line.runs:
        spaces = run.spacing * (len(run.text) - 1)
        yield run.x + width(run.face, run.text, run.size) * run.stretch + spaces
