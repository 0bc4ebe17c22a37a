"""Sections: paper, margins, grid, and what stands outside the type area (page number, draft mark)."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.document.model import Role
from generator.typesetting.model import Folio, Layout
from generator.typesetting.units import PAGE_HEIGHT, Pt, twips
from generator.writers.docx.markup import NONE, Markup, group, node, paragraph, part, run
from generator.writers.docx.package import Package
from generator.writers.docx.stylebook import size
from generator.writers.docx.styles import PITCH, Style, StyleSheet, exact, letter_spacing
from generator.writers.docx.text import runs
from generator.writers.docx.typefaces import mark_fonts

PAGE_SIZE = (11906, 16838)
TOP, RIGHT, BOTTOM, LEFT = 2098, 1474, 1984, 1587
"""天头 37, 26, 35, 订口 28 mm in twips (5.2.1)."""
CHAR_SPACE = -842
"""Shrinks 16 pt to 1/28 of the type area. Without effect while the grid has lines only; it is what makes 28
characters as soon as somebody switches the page-setup dialog to 指定行和字符网格."""
FOLIO_LINE = 340
"""Line height of the page number and of the draft mark, twips."""
_HEADER, _FOOTER = 851, 1413
"""Distances from the paper's edges where the layout has nothing there."""
_NUMBER_INDENT = 280
"""右空一字, 左空一字 of 4号 (7.5)."""


@dataclass(frozen=True)
class Furniture:
    """Relationship ids of heads and feet by kind (default, even); `silent` feet are without number."""

    heads: Mapping[str, str]
    feet: Mapping[str, str]
    silent: Mapping[str, str]
    header: int
    footer: int


def furnish(layout: Layout, sheet: StyleSheet, package: Package) -> Furniture:
    """Add the head and foot parts to the package and their styles to the sheet."""
    folios = [f for page in layout.pages for f in page.folios]
    numbers = [f for f in folios if f.kind == "page_number"]
    drafts = [f for f in folios if f.kind == "draft_mark"]
    return Furniture(
        heads=_heads(drafts[0], sheet, package) if drafts else {},
        feet=_feet(sheet, package),
        silent=_silent(sheet, package) if any(not p.numbered for p in layout.pages) else {},
        header=_top(drafts[0]) if drafts else _HEADER,
        footer=_bottom(numbers[0]) if numbers else _FOOTER,
    )


def section(furniture: Furniture, numbered: bool = True) -> Markup:
    """`w:sectPr` of a run of pages that are all numbered, or all not."""
    feet = furniture.feet if numbered else furniture.silent
    references = [
        *(_reference("headerReference", kind, id_) for kind, id_ in furniture.heads.items()),
        *(_reference("footerReference", kind, id_) for kind, id_ in feet.items()),
    ]
    return group(
        "sectPr",
        [
            *references,
            node("type", val="nextPage"),
            node("pgSz", w=PAGE_SIZE[0], h=PAGE_SIZE[1]),
            node(
                "pgMar",
                top=TOP,
                right=RIGHT,
                bottom=BOTTOM,
                left=LEFT,
                header=furniture.header,
                footer=furniture.footer,
                gutter=0,
            ),
            node("cols", space=720),
            node("docGrid", type="lines", linePitch=PITCH, charSpace=CHAR_SPACE),
        ],
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
    odd = sheet.add(_number_style("FolioOdd", "页码（单页）", "right"))
    even = sheet.add(_number_style("FolioEven", "页码（双页）", "left"))
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
    empty = part("ftr", paragraph(sheet.add(_number_style("FolioOdd", "页码（单页）", "right"))))
    return {
        "default": package.add("footer", "footer3.xml", empty),
        "even": package.add("footer", "footer4.xml", empty),
    }


def _heads(mark: Folio, sheet: StyleSheet, package: Package) -> dict[str, str]:
    """The draft mark above the type area, on odd and even pages alike."""
    style = sheet.add(_folio_style("DraftMark", "送审稿标记", (node("jc", val="right"), NONE)))
    head = part("hdr", paragraph(style, *runs(mark.line.text, Role.SONG)))
    return {
        "default": package.add("header", "header1.xml", head),
        "even": package.add("header", "header2.xml", head),
    }
