"""Embedded faces: one composite font a face, one code a character, cut to what the document uses.

Type 0 with Identity-H over CIDFontType2 (ISO 32000-1, 9.7). A code is the character's rank of first use in
this document, so content can be written at once and the subset be cut at the end. One code a *character*,
not a glyph, keeps the way back to text one to one.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence

from generator.errors import InputError, SetupError
from generator.typesetting.fonts.face import Face
from generator.typesetting.fonts.subset import Subset, subset
from generator.typesetting.fonts.truetype import TrueTypeFace
from generator.writers.pdf.file import ArchivalFile
from generator.writers.pdf.values import Dictionary, Stream, name, number, numbers

CHARS_PER_BLOCK = 100
"""How many mappings one `beginbfchar` may hold (Adobe Technical Note 5411)."""

_NO_TEXT = frozenset("\0\ufeff\ufffe\uffff")
"""Code points that ISO 19005-2 and -3, 6.2.11.7.2 forbid as the meaning of a character."""


class _Codes(dict[str, str]):
    """Characters to four-digit codes; a character gets its code on first use."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> str:
        _check(char, self._face)
        code = self[char] = f"{len(self) + 1:04X}"
        return code


def _check(char: str, face: Face) -> None:
    """Refuse what cannot be shown, or not be read back: never a blank box in a filed report."""
    if char in _NO_TEXT or unicodedata.category(char) in ("Co", "Cs", "Cc"):
        raise InputError(f"文字中有不能存档的字符（U+{ord(char):04X}，自造字或控制字符）。请改用标准汉字。")
    if not face.covers(char):
        raise SetupError(
            f"字体“{face.family}”没有“{char}”（U+{ord(char):04X}）这个字，无法写入 PDF。请换一个字，"
            "或运行 nianbao fonts 查看字体。"
        )


class EmbeddedFace:
    """One face in one document. `name` is what content streams call it."""

    def __init__(self, face: Face, name: str) -> None:
        self.name = name
        self._face = face
        self._codes = _Codes(face)

    def encode(self, text: str) -> str:
        """The text as hexadecimal codes.

        Raises SetupError for a character that the face lacks, InputError for one that has no place in text.
        """
        return "".join(map(self._codes.__getitem__, text))

    def font(self, file: ArchivalFile) -> Dictionary:
        """The font dictionary with all that hangs on it: descriptor, font program, widths, way back to text."""
        part = _cut(self._face, "".join(self._codes))
        base = name(f"{_tag(part.program)}+{self._face.key}")
        descendant = Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base,
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": file.refer(_descriptor(base, part, file)),
                "DW": 1000,
                "W": _widths(part.widths),
                "CIDToGIDMap": "/Identity",
            }
        )
        return Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": base,
                "Encoding": "/Identity-H",
                "DescendantFonts": f"[{file.refer(descendant)}]",
                "ToUnicode": file.refer(Stream(_to_unicode(part.chars))),
            }
        )


class Faces:
    """The faces of one document, named F1, F2 … in order of first use."""

    def __init__(self) -> None:
        self._faces: dict[str, EmbeddedFace] = {}

    def use(self, face: Face) -> EmbeddedFace:
        """The face, entered on first use."""
        if face.key not in self._faces:
            self._faces[face.key] = EmbeddedFace(face, f"F{len(self._faces) + 1}")
        return self._faces[face.key]

    def fonts(self, file: ArchivalFile) -> dict[str, str]:
        """The font resources that all pages share, cut to what was encoded so far."""
        return {face.name: file.refer(face.font(file)) for face in self._faces.values()}


def _tag(data: bytes) -> str:
    """Six capitals that differ where the subset differs (9.6.4)."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _cut(face: Face, chars: str) -> Subset:
    """The face cut down to the characters; only TrueType outlines can be embedded."""
    if not isinstance(face, TrueTypeFace):
        raise SetupError(f"字体“{face.family}”不是 TrueType 字体，不能嵌入 PDF。请换用 TrueType 字体。")
    return subset(face, chars)


def _descriptor(base: str, part: Subset, file: ArchivalFile) -> Dictionary:
    """The font descriptor (9.8); the flag says that the codes are the font's own."""
    metrics = part.metrics
    data = Stream(part.program, {"Length1": len(part.program)})
    return Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": base,
            "Flags": 4,
            "FontBBox": numbers(*metrics.bbox),
            "ItalicAngle": number(metrics.italic_angle),
            "Ascent": number(metrics.ascent),
            "Descent": number(metrics.descent),
            "CapHeight": number(metrics.cap_height),
            "StemV": number(metrics.stem_v),
            "FontFile2": file.refer(data),
        }
    )


def _widths(widths: Sequence[float]) -> str:
    """The W array (9.7.4.3), unrounded; equal neighbours are given once."""
    entries, start = [], 0
    while start < len(widths):
        end = start
        while end + 1 < len(widths) and widths[end + 1] == widths[start]:
            end += 1
        if widths[start] != 1000:
            entries.append(f"{start} {end} {widths[start]:g}")
        start = end + 1
    return f"[{' '.join(entries)}]"


def _to_unicode(chars: str) -> bytes:
    """The CMap from codes to characters (9.10.3), UTF-16BE, surrogate pairs beyond the basic plane."""
    lines = [
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def",
        "1 begincodespacerange<0000><FFFF>endcodespacerange",
    ]
    for start in range(0, len(chars), CHARS_PER_BLOCK):
        block = chars[start : start + CHARS_PER_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += _mappings(block, start + 1)
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict/CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _mappings(chars: Iterable[str], first: int) -> list[str]:
    return [
        f"<{code:04X}><{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars, first)
    ]
