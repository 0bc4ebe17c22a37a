"""A report's DOCX read back: the text that Word shows (ISO/IEC 29500-1).

The package is opened with python-docx, which finds the parts as Word does, by content types and relations; the
text is then read straight from the markup, so that nothing Word shows is passed over.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from generator.archive.reading.content import BREAK, Cell, Content, Piece, bounded
from generator.archive.reading.limits import Refused, parse_xml, unzip

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "word/document.xml"
_CORE = "docProps/core.xml"
_DRAFT = "送审稿"

_ACTIVE = ("vbaproject", "activex", "embeddings/", "oleobject", "customui", "attachedtoolbars")
"""Parts that hold programs or foreign objects."""
_CHANGES = frozenset(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"))
"""Marks of tracked changes and comments: a filed copy has none."""
_HIDDEN = frozenset(f"{_W}{name}" for name in ("vanish", "webHidden", "specVanish"))
_PASSED_OVER = frozenset([f"{_MC}Fallback", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr"])


@dataclass(frozen=True)
class DocxFile:
    """What is read off one DOCX. `foreign` names, in Chinese, what no filed report contains."""

    content: Content
    foreign: tuple[str, ...]


def read_docx(data: bytes) -> DocxFile:
    """Read a DOCX of any origin. Raises Refused for a damaged, encrypted or hostile one."""
    parts = unzip(data)
    if _DOCUMENT not in parts:
        raise Refused("不是 DOCX 文件（其中没有 word/document.xml）。")
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            parse_xml(part, f"DOCX 的 {name}")
    body = _opened(data)
    kinds = _style_kinds(parts)
    pieces = tuple(_pieces(body, kinds))
    content = bounded(Content(pieces, _title(parts), _is_draft(parts)))
    return DocxFile(content, tuple(_foreign(parts, body)))


def _opened(data: bytes) -> etree._Element:
    """The body of the main part. Its parts are known to be harmless XML. Raises Refused where Word would."""
    try:
        body = docx.Document(io.BytesIO(data)).element.find(f"{_W}body")
    except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise Refused("DOCX 的部件齐全，但互相的联系（关系或内容类型）有误，Word 打不开。") from error
    if body is None:
        raise Refused("DOCX 的正文是空的。")
    return cast(etree._Element, body)


def _pieces(body: etree._Element, kinds: Mapping[str, str]) -> Iterator[Piece]:
    for element in body:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, kinds)
        elif element.tag == f"{_W}tbl":
            yield Piece("table", cells=tuple(_cells(element)))
        elif element.tag != f"{_W}sectPr":
            yield from _pieces(element, kinds)


def _paragraph(element: etree._Element, kinds: Mapping[str, str]) -> Iterator[Piece]:
    """The paragraph, then the paragraphs of boxes that are anchored in it; empty ones are left out."""
    style = element.find(f"{_W}pPr/{_W}pStyle")
    kind = kinds.get(_value(style), "text") if style is not None else "text"
    words = "".join(_words(element))
    if words.strip():
        yield Piece("heading" if kind == "heading" else "text", words)
    for box in _boxes(element):
        yield from _pieces(box, kinds)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes, each once: not those of the fallback for old programs."""
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag not in _PASSED_OVER:
            yield from _boxes(child)


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield BREAK
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag in (f"{_W}noBreakHyphen", f"{_W}softHyphen"):
            yield "-"
        elif child.tag not in _PASSED_OVER and child.tag != f"{_W}txbxContent":
            yield from _words(child)


def _cells(table: etree._Element) -> Iterator[Cell]:
    """The cells by row and grid column; the continuation of a cell merged downwards is none of its own."""
    for number, row in enumerate(table.iter(f"{_W}tr")):
        column = 0
        for cell in row.iterchildren(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is None or _value(merge) == "restart":
                text = BREAK.join("".join(_words(p)) for p in cell.iterchildren(f"{_W}p"))
                yield Cell(number, column, text)
            value = _value(span) if span is not None else "1"
            column += int(value) if value.isdigit() and len(value) < 4 else 1


def _value(element: etree._Element) -> str:
    return str(element.get(f"{_W}val", ""))


def _style_kinds(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Style id → heading for titles and whatever has an outline level, its own or an inherited one."""
    if "word/styles.xml" not in parts:
        return {}
    styles = {
        str(style.get(f"{_W}styleId")): style
        for style in parse_xml(parts["word/styles.xml"], "DOCX 的样式表").iter(f"{_W}style")
    }
    return {name: "heading" if _is_heading(name, styles) else "text" for name in styles}


def _is_heading(name: str, styles: Mapping[str, etree._Element]) -> bool:
    for _ in range(len(styles)):
        style = styles.get(name)
        if style is None:
            return False
        called = style.find(f"{_W}name")
        if called is not None and _value(called).lower() == "title":
            return True
        if style.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            return True
        base = style.find(f"{_W}basedOn")
        name = _value(base) if base is not None else ""
    return False


def _title(parts: Mapping[str, bytes]) -> str:
    if _CORE not in parts:
        return ""
    found = parse_xml(parts[_CORE], "DOCX 的文档属性").find(f"{_DC}title")
    return (found.text or "") if found is not None else ""


def _is_draft(parts: Mapping[str, bytes]) -> bool:
    """Whether a page head bears the mark."""
    heads = [data for name, data in parts.items() if name.startswith("word/header")]
    return any(_DRAFT in "".join(_words(parse_xml(data, "DOCX 的页眉"))) for data in heads)


def _foreign(parts: Mapping[str, bytes], body: etree._Element) -> Iterator[str]:
    for name in parts:
        if any(word in name.lower() for word in _ACTIVE):
            yield f"宏或嵌入对象（{name}）"
    for name, data in parts.items():
        if name.endswith(".rels"):
            for relation in parse_xml(data, f"DOCX 的 {name}").iter(_RELATION):
                if relation.get("TargetMode") == "External":
                    yield f"外部链接（{str(relation.get('Target'))[:60]}）"
    if any(element.tag in _CHANGES for element in body.iter()):
        yield "修订或批注"
    if any(element.tag in _HIDDEN for element in body.iter()):
        yield "隐藏文字"
