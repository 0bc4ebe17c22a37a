"""Small builders of WordprocessingML text (ISO/IEC 29500-1, transitional).

Markup is text of its own type, so that a clerk's text can only enter through `escaped` or `run`. Property
groups are schema sequences: `group` puts the children in the schema's order, whatever order they came in.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NewType

Markup = NewType("Markup", str)
"""Well-formed XML text."""
NONE = Markup("")
"""No markup at all."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"<w:(\w+)")

_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing "
    "ind contextualSpacing jc textAlignment outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs color spacing w kern sz szCs lang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tcPr",
    "settings": "zoom mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop "
    "evenAndOddHeaders characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat themeFontLang "
    "decimalSymbol listSeparator",
}
_RANK = {group: {name: i for i, name in enumerate(names.split())} for group, names in _ORDERS.items()}


def escaped(text: str) -> Markup:
    """Text as XML content; characters that XML 1.0 cannot carry are left out."""
    return Markup(escape(_NOT_XML.sub("", text), quote=True))


def node(name: str, /, *children: Markup, **attributes: str | int) -> Markup:
    """An element of the main namespace; attribute names are of the main namespace as well."""
    given = "".join([f' w:{key}="{_attribute(value)}"' for key, value in attributes.items()])
    inside = "".join(children)
    return Markup(f"<w:{name}{given}>{inside}</w:{name}>" if inside else f"<w:{name}{given}/>")


@lru_cache(maxsize=4096)
def _attribute(value: str | int) -> Markup:
    """An attribute's value; the same few come again and again."""
    return escaped(str(value))


def group(name: str, children: Iterable[Markup], /, **attributes: str | int) -> Markup:
    """A property group with its children in the schema's order; nothing at all if it is empty.

    Raises KeyError for a child that the group does not know.
    """
    ordered = in_order(name, children)
    return node(name, *ordered, **attributes) if ordered or attributes else NONE


def in_order(name: str, children: Iterable[Markup]) -> list[Markup]:
    """The children of `w:name` in the schema's order. Raises KeyError for one that it does not know."""
    rank = _RANK[name]
    return sorted((c for c in children if c), key=lambda child: rank[element_name(child)])


def element_name(markup: Markup) -> str:
    """The local name of the first element in `markup`."""
    match = _NAME.match(markup)
    if match is None:
        raise KeyError(markup)
    return match.group(1)


def switch(name: str, on: bool) -> Markup:
    """A toggle property, written out in both states so that it cannot be inherited by accident."""
    return node(name, val="1" if on else "0")


def fonts(east_asian: str, latin: str) -> Markup:
    """`w:rFonts` with all four slots."""
    return node("rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin)


def run(text: str, style: str = "") -> Markup:
    """A run of text in a character style, or in the paragraph's own."""
    properties = group("rPr", [node("rStyle", val=style)]) if style else NONE
    return node("r", properties, Markup(f'<w:t xml:space="preserve">{escaped(text)}</w:t>'))


def line_break() -> Markup:
    """A run with a line break inside the paragraph."""
    return node("r", node("br"))


def joined(parts: Iterable[Iterable[Markup]], between: Markup) -> tuple[Markup, ...]:
    """The markup of all parts in order, `between` between them."""
    result: list[Markup] = []
    for part_ in parts:
        result += [between, *part_] if result else part_
    return tuple(result)


def paragraph(style: str, *content: Markup, section: Markup = NONE) -> Markup:
    """A paragraph in a named style; `section` ends a section with it."""
    return node("p", group("pPr", [node("pStyle", val=style), section]), *content)


def part(name: str, *children: Markup, **more: str) -> bytes:
    """A whole XML part with root `w:name`; `more` are further namespaces by prefix."""
    given = {"w": MAIN, "r": RELATIONS} | more
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in given.items())
    return f"{_DECLARATION}<w:{name} {namespaces}>{''.join(children)}</w:{name}>".encode()


def plain_part(xml: str) -> bytes:
    """A whole XML part of another namespace, from its root element's text."""
    return (_DECLARATION + xml).encode()
