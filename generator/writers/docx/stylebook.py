"""The fixed styles of a report (GB/T 9704-2012 5.2, 7.2-7.5) on the 22 × 28 grid.

Line pitch 579 twips exact: 22 × 579 = 12738 fits the type area of 12756, 22 × 580 does not. Letter spacing
-8 lets 28 characters of 16 pt into 156 mm. Snapping to the document grid is off, since a 2号 title would take
two grid lines. Hanging punctuation is off in both senses (docs/typography.md says why two settings).
"""

from generator.document.model import Role
from generator.writers.docx.markup import Markup, group, node, switch
from generator.writers.docx.styles import PITCH, Style, StyleSheet, Variation, exact, letter_spacing
from generator.writers.docx.typefaces import mark_fonts, role_fonts

INDENT = 640
"""First-line indent, two characters of 16 pt."""
SPACING = -8
"""Letter spacing of body text unless the layout chose another."""

HAIRLINE = 14
"""Twips of a paragraph that must stand somewhere, and that nobody should see."""
NORMAL, BODY, FLUSH = "Normal", "BodyText", "Addressee"
HEADING = {1: "Heading1", 2: "Heading2"}
SPAN = {role: f"Span{role.value.title()}" for role in Role}
MARK = {role: f"Mark{role.value.title()}" for role in Role}
DIGITS = "DigitsTitle"
"""Digits of a title are in 小标宋 itself, whose strokes are as heavy; other Latin characters are not."""
_ROLE_NAMES = {Role.BODY: "仿宋", Role.KAI: "楷体", Role.HEI: "黑体", Role.TITLE: "小标宋", Role.SONG: "宋体"}

_PARAGRAPH = (
    switch("widowControl", False),
    switch("kinsoku", True),
    switch("wordWrap", True),
    switch("overflowPunct", True),
    switch("topLinePunct", False),
    switch("autoSpaceDE", True),
    switch("autoSpaceDN", True),
    switch("adjustRightInd", False),
    switch("snapToGrid", False),
)


def size(half_points: int) -> tuple[Markup, Markup]:
    """Type size in half points, for Chinese and complex scripts alike."""
    return node("sz", val=half_points), node("szCs", val=half_points)


def hairline() -> Style:
    """The style of a paragraph of next to no height."""
    return Style(
        "Hairline", "细行", based_on=NORMAL, paragraph=(exact(HAIRLINE),), gallery=False, priority=50
    )


def first_line() -> Markup:
    """左空二字. LibreOffice reads the twips, Word prefers the characters."""
    return node("ind", firstLine=INDENT, firstLineChars=200)


def defaults() -> Markup:
    """`w:docDefaults`: no theme fonts, Chinese."""
    run = group(
        "rPr",
        [
            role_fonts(Role.BODY),
            *size(32),
            node("kern", val=0),
            node("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
        ],
    )
    return node("docDefaults", node("rPrDefault", run), node("pPrDefault"))


def style_sheet() -> StyleSheet:
    """A new style sheet with the styles that every report has."""
    sheet = StyleSheet()
    for style in (*_basic(), *_headings(), *_characters()):
        sheet.add(style)
    return sheet


def _basic() -> tuple[Style, ...]:
    normal = Style(
        id=NORMAL,
        name="Normal",
        default=True,
        paragraph=(*_PARAGRAPH, exact(PITCH), node("jc", val="both")),
        run=(role_fonts(Role.BODY), letter_spacing(SPACING), *size(32)),
        priority=0,
    )
    table = Style(
        id="TableNormal",
        name="Normal Table",
        kind="table",
        default=True,
        gallery=False,
        priority=99,
        more=(group("tblPr", [node("tblInd", w=0, type="dxa"), cell_margins(0, 0)]),),
    )
    letters = Style(
        id="DefaultParagraphFont",
        name="Default Paragraph Font",
        kind="character",
        default=True,
        gallery=False,
        priority=1,
    )
    body = Style(id=BODY, name="Body Text", based_on=NORMAL, paragraph=(first_line(),), priority=1)
    flush = Style(id=FLUSH, name="主送机关", based_on=NORMAL, next=BODY)
    return normal, letters, table, body, flush


def cell_margins(horizontal: int, vertical: int) -> Markup:
    """Padding of a table's cells in twips."""
    return node(
        "tblCellMar",
        node("top", w=vertical, type="dxa"),
        node("left", w=horizontal, type="dxa"),
        node("bottom", w=vertical, type="dxa"),
        node("right", w=horizontal, type="dxa"),
    )


TITLE = Style(
    id="Title",
    name="Title",
    based_on=NORMAL,
    next=BODY,
    paragraph=(node("jc", val="center"),),
    run=(role_fonts(Role.TITLE), letter_spacing(0), *size(44)),
    priority=2,
)
"""2号小标宋, centred; what stands above and below it is that of the document's first title."""


def _headings() -> tuple[Style, ...]:
    return _heading(1, Role.HEI), _heading(2, Role.KAI)


def _heading(level: int, role: Role) -> Style:
    return Style(
        id=HEADING[level],
        name=f"heading {level}",
        based_on=NORMAL,
        next=BODY,
        paragraph=(switch("keepNext", True), first_line(), node("outlineLvl", val=level - 1)),
        run=(role_fonts(role),),
        variation=Variation(keep=True),
        priority=9,
    )


def _characters() -> tuple[Style, ...]:
    """For each typeface: a style of a stretch in it, and one of the marks of no script beside it."""
    styles = []
    for role, name in _ROLE_NAMES.items():
        suffix = "" if role is Role.BODY else f"（{name}）"
        styles += [
            Style(SPAN[role], f"{name}字", "character", run=(role_fonts(role),)),
            Style(MARK[role], f"中文标点{suffix}", "character", run=(mark_fonts(role),), gallery=False),
        ]
    digits = Style(DIGITS, "小标宋数字", "character", run=(mark_fonts(Role.TITLE),), gallery=False)
    return (*styles, digits)
