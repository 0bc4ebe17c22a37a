"""Two texts compared: what was deleted, what was inserted, what stayed.

Numerals and Latin words count as one token, every Han character as one; a stray character that happens to stay
between two changes is taken into them, so that a reader sees words change, not letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["same", "deleted", "inserted", "arrow"]

ARROW = "→"
"""Between an old and a new figure."""
_TOKEN = re.compile(r"[+\-−]?\d+(?:[.,]\d+)*(?:%|％)?|[A-Za-z]+|\s+|.", re.DOTALL)
_FIGURE = re.compile(r"[+\-−]?\d+(?:[.,]\d+)*(?:%|％)?")
_ISLAND = 2
"""Han characters: fewer that stay between two changes do not count as staying."""
_ALIKE = 0.35
"""Texts less alike than this are shown as replaced altogether."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the merged text; `arrow` is the → between two figures, which stands in neither version."""

    mark: Mark
    text: str


def likeness(old: str, new: str) -> float:
    """How alike two texts are, from 0 to 1."""
    if old == new:
        return 1.0
    matcher = SequenceMatcher(None, tokens(old), tokens(new), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > _ALIKE else 0.0


def tokens(text: str) -> list[str]:
    """Numerals, Latin words and single characters, in order."""
    return _TOKEN.findall(text)


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The merged text: deleted stretches stand before what replaces them, → between two figures."""
    if old == new:
        return (Piece("same", new),) if new else ()
    changes = list(_changes(tokens(old), tokens(new))) or [_Change("", old, new)]
    return tuple(_pieces(_without_islands(changes)))


def unchanged(pieces: Sequence[Piece]) -> bool:
    """Whether nothing was deleted or inserted."""
    return all(piece.mark == "same" for piece in pieces)


@dataclass(frozen=True)
class _Change:
    """Text that stays, and the change behind it."""

    same: str
    old: str
    new: str


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[_Change]:
    """The changes in order; none for texts that have too little in common."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return
    same = ""
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            same = "".join(after[c:d])
            continue
        yield _Change(same, "".join(before[a:b]), "".join(after[c:d]))
        same = ""
    if same:
        yield _Change(same, "", "")


def _without_islands(changes: Sequence[_Change]) -> list[_Change]:
    """Changes that only a character or two part, joined."""
    joined: list[_Change] = []
    for change in changes:
        last = joined[-1] if joined else None
        island = change.same
        small = 0 < sum(char.isalnum() for char in island) < _ISLAND or (island and not _has_word(island))
        if last and small and len(island) <= _ISLAND and (change.old or change.new):
            joined[-1] = _Change(last.same, last.old + island + change.old, last.new + island + change.new)
        else:
            joined.append(change)
    return joined


def _has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _pieces(changes: Sequence[_Change]) -> Iterator[Piece]:
    for change in changes:
        if change.same:
            yield Piece("same", change.same)
        if change.old:
            yield Piece("deleted", change.old)
        if _FIGURE.fullmatch(change.old) and _FIGURE.fullmatch(change.new):
            yield Piece("arrow", ARROW)
        if change.new:
            yield Piece("inserted", change.new)
