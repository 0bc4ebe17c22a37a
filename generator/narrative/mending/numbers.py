"""T06, T07, T19, T21, T22, T25, T28: marks inside numbers, times, years and document numbers."""

import re
from collections.abc import Iterator

from generator.narrative.mending.characters import H
from generator.narrative.mending.late import Late
from generator.narrative.mending.model import Edit, MendRule
from generator.report.finding import Severity

_POINT = re.compile(r"(?<=\d)．(?=\d)")
_TIME = re.compile(r"(?<![\d：:.])(\d{1,2})：(?=[0-5]\d(?!\d))")
_RATIO = re.compile(r"(?:比例?|按)[^，。；]{0,6}$")
_DOCUMENT_YEAR = Late(rf"(?<={H})([(\[【﹝（〔])\s?((?:19|20)\d{{2}})\s?([)\]】﹞）〕])(?=\s?第?\d+号)", "号")
_TILDE = Late(rf"\d(?:[%‰]|{H}{{1,2}})?([~〜∼])(?=\d)", "~〜∼")
_YEARS = re.compile(r"(?<![\d/.-])(?<![A-Za-z] )(?:19|20)\d{2}年?([-–−~〜∼～－])(?=(?:19|20)\d{2}年)")
_HAN_YEAR = re.compile(r"(?<![〇一二三四五六七八九])[一二][〇零○◯OoＯ0０一二三四五六七八九]{3}(?=年)")
_ZERO = re.compile("[○◯OoＯ0０]")
_DOT = Late(rf"(?<={H})[•・‧](?={H})|(?<=\d)[•・‧](?=\d)", "•・‧")


def _point(text: str) -> Iterator[Edit]:
    for match in _POINT.finditer(text):
        yield Edit(match.start(), match.end(), ".")


def _time(text: str) -> Iterator[Edit]:
    """10：30 is a time; after 比例 it is a ratio or a scale, which is reported instead."""
    for match in _TIME.finditer(text):
        if int(match.group(1)) <= 24 and not _RATIO.search(text[: match.start()]):
            yield Edit(match.end() - 1, match.end(), ":")


def _document_year(text: str) -> Iterator[Edit]:
    for match in _DOCUMENT_YEAR.finditer(text):
        yield Edit(match.start(1), match.start(2), "〔")
        yield Edit(match.end(2), match.end(3), "〕")


def _year_dashes(text: str) -> dict[int, Edit]:
    found = (Edit(m.start(1), m.end(1), "—") for m in _YEARS.finditer(text))
    return {edit.start: edit for edit in found}


def _years(text: str) -> Iterator[Edit]:
    yield from _year_dashes(text).values()


def _tilde(text: str) -> Iterator[Edit]:
    years = _year_dashes(text)
    for match in _TILDE.finditer(text):
        if match.start(1) not in years:
            yield Edit(match.start(1), match.end(1), "～")


def _han_year(text: str) -> Iterator[Edit]:
    for match in _HAN_YEAR.finditer(text):
        for zero in _ZERO.finditer(match.group()):
            yield Edit(match.start() + zero.start(), match.start() + zero.end(), "〇")


def _dot(text: str) -> Iterator[Edit]:
    for match in _DOT.finditer(text):
        yield Edit(match.start(), match.end(), "·")


RULES = (
    MendRule("T06", Severity.NOTICE, "数字的小数点用了全角", "改为半角小数点", _point, in_titles=True),
    MendRule("T07", Severity.NOTICE, "时间中的冒号用了全角", "改为半角冒号（10:30）", _time),
    MendRule(
        "T19", Severity.NOTICE, "发文字号的年份没有用六角括号", "改为〔〕（GB/T 9704 7.2.5）", _document_year
    ),
    MendRule("T21", Severity.NOTICE, "数值范围的连接号不规范", "改为浪纹线～", _tilde),
    MendRule("T22", Severity.NOTICE, "年份起止的连接号不规范", "改为一字线—", _years),
    MendRule(
        "T25", Severity.NOTICE, "汉字年份中的“〇”误用字母、数字或圆圈", "改为〇（二〇一五年）", _han_year
    ),
    MendRule("T28", Severity.NOTICE, "间隔号不规范", "改为·", _dot),
)
