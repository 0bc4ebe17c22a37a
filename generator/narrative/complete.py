"""Completes the narrative of one report: references, mended text, order, numbers, missing sections."""

from collections.abc import Iterable
from dataclasses import replace

from generator.formats.headings import folded
from generator.formats.model import PREAMBLE, Format, Section
from generator.narrative.chapters import arrange
from generator.narrative.generate import generate
from generator.narrative.mending import mend_findings, mend_heading, mend_paragraph
from generator.narrative.numbering import number_items
from generator.narrative.ordinals import typed_ordinal
from generator.narrative.references import References
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Chapter, Level, Paragraph, Report

SHEET = "正文"


def complete(report: Report) -> tuple[Report, tuple[Finding, ...]]:
    """The report with its narrative as it will be printed, and all that was changed or is missing.

    Every chapter of the format stands in order; empty ones that follow from the figures are written by the
    format's templates; every paragraph has its figures, mended text and number.
    """
    findings: list[Finding] = []
    chapters, found = arrange(report.format, report.chapters)
    findings += found
    references = References(report)
    typed = [_finished(chapter, report.format, references, findings) for chapter in chapters]
    whole = _with_missing(report, typed, findings)
    told = tuple(_confirmed(finding, report) for finding in findings)
    return replace(report, chapters=tuple(_with_preamble(report, whole))), told


def _confirmed(finding: Finding, report: Report) -> Finding:
    """A warning carries the clerk's 确认说明 for its rule; errors and notices have none."""
    note = report.confirmations.get(finding.rule, "")
    return replace(finding, confirmed=note) if note and finding.severity is Severity.WARNING else finding


def _finished(chapter: Chapter, fmt: Format, references: References, findings: list[Finding]) -> Chapter:
    """One chapter as typed, its paragraphs resolved, mended and numbered."""
    paragraphs: list[Paragraph] = []
    for paragraph in chapter.paragraphs:
        resolved, found = references.resolve(paragraph)
        mended = _mended(resolved, findings)
        findings += found
        paragraphs += _kept(mended, chapter, fmt, findings)
    numbered, found = number_items(paragraphs)
    findings += found
    heading = mend_heading(chapter.heading)
    findings += mend_findings(heading, chapter.place)
    return replace(chapter, heading=heading.text, paragraphs=numbered)


def _mended(paragraph: Paragraph, findings: list[Finding]) -> Paragraph:
    mended = mend_heading(paragraph.text) if stands_alone(paragraph) else mend_paragraph(paragraph.text)
    findings += mend_findings(mended, paragraph.place)
    return replace(paragraph, text=mended.text)


def stands_alone(paragraph: Paragraph) -> bool:
    """Whether an item of level （一） is a heading on its own line: one short stretch without inner marks."""
    text = paragraph.text.strip()
    ordinal = typed_ordinal(text)
    level = ordinal.level if ordinal and paragraph.level is Level.BODY else paragraph.level
    words = (ordinal.rest if ordinal else text).strip().rstrip("。")
    return level is Level.TWO and len(words) <= 40 and not any(mark in words for mark in "。；！？，：,;:")


def _kept(paragraph: Paragraph, chapter: Chapter, fmt: Format, findings: list[Finding]) -> list[Paragraph]:
    """The paragraph, or nothing where it only repeats the chapter's heading or is an empty number."""
    ordinal = typed_ordinal(paragraph.text)
    words = ordinal.rest if ordinal else paragraph.text
    if chapter.heading and folded(words) == folded(chapter.heading):
        message = f"这一段只是重复章名“{chapter.heading}”，已省去。章名由程序印出，请不必写入内容。"
        rule = f"{fmt.id}.txt.heading"
        findings.append(Finding(Severity.NOTICE, rule, message, paragraph.place, quote=paragraph.text))
        return []
    return [paragraph] if words.strip() else []


def _with_missing(report: Report, typed: list[Chapter], findings: list[Finding]) -> list[Chapter]:
    """The chapters with every section of the format that was left empty, in its place."""
    chapters = list(typed)
    headings = tuple(chapter.heading for chapter in typed if chapter.section != PREAMBLE)
    for section in report.format.sections:
        present = report_chapter(chapters, section.id)
        if section.annex or (present and present.paragraphs):
            continue
        paragraphs = generate(section.template, report, headings) if section.template else ()
        findings += _about_missing(report.format, section, bool(paragraphs), present)
        if paragraphs or section.tables or present or not report.format.open_chapters:
            chapter = Chapter(section.id, section.title, number_items(paragraphs)[0])
            if present:
                chapters[chapters.index(present)] = replace(present, paragraphs=chapter.paragraphs)
            else:
                chapters.insert(_position(report.format, chapters, section), chapter)
    return chapters


def report_chapter(chapters: Iterable[Chapter], section: str) -> Chapter | None:
    """The chapter of that section, or None."""
    return next((chapter for chapter in chapters if chapter.section == section), None)


def _position(fmt: Format, chapters: list[Chapter], section: Section) -> int:
    """Behind the last chapter of an earlier section (or the preamble)."""
    earlier = {PREAMBLE, *(s.id for s in fmt.sections[: fmt.sections.index(section)])}
    behind = [n for n, chapter in enumerate(chapters, 1) if chapter.section in earlier]
    return max(behind, default=0)


def _about_missing(fmt: Format, section: Section, generated: bool, present: Chapter | None) -> list[Finding]:
    """What to say of a section without a word of the clerk's: nothing of one that is only a table."""
    place = present.place if present and present.place else Place(SHEET)
    if generated:
        return [_about_generated(fmt, section, place)]
    if section.tables or not section.required:
        return []
    severity = Severity.WARNING if fmt.open_chapters and present is None else Severity.ERROR
    message = f"“{section.heading}”没有内容，无法由表中数字生成。请在“{SHEET}”中填写这一部分。"
    return [Finding(severity, f"{fmt.id}.txt.missing", message, place)]


def _about_generated(fmt: Format, section: Section, place: Place) -> Finding:
    """A warning where figures alone cannot tell all that the section must say, else a notice."""
    more = section.id in texts(fmt.wording.get("generated_needs_words"))
    advice = "这一部分不能只有数字，请补写。" if more else "请核对。"
    message = f"“{section.heading}”没有填写，已按表中数字和基本信息生成。{advice}"
    severity = Severity.WARNING if more else Severity.NOTICE
    return Finding(severity, f"{fmt.id}.txt.generated", message, place)


def texts(value: object) -> tuple[str, ...]:
    """A list of strings out of `Format.wording`, empty if there is none."""
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _with_preamble(report: Report, chapters: list[Chapter]) -> list[Chapter]:
    """The chapters, with a preamble written from the particulars where none was typed."""
    preamble = report_chapter(chapters, PREAMBLE)
    if preamble and preamble.paragraphs:
        return chapters
    rest = [chapter for chapter in chapters if chapter.section != PREAMBLE]
    template = report.format.preamble
    headings = tuple(chapter.heading for chapter in rest)
    paragraphs = generate(template, report, headings) if template else ()
    return [Chapter(PREAMBLE, "", paragraphs), *rest] if paragraphs else rest
