"""版头 of a letter (10.1): the number is a line of the text; mark and double lines are anchored in it."""

from generator.document.model import Role, Span
from generator.typesetting.letter import LENGTH, LINES
from generator.typesetting.model import Rule
from generator.typesetting.units import LEFT, TOP, Pt, twips
from generator.writers.docx.drawing import page_box, rule
from generator.writers.docx.flow import Context, Text
from generator.writers.docx.markup import Markup, node
from generator.writers.docx.place import block_lines
from generator.writers.docx.rows import COLOURS, Look, row_paragraph, text_rows
from generator.writers.docx.stylebook import NORMAL
from generator.writers.docx.styles import PITCH, Style, exact, letter_spacing
from generator.writers.docx.text import runs

_FIRST = 30001
"""Numbers of the shapes of the letter's head: above all others."""
_MARK = 0


def letter_head(context: Context) -> list[Text]:
    """One paragraph: the number at the right on the third line of the page, with the shapes around it."""
    style = Style(
        "LetterNumber",
        "发文字号（信函）",
        based_on=NORMAL,
        paragraph=(exact(PITCH, (LINES - 1) * PITCH), node("ind", right=0), node("jc", val="right")),
        run=(letter_spacing(0),),
    )
    lines = block_lines(context.layout, context.index)
    number = "".join(placed.line.text for placed in lines if placed.line.part != _MARK)
    return [Text(context.sheet.add(style), (*_shapes(context), *runs(number, Role.BODY)))]


def _shapes(context: Context) -> list[Markup]:
    out = twips(Pt(_first_rule(context).x0 - LEFT))
    shapes = [_mark_box(context, -out)]
    for i, line in enumerate(_rules(context), 1):
        y, colour = twips(Pt(line.y0 - TOP)), COLOURS[line.colour]
        shapes.append(rule(_FIRST + i, f"信函双线{i}", y, line.width, colour, twips(LENGTH), -out))
    return shapes


def _mark_box(context: Context, out: int) -> Markup:
    """The mark in a box as long as the lines; its paragraph is as high as the layout's row."""
    lines = [p for p in block_lines(context.layout, context.index) if p.line.part == _MARK]
    row = next(text_rows(lines))
    look = Look("LetterMark", "发文机关标志（信函）", 0, (node("jc", val="center"),))
    content = row_paragraph(context.sheet, row, look, Role.TITLE, lambda _, text: (Span(text),)).markup()
    place = twips(LEFT) - out, twips(TOP) + row.top
    return page_box(_FIRST, "发文机关标志", place, (twips(LENGTH), row.height), content)


def _rules(context: Context) -> list[Rule]:
    page = context.layout.pages[context.measure.first_page - 1]
    return [line for line in page.rules if line.colour == "red"]


def _first_rule(context: Context) -> Rule:
    return _rules(context)[0]
