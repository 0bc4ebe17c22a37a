"""Blanks that must not be closed up, because a word may be missing there or because they are meant.

`共受理　　件` is an unfilled form; `王　平` a name padded to three characters; `概　述` a spread heading.
"""

import re
from functools import cache

from generator.narrative.mending.characters import HAN, B, H

Span = tuple[int, int]

_COUNTED = "件条份篇次项期个%"
_MEASURE = _COUNTED + "人家户场名例宗起月日号"
_ENDS = f"(?=[^{HAN}]|[的和其占均已并较比同]|$)"
_AFTER = (
    "共|计|收到|受理|办理|公开|发布|答复|办结|制发|新增|达|达到|为|发放|接待|回应|解读|转载|报送|编发|信息|申请"
    "|文件|许可|处罚|案件|建议|提案|占|增长|下降|第|〕"
)
_WANTS_NUMBER = "|".join(f"(?<={word})" for word in _AFTER.split("|"))

_BLANK = re.compile(B)


@cache
def _unfilled() -> tuple[re.Pattern[str], ...]:
    """Compiled when the first text with a blank comes: most have none."""
    return (
        # a wide blank before a measure word: 主动公开信息　条
        re.compile(f"(?<=[{HAN}〕])(?:\u3000|{B}{{2,}})(?=(?:[{_MEASURE}]|[万亿]?元){_ENDS})"),
        # any blank where the word before it wants a number: 共受理 件，
        re.compile(f"(?:{_WANTS_NUMBER}){B}+(?=(?:[{_COUNTED}]|[万亿]?元){_ENDS})"),
        # a number or a date without figures: 第 号, 年 月 日, 20　　年
        re.compile(f"(?<=[第〕]){B}+(?=号)|(?<=年){B}+(?=月{_ENDS})|(?<=月){B}+(?=日{_ENDS})"),
        re.compile(f"(?<=20)(?:\u3000|{B}{{2,}})(?=年)"),
        # a gap too wide for a slip of the finger: 由　　　　编制
        re.compile(f"(?<={H})(?:\u3000{{2,}}|{B}{{4,}})(?={H})"),
        # a label with nothing after it: 电话： ，
        re.compile(f"(?<=[：:]){B}+(?=[，。；、）)])"),
    )


@cache
def _spread() -> re.Pattern[str]:
    return re.compile(f"(?<![{HAN}])(?<!{H}{B})({H})\u3000{{1,2}}({H})(?![{HAN}]|{B}{H})")


def unfilled_blanks(text: str) -> tuple[Span, ...]:
    """Where a word or a figure seems to be missing between two words."""
    if not _BLANK.search(text):
        return ()
    return tuple(sorted({m.span() for pattern in _unfilled() for m in pattern.finditer(text)}))


def spread_words(text: str) -> tuple[Span, ...]:
    """Two-character names and headings spread by a full-width space: 王　平, 概　述."""
    if "\u3000" not in text:
        return ()
    return tuple((m.end(1), m.start(2)) for m in _spread().finditer(text))


def kept_blanks(text: str) -> tuple[Span, ...]:
    """All blanks that mending leaves as they are."""
    return unfilled_blanks(text) + spread_words(text)
