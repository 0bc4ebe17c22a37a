"""What stands outside the type area: page number (GB/T 9704-2012 7.5) and draft mark."""

from collections.abc import Iterator, Sequence
from struct import unpack
from typing import Literal

from generator.document.model import Role
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.fonts.face import Face
from generator.typesetting.fonts.truetype import TrueTypeFace
from generator.typesetting.model import Folio, Line, Run
from generator.typesetting.page import HAN_MIDDLE, RIGHT_EDGE
from generator.typesetting.units import LEFT, SIZE_4, Pt, mm

DRAFT = "送审稿"
DASH = "—"
"""一字线."""
NUMBER_MIDDLE = mm(262 + 7)
"""y of the 一字线 beside the page number: 7 mm below the type area."""
DRAFT_MIDDLE = mm(22)
"""y of the middle of the draft mark, in the top margin: lines and pages stay when it goes."""


def page_number(number: int, fonts: FontSet, shift: Pt) -> Folio:
    """— 1 — in 4号半角宋体: 居右空一字 on odd pages, 居左空一字 on even ones."""
    text = f"{DASH} {number} {DASH}"
    faces = [fonts.folio_face(char) if char != " " else fonts.face(Role.SONG, " ") for char in text]
    width = sum(face.advance(char) for face, char in zip(faces, text, strict=True)) * SIZE_4
    x = RIGHT_EDGE - SIZE_4 - width if number % 2 else LEFT + SIZE_4
    baseline = Pt(NUMBER_MIDDLE + _middle(faces[0], DASH) * SIZE_4)
    return _folio("page_number", text, faces, Pt(x + shift), baseline)


def _middle(face: TrueTypeFace, char: str) -> float:
    """Height of the middle of a character's strokes above its baseline, in em: fonts set — variously high."""
    _, _, lower, _, upper = unpack(">5h", face.outline(face.glyph(char))[:10])
    return float(lower + upper) / 2 / face.units_per_em


def draft_mark(fonts: FontSet, shift: Pt) -> Folio:
    """送审稿 at the right above the type area."""
    faces = [fonts.face(Role.SONG, char) for char in DRAFT]
    x = Pt(RIGHT_EDGE - len(DRAFT) * SIZE_4 + shift)
    return _folio("draft_mark", DRAFT, faces, x, Pt(DRAFT_MIDDLE + HAN_MIDDLE * SIZE_4))


def _folio(
    kind: Literal["page_number", "draft_mark"], text: str, faces: Sequence[Face], x: Pt, baseline: Pt
) -> Folio:
    return Folio(kind, Line(baseline, tuple(_runs(text, faces, x)), -1))


def _runs(text: str, faces: Sequence[Face], x: Pt) -> Iterator[Run]:
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or faces[i] is not faces[start]:
            stretch = text[start:i]
            yield Run(faces[start], SIZE_4, x, stretch)
            x = Pt(x + sum(faces[start].advance(char) for char in stretch) * SIZE_4)
            start = i
