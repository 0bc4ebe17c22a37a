"""T58–T60: characters that lost their meaning, forms of characters not in use, and 《》 where none belong."""

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.wording.model import Hit, Line, WordingRule
from generator.checks.wording.patterns import by_pattern
from generator.checks.wording.variants import VARIANTS
from generator.report.finding import Severity

_RARE_HAN = range(0x20000, 0x3FFFE)
"""Planes of rare Han characters, which newer Unicode versions than Python's may have filled."""
_MOJIBAKE = re.compile(
    "锟斤拷|烫烫烫|屯屯屯|[ÃÂâ][\u0080-\u00bf€™œ]+|&(?:[a-z]{2,6}|#\\d{1,5})[;；]|</?(?!https?:|www)[a-z]{1,6}[^<>]*>|_x[0-9A-F]{4}_"
)
_BLOCKS = re.compile("[\ufffd□■▲]+|[\U0001f000-\U0001faff\ufe0f]+")


def _lost(line: Line) -> Iterator[Hit]:
    for match in _BLOCKS.finditer(line.text):
        yield Hit(*match.span())
    for at, char in enumerate(line.text):
        if unicodedata.category(char) in ("Co", "Cn") and ord(char) not in _RARE_HAN:
            yield Hit(at, at + 1, "有私有区或未定义的字符，在别处会显示为空白或方框")
    for match in _MOJIBAKE.finditer(line.text):
        yield Hit(*match.span(), "有乱码或网页代码")


def _variants(line: Line) -> Iterator[Hit]:
    for at, char in enumerate(line.text):
        if plain := VARIANTS.get(char):
            yield Hit(at, at + 1, f"“{char}”是繁体字或异体字，规范字为“{plain}”")


_NOT_WORKS = "会议|大会|论坛|发布会|座谈会|推进会|培训班|奖|平台|专栏|栏目|网站|公众号|客户端|窗口|证书|活动"

RULES = (
    WordingRule(
        "T58", Severity.NOTICE, "会议、奖项、平台、栏目等名称用了书名号",
        "请改用引号或不加标点（GB/T 15834 A.13）", by_pattern(f"《[^《》]*(?:{_NOT_WORKS})》"),
    ),
    WordingRule(
        "T59", Severity.ERROR, "有无法显示或失去意义的字符",
        "请删去，或重新输入原来的文字", _lost,
    ),
    WordingRule(
        "T60", Severity.WARNING, "用了繁体字或异体字",
        "请改为规范字；确为人名、地名的请填确认说明", _variants,
    ),
)  # fmt: skip
