"""A font face as the typesetter and the writers see it. `truetype.py` reads one from a file."""

from pathlib import Path
from typing import Protocol

from generator.typesetting.units import Pt


class Face(Protocol):
    """One face of one font file. Advances are in em (1.0 = the type size)."""

    @property
    def key(self) -> str:
        """A short name that is unique in a run: PostScript name."""

    @property
    def family(self) -> str:
        """The family name to show to people."""

    @property
    def path(self) -> Path:
        """The font file."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the font file, hex."""

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for the character."""

    def advance(self, char: str) -> float:
        """Advance width of the character's glyph in em. Raises KeyError if the face lacks it."""


def width(face: Face, text: str, size: Pt) -> Pt:
    """The natural width of `text` in points, without letter spacing."""
    return Pt(sum(face.advance(c) for c in text) * size)
