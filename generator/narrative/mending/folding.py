"""T01, T05, T09: characters that show nothing or only look like others, replaced by the plain ones."""

import re
import unicodedata
from collections.abc import Iterator

from generator.narrative.mending.model import Edit, MendRule
from generator.report.finding import Severity

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+"
)
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05]+")
_LOOK_ALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")

_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
"""Radicals that text copied out of a PDF brings along and that Unicode gives no equivalent for."""


def _without_invisible(text: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "")


def _half_width(text: str) -> Iterator[Edit]:
    """Never NFKC: that would also turn ： （ ～ … ① into other things."""
    for match in _FULL_WIDTH.finditer(text):
        yield Edit(match.start(), match.end(), "".join(chr(ord(char) - 0xFEE0) for char in match.group()))


def _unified(text: str) -> Iterator[Edit]:
    for match in _LOOK_ALIKE.finditer(text):
        char = match.group()
        plain = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
        yield Edit(match.start(), match.end(), plain)


RULES = (
    MendRule("T01", Severity.NOTICE, "文字中夹有看不见的字符", "删除", _without_invisible, in_titles=True),
    MendRule(
        "T05", Severity.NOTICE, "数字、字母、百分号用了全角", "改为半角", _half_width, in_titles=True
    ),
    # The same character to every reader, so inside 《》 too: the title quoted is not another one by it.
    MendRule(
        "T09", Severity.NOTICE, "汉字用了部首或兼容字符（多由PDF复制带入）", "改为通用汉字", _unified, in_titles=True,
    ),
)  # fmt: skip
