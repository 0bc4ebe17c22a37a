"""T43, T57, T69: how a paragraph ends, how levels follow each other, and bullets that 7.3.3 does not know."""

import re
from collections.abc import Iterator

from generator.checks.wording.model import Hit, Line, WordingRule
from generator.checks.wording.patterns import by_pattern
from generator.formats.headings import from_han
from generator.narrative.mending.characters import NUMERAL, H
from generator.narrative.mending.protect import addresses
from generator.narrative.ordinals import typed_ordinal
from generator.report.finding import Severity
from generator.report.model import Level

_FINAL = "。！？；：…”"
_INNER = re.compile("[。；！？]")
_LABEL = re.compile(
    r"(?:联系|办公|通信|通讯|单位|办理|电子|咨询|监督|投诉|举报|邮政|官方)?"
    r"(?:地址|邮编|邮箱|电话|传真|网址|联系人|网站|编码|时间|邮件)|[图表](?:\d|[一二三四五六七八九十])|附件?\d*[：:]|注[：:]"
)
_DATE = re.compile(r"(?:\d{4}|[〇一二三四五六七八九十]{4})年.{1,3}月.{1,3}日")
_HEADING = re.compile(
    "(?![我本全已未无经])[^，。；：！？、\\d]{2,13}(?:情况|方面|措施|问题|工作|概述|建设|管理|保障|公开|渠道|形式|内容|要求|计划|机制|制度|说明)"
)
"""A line that names a subject and says nothing of it."""
_OPENS_REPORT = re.compile(
    r"(?:报告|汇报|公布|公开|通报|总结|说明|介绍|发布)(?:情况|工作)?如下：$|(?:编制|制定|形成|撰写|制作)[^。；，]{0,20}(?:报告|年报)：$"
)
"""A sentence that opens the report (现将有关情况报告如下：): what it points to are the chapters that follow."""
_RANK = {Level.TWO: 2, Level.THREE: 3, Level.FOUR: 4}


def _ending(line: Line) -> Iterator[Hit]:
    """Never on headings, items without an inner sentence, contact lines, or after an address."""
    text = line.seen
    if line.kind == "heading" or not re.search(H, text) or _answers_follow(line):
        return
    end = len(text)
    if text[-1] in "，、":
        yield Hit(end - 1, end, "段落以句中的标点结尾，内容可能不完整")
    elif text[-1] == "；" and _list_ends(line):
        yield Hit(end - 1, end, "最后一项以分号结尾，应为句号")
    elif text[-1] == "：" and line.last and not line.tables and not _OPENS_REPORT.search(text):
        yield Hit(end - 1, end, "段落以冒号结尾，后面没有内容")
    elif line.kind == "body" and not line.last and _HEADING.fullmatch(text):
        yield Hit(0, end, "这一段像是标题", Severity.NOTICE)
    elif not _finished(text) and not _needs_none(line, text):
        yield Hit(max(0, end - 6), end)


def _answers_follow(line: Line) -> bool:
    """在已经答复的N件申请中， and then a paragraph for each kind of answer, its name in quotes."""
    return line.seen.endswith("中，") and line.next_text.startswith("“")


def _finished(text: str) -> bool:
    """A bracketed remark may follow the full stop, or hold it."""
    if text[-1] == "）":
        before = text[: text.rfind("（")]
        return text[-2] in _FINAL or before[-1:] in tuple(_FINAL)
    return text[-1] in _FINAL


def _needs_none(line: Line, text: str) -> bool:
    listed = line.kind == "item" or typed_ordinal(text) is not None
    return (
        (listed and not _INNER.search(text))
        or any(end == len(text) for _, end in addresses(line.text))
        or bool(_LABEL.match(text) and len(text) <= 60)
        or bool(_DATE.fullmatch(text))
        or text in line.own_names
    )


def _list_ends(line: Line) -> bool:
    """Whether the list that this line belongs to ends with it."""
    if line.last:
        return True
    own, following = _rank(line.level), _rank(line.next_level)
    return following < own


def _rank(level: Level | None) -> int:
    """1 for what stands above items, 5 for running text: a list in body text ends where a heading comes."""
    return _RANK.get(level, 5) if level else 1


_MARK = "(?:^|(?<=[。；：，！？”）]))"
_SERIES = (
    re.compile(rf"{_MARK}（([{NUMERAL}]{{1,3}})）(?!项|款|条|、)"),
    re.compile(rf"{_MARK}（(\d{{1,2}})）(?!项|款|条|、)"),
    re.compile(rf"{_MARK}(\d{{1,2}})[.、](?!\d)"),
    re.compile(rf"{_MARK}第([{NUMERAL}]{{1,2}})，"),
    re.compile(f"{_MARK}([①-⑳])"),
)


def _value(typed: str) -> int:
    if typed.isdecimal():
        return int(typed)
    return ord(typed) - ord("①") + 1 if "①" <= typed <= "⑳" else from_han(typed)


def _numbering(line: Line) -> Iterator[Hit]:
    """A level above one that already stood; a list in one paragraph that skips or repeats a number."""
    if line.outranked:
        yield Hit(0, min(6, len(line.text)), "层级高于前面已有的各项，同一章的层次应由高到低")
    for pattern in _SERIES:
        last = 0
        for match in pattern.finditer(line.seen):
            value = _value(match.group(1))
            if last and value not in (last + 1, 1):
                fault = "重复" if value == last else "不连续"
                yield Hit(*match.span(), f"段内序号{fault}")
            last = value if last or value == 1 else 0


RULES = (
    WordingRule(
        "T43", Severity.WARNING, "段末缺少句号等标点",
        "请补上标点或补全内容；标题请选择层级", _ending,
    ),
    WordingRule(
        "T57", Severity.WARNING, "层次或序号的次序不对",
        "请核对是否缺少、重复，或层级选错", _numbering,
    ),
    WordingRule(
        "T69", Severity.WARNING, "段首用了公文没有的项目符号",
        "请改用“（一）”“1.”“（1）”的层级",
        by_pattern(r"^(?:[．•●◆◇▪▫★☆※►▶➢✓✔*]|[-–—](?!—)|(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[a-zA-Z][)）.、])"),
    ),
)  # fmt: skip
