"""Pages: strips put on the 22 lines of each, with what must stay together kept together.

A page ends after the last strip that fits and may end it. What must not be parted (a heading from its text or
table, the sign-off from the last two lines of text) moves to the next page as a whole; a table taller than a
page is broken between rows (typography 3.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from generator.typesetting.strips import LongTable, Piece, Strip
from generator.typesetting.tables import FittedTable, split_rows
from generator.typesetting.units import LINES, PITCH, TURNED_LINES, TYPE_HEIGHT, Pt


@dataclass(frozen=True)
class PlacedStrip:
    """A strip with the line of the page's grid that it begins on."""

    strip: Strip
    line: int


@dataclass(frozen=True)
class PlacedTable:
    """The rows [first, last) of a long table with the line that they begin on."""

    piece: LongTable
    fitted: FittedTable
    first: int
    last: int
    line: int


@dataclass
class Sheet:
    """A page being filled: `used` lines from its top are taken. `turned`: a landscape page."""

    placed: list[PlacedStrip | PlacedTable] = field(default_factory=list)
    used: int = 0
    turned: bool = False

    @property
    def lines(self) -> int:
        """Lines of the page."""
        return TURNED_LINES if self.turned else LINES

    @property
    def left(self) -> int:
        """Lines still free."""
        return self.lines - self.used

    @property
    def has_table(self) -> bool:
        """Whether rows of a table stand on it."""
        return any(isinstance(p, PlacedTable) or p.strip.is_table for p in self.placed)


def paginate(pieces: Sequence[Piece]) -> list[Sheet]:
    """Put the pieces on pages, in order."""
    return _Paginator(pieces).run()


class _Paginator:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._sheets = [Sheet()]
        self._first = 0
        """Index of the piece that begins the current page."""

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[-1]

    def run(self) -> list[Sheet]:
        index = 0
        while index < len(self._pieces):
            piece = self._pieces[index]
            if self._sheet.placed and (piece.new_page or piece.turned != self._sheet.turned):
                self._turn(index)
            self._sheet.turned = piece.turned
            index = (
                self._long_table(index, piece) if isinstance(piece, LongTable) else self._strip(index, piece)
            )
        return self._sheets

    def _turn(self, first: int) -> None:
        self._sheets.append(Sheet(turned=self._pieces[first].turned))
        self._first = first

    def _gap(self, piece: Piece) -> int:
        return piece.gap if self._sheet.placed or piece.top_gap else 0

    def _strip(self, index: int, strip: Strip) -> int:
        """Place a strip, or turn the page before it; returns the next index to place."""
        sheet, gap = self._sheet, self._gap(strip)
        if sheet.placed and (gap + strip.height > sheet.left or self._lone_below_table(index, strip, gap)):
            return self._break_before(index)
        sheet.placed.append(PlacedStrip(strip, sheet.used + gap))
        sheet.used += gap + strip.height
        return index + 1

    def _lone_below_table(self, index: int, strip: Strip, gap: int) -> bool:
        """Whether the strip is a paragraph's first line that would stand alone at the foot below a table.

        LibreOffice, which sets a table too high at first, does not fetch back a single line.
        """
        goes_on = index + 1 < len(self._pieces) and self._pieces[index + 1].block == strip.block
        begins = index == 0 or self._pieces[index - 1].block != strip.block
        at_foot = gap + strip.height == self._sheet.left
        return goes_on and begins and at_foot and self._sheet.has_table

    def _break_before(self, index: int) -> int:
        """Turn the page before piece `index` or, where that would part what belongs together, earlier."""
        start = self._group_start(index)
        if start == self._first:
            start = index
        taken = index - start
        if taken:
            self._sheet.used = self._sheet.placed[-taken].line
            del self._sheet.placed[-taken:]
        self._turn(start)
        return start

    def _group_start(self, index: int) -> int:
        """The first piece on this page that must stay with piece `index`."""
        while index > self._first and self._pieces[index - 1].keep:
            index -= 1
        return index

    def _long_table(self, index: int, piece: LongTable) -> int:
        """Break a long table over this page and the next ones."""
        sheet, gap = self._sheet, self._gap(piece)
        room = Pt((sheet.left - gap) * PITCH)
        height = Pt(TURNED_LINES * PITCH) if piece.turned else TYPE_HEIGHT
        split = split_rows(piece.table, piece.fitted, room, height, Pt(piece.tail * PITCH))
        if split.moved and sheet.placed:
            if self._group_start(index) > self._first:
                return self._break_before(index)
            self._turn(index)
        line = self._sheet.used + (gap if self._sheet is sheet else 0)
        for number, (first, last) in enumerate(split.parts):
            if number:
                self._turn(index)
                line = 0
            self._sheet.placed.append(PlacedTable(piece, split.fitted, first, last, line))
        head = split.fitted.height(0, piece.table.header_rows) if split.parts[-1][0] else Pt(0)
        height = Pt(head + split.fitted.height(*split.parts[-1]))
        self._sheet.used = line + ceil(round(height / PITCH, 6))
        return index + 1
