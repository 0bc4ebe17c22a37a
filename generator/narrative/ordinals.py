"""Ordinals at the start of an item: （一）, 1., （1） and all the ways in which they are typed (GB/T 9704 7.3.3)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.formats.headings import from_han, han
from generator.report.model import Level

_HAN = "[一二三四五六七八九十]{1,3}"
_MARK = r"[\s\u3000]*[、，,.．：:]?[\s\u3000]*"
_NOT_A_RANGE = r"(?![\s\u3000]*(?:[至到和与或及、—～~-][\s\u3000]*[（(]|[项款条类种])|\s*$)"


@dataclass(frozen=True)
class Ordinal:
    """A typed ordinal: its level (None for 一、, the level of chapters), value, and what follows it."""

    level: Level | None
    value: int
    typed: str
    rest: str


_Reader = tuple[re.Pattern[str], Level | None, Callable[[str], int]]

_READERS: tuple[_Reader, ...] = (
    (re.compile(rf"[（(]\s*({_HAN})\s*[）)]{_NOT_A_RANGE}{_MARK}"), Level.TWO, from_han),
    (re.compile(rf"([㈠-㈩]){_NOT_A_RANGE}{_MARK}"), Level.TWO, lambda c: ord(c) - 0x321F),
    (re.compile(rf"[（(]\s*([0-9０-９]{{1,2}})\s*[）)]{_NOT_A_RANGE}{_MARK}"), Level.FOUR, int),
    (re.compile(rf"([⑴-⒇]){_NOT_A_RANGE}{_MARK}"), Level.FOUR, lambda c: ord(c) - 0x2473),
    (re.compile(rf"([0-9０-９]{{1,2}})[）)]{_NOT_A_RANGE}{_MARK}"), Level.FOUR, int),
    (re.compile(r"([0-9０-９]{1,2})\s*[.．、](?![0-9０-９])\s*(?=\S)"), Level.THREE, int),
    (re.compile(r"([⒈-⒛])(?![0-9０-９])\s*(?=\S)"), Level.THREE, lambda c: ord(c) - 0x2487),
    (re.compile(rf"({_HAN})\s*[、.．](?!{_HAN}[、是])\s*(?=\S)"), None, from_han),
)


def typed_ordinal(text: str) -> Ordinal | None:
    """The ordinal typed at the start of `text`, or None.

    A decimal (1.5), a range (（一）至（三）), a year in brackets and 1、2号楼 are none.
    """
    start = len(text) - len(text.lstrip())
    for pattern, level, value in _READERS:
        match = pattern.match(text, start)
        if match:
            return Ordinal(level, value(match[1]), match.group().strip(), text[match.end() :])
    return None


def written(level: Level, value: int) -> str:
    """The ordinal as it is printed: （二）, 2., （2）. `level` is not body text."""
    return {Level.TWO: f"（{han(value)}）", Level.THREE: f"{value}.", Level.FOUR: f"（{value}）"}[level]
