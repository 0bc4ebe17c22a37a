"""The structure tree (ISO 32000-1, 14.7) with the text of its marked content: the report in reading order."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyhanko.pdf_utils.generic import DictionaryObject, NumberObject, PdfObject

from generator.archive.reading.content import Cell, Piece
from generator.archive.reading.grid import Placer
from generator.archive.reading.pdf_objects import entry, items, number_of, resolved, text

Sequences = Mapping[tuple[int, int], str]
"""Text by page (from 1) and marked-content number."""

HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))
_DEEPEST, _MOST_ELEMENTS = 16, 100_000
"""Bounds against trees that lead back into themselves."""
_LEAVES = frozenset(["/P", "/Caption", "/Form", "/TH", "/TD", *HEADINGS])


@dataclass
class Tree:
    """What the tree says. `used` counts how often each sequence is referred to."""

    pieces: list[Piece] = field(default_factory=list)
    used: Counter[tuple[int, int]] = field(default_factory=Counter)
    foreign: list[str] = field(default_factory=list)


def read_tree(root: PdfObject | None, page_numbers: Mapping[int, int], sequences: Sequences) -> Tree:
    """The pieces of the tree. `page_numbers` maps a page's object number to its place from 1."""
    reader = _TreeReader(page_numbers, sequences)
    for kid in items(entry(root, "/K")):
        reader.read(kid, 0)
    return reader.tree


class _TreeReader:
    def __init__(self, page_numbers: Mapping[int, int], sequences: Sequences) -> None:
        self.tree = Tree()
        self._elements = 0
        self._pages = page_numbers
        self._sequences = sequences

    def read(self, element: PdfObject, depth: int) -> None:
        """One element and all below it."""
        kind = text(entry(element, "/S"))
        self._elements += 1
        if depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise ValueError("structure tree too deep or too large")
        if kind == "/Table":
            self._table(element)
        elif kind == "/Document":
            for kid in items(entry(element, "/K")):
                self.read(kid, depth + 1)
        elif kind in _LEAVES:
            words = self._text(element)
            if words:
                self.tree.pieces.append(Piece("heading" if kind in HEADINGS else "text", words))
        else:
            self._blame(f"结构元素 {kind or '（无类型）'}")

    def _table(self, table: PdfObject) -> None:
        cells: list[Cell] = []
        placer = Placer()
        for row in items(entry(table, "/K")):
            if text(entry(row, "/S")) == "/Caption":
                self.read(row, 1)
                continue
            placer.start_row()
            for cell in items(entry(row, "/K")):
                attributes = entry(cell, "/A")
                spans = (_whole(entry(attributes, key)) for key in ("/RowSpan", "/ColSpan"))
                row_number, column = placer.place(*spans)
                cells.append(Cell(row_number, column, self._text(cell)))
        self.tree.pieces.append(Piece("table", cells=tuple(cells)))

    def _text(self, element: PdfObject) -> str:
        if entry(element, "/ActualText") is not None:
            self._blame("替换文字（ActualText）")
        return "".join(self._sequences.get(key, "") for key in self._marked(element))

    def _marked(self, element: PdfObject) -> Iterator[tuple[int, int]]:
        """Page and number of each marked-content sequence of a leaf, in order."""
        own = resolved(element)
        page = own.raw_get("/Pg") if isinstance(own, DictionaryObject) and "/Pg" in own else None
        for kid in items(entry(element, "/K")):
            found = resolved(kid)
            if isinstance(found, NumberObject):
                yield self._key(page, int(found))
            elif text(entry(found, "/Type")) == "/MCR" and isinstance(found, DictionaryObject):
                of = found.raw_get("/Pg") if "/Pg" in found else page
                yield self._key(of, _whole(entry(found, "/MCID"), -1))
            elif text(entry(found, "/Type")) != "/OBJR":
                self._blame(f"结构元素 {text(entry(found, '/S'))} 出现在文字之内")

    def _key(self, page: PdfObject | None, mcid: int) -> tuple[int, int]:
        number = number_of(page) if page is not None else None
        key = self._pages.get(number or 0, 0), mcid
        self.tree.used[key] += 1
        return key

    def _blame(self, what: str) -> None:
        if what not in self.tree.foreign:
            self.tree.foreign.append(what)


def _whole(value: PdfObject | None, default: int = 1) -> int:
    return int(value) if isinstance(value, NumberObject) else default
