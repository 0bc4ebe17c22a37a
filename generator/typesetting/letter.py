"""版头 of a letter (信函格式, GB/T 9704-2012 10.1): mark, red double lines at head and foot, 发文字号 on the right.

The mark's upper edge stands 30 mm below the paper's; the first double line, thick above thin, 4 mm below the mark; the
number 7/8 of a character below that, at the type area's right edge. The mark is as high as leaves the number on the
third line of the grid, so that title and text stand on the grid as on every other page.
"""

from generator.document.model import Letterhead, Role
from generator.typesetting.justify import natural_width, place_line
from generator.typesetting.letterhead import INK_TOP, set_mark
from generator.typesetting.measure import Setter
from generator.typesetting.model import Line, Rule
from generator.typesetting.page import HAN_TOP, RIGHT_EDGE, baseline
from generator.typesetting.strips import Strip
from generator.typesetting.units import LEFT, PAGE_HEIGHT, SIZE_3, TOP, TYPE_WIDTH, Pt, mm

LINES = 3
"""Lines of the grid from the type area's top to the number's, inclusive."""
_MARK_TOP, _BELOW_MARK, _ABOVE_FOOT = mm(30), mm(4), mm(20)
_THICK, _THIN, _BETWEEN = mm(0.7), mm(0.25), mm(0.5)
"""Widths of the two lines, which the standard leaves free, and the space between them."""
_DOUBLE = Pt(_THICK + _BETWEEN + _THIN)
LENGTH = mm(170)
_ABOVE_NUMBER = Pt(7 / 8 * SIZE_3)
_INK_BOTTOM = 0.095
"""Lower edge of a 小标宋 character's strokes below its baseline, in em."""


def set_letter(block: Letterhead, setter: Setter, index: int) -> Strip:
    """The letter's head as one strip from the top of the type area; what stands above it has negative places."""
    number = baseline(LINES - 1)
    head = Pt(number - HAN_TOP * SIZE_3 - _ABOVE_NUMBER - _DOUBLE)
    top = Pt(_MARK_TOP - TOP)
    height = Pt((head - _BELOW_MARK - top) / (INK_TOP + _INK_BOTTOM))
    mark = set_mark(block.mark, setter, height, LENGTH)
    lines = [Line(Pt(top + INK_TOP * mark[0].size), mark, index)] if mark else []
    if block.number:
        measured = setter.measure_text(block.number, Role.BODY, SIZE_3)
        x = Pt(RIGHT_EDGE - natural_width(measured, 0, len(block.number), 0))
        lines.append(Line(number, place_line(measured, 0, len(block.number), x, 0), index, part=1))
    foot = Pt(PAGE_HEIGHT - _ABOVE_FOOT - TOP - _DOUBLE)
    rules = (*_double(head, thick_first=True), *_double(foot, thick_first=False))
    return Strip(index, LINES, tuple(lines), rules, keep=True, new_page=True)


def _double(y: Pt, thick_first: bool) -> tuple[Rule, Rule]:
    """Two lines of 170 mm, their upper edge at `y`, centred on the type area."""
    upper, lower = (_THICK, _THIN) if thick_first else (_THIN, _THICK)
    return _line(Pt(y + upper / 2), upper), _line(Pt(y + _DOUBLE - lower / 2), lower)


def _line(y: Pt, width: Pt) -> Rule:
    x = Pt(LEFT + (TYPE_WIDTH - LENGTH) / 2)
    return Rule(x, y, Pt(x + LENGTH), y, width, "red")
