"""Numbers the items of one chapter and takes away what was typed (T29)."""

from collections.abc import Iterable
from dataclasses import replace

from generator.narrative.ordinals import Ordinal, typed_ordinal, written
from generator.report.finding import Finding, Severity
from generator.report.model import Level, Paragraph

RULE = "T29"
_ORDER = (Level.TWO, Level.THREE, Level.FOUR)


def number_items(paragraphs: Iterable[Paragraph]) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...]]:
    """The paragraphs with computed numbers, and a finding for each typed ordinal that had to be changed.

    Each level counts anew below its parent. A list that is typed from 1 after a paragraph ending in ：
    is a new list. Body text that starts with an ordinal of an item is an item of that level.
    """
    counter = _Counter()
    numbered: list[Paragraph] = []
    findings: list[Finding] = []
    for paragraph in paragraphs:
        ordinal = typed_ordinal(paragraph.text)
        level = _level(paragraph, ordinal)
        if level is Level.BODY:
            numbered.append(paragraph)
            continue
        before = numbered[-1] if numbered else None
        value = counter.next(level, restart=_new_list(before, ordinal))
        item = replace(paragraph, level=level, number=written(level, value))
        if ordinal:
            item = replace(item, text=ordinal.rest)
            findings += [] if paragraph.generated else _told(ordinal, value, item)
        numbered.append(item)
    return tuple(numbered), tuple(findings)


class _Counter:
    """Counts of the three levels; a number restarts whenever a level above it counts on."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(_ORDER, 0)

    def next(self, level: Level, restart: bool) -> int:
        self._counts[level] = 1 if restart else self._counts[level] + 1
        for below in _ORDER[_ORDER.index(level) + 1 :]:
            self._counts[below] = 0
        return self._counts[level]


def _level(paragraph: Paragraph, ordinal: Ordinal | None) -> Level:
    if paragraph.level is Level.BODY and ordinal and ordinal.level:
        return ordinal.level
    return paragraph.level


def _new_list(before: Paragraph | None, ordinal: Ordinal | None) -> bool:
    introduced = before is not None and before.level is Level.BODY and before.text.endswith(("：", ":"))
    return introduced and ordinal is not None and ordinal.value == 1


def _told(ordinal: Ordinal, value: int, item: Paragraph) -> list[Finding]:
    """A warning where the value differs, a notice where only the writing does, else nothing."""
    if ordinal.value != value:
        message = (
            f"序号“{ordinal.typed}”与次序不符，已改为“{item.number}”。请核对是否缺少一项、重复或次序有误。"
        )
        return [Finding(Severity.WARNING, RULE, message, item.place, quote=ordinal.typed)]
    if ordinal.typed != item.number:
        message = f"序号“{ordinal.typed}”的写法已改为“{item.number}”。序号由程序编排，请不必手工填写。"
        return [Finding(Severity.NOTICE, RULE, message, item.place, quote=ordinal.typed)]
    return []
