"""T08, T10–T13, T27: ordinals typed at the start of a paragraph, and 。 after a heading (GB/T 15834 B.3)."""

import re
from collections.abc import Iterator

from generator.narrative.mending.characters import NUMERAL
from generator.narrative.mending.model import Edit, MendRule
from generator.report.finding import Severity

_COMPATIBILITY = re.compile(r"[㈠-㈩⑴-⒇]|(?<!\d)[⒈-⒛](?!\d)")
_ARABIC = re.compile(r"^\d{1,2}([、．])(?=[^\d、．])")
_HAN = re.compile(rf"^[{NUMERAL}]{{1,3}}([.．,，])(?![{NUMERAL}])")
_BRACKET = re.compile(rf"^([(（])(?:[{NUMERAL}]{{1,3}}|\d{{1,2}})([)）][、，,.．。：:；;]*)")
_CIRCLED = re.compile(r"^[①-⑳]([、.．，,]+)")


def _plain(char: str) -> str:
    """㈠ → （一）, ⑴ → （1）, ⒈ → 1."""
    code = ord(char)
    if code >= 0x3220:
        return f"（{NUMERAL[code - 0x3220]}）"
    return f"（{code - 0x2473}）" if code < 0x2488 else f"{code - 0x2487}."


def _compatibility(text: str) -> Iterator[Edit]:
    """Never ⒈ beside a digit: 1. and the digit would read as a decimal."""
    for match in _COMPATIBILITY.finditer(text):
        yield Edit(match.start(), match.end(), _plain(match.group()))


def _arabic(text: str) -> Iterator[Edit]:
    if match := _ARABIC.match(text):
        yield Edit(match.start(1), match.end(1), ".")


def _han(text: str) -> Iterator[Edit]:
    if match := _HAN.match(text):
        yield Edit(match.start(1), match.end(1), "、")


def _bracket(text: str) -> Iterator[Edit]:
    if match := _BRACKET.match(text):
        yield Edit(match.start(1), match.end(1), "（")
        yield Edit(match.start(2), match.end(2), "）")


def _circled(text: str) -> Iterator[Edit]:
    if match := _CIRCLED.match(text):
        yield Edit(match.start(1), match.end(1), "")


def _heading_stop(text: str) -> Iterator[Edit]:
    """Only one sentence: a run-in heading keeps its full stops."""
    if text.endswith("。") and text.count("。") == 1:
        yield Edit(len(text) - 1, len(text), "")


RULES = (
    MendRule(
        "T08", Severity.NOTICE, "序号用了合体字符（㈠、⑵、⒊）", "改为（一）、（2）、3.", _compatibility
    ),
    MendRule("T10", Severity.NOTICE, "阿拉伯数字序号后用了顿号或全角点", "改为“1.”", _arabic),
    MendRule("T11", Severity.NOTICE, "汉字序号后用了点或逗号", "改为“一、”", _han),
    MendRule(
        "T12", Severity.NOTICE, "带括号的序号用了半角括号，或序号后多了标点", "改为“（一）”“（1）”，后不加标点", _bracket
    ),
    MendRule("T13", Severity.NOTICE, "带圈序号后多了标点", "删除标点", _circled),
    MendRule(
        "T27", Severity.NOTICE, "单独成行的标题末尾用了句号", "删除句号", _heading_stop, headings_only=True
    ),
)  # fmt: skip
