"""版头 (7.2): 发文机关标志, 发文字号, 签发人 and the red line."""

from generator.document.model import Role, Span
from generator.typesetting.model import Rule
from generator.typesetting.units import TOP, Pt, twips
from generator.writers.docx.flow import Context, Text
from generator.writers.docx.markup import NONE, Markup, node
from generator.writers.docx.place import block_lines
from generator.writers.docx.rows import COLOURS, Look, Row, row_paragraph, text_rows
from generator.writers.docx.stylebook import NORMAL
from generator.writers.docx.styles import Style, exact

_MARK, _SIGNERS = 0, 2
"""Part numbers of the layout's lines."""
_SIGNERS_LABEL = "签发人："
_CENTRED = 4
"""Twips by which the margins of a centred row may differ through rounding."""


def letterhead(context: Context) -> list[Text]:
    """The rows from the type area's top on, and the red line."""
    lines = block_lines(context.layout, context.index)
    if not lines:
        return []
    pieces, cursor = [], 0
    for i, row in enumerate(text_rows(lines)):
        part = row.lines[0][0].part
        name = "发文机关标志" if part == _MARK else f"发文字号和签发人（{i}）"
        role = Role.TITLE if part == _MARK else Role.BODY
        look = Look(f"Letterhead{i + 1}", name, row.top - cursor, _place(row))
        pieces.append(row_paragraph(context.sheet, row, look, role, _spans))
        cursor = row.bottom
    page = context.layout.pages[lines[0].page - 1]
    red = [rule for rule in page.rules if rule.colour == "red"]
    return [*pieces, *(_red_line(context, rule, cursor) for rule in red)]


def _red_line(context: Context, rule: Rule, above: int) -> Text:
    """The red line is the upper border of an empty paragraph that ends where the grid's next line begins.

    Space below it would not do: of the space below one paragraph and above the next the larger counts.
    """
    top = twips(Pt(rule.y0 - rule.width / 2 - TOP))
    line = max(context.next_top() - top - twips(rule.width), 1)
    border = node("top", val="single", sz=round(rule.width * 8), space=0, color=COLOURS[rule.colour])
    style = Style(
        "LetterheadRule",
        "版头分隔线",
        based_on=NORMAL,
        paragraph=(node("pBdr", border), exact(line, max(top - above, 0))),
        gallery=False,
    )
    return Text(context.sheet.add(style))


def _spans(part: int, text: str) -> tuple[Span, ...]:
    """Signers' names are in 楷体, the label before the first is not (7.2.6)."""
    if part != _SIGNERS:
        return (Span(text),)
    label = _SIGNERS_LABEL if text.startswith(_SIGNERS_LABEL) else ""
    return Span(label), Span(text[len(label) :], Role.KAI)


def _place(row: Row) -> tuple[Markup, ...]:
    """Centred, or from an indent on with a tab stop for each further text."""
    first, *beside = row.lines[0]
    if not beside and abs(first.left - first.right) < _CENTRED:
        return (node("jc", val="center"),)
    stops = [node("tab", val="left", pos=segment.left) for segment in beside]
    return node("tabs", *stops) if stops else NONE, node("ind", left=first.left), node("jc", val="left")
