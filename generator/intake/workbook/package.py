"""The workbook saved and made over: cached formula values, fixed times, schema order of font parts, same bytes."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import Any
from xml.etree import ElementTree

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from generator.files import ZIP_EARLIEST, zip_bytes
from generator.intake.workbook.shared_strings import TABLE, SharedStrings, declared, related

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FONT_ORDER = (
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
)
"""The order of CT_Font's children (ECMA-376 18.8.22); the library writes another, which validators refuse."""

CONTENT_TYPES = "[Content_Types].xml"
APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>nianbao</Application></Properties>"
)

Value = int | float | str
CachedSheets = Mapping[str, Mapping[str, Value]]
"""Sheet part name (xl/worksheets/sheet3.xml) → cell → value."""

_FORMULA = re.compile(
    r'<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<style> s="[0-9]+")?(?: t="[a-z]+")?>'
    r"(?P<formula><f>[^<]*</f>)<v\s*/?>(?:</v>)?</c>"
)
_TIMES = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


class _Undated(zipfile.ZipFile):
    """Entries that do not ask the clock: it may stand before 1980, which no ZIP can say (APPNOTE 4.4.6)."""

    def writestr(self, zinfo_or_arcname: str | zipfile.ZipInfo, *args: Any, **options: Any) -> None:
        entry = zinfo_or_arcname
        if isinstance(entry, str):
            entry = zipfile.ZipInfo(entry, ZIP_EARLIEST)
        super().writestr(entry, *args, **options)


def saved_parts(book: Workbook) -> dict[str, bytes]:
    """The parts of the workbook by name, in the library's order, whatever the clock says."""
    stream = io.BytesIO()
    ExcelWriter(book, _Undated(stream, "w", strict_timestamps=False)).save()
    with zipfile.ZipFile(stream) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def made_over(book: Workbook, cached: CachedSheets, when: datetime) -> bytes:
    """The workbook as the library saves it, with the values of its formulas and `when` as its only time."""
    parts = saved_parts(book)
    strings = SharedStrings()
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            valued = with_values(parts[name].decode(), cached.get(name, {}))
            parts[name] = strings.moved(valued).encode()
    parts[TABLE] = strings.table()
    for name, change in _CHANGES.items():
        parts[name] = change(parts[name])
    parts["docProps/core.xml"] = _dated(parts["docProps/core.xml"], when)
    first = CONTENT_TYPES
    return zip_bytes([(first, parts.pop(first)), *parts.items()], when)


def _dated(core: bytes, when: datetime) -> bytes:
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _TIMES.sub(rf"\g<1>{stamp}\g<3>", core.decode()).encode()


def with_values(xml: str, values: Mapping[str, Value]) -> str:
    """A sheet's XML with the value of every formula put in. Raises KeyError for a formula without one."""

    def filled(match: re.Match[str]) -> str:
        value = values[match["cell"]]
        kind = ' t="str"' if isinstance(value, str) else ""
        text = escape(value, quote=False) if isinstance(value, str) else _number(value)
        return f'<c r="{match["cell"]}"{match["style"] or ""}{kind}>{match["formula"]}<v>{text}</v></c>'

    return _FORMULA.sub(filled, xml)


def _number(value: int | float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _ordered_fonts(data: bytes) -> bytes:
    ElementTree.register_namespace("", MAIN)
    root = ElementTree.fromstring(data)
    for font in root.iter(f"{{{MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: FONT_ORDER.index(child.tag.split("}")[1]))
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


_CHANGES: Mapping[str, Callable[[bytes], bytes]] = {
    CONTENT_TYPES: lambda data: declared(data.decode()).encode(),
    "xl/_rels/workbook.xml.rels": lambda data: related(data.decode()).encode(),
    "xl/styles.xml": _ordered_fonts,
    "docProps/app.xml": lambda data: APPLICATION,
}
"""What is changed in single parts. The program names itself in app.xml: LibreOffice trusts the formula values of
a file by Excel, and recalculates that of any other program."""
