"""The file as a whole: numbering by reportlab, written with object streams and a cross-reference stream."""

import hashlib
import struct
from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFStream
from reportlab.pdfbase.pdfdoc import format as format_object

from generator.writers.pdf.values import Dictionary, Stream, Value

OBJECTS_PER_STREAM = 200
"""How many objects share one object stream; readers unpack a whole stream at a time."""

HEADER = b"%PDF-1.7\n%\xe5\xb9\xb4\xe6\x8a\xa5\n"
"""Version, and a comment of bytes above 127 as ISO 19005-2 and -3, 6.1.2 want it (年报 in UTF-8)."""

_FREE, _PLAIN, _PACKED = 0, 1, 2
"""Kinds of cross-reference entries (ISO 32000-1, table 18)."""


class ArchivalFile(PDFDocument):
    """A document whose objects are packed into streams: a sixth smaller than reportlab writes them.

    `root` is the catalog and `information` the Info dictionary: plain dictionaries, since reportlab's own
    drop the keys that they do not know.
    """

    def __init__(self) -> None:
        """Only the books of numbers are opened: reportlab's own start would read clock and environment."""
        self.objectcounter = 0
        self.idToObjectNumberAndVersion = {}
        self.idToObject = {}
        self.numberToId = {}
        self.root = Dictionary({"Type": "/Catalog"})
        self.information = Dictionary()

    def refer(self, value: PDFObject) -> str:
        """`n 0 R` for an object, which gets its number on first use."""
        reference = PDFDocument.Reference(self, value)
        return f"{self.idToObjectNumberAndVersion[reference.name][0]} 0 R"

    def format(self) -> bytes:
        """The bytes of the whole file; the file identifier is a digest of all that stands before it."""
        root, information = self.refer(self.root), self.refer(self.information)
        body = _Body()
        for number, value in self._objects():
            formatted = format_object(value, self, toplevel=1)
            if isinstance(value, PDFStream):
                body.add(number, formatted)
            else:
                body.pack(number, formatted)
        return body.finish({"Root": root, "Info": information}, self)

    def _objects(self) -> Iterator[tuple[int, PDFObject]]:
        """Objects by number. Writing one may bring further ones into being."""
        number = 1
        while number in self.numberToId:
            yield number, self.idToObject[self.numberToId[number]]
            number += 1


class _Body:
    """Objects as they are laid down, and where each of them is to be found."""

    def __init__(self) -> None:
        self._parts = [HEADER]
        self._offset = len(HEADER)
        self._entries: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 65535)}
        self._waiting: list[tuple[int, bytes]] = []

    def add(self, number: int, formatted: bytes) -> None:
        """Lay down an object of its own."""
        self._entries[number] = (_PLAIN, self._offset, 0)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, formatted.rstrip(b"\n"))
        self._parts.append(part)
        self._offset += len(part)

    def pack(self, number: int, formatted: bytes) -> None:
        """Keep an object for an object stream."""
        self._waiting.append((number, formatted))

    def finish(self, trailer: dict[str, str], document: ArchivalFile) -> bytes:
        """Lay down the object streams, the cross-reference stream, and the end of the file."""
        free = len(self._entries) + len(self._waiting)
        for start in range(0, len(self._waiting), OBJECTS_PER_STREAM):
            self._add_object_stream(free, self._waiting[start : start + OBJECTS_PER_STREAM], document)
            free += 1
        identifier = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        self._entries[free] = (_PLAIN, self._offset, 0)
        table = b"".join(struct.pack(">BIH", *self._entries[n]) for n in range(free + 1))
        start = self._offset
        entries: dict[str, Value] = {
            "Type": "/XRef",
            "Size": free + 1,
            "W": "[1 4 2]",
            "ID": f"[<{identifier}><{identifier}>]",
            **trailer,
        }
        self.add(free, Stream(table, entries).format(document))
        return b"".join([*self._parts, b"startxref\n%d\n%%%%EOF\n" % start])

    def _add_object_stream(
        self, number: int, objects: list[tuple[int, bytes]], document: ArchivalFile
    ) -> None:
        """One object stream (ISO 32000-1, 7.5.7): pairs of number and offset, then the objects."""
        index, data, offset = [], [], 0
        for position, (contained, formatted) in enumerate(objects):
            self._entries[contained] = (_PACKED, number, position)
            index.append(b"%d %d" % (contained, offset))
            data.append(formatted)
            offset += len(formatted) + 1
        head = b" ".join(index) + b"\n"
        entries: dict[str, Value] = {"Type": "/ObjStm", "N": len(objects), "First": len(head)}
        self.add(number, Stream(head + b"\n".join(data), entries).format(document))
