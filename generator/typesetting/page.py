"""The page in points: lines and cells of the grid (GB/T 9704-2012 5.2), and the other margin of even pages."""

from generator.typesetting.units import (
    BASELINE,
    CELL,
    LEFT,
    PAGE_WIDTH,
    PITCH,
    TOP,
    TYPE_WIDTH,
    Pt,
)

RIGHT_EDGE = Pt(LEFT + TYPE_WIDTH)
"""x of the type area's right edge, 184 mm."""
HAN_MIDDLE = 0.38
"""Middle of a Han character above its baseline, in em: fonts agree on it, unlike on their ascent."""
HAN_TOP = 0.88
"""Upper edge of a Han character's square above its baseline, in em."""


def line_top(line: float) -> Pt:
    """y of the upper edge of a line of the grid, counted from 0."""
    return Pt(TOP + line * PITCH)


def baseline(lines: float = 0) -> Pt:
    """Distance from the upper edge of a stretch of the grid to the baseline of its line `lines`."""
    return Pt((lines + BASELINE) * PITCH)


def centred_baseline(size: Pt, lines: float = 0) -> Pt:
    """Likewise, for a line whose characters stand in the middle of its height."""
    return Pt((lines + 0.5) * PITCH + HAN_MIDDLE * size)


def cell_x(cells: float) -> Pt:
    """x of the left edge of a cell of the type area, counted from 0; fractions are allowed."""
    return Pt(LEFT + cells * CELL)


def margin_shift(page: int, mirror: bool) -> Pt:
    """How far an even page of a mirrored document is moved: its binding edge is on the right (5.2.1)."""
    return Pt(PAGE_WIDTH - TYPE_WIDTH - 2 * LEFT) if mirror and page % 2 == 0 else Pt(0)
