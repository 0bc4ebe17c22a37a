"""版头 (7.2): 发文机关标志, 发文字号, 签发人 and the red line."""

from generator.document.model import Role
from generator.writers.docx.flow import Context, Text
from generator.writers.docx.markup import NONE, Markup, node
from generator.writers.docx.place import block_lines
from generator.writers.docx.rows import Look, Row, RuleRow, row_paragraph, rule_row, text_rows

_MARK, _SIGNERS = 0, 2
"""Part numbers of the layout's lines."""
_SIGNERS_LABEL = "签发人："
_CENTRED = 4
"""Twips by which the margins of a centred row may differ through rounding."""


def letterhead(context: Context) -> list[Text]:
    """The rows from the type area's top on; the last fills up to where the next block begins."""
    lines = block_lines(context.layout, context.index)
    page = context.layout.pages[lines[0].page - 1]
    red = [rule_row(rule) for rule in page.rules if rule.colour == "red"]
    shown: list[Row | RuleRow] = [*text_rows(lines), *red]
    pieces, cursor = [], 0
    for i, row in enumerate(shown):
        after = max(context.next_top() - row.bottom, 0) if i == len(shown) - 1 else 0
        look = Look(f"Letterhead{i + 1}", _name(row, i), row.top - cursor, after, _place(row))
        pieces.append(row_paragraph(context.sheet, row, look, _role))
        cursor = row.bottom
    return pieces


def _name(row: Row | RuleRow, number: int) -> str:
    if isinstance(row, RuleRow):
        return "版头分隔线"
    part = row.lines[0][0].part
    return "发文机关标志" if part == _MARK else f"发文字号和签发人（{number}）"


def _role(part: int, text: str) -> Role:
    """The mark is in 小标宋, signers' names in 楷体 (7.2.6), all else in 仿宋."""
    if part == _MARK:
        return Role.TITLE
    return Role.KAI if part == _SIGNERS and text != _SIGNERS_LABEL else Role.BODY


def _place(row: Row | RuleRow) -> tuple[Markup, ...]:
    """Centred, or from an indent on with a tab stop for each further text."""
    if isinstance(row, RuleRow):
        return ()
    first, *beside = row.lines[0]
    if not beside and abs(first.left - first.right) < _CENTRED:
        return (node("jc", val="center"),)
    stops = [node("tab", val="left", pos=segment.left) for segment in beside]
    return node("tabs", *stops) if stops else NONE, node("ind", left=first.left), node("jc", val="left")
