"""The chapters in the format's order: sections recognised, pasted headings split off, doubles joined."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.formats.headings import folded, is_preamble, section_for, split_ordinal
from generator.formats.model import PREAMBLE, Format
from generator.narrative.ordinals import typed_ordinal
from generator.report.finding import Finding, Severity
from generator.report.model import Chapter, Level, Paragraph

_LONGEST_HEADING = 40
"""A pasted line with 一、 that is longer than this is an item, not a heading."""


def arrange(fmt: Format, chapters: Iterable[Chapter]) -> tuple[tuple[Chapter, ...], tuple[Finding, ...]]:
    """Every chapter with its section and heading, in order, and what was changed.

    Prescribed sections carry their official heading; a chapter that the form does not know (intake has told)
    stands last. Formats with open chapters keep the unit's own headings and order, the preamble first.
    """
    findings: list[Finding] = []
    parts = [
        _recognised(fmt, part, findings) for chapter in chapters for part in _split(fmt, chapter, findings)
    ]
    parts = _joined(parts)
    if fmt.open_chapters:
        arranged = sorted(parts, key=lambda chapter: chapter.section != PREAMBLE)
        findings += _typed_numbers(fmt, arranged)
        return tuple(arranged), tuple(findings)
    order = {PREAMBLE: -1, "": len(fmt.sections), **{s.id: n for n, s in enumerate(fmt.sections)}}
    arranged = sorted(parts, key=lambda chapter: order[chapter.section])
    findings += _out_of_order(fmt, parts, arranged)
    return tuple(arranged), tuple(findings)


def _split(fmt: Format, chapter: Chapter, findings: list[Finding]) -> Iterator[Chapter]:
    """The chapter, cut where a chapter's heading was pasted among its paragraphs."""
    current, kept = chapter, list[Paragraph]()
    for paragraph in chapter.paragraphs:
        heading = _pasted_heading(fmt, paragraph)
        if not heading:
            kept.append(paragraph)
            continue
        if kept:
            yield replace(current, paragraphs=tuple(kept))
        message = f"“{heading}”是章名，以下各段已归入这一章。章名请在“章”一列选择，不必写入内容。"
        rule = f"{fmt.id}.txt.heading"
        findings.append(Finding(Severity.NOTICE, rule, message, paragraph.place, quote=heading))
        current, kept = Chapter("", "", (), paragraph.place, heading), []
    yield replace(current, paragraphs=tuple(kept))


def _pasted_heading(fmt: Format, paragraph: Paragraph) -> str:
    """The text of a paragraph that is a chapter's heading with its 一、, else ""."""
    text = paragraph.text.strip().rstrip("。")
    ordinal = typed_ordinal(text)
    if ordinal is None or ordinal.level is not None or paragraph.level not in (Level.BODY, Level.TWO):
        return ""
    if len(text) > _LONGEST_HEADING or any(mark in text for mark in "。；：，！？"):
        return ""
    return text if fmt.open_chapters or section_for(fmt, text) else ""


def _recognised(fmt: Format, chapter: Chapter, findings: list[Finding]) -> Chapter:
    """The chapter with its section, and the heading that will be printed, without ordinal."""
    typed = chapter.typed_heading or chapter.heading
    if chapter.section == PREAMBLE or (not chapter.section and is_preamble(typed)):
        return replace(chapter, section=PREAMBLE, heading="")
    found = section_for(fmt, typed) if not chapter.section else None
    section = next((s for s in fmt.sections if s.id == chapter.section), found)
    own = split_ordinal(typed)[1].rstrip("。")
    if section is None:
        return replace(chapter, section="", heading=own)
    named = bool(own) and section_for(fmt, own) is section and not _bare_ordinal(fmt, own)
    if fmt.open_chapters:
        return replace(chapter, section=section.id, heading=own if named else section.title)
    if named and folded(own) != folded(section.title):
        message = f"章名“{own}”已改为规定的“{section.title}”。"
        findings.append(Finding(Severity.NOTICE, f"{fmt.id}.txt.heading", message, chapter.place, quote=own))
    return replace(chapter, section=section.id, heading=section.title)


def _bare_ordinal(fmt: Format, typed: str) -> bool:
    """Whether only a number was chosen (二), not a heading."""
    return len(typed.rstrip("、.．")) <= 2 and all(c in "一二三四五六七八九十、.．" for c in typed)


def _joined(parts: list[Chapter]) -> list[Chapter]:
    """Chapters of the same section as one, where the first of them stands; empty own ones vanish.

    An empty part gives way to the heading of the part that follows it: a heading chosen from the list and
    then pasted once more.
    """
    joined: list[Chapter] = []
    at: dict[str, int] = {}
    for part in parts:
        same = at.get(part.section)
        if same is None:
            if part.section:
                at[part.section] = len(joined)
            if part.section or part.paragraphs:
                joined.append(part)
            continue
        first = joined[same]
        heading = first.heading if first.paragraphs else part.heading
        joined[same] = replace(first, heading=heading, paragraphs=(*first.paragraphs, *part.paragraphs))
    return joined


def _out_of_order(fmt: Format, typed: list[Chapter], arranged: list[Chapter]) -> list[Finding]:
    """A warning at the first chapter that stands before one of a lower number."""
    for before, after in zip(typed, arranged, strict=True):
        if before is not after:
            name = before.heading or "前言"
            message = f"章的次序与规定不同（从“{name}”起），已按规定的次序排列。请核对内容是否放错了章。"
            return [Finding(Severity.WARNING, f"{fmt.id}.txt.order", message, before.place)]
    return []


def _typed_numbers(fmt: Format, chapters: list[Chapter]) -> list[Finding]:
    """T29 for headings of the unit's own: a typed 三、 where the second chapter stands."""
    found = []
    numbered = (chapter for chapter in chapters if chapter.section != PREAMBLE)
    for number, chapter in enumerate(numbered, 1):
        typed = split_ordinal(chapter.typed_heading)[0]
        listed = any(folded(chapter.typed_heading) == folded(s.heading) for s in fmt.sections)
        if typed and typed != number and not listed:
            message = (
                f"章“{chapter.typed_heading}”的序号与次序不符，已重新编号。请核对是否缺少一章或次序有误。"
            )
            found.append(
                Finding(Severity.WARNING, "T29", message, chapter.place, quote=chapter.typed_heading)
            )
    return found
