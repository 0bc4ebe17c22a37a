"""版记 (7.4): a box at the foot of the last page's type area."""

from generator.document.model import Role, Span
from generator.typesetting.model import Page, Rule
from generator.typesetting.units import TOP, Pt, twips
from generator.writers.docx.drawing import foot_box, rule
from generator.writers.docx.flow import Context, Piece, SectionEnd, Text
from generator.writers.docx.markup import NONE, Markup, node
from generator.writers.docx.place import TEXT_WIDTH, TYPE_AREA_HEIGHT, Placed, block_lines
from generator.writers.docx.rows import COLOURS, Look, Row, row_paragraph, text_rows
from generator.writers.docx.stylebook import hairline
from generator.writers.docx.styles import PITCH, Variation

_FIRST_NUMBER = 10001
"""Numbers of the imprint's shapes: above those of blocks."""
_SLACK = 6
"""Twips that a justified line may be longer than its measure before an application breaks it once more."""


def imprint(context: Context) -> list[Piece]:
    """A line of next to no height on the imprint's page; anchored in it the box with texts, and the rules."""
    if not block_lines(context.layout, context.index):
        return []
    line = context.sheet.add(hairline())
    pages = context.layout.pages[: context.measure.first_page]
    text_page = max((p.number for p in pages if _has_other_text(p, context.index)), default=1)
    if text_page == len(pages):
        return [Text(line, _shapes(context))]
    turns = context.opens_section
    before: list[Piece] = [] if pages[-1].numbered or turns else [SectionEnd(silent=True)]
    blank = len(pages) - text_page - 1
    if blank:
        before.append(Text(line))
    opens_section = (turns and not blank) or before == [SectionEnd(silent=True)]
    style = line if opens_section else context.sheet.vary(line, Variation(page_break=True))
    return [*before, Text(style, _shapes(context))]


def _has_other_text(page: Page, block: int) -> bool:
    return any(line.block != block for line in page.lines)


def _shapes(context: Context) -> tuple[Markup, ...]:
    """The box with the texts, and the rules."""
    lines = block_lines(context.layout, context.index)
    rules = _rules(context, lines[0])
    shown = list(text_rows(lines, together=True))
    top = min([shown[0].top, *map(_middle, rules[:1])])
    content, cursor = "", top
    for i, row in enumerate(shown, 1):
        look = Look(f"Imprint{i}", f"版记文字（{i}）", row.top - cursor, place=_place(row))
        content += row_paragraph(context.sheet, row, look, Role.BODY, _spans).markup()
        cursor = row.bottom
    number = _FIRST_NUMBER
    runs = [foot_box(number, "版记", TYPE_AREA_HEIGHT - top, Markup(content))]
    for i, line in enumerate(rules, 1):
        runs.append(rule(number + i, f"版记分隔线{i}", _middle(line), line.width, COLOURS[line.colour]))
    return tuple(runs)


def _spans(part: int, text: str) -> tuple[Span, ...]:
    return (Span(text),)


def _rules(context: Context, first: Placed) -> list[Rule]:
    """The rules across the page from just above the imprint's first line on."""
    page = context.layout.pages[first.page - 1]
    above = first.baseline - PITCH
    across = (r for r in page.rules if r.y0 == r.y1 and r.colour == "black" and twips(Pt(r.y0 - TOP)) > above)
    return sorted(across, key=lambda r: r.y0)


def _middle(line: Rule) -> int:
    """Twips from the type area's top edge."""
    return twips(Pt(line.y0 - TOP))


def _place(row: Row) -> tuple[Markup, ...]:
    """Recipients hang under the first name; the date ends at its tab stop on the right of the last line."""
    first, beside = row.lines[0][0], row.lines[-1][1:]
    rest = row.lines[1][0].left if len(row.lines) > 1 else first.left
    stops = [node("tab", val="right", pos=TEXT_WIDTH - segment.right) for segment in beside]
    right = 0 if beside or len(row.lines) < 2 else max(first.right - _SLACK, 0)
    return (
        node("tabs", *stops) if stops else NONE,
        node("ind", left=rest, right=right, hanging=rest - first.left),
        node("jc", val="left" if beside else "both"),
    )
