"""署名, 成文日期 and the place of the seal (GB/T 9704-2012 7.3.5.1, 7.3.5.2), counted in cells of the type area.

A character takes one cell, a digit half of one. Nothing here depends on the fonts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from generator.document.model import Role, SignOff
from generator.typesetting.justify import place_line
from generator.typesetting.measure import Setter
from generator.typesetting.model import Line
from generator.typesetting.page import baseline, cell_x
from generator.typesetting.strips import SealPlace, Strip
from generator.typesetting.title import break_title, cells
from generator.typesetting.units import CELL, CELLS, PITCH, SIZE_3, Pt, mm

USUAL_SEAL = mm(45)
"""Diameter of the seal of a county or district government: the signature field's side where none is given."""

_NAME_RIGHT, _DATE_RIGHT_SEALED = 2, 4
"""右空二字, 右空四字."""
_SHIFTED = CELLS - 1
"""A name under a seal that would leave the type area ends one cell inside it."""

_DATE_IN = 2
"""The date begins two cells to the right of the name."""
_WIDEST = 26
"""A longer name is broken by meaning, as a title is."""
_BELOW_MIDDLE = 0.25
"""Name and date stand this many lines below the seal's middle (下压)."""
_SEAL_GAP, _PLAIN_GAP = 2, 1
"""Empty lines between the text and the first name, with and without seal."""
_MOST_IN_A_ROW = 3
_APART = mm(3)
"""Between the seals of a joint document: they neither cross nor touch."""


@dataclass(frozen=True)
class Piece:
    """A name or the date: its first cell, and the line that it stands on, from the first name's on."""

    text: str
    cell: float
    line: int
    part: int


def set_sign_off(block: SignOff, setter: Setter, index: int) -> Strip:
    """The sign-off as one strip, with the place of the seal (also where none is pressed: for the field)."""
    sealed = bool(block.seal_mm)
    pieces = sealed_pieces(block) if sealed else plain_pieces(block)
    lines = tuple(_line(piece, setter, index) for piece in pieces)
    gap = _SEAL_GAP if sealed else _PLAIN_GAP
    last = max(piece.line for piece in pieces)
    side = mm(block.seal_mm) if sealed else USUAL_SEAL
    seal = _seal(pieces, last, side, gap)
    height = last + 1
    if sealed:
        height = max(height, ceil(round((seal.y + side) / PITCH, 6)))
    return Strip(index, height, lines, gap=gap, seal=seal)


def _line(piece: Piece, setter: Setter, index: int) -> Line:
    """A line whose characters stand in the cells of the grid."""
    measured = setter.measure_text(piece.text, Role.BODY, SIZE_3)
    bare = measured.without_gaps()
    spacing = (CELL - SIZE_3) * 20
    runs = place_line(bare, 0, len(piece.text), cell_x(piece.cell), spacing, Pt(cells(piece.text) * CELL))
    return Line(baseline(piece.line), runs, index, part=piece.part)


def plain_pieces(block: SignOff) -> list[Piece]:
    """Without seal: names 右空二字, the date two cells further in than the last name's first character.

    A date longer than the name is the one that stands 右空二字 (7.3.5.2).
    """
    names = [_name_lines(name) for name in block.signatories]
    date = cells(block.date)
    widest = _width(names[-1]) if names else 0.0
    if not names or date > widest:
        start = CELLS - _NAME_RIGHT - date
        end = start - _DATE_IN + widest
    else:
        end = float(CELLS - _NAME_RIGHT)
        start = min(end - widest + _DATE_IN, CELLS - date)
    pieces: list[Piece] = []
    for part, lines in enumerate(names):
        top = len(pieces)
        pieces += (Piece(text, end - cells(text), top + i, part) for i, text in enumerate(lines))
    if block.date:
        pieces.append(Piece(block.date, start, len(pieces), len(names)))
    return pieces


def _name_lines(name: str) -> tuple[str, ...]:
    """A name as one line, or as several where it is too long for one."""
    return break_title(name) if cells(name) > _WIDEST else (name,)


def _width(lines: Sequence[str]) -> float:
    return max(map(cells, lines), default=0.0)


def sealed_pieces(block: SignOff) -> list[Piece]:
    """With seal: the date 右空四字, the last name centred over it; other authorities' names before it.

    Each name has its own seal: as many stand side by side as the type area holds, the rows a seal apart
    (7.3.5.1). The place of the last seal, on name and date, is the signature's.
    """
    names = [_name_lines(name) for name in block.signatories]
    date = cells(block.date)
    middle = CELLS - _DATE_RIGHT_SEALED - date / 2
    last = _width(names[-1]) / 2 if names else 0.0
    if middle + last > CELLS:
        middle = _SHIFTED - last
    pitch = ceil((mm(block.seal_mm) + _APART) / PITCH)
    pieces: list[Piece] = []
    top = row_before = 0
    for part, (row, centre) in enumerate(_joint_places(names, middle, mm(block.seal_mm) / CELL)):
        top += pitch * (row - row_before)
        row_before = row
        pieces += (Piece(text, centre - cells(text) / 2, top + i, part) for i, text in enumerate(names[part]))
    if block.date:
        below = max((piece.line for piece in pieces), default=-1) + 1
        pieces.append(Piece(block.date, middle - date / 2, below, len(names)))
    return pieces


def _joint_places(names: Sequence[Sequence[str]], middle: float, seal: float) -> list[tuple[int, float]]:
    """Row and middle (in cells) of each name: as many in a row as names and seals have room for, in columns.

    The last of each row stands above the last of all, on whose middle the date is centred.
    """
    widths = [_width(lines) for lines in names]
    for count in range(min(len(names), _MOST_IN_A_ROW), 1, -1):
        rows = [widths[i : i + count] for i in range(0, len(widths), count)]
        step = max([seal + _APART / CELL, *((a + b) / 2 + 1 for row in rows for a, b in pairwise(row))])
        middles = [[middle - (len(row) - 1 - column) * step for column in range(len(row))] for row in rows]
        halves = [[max(width, seal) / 2 for width in row] for row in rows]
        pairs = [pair for row in zip(middles, halves, strict=True) for pair in zip(*row, strict=True)]
        if all(half <= at <= CELLS - half for at, half in pairs):
            return [(number, at) for number, row in enumerate(middles) for at in row]
    return [(row, min(middle, CELLS - width / 2)) for row, width in enumerate(widths)]


def _seal(pieces: Sequence[Piece], last: int, side: Pt, gap: int) -> SealPlace:
    """The seal's square: centred on name and date, which stand slightly below its middle.

    It never rises into the text above, beyond the gap.
    """
    date = pieces[-1]
    x = cell_x(date.cell + cells(date.text) / 2)
    pair = (last - 1 if len(pieces) > 1 else last, last + 1)
    y = Pt((sum(pair) / 2 - _BELOW_MIDDLE) * PITCH)
    return SealPlace(Pt(x - side / 2), Pt(max(y - side / 2, -gap * PITCH)), side)
