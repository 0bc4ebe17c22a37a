"""Workbooks that are no intake workbooks (rosters, collected ones) opened as plain cells."""

from pathlib import Path

from generator.errors import InputError
from generator.intake.reading.book import Book
from generator.intake.reading.container import Unreadable, recognise
from generator.intake.reading.legacy import read_legacy
from generator.intake.reading.xlsx import read_xlsx


def open_book(path: Path, data: bytes) -> Book:
    """The cells of a workbook of any kind. Raises InputError naming the file where it cannot be read."""
    try:
        container = recognise(data)
        return read_xlsx(data) if container.kind == "xlsx" else read_legacy(container)
    except Unreadable as error:
        raise InputError(f"无法读取“{path.name}”：{error}") from error
