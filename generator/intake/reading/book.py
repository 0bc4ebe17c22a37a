"""A workbook as read: sheets of cells with their raw values, and defined names. No styles, no layout."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from generator.report.finding import Place

Kind = Literal["blank", "number", "text", "boolean", "error", "date"]


@dataclass(frozen=True)
class RawCell:
    """What a cell holds. `formula`: the value is the cached result of one; a text is cleaned of what no
    document can hold. A date is a day as `date`. `source` is the formula's text, where the file has it here.
    """

    kind: Kind = "blank"
    value: str | Decimal | bool | date | None = None
    formula: bool = False
    source: str = ""

    @property
    def text(self) -> str:
        """The value as a clerk would read it; empty for a blank cell."""
        if isinstance(self.value, Decimal):
            return format(self.value, "f")
        if isinstance(self.value, date):
            return f"{self.value.year}年{self.value.month}月{self.value.day}日"
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        return self.value or ""

    @property
    def blank(self) -> bool:
        """Whether nothing, or only blanks, stands in the cell and no formula does."""
        return not self.formula and (self.kind == "blank" or (self.kind == "text" and not self.text.strip()))


BLANK = RawCell()


@dataclass
class Sheet:
    """The cells of one sheet by row and column from 1; cells that hold nothing are absent."""

    name: str
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    beyond: str = ""
    """Where the first content stands that was not read since it lies out of reach; empty if there is none."""

    def at(self, row: int, column: int) -> RawCell:
        """The cell, a blank one where there is none."""
        return self.cells.get((row, column), BLANK)

    @property
    def last_row(self) -> int:
        """The last row with a value, 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    def texts(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Positions and texts of all text cells."""
        for position, cell in self.cells.items():
            if cell.kind == "text":
                yield position, cell.text


@dataclass(frozen=True)
class Book:
    """Sheets in order and by name; defined names, None where the cell is gone (#REF!)."""

    sheets: Mapping[str, Sheet]
    names: Mapping[str, Place | None] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    has_names: bool = True
    """False for file kinds that keep no defined names: cells are then found by address alone."""
    macros: bool = False


EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
LAST_SERIAL = 2_958_465
"""31 December 9999, the last day that Excel knows."""


def serial_day(serial: Decimal, epoch: date = EPOCH_1900) -> date | None:
    """The day of a serial number; None outside of what Excel can show as a date."""
    if not 1 <= serial <= LAST_SERIAL:
        return None
    return epoch + timedelta(days=int(serial))


def as_day(value: date) -> date:
    """A date or date and time as a day."""
    return value.date() if isinstance(value, datetime) else value
