"""T14–T17, T23: marks of the wrong width or number (GB/T 15834 4.10, 4.11, 5.1)."""

import re
from collections.abc import Iterator

from generator.narrative.mending.characters import HAN, HM, B, has_han, is_chinese
from generator.narrative.mending.late import Late
from generator.narrative.mending.model import Edit, MendRule
from generator.report.finding import Severity

_FULL = str.maketrans(",;:?!", "，；：？！")

_DOTS = re.compile(r"\.{3,}|。{3,}|．{3,}|·{3,}|…+")
_DASHES = re.compile(r"[-－─―–—⸺]+")
_HALF_WIDTH = (
    Late(f"(?<={HM})[,;:?!]{B}*", ",;:?!"),
    Late(f"[,;:?!](?={HM})", ",;:?!"),
    re.compile("[,;:?!]$"),
    re.compile(r"(?<=%)[,;](?=\d)"),  # a list of shares; 1,234 and 10:30 stay
)
_FULL_STOP = Late(rf"(?<=[{HAN}”》）])\.(?=$|”)", ".")
_TWICE = re.compile(r"，{2,}|、{2,}|；{2,}|：{2,}|(?<!。)。。(?!。)")


def _beside_han(text: str, start: int, end: int) -> bool:
    return is_chinese(text[start - 1 : start]) or is_chinese(text[end : end + 1])


def _ellipsis(text: str) -> Iterator[Edit]:
    """Twelve dots (four …) are legal by themselves; 1,2,...,n and Latin text stay."""
    for match in _DOTS.finditer(text):
        if match.group() != "…" * 4 and _beside_han(text, *match.span()):
            yield Edit(match.start(), match.end(), "……")


def _dash(text: str) -> Iterator[Edit]:
    """A single - or — may be a range, a route or a minus: reported, not mended."""
    for match in _DASHES.finditer(text):
        start, end = match.span()
        double = len(match.group()) == 2 or match.group() == "⸺"
        if double and is_chinese(text[start - 1 : start]) and is_chinese(text[end : end + 1]):
            yield Edit(start, end, "——")


def _width(text: str) -> Iterator[Edit]:
    if not has_han(text):
        return
    for pattern in _HALF_WIDTH:
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), match.group()[0].translate(_FULL))


def _stop(text: str) -> Iterator[Edit]:
    for match in _FULL_STOP.finditer(text):
        yield Edit(match.start(), match.end(), "。")


def _repeated(text: str) -> Iterator[Edit]:
    """。。。 is an ellipsis (T14); ！！ and ？？ are legal."""
    for match in _TWICE.finditer(text):
        yield Edit(match.start(), match.end(), match.group()[0])


RULES = (
    MendRule("T14", Severity.NOTICE, "省略号不规范", "改为……（六点，占两字）", _ellipsis),
    MendRule("T15", Severity.NOTICE, "破折号不规范", "改为——（占两字）", _dash),
    MendRule("T16", Severity.NOTICE, "中文里用了半角标点", "改为全角标点", _width, in_titles=True),
    MendRule("T17", Severity.NOTICE, "句末用了半角句点", "改为句号", _stop),
    MendRule("T23", Severity.WARNING, "标点重复", "只保留一个", _repeated),
)
