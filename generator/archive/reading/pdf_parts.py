"""What a PDF says of itself, what it carries, and what of it no report contains."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from pyhanko.pdf_utils.generic import ByteStringObject, PdfObject
from pyhanko.pdf_utils.reader import PdfFileReader

from generator.archive.reading.limits import parse_xml
from generator.archive.reading.pdf_objects import entry, items, keys, raw_bytes, resolved, stream, text

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
_IN_XMP = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}
"""Entries of Info and their names in XMP (ISO 19005-1, table 1)."""

_CATALOG = frozenset(
    {"/AF", "/AcroForm", "/DSS", "/Extensions", "/Lang", "/MarkInfo", "/Metadata", "/Names", "/Outlines"}
    | {"/OutputIntents", "/PageMode", "/Pages", "/Perms", "/StructTreeRoot", "/Type", "/Version"}
    | {"/ViewerPreferences"}
)
_PAGE = frozenset(
    [
        "/Annots",
        "/Contents",
        "/MediaBox",
        "/Parent",
        "/Resources",
        "/StructParents",
        "/Tabs",
        "/Type",
    ]
)
_RESOURCES = frozenset(["/Font", "/ProcSet"])
_STRUCTURE = frozenset(["/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree"])
_TREE = frozenset(["/Type", "/Kids", "/Count"])
_A4 = (0.0, 0.0, 595.28, 841.89)
"""Points."""


@dataclass(frozen=True)
class Embedded:
    """A file inside the PDF. `whole`: size and checksum are those that the PDF states.

    `fault`: what of its names or of its places in the file does not agree, in Chinese.
    """

    name: str
    mime: str
    relationship: str
    description: str
    data: bytes
    whole: bool
    fault: str = ""

    @property
    def sha256(self) -> str:
        """Digest of the file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class FontUse:
    """A font that pages refer to. `fault`: what of it was altered, in Chinese."""

    name: str
    embedded: bool
    to_unicode: bool
    fault: str = ""


@dataclass(frozen=True)
class Particulars:
    """Info and XMP by the names of Info, and the standards that XMP claims."""

    info: Mapping[str, str]
    xmp: Mapping[str, str]
    pdfa: str
    pdfua: str
    tagged: bool
    language: str


def particulars(reader: PdfFileReader) -> Particulars:
    """What the file says of itself. Raises Refused for an XMP packet that is no XML."""
    info = entry(reader.trailer_view, "/Info")
    said = {key[1:]: _plain(entry(info, key)) for key in keys(info)}
    packet = stream(entry(reader.root, "/Metadata"))
    xmp = parse_xml(packet, "PDF 的 XMP 元数据") if packet else etree.Element("none")
    named = {name: _xmp(xmp, tag) for name, tag in _IN_XMP.items()}
    return Particulars(
        info={name: _moment(value) if name.endswith("Date") else value for name, value in said.items()},
        xmp={name: value for name, value in named.items() if value},
        pdfa=_xmp(xmp, "pdfaid:part") + _xmp(xmp, "pdfaid:conformance").lower(),
        pdfua=_xmp(xmp, "pdfuaid:part"),
        tagged=str(resolved(entry(reader.root, "/MarkInfo", "/Marked"))).lower() == "true",
        language=text(entry(reader.root, "/Lang")),
    )


def _plain(value: PdfObject | None) -> str:
    if isinstance(value, ByteStringObject):
        return bytes(value).decode("latin-1")
    return text(value)


def _xmp(root: etree._Element, tag: str) -> str:
    """A property, as an element (with the first member of a list) or as an attribute."""
    prefix, name = tag.split(":")
    qualified = f"{{{_NAMESPACES[prefix]}}}{name}"
    for description in root.iter(f"{{{_NAMESPACES['rdf']}}}Description"):
        if qualified in description.attrib:
            return str(description.attrib[qualified])
        found = description.find(qualified)
        if found is not None:
            return "".join(str(t) for t in found.itertext()).strip()
    return ""


def _moment(date: str) -> str:
    """`D:20260128000000+08'00'` as XMP writes it: 2026-01-28T00:00:00+08:00; anything else as it stands."""
    digits = date.removeprefix("D:")
    if len(digits) < 14 or not digits[:14].isdigit():
        return date
    d, zone = digits[:14], digits[14:].replace("'", "")
    offset = f"{zone[:3]}:{zone[3:5]}" if len(zone) >= 5 else zone
    return f"{d[:4]}-{d[4:6]}-{d[6:8]}T{d[8:10]}:{d[10:12]}:{d[12:14]}{offset}"


def embedded_files(reader: PdfFileReader) -> tuple[Embedded, ...]:
    """The associated files (AF), in order, then those that only the name tree lists."""
    specifications = list(items(entry(reader.root, "/AF")))
    listed = list(_leaves(entry(reader.root, "/Names", "/EmbeddedFiles"), 0))
    names = {id(resolved(value)): text(name) for name, value in listed}
    known = {id(resolved(s)) for s in specifications}
    only_named = [value for _, value in listed if id(resolved(value)) not in known]
    return tuple(_embedded(s, names.get(id(resolved(s)), "")) for s in (*specifications, *only_named))


def _leaves(node: PdfObject | None, depth: int) -> Iterator[tuple[PdfObject, PdfObject]]:
    """The names and values of a name tree."""
    if depth > 16:
        raise ValueError("name tree too deep")
    names = items(entry(node, "/Names"))
    yield from zip(names, names, strict=False)
    for kid in items(entry(node, "/Kids")):
        yield from _leaves(kid, depth + 1)


def _embedded(specification: PdfObject, listed: str) -> Embedded:
    """One attachment; `listed` is its name in the name tree, by which readers show it."""
    file = entry(specification, "/EF", "/F") or entry(specification, "/EF", "/UF")
    data = stream(file)
    size, checksum = entry(file, "/Params", "/Size"), entry(file, "/Params", "/CheckSum")
    digest = hashlib.md5(data, usedforsecurity=False).digest()
    stated = raw_bytes(checksum)
    return Embedded(
        name=text(entry(specification, "/UF")) or text(entry(specification, "/F")),
        mime=text(entry(file, "/Subtype")).removeprefix("/"),
        relationship=text(entry(specification, "/AFRelationship")).removeprefix("/"),
        description=text(entry(specification, "/Desc")),
        data=data,
        whole=isinstance(size, int) and int(size) == len(data) and stated in (b"", digest),
        fault=_disagreement(specification, listed),
    )


def _disagreement(specification: PdfObject, listed: str) -> str:
    """A file that readers show under another name, or that is another file to other readers."""
    name = text(entry(specification, "/UF"))
    if listed != name:
        return f"在附件目录中名为“{listed}”" if listed else "不在附件目录中"
    other = entry(specification, "/EF", "/UF")
    if other is not None and stream(other) != stream(entry(specification, "/EF", "/F")):
        return "对不同的阅读器给出不同的内容"
    return ""


def font_use(fonts: Mapping[str, PdfObject]) -> tuple[FontUse, ...]:
    """Each font once, by its name."""
    found = {}
    for font in fonts.values():
        below = next(items(entry(font, "/DescendantFonts")), font)
        descriptor = entry(below, "/FontDescriptor")
        programs = ("/FontFile2", "/FontFile3", "/FontFile")
        program = next((data for key in programs if (data := stream(entry(descriptor, key)))), b"")
        name = text(entry(font, "/BaseFont")).removeprefix("/")
        found[name] = FontUse(
            name, bool(program), bool(stream(entry(font, "/ToUnicode"))), _altered(name, below, program)
        )
    return tuple(found.values())


def _altered(name: str, below: PdfObject, program: bytes) -> str:
    """Why a font may draw other characters than the text says, in Chinese; empty for one as it was written.

    The tag before the name is made from the font program (ISO 32000-1, 9.6.4), and codes are glyph numbers.
    """
    names = {text(entry(below, "/BaseFont")), text(entry(below, "/FontDescriptor", "/FontName"))}
    if names != {f"/{name}"}:
        return "被换成另一种字体"
    if text(entry(below, "/CIDToGIDMap")) != "/Identity":
        return "的字符编码被改动，字形与文字可能不符"
    letters = hashlib.sha256(program).digest()[:6]
    if program and not name.startswith("".join(chr(ord("A") + byte % 26) for byte in letters) + "+"):
        return "的字体程序被改动，字形与文字可能不符"
    return ""


def foreign_parts(reader: PdfFileReader, pages: list[PdfObject]) -> list[str]:
    """What may act, hide or comment: named in Chinese; empty for a report as this program writes it."""
    root = reader.root
    found = [f"目录项 {key}" for key in keys(root) if key not in _CATALOG]
    found += [f"名称树 {key}" for key in keys(entry(root, "/Names")) if key != "/EmbeddedFiles"]
    found += [f"表单项 {key}" for key in keys(entry(root, "/AcroForm")) if key not in _FORM]
    found += [f"结构树项 {key}" for key in keys(entry(root, "/StructTreeRoot")) if key not in _STRUCTURE]
    found += [f"页面目录项 {key}" for key in keys(entry(root, "/Pages")) if key not in _TREE]
    for number, page in enumerate(pages, 1):
        found += [f"第{number}页的 {key}" for key in keys(page) if key not in _PAGE]
        found += [] if _is_a4(page) else [f"第{number}页的页面大小不是 A4"]
        found += [
            f"第{number}页的资源 {key}" for key in keys(entry(page, "/Resources")) if key not in _RESOURCES
        ]
        found += [f"第{number}页的批注（{kind}）" for kind in _annotations(page)]
    return found


def _is_a4(page: PdfObject) -> bool:
    numbers = [resolved(side) for side in items(entry(page, "/MediaBox"))]
    sides = [float(str(number)) for number in numbers if isinstance(number, int | Decimal)]
    return len(sides) == 4 and all(abs(a - b) < 0.5 for a, b in zip(sides, _A4, strict=True))


_FORM = frozenset(["/Fields", "/SigFlags", "/DR", "/DA"])


def _annotations(page: PdfObject) -> Iterator[str]:
    """The kinds of annotations other than signature fields; also signature fields that would act."""
    for annotation in items(entry(page, "/Annots")):
        kind = text(entry(annotation, "/Subtype"))
        field = text(entry(annotation, "/FT")) or text(entry(annotation, "/Parent", "/FT"))
        if kind != "/Widget" or field != "/Sig":
            yield kind.removeprefix("/") or "类型不明"
        elif entry(annotation, "/A") is not None or entry(annotation, "/AA") is not None:
            yield "带动作的签名域"
