"""Headings as they are typed and the sections that they mean; Han numerals (read up to 99, written up to 99 999)."""

import re
import unicodedata
from functools import lru_cache

from generator.formats.model import PREAMBLE, Format, Section

_DIGITS = "零一二三四五六七八九"
_ORDINAL = re.compile(r"\s*(?:第?([一二三四五六七八九十]{1,3})\s*(?:部分)?\s*[、.．，,:：])\s*(?=\S)")
_PREAMBLE_NAMES = frozenset(("前言", "引言", "序言", "导语"))


def han(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十, 105 → 一百零五. `number` is from 1 to 99 999."""
    if number < 20:
        return ("十" if number >= 10 else "") + (_DIGITS[number % 10] if number % 10 else "")
    written, gap = "", False
    for place, unit in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + unit
        gap = not digit and bool(written)
    return written


def from_han(text: str) -> int:
    """十二 → 12; 0 for what is no numeral below 100."""
    match = re.fullmatch("(?:([二三四五六七八九])?(十))?([一二三四五六七八九])?", text)
    if not match:
        return 0
    tens = (_DIGITS.index(match[1]) if match[1] else 1) if match[2] else 0
    return tens * 10 + (_DIGITS.index(match[3]) if match[3] else 0)


def split_ordinal(heading: str) -> tuple[int, str]:
    """The value of a typed 一、 and the rest: (0, heading) where none is typed."""
    match = _ORDINAL.match(heading)
    return (from_han(match[1]), heading[match.end() :].strip()) if match else (0, heading.strip())


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A heading for comparison: width folded, without blanks and marks."""
    return re.sub(r"[\s、,。.;:]+", "", unicodedata.normalize("NFKC", text)).casefold()


def section_for(fmt: Format, typed: str) -> Section | None:
    """The section that a typed heading, a bare ordinal (二) or an alias means; None if there is none."""
    _, title = split_ordinal(typed)
    wanted = folded(title)
    for section in fmt.sections:
        names = (section.title, section.heading, *section.aliases)
        if wanted in {folded(name) for name in names} and wanted:
            return section
    number = from_han(typed.strip().rstrip("、.．"))
    chapters = [section for section in fmt.sections if not section.annex]
    return chapters[number - 1] if 0 < number <= len(chapters) else None


def is_preamble(typed: str) -> bool:
    """Whether a typed chapter name is the preamble's."""
    return folded(typed) in _PREAMBLE_NAMES or typed == PREAMBLE
