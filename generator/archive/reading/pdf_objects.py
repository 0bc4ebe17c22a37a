"""The objects of a PDF through pyHanko's reader, which the signing already depends on; bounded and strict."""

import io
import logging
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from generator.archive.reading.limits import Refused
from generator.archive.reading.pdf_packed import unpack

Result = TypeVar("Result")

MOST_PAGES = 2000
_MEGABYTE = 1 << 20
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_ratio=200, ratio_floor=4 * _MEGABYTE, max_output_size=32 * _MEGABYTE),
    document_budget=DocumentDecodeBudget(base_allowance=96 * _MEGABYTE, max_ratio=20),
)
"""A report decodes to a few megabytes; its largest streams, fonts and the workbook, hardly shrink."""

_PARSING = (
    *(PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, NotImplementedError, OSError),
    *(zlib.error, struct.error, EOFError, AssertionError, RecursionError, ArithmeticError, StopIteration),
)
"""What a parser of untrusted bytes may raise: each means that the file is not what it should be."""


def guarded(read: Callable[[], Result], what: str) -> Result:
    """The result of reading; whatever a parser raises becomes Refused, with `what` in front."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        return read()
    except _PARSING as error:
        raise Refused(f"{what}（{type(error).__name__}：{str(error)[:120]}）") from error


def open_pdf(data: bytes) -> PdfFileReader:
    """The file's objects. Raises Refused for a damaged or encrypted file."""
    if not data.startswith(b"%PDF-"):
        raise Refused("不是 PDF 文件（开头没有 %PDF- 标记）。")
    reader = guarded(lambda: PdfFileReader(io.BytesIO(data), True, LIMITS), "PDF 文件已损坏，无法打开")
    if guarded(lambda: reader.encrypted, "PDF 文件已损坏，无法打开"):
        raise Refused("PDF 设有密码或权限限制，不能归档。")
    guarded(lambda: unpack(reader), "PDF 的对象流已损坏")
    return reader


def resolved(value: PdfObject | None) -> PdfObject | None:
    """The object itself, behind a reference; None for null."""
    if isinstance(value, IndirectObject):
        value = value.reference.get_object()
    return None if isinstance(value, NullObject) else value


def entry(value: PdfObject | None, *keys: str) -> PdfObject | None:
    """What stands in nested dictionaries under the keys; None where one is missing."""
    for key in keys:
        value = resolved(value)
        value = value.raw_get(key) if isinstance(value, DictionaryObject) and key in value else None
    return resolved(value)


def items(value: PdfObject | None) -> Iterator[PdfObject]:
    """The members of an array, unresolved; of anything else that value alone, of nothing none."""
    found = resolved(value)
    if isinstance(found, ArrayObject):
        yield from (found.raw_get(i) for i in range(len(found)))
    elif found is not None and value is not None:
        yield value


def keys(value: PdfObject | None) -> tuple[str, ...]:
    """The keys of a dictionary; none for anything else."""
    found = resolved(value)
    return tuple(map(str, found)) if isinstance(found, DictionaryObject) else ()


def raw_entries(value: PdfObject | None) -> Iterator[tuple[str, PdfObject]]:
    """The entries of a dictionary, references unresolved; none for anything else."""
    found = resolved(value)
    if isinstance(found, DictionaryObject):
        yield from ((str(key), found.raw_get(key)) for key in found)


def text(value: PdfObject | None) -> str:
    """A string or name as text; empty where there is none."""
    found = resolved(value)
    return str(found) if isinstance(found, str) else ""


def raw_bytes(value: PdfObject | None) -> bytes:
    """The bytes of a string as they stand in the file, though they may look like text; empty for none."""
    found = resolved(value)
    return bytes(found.original_bytes) if isinstance(found, TextStringObject | ByteStringObject) else b""


def stream(value: PdfObject | None) -> bytes:
    """The decoded bytes of a stream; empty where there is none."""
    found = resolved(value)
    return bytes(found.data) if isinstance(found, StreamObject) else b""


def pages(reader: PdfFileReader) -> list[PdfObject]:
    """The page dictionaries in order."""
    found = list(islice(_leaves(entry(reader.root, "/Pages"), 0), MOST_PAGES + 1))
    if len(found) > MOST_PAGES:
        raise ValueError("too many pages")
    return found


def _leaves(node: PdfObject | None, depth: int) -> Iterator[PdfObject]:
    if depth > 32:
        raise ValueError("page tree too deep")
    for kid in items(entry(node, "/Kids")):
        if entry(kid, "/Kids") is None:
            yield kid
        else:
            yield from _leaves(kid, depth + 1)


def number_of(value: PdfObject) -> int | None:
    """The object number behind a reference: its identity within the file."""
    return value.idnum if isinstance(value, IndirectObject) else None
