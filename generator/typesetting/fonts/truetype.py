"""A TrueType face read lazily from a mapped file: opening costs a look at the table directory, no more.

Only what setting and embedding need is read (ISO/IEC 14496-22): character map, advances, metrics, outlines by
offset. Nothing is cached on disk.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.typesetting.fonts.sfnt import FontFile, FontFileError

_REQUIRED = {"cmap": 4, "head": 54, "hhea": 36, "hmtx": 4, "maxp": 6, "glyf": 0, "loca": 4}
"""Table → the least bytes that it must have."""


@dataclass(frozen=True)
class Metrics:
    """What a PDF font descriptor states, in 1/1000 em."""

    ascent: float
    descent: float
    cap_height: float
    bbox: tuple[float, float, float, float]
    italic_angle: float
    stem_v: float


CharacterMap = Callable[[int], int]
"""A code point → its glyph, 0 if there is none."""


class TrueTypeFace(FontFile):
    """One face with TrueType outlines; implements `Face`. Raises FontFileError if it is unusable."""

    def __init__(self, path: Path, index: int = 0) -> None:
        super().__init__(path, index)
        missing = [tag for tag in _REQUIRED if tag not in self._tables]
        if missing:
            raise FontFileError(path, f"不是 TrueType 轮廓的字体（缺 {'、'.join(missing)}）")
        if any(self._tables[tag][1] < least for tag, least in _REQUIRED.items()):
            raise FontFileError(path, "文件已经损坏")
        self._glyphs: dict[str, int] = {}

    def __reduce__(self) -> tuple[type["TrueTypeFace"], tuple[Path, int]]:
        """A process that receives a face maps the file itself."""
        return TrueTypeFace, (self._path, self._index)

    def __repr__(self) -> str:
        """The file's name and the face's number."""
        return f"TrueTypeFace({self._path.name}, {self._index})"

    @cached_property
    def _map(self) -> CharacterMap:
        subtables = {}
        for i in range(self._at("cmap", ">H", 2)[0]):
            platform, encoding, offset = self._at("cmap", ">HHL", 4 + 8 * i)
            subtables[platform, encoding] = (offset, self._at("cmap", ">H", offset)[0])
        for wanted in ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0)):
            offset, layout = subtables.get(wanted, (0, 0))
            if layout == 12:
                return self._format_12(offset)
            if layout == 4:
                return self._format_4(offset)
        raise FontFileError(self._path, "没有 Unicode 字符表")

    def _format_12(self, offset: int) -> CharacterMap:
        count = self._at("cmap", ">L", offset + 12)[0]
        groups = self._at("cmap", f">{3 * count}L", offset + 16)
        firsts, lasts, glyphs = groups[0::3], groups[1::3], groups[2::3]

        def find(code: int) -> int:
            i = bisect_right(firsts, code) - 1
            return glyphs[i] + code - firsts[i] if i >= 0 and code <= lasts[i] else 0

        return find

    def _format_4(self, offset: int) -> CharacterMap:
        """Format 4: segments by their last character; only the one that is asked for is read further."""
        n = self._at("cmap", ">H", offset + 6)[0] // 2
        ends = self._at("cmap", f">{n}H", offset + 14)
        starts, deltas, ranges = (
            self._at("cmap", f">{n}H", offset + 16 + 2 * n * part) for part in (1, 2, 3)
        )

        def find(code: int) -> int:
            i = bisect_left(ends, code)
            if i == n or not starts[i] <= code < 0xFFFF:
                return 0
            if not ranges[i]:
                return (code + deltas[i]) & 0xFFFF
            listed = offset + 16 + 6 * n + 2 * i + ranges[i] + 2 * (code - starts[i])
            glyph = self._at("cmap", ">H", listed)[0]
            return (glyph + deltas[i]) & 0xFFFF if glyph else 0

        return find

    def glyph(self, char: str) -> int:
        """The character's glyph number, 0 if the face lacks it."""
        found = self._glyphs.get(char)
        if found is None:
            found = self._glyphs[char] = self._map(ord(char))
        return found

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for the character."""
        return self.glyph(char) != 0

    def advance(self, char: str) -> float:
        """Advance width of the character's glyph in em. Raises KeyError if the face lacks it."""
        glyph = self.glyph(char)
        if not glyph:
            raise KeyError(char)
        return self.glyph_advance(glyph)[0] / self.units_per_em

    @cached_property
    def units_per_em(self) -> int:
        """Font units in one em."""
        return self._at("head", ">H", 18)[0] or 1000

    @cached_property
    def glyph_count(self) -> int:
        """Number of glyphs."""
        return self._at("maxp", ">H", 4)[0]

    @cached_property
    def _wide(self) -> bool:
        """Whether loca has 32-bit offsets."""
        return self._at("head", ">h", 50)[0] == 1

    @cached_property
    def _advances(self) -> int:
        return self._at("hhea", ">H", 34)[0]

    def glyph_advance(self, glyph: int) -> tuple[int, int]:
        """(advance, left side bearing) of a glyph in font units."""
        last = self._advances - 1
        if glyph <= last:
            advance, bearing = self._at("hmtx", ">Hh", 4 * glyph)
            return advance, bearing
        bearing = self._at("hmtx", ">h", 4 * last + 4 + 2 * (glyph - last - 1))[0]
        return self._at("hmtx", ">H", 4 * last)[0], bearing

    def outline(self, glyph: int) -> bytes:
        """The glyph's description as it stands in `glyf`; empty for a blank glyph."""
        if not 0 <= glyph < self.glyph_count:
            raise FontFileError(self._path, f"没有第 {glyph} 号字形")
        if self._wide:
            start, end = self._at("loca", ">LL", 4 * glyph)
        else:
            start, end = (2 * offset for offset in self._at("loca", ">HH", 2 * glyph))
        base, length = self._tables["glyf"]
        if not start <= end <= length:
            raise FontFileError(self._path, "字形表已经损坏")
        return self._data[base + start : base + end]

    @cached_property
    def metrics(self) -> Metrics:
        """Metrics for a font descriptor. StemV is estimated from the weight class, as the file has none."""
        scale = 1000 / self.units_per_em
        x0, y0, x1, y1 = (v * scale for v in self._at("head", ">4h", 36))
        ascent, descent = (v * scale for v in self._at("hhea", ">hh", 4))
        weight, cap_height = 400, ascent
        if self._tables.get("OS/2", (0, 0))[1] >= 78:
            weight = self._at("OS/2", ">H", 4)[0]
            ascent, descent = (v * scale for v in self._at("OS/2", ">hh", 68))
            if self._at("OS/2", ">H", 0)[0] >= 2:
                cap_height = self._at("OS/2", ">h", 88)[0] * scale or ascent
        angle = self._at("post", ">l", 4)[0] / 65536 if "post" in self._tables else 0.0
        return Metrics(ascent, descent, cap_height, (x0, y0, x1, y1), angle, 50 + (weight / 65) ** 2)
