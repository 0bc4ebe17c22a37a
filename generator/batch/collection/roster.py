"""The roster 名册: which units report to the district. Read by its column headings, wherever they stand."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.batch.collection.books import open_book
from generator.batch.collection.model import Member, Roster
from generator.batch.collection.names import folded_code, folded_name
from generator.batch.collection.rules import say
from generator.errors import InputError
from generator.files import read_whole
from generator.intake.addresses import BASIC
from generator.intake.reading.book import Book, RawCell, Sheet
from generator.intake.reading.days import day_of
from generator.intake.reading.labels import folded
from generator.report.finding import Finding

SHEET = "名册"
DISTRICT, YEAR, DEADLINE = "汇总机关全称", "报告年度", "报送截止日期"
"""Labels of the three values above the list."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("序号",),
    "name": ("单位全称", "单位名称", "全称", "单位"),
    "short": ("简称", "单位简称"),
    "credit_code": ("统一社会信用代码", "信用代码", "社会信用代码"),
    "kind": ("类别", "单位类别"),
    "counted": ("是否计入汇总", "计入汇总", "是否计入"),
    "contact": ("联系人",),
    "phone": ("电话", "联系电话"),
    "former": ("原单位", "原单位名称", "曾用名"),
    "note": ("备注",),
}
"""What each column may be headed; the first heading is the one written."""
_HEADER_ROWS = 30
_NOT_COUNTED = frozenset(("否", "不", "不计", "不计入", "n", "no", "0", "×", "x"))
_BETWEEN = re.compile(r"[、，,；;\n]+")
_DIGITS_KEPT = 15


def read_roster(path: Path) -> Roster:
    """The roster in a file. Raises InputError where no list with a column 单位全称 is found in it, and for a
    workbook of a unit, whose labels look like such a list.
    """
    book = open_book(path, read_whole(path))
    if BASIC in book.sheets and SHEET not in book.sheets:
        raise InputError(
            f"“{path.name}”是填报工作簿，不是单位名册。请换成单位名册；"
            "还没有的，请用 nianbao new --roster -o 名册.xlsx 生成空白名册填写。"
        )
    for sheet in _candidates(book):
        found = _header(sheet)
        if found:
            return _read(sheet, *found)
    raise InputError(
        f"“{path.name}”中没有单位名册：找不到“{COLUMNS['name'][0]}”一列。"
        "请用 nianbao new --roster -o 名册.xlsx 生成空白名册填写。"
    )


def _candidates(book: Book) -> Iterator[Sheet]:
    """The sheet 名册 first, then the others."""
    if SHEET in book.sheets:
        yield book.sheets[SHEET]
    yield from (sheet for name, sheet in book.sheets.items() if name != SHEET)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the column headings, and the column of each; None where there is none."""
    headings = {folded(name): key for key, names in COLUMNS.items() for name in names}
    rows: dict[int, dict[str, int]] = {}
    for (row, column), text in sorted(sheet.texts()):
        key = headings.get(folded(text))
        if key and row <= _HEADER_ROWS:
            rows.setdefault(row, {}).setdefault(key, column)
    for row, columns in rows.items():
        if "name" in columns and len(columns) > 1:
            return row, columns
    return next(((row, columns) for row, columns in rows.items() if "name" in columns), None)


def _read(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Roster:
    findings: list[Finding] = []
    members: list[Member] = []
    seen: dict[str, int] = {}
    for row in range(header + 1, sheet.last_row + 1):
        member = _member(sheet, row, columns, findings)
        if member is None:
            continue
        twin = next((seen[key] for key in _keys(member) if key in seen), None)
        if twin:
            what = f"名册第{twin}行和第{row}行是同一个单位（“{member.name}”）"
            findings.append(say("roster", f"{what}，第{row}行没有采用。请删去其中一行。"))
            continue
        seen.update(dict.fromkeys(_keys(member), row))
        members.append(member)
    if not members:
        findings.append(say("roster", "名册中没有一个单位。请从标题行的下一行起填写，一行一个单位。"))
    above = _above(sheet, header)
    return Roster(
        tuple(members),
        above[DISTRICT].text.strip(),
        _year(above[YEAR], findings),
        _deadline(above[DEADLINE], findings),
        tuple(findings),
    )


def _keys(member: Member) -> Iterator[str]:
    yield folded_name(member.name)
    if member.credit_code:
        yield member.credit_code


def _member(sheet: Sheet, row: int, columns: Mapping[str, int], findings: list[Finding]) -> Member | None:
    """One line; None for a blank one. A line without a name is an error if anything else stands in it."""

    def text(key: str) -> str:
        return " ".join(sheet.at(row, columns[key]).text.split()) if key in columns else ""

    name = text("name")
    if not name:
        if text("short") or text("credit_code"):
            findings.append(say("roster", f"名册第{row}行没有写单位全称，没有采用。请补填。"))
        return None
    return Member(
        name=name,
        short=text("short"),
        credit_code=_code(sheet.at(row, columns.get("credit_code", 0)), name, row, findings),
        kind=text("kind"),
        counted=text("counted").casefold() not in _NOT_COUNTED,
        contact=text("contact"),
        phone=text("phone"),
        former=tuple(part.strip() for part in _BETWEEN.split(text("former")) if part.strip()),
        note=text("note"),
    )


def _code(cell: RawCell, name: str, row: int, findings: list[Finding]) -> str:
    """The credit code; one that Excel took for a number has lost its last digits and is not used."""
    code = folded_code(cell.text)
    if cell.kind == "number" and len(code) > _DIGITS_KEPT:
        what = f"名册第{row}行“{name}”的信用代码存成了数字，Excel 只保留前{_DIGITS_KEPT}位，没有采用"
        findings.append(say("roster_note", f"{what}。请把该格设为“文本”后重新填写。"))
        return ""
    return code


def _above(sheet: Sheet, header: int) -> Mapping[str, RawCell]:
    """The values beside the labels above the list."""
    found: dict[str, RawCell] = {}
    for (row, column), text in sheet.texts():
        if row < header:
            found.setdefault(folded(text), sheet.at(row, column + 1))
    return {label: found.get(folded(label), RawCell()) for label in (DISTRICT, YEAR, DEADLINE)}


def _year(cell: RawCell, findings: list[Finding]) -> int | None:
    digits = re.fullmatch(r"(\d{4})(?:年度?)?", folded(cell.text))
    if digits:
        return int(digits[1])
    if not cell.blank:
        findings.append(say("roster_note", f"名册的{YEAR}“{cell.text.strip()}”不是四位数字的年度。请改正。"))
    return None


def _deadline(cell: RawCell, findings: list[Finding]) -> date | None:
    if cell.blank:
        return None
    found = day_of(cell)
    if found.day is None:
        text = f"名册的{DEADLINE}“{cell.text.strip()}”不是完整的日期。请写成 2026年1月20日 的形式。"
        findings.append(say("roster_note", text))
    return found.day
