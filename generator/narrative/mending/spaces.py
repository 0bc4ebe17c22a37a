"""T02–T04: typed blanks. The gap between Han and Western text is made by the typesetter, never typed."""

import re
from collections.abc import Iterator

from generator.narrative.mending.characters import HM, NUMERAL, ORDINAL, B
from generator.narrative.mending.model import Edit, MendRule
from generator.report.finding import Severity

_EDGE = re.compile(f"^{B}+|{B}+$")
_RUN = re.compile(f"{B}+")
_INDENT = re.compile("\u3000{2,4}|[ \u00a0]{2,8}|\t+")
_AFTER_CHAPTER = re.compile(f"^{ORDINAL}$")
_HM = re.compile(HM)
_MARK_BEFORE = re.compile(f"^(?:[（(]?[{NUMERAL}\\d]{{1,3}}[）)]?[、.．]?|[①-⑳])$")


def _edges(text: str) -> Iterator[Edit]:
    """A single blank at the start is a slip and a warning; a whole typed indent is a habit."""
    for match in _EDGE.finditer(text):
        slip = not _INDENT.fullmatch(match.group())
        yield Edit(
            match.start(), match.end(), "", Severity.WARNING if slip and match.end() < len(text) else None
        )


def _inner(text: str) -> Iterator[tuple[int, int, bool, bool]]:
    """Every run of blanks inside the text, and whether H/M stands before and after it."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if start > 0 and end < len(text):
            yield start, end, bool(_HM.match(text[start - 1])), bool(_HM.match(text[end]))


def _belongs(text: str, start: int) -> bool:
    return bool(_AFTER_CHAPTER.match(text[:start]))


def _normal(text: str) -> Iterator[Edit]:
    yield from _edges(text)
    for start, end, before, after in _inner(text):
        if _belongs(text, start) or not (before or after):
            yield Edit(start, end, " ")


def _between_han(text: str) -> Iterator[Edit]:
    for start, end, before, after in _inner(text):
        if before and after and not _belongs(text, start):
            habit = _MARK_BEFORE.match(text[:start])
            yield Edit(start, end, "", Severity.NOTICE if habit else None)


def _beside_han(text: str) -> Iterator[Edit]:
    """Beside a Chinese mark no one types a blank on purpose; between Han and a digit many do."""
    for start, end, before, after in _inner(text):
        if before != after and not _belongs(text, start):
            beside = text[start - 1] if before else text[end]
            yield Edit(start, end, "", _severity(text[:start], beside))


def _severity(head: str, beside: str) -> Severity | None:
    stray = not beside.isalpha() and not _MARK_BEFORE.match(head)
    return Severity.WARNING if stray else None


RULES = (
    MendRule(
        "T02", Severity.NOTICE, "段首、段尾或外文词之间有多余空格", "删除首尾空格，外文词之间只留一个半角空格",
        _normal, in_titles=True,
    ),
    MendRule(
        "T03", Severity.WARNING, "汉字或标点之间夹有空格", "删除空格（“第一章”等之后的空格保留）",
        _between_han, in_titles=True,
    ),
    MendRule(
        "T04", Severity.NOTICE, "汉字与数字、字母之间夹有空格", "删除空格（间距由排版产生）",
        _beside_han, in_titles=True,
    ),
)  # fmt: skip
