"""Files of a wrong kind, damaged ones, and bombs."""

import io
import random
from functools import partial

import openpyxl

from tests.hostile.making import OLE, Case, changed_part, sound, with_part, zipped
from tests.intake.conftest import repacked


def swollen() -> bytes:
    return changed_part(r"xl/worksheets/sheet3\.xml", lambda part: part + b" " * (62 * 1024 * 1024))


def many_rows() -> bytes:
    """Within the limits of size, and no end of rows."""
    row = b"".join(b'<c r="%s%%d" t="n"><v>1</v></c>' % c for c in (b"A", b"B", b"C"))
    rows = b"".join(
        b'<row r="%d">' % n + row.replace(b"%d", str(n).encode()) + b"</row>" for n in range(40, 60000)
    )
    return changed_part(
        r"xl/worksheets/sheet3\.xml", lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")
    )


def declared(doctype: bytes, place: str) -> bytes:
    def insert(part: bytes) -> bytes:
        start = part.index(b"<", part.index(b"?>") if b"?>" in part else 0)
        return part[:start] + doctype + part[start:]

    return changed_part(place, insert)


def deep() -> bytes:
    nested = b"<a>" * 200_000 + b"</a>" * 200_000
    return changed_part(
        r"xl/workbook\.xml", lambda part: part.replace(b"</workbook>", nested + b"</workbook>")
    )


BILLION = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 100 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(8)) + b"]>"
)  # fmt: skip
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

FILES: dict[str, Case] = {
    "an empty file": Case(lambda: b"", 1, ("空的",)),
    "one byte": Case(lambda: b"P", 1, ("请",)),
    "PDF renamed": Case(lambda: b"%PDF-1.7\n1 0 obj\n", 1, ("PDF",)),
    "HTML renamed to xls": Case(lambda: b"<html><table><tr><td>1</td></tr></table>", 1, ("网页",), "表.xls"),
    "CSV in GBK": Case(lambda: "单位,数量\n甲,1\n".encode("gb18030"), 1, ("文本",)),
    "CSV renamed to et": Case(lambda: b"a,b\n1,2\n", 1, ("文本",), "表.et"),
    "RTF": Case(lambda: rb"{\rtf1 x}", 1, ("RTF",)),
    "a picture": Case(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, 1, ("图片",)),
    "noise": Case(lambda: random.Random(7).randbytes(50_000), 1, ("请",)),
    "noise that begins like ZIP": Case(lambda: b"PK\x03\x04" + random.Random(7).randbytes(9000), 1, ("损坏",)),
    "noise that begins like xls": Case(
        lambda: OLE + random.Random(7).randbytes(9000) + "Workbook".encode("utf-16-le"), 1, ("损坏",), "表.xls"
    ),
    "xls cut off": Case(
        lambda: OLE + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\xff" * 99, 1, ("请",), "表.xls"
    ),
    "ODS without content": Case(
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), 1, ("请",), "表.ods"
    ),
    "encrypted": Case(lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), 1, ("密码",)),
    "DOCX renamed": Case(lambda: zipped({"word/document.xml": b"<a/>"}), 1, ("Word",)),
    "an archive renamed": Case(lambda: zipped({"a.txt": b"1"}), 1, ("压缩包",)),
    "a ZIP without entries": Case(lambda: zipped({}), 1, ("请",)),
    "another workbook": Case(lambda: _saved(openpyxl.Workbook()), 1, ("基本信息",)),
    "a workbook part of nothing": Case(lambda: zipped({"xl/workbook.xml": b""}), 1, ("请",)),
    "a workbook without sheets": Case(lambda: zipped({"xl/workbook.xml": b"<workbook/>"}), 1, ("基本信息",)),
    "macros": Case(lambda: with_part("xl/vbaProject.bin", b"\0" * 9), 0, ("宏",), "上报表.xlsm"),
    "external links": Case(
        lambda: with_part("xl/externalLinks/externalLink1.xml", b'<externalLink xmlns="x"/>'), 0
    ),
    "a part with a path upwards": Case(lambda: with_part("../../../outside.xml", b"<a/>"), 0),
    "two parts of one name": Case(lambda: with_part("xl/styles.xml", b"<styleSheet/>")),
    "a ZIP bomb": Case(swollen, 1, ("解压后过大",)),
    "too many rows": Case(many_rows),
    "thousands of parts": Case(
        lambda: zipped({f"xl/{n}": b"" for n in range(5000)} | {"xl/workbook.xml": b"<a/>"}), 1, ("过大",)
    ),
    "a billion laughs": Case(partial(declared, BILLION, r"xl/workbook\.xml"), 1, ("文档类型声明",)),
    "a billion laughs in a sheet": Case(
        partial(declared, BILLION, r"xl/worksheets/sheet2\.xml"), 1, ("文档类型声明",)
    ),
    "an outside entity": Case(partial(declared, OUTSIDE, r"xl/workbook\.xml"), 1, ("文档类型声明",)),
    "XML nested without end": Case(deep),
    "a part in UTF-16": Case(
        lambda: changed_part(r"xl/workbook\.xml", lambda p: b"\xff\xfe" + p.decode().encode("utf-16-le"))
    ),
    "a part in an unknown encoding": Case(
        lambda: changed_part(
            r"xl/workbook\.xml", lambda p: b'<?xml version="1.0" encoding="klingon"?>' + p[p.index(b"<workbook") :]
        ),
        1, ("请",),
    ),
    "a sheet of broken XML": Case(
        lambda: changed_part(r"xl/worksheets/sheet2\.xml", lambda p: p[: len(p) // 2]), 1, ("请",)
    ),
    "a sheet that is not there": Case(
        lambda: changed_part(r"xl/worksheets/sheet5\.xml", lambda p: None), 1, ("请",)
    ),
    "no shared strings": Case(lambda: changed_part(r"xl/sharedStrings\.xml", lambda p: None)),
    "a wrong checksum": Case(lambda: sound().replace(b"PK\x03\x04", b"PK\x03\x05", 1), 1, ("请",)),
    "lone surrogates in bytes": Case(
        lambda: changed_part(
            r"xl/(sharedStrings|worksheets/sheet3)\.xml", lambda p: p.replace(b"&#21508;", b"\xed\xa0\x80")
        ),
        1, ("请",),
    ),
}  # fmt: skip
FILES |= {
    f"cut off at {share}%": Case(lambda share=share: sound()[: len(sound()) * share // 100], 1, ("请",))
    for share in (1, 25, 50, 75, 99)
}
FILES |= {f"bytes changed, draw {seed}": Case(lambda seed=seed: _mutated(seed)) for seed in range(12)}


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mutated(seed: int) -> bytes:
    """A sound workbook with bytes of one of its parts changed."""
    chance = random.Random(seed)
    parts = (
        "xl/workbook.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/sheet5.xml",
    )
    chosen = chance.choice(parts)

    def change(name: str, part: bytes) -> bytes:
        if name != chosen:
            return part
        data = bytearray(part)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(32, 127)
        return bytes(data)

    return repacked(sound(), change)
