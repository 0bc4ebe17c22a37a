"""Workbooks damaged inside: parts, texts and cells that are lost, given twice, or out of reach; odd but lawful ones."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

from tests.hostile.making import Case, changed_part, sound, zipped
from tests.intake.conftest import repacked

SHEET = {"基本信息": 2, "正文": 3, "申请办理": 5, "签发": 8}
LOST = ("在文件中缺失", "请")


def replaced(part: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    """The sound workbook with every occurrence of a pattern in some parts replaced."""
    return lambda: changed_part(part, lambda data: re.sub(old, new, data, flags=re.DOTALL))


def cell(sheet: str, address: str, inner: str, kind: str = "n") -> Callable[[], bytes]:
    """The sound workbook with another content of a cell, just as given."""
    new = f'<c r="{address}" t="{kind}">{inner}</c>'.encode()
    old = rb'<c r="%s"[^>]*>.*?</c>' % address.encode()
    return lambda: changed_part(
        rf"xl/worksheets/sheet{SHEET[sheet]}\.xml",
        lambda data: re.sub(old, lambda _: new, data, count=1, flags=re.DOTALL),
    )


def rows(number: int, row: str, first: int = 100) -> Callable[[], bytes]:
    """The sound workbook with rows added to its text; {n} is the number of the row."""

    def add(data: bytes) -> bytes:
        more = "".join(row.replace("{n}", str(first + n)) for n in range(number)).encode()
        return data.replace(b"</sheetData>", more + b"</sheetData>")

    return lambda: changed_part(r"xl/worksheets/sheet3\.xml", add)


def line(text: str, level: str = "", chapter: str = "") -> str:
    """A row of the text with its cells in place."""
    cells = (("A", chapter), ("B", level), ("C", text))
    given = (f'<c r="{c}{{n}}" t="inlineStr"><is><t>{t}</t></is></c>' for c, t in cells if t)
    return f'<row r="{{n}}">{"".join(given)}</row>'


def directory(offset: int, layout: str, value: int, flag: bool = False) -> bytes:
    """The sound workbook with one value in every entry of the ZIP directory changed."""
    data, at = bytearray(sound()), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        (old,) = struct.unpack_from(layout, data, at + offset)
        struct.pack_into(layout, data, at + offset, old | value if flag else value)
        at += 4
    return bytes(data)


def inline() -> bytes:
    """Every text in its own cell, as other programs write it."""
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        strings = re.findall(rb"<si>(.*?)</si>", archive.read("xl/sharedStrings.xml"), re.DOTALL)

    def change(name: str, data: bytes) -> bytes | None:
        if name == "xl/sharedStrings.xml":
            return None
        return re.sub(
            rb't="s"><v>(\d+)</v>',
            lambda m: b't="inlineStr"><is>' + strings[int(m[1])] + b"</is>",
            data,
        )

    return repacked(sound(), change)


def strict() -> bytes:
    """The edition of the format with other names (ISO/IEC 29500 strict)."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    return repacked(
        sound(),
        lambda name, data: data.replace(old, new).replace(
            b"/ooxml/spreadsheetml/2006", b"/ooxml/spreadsheetml"
        ),
    )


def renamed_parts(change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        return zipped({change(name): archive.read(name) for name in archive.namelist()})


def locked_ods() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'
    noise = random.Random(1).randbytes(500)
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": noise})


def without(part: str) -> Callable[[], bytes]:
    return lambda: changed_part(part, lambda data: None)


_SHEETS = r"xl/worksheets/sheet\d\.xml"
_NAMES = r"xl/workbook\.xml"
_RELATIONS = r"xl/_rels/workbook\.xml\.rels"
DAMAGE: dict[str, Case] = {
    f"part of sheet {name} gone": Case(without(rf"xl/worksheets/sheet{number}\.xml"), 1, (name, *LOST))
    for name, number in SHEET.items()
}
DAMAGE |= {
    "all parts of sheets gone": Case(without(_SHEETS), 1, LOST),
    "relations gone": Case(without(_RELATIONS), 1, LOST),
    "relations empty": Case(replaced(_RELATIONS, rb"<Relationship .*/>", b""), 1, LOST),
    "relation outside": Case(
        replaced(_RELATIONS, rb'Target="/xl/worksheets/sheet5.xml"', b'Target="http://x.invalid/" TargetMode="External"'),
        1, LOST,
    ),
    "relation upwards": Case(replaced(_RELATIONS, rb"/xl/worksheets/sheet5.xml", b"../../../etc/passwd"), 1, LOST),
    "catalogue gone": Case(without(_NAMES), 1, ("缺少目录",)),
    "texts gone": Case(without(r"xl/sharedStrings\.xml"), 1, LOST),
    "a text out of range": Case(cell("正文", "C14", "<v>999999</v>", "s"), 1, ("正文", "C14", *LOST)),
    "a text of no number": Case(cell("基本信息", "B4", "<v>abc</v>", "s"), 1, ("基本信息", "B4", *LOST)),
    "a negative text": Case(cell("申请办理", "D6", "<v>-1</v>", "s"), 1, ("申请办理", "D6", *LOST)),
    "a cell twice, differing": Case(
        cell("申请办理", "D6", '<v>3</v></c><c r="D6"><v>4</v>'), 1, ("D6", "出现两次")
    ),
    "two sheets of one name": Case(
        replaced(_NAMES, 'name="复议诉讼"'.encode(), 'name="申请办理"'.encode()), 1, ("申请办理",)
    ),
    "thousands of sheets": Case(
        replaced(_NAMES, rb"</sheets>", b"".join(b'<sheet name="s%d" id="rId9"/>' % n for n in range(3000)) + b"</sheets>"),
        1, ("3009张",),
    ),
    "text far below": Case(rows(1, line("远处的文字。"), 900_000), 1, ("正文", "900000行")),
    "text at an address of no sheet": Case(
        rows(1, '<row r="{n}"><c r="ZZZZZZ{n}" t="inlineStr"><is><t>何处？</t></is></c></row>'), 1, ("正文",)
    ),
    "ZIP with a password": Case(lambda: directory(8, "<H", 1, flag=True), 1, ("密码",)),
    "ZIP that lies of sizes": Case(lambda: directory(24, "<I", 10), 1, ("损坏", "请")),
    "ZIP with wrong sums": Case(lambda: directory(16, "<I", 12345), 1, ("损坏", "请")),
    "ZIP of overlapping parts": Case(lambda: directory(42, "<I", 0), 1, ("损坏", "请")),
    "ODS with a password": Case(locked_ods, 1, ("密码",), "表.ods"),
    "slides": Case(lambda: zipped({"ppt/presentation.xml": b"<a/>"}), 1, ("演示文稿",)),
    "XML of 2003": Case(lambda: b'<?xml version="1.0"?><Workbook/>', 1, ("XML",), "表.xls"),
    "a page in one file": Case(lambda: b"MIME-Version: 1.0\r\n\r\n<html>", 1, ("网页",), "表.xls"),
    "gzip": Case(lambda: b"\x1f\x8b\x08" + b"\0" * 99, 1, ("压缩包",)),
    "names doubled": Case(replaced(_NAMES, rb"(<definedNames>)(.*)(</definedNames>)", rb"\1\2\2\3"), 0),
    "names in a circle": Case(
        replaced(_NAMES, rb'(<definedName name="([^"]+)"[^>]*>)[^<]*', rb"\1\2"), 0, ("名称丢失",)
    ),
    "part names in capitals": Case(lambda: renamed_parts(str.upper), 0),
    "part names with backslashes": Case(lambda: renamed_parts(lambda name: name.replace("/", "\\")), 0),
    "a wrong dimension": Case(replaced(_SHEETS, rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>'), 0),
    "styles gone": Case(without(r"xl/styles\.xml"), 0),
    "styles of nonsense": Case(replaced(r"xl/styles\.xml", rb'numFmtId="\d+"', b'numFmtId="x"'), 0),
    "types gone": Case(without(r"\[Content_Types\]\.xml"), 0),
    "every text in its cell": Case(inline, 0),
    "strict": Case(strict, 0),
    "rows without numbers": Case(replaced(_SHEETS, rb'<row r="\d+"', b"<row"), 0),
    "everything hidden": Case(replaced(_SHEETS, b"<row ", b'<row hidden="1" '), 0),
    "checks and locks taken off": Case(
        replaced(_SHEETS, rb"<sheetProtection[^>]*/>|<dataValidations.*</dataValidations>", b""), 0
    ),
    "locked with a password": Case(
        replaced(_SHEETS, rb"</sheetData>", b'</sheetData><sheetProtection sheet="1" password="CC1A"/>'), 0
    ),
    "rubbish behind the archive": Case(lambda: sound() + b"junk" * 999, 0),
    "1e308": Case(cell("申请办理", "D6", "<v>1e308</v>"), 1, ("D6", "过大")),
    "a number of Python's": Case(cell("申请办理", "D6", "<v>1_000</v>"), 1, ("D6", "不是数字")),
    "an invisible unit": Case(
        cell("基本信息", "B4", "<is><t>\u200b\u3000\u202e</t></is>", "inlineStr"), 1, ("单位全称", "没有填写")
    ),
    "a long year": Case(cell("基本信息", "B3", f"<is><t>{'二' * 50_000}</t></is>", "inlineStr"), 1, ("…",)),
    "a long chapter": Case(rows(1, line("文字。", chapter="章" * 50_000)), 1, ("…",)),
    "a page of digits": Case(rows(1, line(f"共{'9' * 32_000}件。"))),
    "a page of numbers and points": Case(rows(1, line("1." * 16_000))),
    "a page of numerals": Case(rows(1, line("一二三四五六七八九十百千万亿" * 2300))),
    "a page of open references": Case(rows(1, line("[[" * 16_000)), 1),
    "a page of unknown references": Case(rows(1, line("[[无]]" * 6500)), 1),
    "a page of addresses": Case(rows(1, line("a@" * 16_000 + "b.cn"))),
    "a page of letters": Case(rows(1, line("a" * 32_000))),
    "more than a million characters": Case(rows(1, line("文字" * 500_001)), 1, ("100万字",)),
    "20 000 rows": Case(rows(19_800, line("第{n}项工作按时完成，群众反映良好。"))),
    "20 000 chapters": Case(rows(19_800, line("文字。", chapter="第{n}章")), 1),
    "20 000 unknown references": Case(rows(19_800, line("共[[没有{n}]]件。")), 1),
}  # fmt: skip
