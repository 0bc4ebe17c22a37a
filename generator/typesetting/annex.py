"""附件说明 (GB/T 9704-2012 7.3.4) and the mark 附件 on an annex's first page (7.3.7)."""

from generator.document.model import AnnexList, AnnexMark, Role
from generator.typesetting.breaking import FULL, break_paragraph
from generator.typesetting.justify import natural_width, place_line
from generator.typesetting.measure import Setter
from generator.typesetting.page import RIGHT_EDGE, cell_x
from generator.typesetting.paragraph import INDENT, SetText, place_lines, text_strip
from generator.typesetting.strips import Strip
from generator.typesetting.units import LEFT, SIZE_3, Pt, twips

_LABEL = "附件："
_SPACING = (-8,)


def set_annex_list(block: AnnexList, setter: Setter, index: int) -> SetText:
    """附件： and the names, numbered if there are several; further lines stand under the name's start."""
    strips: list[Strip] = []
    label = setter.measure_text(_LABEL, Role.BODY, SIZE_3)
    number_x = Pt(cell_x(INDENT) + natural_width(label, 0, len(_LABEL), _SPACING[0]))
    for part, name in enumerate(block.names):
        ordinal = f"{part + 1}." if len(block.names) > 1 else ""
        head = (_LABEL if part == 0 else "") + ordinal
        first = number_x if part else cell_x(INDENT)
        strips += _item(head, name, setter, first, index, part)
    return SetText(tuple(strips), _SPACING[0])


def _item(head: str, name: str, setter: Setter, first: Pt, index: int, part: int) -> list[Strip]:
    """One annex. What stands before its name is not stretched, so that the lines below align with it."""
    measured = setter.measure_text(head + name, Role.BODY, SIZE_3)
    start = measured.width(0, len(head) + 1, _SPACING[0]) - measured.advances[len(head)] if name else 0.0
    rest = Pt(first + start / 20)
    widths = [FULL - twips(Pt(x - LEFT)) for x in (first, rest)]
    broken = break_paragraph(measured, widths[0], widths[1], _SPACING)
    lines = place_lines(measured, broken.starts, _SPACING[0], first, rest)
    if len(lines) > 1:
        width = Pt(RIGHT_EDGE - rest)
        justified = place_line(measured, len(head), broken.starts[1], rest, _SPACING[0], width)
        lines[0] = (*place_line(measured, 0, len(head), first, _SPACING[0]), *justified)
    return [text_strip(runs, index, part) for runs in lines]


def set_annex_mark(block: AnnexMark, setter: Setter, index: int) -> Strip:
    """附件 and its number: 3号黑体, flush left on the first line of a new page; its title stands on line 3."""
    measured = setter.measure_text(block.text, Role.HEI, SIZE_3)
    runs = place_line(measured, 0, len(block.text), LEFT, _SPACING[0])
    strip = text_strip(runs, index)
    return Strip(index, 1, strip.lines, keep=True, new_page=True)
