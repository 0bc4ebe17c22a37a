"""Values of PDF syntax (ISO 32000-1, 7.3) as this writer needs them: names, text, dates, numbers, streams."""

import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

COMPRESSION = 4
"""Level of zlib: the outlines of a font are 2 % longer than at the usual 6, in three fifths of the time."""


class Numbering(Protocol):
    """Whoever gives objects their numbers: the file."""

    def refer(self, value: "PdfObject") -> str:
        """`n 0 R` for an object, which gets its number on first use."""
        ...


class PdfObject:
    """What a file is made of."""

    def format(self, numbering: Numbering) -> bytes:
        """The object in PDF syntax; what it refers to is numbered by `numbering`."""
        raise NotImplementedError


Value = PdfObject | str | int
"""What a dictionary may hold: an object, or a number, name or other piece of syntax that is ready to write."""

_DELIMITERS = frozenset("()<>[]{}/%#")


def name(text: str) -> str:
    """A name object; all but regular ASCII characters are written as `#xx` (7.3.5)."""
    return "/" + "".join(
        chr(byte) if 0x21 <= byte <= 0x7E and chr(byte) not in _DELIMITERS else f"#{byte:02X}"
        for byte in text.encode()
    )


def text_bytes(value: str) -> bytes:
    """What a text string holds (7.9.2.2): printable ASCII as it is, all else UTF-16BE with its mark."""
    if value.isascii() and value.isprintable():
        return value.encode("ascii")
    return b"\xfe\xff" + value.encode("utf-16-be")


def text(value: str) -> str:
    """A text string."""
    data = text_bytes(value)
    if data.startswith(b"\xfe"):
        return f"<{data.hex().upper()}>"
    return "(" + value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def date(moment: datetime) -> str:
    """A date string with its offset from UTC (7.9.4). `moment` must know its time zone."""
    offset = moment.strftime("%z")
    return text(f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'")


def number(value: float) -> str:
    """A length in points to a thousandth, without trailing zeros."""
    digits = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def numbers(*values: float) -> str:
    """An array of lengths."""
    return f"[{' '.join(map(number, values))}]"


class Dictionary(PdfObject):
    """A dictionary (7.3.7), its keys in alphabetical order, without their slash."""

    def __init__(self, entries: Mapping[str, Value] | None = None) -> None:
        self.dict: dict[str, Value] = dict(entries or {})

    def __setitem__(self, key: str, value: Value) -> None:
        self.dict[key] = value

    def __getitem__(self, key: str) -> Value:
        return self.dict[key]

    def __contains__(self, key: str) -> bool:
        return key in self.dict

    def format(self, numbering: Numbering) -> bytes:
        """`<</Count 3 /Type /Pages>>`."""
        pairs = (b"/%s %s" % (key.encode(), _syntax(self.dict[key], numbering)) for key in sorted(self.dict))
        return b"<<" + b" ".join(pairs) + b">>"


class Stream(PdfObject):
    """A stream whose data is followed by an end-of-line marker (ISO 19005-2 and -3, 6.1.7.1)."""

    def __init__(self, content: bytes, entries: Mapping[str, Value] | None = None, plain: bool = False):
        """`plain` leaves the data uncompressed, as XMP has to be readable without a PDF reader."""
        self.dictionary = Dictionary(entries)
        self.content = content
        self.plain = plain

    def format(self, numbering: Numbering) -> bytes:
        """The dictionary with the data's length, then the data."""
        data = self.content if self.plain else zlib.compress(self.content, COMPRESSION)
        head = Dictionary(self.dictionary.dict)
        head["Length"] = len(data)
        if not self.plain:
            head["Filter"] = "/FlateDecode"
        return head.format(numbering) + b"\nstream\n" + data + b"\nendstream"


def _syntax(value: Value, numbering: Numbering) -> bytes:
    return value.format(numbering) if isinstance(value, PdfObject) else str(value).encode("ascii")
