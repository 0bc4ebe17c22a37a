"""From a broken line to placed runs: where each stretch of one face begins, and at what letter spacing.

A justified line shares its slack as LibreOffice does: equally after every Han character, every mark that
follows Han, and each Latin word with the marks that follow it, never inside a word, and (clreq) never inside
—— or ……. The last line keeps its natural width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.typesetting.measure import Measured
from generator.typesetting.model import Run
from generator.typesetting.units import Pt

_PAIRED = "—…"
_STRETCH = re.compile(r"—{2,}|…{2,}|(?:(?!——|……).)+", re.DOTALL)


@dataclass(frozen=True)
class _Piece:
    """Characters [start, end) that one run can set; `shared`: slack goes between its characters too.

    `after`: slack goes after its last character.
    """

    start: int
    end: int
    shared: bool
    after: bool


def place_line(
    measured: Measured, start: int, end: int, x: Pt, spacing: float, width: Pt | None = None
) -> tuple[Run, ...]:
    """The characters [start, end) as runs from `x` on, with `spacing` twips; `width` justifies them to it."""
    while end > start and measured.text[end - 1] == " ":
        end -= 1
    pieces = list(_pieces(measured, start, end))
    extra = 0.0
    if width is not None:
        gaps = _gaps(pieces)
        slack = width * 20 - measured.width(start, end, spacing)
        extra = slack / gaps if gaps else 0.0
    return tuple(_runs(measured, pieces, x, spacing, extra))


def natural_width(measured: Measured, start: int, end: int, spacing: float) -> Pt:
    """The width of a line that is not justified."""
    return Pt(measured.width(start, end, spacing) / 20)


def _gaps(pieces: list[_Piece]) -> int:
    """How many places take slack; none after the line's last character."""
    inner = sum(p.end - p.start - 1 for p in pieces if p.shared)
    return inner + sum(p.after for p in pieces[:-1])


def _runs(measured: Measured, pieces: list[_Piece], x: Pt, spacing: float, extra: float) -> Iterator[Run]:
    """One run a piece. All lengths here are twips until the run is made."""
    at = x * 20.0
    for index, piece in enumerate(pieces):
        if index:
            at += measured.gaps[piece.start]
        step = spacing + extra if piece.shared else spacing
        text = measured.text[piece.start : piece.end]
        yield Run(measured.faces[piece.start], measured.size, Pt(at / 20), text, Pt(step / 20))
        at += _advance(measured, piece) + step * (piece.end - piece.start - 1)
        at += extra if piece.after else 0.0
        at += spacing if _goes_on(measured, piece.end) else 0.0


def _advance(measured: Measured, piece: _Piece) -> float:
    """The advances of a piece: a gap can only stand before its first character."""
    return measured.natural[piece.end] - measured.natural[piece.start] - measured.gaps[piece.start]


def _goes_on(measured: Measured, at: int) -> bool:
    """Whether the portion that ends a piece before character `at` has further characters."""
    return at < len(measured.text) and measured.portion_of[at] == measured.portion_of[at - 1]


def _pieces(measured: Measured, start: int, end: int) -> Iterator[_Piece]:
    if start >= end:
        return
    owner = measured.portion_of
    for index in range(owner[start], owner[end - 1] + 1):
        portion = measured.portions[index]
        first, last = max(start, portion.start), min(end, portion.end)
        if measured.scripts[index] == "han":
            yield from _characters(measured, first, last)
        else:
            goes_on = measured.scripts[index + 1 : index + 2] == ("latin",)
            yield from _words(measured, first, last, goes_on)


def _words(measured: Measured, start: int, end: int, goes_on: bool) -> Iterator[_Piece]:
    """Latin words, each with the space that follows it; words change face where a fallback sets one.

    `goes_on`: a mark follows that is set as Latin too, so that the slack comes after it.
    """
    begin = start
    for i in range(start + 1, end + 1):
        turn = i < end and measured.faces[i] is not measured.faces[begin]
        space = measured.text[i - 1] == " " and (i == end or measured.text[i] != " ")
        if i == end or turn or space:
            yield _Piece(begin, i, shared=False, after=space or (i == end and not goes_on))
            begin = i


def _characters(measured: Measured, start: int, end: int) -> Iterator[_Piece]:
    """Stretches of Han characters or marks in one face; —— and …… are pieces of their own."""
    for match in _STRETCH.finditer(measured.text, start, end):
        first, last = match.span()
        shared = not (last - first > 1 and match.group()[0] in _PAIRED)
        for a, b in _same_face(measured, first, last):
            yield _Piece(a, b, shared, after=True)


def _same_face(measured: Measured, start: int, end: int) -> Iterator[tuple[int, int]]:
    faces = measured.faces
    if faces[start:end].count(faces[start]) == end - start:
        yield start, end
        return
    begin = start
    for i in range(start + 1, end + 1):
        if i == end or faces[i] is not faces[begin]:
            yield begin, i
            begin = i
