"""版记 at the foot of the last page (GB/T 9704-2012 7.4): 抄送, 印发机关 and 印发日期 between rules."""

from collections.abc import Iterator

from generator.document.model import Imprint, Role
from generator.typesetting.breaking import FULL, break_paragraph
from generator.typesetting.justify import natural_width, place_line
from generator.typesetting.measure import Setter
from generator.typesetting.model import Line, Rule
from generator.typesetting.page import RIGHT_EDGE, centred_baseline
from generator.typesetting.strips import Strip
from generator.typesetting.units import LEFT, PITCH, SIZE_4, Pt, mm, twips

THICK, THIN = mm(0.35), mm(0.25)
"""First and last rule, and the rules between (7.4.1)."""
_RECIPIENTS = (("主送：", 0), ("抄送：", 1))
"""Labels and part numbers: 主送 moved here stands above 抄送, without a rule between."""
_ISSUER, _DATE = 2, 3


def set_imprint(block: Imprint, setter: Setter, index: int) -> Strip:
    """The imprint as one strip whose lower edge is that of the type area."""
    lines: list[Line] = []
    for (label, part), names in zip(_RECIPIENTS, (block.addressee, block.copies_to), strict=True):
        if names:
            lines += _recipients(label, names, setter, index, part, len(lines))
    edges = [0.0]
    if block.issuer or block.date:
        edges += [float(len(lines))] if lines else []
        lines += _issue(block, setter, index, len(lines))
    height = round(lines[-1].baseline / PITCH) if lines else 0
    edges.append(float(height))
    return Strip(index, height, tuple(lines), tuple(_rules(edges)) if block.ruled else ())


def _recipients(label: str, names: str, setter: Setter, index: int, part: int, above: int) -> Iterator[Line]:
    """抄送：names, one 字 in on either side; further lines stand under the first name."""
    text = label + names
    measured = setter.measure_text(text, Role.BODY, SIZE_4)
    first = Pt(LEFT + SIZE_4)
    rest = Pt(first + len(label) * SIZE_4)
    right = Pt(RIGHT_EDGE - SIZE_4)
    widths = [FULL - twips(Pt(x - LEFT + SIZE_4)) for x in (first, rest)]
    starts = break_paragraph(measured, widths[0], widths[1], (0,)).starts
    for i, (start, end) in enumerate(zip(starts, (*starts[1:], len(text)), strict=True)):
        x = rest if i else first
        width = None if end == len(text) else Pt(right - x)
        runs = place_line(measured, start, end, x, 0, width)
        yield Line(centred_baseline(SIZE_4, above + i), runs, index, part=part)


def _issue(block: Imprint, setter: Setter, index: int, above: int) -> Iterator[Line]:
    """印发机关 on the left, 印发日期 on the right, each one 字 in; beside the date stands a long name's last line."""
    date = setter.measure_text(block.date, Role.BODY, SIZE_4)
    date_width = natural_width(date, 0, len(block.date), 0)
    height = 0
    if block.issuer:
        issuer = setter.measure_text(block.issuer, Role.BODY, SIZE_4)
        room = FULL - twips(Pt(2 * SIZE_4 + (date_width + SIZE_4 if block.date else 0)))
        starts = break_paragraph(issuer, room, room, (0,)).starts
        height = len(starts) - 1
        for i, (start, end) in enumerate(zip(starts, (*starts[1:], len(block.issuer)), strict=True)):
            runs = place_line(issuer, start, end, Pt(LEFT + SIZE_4), 0)
            yield Line(centred_baseline(SIZE_4, above + i), runs, index, part=_ISSUER)
    if block.date:
        x = Pt(RIGHT_EDGE - SIZE_4 - date_width)
        runs = place_line(date, 0, len(block.date), x, 0)
        yield Line(centred_baseline(SIZE_4, above + height), runs, index, part=_DATE)


def _rules(edges: list[float]) -> Iterator[Rule]:
    """Rules at the given lines: the outer ones thick, inside the strip's edges."""
    for i, edge in enumerate(edges):
        outer = i in (0, len(edges) - 1)
        width = THICK if outer else THIN
        y = edge * PITCH
        if i == 0:
            y += THICK / 2
        elif i == len(edges) - 1:
            y -= THICK / 2
        yield Rule(LEFT, Pt(y), RIGHT_EDGE, Pt(y), width)
