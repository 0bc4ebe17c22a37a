"""版头 (GB/T 9704-2012 7.2): 发文机关标志 in red, 发文字号, 签发人 of an upward document, the red line.

The mark's upper edge stands 35 mm below the type area's top; the number two empty lines below it; the red
line 4 mm below the number. The standard leaves the mark's size free: at the height chosen here the red line
falls on a line of the grid, so that title and text stand on the grid of 22 lines as on every other page.
"""

from collections.abc import Iterator

from generator.document.model import Letterhead, Role, Span
from generator.typesetting.justify import natural_width, place_line
from generator.typesetting.measure import Measured, Setter
from generator.typesetting.model import Line, Rule, Run
from generator.typesetting.page import HAN_MIDDLE, RIGHT_EDGE
from generator.typesetting.strips import Strip
from generator.typesetting.units import LEFT, PITCH, SIZE_3, TYPE_WIDTH, Pt, mm

_MARK_TOP = mm(35)
"""Upper edge of the mark below the type area's top (7.2.4)."""
_LINE_BELOW = mm(4)
"""The red line below the characters of the number (7.2.7)."""
_LINES = 8
"""Lines of the grid from the type area's top to the red line, for one row of signers."""
_NUMBER_GAP = 2
_RULE_ROOM = mm(0.8)
"""Between the red line and the grid line under it: a DOCX hangs the line on a paragraph of that height."""
MARK_HEIGHT = Pt(
    _LINES * PITCH - _RULE_ROOM - _LINE_BELOW - (PITCH + SIZE_3) / 2 - _NUMBER_GAP * PITCH - _MARK_TOP
)
"""Height of the mark's characters, 13.6 mm."""
INK_TOP = 0.85
"""Upper edge of a 小标宋 character's strokes above its baseline, in em."""
_NARROWEST = 0.6
"""A long mark is set narrower down to this, then smaller."""
RED_LINE = mm(0.5)
_SIGNERS_A_LINE = 2
_LABEL = "签发人："


def set_letterhead(block: Letterhead, setter: Setter, index: int) -> Strip:
    """The letterhead as one strip from the top of the page to the red line, whole lines high."""
    rows = _signer_rows(block.signers)
    top = Pt(_MARK_TOP + MARK_HEIGHT + _NUMBER_GAP * PITCH)
    baselines = [Pt(top + (row + 0.5) * PITCH + HAN_MIDDLE * SIZE_3) for row in range(max(1, len(rows)))]
    lines = [
        Line(
            Pt(_MARK_TOP + INK_TOP * MARK_HEIGHT),
            set_mark(block.mark, setter, MARK_HEIGHT, TYPE_WIDTH),
            index,
        )
    ]
    lines += _number(block, setter, index, baselines[-1])
    for baseline, runs in zip(baselines, _signers(rows, setter), strict=False):
        lines.append(Line(baseline, runs, index, part=2))
    height = _LINES + len(baselines) - 1
    y = Pt(height * PITCH - _RULE_ROOM)
    rule = Rule(LEFT, y, RIGHT_EDGE, y, RED_LINE, "red")
    return Strip(index, height, tuple(lines), (rule,), keep=True, new_page=True)


def set_mark(text: str, setter: Setter, height: Pt, room: Pt) -> tuple[Run, ...]:
    """The mark, centred; longer than the room for it, it is set narrower, and at last smaller."""
    size, stretch = height, 1.0
    width = natural_width(measured := setter.measure_text(text, Role.TITLE, size), 0, len(text), 0)
    if width > room:
        stretch = max(_NARROWEST, room / width)
        size = Pt(min(size, size * room / (width * stretch)))
        measured = setter.measure_text(text, Role.TITLE, size)
        width = Pt(natural_width(measured, 0, len(text), 0) * stretch)
    left = Pt(LEFT + (TYPE_WIDTH - width) / 2)
    return tuple(_stretched(place_line(measured, 0, len(text), left, 0), left, stretch))


def _stretched(runs: tuple[Run, ...], left: Pt, stretch: float) -> Iterator[Run]:
    for run in runs:
        x = Pt(left + (run.x - left) * stretch)
        yield Run(run.face, run.size, x, run.text, run.spacing, "red", stretch)


def _number(block: Letterhead, setter: Setter, index: int, baseline: Pt) -> list[Line]:
    """发文字号: centred, or one 字 in on the left where signers stand on the right (7.2.5)."""
    if not block.number:
        return []
    measured = setter.measure_text(block.number, Role.BODY, SIZE_3)
    width = natural_width(measured, 0, len(block.number), 0)
    x = LEFT + SIZE_3 if block.signers else LEFT + (TYPE_WIDTH - width) / 2
    return [Line(baseline, place_line(measured, 0, len(block.number), Pt(x), 0), index, part=1)]


def _signer_rows(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [names[i : i + _SIGNERS_A_LINE] for i in range(0, len(names), _SIGNERS_A_LINE)]


def _signers(rows: list[tuple[str, ...]], setter: Setter) -> Iterator[tuple[Run, ...]]:
    """签发人：仿宋, names in 楷体, one 字 from the right; names of further rows under those of the first."""
    if not rows:
        return
    columns = [max(len(row[i]) for row in rows if i < len(row)) for i in range(len(rows[0]))]
    label_width = len(_LABEL) * SIZE_3
    left = RIGHT_EDGE - SIZE_3 - label_width - (sum(columns) + len(columns) - 1) * SIZE_3
    for number, row in enumerate(rows):
        runs: tuple[Run, ...] = ()
        if number == 0:
            runs = _placed(setter.measure((Span(_LABEL),), Role.BODY, SIZE_3), Pt(left))
        x = left + label_width
        for name, column in zip(row, columns, strict=False):
            runs += _placed(setter.measure_text(name, Role.KAI, SIZE_3), Pt(x))
            x += (column + 1) * SIZE_3
        yield runs


def _placed(measured: Measured, x: Pt) -> tuple[Run, ...]:
    return place_line(measured, 0, len(measured.text), x, 0)
