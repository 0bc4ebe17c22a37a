"""What a written file says: its pieces of text in reading order, whatever the file's kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.archive.reading.limits import Refused

Kind = Literal["heading", "text", "table"]

MOST_PIECES, MOST_CHARACTERS = 5000, 2_000_000
"""Comparing takes time that grows faster than the text."""
BREAK = "\n"
"""A line break that the layout forced; the text on either side may have lost a blank there."""


@dataclass(frozen=True)
class Cell:
    """A table cell by its upper left corner, from 0. `field` where the file itself names the figure."""

    row: int
    col: int
    text: str
    field: str = ""


@dataclass(frozen=True)
class Piece:
    """A heading (the title too), a paragraph or other stretch of text, or a table.

    `formal` marks what surrounds the text (版头, 署名, 附件, 版记): files set it in parts of their own.
    """

    kind: Kind
    text: str = ""
    cells: tuple[Cell, ...] = ()
    formal: bool = False


@dataclass(frozen=True)
class Content:
    """A file's text. `draft`: it bears the mark 送审稿; None where that kind of file bears none.

    `title` is what the file's own particulars name as its title; empty where it names none.
    """

    pieces: tuple[Piece, ...]
    title: str
    draft: bool | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The title and all headings with their numbers."""
        return tuple(p.text for p in self.pieces if p.kind == "heading")

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs."""
        return tuple(p.text for p in self.pieces if p.kind == "text" and not p.formal)

    @property
    def tables(self) -> tuple[Piece, ...]:
        """The tables."""
        return tuple(p for p in self.pieces if p.kind == "table")

    def stream(self) -> str:
        """All text in reading order without blanks: what must be the same in every file."""
        return "".join(folded(text) for piece in self.pieces for text in texts_of(piece))


def bounded(content: Content) -> Content:
    """The content, where it is of a size that a report can have. Raises Refused."""
    size = sum(len(text) for piece in content.pieces for text in texts_of(piece))
    if len(content.pieces) > MOST_PIECES or size > MOST_CHARACTERS:
        raise Refused("文字多得不像一份年度报告，不予核对。")
    return content


def texts_of(piece: Piece) -> Iterator[str]:
    """A piece's own text, then that of its cells."""
    yield piece.text
    for cell in piece.cells:
        yield cell.text


def folded(text: str) -> str:
    """The text without blanks of any kind: those are a matter of setting."""
    return re.sub(r"\s+", "", text)


def same(one: str, other: str) -> bool:
    """Whether two texts agree; at a forced break either may have lost its blanks."""
    if one == other:
        return True
    if BREAK not in one and BREAK not in other:
        return False
    broken, whole = (one, other) if BREAK in one else (other, one)
    pattern = r"[ \n]*".join(re.escape(part.strip(" ")) for part in broken.split(BREAK))
    return re.fullmatch(pattern, whole) is not None
