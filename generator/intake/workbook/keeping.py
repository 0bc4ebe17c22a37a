"""A clerk's own workbook opened, changed in a few cells and saved, with what its formulas showed kept.

The library drops the values of formulas when it saves; here they are taken from the file before and put back.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook, load_workbook

from generator.intake.workbook.package import Value, made_over


@dataclass(frozen=True)
class Kept:
    """An open workbook, and sheet → cell → what the formula there showed when it was last saved."""

    book: Workbook
    shown: Mapping[str, Mapping[str, Value]]

    def saved(self, when: datetime) -> bytes:
        """The workbook as a file with `when` as its only time."""
        values = {
            f"xl/worksheets/sheet{number}.xml": self.shown.get(sheet.title, {})
            for number, sheet in enumerate(self.book.worksheets, 1)
        }
        return made_over(self.book, values, when)


def opened(data: bytes) -> Kept:
    """Open an XLSX or XLSM (without its macros). Raises what the library raises for parts it does not take."""
    book, values = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(data), data_only=True)
    shown = {
        sheet.title: {
            cell.coordinate: _value(values[sheet.title][cell.coordinate].value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in book.worksheets
    }
    return Kept(book, shown)


def _value(value: object) -> Value:
    """A cached value as it is written back; a date or truth value of a foreign formula as its text."""
    if isinstance(value, bool) or value is None:
        return ""
    return value if isinstance(value, int | float | str) else str(value)
