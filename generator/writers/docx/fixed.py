"""Letterhead and imprint: rows of text and rules at fixed heights (7.2, 7.4).

Every row is a paragraph of exact height; what stands above it is its space before. So the rows come to stand
where the layout put them to the twip, and the text after them stays on the grid of lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.document.model import Role, Span
from generator.typesetting.model import Colour, Rule
from generator.typesetting.units import TOP, Pt, twips
from generator.writers.docx.flow import Context, Text
from generator.writers.docx.markup import NONE, Markup, line_break, node
from generator.writers.docx.place import TEXT_WIDTH, Placed, block_lines
from generator.writers.docx.stylebook import NORMAL, exact, letter_spacing, size
from generator.writers.docx.styles import Style
from generator.writers.docx.text import span_runs
from generator.writers.docx.typefaces import role_fonts

ASCENT = 0.8
"""Share of an exact line above its baseline, in Word and LibreOffice."""
_LINE = 1.25
"""Height of a row's line box over its type size."""
_RULE_BOX = 20
"""Height in twips of the paragraph that carries a rule."""
_ANCHOR_LINE = 14
"""Height of the paragraph that the imprint hangs on: less than what 22 lines leave of the type area."""
_CENTRED = 4
"""Twips by which the margins of a centred row may differ through rounding."""
_COLOURS: dict[Colour, str] = {"black": "000000", "red": "FF0000", "grey": "808080"}


@dataclass(frozen=True)
class Row:
    """One paragraph to be: lines below one another, each of one or more texts side by side.

    `top` and `bottom` are its box in twips from the type area's top edge.
    """

    lines: tuple[tuple[Placed, ...], ...]
    height: int

    @property
    def top(self) -> int:
        """Upper edge."""
        return self.lines[0][0].baseline - round(ASCENT * self.height)

    @property
    def bottom(self) -> int:
        """Lower edge."""
        return self.top + self.height * len(self.lines)


@dataclass(frozen=True)
class RuleRow:
    """A rule across the type area; `top` in twips from the type area's top edge, `width` in points."""

    top: int
    width: float
    colour: Colour

    @property
    def bottom(self) -> int:
        """Lower edge of the paragraph that carries it."""
        return self.top + round(self.width * 20) + _RULE_BOX


def rows(lines: Iterable[Placed], rules: Iterable[Rule]) -> list[Row | RuleRow]:
    """Text and rules from top to bottom."""
    found: list[Row | RuleRow] = [*_text_rows(lines), *map(_rule_row, rules)]
    return sorted(found, key=lambda row: row.top)


def _rule_row(rule: Rule) -> RuleRow:
    return RuleRow(twips(Pt(rule.y0 - rule.width / 2 - TOP)), rule.width, rule.colour)


def _text_rows(lines: Iterable[Placed]) -> Iterator[Row]:
    """Texts on one baseline are one line; lines of one part below one another are one paragraph."""
    ordered = sorted(lines, key=lambda p: (p.baseline, p.left))
    physical = [tuple(group) for _, group in groupby(ordered, key=lambda p: p.baseline)]
    for _, part in groupby(physical, key=lambda line: tuple(p.line.part for p in line)):
        together = tuple(part)
        height = round(together[0][0].size * 10 * _LINE)
        if len(together) > 1:
            height = together[1][0].baseline - together[0][0].baseline
        yield Row(together, height)


def letterhead(context: Context) -> list[Text]:
    """版头: mark, number, signers and red line; the last row fills up to where the next block begins."""
    lines = block_lines(context.layout, context.index)
    page = context.layout.pages[lines[0].page - 1]
    shown = rows(lines, (rule for rule in page.rules if rule.colour == "red"))
    pieces, cursor = [], 0
    for i, row in enumerate(shown):
        after = context.next_top() - row.bottom if i == len(shown) - 1 else 0
        name = "版头分隔线" if isinstance(row, RuleRow) else _letterhead_name(row)
        look = _Look(f"Letterhead{i + 1}", name, row.top - cursor, max(after, 0))
        pieces.append(_text(context, row, look))
        cursor = row.bottom
    return pieces


def _letterhead_name(row: Row) -> str:
    return "发文机关标志" if row.lines[0][0].line.part == 0 else "发文字号和签发人"


def imprint(context: Context) -> list[Text]:
    """版记: a frame at the foot of the last page's type area, and the paragraph that it hangs on."""
    lines = block_lines(context.layout, context.index)
    page = context.layout.pages[lines[0].page - 1]
    top = min(line.baseline for line in lines) - lines[0].size * 20
    shown = rows(lines, (r for r in page.rules if r.y0 == r.y1 and twips(Pt(r.y0 - TOP)) >= top))
    frame = _frame(shown)
    pieces, cursor = [], shown[0].top
    for i, row in enumerate(shown):
        name = "版记分隔线" if isinstance(row, RuleRow) else "版记文字"
        look = _Look(f"Imprint{i + 1}", name, row.top - cursor, 0, frame)
        pieces.append(_text(context, row, look))
        cursor = row.bottom
    anchor = Style(
        "ImprintAnchor", "版记所在行", based_on=NORMAL, paragraph=(exact(_ANCHOR_LINE),), gallery=False
    )
    return [*pieces, Text(context.style(context.sheet.add(anchor)))]


def _frame(shown: Sequence[Row | RuleRow]) -> Markup:
    """As wide as the type area, at a fixed height of the page; text does not stand beside it."""
    top = shown[0].top
    return node(
        "framePr",
        w=TEXT_WIDTH,
        h=shown[-1].bottom - top,
        hRule="exact",
        wrap="notBeside",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="left",
        y=max(top, 1),
    )


@dataclass(frozen=True)
class _Look:
    """A row's style: id, name, space above and below in twips, frame."""

    id: str
    name: str
    before: int
    after: int
    frame: Markup = NONE


def _text(context: Context, row: Row | RuleRow, look: _Look) -> Text:
    if isinstance(row, RuleRow):
        return Text(context.sheet.add(_rule_style(row, look)))
    return Text(context.sheet.add(_row_style(row, look)), _row_runs(row))


def _rule_style(row: RuleRow, look: _Look) -> Style:
    border = node("top", val="single", sz=round(row.width * 8), space=0, color=_COLOURS[row.colour])
    spacing = exact(_RULE_BOX, max(look.before, 0), look.after)
    return Style(
        look.id,
        look.name,
        based_on=NORMAL,
        paragraph=(look.frame, node("pBdr", border), spacing),
        gallery=False,
    )


def _row_style(row: Row, look: _Look) -> Style:
    first = row.lines[0][0]
    run = first.line.runs[0]
    return Style(
        look.id,
        f"{look.name}（{look.id[-1]}）",
        based_on=NORMAL,
        paragraph=(look.frame, exact(row.height, max(look.before, 0), look.after), *_place(row)),
        run=(
            role_fonts(_role(first)),
            node("color", val=_COLOURS[run.colour]),
            letter_spacing(twips(run.spacing)),
            node("w", val=round(run.stretch * 100)) if run.stretch != 1 else NONE,
            *size(first.size),
        ),
        gallery=False,
    )


def _role(segment: Placed) -> Role:
    """The typeface of a row: the mark's is 小标宋, all others' 仿宋."""
    return Role.TITLE if segment.line.runs[0].colour == "red" else Role.BODY


_SIGNERS = "签发人："


def _spans(segment: Placed) -> tuple[Span, ...]:
    """签发人： is in the row's own typeface, the names in 楷体 (7.2.6)."""
    text = segment.line.text
    if segment.line.part < 2 or _role(segment) is not Role.BODY:
        return (Span(text),)
    head = _SIGNERS if text.startswith(_SIGNERS) else ""
    return Span(head), Span(text[len(head) :], Role.KAI)


def _place(row: Row) -> tuple[Markup, ...]:
    """Where the texts of a row begin: centred, or from an indent on with tab stops."""
    first, *beside = row.lines[0]
    if not beside and abs(first.left - first.right) < _CENTRED:
        return (node("jc", val="center"),)
    rest = row.lines[1][0].left if len(row.lines) > 1 else first.left
    stops = [node("tab", val="left", pos=segment.left) for segment in beside]
    return (
        node("tabs", *stops) if stops else NONE,
        node("ind", left=rest, firstLine=first.left - rest)
        if first.left >= rest
        else node("ind", left=rest, hanging=rest - first.left),
        node("jc", val="left"),
    )


def _row_runs(row: Row) -> tuple[Markup, ...]:
    content: list[Markup] = []
    for number, line in enumerate(row.lines):
        if number:
            content.append(line_break())
        for i, segment in enumerate(line):
            if i:
                content.append(node("r", node("tab")))
            content += span_runs(_spans(segment), _role(row.lines[0][0]))
    return tuple(content)
