"""What a report has when it goes out as a document: sign-off, letterhead, annex, imprint (7.2-7.4)."""

from collections.abc import Sequence
from itertools import groupby

from generator.document.model import Role
from generator.typesetting.units import CELL, SIZE_3, Pt, twips
from generator.writers.docx.flow import Context, Text, indents
from generator.writers.docx.markup import node, switch
from generator.writers.docx.place import Placed, block_lines
from generator.writers.docx.stylebook import NORMAL, letter_spacing
from generator.writers.docx.styles import Difference, Style
from generator.writers.docx.text import runs
from generator.writers.docx.typefaces import role_fonts


def sign_off(context: Context) -> list[Text]:
    """署名 and 成文日期, right-aligned with the indents that the layout gave them (7.3.5)."""
    name, date = (context.sheet.add(_sign_off_style(word)) for word in ("Signature", "Date"))
    lines = block_lines(context.layout, context.index)
    pieces = []
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        base, keep = (date, None) if last else (name, True)
        style = context.style(base, indents(right=line.right), keep=keep, first=i == 0, last=last)
        pieces.append(Text(style, runs(line.line.text, Role.BODY)))
    return pieces


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


def annex_mark(context: Context) -> list[Text]:
    """附件 and its number, 黑体, flush left on line 1 of a page (7.3.7)."""
    style = Style("AnnexMark", "附件标识", based_on=NORMAL, run=(role_fonts(Role.HEI),), priority=12)
    return [Text(context.style(context.sheet.add(style)), runs("".join(context.measure.lines), Role.HEI))]


def annex_list(context: Context) -> list[Text]:
    """附件说明: each name begins a paragraph, its further lines stand under its first character (7.3.4)."""
    base = context.sheet.add(Style("AnnexList", "附件说明", based_on=NORMAL, priority=12))
    pieces = []
    names = _paragraphs(block_lines(context.layout, context.index))
    for i, lines in enumerate(names):
        last = i == len(names) - 1
        style = context.style(base, _hanging(lines), keep=None if last else True, first=i == 0, last=last)
        pieces.append(Text(style, runs("".join(p.line.text for p in lines), Role.BODY)))
    return pieces


def _hanging(lines: Sequence[Placed]) -> Difference:
    """Left indent of the further lines, first line out to where 附件： or the number stands."""
    first = lines[0]
    rest = lines[1].left if len(lines) > 1 else first.left
    indent = (
        node("ind", left=rest, hanging=rest - first.left)
        if rest >= first.left
        else node("ind", left=rest, firstLine=first.left - rest)
    )
    return Difference(f"h{first.left}x{rest}", f"首行{first.left / 20:g}磅、其余{rest / 20:g}磅", (indent,))


def _paragraphs(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Lines of one part together."""
    return [list(group) for _, group in groupby(lines, key=lambda placed: placed.line.part)]
