"""What a report has when it goes out as a document: sign-off, letterhead, annex, imprint (7.2-7.4)."""

from collections.abc import Sequence
from itertools import groupby

from generator.document.model import Role
from generator.typesetting.units import CELL, SIZE_3, Pt, twips
from generator.writers.docx.flow import Context, Text, right_indent
from generator.writers.docx.markup import joined, line_break, node, switch
from generator.writers.docx.place import Placed, block_lines
from generator.writers.docx.stylebook import NORMAL
from generator.writers.docx.styles import PITCH, Setting, Style, letter_spacing
from generator.writers.docx.text import runs
from generator.writers.docx.typefaces import role_fonts

_GROWTH = 400
"""Twips on either side that a centred text is given to grow into."""
_LEVEL = 4
"""Twips by which the ends of lines may differ through rounding."""


def sign_off(context: Context) -> list[Text]:
    """署名 and 成文日期, with the indents that the layout gave them (7.3.5).

    One text on a line is aligned to the right; seals of a joint document set several names side by side.
    """
    lines = [list(row) for _, row in groupby(_by_line(context), key=lambda placed: placed.baseline)]
    texts = [list(rows) for _, rows in groupby(lines, key=lambda row: [placed.line.part for placed in row])]
    pieces = []
    for i, rows in enumerate(texts):
        above = _empty_lines(texts[i - 1][-1][0], rows[0][0]) if i else None
        if i == len(texts) - 1:
            style = context.style(_DATE, place=_around(rows[0]), above=above)
        else:
            style = context.style(_SIGNATURE, place=_sides(rows), keep=True, above=above, last=False)
        shown = [
            joined((runs(placed.line.text, Role.BODY) for placed in row), node("r", node("tab")))
            for row in rows
        ]
        pieces.append(Text(style, joined(shown, line_break())))
    return pieces


def _by_line(context: Context) -> list[Placed]:
    lines = block_lines(context.layout, context.index)
    return sorted(lines, key=lambda placed: (placed.page, placed.baseline, placed.left))


def _sides(rows: Sequence[Sequence[Placed]]) -> Setting:
    """The right indent of one text, or the places of several; lines of one name end alike or are centred."""
    first, *beside = rows[0]
    if not beside:
        level = all(abs(row[0].right - first.right) < _LEVEL for row in rows)
        return right_indent(first.right) if level else _around(min(rows, key=lambda row: row[0].left))
    places = [placed.left for placed in beside]
    stops = node("tabs", *(node("tab", val="left", pos=place) for place in places))
    name = "、".join(f"{place / 20:g}" for place in (first.left, *places))
    shown = (stops, node("ind", left=first.left, right=0), node("jc", val="left"))
    return Setting(f"at{first.left}x" + "x".join(map(str, places)), f"并列于{name}磅", shown)


def _around(row: Sequence[Placed]) -> Setting:
    """A text centred on the middle that the layout gave it, with room to grow: above all the date.

    LibreOffice always sets gaps beside digits, whatever the style says: the line grows by 17 pt. So it grows by half of
    that on either side, and seal, name and date stay centred on one another.
    """
    left, right = row[0].left - _GROWTH, row[0].right - _GROWTH
    shown = (node("ind", left=left, right=right), node("jc", val="center"))
    return Setting(f"c{left}x{right}", f"居中于左{left / 20:g}磅、右{right / 20:g}磅之间", shown)


def _empty_lines(above: Placed, below: Placed) -> int:
    """The empty lines that the seals need between two rows of names."""
    return round((below.baseline - above.baseline) / PITCH) - 1


def _sign_off_style(name: str) -> Style:
    """Characters in the cells of the grid, digits half of one: Word must not set a gap beside them."""
    return Style(
        name,
        name,
        based_on=NORMAL,
        paragraph=(switch("autoSpaceDE", False), switch("autoSpaceDN", False), node("jc", val="right")),
        run=(letter_spacing(twips(Pt(CELL - SIZE_3))),),
        priority=10,
    )


_SIGNATURE, _DATE = _sign_off_style("Signature"), _sign_off_style("Date")


def annex_mark(context: Context) -> list[Text]:
    """附件 and its number, 黑体, flush left on line 1 of a page (7.3.7)."""
    style = Style("AnnexMark", "附件标识", based_on=NORMAL, run=(role_fonts(Role.HEI),), priority=12)
    return [Text(context.style(style), runs("".join(context.measure.lines), Role.HEI))]


def annex_list(context: Context) -> list[Text]:
    """附件说明: each name begins a paragraph, its further lines stand under its first character (7.3.4)."""
    base = Style("AnnexList", "附件说明", based_on=NORMAL, priority=12)
    pieces = []
    names = _paragraphs(block_lines(context.layout, context.index))
    for i, lines in enumerate(names):
        last = i == len(names) - 1
        keep = None if last else True
        above = 0 if i else None
        style = context.style(base, place=_hanging(lines), keep=keep, above=above, last=last)
        pieces.append(Text(style, runs("".join(p.line.text for p in lines), Role.BODY)))
    return pieces


def _hanging(lines: Sequence[Placed]) -> Setting:
    """Left indent of the further lines, first line out to where 附件： or the number stands."""
    first = lines[0]
    rest = lines[1].left if len(lines) > 1 else first.left
    indent = node("ind", left=rest, hanging=max(rest - first.left, 0))
    return Setting(f"h{first.left}x{rest}", f"首行{first.left / 20:g}磅、其余{rest / 20:g}磅", (indent,))


def _paragraphs(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Lines of one part together."""
    return [list(group) for _, group in groupby(lines, key=lambda placed: placed.line.part)]
