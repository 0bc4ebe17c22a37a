"""Script portions: the stretches into which text falls before it is measured, broken or written.

Three kinds stand side by side in official Chinese text, and LibreOffice, Word and the PDF must cut them at
the same places, because letter spacing and the Han-Latin gap are charged by portion:

- `han`: Han characters and every full-width form, set in the role's Chinese face;
- `latin`: ASCII and the letters of Western Europe, set in the Latin face (as `fonts.is_western` says);
- `mark`: “ ” ‘ ’ … — · and other symbols that Unicode gives to no script. Left alone an application sets
  them in the font of whatever stands before; they form a portion of their own, always in the Chinese face
  (in DOCX: character style 中文标点).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Kind = Literal["han", "latin", "mark"]

_LATIN_RANGES = ((0x20, 0x7E), (0xC0, 0x24F))
_LATIN_MARKS = "×÷"
"""Signs among the Latin-1 letters that Chinese text sets one em wide."""
_HAN_RANGES = (
    (0x1100, 0x11FF),
    (0x2E80, 0xA4CF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)


def _pattern(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in ranges)


_HAN = _pattern(_HAN_RANGES)
_LATIN = _pattern(_LATIN_RANGES)
_WESTERN_MARK = f"(?:[{_LATIN_MARKS}]|[\\u0000-\\u001f\\u007f-\\u00bf\\u0250-\\u052f])"
"""× ° ± · and other symbols that Unicode lists with Western letters."""
_OTHER_MARK = f"[^{_HAN}\\u0000-\\u052f]"
_PORTION = re.compile(
    f"(?P<han>(?! )[{_HAN} ]+)"
    f"|(?P<latin>(?:(?![{_LATIN_MARKS}])[{_LATIN}])+)"
    f"|(?P<western>{_WESTERN_MARK}(?:{_WESTERN_MARK}| )*)"
    f"|(?P<other>(?! )(?:{_OTHER_MARK}| )+)"
)


def split(text: str) -> Iterator[tuple[Kind, str]]:
    """The portions of `text` in order; joined they are the text. A space belongs to what stands before it.

    Two portions of marks meet where × ° ± · stand beside the others: applications part them too.
    """
    for match in _PORTION.finditer(text):
        yield _name(match), match.group()


def _name(match: re.Match[str]) -> Kind:
    if match.lastgroup == "han":
        return "han"
    return "latin" if match.lastgroup == "latin" else "mark"


@lru_cache(maxsize=4096)
def kind(char: str) -> Kind:
    """The kind of one character standing alone."""
    return next(split(char))[0]
