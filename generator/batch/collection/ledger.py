"""Sheet 汇总来源 of a collected workbook: how it is laid out, and reading it back.

One row a unit, one column a field. Above the units stand each field's id, cell and way of adding up, the sum of
the units, what the district's own cell shows, and the difference; below them, what else `trace` needs to know.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.batch.collection.books import open_book
from generator.batch.collection.detecting import SHEET
from generator.batch.collection.model import State
from generator.files import read_whole
from generator.intake.reading.book import Sheet
from generator.intake.reading.xlsx import named_place
from generator.report.finding import Place

REMINDERS = "催报"
ID_ROW, CELL_ROW, WAY_ROW, SUM_ROW, NOW_ROW, DIFFERENCE_ROW, HEAD_ROW = range(3, 10)
FIRST_ROW = HEAD_ROW + 1
NUMBER, UNIT, KIND, STATE, REMARK, FILE, SHA256 = range(1, 8)
FIRST_COLUMN = SHA256 + 1
HEADINGS = ("序号", "单位", "类别", "情况", "说明", "文件", "SHA-256")
CAPTIONS = {
    ID_ROW: "编号",
    CELL_ROW: "位置",
    WAY_ROW: "汇总办法",
    SUM_ROW: "各单位之和",
    NOW_ROW: "本表现值",
    DIFFERENCE_ROW: "相差",
}
FOLDER, MOVED, ROSTER = "文件夹", "移位", "名册"
"""Captions of the lines below the units: the folder, a figure that stands elsewhere in a unit's workbook, and
whether the units were checked against a roster."""


@dataclass(frozen=True)
class Line:
    """One unit as the sheet has it."""

    unit: str
    kind: str
    state: State
    remark: str
    file: str
    sha256: str
    values: Mapping[str, Decimal]
    moved: Mapping[str, Place]

    @property
    def counted(self) -> bool:
        """Whether its values are in the sums."""
        return self.state.counted


@dataclass(frozen=True)
class Ledger:
    """The whole sheet. `folder` is where the units' workbooks were, seen from the collected one."""

    lines: tuple[Line, ...]
    folder: str
    with_roster: bool

    def sum_of(self, field: str) -> Decimal | None:
        """Σ of the counted units; None where none of them has a value."""
        values = [line.values[field] for line in self.lines if line.counted and field in line.values]
        return sum(values, Decimal(0)) if values else None

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """The units that are not in the sums though they should be."""
        return tuple(line for line in self.lines if line.state.open and not line.counted)


def read_ledger(path: Path, data: bytes | None = None) -> Ledger | None:
    """The sheet of a collected workbook; None where the workbook has none. Raises InputError, UsageError."""
    book = open_book(path, data if data is not None else read_whole(path))
    sheet = book.sheets.get(SHEET)
    if sheet is None or sheet.at(ID_ROW, SHA256).text != CAPTIONS[ID_ROW]:
        return None
    last = next((row for row in range(FIRST_ROW, sheet.last_row + 2) if not _text(sheet, row, UNIT)), 0)
    below = [_texts(sheet, row) for row in range(last, sheet.last_row + 1)]
    moved: dict[tuple[str, str], dict[str, Place]] = {}
    for caption, unit, file, field, cell, *_ in below:
        place = named_place(cell)
        if caption == MOVED and place:
            moved.setdefault((unit, file), {})[field] = place
    folders = [texts[1] for texts in below if texts[0] == FOLDER]
    return Ledger(
        tuple(_lines(sheet, last, moved)),
        folders[0] if folders else "",
        any(texts[0] == ROSTER for texts in below),
    )


def _text(sheet: Sheet, row: int, column: int) -> str:
    return sheet.at(row, column).text.strip()


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [_text(sheet, row, column) for column in range(1, 8)]


def _lines(sheet: Sheet, last: int, moved: Mapping[tuple[str, str], Mapping[str, Place]]) -> Iterator[Line]:
    fields = {}
    column = FIRST_COLUMN
    while name := _text(sheet, ID_ROW, column):
        fields[column] = name
        column += 1
    known = {str(state): state for state in State}
    for row in range(FIRST_ROW, last):
        texts = _texts(sheet, row)
        unit, file = texts[UNIT - 1], texts[FILE - 1]
        cells = ((name, sheet.at(row, column).value) for column, name in fields.items())
        yield Line(
            unit,
            texts[KIND - 1],
            known.get(texts[STATE - 1], State.MISSING),
            texts[REMARK - 1],
            file,
            texts[SHA256 - 1],
            {name: value for name, value in cells if isinstance(value, Decimal)},
            moved.get((unit, file), {}),
        )
