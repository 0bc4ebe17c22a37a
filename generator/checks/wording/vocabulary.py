"""Near misses of the fixed phrases of such reports: one character lost, changed, doubled, or two exchanged.

A phrase of five characters and more is safe to compare so: what differs from it by one inner character is
hardly ever a phrase of its own. Those that are stand in `ORDINARY`. First and last characters stay out of
the comparison, since words beside the phrase would join in (把握|申请公开, 信息处理|技术).
"""

import re
from collections.abc import Iterator
from functools import cache

from generator.checks.wording.lookup import Form, Forms
from generator.narrative.mending.characters import is_han

_PHRASES = """
政府信息公开 依申请公开 信息公开条例 信息公开申请 信息公开指南 信息公开目录 信息公开工作年度报告 政府信息公开平台
规范性文件 行政规范性文件 公共企事业单位 行政事业性收费 信息处理费 政务公开标准化规范化 基层政务公开 政务公开工作
政府门户网站 政务新媒体 微信公众号 人民政府办公室 街道办事处 政务服务中心 国务院办公厅 中华人民共和国
国办公开办函 重大建设项目 公共资源配置 社会公益事业 优化营商环境 重点领域信息公开 存在的主要问题
其他需要报告的事项 收到和处理 主动公开政府信息 信息公开工作 提起行政诉讼 行政诉讼案件 行政复议申请 第三方合法权益
结转下年度继续办理 工作领导小组 习近平新时代中国特色社会主义思想 主动公开 行政复议 行政诉讼 信息公开 政务公开
监督保障 商业秘密 个人隐私 三审三校 先审后发 保密审查 政策解读 人民政府 行政许可 行政处罚 行政强制 权责清单
电子屏幕 法定期限 门户网站 政府网站
"""
PHRASES = tuple(_PHRASES.split())
"""What such reports say again and again, in the words of the law and of the form."""

_ORDINARY = """
主动公开政务信息 公开政务信息 政务信息依申请公开 政务信息公开 重点建设项目 存在主要问题 规范文件 规性文件 工程领导小组
结转下年继续办理 收到处理 政府新媒体 社会公共事业 规范化文件 信息公开名录
"""
ORDINARY = frozenset(_ORDINARY.split())
"""Phrases of their own that differ by one character from one of the list."""

_COMPARED = 5

_CUT = re.compile(
    "依申请公(?!开|布|示)|规范性文(?!件|本|书|字)|人民政(?![府协治权策法])|行政诉(?!讼|求|状)|政策解(?![读释决答析])"
    "|政府信息公(?![开共布示告众])|信息公开条(?![例款目件数])|信息公开工(?![作程具])|国务院办公(?![厅室会])"
    "|街道办事(?=[外初])"
)
"""Phrases that lost their last character, with what may rightly follow."""

_WHOLE = {
    whole[:-1]: whole
    for whole in (
        "依申请公开",
        "规范性文件",
        "人民政府",
        "行政诉讼",
        "政策解读",
        "街道办事处",
        "政府信息公开",
        "信息公开条例",
        "信息公开工作",
        "国务院办公厅",
    )
}


def near_misses(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the phrase meant, for every stretch that differs by one slip from a fixed phrase."""
    end = 0
    found = sorted([*_changed(text), *_slipped(text), *_cut(text)], key=lambda hit: (hit[0], -hit[1]))
    for hit in found:
        if hit[0] >= end and text[hit[0] : hit[1]] not in ORDINARY:
            yield hit
            end = hit[1]


def _cut(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _CUT.finditer(text):
        yield (*match.span(), _WHOLE[match.group()])


def _slipped(text: str) -> Iterator[tuple[int, int, str]]:
    for at, form in literal_slips().find(text):
        end = at + len(form.wrong)
        if not _runs_across(text, at, end):
            yield at, end, form.right


def _runs_across(text: str, start: int, end: int) -> bool:
    """Whether the stretch is cut out of two good words: 行政|服务中心, 政务公开|作为."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    into_previous = text[start] == "政" and before in tuple("行财民邮执施党")
    into_next = text[end - 1] == "作" and after in tuple("为出用风")
    return into_previous or into_next


def _changed(text: str) -> Iterator[tuple[int, int, str]]:
    """One inner character is another Han character; then one half of the phrase is intact."""
    for phrase, left, right in _HALVES:
        for start in sorted({*_starts(text, left, 0), *_starts(text, right, len(left))}):
            end = start + len(phrase)
            if _one_inner_change(text[start:end], phrase):
                yield start, end, phrase


def _starts(text: str, part: str, before: int) -> Iterator[int]:
    """Where a phrase would begin whose `part`, `before` characters in, stands in the text."""
    at = text.find(part)
    while at >= 0:
        if at >= before:
            yield at - before
        at = text.find(part, at + 1)


def _one_inner_change(stretch: str, phrase: str) -> bool:
    if len(stretch) != len(phrase):
        return False
    changed = [i for i, (one, other) in enumerate(zip(stretch, phrase, strict=True)) if one != other]
    if len(changed) != 1 or not 0 < changed[0] < len(phrase) - 1:
        return False
    put, meant = stretch[changed[0]], phrase[changed[0]]
    return is_han(put) and not (meant == "开" and put in "示布告")


_HALVES = tuple(
    (phrase, phrase[: len(phrase) // 2], phrase[len(phrase) // 2 :])
    for phrase in PHRASES
    if len(phrase) >= _COMPARED
)
"""The phrases that are compared, with their halves."""


@cache
def literal_slips() -> Forms:
    """Every phrase with one inner character lost (five and more), one doubled, or two exchanged."""
    wrong: dict[str, str] = {}
    for phrase in PHRASES:
        for i in range(len(phrase) - 1):
            wrong[phrase[:i] + phrase[i + 1] + phrase[i] + phrase[i + 2 :]] = phrase
            if i:
                wrong[phrase[: i + 1] + phrase[i:]] = phrase
            if i and len(phrase) >= _COMPARED:
                wrong[phrase[:i] + phrase[i + 1 :]] = phrase
    right = {*PHRASES, *ORDINARY}
    return Forms(Form(form, phrase) for form, phrase in wrong.items() if form not in right)
