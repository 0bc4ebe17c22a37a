"""Workbooks that are no intake workbooks (rosters, collected ones) opened as plain cells."""

from pathlib import Path

from generator.errors import InputError, SetupError, UsageError
from generator.intake.reading.book import Book
from generator.intake.reading.container import Unreadable, recognise
from generator.intake.reading.legacy import read_legacy
from generator.intake.reading.xlsx import read_xlsx


def file_bytes(path: Path) -> bytes:
    """The file's bytes. Raises UsageError if there is none, SetupError if it may not be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"没有文件“{path}”。请核对路径。") from error
    except OSError as error:
        raise SetupError(f"无法读取“{path}”：没有权限，或正被其他程序占用。请关闭后再试。") from error


def open_book(path: Path, data: bytes) -> Book:
    """The cells of a workbook of any kind. Raises InputError naming the file where it cannot be read."""
    try:
        container = recognise(data)
        return read_xlsx(data) if container.kind == "xlsx" else read_legacy(container)
    except Unreadable as error:
        raise InputError(f"无法读取“{path.name}”：{error}") from error
