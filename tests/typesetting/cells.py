"""The cell model, to hold the line breaker against: lines counted in 字, as the standard's own rules and cases speak.

Han characters, full-width marks and “ ” ‘ ’ … — · take one cell, every ASCII character half of one. Two
profiles: `grid` (what the report is set in: no squeezing), and `gb` (GB/T 15834-2011 5.1.10 to the letter: a
mark at the line's end takes half a cell, a pair with a bracket or quotation mark 1½).
"""

from collections.abc import Sequence
from typing import Literal

from generator.typesetting.linebreak import Rules, cut, greedy
from generator.typesetting.runs import kind

Profile = Literal["grid", "gb"]

_OPENING = frozenset("（〔［｛〈《「『【〖“‘")
_CLOSING = frozenset("）〕］｝〉》」』】〗”’")
_STOPS = frozenset("、，。．；：？！")
_FULL = _OPENING | _CLOSING | _STOPS


def break_cells(
    text: str,
    measure: float,
    indent: float = 0,
    gap: float = 0,
    soft: bool = False,
    profile: Profile = "grid",
) -> tuple[str, ...]:
    """Break `text` into lines of `measure` cells; the first line is `indent` cells shorter.

    `gap` is the Han-Latin gap in cells; `soft` keeps numerals with their 年 and measure words.
    """
    natural = _natural(text, gap, profile)

    def width(start: int, end: int) -> float:
        return _width(text, natural, start, end, gap, profile)

    def fit(start: int) -> int:
        available = measure - indent if start == 0 else measure
        end = start
        while end < len(text) and width(start, end + 1) <= available:
            end += 1
        return end

    rules = Rules(text, lambda start, end: width(start, end) > measure, soft)
    return cut(text, greedy(text, fit, rules.following))


def _natural(text: str, gap: float, profile: Profile) -> Sequence[float]:
    """Cells of the first i characters, with gaps and squeezed pairs."""
    sums = [0.0]
    for i, char in enumerate(text):
        squeeze = 0.5 if profile == "gb" and i and _pair(text[i - 1], char) else 0.0
        space = gap if i and _border(text[i - 1], char) else 0.0
        sums.append(sums[-1] + space - squeeze + (0.5 if char.isascii() else 1.0))
    return sums


def _pair(before: str, after: str) -> bool:
    """Two full-width marks of which one is a bracket or quotation mark (clreq)."""
    return before in _FULL and after in _FULL and bool({before, after} & (_OPENING | _CLOSING))


def _border(before: str, after: str) -> bool:
    kinds = {kind(before), kind(after)}
    return kinds == {"han", "latin"} and before.isalnum() and after.isalnum()


def _width(text: str, natural: Sequence[float], start: int, end: int, gap: float, profile: Profile) -> float:
    """Cells of [start, end) as one line."""
    if start >= end:
        return 0.0
    width = natural[end] - natural[start]
    if start and _border(text[start - 1], text[start]):
        width -= gap
    if profile == "gb":
        width += 0.5 if start and _pair(text[start - 1], text[start]) else 0.0
        width -= 0.5 if text[start] in _OPENING else 0.0
        width -= 0.5 if text[end - 1] in _CLOSING | _STOPS else 0.0
    return width
