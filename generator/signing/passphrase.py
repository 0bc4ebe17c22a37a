"""Passphrases and PINs from a file: never from the command line, where every user of the machine sees them."""

from pathlib import Path

from generator.errors import InputError, UsageError

LONGEST = 1024
"""Bytes; a longer file is not a passphrase but a mistaken path."""


def read_passphrase(path: Path) -> str:
    """The file's text without its line end; an empty file is an empty passphrase.

    Raises UsageError if the file cannot be read, InputError if it holds more than one line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"无法读取口令文件“{path}”。请检查路径和权限。") from error
    try:
        text = data.decode("utf-8-sig") if len(data) <= LONGEST else "\n\n"
    except UnicodeDecodeError as error:
        raise InputError(f"口令文件“{path.name}”不是 UTF-8 文本。请另存为 UTF-8。") from error
    line = text.removesuffix("\n").removesuffix("\r")
    if "\n" in line or "\r" in line:
        raise InputError(f"口令文件“{path.name}”应只有一行口令。请检查是否选错了文件。")
    return line
