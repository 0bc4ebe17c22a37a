"""The part of a face that a document uses, as a TrueType program for a PDF composite font.

Glyph 0 is .notdef and glyph i + 1 is the i-th character given, so that a CID is the character's rank of first
use and `CIDToGIDMap` is Identity. Such a font needs no character map, names or OS/2 (ISO 32000-1, 9.9).
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from generator.typesetting.fonts.sfnt import FontFileError
from generator.typesetting.fonts.truetype import Metrics, TrueTypeFace

_KEPT = ("cvt ", "fpgm", "prep")
"""Instructions that the glyphs may call."""
_MAGIC = 0xB1B0AFBA
"""The checksum of a whole font file, less which `head.checkSumAdjustment` is."""

# Flags of a composite glyph's component.
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x8, 0x20, 0x40, 0x80


@dataclass(frozen=True)
class Subset:
    """A font program. `widths[i]` is the advance of glyph i in 1/1000 em, unrounded, .notdef first.

    `chars[i]` is the character of glyph i + 1; glyphs after those are components of composites.
    """

    program: bytes
    chars: str
    widths: tuple[float, ...]
    metrics: Metrics


def subset(face: TrueTypeFace, chars: str) -> Subset:
    """Cut the face down to `chars`, each of which must be there once.

    Raises KeyError for a character that the face lacks, FontFileError where the file is damaged.
    """
    if len(set(chars)) != len(chars):
        raise ValueError("each character must be given once")
    glyphs = [0]
    for char in chars:
        glyph = face.glyph(char)
        if not glyph:
            raise KeyError(char)
        glyphs.append(glyph)
    outlines = _renumbered(face, glyphs)
    advances = [face.glyph_advance(g) for g in glyphs]
    scale = 1000 / face.units_per_em
    widths = tuple(advance * scale for advance, _ in advances[: len(chars) + 1])
    return Subset(_program(face, outlines, advances), chars, widths, face.metrics)


def _renumbered(face: TrueTypeFace, glyphs: list[int]) -> list[bytes]:
    """The outlines of `glyphs`, to which the components of composites are appended.

    Two characters with one glyph get a copy each, as each has a glyph of its own number.
    """
    number = {glyph: i for i, glyph in reversed(list(enumerate(glyphs)))}
    outlines = []
    done = 0
    while done < len(glyphs):
        outline = face.outline(glyphs[done])
        if len(outline) >= 2 and outline[0] & 0x80:
            outline = _composite(face, outline, number, glyphs)
        outlines.append(outline)
        done += 1
    return outlines


def _composite(face: TrueTypeFace, outline: bytes, number: dict[int, int], glyphs: list[int]) -> bytes:
    """The composite with the subset's numbers of its components; new ones are appended to `glyphs`."""
    changed = bytearray(outline)
    offset, flags = 10, _MORE
    while flags & _MORE:
        try:
            flags, component = struct.unpack_from(">HH", changed, offset)
        except struct.error as error:
            raise FontFileError(face.path, "合成字形已经损坏") from error
        if component not in number:
            number[component] = len(glyphs)
            glyphs.append(component)
        struct.pack_into(">H", changed, offset + 2, number[component])
        offset += 4 + (4 if flags & _WORDS else 2)
        offset += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return bytes(changed)


def _program(face: TrueTypeFace, outlines: Sequence[bytes], advances: Sequence[tuple[int, int]]) -> bytes:
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    offsets = [0]
    for outline in padded:
        offsets.append(offsets[-1] + len(outline))
    head = bytearray(face.table("head"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    hhea = bytearray(face.table("hhea"))
    struct.pack_into(">H", hhea, 34, len(advances))
    maxp = bytearray(face.table("maxp"))
    struct.pack_into(">H", maxp, 4, len(outlines))
    tables = {
        "glyf": b"".join(padded),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": b"".join(struct.pack(">Hh", *pair) for pair in advances),
        "loca": struct.pack(f">{len(offsets)}L", *offsets),
        "maxp": bytes(maxp),
    }
    tables.update({tag: face.table(tag) for tag in _KEPT if face.table(tag)})
    return _file(dict(sorted(tables.items())))


def _file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of the given tables, with its checksums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = struct.pack(">4H", count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset = 12 + 16 * count
    entries, body, head_at, total = [], [], 0, 0
    for tag, data in tables.items():
        padded = data + bytes(-len(data) % 4)
        checksum = _checksum(padded)
        entries.append(struct.pack(">4sLLL", tag.encode("latin-1"), checksum, offset, len(data)))
        body.append(padded)
        head_at = offset if tag == "head" else head_at
        offset += len(padded)
        total += checksum
    header = b"\0\1\0\0" + directory + b"".join(entries)
    font = bytearray(header + b"".join(body))
    struct.pack_into(">L", font, head_at + 8, (_MAGIC - _checksum(header) - total) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes) -> int:
    """Sum of the 32-bit words, taken byte by byte of all of them; `data` is a whole number of words."""
    return sum(sum(data[place::4]) << 24 - 8 * place for place in range(4)) & 0xFFFFFFFF
