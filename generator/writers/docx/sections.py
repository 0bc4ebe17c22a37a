"""Sections: paper, margins, grid, and what stands outside the type area (page number, draft mark)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.document.model import Role
from generator.typesetting.model import Folio, Layout
from generator.typesetting.units import PAGE_HEIGHT, TURNED_LINES, Pt, twips
from generator.writers.docx.drawing import NAMESPACES, side_box
from generator.writers.docx.markup import NONE, Markup, group, node, paragraph, part, run
from generator.writers.docx.package import Package
from generator.writers.docx.stylebook import hairline, size
from generator.writers.docx.styles import PITCH, Style, StyleSheet, exact, letter_spacing
from generator.writers.docx.text import runs
from generator.writers.docx.typefaces import mark_fonts

PAGE_SIZE = (11906, 16838)
TOP, RIGHT, BOTTOM, LEFT = 2098, 1474, 1984, 1587
"""天头 37, 26, 35, 订口 28 mm in twips (5.2.1)."""
_TURNED_BOTTOM = PAGE_SIZE[0] - LEFT - TURNED_LINES * PITCH - 4
"""Lower margin of a landscape page: its lines fill the room but for 4 twips, as LibreOffice puts the lines of the grid
in the middle of it."""
CHAR_SPACE = -842
"""Shrinks 16 pt to 1/28 of the type area. Without effect while the grid has lines only; it is what makes 28
characters as soon as somebody switches the page-setup dialog to 指定行和字符网格."""
FOLIO_LINE = 340
"""Line height of the page number and of the draft mark, twips."""
_HEADER, _FOOTER = 851, 1413
"""Distances from the paper's edges where the layout has nothing there."""
_NUMBER_INDENT = 280
"""右空一字, 左空一字 of 4号 (7.5)."""
_NUMBERS = {
    "default": ("FolioOdd", "页码（单页）", "right"),
    "even": ("FolioEven", "页码（双页）", "left"),
}
"""Style id, name and side of the page number on odd and even pages."""
_FIRST_SIDE_BOX = 20001
"""Numbers of the boxes beside landscape pages: above those of the imprint's shapes."""


@dataclass(frozen=True)
class Furniture:
    """Relationship ids of heads and feet by kind (default, even); `silent` feet are without number.

    `turned_heads` and `turned_feet` are those of landscape pages; `first` is the head and foot of a first page that
    has no number (10.1).
    """

    heads: Mapping[str, str]
    feet: Mapping[str, str]
    silent: Mapping[str, str]
    turned_heads: Mapping[str, str]
    turned_feet: Mapping[str, str]
    first: Mapping[str, str]
    header: int
    footer: int


def furnish(layout: Layout, sheet: StyleSheet, package: Package) -> Furniture:
    """Add the head and foot parts to the package and their styles to the sheet."""
    folios = [f for page in layout.pages for f in page.folios]
    numbers = [f for f in folios if f.kind == "page_number"]
    drafts = [f for f in folios if f.kind == "draft_mark"]
    turned = any(page.turned for page in layout.pages)
    return Furniture(
        heads=_heads(drafts[0], sheet, package) if drafts else {},
        feet=_feet(sheet, package),
        silent=_silent(sheet, package) if any(not p.numbered for p in layout.pages[1:]) else {},
        turned_heads=_turned_heads(sheet, package) if turned and drafts else {},
        turned_feet=_turned_feet(numbers[0], drafts, sheet, package) if turned and numbers else {},
        first=_first(drafts, sheet, package) if not layout.pages[0].numbered else {},
        header=_top(drafts[0]) if drafts else _HEADER,
        footer=_bottom(numbers[0]) if numbers else _FOOTER,
    )


def section(
    furniture: Furniture,
    numbered: bool = True,
    turned: bool = False,
    first: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """`w:sectPr` of a run of pages that are all numbered or all not, all upright or all `turned` (landscape).

    `first`: head and foot of its first page, where they differ.
    """
    heads, feet = furniture.heads, furniture.feet if numbered else furniture.silent
    if turned:
        heads, feet = furniture.turned_heads, furniture.turned_feet
    return group(
        "sectPr",
        [
            *(_reference("headerReference", kind, id_) for kind, id_ in heads.items()),
            *(_reference("footerReference", kind, id_) for kind, id_ in feet.items()),
            *(_reference(name, "first", id_) for name, id_ in first.items()),
            node("type", val="nextPage"),
            _paper(turned),
            _margins(furniture, turned),
            node("cols", space=720),
            node("titlePg") if first else NONE,
            node("docGrid", type="lines", linePitch=PITCH, charSpace=CHAR_SPACE),
        ],
    )


def _paper(turned: bool) -> Markup:
    short, long = PAGE_SIZE
    return node("pgSz", w=long, h=short, orient="landscape") if turned else node("pgSz", w=short, h=long)


def _margins(furniture: Furniture, turned: bool) -> Markup:
    """A turned page has its head where the sheet has its left edge (clause 8)."""
    sides = (LEFT, TOP, _TURNED_BOTTOM, BOTTOM) if turned else (TOP, RIGHT, BOTTOM, LEFT)
    top, right, bottom, left = sides
    header, footer = (_HEADER, _FOOTER) if turned else (furniture.header, furniture.footer)
    return node(
        "pgMar", top=top, right=right, bottom=bottom, left=left, header=header, footer=footer, gutter=0
    )


def _reference(name: str, kind: str, relation: str) -> Markup:
    return Markup(f'<w:{name} w:type="{kind}" r:id="{relation}"/>')


def _top(mark: Folio) -> int:
    """Distance of the draft mark's line box from the paper's top edge."""
    return twips(mark.line.baseline) - round(0.8 * FOLIO_LINE)


def _bottom(number: Folio) -> int:
    """Distance of the page number's line box from the paper's bottom edge."""
    return twips(Pt(PAGE_HEIGHT - number.line.baseline)) - round(0.2 * FOLIO_LINE)


def _feet(sheet: StyleSheet, package: Package) -> dict[str, str]:
    """— 1 — with the PAGE field, right on odd pages, left on even ones (7.5)."""
    odd, even = (sheet.add(_number_style(*number)) for number in _NUMBERS.values())
    return {
        "default": package.add("footer", "footer1.xml", part("ftr", _number(odd))),
        "even": package.add("footer", "footer2.xml", part("ftr", _number(even))),
    }


def _number_style(id_: str, name: str, side: str) -> Style:
    indent = node("ind", **{side: _NUMBER_INDENT, f"{side}Chars": 100})
    return _folio_style(id_, name, (indent, node("jc", val=side)))


def _folio_style(id_: str, name: str, place: tuple[Markup, ...]) -> Style:
    return Style(
        id=id_,
        name=name,
        based_on="Normal",
        paragraph=(exact(FOLIO_LINE), *place),
        run=(mark_fonts(Role.SONG), letter_spacing(0), *size(28)),
        gallery=False,
        priority=30,
    )


def _number(style: str) -> Markup:
    field = (
        node("r", node("fldChar", fldCharType="begin")),
        node("r", Markup('<w:instrText xml:space="preserve"> PAGE </w:instrText>')),
        node("r", node("fldChar", fldCharType="separate")),
        run("1"),
        node("r", node("fldChar", fldCharType="end")),
    )
    dash = run("—")
    return paragraph(style, dash, run(" "), *field, run(" "), dash)


def _silent(sheet: StyleSheet, package: Package) -> dict[str, str]:
    """Feet without a number (7.5: blank pages and the 版记 page after them)."""
    empty = part("ftr", paragraph(sheet.add(_number_style(*_NUMBERS["default"]))))
    return {
        "default": package.add("footer", "footer3.xml", empty),
        "even": package.add("footer", "footer4.xml", empty),
    }


def _first(drafts: Sequence[Folio], sheet: StyleSheet, package: Package) -> dict[str, str]:
    """Head and foot of a first page without number; the draft mark stays."""
    style = sheet.add(_draft_style())
    head = paragraph(style, *(m for mark in drafts[:1] for m in runs(mark.line.text, Role.SONG)))
    foot = paragraph(sheet.add(_number_style(*_NUMBERS["default"])))
    return {
        "headerReference": package.add("header", "header5.xml", part("hdr", head)),
        "footerReference": package.add("footer", "footer7.xml", part("ftr", foot)),
    }


def _heads(mark: Folio, sheet: StyleSheet, package: Package) -> dict[str, str]:
    """The draft mark above the type area, on odd and even pages alike."""
    style = sheet.add(_draft_style())
    head = part("hdr", paragraph(style, *runs(mark.line.text, Role.SONG)))
    return {
        "default": package.add("header", "header1.xml", head),
        "even": package.add("header", "header2.xml", head),
    }


def _draft_style() -> Style:
    return _folio_style("DraftMark", "送审稿标记", (node("jc", val="right"), NONE))


def _turned_feet(
    number: Folio, drafts: Sequence[Folio], sheet: StyleSheet, package: Package
) -> dict[str, str]:
    """What stands beside landscape pages, where it is on all other pages of the sheet: boxes that read downwards.

    The page number is at their left edge, the draft mark at the right one. Both are anchored in the foot:
    LibreOffice displaces such a box in a head.
    """
    feet = {}
    for i, (kind, (id_, name, side)) in enumerate(_NUMBERS.items()):
        content = _number(sheet.add(_number_style(id_, name, side)))
        first = _FIRST_SIDE_BOX + 2 * i
        box = side_box(first, name, (_bottom(number), LEFT), FOLIO_LINE, content)
        marks = [_draft_box(first + 1, mark, sheet) for mark in drafts[:1]]
        foot = paragraph(sheet.add(hairline()), box, *marks)
        feet[kind] = package.add("footer", f"footer{5 + i}.xml", part("ftr", foot, **NAMESPACES))
    return feet


def _draft_box(number: int, mark: Folio, sheet: StyleSheet) -> Markup:
    place = PAGE_SIZE[1] - _top(mark) - FOLIO_LINE, LEFT
    content = paragraph(sheet.add(_draft_style()), *runs(mark.line.text, Role.SONG))
    return side_box(number, "送审稿标记", place, FOLIO_LINE, content)


def _turned_heads(sheet: StyleSheet, package: Package) -> dict[str, str]:
    """Empty heads, since those of the section before would go on."""
    empty = part("hdr", paragraph(sheet.add(hairline())))
    return {
        "default": package.add("header", "header3.xml", empty),
        "even": package.add("header", "header4.xml", empty),
    }
