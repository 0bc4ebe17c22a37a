"""Damage to the bytes of a signed file, by bad intent or bad luck: each takes a PDF and gives it back changed."""

import io
import re

import pikepdf


def flipped(pdf: bytes, place: int, bits: int = 0x01) -> bytes:
    """One byte changed."""
    return pdf[:place] + bytes([pdf[place] ^ bits]) + pdf[place + 1 :]


def junk_appended(pdf: bytes) -> bytes:
    return pdf + b"% nothing to see here\n"


def one_blank_appended(pdf: bytes) -> bytes:
    return pdf + b" "


def truncated(pdf: bytes) -> bytes:
    return pdf[: len(pdf) - 200]


def saved_again(pdf: bytes) -> bytes:
    """Opened and saved by another program."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(stream)
    return stream.getvalue()


def holes(pdf: bytes) -> list[tuple[int, int]]:
    """Where each signature's value stands, brackets included, in the order of the file."""
    ranges = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+ *\]", pdf)
    return [(int(first), int(second)) for first, second in ranges]


def value_zeroed(pdf: bytes) -> bytes:
    """The newest signature's value overwritten with zeros."""
    first, second = holes(pdf)[-1]
    return pdf[: first + 1] + b"0" * (second - first - 2) + pdf[second - 1 :]


def value_in_other_case(pdf: bytes) -> bytes:
    """One hexadecimal letter written large instead of small, or small instead of large: the same value."""
    first, second = holes(pdf)[-1]
    place = next(p for p in range(first + 1, second) if pdf[p : p + 1].isalpha())
    return pdf[:place] + pdf[place : place + 1].swapcase() + pdf[place + 1 :]


def padding_filled(pdf: bytes) -> bytes:
    """Something written into the free place after the newest signature's value."""
    second = holes(pdf)[-1][1]
    return pdf[: second - 11] + b"deadbeef" + pdf[second - 3 :]


def range_emptied(pdf: bytes) -> bytes:
    return _same_length(pdf, rb"/ByteRange \[[^\]]*\]", b"/ByteRange []")


def range_shortened(pdf: bytes) -> bytes:
    """The newest signature made to cover less than the file."""
    first, second = holes(pdf)[-1]
    rest = len(pdf) - second
    return _same_length(
        pdf, rb"/ByteRange \[[^\]]*\]", b"/ByteRange [0 %d %d %d]" % (first, second, rest - 100)
    )


def range_moved(pdf: bytes) -> bytes:
    """Signature wrapping: the signed end of the file copied behind the end, and the range moved onto it."""
    first, second = holes(pdf)[-1]
    tail = pdf[second:]
    wrapped = _same_length(
        pdf, rb"/ByteRange \[[^\]]*\]", b"/ByteRange [0 %d %d %d]" % (first, len(pdf), len(tail))
    )
    return wrapped + tail


def _same_length(pdf: bytes, pattern: bytes, text: bytes) -> bytes:
    """Replace the last match, padded with blanks to the old length."""
    match = list(re.finditer(pattern, pdf))[-1]
    return pdf[: match.start()] + text.ljust(len(match[0])) + pdf[match.end() :]


def value_exchanged(pdf: bytes, donor: bytes) -> bytes:
    """The value of another file's signature in the place of this one's."""
    first, second = holes(pdf)[-1]
    there = holes(donor)[-1]
    value = donor[there[0] : there[1]][1:-1].rstrip(b"0")
    return pdf[: first + 1] + value.ljust(second - first - 2, b"0") + pdf[second - 1 :]


def objects(pdf: bytes) -> list[tuple[int, int]]:
    """Start and end of every object that stands by itself in the file."""
    return [match.span() for match in re.finditer(rb"\d+ 0 obj\b.*?\bendobj", pdf, re.DOTALL)]
