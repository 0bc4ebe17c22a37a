"""Draws the two sheets that `collect` puts behind those of the contract: 汇总来源 and 催报."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from generator.batch.collection import ledger
from generator.batch.collection.aggregates import AGGREGATES
from generator.batch.collection.ledger import (
    CAPTIONS,
    CELL_ROW,
    DIFFERENCE_ROW,
    FIRST_COLUMN,
    FIRST_ROW,
    HEAD_ROW,
    HEADINGS,
    ID_ROW,
    NOW_ROW,
    SUM_ROW,
    WAY_ROW,
)
from generator.batch.collection.model import Collection, State, Unit
from generator.intake.addresses import a1, column_letters, field_places, reference
from generator.intake.workbook import look
from generator.intake.workbook.package import Value as CachedValue
from generator.report.finding import Place

WIDTHS = (6, 30, 12, 12, 34, 30, 16)
FIELD_WIDTH = 14.0
HEAD_TEXT = Alignment(horizontal="center", vertical="top", wrap_text=True)
SMALL = 9.0


@dataclass(frozen=True)
class LedgerSheet:
    """What 汇总来源 shows: the collection, the district's own figures, and the folder seen from the workbook."""

    collection: Collection
    figures: Mapping[str, Decimal]
    folder: str

    def draw(self, sheet: Worksheet) -> Mapping[str, CachedValue]:
        """Write the sheet. Returns the values of its formulas."""
        fields = tuple(field_places(self.collection.format).items())
        widths = (*WIDTHS, *([FIELD_WIDTH] * len(fields)))
        look.banner(sheet, "汇总来源", standing(self.collection), WIDTHS)
        look.set_widths(sheet, widths)
        self._head(sheet, fields)
        for row, unit in enumerate(self.collection.units, FIRST_ROW):
            self._unit(sheet, row, unit, [id for id, _ in fields])
        self._below(sheet)
        _dress_ledger(sheet, len(self.collection.units), len(fields))
        return self._formulas(sheet, fields)

    def _head(self, sheet: Worksheet, fields: Sequence[tuple[str, Place]]) -> None:
        fmt = self.collection.format
        for row, caption in CAPTIONS.items():
            look.dress(sheet.cell(row, ledger.SHA256, caption), look.font(bold=True), look.GREY_FILL)
        for column, heading in enumerate(HEADINGS, 1):
            cell = sheet.cell(HEAD_ROW, column, heading)
            look.dress(cell, look.font(bold=True), look.PALE_FILL, look.CENTRE, look.BOX)
        for column, (id, place) in enumerate(fields, FIRST_COLUMN):
            way = AGGREGATES[fmt.fields[id].aggregate].way
            for row, text in ((ID_ROW, id), (CELL_ROW, str(place)), (WAY_ROW, way)):
                look.dress(sheet.cell(row, column), look.font(SMALL, colour=look.QUIET), None, look.CENTRE)
                look.write_text(sheet.cell(row, column), text)
            cell = sheet.cell(HEAD_ROW, column, fmt.fields[id].label)
            look.dress(cell, look.font(SMALL), look.PALE_FILL, HEAD_TEXT, look.BOX)
        sheet.row_dimensions[HEAD_ROW].height = 88

    def _unit(self, sheet: Worksheet, row: int, unit: Unit, fields: Sequence[str]) -> None:
        sent = unit.submission
        files = "、".join(unit.files)
        texts = (unit.member.name, unit.member.kind, str(unit.state), unit.remark, files)
        sheet.cell(row, ledger.NUMBER).value = row - FIRST_ROW + 1
        for column, text in enumerate(texts, ledger.UNIT):
            look.write_text(sheet.cell(row, column), text)
        look.write_text(sheet.cell(row, ledger.SHA256), sent.sha256 if sent else "")
        if len(unit.files) == 1:
            sheet.cell(row, ledger.FILE).hyperlink = quote(f"{self.folder}/{files}")
        if unit.counted and sent:
            for column, id in enumerate(fields, FIRST_COLUMN):
                if id in sent.figures:
                    sheet.cell(row, column).value = sent.figures[id]

    def _below(self, sheet: Worksheet) -> None:
        """The lines that `trace` reads, after a blank row."""
        row = FIRST_ROW + len(self.collection.units) + 1
        lines: list[tuple[str, ...]] = [(ledger.FOLDER, self.folder)]
        if self.collection.with_roster:
            lines.append((ledger.ROSTER, "已按名册核对"))
        lines += [
            (ledger.MOVED, unit.member.name, unit.submission.file, id, str(place))
            for unit in self.collection.units
            if unit.submission
            for id, place in unit.submission.places.items()
        ]
        for number, line in enumerate(lines, row):
            for column, text in enumerate(line, 1):
                look.write_text(sheet.cell(number, column), text)

    def _formulas(self, sheet: Worksheet, fields: Sequence[tuple[str, Place]]) -> Mapping[str, CachedValue]:
        """Per field: Σ units, the district's cell, and the difference where the field is added up at all."""
        cached: dict[str, CachedValue] = {}
        last = FIRST_ROW + max(len(self.collection.units), 1) - 1
        for column, (id, place) in enumerate(fields, FIRST_COLUMN):
            letters = column_letters(column)
            total = self._sum(id)
            now = self.figures.get(id, Decimal(0))
            values = {
                SUM_ROW: (f"SUM({letters}{FIRST_ROW}:{letters}{last})", total),
                NOW_ROW: (f"N({reference(place)})", now),
                DIFFERENCE_ROW: (f"ROUND({letters}{NOW_ROW}-{letters}{SUM_ROW},6)", now - total),
            }
            if not AGGREGATES[self.collection.format.fields[id].aggregate].adds:
                del values[SUM_ROW], values[DIFFERENCE_ROW]
            for row, (formula, value) in values.items():
                sheet.cell(row, column).value = "=" + formula
                cached[a1(row, column)] = float(value)
        return cached

    def _sum(self, id: str) -> Decimal:
        figures = [unit.submission.figures for unit in self.collection.counted if unit.submission]
        return sum((values[id] for values in figures if id in values), Decimal(0))


NAMES = {State.TEXT_FAULTY: "其中文字有错误"}
"""Where a state is counted, in other words than those that stand beside one unit."""


def standing(collection: Collection) -> str:
    """In one line: how many units there are, and how many are in."""
    counts = {state: sum(unit.state is state for unit in collection.units) for state in State}
    parts = [
        f"{NAMES.get(state, state)}{n}个" for state, n in counts.items() if n and state is not State.COUNTED
    ]
    roster = f"名册应计入{expected(collection)}个单位，" if collection.with_roster else "没有使用名册，"
    text = f"{collection.year}年度：{roster}{State.COUNTED}{len(collection.counted)}个"
    text += f"，{'，'.join(parts)}。" if parts else "。"
    return text + ("" if collection.complete else "汇总不完整，只作中间结果。")


def expected(collection: Collection) -> int:
    """How many units of the roster are to be added up."""
    return sum(unit.state not in (State.EXEMPT, State.STRANGER) for unit in collection.units)


def _dress_ledger(sheet: Worksheet, units: int, fields: int) -> None:
    last_row, last_column = FIRST_ROW + max(units, 1) - 1, FIRST_COLUMN + fields - 1
    state = f"${column_letters(ledger.STATE)}{FIRST_ROW}"
    area = f"A{FIRST_ROW}:{a1(last_row, ledger.SHA256)}"
    open_ = f'AND({state}<>"{State.COUNTED}",{state}<>"{State.TEXT_FAULTY}",{state}<>"{State.EXEMPT}")'
    differences = f"{a1(DIFFERENCE_ROW, FIRST_COLUMN)}:{a1(DIFFERENCE_ROW, last_column)}"
    bad = look.difference(look.WRONG_FILL)
    sheet.conditional_formatting.add(area, Rule(type="expression", dxf=bad, formula=[open_]))
    sheet.conditional_formatting.add(
        differences, Rule(type="cellIs", operator="notEqual", dxf=bad, formula=["0"])
    )
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{a1(last_row, last_column)}"
    sheet.freeze_panes = a1(FIRST_ROW, ledger.KIND)
    look.protect(sheet)
    sheet.protection.autoFilter = False
    look.print_setup(sheet, landscape=True, titles=f"1:{HEAD_ROW}")
    sheet.page_setup.fitToWidth = (
        0  # far too wide for one page: as many as it takes, the units' names on each
    )
    sheet.print_title_cols = "A:B"


REMINDER_HEADINGS = ("序号", "单位", "类别", "情况", "要做的事", "联系人", "电话", "截止日期", "剩余天数")
REMINDER_WIDTHS = (6, 30, 12, 12, 60, 14, 18, 16, 10)
REMINDER_HEAD = 3


@dataclass(frozen=True)
class ReminderSheet:
    """The list 催报: who still has something to send or to put right, whom to call, how long there is left."""

    collection: Collection
    today: date

    def draw(self, sheet: Worksheet) -> Mapping[str, CachedValue]:
        """Write the sheet. Returns the values of its formulas: the days left are counted when it is opened."""
        look.banner(sheet, "催报", standing(self.collection), REMINDER_WIDTHS)
        look.set_widths(sheet, REMINDER_WIDTHS)
        for column, heading in enumerate(REMINDER_HEADINGS, 1):
            cell = sheet.cell(REMINDER_HEAD, column, heading)
            look.dress(cell, look.font(bold=True), look.PALE_FILL, look.CENTRE, look.BOX)
        cached: dict[str, CachedValue] = {}
        for row, unit in enumerate(self.collection.open_units, REMINDER_HEAD + 1):
            self._unit(sheet, row, unit)
            cached |= self._days(sheet, row)
        sheet.freeze_panes = a1(REMINDER_HEAD + 1, 3)
        look.protect(sheet)
        look.print_setup(sheet, landscape=True, titles=f"1:{REMINDER_HEAD}")
        return cached

    def _unit(self, sheet: Worksheet, row: int, unit: Unit) -> None:
        contact, phone = contact_of(unit)
        texts = (unit.member.name, unit.member.kind, str(unit.state), unit.remark, contact, phone)
        sheet.cell(row, 1).value = row - REMINDER_HEAD
        for column, text in enumerate(texts, 2):
            look.write_text(sheet.cell(row, column), text)
        for column in range(1, len(REMINDER_HEADINGS) + 1):
            alignment = look.LEFT if column in (2, 5) else look.CENTRE
            look.dress(sheet.cell(row, column), look.font(), None, alignment, look.BOX)
        lines = max(
            look.lines_needed(text, width) for text, width in zip(texts, REMINDER_WIDTHS[1:7], strict=True)
        )
        sheet.row_dimensions[row].height = 6 + 14 * lines

    def _days(self, sheet: Worksheet, row: int) -> dict[str, CachedValue]:
        deadline = self.collection.deadline
        if deadline is None:
            return {}
        day, left = sheet.cell(row, 8), sheet.cell(row, 9)
        day.value = deadline
        day.number_format = 'yyyy"年"m"月"d"日"'
        left.value = f"={day.coordinate}-TODAY()"
        left.number_format = '0"天";"已过"0"天";"今天"'
        return {left.coordinate: (deadline - self.today).days}


def contact_of(unit: Unit) -> tuple[str, str]:
    """Name and telephone: the roster's, else those in the unit's own workbook."""
    sent = unit.submission
    return (
        unit.member.contact or (sent.contact if sent else ""),
        unit.member.phone or (sent.phone if sent else ""),
    )
